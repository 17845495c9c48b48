"""The first minimal conflict, and all of them, against plain deletion from scratch (in the same process)."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from benchmarks.deletion import every_conflict
from benchmarks.disputes import dispute
from benchmarks.tables import Outcome, Settings, Table
from detente.case.model import Case
from detente.errors import LimitReached

SIZES = ((10, 40), (20, 60), (30, 90), (40, 120))
QUICK = ((10, 40), (20, 60))

NOTES = (
    "detente: smallest first, proved complete (src/detente/diagnosis/conflicts.py); deletion: benchmarks/deletion.py.",
    "CPU seconds of the process, medians over the seeds whose disputes have a conflict; – where none of them finished.",
    "ratio: deletion / detente for all conflicts (for deletion cut short, its time till then: at least that).",
    "Where both finish they give the same conflicts; a difference ends the run.",
)


@dataclass(frozen=True, slots=True)
class _Run:
    """One enumeration: CPU seconds to the first conflict and to the end, and what was found."""

    first: float | None
    all: float
    found: frozenset[frozenset[str]]
    whole: bool


def run(settings: Settings) -> Outcome:
    """Measure as demands and steps grow."""
    rows = []
    for demands, steps in QUICK if settings.quick else SIZES:
        settings.say(f"conflicts: {demands} demands over {steps} steps")
        pairs = [_compare(dispute(steps, demands, seed=seed), settings) for seed in range(1, settings.seeds + 1)]
        clashing = [(ours, plain) for ours, plain in pairs if ours.found]
        rows.append(_row(demands, steps, len(pairs), clashing))
    columns = (
        "demands",
        "steps",
        "seeds",
        "with conflicts",
        "conflicts",
        "first (s)",
        "all (s)",
        "deletion: first (s)",
        "deletion: all (s)",
        "deletion finished",
        "ratio",
    )
    title = "Minimal conflicts of random disputes, medians"
    return Outcome([Table("conflicts", title, columns, rows, NOTES)])


def _row(demands: int, steps: int, seeds: int, clashing: list[tuple[_Run, _Run]]) -> tuple[object, ...]:
    finished = [plain for _, plain in clashing if plain.whole]
    return (
        demands,
        steps,
        seeds,
        len(clashing),
        _median(len(ours.found) for ours, _ in clashing),
        _median(ours.first for ours, _ in clashing if ours.first is not None),
        _median(ours.all for ours, _ in clashing if ours.whole),
        _median(plain.first for _, plain in clashing if plain.first is not None),
        _median(plain.all for plain in finished),
        f"{len(finished)} of {len(clashing)}",
        _median(plain.all / ours.all for ours, plain in clashing if ours.whole),
    )


def _median(figures: Iterable[float]) -> float | str:
    known = list(figures)
    return median(known) if known else "–"


def _compare(case: Case, settings: Settings) -> tuple[_Run, _Run]:
    from detente.diagnosis.conflicts import conflicts
    from detente.diagnosis.inquiry import LINEARIZATION
    from detente.diagnosis.questions import Questions
    from detente.roadmap.solver import Clock, Solver

    clock = Clock(settings.time_limit)
    solver = Solver(clock, 0, LINEARIZATION)
    ours = _watched(frozenset(one) for one in conflicts(Questions(case, (), solver, clock), solver, clock.left))
    plain = _watched(every_conflict(case, Clock(settings.time_limit)))
    if ours.whole and plain.whole and ours.found != plain.found:
        raise AssertionError(f"{case.title}: {ours.found} here, {plain.found} by deletion")
    return ours, plain


def _watched(found: Iterable[frozenset[str]]) -> _Run:
    began, first = time.process_time(), None
    listed: set[frozenset[str]] = set()
    try:
        for conflict in found:
            first = first if first is not None else time.process_time() - began
            listed.add(conflict)
    except LimitReached:
        return _Run(first, time.process_time() - began, frozenset(listed), False)
    return _Run(first, time.process_time() - began, frozenset(listed), True)
