"""What holds a party where it is: amounts, and the shortest run of holds that suffices."""

from __future__ import annotations

from fractions import Fraction

import pytest

from detente.checker import Hold
from tests.checker.small import Level, bonus, case, done, levels, numbers, ranges, standing, step

B = numbers("b")
GAINS, BACK, WORD, TOLERANCE = Hold.GAINS_TO_COME, Hold.TAKE_BACK, Hold.WORD, Hold.TOLERANCE


def held(party, *steps, phases="x|y", phase=1):
    found = standing(case(party, B, *steps), phases, party.id, phase)
    return found.holds


@pytest.mark.parametrize(
    ("gain", "reversible", "phases", "word", "tolerance", "expected"),
    [
        (3, 0, "x|y", 0, 0, (GAINS,)),  # y is still to come and suffices
        (3, 0, "x|y", 5, 5, (GAINS,)),  # and nothing else is counted
        (1, 0, "x|y", 1, 0, (GAINS, WORD)),  # 2 to spare against 1 + 1
        (3, 1, "y|x", 5, 0, (BACK,)),  # y has come and could be taken back
        (1, 1, "y|x", 1, 0, (BACK, WORD)),
        (1, 1, "y|x", "0.5", "0.5", (BACK, WORD, TOLERANCE)),
        (3, 0, "y|x", 2, 0, (WORD,)),  # y has come for good: it holds nobody any more
        (3, 0, "y|x", 0, 2, (TOLERANCE,)),
        (3, 0, "y|x", 1, 0, (WORD,)),  # it does not suffice, and is all there is
        (3, 0, "y|x", 0, 0, ()),
    ],
)
def test_the_shortest_run_of_holds_that_suffices(gain, reversible, phases, word, tolerance, expected) -> None:
    """Party a would be spared x (−2); against it y, its word, its tolerance."""
    party = numbers("a", breach_cost=word, tolerance=tolerance)
    steps = step("x", "a", a=-2), step("y", "b", reversible, a=gain)
    assert held(party, *steps, phases=phases, phase=1 if phases == "x|y" else 2) == expected


def test_nothing_need_hold_whom_breaking_off_spares_nothing() -> None:
    """Party b has no cost."""
    one = case(numbers("a"), B, step("x", "a", a=-1, b=2))
    assert standing(one, "x", "b", 1).holds == ()


def test_what_the_others_could_take_back_and_gains_still_to_come_are_told_apart() -> None:
    """Step y (+3) has come and is reversible by half, g (+2) is joint and to be done, z (+5) is yet to come.

    In phase 2 a withholds x (−4): spared 4; to come: z; taken back: half of y, and of g nothing (it is not reversible).
    """
    one = case(
        numbers("a"),
        B,
        step("y", "b", "0.5", a=3),
        step("x", "a", a=-4),
        step("g", "a b", a=2),
        step("z", "b", a=5),
    )
    balance = standing(one, "y|x g|z", "a", 2).balance
    assert (balance.spared, balance.gains_to_come, balance.take_back) == (4, 5, Fraction(3, 2))


def test_costs_of_others_that_never_come_are_spared() -> None:
    """Step z of b costs a 1 in phase 2: breaking off in phase 1 spares it, and x."""
    one = case(numbers("a"), B, step("x", "a", a=-2), step("z", "b", a=-1), step("y", "b", a=5))
    assert standing(one, "x|z y", "a", 1).balance.spared == 3


def test_bonuses_are_gains_to_come_or_could_be_taken_back() -> None:
    """A bonus on x is lost by withholding x; one on y goes when the others take y back."""
    one = case(
        numbers("a"),
        B,
        step("y", "b", 1, a=1),
        step("x", "a", a=-9),
        bonus(done("x"), a=2),
        bonus(done("y"), a=4),
    )
    balance = standing(one, "y|x", "a", 2).balance
    assert (balance.spared, balance.gains_to_come, balance.take_back) == (9, 2, 5)


def test_interval_parties_are_held_by_what_suffices_at_every_value() -> None:
    """Step y in [1, 4] is still to come, x costs 2: at worst 1 is not enough without a word of 1."""
    steps = step("x", "a", a=(-2, -2)), step("y", "b", a=(1, 4))
    assert held(ranges("a", breach_cost=1), *steps) == (GAINS, WORD)
    assert held(ranges("a", breach_cost=1), step("x", "a", a=(-2, -2)), step("y", "b", a=(2, 4))) == (GAINS,)


def test_ordinal_parties_are_held_level_by_level() -> None:
    """Step x (level 2) against y (level 3) still to come; with y of level 1 its word (level 2) is needed."""
    for gain, expected in ((3, (GAINS,)), (2, (GAINS,)), (1, (GAINS, WORD))):
        steps = step("x", "a", a=Level(-2)), step("y", "b", a=Level(gain))
        assert held(levels("a", breach_cost=(2,)), *steps) == expected
