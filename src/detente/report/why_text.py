"""The diagnosis told as text: what clashes, who could give what, what each demand costs everybody, what would help."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from detente.case import Case
from detente.case.variant import names
from detente.diagnosis.fragility import Fragility
from detente.diagnosis.least_trust import LeastTrust
from detente.diagnosis.public import public_diagnosis
from detente.diagnosis.result import Diagnosis
from detente.report import headline
from detente.report.bridges_told import BridgeTold, bridges_heading, bridges_intro, bridges_told
from detente.report.conflicts_told import conflicts_told
from detente.report.fragility_text import fragility_lines
from detente.report.layout import item, paragraph, section, without_gaps
from detente.report.payments_told import PaymentTold, concessions_told, prices_told
from detente.report.reasons import (
    NOBODY_IS_TO_BLAME,
    concessions_intro,
    conflicts_intro,
    cost_lines,
    dearest_demand,
    goal_sentences,
    left_out_of_copy,
    price_intro,
)
from detente.report.shown import shown, shown_text
from detente.report.told import Told, tell
from detente.report.trust_told import trust_sentences
from detente.report.words import count, percent


def as_reasons(case: Case, diagnosis: Diagnosis, *, public: bool = False, on: date | None = None) -> str:
    """Return the diagnosis as plain text of at most 80 columns, ending with a line break.

    Parameters
    ----------
    case
        The case as the user wrote it.
    diagnosis
        The result of `detente.why`.
    public
        Leave out everything private, or that would give it away.
    on
        The date that the text bears; none is taken from a clock.
    """
    told = tell(case, diagnosis.roadmap, public=public, on=on)
    lines = _report(case, told, _safe(told, diagnosis))
    return "\n".join(without_gaps(lines)) + "\n"


def _safe(told: Told, diagnosis: Diagnosis) -> Diagnosis:
    """Return the diagnosis safe to show, and public where that is asked for."""
    return shown(public_diagnosis(diagnosis) if told.public else diagnosis)


def reasons_lines(case: Case, told: Told, diagnosis: Diagnosis) -> Iterator[str]:
    """Yield the sections on what clashes and what would help, for the report on a case without a roadmap."""
    diagnosis = _safe(told, diagnosis)
    yield from _conflicts(told, diagnosis)
    yield from _goals(told, diagnosis)
    if told.public and diagnosis.rests_on_values:
        yield from paragraph(left_out_of_copy())
        return
    yield from _concessions(case, told, diagnosis)
    yield from _bridges(case, told, diagnosis)


def _report(case: Case, told: Told, diagnosis: Diagnosis) -> Iterator[str]:
    yield from _title(case, told, diagnosis)
    yield from reasons_lines(case, told, diagnosis)
    if told.public and diagnosis.rests_on_values:
        return
    yield from _prices(case, told, diagnosis)
    yield from _costs(told, diagnosis)
    yield from _trust(told, diagnosis)
    if isinstance(diagnosis.fragility, Fragility):
        yield from fragility_lines(told, diagnosis.fragility)
    yield from _computed(diagnosis)


def _title(case: Case, told: Told, diagnosis: Diagnosis) -> Iterator[str]:
    yield from section(told.case.title)
    yield from paragraph(headline.verdict(told))
    for line in names(case, diagnosis.changes):
        yield from item(f"Tried: {shown_text(line)}")
    if diagnosis.done:
        yield from item(f"Done before: {', '.join(told.step(step) for step in diagnosis.done)}")
    yield from paragraph(NOBODY_IS_TO_BLAME)
    yield ""


def _conflicts(told: Told, diagnosis: Diagnosis) -> Iterator[str]:
    yield from section("What clashes")
    yield from paragraph(conflicts_intro(told, diagnosis))
    for one in conflicts_told(told, diagnosis):
        yield ""
        yield from item(" + ".join(one.members), indent=0, bullet=f"{one.number}.")
        for line in (*one.sentences, one.closing):
            yield from paragraph(line, indent=3)
        for cited in one.sources:
            yield from paragraph(f"Source: {cited.text}{f' {cited.url}' if cited.url else ''}", indent=3, hanging=5)
    yield ""


def _concessions(case: Case, told: Told, diagnosis: Diagnosis) -> Iterator[str]:
    if diagnosis.roadmap.exists:
        return
    yield from section("Who could give what")
    yield from paragraph(concessions_intro(diagnosis))
    for one in concessions_told(case, told, diagnosis.concessions):
        yield ""
        yield from _payment(one)
    yield ""


def _payment(one: PaymentTold) -> Iterator[str]:
    share = f", smallest share {percent(one.share)}" if one.share is not None else ""
    points = f"{count(one.points, 'point')}" + (f": {one.pays}" if one.pays else "")
    yield from item(points, indent=0, bullet="·")
    for line in one.gives:
        yield from paragraph(line, indent=2, hanging=4)
    yield from paragraph(f"Unlocks {one.unlocks}{share}.", indent=2, hanging=4)
    if one.options:
        yield from paragraph(f"To see it: detente plan CASE {one.options}", indent=2, hanging=4)


def _bridges(case: Case, told: Told, diagnosis: Diagnosis) -> Iterator[str]:
    if not diagnosis.bridges and not told.principals:
        return
    yield from section(bridges_heading(diagnosis))
    yield from paragraph(bridges_intro(diagnosis))
    bridges = bridges_told(case, told, diagnosis)
    for number, one in enumerate(bridges, start=1):
        yield ""
        for place, line in enumerate(one.built):
            bullet = f"{number}." if place == 0 else "  +"
            yield from item(line, indent=0, bullet=bullet)
        for line in one.beside:
            yield from paragraph(f"Needed beside it: {line}", indent=2, hanging=4)
        yield from paragraph(f"Before: {one.before}. After: {one.after}.", indent=2, hanging=4)
        if one.options and not _is_long(one):
            yield from paragraph(f"To see it: detente plan CASE {one.options}", indent=2, hanging=4)
    if any(map(_is_long, bridges)):
        yield ""
        yield from paragraph("The commands to see the others are long: copy them from the page (--html).")
    yield ""


def _is_long(bridge: BridgeTold) -> bool:
    """Whether the command spells a bridge out, which no line of text has room for."""
    return "--set" in bridge.options


def _goals(told: Told, diagnosis: Diagnosis) -> Iterator[str]:
    if not diagnosis.goals:
        return
    yield from section("How near one can come")
    for line in goal_sentences(told, diagnosis):
        yield from paragraph(line)
    yield ""


def _prices(case: Case, told: Told, diagnosis: Diagnosis) -> Iterator[str]:
    rows = prices_told(case, told, diagnosis.price_list)
    if not rows:
        return
    yield from section("Price list")
    yield from paragraph(price_intro(told, diagnosis))
    for one in rows:
        yield ""
        yield from item(f"{count(one.points, 'point')} given up: smallest share {one.share_words}", indent=0)
        for line in one.gives:
            yield from paragraph(line, indent=2, hanging=4)
        yield from paragraph(f"A deal of {one.unlocks}.", indent=2, hanging=4)
        for label, steps in (("More than before", one.steps_more), ("No longer", one.steps_fewer)):
            if steps:
                yield from paragraph(f"{label}: {'; '.join(steps)}.", indent=2, hanging=4)
        if one.options:
            yield from paragraph(f"To see it: detente plan CASE {one.options}", indent=2, hanging=4)
    yield ""


def _costs(told: Told, diagnosis: Diagnosis) -> Iterator[str]:
    words = dearest_demand(told, diagnosis)
    if not words:
        return
    yield from section("What each demand costs everybody")
    yield from paragraph(words)
    for line in cost_lines(told, diagnosis):
        yield from item(line)
    yield ""


def _trust(told: Told, diagnosis: Diagnosis) -> Iterator[str]:
    if not isinstance(diagnosis.least_trust, LeastTrust) or diagnosis.least_trust.is_nothing:
        return
    yield from section("How much trust is missing")
    for line in trust_sentences(told, diagnosis.least_trust):
        yield from paragraph(line)
    yield ""


def _computed(diagnosis: Diagnosis) -> Iterator[str]:
    yield from section("How it was computed")
    for name, done in diagnosis.complete.items():
        words = "proved to be all there is" if done else "there may be more"
        yield from item(f"{name.replace('_', ' ').capitalize()}: {words}")
    yield from item("Every roadmap named here was confirmed by the checker.")
