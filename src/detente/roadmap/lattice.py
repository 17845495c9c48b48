"""The variables of the search: which steps are done by the end of which phase (model.md §3).

``x[s, k]`` says that step ``s`` is in ``X_k``. Since steps are never undone in a roadmap, ``x`` rises in ``k``; a
roadmap is a chain in the lattice of step sets. Phases after the last one in use are empty, and every condition
of model.md §4 reads the same there as at ``K + 1``.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.case import Case, Condition, StepDone
from detente.roadmap.logic import Literal, Logic


class Lattice(Logic):
    """The solver's model with the variables every part of it speaks of.

    Parameters
    ----------
    case
        The case to be planned, all changes applied.
    done
        Steps done already: ``X_0``.
    """

    def __init__(self, case: Case, done: Sequence[str] = ()) -> None:
        super().__init__()
        self.case = case
        self.horizon = case.max_phases
        self.done = frozenset(done)
        self.open = tuple(step for step in case.steps if step not in self.done)
        self._x: dict[str, list[Literal]] = {}
        self._reified: dict[tuple[Condition, int], Literal] = {}
        self._placed: dict[tuple[str, int], Literal] = {}
        for step in case.steps:
            self._x[step] = self._column(step)
        self.used = [self.model.new_bool_var(f"used {k}") for k in range(1, self.horizon + 1)]
        self._link_used()

    def _column(self, step: str) -> list[Literal]:
        if step in self.done:
            return [1] * (self.horizon + 1)
        column: list[Literal] = [0]
        for k in range(1, self.horizon + 1):
            variable = self.model.new_bool_var(f"{step} by {k}")
            if k > 1:
                self.model.add_implication(column[-1], variable)
            column.append(variable)
        return column

    def _link_used(self) -> None:
        for k in range(1, self.horizon + 1):
            used = self.used[k - 1]
            if k > 1:
                self.model.add_implication(used, self.used[k - 2])
            steps = [self.placed(step, k) for step in self.open]
            self.model.add_bool_or([*steps, ~used])
            for step in steps:
                self.model.add_implication(step, used)
        if not self.done:
            self.model.add_bool_or([self.in_package(step) for step in self.open])

    def by(self, step: str, k: int) -> Literal:
        """Give the literal of ``s ∈ X_k``; beyond the horizon nothing changes any more."""
        return self._x[step][min(k, self.horizon)]

    def in_package(self, step: str) -> Literal:
        """Give the literal of ``s ∈ T``."""
        return self._x[step][self.horizon]

    def placed(self, step: str, k: int) -> Literal:
        """Give the literal of ``s ∈ P_k``."""
        if step in self.done or k > self.horizon:
            return 0
        if k == 1:
            return self.by(step, 1)
        key = (step, k)
        if key not in self._placed:
            literal = self.model.new_bool_var(f"{step} in {k}")
            earlier, later = self.by(step, k - 1), self.by(step, k)
            self.model.add_bool_or([~later, earlier, literal])
            self.model.add_implication(literal, later)
            self.model.add_implication(literal, ~earlier)
            self._placed[key] = literal
        return self._placed[key]

    def holds(self, condition: Condition, k: int) -> Literal:
        """Give a literal that is true exactly if the condition holds in ``X_k``."""
        if isinstance(condition, StepDone):
            return self.by(condition.step, k)
        key = (condition, min(k, self.horizon))
        if key not in self._reified:
            self._reified[key] = self.reify(condition, lambda step: self.by(step, k))
        return self._reified[key]
