"""The known exchanges: what the literature says of them, and the same exchange as a game tree."""

from __future__ import annotations

from fractions import Fraction

import pytest

from benchmarks.exchange_tree import as_efg, backward_induction
from benchmarks.exchanges import chunks, exchange
from benchmarks.exhaustive import search
from detente.case.written import WrittenRoadmap
from detente.checker import check


def test_without_a_bonus_the_exchange_of_irreversible_steps_has_no_roadmap() -> None:
    assert search(exchange(3, bonus=Fraction(0))).score is None


@pytest.mark.parametrize(("bonus", "holds"), [(Fraction(1), True), (Fraction(99, 100), False)])
def test_a_bonus_of_one_lets_the_exchange_be_completed_step_by_step(bonus: Fraction, holds: bool) -> None:
    phases = tuple((f"left-{number}", f"right-{number}") for number in (1, 2, 3))
    assert check(exchange(3, bonus=bonus), WrittenRoadmap(phases)).holds is holds


@pytest.mark.parametrize(("breach", "holds"), [(Fraction(1, 2), True), (Fraction(1, 4), False)])
def test_three_chunks_are_sold_from_a_total_defection_cost_of_one(breach: Fraction, holds: bool) -> None:
    """Sandholm & Lesser 1995: chunks (cost, value) of (1, 3), (2, 4), (3, 6), the largest delivered first."""
    case = chunks([(1, 3), (2, 4), (3, 6)], seller_breach=breach, buyer_breach=breach, order=(2, 1, 0))
    left = [f"payment-{number}" for number in range(1, 14)]
    phases = []
    for delivery, payments in (("chunk-3", 5), ("chunk-2", 6), ("chunk-1", 1)):
        paid, left = left[:payments], left[payments:]
        phases += [(delivery,), tuple(paid)]
    assert check(case, WrittenRoadmap(tuple(phases))).holds is holds


def test_the_game_tree_of_one_step_each_has_eleven_places_and_ends_with_both_done() -> None:
    assert backward_induction(1, 2) == ((3, 3), 11)


@pytest.mark.parametrize("steps", [2, 3])
def test_backward_induction_completes_the_exchange(steps: int) -> None:
    assert backward_induction(steps, 2)[0] == (steps + 2, steps + 2)


def test_the_tree_is_written_with_every_node() -> None:
    lines = as_efg(2, 2).splitlines()[2:]
    assert len(lines) == backward_induction(2, 2)[1]
    assert {line[0] for line in lines} == {"p", "t"}
