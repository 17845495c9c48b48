"""**Acceptable**, **self-enforcing**, **safe** and **deterred** as constraints (model.md §4).

Each is asked of every ray of every principal (model.md §2), at every phase ``1 … K + 1``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from detente.case import Party
from detente.roadmap.bonuses import BonusParty
from detente.roadmap.lattice import Lattice
from detente.roadmap.linear import Sum
from detente.roadmap.logic import Literal, is_false, is_true, negate
from detente.roadmap.pretences import Pretences
from detente.roadmap.rays import rays
from detente.roadmap.situations import Break
from detente.roadmap.tables import WholeRay, whole_ray


@dataclass(frozen=True, slots=True)
class Waived:
    """Literals that switch a principal's four conditions off (0: the condition is asked for).

    ``pretended`` switches **deterred** off for single steps (not for those of parties with bonuses).
    """

    acceptable: Literal = 0
    self_enforcing: Literal = 0
    safe: Literal = 0
    deterred: Literal = 0
    pretended: Mapping[str, Literal] = field(default_factory=dict)


NOTHING_WAIVED = Waived()


def hold(lattice: Lattice, party: Party, waived: Waived = NOTHING_WAIVED) -> BonusParty | None:
    """Ask everything model.md §4 asks for one principal.

    Returns
    -------
    BonusParty or None
        For a party with bonuses, the object to which further deviations can be added when an oracle finds them.
    """
    case = lattice.case
    bonus_party = BonusParty.of(lattice, party)
    for ray in rays(case, party):
        whole = whole_ray(case, ray, bonus_party.amounts if bonus_party else ())
        if bonus_party:
            bonus_party.open(whole, waived.acceptable, waived.safe)
            bonus_party.ask_deviations(waived.self_enforcing, waived.deterred)
            continue
        _ask_acceptable(lattice, whole, waived.acceptable)
        _ask_staying(lattice, party, whole, waived)
        _ask_safe(lattice, whole, waived.safe)
    return bonus_party


def enforce(constraint: cp_model.Constraint, unless: Literal) -> None:
    """Make a constraint hold unless a literal is true."""
    if not isinstance(unless, int):
        constraint.only_enforce_if(negate(unless))


def _ask_acceptable(lattice: Lattice, whole: WholeRay, unless: Literal) -> None:
    if is_true(unless):
        return
    total = Sum(-whole.whole(whole.ray.walk_away))
    for step, worth in whole.least.items():
        total.add(worth, lattice.in_package(step))
    enforce(lattice.model.add(total.expression() >= 0), unless)


def _ask_safe(lattice: Lattice, whole: WholeRay, unless: Literal) -> None:
    if whole.ray.trust is None or is_true(unless):
        return
    for k in range(1, lattice.horizon + 2):
        total = Sum(whole.whole(whole.ray.trust) - whole.whole(whole.ray.walk_away))
        whole.alone.add_to(total, lattice, k)
        enforce(lattice.model.add(total.expression() >= 0), unless)


def _ask_staying(lattice: Lattice, party: Party, whole: WholeRay, waived: Waived) -> None:
    """Self-enforcing and deterred together: what staying is worth must cover the dearest pretence of the phase."""
    needs = Pretences(lattice, party, whole, waived.deterred, waived.pretended)
    moments: tuple[Break, ...] = ("in", "before")
    for k in range(1, lattice.horizon + 2):
        for moment in moments if k <= lattice.horizon else moments[1:]:
            total = Sum(whole.whole(whole.ray.breach_cost))
            whole.stay[moment].add_to(total, lattice, k)
            expression = total.expression()
            if not is_true(waived.self_enforcing):
                floor = -whole.whole(whole.ray.tolerance)
                enforce(lattice.model.add(expression >= floor), waived.self_enforcing)
            needs.ask(expression, k, floor_holds=is_false(waived.self_enforcing))
