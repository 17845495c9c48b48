"""Conflicts the plain way: take one demand after the other away, each time with a model from scratch.

One conflict is what is left when every demand has been tried without (Chinneck & Dravnieks 1991). For all of them, the
same is done again on the case less one member of each conflict known, until nothing is left to take away: Reiter's
tree of hitting sets (1987), with conflicts used again where they fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.case.model import Case
from detente.diagnosis.feasibility import Outcome, holds
from detente.errors import LimitReached
from detente.roadmap.solver import Clock, Solver

Names = frozenset[str]


def every_conflict(case: Case, clock: Clock) -> Iterator[Names]:
    """Yield all minimal conflicts among the demands of a case.

    Raises
    ------
    LimitReached
        Time ran out.
    """
    known: list[Names] = []
    paths: list[Names] = [frozenset()]
    seen: set[Names] = set(paths)
    while paths:
        away = paths.pop(0)
        conflict = next((one for one in known if not one & away), None) or one_conflict(case, away, clock)
        if conflict is None:
            continue
        if conflict not in known:
            known.append(conflict)
            yield conflict
        for member in sorted(conflict):
            longer = away | {member}
            if longer not in seen:
                seen.add(longer)
                paths.append(longer)


def one_conflict(case: Case, away: Names, clock: Clock) -> Names | None:
    """Give a minimal conflict among the demands but some, `None` where they can be met together."""
    kept = [name for name in case.demands if name not in away]
    if _can_be_met(case, kept, clock):
        return None
    for name in list(kept):
        rest = [other for other in kept if other != name]
        if not _can_be_met(case, rest, clock):
            kept = rest
    return frozenset(kept)


def _can_be_met(case: Case, kept: list[str], clock: Clock) -> bool:
    demands = {name: case.demands[name] for name in kept}
    verdict = holds(replace(case, demands=demands), solver=Solver(clock, 0, linearization=0), clock=clock)
    if verdict.outcome is Outcome.UNKNOWN:
        raise LimitReached("plain deletion ran out of time")
    return verdict.outcome is Outcome.HOLDS
