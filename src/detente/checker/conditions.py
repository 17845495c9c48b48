"""Whether a condition holds in a set of steps (model.md §5)."""

from __future__ import annotations

from collections.abc import Set

from detente.case.rules import And, Condition, Not, Or, StepDone


def met(condition: Condition, state: Set[str]) -> bool:
    """Return whether ``condition`` holds when exactly the steps of ``state`` have been done."""
    match condition:
        case StepDone(step):
            return step in state
        case Not(part):
            return not met(part, state)
        case And(parts):
            return all(met(part, state) for part in parts)
        case Or(parts):
            return any(met(part, state) for part in parts)
