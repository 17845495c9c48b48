"""The conditions that a conflict may name (model.md §7): demands, each principal's four, and the number of phases.

Rules are facts and never in doubt, so they are no conditions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from detente.case import Case


class Kind(StrEnum):
    """What a condition asks."""

    DEMAND = "demand"
    ACCEPTABLE = "accepts the package"
    SELF_ENFORCING = "has no reason to walk away"
    SAFE = "is not exposed beyond its trust"
    DETERRED = "is deterred from cheating"
    PHASES = "at most"


PRINCIPALS_OWN = (Kind.ACCEPTABLE, Kind.SELF_ENFORCING, Kind.SAFE, Kind.DETERRED)
"""The four that every principal brings along, in the order of model.md §4."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that a roadmap may be asked for.

    ``about`` is the id of the demand or of the party, and empty for the number of phases; ``name`` is how the
    contract writes the condition: a demand's id, or ``us accepts the package``.
    """

    kind: Kind
    about: str
    name: str


def conditions_of(case: Case) -> tuple[Condition, ...]:
    """Give every condition of a case: demands in the file's order, then the principals', then the number of phases.

    A principal without a stated trust cannot be exposed beyond it, and one whose steps are all found out cannot gain by
    cheating; naming these conditions all the same costs nothing, since they are in no conflict.
    """
    demands = [Condition(Kind.DEMAND, demand, demand) for demand in case.demands]
    own = [
        Condition(kind, party.id, f"{party.id} {kind}")
        for party in case.principals
        for kind in PRINCIPALS_OWN
        if kind is not Kind.SAFE or party.trust is not None
    ]
    return (*demands, *own, phases_condition(case))


def phases_condition(case: Case) -> Condition:
    """Give the condition on the number of phases."""
    number = case.max_phases
    return Condition(Kind.PHASES, "", f"at most {number} phase{'s' if number > 1 else ''}")


def named(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """Give the names of some conditions, in their order."""
    return tuple(condition.name for condition in conditions)
