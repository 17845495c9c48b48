"""What every part of the diagnosis is given: the case, what was changed in it, the best roadmap, and the time.

The parts are functions of an `Inquiry`, one a module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from detente.case import Case, Changes, Fairness, Objective, apply
from detente.confirming import confirm
from detente.roadmap.ideals import Yardstick, yardsticks
from detente.roadmap.planning import known_steps, plan
from detente.roadmap.progress import Listener
from detente.roadmap.result import Roadmap, Status
from detente.roadmap.search import Found
from detente.roadmap.setting import Setting
from detente.roadmap.solver import Clock, Solver
from detente.roadmap.standing import Course
from detente.roadmap.telling import tell

LINEARIZATION = 1
"""Here most questions are whether there is a roadmap at all, and a full linear relaxation costs more than it helps."""


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
        case = fairest_first(self.case)
        if case is self.case and changes == self.changes and self.roadmap.status is Status.OPTIMAL:
            return self.roadmap
        roadmap = planned(case, changes, self.done, clock, self.seed)
        return replace(roadmap, case_digest=self.roadmap.case_digest)

    def told(self, course: Course, changes: Changes) -> Roadmap:
        """Give a roadmap that was found by the way with all its figures, confirmed by the checker."""
        changed = apply(self.case, changes)
        setting = Setting(changed, self.done, self.yardsticks(), self.solver)
        course = Course(changed, course.phases, self.done)
        blank = replace(self.blank, changes=changes)
        return confirm(self.case, replace(tell(blank, setting, Found(course)), status=Status.FEASIBLE))

    @property
    def blank(self) -> Roadmap:
        """The sheet that says what roadmaps are computed from, with nothing on it."""
        one = self.roadmap
        return Roadmap(
            case_title=one.case_title,
            case_digest=one.case_digest,
            status=Status.UNKNOWN,
            objectives_order=one.objectives_order,
            changes=one.changes,
            done=self.done,
            seed=self.seed,
            time_limit=one.time_limit,
        )

    def proved_stuck(self) -> Inquiry:
        """Give the inquiry where a conflict has shown that no roadmap holds, which planning had no time to prove."""
        return replace(self, roadmap=replace(self.blank, status=Status.NONE))


def planned(
    case: Case, changes: Changes, done: tuple[str, ...], clock: Clock, seed: int, listener: Listener | None = None
) -> Roadmap:
    """Plan within a clock that runs already, and have the result confirmed."""
    roadmap = plan(case, changes=changes, done=done, time_limit=None, seed=seed, clock=clock, progress=listener)
    return confirm(case, roadmap)


def fairest_first(case: Case) -> Case:
    """Give the case with the smallest share as what counts first."""
    if case.fairness is Fairness.EGALITARIAN and case.objectives[0] is Objective.PACKAGE:
        return case
    others = (one for one in case.objectives if one is not Objective.PACKAGE)
    return replace(case, fairness=Fairness.EGALITARIAN, objectives=(Objective.PACKAGE, *others))


def begin(
    case: Case,
    changes: Changes,
    done: tuple[str, ...],
    clock: Clock,
    seed: int,
    first: Clock,
    listener: Listener | None = None,
    roadmap: Roadmap | None = None,
) -> Inquiry:
    """Plan the case within its first turn, if it has not been, and give all that the parts of the diagnosis need.

    Raises
    ------
    CaseError
        The changes do not fit the case, or a step done is unknown.
    """
    changed = apply(case, changes)
    known = known_steps(changed, done)
    best = roadmap or planned(case, changes, known, first, seed, listener)
    return Inquiry(case, changes, changed, known, clock, Solver(clock, seed, LINEARIZATION), seed, best)
