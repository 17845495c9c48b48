"""``ideal_i``: the most a party could have of any set that all others accept (model.md §6)."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings

from detente.case.model import Case
from detente.case.rules import Not
from detente.checker.conditions import met
from detente.checker.ideal import Search, ideal
from detente.checker.principal import Principal, principals
from tests.checker.small import Level, bonus, case, checked, done, levels, numbers, ranges, step
from tests.strategies import cases


def found(one: Case, party: str, nodes: int = 100_000) -> Search:
    everybody = principals(one, one, 4)
    who = next(some for some in everybody if some.id == party)
    return ideal(one, who, [other for other in everybody if other is not who], nodes=nodes)


def test_the_best_of_what_the_other_accepts() -> None:
    """Party b gives y (3 for a, −1) only against x (−2, 2): 3 − 2 = 1, and z (2, −1) on top: 3."""
    one = case(
        numbers("a"), numbers("b"), step("x", "a", a=-2, b=2), step("y", "b", a=3, b=-1), step("z", "b", a=2, b=-1)
    )
    assert found(one, "a") == Search(Fraction(3), True)


def test_an_interval_party_accepts_at_its_worst() -> None:
    """Of x b is sure of 1 only: y or z, not both; a's own interval counts with its middle, 4."""
    one = case(
        numbers("a"),
        ranges("b"),
        step("x", "a", b=(1, 5)),
        step("y", "b", a=4, b=(-1, -1)),
        step("z", "b", a=3, b=(-1, 0)),
    )
    assert found(one, "a") == Search(Fraction(4), True)


def test_an_ordinal_party_accepts_level_by_level() -> None:
    """Step x of level 2 pays for y (level 2) or z (level 1), not for w (level 3)."""
    one = case(
        numbers("a"),
        levels("b"),
        step("x", "a", b=Level(2)),
        step("y", "b", a=4, b=Level(-2)),
        step("z", "b", a=3, b=Level(-1)),
        step("w", "b", a=9, b=Level(-3)),
    )
    assert found(one, "a") == Search(Fraction(4), True)


def test_no_set_at_all() -> None:
    """Party b asks for more than there is."""
    one = case(numbers("a"), numbers("b", walk_away=5), step("x", "a", a=1, b=2))
    assert found(one, "a") == Search(None, True)


def test_the_empty_set_does_not_count() -> None:
    """A bonus of 5 as long as x is not done is worth most with nothing done; doing y (−1) keeps 4 of it."""
    one = case(numbers("a"), numbers("b"), step("x", "a", a=-1), step("y", "b", a=-1), bonus(Not(done("x")), a=5))
    assert found(one, "a") == Search(Fraction(4), True)


def test_a_search_that_is_cut_short_says_so() -> None:
    """Nothing is claimed after two nodes."""
    one = case(numbers("a"), numbers("b"), *(step(f"s{n}", "b", a=n + 1, b=-(n % 3) - 1) for n in range(9)))
    assert not found(one, "a", nodes=2).proved


def test_a_party_without_anything_to_win_is_left_out() -> None:
    """It has no share, and does not enter the objectives."""
    one = case(numbers("a"), numbers("b"), step("x", "b", a=2), step("y", "a", a=-1))
    report = checked(one, "x")
    assert report.share == {"a": 1, "b": None}


def brute(one: Case, who: Principal, others: list[Principal]) -> Fraction | None:
    sets = [frozenset(some) for size in range(1, len(one.steps) + 1) for some in combinations(one.steps, size)]

    def accepts(other: Principal, state: frozenset[str]) -> bool:
        extra = sum((value for when, value in other.bonuses if met(when, state)), Fraction(0))
        return all(sum(row.values[s] for s in state) + extra >= row.least for row in other.stick.rows())

    def worth(state: frozenset[str]) -> Fraction:
        return sum((who.stick.middle[s] for s in state), who.bonus(state))

    return max((worth(state) for state in sets if all(accepts(other, state) for other in others)), default=None)


@settings(max_examples=80, deadline=None)
@given(cases(most_steps=7))
def test_the_ideal_is_the_best_of_all_sets(one: Case) -> None:
    """Against trying every set; a party that is left out either way may be told any value up to its alternative."""
    everybody = principals(one, one, 4)
    for who in everybody:
        others = [other for other in everybody if other is not who]
        search, best = ideal(one, who, others, nodes=1_000_000), brute(one, who, others)
        alternative = who.stick.amount_at_middle(who.party.walk_away)
        assert search.proved
        if best is None or best <= alternative:
            assert search.value is None or search.value <= alternative
        else:
            assert search.value == best


def test_steps_that_are_alike_to_everybody_are_not_tried_in_every_combination() -> None:
    """Ten of the steps worth 2 to b pay for all 20 that cost it 1: 20·3 − 10·1, and few nodes show it."""
    alike = [step(f"x{n}", "b", a=3, b=-1) for n in range(20)] + [step(f"y{n}", "a", a=-1, b=2) for n in range(20)]
    one = case(numbers("a"), numbers("b"), *alike)
    assert found(one, "a", nodes=500) == Search(Fraction(3 * 20 - 10), True)
