"""A roadmap as rows, one a step: what tables, sheets and calendars are made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from detente.case.model import Step
from detente.report.demands import cite
from detente.report.detection import detections, owners, verifiers
from detente.report.headline import has_calendar
from detente.report.marks import reversibility
from detente.report.told import Told
from detente.report.words import sentence
from detente.report.worth import worth_words
from detente.roadmap.result import Phase

Cell = str | int | date
"""Words, a whole number (of a phase, or of days), or a date."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table: its heading, how wide it is in characters, and what stands in it for a step."""

    heading: str
    width: int
    cell: Callable[[Told, int, Phase, Step], Cell]
    private: bool = False


def columns(told: Told) -> tuple[Column, ...]:
    """Return the columns of a roadmap's table; private ones stand last, and only where the roadmap is not public."""
    found = [Column("Phase", 7, lambda _told, number, _phase, _step: number)]
    if has_calendar(told):
        found += [
            Column("Begins", 12, lambda _told, _number, phase, _step: phase.starts),
            Column("Ends", 12, lambda _told, _number, phase, _step: phase.ends),
        ]
    found += [
        Column("Step", 44, lambda told, _number, _phase, step: told.step(step.id)),
        Column("Id", 20, lambda _told, _number, _phase, step: step.id),
        Column("Who", 28, lambda told, _number, _phase, step: owners(told, step)),
        Column("Takes (days)", 9, lambda _told, _number, _phase, step: step.days),
        Column("Verified by", 24, lambda told, _number, _phase, step: verifiers(told, step)),
        Column("Verification (days)", 12, lambda _told, _number, _phase, step: step.verified.days),
        Column("Taking back", 36, lambda told, _number, _phase, step: sentence(reversibility(told, step))),
        Column("Sources", 44, _sources),
    ]
    if not told.public:
        found += _private(told)
    return tuple(found)


def rows(told: Told) -> tuple[tuple[Cell, ...], ...]:
    """Return the roadmap's steps, phase by phase and in the file's order, a cell for every column."""
    shape = columns(told)
    return tuple(
        tuple(column.cell(told, number, phase, told.known(name)) for column in shape)
        for number, phase in enumerate(told.roadmap.phases, start=1)
        for name in told.in_order(phase.steps)
    )


def _sources(told: Told, _number: int, _phase: Phase, step: Step) -> str:
    known = [told.case.sources[name] for name in step.sources if name in told.case.sources]
    return "; ".join(f"{cited.text} {cited.url}".strip() for cited in map(cite, known))


def _private(told: Told) -> list[Column]:
    """Return what each principal puts on a step, and what its verification has to detect."""
    required = {one.id: one for one in detections(told)}

    def worth(party: str) -> Callable[[Told, int, Phase, Step], Cell]:
        def cell(_told: Told, _number: int, _phase: Phase, step: Step) -> Cell:
            return worth_words(step.value[party]) if party in step.value else ""

        return cell

    def detection(_told: Told, _number: int, _phase: Phase, step: Step) -> Cell:
        found = required.get(step.id)
        return f"{found.required}; stated: {found.stated}" if found else ""

    return [
        *(Column(f"Worth to {told.party(party.id)} (private)", 14, worth(party.id), True) for party in told.principals),
        Column("Detection required (private)", 30, detection, True),
    ]
