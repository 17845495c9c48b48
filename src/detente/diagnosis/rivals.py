"""Whether any other package is at least as good as a given one, without searching the best (model.md §6).

One question to the solver instead of a whole plan: where the answer is no, the package stays what it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from detente.case import Case, Fairness, Objective
from detente.roadmap.ideals import Yardstick, yardsticks
from detente.roadmap.logic import Literal, negate
from detente.roadmap.objectives import Search, package_goals
from detente.roadmap.relaxation import Relaxation
from detente.roadmap.setting import Setting, set_up
from detente.roadmap.solver import Clock, Solver
from detente.roadmap.standing import Course


class Rival(StrEnum):
    """Whether the roadmap of another package is better by the first objective, or as good, or neither."""

    BETTER = "better"
    TIED = "as good"
    NONE = "none"
    UNKNOWN = "unknown"


def rival(
    case: Case,
    course: Course,
    done: Sequence[str],
    solver: Solver,
    clock: Clock,
    *,
    known: Mapping[str, Yardstick] | None = None,
    tied: bool = True,
) -> Rival:
    """Say whether a roadmap of another package rivals one that holds.

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
    tied
        Whether to ask for packages that are as good, if none is better.

    Returns
    -------
    Rival
        Where packages are not the first objective, or are compared by products, there is no such short question: then
        they are said to be as good, for whoever wants to know to plan.

    Raises
    ------
    LimitReached
        An ideal could not be proved in time.
    """
    if case.objectives[0] is not Objective.PACKAGE or case.fairness is Fairness.NASH:
        return Rival.TIED
    setting = Setting(case, tuple(done), known or yardsticks(case, solver, clock), solver)
    here = Course(case, course.phases, tuple(done))
    if _rivals(Relaxation(setting).search, here, solver, clock, tied) is Rival.NONE:
        return Rival.NONE  # no order could make one: the small model has answered already
    return _rivals(set_up(setting), here, solver, clock, tied)


def _rivals(search: Search, here: Course, solver: Solver, clock: Clock, tied: bool) -> Rival:
    """Ask a model for another package that is better, or as good."""
    lattice, package = search.lattice, here.package
    model = lattice.model
    lattice.clause([negate(x) if step in package else x for step in lattice.open for x in [lattice.in_package(step)]])
    better = model.new_bool_var("better")
    further: list[Literal] = []
    for goal in package_goals(search):
        reached, expression = goal.measure(here), goal.total.expression()
        more = model.new_bool_var(f"more of {goal.part}")
        model.add(expression >= reached + 1).only_enforce_if(more)
        # as much is asked for only where no goal before it has more
        as_much = model.add(expression >= reached)
        if further:
            as_much.only_enforce_if([negate(one) for one in further])
        further.append(more)
    lattice.clause([negate(better), *further])
    for question, found in ((better, Rival.BETTER), (~better, Rival.TIED))[: 1 + tied]:
        answer = solver.solve_assuming(model, question, clock.left())
        if answer.values is not None:
            return found
        if not answer.infeasible:
            return Rival.UNKNOWN
    return Rival.NONE
