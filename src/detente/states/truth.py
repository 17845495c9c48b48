"""In which states a condition holds: formulas, evaluated for all states at once.

A *column* says of every state whether an option is taken. It has one axis an option, of length 2 for its own and 1 for
all others, so what speaks of few options is computed for few states and only spread over all at the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

import numpy as np

from detente.case import rules
from detente.case.formulas import (
    Biconditional,
    Conditional,
    Conjunction,
    Disjunction,
    Formula,
    Negation,
    Option,
)
from detente.states.orders import Flags

NEVER: Flags = np.zeros(1, np.bool_)
"""The column of what is taken in no state: steps of a case that are no options of the model."""


def column(option: int, options: int) -> Flags:
    """Return the column of an option (from 0) among so many: bit ``option`` of a state's code."""
    shape = [1] * options
    shape[options - 1 - option] = 2
    return np.array([False, True]).reshape(shape)


def spread(truth: Flags, options: int) -> Flags:
    """Return one flag a state code, shape ``(2**options,)``."""
    return np.array(np.broadcast_to(truth, (2,) * options)).reshape(1 << options)


def holds(formula: Formula, columns: Mapping[str, Flags]) -> Flags:
    """Return where a statement holds, as a column; names without a column are never taken."""
    match formula:
        case Option(name):
            return columns.get(name, NEVER)
        case Negation(part):
            return ~holds(part, columns)
        case Conjunction(parts):
            return reduce(np.logical_and, (holds(part, columns) for part in parts))
        case Disjunction(parts):
            return reduce(np.logical_or, (holds(part, columns) for part in parts))
        case Conditional(then, when):
            return holds(then, columns) | ~holds(when, columns)
        case Biconditional(left, right):
            return ~(holds(left, columns) ^ holds(right, columns))


def condition_holds(condition: rules.Condition, columns: Mapping[str, Flags]) -> Flags:
    """Return where a condition of the rule language holds (model.md §5), as a column."""
    match condition:
        case rules.StepDone(step):
            return columns.get(step, NEVER)
        case rules.Not(part):
            return ~condition_holds(part, columns)
        case rules.And(parts):
            return reduce(np.logical_and, (condition_holds(part, columns) for part in parts))
        case rules.Or(parts):
            return reduce(np.logical_or, (condition_holds(part, columns) for part in parts))


def is_broken(rule: rules.RuleForm, columns: Mapping[str, Flags]) -> Flags | None:
    """Return where a rule that speaks of what may stand together is broken, or None for every other rule.

    These are ``requires``, ``excludes``, ``never`` and ``at most``. Goals (``include``, ``at least``) rule no state
    out, and rules of order and time say nothing of a single state.
    """
    match rule:
        case rules.Requires(step, needs):
            return columns.get(step, NEVER) & ~condition_holds(needs, columns)
        case rules.Excludes(step, other):
            return columns.get(step, NEVER) & columns.get(other, NEVER)
        case rules.Never(what):
            return condition_holds(what, columns)
        case rules.AtMost(number, of):
            zero: np.ndarray[tuple[int, ...], np.dtype[np.int16]] = np.zeros(1, np.int16)
            return sum((condition_holds(one, columns).astype(np.int16) for one in of), zero) > number
    return None
