"""Conditions as literals of a solver's model (model.md §5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ortools.sat.python import cp_model

from detente.case import And, Condition, Not, Or, StepDone

Literal = cp_model.LiteralT | int
"""A Boolean variable or its negation, or the constants 0 and 1."""


class Model(cp_model.CpModel):
    """The solver's model without the old spellings of its methods, which take longer to make than a small model."""

    def _add_pre_pep8_methods(self) -> None:
        pass


class Logic:
    """A model that knows how to say *and*, *or* and *not*."""

    def __init__(self) -> None:
        self.model = Model()
        self._both: dict[tuple[int, int], Literal] = {}

    def reify(self, condition: Condition, step: Callable[[str], Literal]) -> Literal:
        """Give a literal that is true exactly if the condition holds of the set whose members ``step`` gives."""
        match condition:
            case StepDone(name):
                return step(name)
            case Not(part):
                return negate(self.reify(part, step))
            case And(parts):
                return self.all_of([self.reify(part, step) for part in parts])
            case Or(parts):
                return negate(self.all_of([negate(self.reify(part, step)) for part in parts]))

    def both(self, one: Literal, other: Literal) -> Literal:
        """Give the literal of a conjunction of two, the same one each time it is asked for."""
        if isinstance(one, int):
            return other if one else 0
        if isinstance(other, int):
            return one if other else 0
        first, second = sorted((one.index, other.index))  # type: ignore[union-attr]
        if first == second:
            return one
        if (first, second) not in self._both:
            self._both[first, second] = self._conjunction([one, other])
        return self._both[first, second]

    def all_of(self, literals: Sequence[Literal]) -> Literal:
        """Give the literal of a conjunction."""
        if any(isinstance(literal, int) and not literal for literal in literals):
            return 0
        free = [literal for literal in literals if not isinstance(literal, int)]
        if not free:
            return 1
        if len(free) == 1:
            return free[0]
        if len(free) == 2:
            return self.both(free[0], free[1])
        return self._conjunction(free)

    def _conjunction(self, literals: Sequence[cp_model.LiteralT]) -> Literal:
        result = self.model.new_bool_var("")
        self.model.add_bool_or([result, *(~literal for literal in literals)])
        for literal in literals:
            self.model.add_implication(result, literal)
        return result

    def clause(self, literals: Sequence[Literal]) -> None:
        """Ask that at least one of the literals is true."""
        if any(isinstance(literal, int) and literal for literal in literals):
            return
        self.model.add_bool_or([literal for literal in literals if not isinstance(literal, int)])


def negate(literal: Literal) -> Literal:
    """Give the opposite of a literal."""
    return 1 - literal if isinstance(literal, int) else ~literal


def is_true(literal: Literal) -> bool:
    """Whether a literal is the constant 1."""
    return isinstance(literal, int) and literal == 1


def is_false(literal: Literal) -> bool:
    """Whether a literal is the constant 0."""
    return isinstance(literal, int) and literal == 0
