"""How good every set of steps is (model.md §6, objective 1), for the exhaustive search only.

A set of steps is a number: bit ``p`` is the step in place ``p`` of the file. A table has an entry for each set.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from benchmarks.sums import acceptable
from detente.case.model import Case, Fairness, Interval, Party, Scale

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

SHARE_UNIT = 10_000
LARGEST = 2**62
MOST_FACTORS = 4


def table(coefficients: Iterable[int]) -> Numbers:
    """Sum coefficients over every set of steps; exact, or refused.

    Raises
    ------
    OverflowError
        If a sum could leave the machine's whole numbers.
    """
    numbers = list(coefficients)
    if sum(map(abs, numbers)) >= LARGEST:
        raise OverflowError("the sums are too large for 64-bit whole numbers")
    sums = np.zeros(1, np.int64)
    for number in numbers:
        sums = np.concatenate((sums, sums + number))
    return sums


def accepted(case: Case, party: Party) -> Flags:
    """Tell of every set whether a party accepts it as the package, for all its values."""
    good = np.ones(1 << len(case.steps), np.bool_)
    for condition in acceptable(case, party):
        good &= table(condition.before) >= -condition.constant
    return good


def scores(case: Case, accepts: dict[str, Flags]) -> list[Numbers]:
    """Score every set: the parts of the first objective in order, higher is better, shares in 1/10,000."""
    shares = [share for party in case.principals if (share := _share(case, party, accepts)) is not None]
    if not shares or case.fairness is Fairness.EVERYTHING:
        return [table([1] * len(case.steps))]
    if case.fairness is Fairness.NASH:
        if len(shares) > MOST_FACTORS:
            raise OverflowError(f"a product of more than {MOST_FACTORS} shares is too large for 64-bit whole numbers")
        return [np.prod(shares, axis=0)]
    total: Numbers = np.sum(shares, axis=0)
    return [total] if case.fairness is Fairness.UTILITARIAN else [np.min(shares, axis=0), total]


def unit(case: Case, parties: int) -> list[Fraction]:
    """Give the size of one point of each score, with so many parties in the objectives."""
    if not parties or case.fairness is Fairness.EVERYTHING:
        return [Fraction(1)]
    if case.fairness is Fairness.NASH:
        return [Fraction(1, SHARE_UNIT**parties)]
    return [Fraction(1, SHARE_UNIT)] * (1 if case.fairness is Fairness.UTILITARIAN else 2)


def counted(case: Case, accepts: dict[str, Flags]) -> int:
    """Count the parties that enter the objectives."""
    return sum(_share(case, party, accepts) is not None for party in case.principals)


def _share(case: Case, party: Party, accepts: dict[str, Flags]) -> Numbers | None:
    """``share_i`` of every set, rounded down; `None` for a party that is left out of the objectives."""
    middles, walk_away = _middles(case, party)
    factor = lcm(walk_away.denominator, *(middle.denominator for middle in middles))
    worth = table(int(middle * factor) for middle in middles)
    others = np.ones(len(worth), np.bool_)
    others[0] = False
    for name, good in accepts.items():
        if name != party.id:
            others &= good
    if not others.any():
        return None
    low = int(walk_away * factor)
    span = int(worth[others].max()) - low
    if span <= 0:
        return None
    if (int(abs(worth).max()) + abs(low)) * SHARE_UNIT >= LARGEST:
        raise OverflowError("the shares are too large for 64-bit whole numbers")
    return (worth - low) * SHARE_UNIT // span


def _middles(case: Case, party: Party) -> tuple[list[Fraction], Fraction]:
    """Give one number a step, and the walk-away: middles of intervals, rank-order centroids of levels."""
    values = [step.value.get(party.id, Fraction(0)) for step in case.steps.values()]
    if party.scale is not Scale.ORDINAL:
        assert isinstance(party.walk_away, Fraction)
        return [(v.lo + v.hi) / 2 if isinstance(v, Interval) else Fraction(v) for v in values], party.walk_away
    assert isinstance(party.walk_away, tuple)
    signed = [value if isinstance(value, int) else 0 for value in values]
    weights = _centroids(sorted({abs(v) for v in signed if v} | set(party.walk_away), reverse=True))
    middles = [weights[abs(v)] * (1 if v > 0 else -1) if v else Fraction(0) for v in signed]
    return middles, sum((weights[level] for level in party.walk_away), Fraction(0))


def _centroids(levels: Sequence[int]) -> dict[int, Fraction]:
    """Rank-order centroids (Barron & Barrett 1996): the mean of all weights that fit the order."""
    size = len(levels)
    return {
        level: sum((Fraction(1, rank) for rank in range(place, size + 1)), Fraction(0)) / size
        for place, level in enumerate(levels, 1)
    }
