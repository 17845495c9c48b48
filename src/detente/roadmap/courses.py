"""A finished roadmap, read off the solver's answer."""

from __future__ import annotations

from collections.abc import Sequence

from detente.roadmap.lattice import Lattice
from detente.roadmap.linear import Sum
from detente.roadmap.standing import Course


def course_of(lattice: Lattice, values: Sequence[int]) -> Course:
    """Give the roadmap that the values of a lattice's variables (by index) stand for; empty phases are left out."""
    phases = []
    for k in range(1, lattice.horizon + 1):
        phase = tuple(step for step in lattice.open if _placed(lattice, step, k).value(values))
        if phase:
            phases.append(phase)
    return Course(lattice.case, tuple(phases), tuple(step for step in lattice.case.steps if step in lattice.done))


def _placed(lattice: Lattice, step: str, k: int) -> Sum:
    total = Sum()
    total.add(1, lattice.by(step, k))
    total.add(-1, lattice.by(step, k - 1))
    return total
