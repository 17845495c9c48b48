"""Fragility as a section of the text."""

from __future__ import annotations

from collections.abc import Iterator

from detente.diagnosis.fragility import Fragility
from detente.report.fragility_told import fragility_told
from detente.report.layout import item, paragraph, section
from detente.report.told import Told


def fragility_lines(told: Told, found: Fragility) -> Iterator[str]:
    """Yield the section of the text."""
    whole = fragility_told(told, found)
    yield from section("What it hangs on")
    yield from paragraph(whole.intro)
    for heading, points in whole.groups:
        yield ""
        yield from paragraph(f"{heading}:")
        for one in points:
            yield from item(f"{one.what}: {one.move}{f' – {one.then}' if one.then else ''}")
    if whole.margins:
        yield ""
        yield from paragraph("The price of a walk-out:")
        for line in whole.margins:
            yield from item(line)
    yield ""
