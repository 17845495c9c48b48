"""Splitting: a step is done in equal tranches, so that less is at stake at a time (Schelling 1960)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Any

from detente.case import Case, Interval, Scale, Step, Value
from detente.case.documenting import number
from detente.diagnosis.bridges.offer import Document, Offer
from detente.diagnosis.bridges.result import Amount

MOST_TRANCHES = 6
TEN_THOUSANDTHS = 10_000


def offers(case: Case, done: Collection[str]) -> Iterator[Offer]:
    """Yield one for every step that is worth a number to somebody: half a level is no level, and cannot be written."""
    for step in case.steps.values():
        scales = {case.parties[party].scale for party in step.value}
        most = min(MOST_TRANCHES, case.max_phases)
        if step.id not in done and scales and Scale.ORDINAL not in scales and most > 1:
            yield Offer(
                "splitting",
                (step.id,),
                partial(_title, step),
                most - 1,
                partial(_spelt, step.id),
                partial(_amount, step.id),
                rising=False,
            )


def tranches(value: Value, many: int) -> list[Value]:
    """Divide a value in equal parts of at most four decimals; the last part has what is left over."""
    if isinstance(value, Interval):
        ends = zip(_parts(value.lo, many), _parts(value.hi, many), strict=True)
        return [Interval(lo, hi) for lo, hi in ends]
    return list(_parts(Fraction(value), many))


def _parts(amount: Fraction, many: int) -> list[Fraction]:
    part = Fraction(int(amount * TEN_THOUSANDTHS / many), TEN_THOUSANDTHS)
    return [part] * (many - 1) + [amount - part * (many - 1)]


def _title(step: Step, notches: int) -> str:
    return f"In {notches + 1} tranches: {step.title}"


def _spelt(name: str, case: Case, notches: int) -> Document:
    step, many = case.steps[name], notches + 1
    ids = [f"{name}-{place}" for place in range(1, many + 1)]
    into: dict[str, Any] = {part: {"value": {}} for part in ids}
    for party, value in step.value.items():
        for part, worth in zip(ids, tranches(value, many), strict=True):
            into[part]["value"][party] = _plain(worth)
    in_order = [f"{later} with or after {sooner}" for sooner, later in pairwise(ids)]
    return {"split": name, "into": into, "changes": {"rules": in_order}}


def _plain(value: Value) -> Any:
    if isinstance(value, Interval):
        return [number(value.lo), number(value.hi)]
    return number(Fraction(value))


def _amount(name: str, notches: int) -> Amount:
    return Amount("parts", name, Fraction(notches + 1), Fraction(1))
