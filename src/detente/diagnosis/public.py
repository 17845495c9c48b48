"""The diagnosis as it may be shared: what follows from steps, rules and demands alone.

What the parties want is private, and so is all that was found out with it: which concessions and bridges unlock a
roadmap, what they are worth, and which conflicts name a party's own conditions. What is left is computed from public
parts only: the conflicts among demands (a minimal conflict that names no party's condition holds whatever anybody
wants), the goals asked for, and the roadmap without its figures. In a case without preferences nothing is private.
"""

from __future__ import annotations

from dataclasses import replace

from detente.diagnosis.conditions import PRINCIPALS_OWN
from detente.diagnosis.result import Conflict, Diagnosis
from detente.roadmap.public import public_roadmap


def is_private(condition: str) -> bool:
    """Whether the name of a condition is that of a party's own one."""
    return any(condition.endswith(f" {kind}") for kind in PRINCIPALS_OWN)


def public_conflicts(conflicts: tuple[Conflict, ...]) -> tuple[Conflict, ...]:
    """Keep the conflicts that hold whatever anybody wants."""
    return tuple(conflict for conflict in conflicts if not any(map(is_private, conflict.conditions)))


def public_diagnosis(diagnosis: Diagnosis) -> Diagnosis:
    """Blank everything that is private in a diagnosis or that would give private figures away."""
    if not diagnosis.rests_on_values:
        return diagnosis
    return replace(
        diagnosis,
        case_digest="",
        roadmap=public_roadmap(diagnosis.roadmap),
        conflicts=public_conflicts(diagnosis.conflicts),
        concessions=(),
        bridges=(),
        price_list=(),
        demand_costs=(),
        least_trust=None,
        fragility=None,
        goals=(),
        stories=tuple(story for story in diagnosis.stories if not any(map(is_private, story.conditions))),
        complete={},
        changes=replace(diagnosis.changes, settings=()),
        seconds=0.0,
    )
