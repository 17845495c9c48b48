"""An order of states from the values of a case (model.md §2): complete for numbers, partial for intervals and levels.

Amounts are exact. Numbers are scaled to whole ones by 10⁴, as on reading; levels are never added up, but compared from
the top down: one state is at least as good as another in every order that fits the levels if, counting from the most
important level down, it has never fewer gains (less costs) than the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from detente.case.model import Bonus, Case, Interval, Party, Scale, Step
from detente.errors import CaseError, Finding
from detente.states.orders import Flags, PartialOrder, Preference, Ranking
from detente.states.truth import condition_holds, spread

SCALE = 10_000

MOST_COMPARED = 4096
"""Levels and intervals compare every pair of feasible states; of more states than this there are too many pairs."""

Amounts = npt.NDArray[np.int64]
Bundles = Sequence[tuple[str, ...]]
"""The steps that each option of the model stands for, by option."""


def by_values(case: Case, party: Party, bundles: Bundles, columns: Mapping[str, Flags], feasible: Flags) -> Preference:
    """Order the feasible states by what the case says they are worth to a principal.

    Parameters
    ----------
    case, party
        The case, and the principal whose order is asked for.
    bundles
        By option of the model, the steps that it stands for.
    columns
        For each step that is part of an option, where it is done (see `detente.states.truth`).
    feasible
        Shape ``(2**options,)``.

    Raises
    ------
    CaseError
        ``too-many-states`` where levels or intervals would have to compare too many pairs of states.
    """
    if party.scale is Scale.CARDINAL:
        return Ranking.of(-_numbers(case, party, bundles, columns), feasible)
    if party.scale is Scale.ORDINAL:
        return _by_levels(case, party, bundles, feasible)
    return _by_intervals(case, party, bundles, feasible)


def _numbers(case: Case, party: Party, bundles: Bundles, columns: Mapping[str, Flags]) -> Amounts:
    amounts = [sum((_amount(case.steps[step], party) for step in steps), Fraction(0)) for steps in bundles]
    worth = sums([_scaled(amount) for amount in amounts])
    for bonus in case.bonuses:
        if party.id in bonus.value:
            worth += _of_bonus(bonus, party, columns, len(bundles))
    return worth


def _of_bonus(bonus: Bonus, party: Party, columns: Mapping[str, Flags], options: int) -> Amounts:
    where = spread(condition_holds(bonus.when, columns), options)
    return where.astype(np.int64) * _scaled(bonus.value[party.id])


def _amount(step: Step, party: Party) -> Fraction:
    value = step.value.get(party.id, Fraction(0))
    assert not isinstance(value, Interval)
    return Fraction(value)


def _scaled(amount: Fraction) -> int:
    scaled = amount * SCALE
    assert scaled.denominator == 1, amount
    return scaled.numerator


def sums(weights: Sequence[int]) -> Amounts:
    """Return for each state code the sum of the weights of its options, shape ``(2**len(weights),)``."""
    total: Amounts = np.zeros(1, np.int64)
    for weight in weights:
        total = np.concatenate([total, total + weight])
    return total


def _by_levels(case: Case, party: Party, bundles: Bundles, feasible: Flags) -> Preference:
    values = [[int(case.steps[step].value.get(party.id, 0)) for step in steps] for steps in bundles]  # type: ignore[arg-type]
    levels = sorted({abs(value) for given in values for value in given if value}, reverse=True)
    received = [sums([_from(level, given) for given in values])[feasible] for level in levels]
    if len(received) < 2:
        only = received[0] if received else np.zeros(int(np.count_nonzero(feasible)), np.int64)
        return _ranked(-only, feasible)
    _refuse_pairs(party, feasible)
    at_least = np.ones((received[0].size,) * 2, np.bool_)
    for amount in received:
        at_least &= amount[:, None] >= amount[None, :]
    return _closed(PartialOrder(at_least, at_least & ~at_least.T), feasible)


def _from(level: int, values: Sequence[int]) -> int:
    """Return gains less costs of a bundle at a level and above."""
    return sum((value > 0) - (value < 0) for value in values if abs(value) >= level)


def _by_intervals(case: Case, party: Party, bundles: Bundles, feasible: Flags) -> Preference:
    """Compare each pair of states where the values that differ are worst for the first."""
    _refuse_pairs(party, feasible)
    given = [[_interval(case.steps[step], party) for step in steps] for steps in bundles]
    low = [_scaled(sum((lo for lo, _ in bundle), Fraction(0))) for bundle in given]
    high = [_scaled(sum((hi for _, hi in bundle), Fraction(0))) for bundle in given]
    codes = np.flatnonzero(feasible)
    # float64 is exact here: at most 1,000 steps of at most 10^10 each stay below 2^53
    taken = (codes[:, None] >> np.arange(len(bundles)) & 1).astype(np.float64)
    width = np.array(high, np.float64) - np.array(low, np.float64)
    both = (taken * width) @ taken.T
    worst = (taken @ np.array(low, np.float64))[:, None] - (taken @ np.array(high, np.float64))[None, :] + both
    return _closed(PartialOrder(worst >= 0, worst > 0), feasible)


def _interval(step: Step, party: Party) -> tuple[Fraction, Fraction]:
    value = step.value.get(party.id, Fraction(0))
    return (value.lo, value.hi) if isinstance(value, Interval) else (Fraction(value), Fraction(value))


def _refuse_pairs(party: Party, feasible: Flags) -> None:
    states = int(np.count_nonzero(feasible))
    if states > MOST_COMPARED:
        message = (
            f"{party.name} has levels or intervals, which compare every pair of states: of {states:,} feasible states "
            f"there are too many pairs"
        )
        expected = f"at most {MOST_COMPARED:,} feasible states: fewer options, or numbers or statements instead"
        raise CaseError([Finding("too-many-states", message, expected)])


def _ranked(scores: Amounts, feasible: Flags) -> Ranking:
    everywhere = np.zeros(feasible.shape, np.int64)
    everywhere[feasible] = scores
    return Ranking.of(everywhere, feasible)


def _closed(order: PartialOrder, feasible: Flags) -> Preference:
    """Return an order as a ranking where it leaves nothing open."""
    if not order.is_complete:
        return order
    return _ranked(np.count_nonzero(order.better, axis=0).astype(np.int64), feasible)
