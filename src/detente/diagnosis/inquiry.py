"""What every part of the diagnosis is given: the case, what was changed in it, the best roadmap, and the time.

The parts are functions of an `Inquiry`, one a module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from detente.api import confirm
from detente.case import Case, Changes, Fairness, Objective, apply
from detente.roadmap.ideals import Yardstick, yardsticks
from detente.roadmap.planning import known_steps, plan
from detente.roadmap.result import Roadmap, Status
from detente.roadmap.solver import Clock, Solver


@dataclass(frozen=True)
class Inquiry:
    """A case under diagnosis.

    ``case`` is as the user wrote it, ``changes`` what the user tries on it, ``changed`` the case with these changes,
    ``done`` the steps done already, ``roadmap`` what planning gave (status ``none``: proved that there is none). The
    solver stops with the clock, whose `turn`s the parts are given.
    """

    case: Case
    changes: Changes
    changed: Case
    done: tuple[str, ...]
    clock: Clock
    solver: Solver
    seed: int
    roadmap: Roadmap

    @property
    def is_stuck(self) -> bool:
        """Whether it is proved that no roadmap holds."""
        return self.roadmap.status is Status.NONE

    def yardsticks(self) -> Mapping[str, Yardstick]:
        """Give what shares are measured against: the same for all demands given up (model.md §6).

        Raises
        ------
        LimitReached
            An ideal could not be proved in time.
        """
        return yardsticks(self.changed, self.solver, self.clock)

    def planned(self, changes: Changes, clock: Clock) -> Roadmap:
        """Give the best roadmap under other changes, confirmed by the checker."""
        return planned(self.case, changes, self.done, clock, self.seed)

    def fairest(self, changes: Changes, clock: Clock) -> Roadmap:
        """Give the roadmap of the largest smallest share under other changes, whatever fairness the case names."""
        return planned(fairest_first(self.case), changes, self.done, clock, self.seed)


def planned(case: Case, changes: Changes, done: tuple[str, ...], clock: Clock, seed: int) -> Roadmap:
    """Plan within a clock that runs already, and have the result confirmed."""
    return confirm(case, plan(case, changes=changes, done=done, time_limit=None, seed=seed, clock=clock))


def fairest_first(case: Case) -> Case:
    """Give the case with the smallest share as what counts first."""
    if case.fairness is Fairness.EGALITARIAN and case.objectives[0] is Objective.PACKAGE:
        return case
    others = (one for one in case.objectives if one is not Objective.PACKAGE)
    return replace(case, fairness=Fairness.EGALITARIAN, objectives=(Objective.PACKAGE, *others))


def begin(case: Case, changes: Changes, done: tuple[str, ...], clock: Clock, seed: int, first: Clock) -> Inquiry:
    """Plan the case within its first turn, and give all that the parts of the diagnosis need.

    Raises
    ------
    CaseError
        The changes do not fit the case, or a step done is unknown.
    """
    changed = apply(case, changes)
    known = known_steps(changed, done)
    return Inquiry(
        case, changes, changed, known, clock, Solver(clock, seed), seed, planned(case, changes, known, first, seed)
    )
