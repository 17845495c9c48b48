"""One ray's numbers as whole ones, looked up by step and situation: what the solver's sums are made of."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from detente.case import Case, Step
from detente.roadmap.lattice import Lattice
from detente.roadmap.linear import Sum, common_scale
from detente.roadmap.logic import Literal
from detente.roadmap.rays import ZERO, Ray
from detente.roadmap.situations import Break, Contribution, left_alone, staying

KEPT = 256
"""How many rays in whole numbers are kept at hand."""

Figures = tuple[int, int, int, int, int]
"""A `Contribution` in whole numbers: later, now, now if it can be taken back, before, before if so."""


@dataclass(frozen=True, slots=True)
class Table:
    """Whole-number contributions of the steps that matter to one sum."""

    rows: Mapping[str, Figures]

    def add_to(self, total: Sum, lattice: Lattice, k: int, *, skip: frozenset[str] = frozenset()) -> None:
        """Add every step's contribution at phase ``k``, whichever situation it turns out to be in.

        Parameters
        ----------
        total
            The sum to be extended.
        lattice
            The variables.
        k
            The phase, 1 … K + 1.
        skip
            Steps that somebody else accounts for.
        """
        for step, (later, now, now_back, before, before_back) in self.rows.items():
            if step in skip:
                continue
            final, done, earlier = lattice.in_package(step), lattice.by(step, k), lattice.by(step, k - 1)
            total.add(later, final)
            total.add(now - later, done)
            total.add(before - now, earlier)
            condition = lattice.case.steps[step].reversible_if
            if condition is None or (now_back == now and before_back == before):
                continue
            stands = lattice.holds(condition, k - 1)
            total.add(now_back - now, lattice.both(stands, done))
            total.add((before_back - before) - (now_back - now), lattice.both(stands, earlier))


@dataclass(frozen=True, slots=True)
class WholeRay:
    """A ray in whole numbers: every figure times ``scale``."""

    ray: Ray
    scale: Fraction
    stay: Mapping[Break, Table]
    alone: Table
    least: Mapping[str, int]
    """The lowest value of each step."""

    def whole(self, number: Fraction) -> int:
        """Give an amount of this ray in whole numbers; it must be one of those the scale was made for."""
        scaled = number * self.scale
        if scaled.denominator != 1:
            raise AssertionError(f"{number} is not whole at scale {self.scale}")
        return int(scaled)


def whole_ray(case: Case, ray: Ray, extra: tuple[Fraction, ...] = ()) -> WholeRay:
    """Put a ray in whole numbers; ``extra`` are further amounts that must come out whole (bonuses).

    A case with one figure moved has most rays in common with the case it comes from, so the last ones are kept.
    """
    steps = tuple(step for step in case.steps.values() if step.id in ray.lo)
    return _kept(_Request(_key(case, ray, steps, extra), case, ray, steps, extra))


@dataclass(frozen=True, slots=True)
class _Request:
    """What a ray in whole numbers is made of; equal where the result is."""

    key: Hashable
    case: Case = field(compare=False)
    ray: Ray = field(compare=False)
    steps: tuple[Step, ...] = field(compare=False)
    extra: tuple[Fraction, ...] = field(compare=False)


@lru_cache(maxsize=KEPT)
def _kept(request: _Request) -> WholeRay:
    return _whole_ray(request.case, request.ray, request.steps, request.extra)


def _key(case: Case, ray: Ray, steps: Sequence[Step], extra: tuple[Fraction, ...]) -> Hashable:
    """Give all that a ray in whole numbers depends on."""
    values = tuple(ray.lo.items()), None if ray.hi is ray.lo else tuple(ray.hi.items())
    amounts = ray.walk_away, ray.breach_cost, ray.tolerance, ray.trust, ray.trust_growth
    natures = tuple(
        (step.reversible, step.reversible_if is None, step.by, any(case.parties[name].is_principal for name in step.by))
        for step in steps
    )
    return ray.party, ray.level, values, amounts, natures, extra


def _whole_ray(case: Case, ray: Ray, steps: Sequence[Step], extra: tuple[Fraction, ...]) -> WholeRay:
    moments: tuple[Break, ...] = ("in", "before")
    stay = {moment: {step.id: staying(case, ray, step, moment) for step in steps} for moment in moments}
    alone = {step.id: left_alone(case, ray, step) for step in steps}
    amounts = [ray.walk_away, ray.breach_cost, ray.tolerance, ray.trust or ZERO, *ray.lo.values(), *ray.hi.values()]
    contributions = [one for table in (*stay.values(), alone) for one in table.values()]
    scale = common_scale([*amounts, *extra, *(figure for one in contributions for figure in one.figures())])
    return WholeRay(
        ray,
        scale,
        {moment: _table(stay[moment], scale) for moment in moments},
        _table(alone, scale),
        {step: int(value * scale) for step, value in ray.lo.items()},
    )


def _table(contributions: Mapping[str, Contribution], scale: Fraction) -> Table:
    rows: dict[str, Figures] = {}
    for step, one in contributions.items():
        if not one.is_zero():
            rows[step] = (
                int(one.later * scale),
                int(one.now * scale),
                int(one.now_back * scale),
                int(one.before * scale),
                int(one.before_back * scale),
            )
    return Table(rows)


def may_be_taken_back(lattice: Lattice, step: Step, k: int) -> Literal:
    """Give the literal of ``ρ_s(k) > 0`` (model.md §1)."""
    if not step.reversible:
        return 0
    return 1 if step.reversible_if is None else lattice.holds(step.reversible_if, k - 1)
