"""How much a phase can hold (`detente.roadmap.capacity`)."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from detente.roadmap.capacity import fullest


@given(st.lists(st.integers(0, 60), max_size=8), st.integers(0, 200))
def test_the_fullest_phase_is_the_largest_sum_that_fits(burdens: list[int], most: int) -> None:
    sums = [sum(some) for size in range(len(burdens) + 1) for some in combinations(burdens, size)]
    assert fullest(burdens, most) == max(one for one in sums if one <= most)


def test_too_many_sums_give_the_bound_itself() -> None:
    assert fullest([2**place for place in range(20)], 10**6) == 10**6
