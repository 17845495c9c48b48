"""All minimal conflicts, smallest first (model.md §7).

Every conflict has to keep something from every set of conditions that *can* be met together; so it is a set that hits
what each such set leaves out (Reiter 1987; Liffiton & Sakallah 2008). The search asks, again and again, for the
smallest set that does so with all that is known (Ignatiev et al. 2015), and tries it on the case:

- no roadmap meets it: then it is a minimal conflict, since every smaller set has been found possible before, and no
  set that contains it need be looked at again;
- some roadmap does: then as many others as can be are met beside it, and every part of that set is possible.

When no set is left, all minimal conflicts are known, as in the enumeration of Liffiton et al. 2016 (MARCO), whose map
of the unexplored is kept here by the solver as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ortools.sat.python import cp_model

from detente.diagnosis.feasibility import Outcome
from detente.diagnosis.questions import Questions
from detente.errors import LimitReached
from detente.roadmap.solver import Solver


class Unexplored:
    """The sets of conditions of which nothing is known yet.

    Parameters
    ----------
    names
        All conditions.
    solver
        Finds the smallest set that is left.
    """

    def __init__(self, names: Sequence[str], solver: Solver) -> None:
        self._solver = solver
        self._model = cp_model.CpModel()
        self._inside = {name: self._model.new_bool_var(name) for name in names}
        self._model.minimize(cp_model.LinearExpr.sum(list(self._inside.values())))

    def smallest(self, limit: float | None) -> frozenset[str] | None:
        """Give a smallest set that is left, `None` where there is none.

        Raises
        ------
        LimitReached
            Time ran out.
        """
        answer = self._solver.solve(self._model, limit)
        if answer.infeasible:
            return None
        if answer.values is None or not answer.proved:
            raise LimitReached("the conflicts have not all been found")
        return frozenset(name for name, variable in self._inside.items() if answer.values[variable.index])

    def possible(self, met: frozenset[str]) -> None:
        """Note that a set can be met, and so every part of it."""
        self._model.add_bool_or([variable for name, variable in self._inside.items() if name not in met])

    def impossible(self, conflict: frozenset[str]) -> None:
        """Note that a set cannot be met, and so none that contains it."""
        self._model.add_bool_or([~self._inside[name] for name in self._inside if name in conflict])


def conflicts(questions: Questions, solver: Solver, left: Callable[[], float | None]) -> Iterator[tuple[str, ...]]:
    """Yield the minimal conflicts of a case, smallest first, each in the order of its conditions.

    Parameters
    ----------
    questions
        The case, ready to be asked.
    solver
        Keeps the map of what is unexplored.
    left
        Gives the seconds left, `None` for no limit.

    Raises
    ------
    LimitReached
        Time ran out before all were found; those yielded by then are minimal conflicts all the same.
    """
    unexplored = Unexplored(questions.names, solver)
    while (trial := unexplored.smallest(left())) is not None:
        verdict = questions.most(trial)
        match verdict.outcome:
            case Outcome.UNKNOWN:
                raise LimitReached("the conflicts have not all been found")
            case Outcome.HOLDS:
                unexplored.possible(verdict.met)
            case Outcome.NONE:
                yield tuple(name for name in questions.names if name in trial)
                unexplored.impossible(trial)
