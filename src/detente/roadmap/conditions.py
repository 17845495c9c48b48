"""Whether a condition holds of a set of steps (model.md §5), told without the solver."""

from __future__ import annotations

from collections.abc import Collection

from detente.case import And, Condition, Not, Or, StepDone


def meets(condition: Condition, done: Collection[str]) -> bool:
    """Whether a condition holds of a set of steps."""
    match condition:
        case StepDone(step):
            return step in done
        case Not(part):
            return not meets(part, done)
        case And(parts):
            return all(meets(part, done) for part in parts)
        case Or(parts):
            return any(meets(part, done) for part in parts)
