"""What a set of steps is worth to a party, as a sum over the lattice (model.md §2)."""

from __future__ import annotations

from collections.abc import Sequence

from detente.case import Bonus, Party
from detente.roadmap.lattice import Lattice
from detente.roadmap.linear import Sum
from detente.roadmap.tables import WholeRay


def bonuses_of(bonuses: Sequence[Bonus], party: Party) -> tuple[Bonus, ...]:
    """Give the bonuses that change a party's value."""
    return tuple(bonus for bonus in bonuses if bonus.value.get(party.id))


def add_value(
    total: Sum, lattice: Lattice, party: Party, whole: WholeRay, *, factor: int = 1, k: int | None = None
) -> None:
    """Add ``factor · v_i(X_k)`` at the lowest values; of the package where no phase is given."""
    last = lattice.horizon if k is None else k
    for step, worth in whole.least.items():
        total.add(factor * worth, lattice.by(step, last))
    for bonus in bonuses_of(lattice.case.bonuses, party):
        total.add(factor * whole.whole(bonus.value[party.id]), lattice.holds(bonus.when, last))
