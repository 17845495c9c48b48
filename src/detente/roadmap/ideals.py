"""The ideal of each party: what its shares are measured against (model.md §6).

``ideal_i`` is the largest value ``i`` could have of any non-empty set of steps that every other principal accepts for
all its values, rules and demands left aside. It is a knapsack-like problem, solved exactly by CP-SAT.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from detente.case import Case, Party
from detente.errors import LimitReached
from detente.roadmap.lattice import Lattice
from detente.roadmap.linear import Sum
from detente.roadmap.rays import Ray, rays, representative
from detente.roadmap.solver import Clock, Solver
from detente.roadmap.tables import WholeRay, whole_ray
from detente.roadmap.worth import add_value, bonuses_of


@dataclass(frozen=True, slots=True)
class Yardstick:
    """How a party's values become shares: ``(v − walk_away) / (ideal − walk_away)`` (model.md §6)."""

    party: str
    ray: Ray
    whole: WholeRay
    walk_away: int
    span: int
    """``ideal − walk_away`` in the whole numbers of ``whole``; positive."""

    @property
    def ideal(self) -> Fraction:
        """The ideal in the party's own unit (or centroid weights)."""
        return Fraction(self.walk_away + self.span) / self.whole.scale


def yardsticks(case: Case, solver: Solver, clock: Clock) -> dict[str, Yardstick]:
    """Give the yardstick of every principal that takes part in the objectives.

    A party with ``ideal ≤ walk_away``, or with no set of steps that all others accept, is left out.

    Raises
    ------
    LimitReached
        An ideal could not be proved in time, so that no share can be told.
    """
    found: dict[str, Yardstick] = {}
    for party in case.principals:
        extra = tuple(bonus.value[party.id] for bonus in bonuses_of(case.bonuses, party))
        whole = whole_ray(case, representative(case, party), extra)
        ideal = _ideal(case, party, whole, solver, clock)
        walk_away = whole.whole(whole.ray.walk_away)
        if ideal is not None and ideal > walk_away:
            found[party.id] = Yardstick(party.id, whole.ray, whole, walk_away, ideal - walk_away)
    return found


def _ideal(case: Case, party: Party, whole: WholeRay, solver: Solver, clock: Clock) -> int | None:
    """Solve for one party; a lattice of one phase and no rules has just the package's variables."""
    lattice = PackageOnly(case)
    for other in case.principals:
        if other.id != party.id:
            _accept(lattice, other)
    goal = Sum()
    add_value(goal, lattice, party, whole)
    lattice.model.maximize(goal.expression())
    answer = solver.solve(lattice.model, clock.left())
    if answer.infeasible:
        return None
    if not answer.proved:
        raise LimitReached(f"the ideal of {party.id} was not proved in time")
    return round(answer.objective)


class PackageOnly(Lattice):
    """A lattice with one phase: only which steps are in the package, nothing about their order."""

    def __init__(self, case: Case) -> None:
        super().__init__(replace(case, max_phases=1))


def _accept(lattice: Lattice, party: Party) -> None:
    extra = tuple(bonus.value[party.id] for bonus in bonuses_of(lattice.case.bonuses, party))
    for ray in rays(lattice.case, party):
        whole = whole_ray(lattice.case, ray, extra)
        total = Sum(-whole.whole(ray.walk_away))
        add_value(total, lattice, party, whole)
        lattice.model.add(total.expression() >= 0)
