"""Whether any other package is at least as good as a given one, without searching the best (model.md §6).

One question to the solver instead of a whole plan: where the answer is no, the package stays what it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.case import Case, Fairness, Objective
from detente.roadmap.ideals import Yardstick, yardsticks
from detente.roadmap.logic import negate
from detente.roadmap.objectives import package_goals
from detente.roadmap.setting import Setting, set_up
from detente.roadmap.solver import Clock, Solver
from detente.roadmap.standing import Course


def may_have_rival(
    case: Case,
    course: Course,
    done: Sequence[str],
    solver: Solver,
    clock: Clock,
    known: Mapping[str, Yardstick] | None = None,
) -> bool | None:
    """Say whether a roadmap of another package may be at least as good as one that holds.

    Parameters
    ----------
    case
        The case with all changes applied.
    course
        A roadmap of it that holds.
    done
        Steps done already.
    solver, clock
        Who solves, and until when.
    known
        What shares are measured against, where that is known.

    Returns
    -------
    bool or None
        False only where it is proved that there is none; `None` where the time did not suffice.

    Raises
    ------
    LimitReached
        An ideal could not be proved in time.
    """
    if case.objectives[0] is not Objective.PACKAGE or case.fairness is Fairness.NASH:
        return True
    setting = Setting(case, tuple(done), known or yardsticks(case, solver, clock), solver)
    search = set_up(setting)
    lattice = search.lattice
    package = course.package
    lattice.clause([negate(x) if step in package else x for step in lattice.open for x in [lattice.in_package(step)]])
    here = Course(case, course.phases, tuple(done))
    better = lattice.model.new_bool_var("better")
    first, *others = package_goals(search)
    lattice.model.add(first.total.expression() >= first.measure(here))
    for goal in others:
        lattice.model.add(goal.total.expression() >= goal.measure(here)).only_enforce_if(~better)
    lattice.model.add(first.total.expression() >= first.measure(here) + 1).only_enforce_if(better)
    answer = solver.solve(lattice.model, clock.left())
    if answer.infeasible:
        return False
    return None if answer.values is None else True
