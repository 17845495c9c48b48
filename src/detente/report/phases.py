"""The phases told one by one: who does what, how it is verified, what may be taken back."""

from __future__ import annotations

from dataclasses import dataclass

from detente.case.model import Step
from detente.report.demands import Citation, cite
from detente.report.detection import owners, verification
from detente.report.headline import has_calendar
from detente.report.marks import mark_of, reversibility
from detente.report.positions import positions
from detente.report.told import Told
from detente.report.words import days_between, duration, length, listing, sentence, span
from detente.roadmap.result import Phase, Roadmap


@dataclass(frozen=True, slots=True)
class StepTold:
    """One step in words. ``mark`` is the sign of whether it can be taken back (see `detente.report.marks`)."""

    id: str
    title: str
    mark: str
    detail: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class PhaseTold:
    """One phase in words: when, who does what, and how every principal stands in it."""

    name: str
    when: str
    groups: tuple[tuple[str, tuple[StepTold, ...]], ...]
    positions: tuple[tuple[str, str], ...]


def phases(told: Told) -> tuple[PhaseTold, ...]:
    """Tell all phases in their order."""
    return tuple(_phase(told, number, phase) for number, phase in enumerate(told.roadmap.phases, start=1))


def _phase(told: Told, number: int, phase: Phase) -> PhaseTold:
    groups = by_owners(told, phase)
    return PhaseTold(
        f"Phase {number}",
        f"{span(phase.starts, phase.ends)} ({length(days_between(phase.starts, phase.ends))})"
        if has_calendar(told)
        else "",
        tuple((who, tuple(_step(told, step) for step in steps)) for who, steps in groups),
        positions(told, phase),
    )


def by_owners(told: Told, phase: Phase) -> list[tuple[str, list[Step]]]:
    """Put the steps of a phase under the names of those who do them, in the order of the case's parties."""
    order = list(told.case.parties)
    groups: dict[tuple[str, ...], list[Step]] = {}
    for name in told.in_order(phase.steps):
        step = told.known(name)
        groups.setdefault(tuple(sorted(step.by, key=order.index)), []).append(step)
    ranked = sorted(groups.items(), key=lambda group: [order.index(owner) for owner in group[0]])
    return [(owners(told, steps[0]) if len(by) < 2 else _jointly(told, by), steps) for by, steps in ranked]


def _jointly(told: Told, by: tuple[str, ...]) -> str:
    return f"{listing([told.party(owner) for owner in by])}, jointly"


def _step(told: Told, step: Step) -> StepTold:
    parts = [f"takes {duration(step.days)}" if step.days else "at once"] if has_calendar(told) else []
    parts += [verification(told, step), reversibility(told, step)]
    if step.admits:
        parts.append(f"lets {listing([told.party(party) for party in step.admits])} in")
    sources = tuple(cite(told.case.sources[name]) for name in step.sources if name in told.case.sources)
    return StepTold(step.id, told.step(step.id), mark_of(step), sentence("; ".join(parts)), sources)


def outline(told: Told, roadmap: Roadmap) -> tuple[tuple[str, str], ...]:
    """Tell another roadmap of the same case in a line a phase (an alternative, say)."""
    lines = []
    for number, phase in enumerate(roadmap.phases, start=1):
        groups = by_owners(told, phase)
        who = [f"{owners}: {'; '.join(told.step(step.id) for step in steps)}" for owners, steps in groups]
        when = f", {span(phase.starts, phase.ends)}" if has_calendar(told) else ""
        lines.append((f"Phase {number}{when}", ". ".join(who)))
    return tuple(lines)
