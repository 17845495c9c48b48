"""Shares in the search: ten-thousandths of the way from walking away to the ideal, rounded down (model.md §6)."""

from __future__ import annotations

from math import gcd

from ortools.sat.python import cp_model

from detente.case import Case
from detente.roadmap.ideals import Yardstick
from detente.roadmap.lattice import Lattice
from detente.roadmap.linear import Sum, refuse_overflow
from detente.roadmap.worth import add_value

UNITS = 10_000
"""Shares and scaled figures are counted in ten-thousandths."""


def share_bounds(case: Case, yardstick: Yardstick) -> tuple[int, int]:
    """Give the least and the largest share that any set of steps could have."""
    whole = yardstick.whole
    party = case.parties[yardstick.party]
    bonuses = [whole.whole(bonus.value[party.id]) for bonus in case.bonuses if bonus.value.get(party.id)]
    worths = [*whole.least.values(), *bonuses]
    low = sum(worth for worth in worths if worth < 0) - yardstick.walk_away
    high = sum(worth for worth in worths if worth > 0) - yardstick.walk_away
    return low * UNITS // yardstick.span, high * UNITS // yardstick.span


def surplus(lattice: Lattice, yardstick: Yardstick, k: int | None = None) -> tuple[Sum, int]:
    """Give ``UNITS · (v_i(X_k) − walk_away_i)`` and the span to compare it with, common factors taken out."""
    total = Sum(-UNITS * yardstick.walk_away)
    add_value(total, lattice, lattice.case.parties[yardstick.party], yardstick.whole, factor=UNITS, k=k)
    factor = gcd(yardstick.span, *total.coefficients, total.constant)
    total.coefficients = [coefficient // factor for coefficient in total.coefficients]
    total.constant //= factor
    return total, yardstick.span // factor


def at_most_share(
    lattice: Lattice, yardstick: Yardstick, share: cp_model.IntVar, k: int | None = None, *, exact: bool = False
) -> None:
    """Ask that ``share`` is no more than the party's rounded share of ``X_k``; with ``exact``, that it is just that."""
    total, span = surplus(lattice, yardstick, k)
    refuse_overflow([*total.coefficients, span * UNITS], total.constant)
    expression = total.expression() - span * share
    if exact:
        lattice.model.add_linear_constraint(expression, 0, span - 1)
    else:
        lattice.model.add(expression >= 0)
