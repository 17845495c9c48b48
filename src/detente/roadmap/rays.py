"""A party's preferences as numbers that can be tested one by one (model.md §2).

Every condition of model.md §4 says that a difference of values is not negative *for all values that fit what the
analyst wrote*. A `Ray` is one such test with numbers in it: a cardinal or interval party has one, an ordinal party
has one for each level ``ℓ`` (Abel summation: worth ``sign`` where the level is at least ``ℓ``, else 0). A condition
holds for a party exactly if it holds on each of its rays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from detente.case import Amount, Case, Interval, Party, Scale, Value

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Ray:
    """Numbers for one party: what each step is worth (``lo`` to ``hi``), and its amounts in the same unit.

    ``lo`` and ``hi`` map every step that is not worth exactly zero; they differ for interval parties only.
    """

    party: str
    level: int | None
    lo: Mapping[str, Fraction]
    hi: Mapping[str, Fraction]
    walk_away: Fraction
    breach_cost: Fraction
    tolerance: Fraction
    trust: Fraction | None
    trust_growth: Fraction

    def vertices(self, step: str) -> tuple[Fraction, ...]:
        """Give the values of a step at which a condition, linear on either side of zero, can be smallest."""
        lo, hi = self.lo.get(step, ZERO), self.hi.get(step, ZERO)
        if lo == hi:
            return (lo,)
        return (lo, ZERO, hi) if lo < 0 < hi else (lo, hi)


def rays(case: Case, party: Party) -> tuple[Ray, ...]:
    """Give the tests that decide every condition for a principal (model.md §2)."""
    if party.scale is Scale.ORDINAL:
        return tuple(_abel_ray(case, party, level) for level in _levels_in_play(case, party))
    return (_numeric_ray(case, party),)


def representative(case: Case, party: Party) -> Ray:
    """Give the numbers with which a principal enters the objectives, and nothing else (model.md §6).

    Cardinal parties as they are, interval parties with the middle of their intervals, ordinal parties with
    rank-order-centroid weights (Barron & Barrett 1996) over the levels that step values and ``walk_away`` use.
    """
    if party.scale is Scale.ORDINAL:
        return _centroid_ray(case, party)
    ray = _numeric_ray(case, party)
    middle = {step: (ray.lo[step] + ray.hi[step]) / 2 for step in ray.lo}
    return Ray(ray.party, None, middle, middle, ray.walk_away, ZERO, ZERO, None, ZERO)


def centroid_weights(levels: tuple[int, ...]) -> dict[int, Fraction]:
    """Give the rank-order-centroid weight of each level: ``(1/n) Σ_{j=r…n} 1/j`` for the r-th highest of n."""
    ranked = sorted(set(levels), reverse=True)
    number = len(ranked)
    return {
        level: sum((Fraction(1, j) for j in range(rank, number + 1)), ZERO) / number
        for rank, level in enumerate(ranked, start=1)
    }


def _values(case: Case, party: Party) -> dict[str, Value]:
    return {step.id: step.value[party.id] for step in case.steps.values() if party.id in step.value}


def _numeric_ray(case: Case, party: Party) -> Ray:
    lo: dict[str, Fraction] = {}
    hi: dict[str, Fraction] = {}
    for step, value in _values(case, party).items():
        lo[step], hi[step] = (value.lo, value.hi) if isinstance(value, Interval) else (Fraction(value), Fraction(value))
    return Ray(
        party.id,
        None,
        lo,
        hi,
        _number(party.walk_away),
        _number(party.breach_cost),
        _number(party.tolerance),
        None if party.trust is None else _number(party.trust),
        party.trust_growth,
    )


def _abel_ray(case: Case, party: Party, level: int) -> Ray:
    signs = {
        step: Fraction(1 if value > 0 else -1)
        for step, value in _values(case, party).items()
        if isinstance(value, int) and abs(value) >= level
    }
    return Ray(
        party.id,
        level,
        signs,
        signs,
        _count(party.walk_away, level),
        _count(party.breach_cost, level),
        _count(party.tolerance, level),
        None if party.trust is None else _count(party.trust, level),
        party.trust_growth,
    )


def _centroid_ray(case: Case, party: Party) -> Ray:
    values = {step: value for step, value in _values(case, party).items() if isinstance(value, int)}
    weight = centroid_weights(tuple(abs(value) for value in values.values()) + _levels(party.walk_away))
    worth = {step: weight[abs(value)] * (1 if value > 0 else -1) for step, value in values.items()}
    walk_away = sum((weight[level] for level in _levels(party.walk_away)), ZERO)
    return Ray(party.id, None, worth, worth, walk_away, ZERO, ZERO, None, ZERO)


def _levels_in_play(case: Case, party: Party) -> list[int]:
    levels = {abs(value) for value in _values(case, party).values() if isinstance(value, int)}
    for amount in (party.walk_away, party.breach_cost, party.tolerance, party.trust or ()):
        levels.update(_levels(amount))
    return sorted(levels, reverse=True)


def _levels(amount: Amount) -> tuple[int, ...]:
    return amount if isinstance(amount, tuple) else ()


def _count(amount: Amount, level: int) -> Fraction:
    return Fraction(sum(1 for one in _levels(amount) if one >= level))


def _number(amount: Amount) -> Fraction:
    return ZERO if isinstance(amount, tuple) else amount
