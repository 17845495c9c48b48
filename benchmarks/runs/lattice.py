"""Proving the first objective, against an exhaustive search over the lattice of step sets (in the same process)."""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from statistics import median
from typing import NamedTuple, TypeVar

from benchmarks.exhaustive import search
from benchmarks.generator import generate
from benchmarks.tables import Outcome, Settings, Table
from detente.case.model import Case, Objective

T = TypeVar("T")

SIZES = (8, 10, 12, 14, 16, 18, 20)
QUICK = (8, 12, 16)
PRINCIPALS = 3
PHASES = 8

NOTES = (
    "exhaustive: best package by looking at all that could be better (benchmarks/exhaustive.py: tables, layers).",
    "first objective: planner until both parts of the first objective are proved; all: until everything is.",
    "ratio: exhaustive / planner for the first objective, median over seeds; above 1 the planner is faster.",
    "Both give the same smallest share and sum of shares, or both find no roadmap; a difference ends the run.",
)


class _Times(NamedTuple):
    exhaustive: float
    first: float
    all: float
    roadmap: bool


def run(settings: Settings) -> Outcome:
    """Measure as the number of steps grows."""
    from detente.roadmap import plan

    plan(generate(QUICK[0], PRINCIPALS, PHASES, seed=1))  # loads the solver, which is not what is compared
    rows = []
    for steps in QUICK if settings.quick else SIZES:
        settings.say(f"lattice: {steps} steps")
        times = [_compare(steps, seed) for seed in range(1, settings.seeds + 1)]
        rows.append(
            (
                steps,
                sum(one.roadmap for one in times),
                len(times),
                median(one.exhaustive for one in times),
                max(one.exhaustive for one in times),
                median(one.first for one in times),
                max(one.first for one in times),
                median(one.all for one in times),
                median(one.exhaustive / one.first for one in times),
            )
        )
    columns = (
        "steps",
        "with a roadmap",
        "seeds",
        "exhaustive (s)",
        "its longest (s)",
        "first objective (s)",
        "its longest (s) ",
        "all (s)",
        "ratio",
    )
    title = f"Planner against exhaustive search, {PRINCIPALS} principals, {PHASES} phases, medians"
    return Outcome([Table("lattice", title, columns, rows, NOTES)])


def _compare(steps: int, seed: int) -> _Times:
    case = generate(steps, PRINCIPALS, PHASES, seed=seed)
    exhaustive, answer = _timed(lambda: search(case))
    (first, found), (whole, _) = _timed(lambda: _first_objective(case)), _timed(lambda: _everything(case))
    if found != answer.score:
        raise AssertionError(f"{case.title}: the planner finds {found}, exhaustive search {answer.score}")
    return _Times(exhaustive, first, whole, answer.score is not None)


def _first_objective(case: Case) -> tuple[Fraction, ...] | None:
    """Plan until the first objective is proved, and no further."""
    from detente.roadmap import plan
    from detente.roadmap.progress import Progress

    proved: dict[str, Fraction | None] = {}

    class Enough(Exception):  # noqa: N818 (nothing is wrong)
        """Both parts are proved."""

    def listen(event: Progress) -> None:
        if event.objective is Objective.PACKAGE and event.proved:
            proved[event.part] = event.value
            if len(proved) == 2:
                raise Enough

    try:
        roadmap = plan(case, progress=listen)
    except Enough:
        return tuple(value for value in proved.values() if value is not None)
    if roadmap.status.value != "none":
        raise AssertionError(f"{case.title}: the first objective was not proved")
    return None


def _everything(case: Case) -> None:
    from detente.roadmap import plan

    plan(case)


def _timed(what: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    found = what()
    return time.perf_counter() - began, found
