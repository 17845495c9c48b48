"""What breaking off would gain a party: every term of ``br_i(k, P)`` in model.md §4, computed by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from detente.checker import Requirement, Way
from tests.checker.small import case, checked, done, helper, numbers, ranges, standing, step

A, B = numbers("a"), numbers("b")


def tempted(one, phases, party, phase, before=""):
    return standing(one, phases, party, phase, before).temptation


def test_what_others_delivered_for_good_stays() -> None:
    """v(T) = 3 − 1; in phase 1 b has delivered 3 for good and a withholds its cost: br = 3, temptation 3 − 2."""
    one = case(A, B, step("x", "a", a=-1), step("y", "b", a=3))
    assert tempted(one, "x y", "a", 1) == 1


def test_what_others_delivered_is_taken_back_as_far_as_it_can_be() -> None:
    """ρ = 3/4: br = (1 − 3/4)·3 = 0.75; v(T) = 2; temptation −1.25."""
    one = case(A, B, step("x", "a", a=-1), step("y", "b", "0.75", a=3))
    assert tempted(one, "x y", "a", 1) == Fraction(-5, 4)


def test_what_others_did_at_the_partys_cost_stays() -> None:
    """The others take back only what a values: y costs a 3 and stays, also where it could be taken back.

    v(T) = −3; in phase 2: br = −3 + 0; before phase 1 begins: 0; so in phase 1 temptation is 0 − (−3) = 3.
    """
    one = case(A, B, step("y", "b", 1, a=-3), step("z", "b", a=0))
    assert tempted(one, "y|z", "a", 2) == 0
    assert tempted(one, "y|z", "a", 1) == 3


def test_breaking_off_before_the_phase_can_be_worse() -> None:
    """In phase 1 b delivers a cost of 3 to a and a gain of 1: br(1, P) = −2, br(1, ∅) = 0, v(T) = −2 + 5 = 3."""
    one = case(A, B, step("y", "b", a=-3), step("z", "b", a=1), step("w", "b", a=5))
    found = standing(one, "y z|w", "a", 1)
    assert found.temptation == -3
    assert found.way is Way.BEFORE


def test_own_costs_of_the_phase_are_withheld_and_own_gains_still_taken() -> None:
    """Party a withholds x (−2) and still does g (+1): br = 1; v(T) = −2 + 1 + 4 = 3; temptation −2."""
    one = case(A, B, step("x", "a", a=-2), step("g", "a", a=1), step("y", "b", a=4))
    found = standing(one, "x g|y", "a", 1)
    assert found.temptation == -2
    assert found.deviation.withholds == ("x",)


@pytest.mark.parametrize(("reversible", "left"), [(0, -2), ("0.25", Fraction(-3, 2)), (1, 0)])
def test_own_earlier_costs_are_taken_back_as_far_as_they_can_be(reversible, left) -> None:
    """Step x (−2) was done in phase 1: (1 − ρ)·(−2) remains; y (+4) has not come; v(T) = 2."""
    one = case(A, B, step("x", "a", reversible, a=-2), step("y", "b", a=4), step("z", "b"))
    assert tempted(one, "x|z|y", "a", 2) == left - 2


def test_own_earlier_gains_stay_even_where_they_could_be_taken_back() -> None:
    """Step g (+2) is a's own and not joint: nobody else takes it back. br = 2, v(T) = 2 − 1 = 1."""
    one = case(A, B, step("g", "a", 1, a=2), step("x", "a", a=-1))
    assert tempted(one, "g|x", "a", 2) == 1


@pytest.mark.parametrize(
    ("phase", "value", "expected"),
    [
        (1, 2, Fraction(-3, 2)),  # it still does j, the others take half of it back: br = 1; v(T) = 2.5
        (2, 2, Fraction(-3, 2)),  # done earlier, the others take half of it back
        (1, -2, Fraction(3, 2)),  # withheld: br = 0, v(T) = −1.5
        (2, -2, Fraction(1, 2)),  # it takes half of its cost back: br = −1
    ],
)
def test_a_joint_step_can_be_taken_back_by_any_of_its_owners(phase, value, expected) -> None:
    """Step j is a's and b's, ρ = 1/2; z (+0.5 for a) comes last."""
    one = case(A, B, step("j", "a b", "0.5", a=value), step("y", "b"), step("z", "b", a="0.5"))
    assert tempted(one, "j|y|z", "a", phase) == expected


def test_a_joint_step_of_others_is_taken_back_like_any_of_theirs() -> None:
    """Step j is b's and c's, worth 4 to a, ρ = 1: br(2) = 0, v(T) = 4."""
    one = case(A, B, numbers("c"), step("j", "b c", 1, a=4), step("z", "b"))
    assert tempted(one, "j|z", "a", 2) == -4


@pytest.mark.parametrize(
    ("phases", "phase", "expected"),
    [
        ("clause|y|z", 3, -3),  # the clause is in X_2: y is taken back, br = 0, v(T) = 3
        ("y|z|clause", 3, 0),  # the clause comes in phase 3 itself: not yet in force, y stays: br = 3
        ("y|z|clause", 4, -3),  # once all is done it is in force
        ("clause y|z", 1, 0),  # in the same phase: not yet in force
        ("clause y|z", 2, -3),  # from the next phase on
    ],
)
def test_a_clause_is_in_force_from_the_phase_after_the_one_that_brings_it(phases, phase, expected) -> None:
    """Step y can be taken back where the clause holds in ``X_{k−1}`` (model.md §1)."""
    one = case(A, B, step("clause", "b"), step("y", "b", 1, if_=done("clause"), a=3), step("z", "b"))
    assert tempted(one, phases, "a", phase) == expected


def test_taking_the_clause_back_does_not_undo_what_it_allows_in_the_same_breakdown() -> None:
    """The clause is a's own, costs it 1 and can be taken back: a does so, and y is taken back all the same.

    br(3) = 0 (clause taken back) + 0 (y taken back); v(T) = 3 − 1 = 2; temptation −2.
    """
    one = case(A, B, step("clause", "a", 1, a=-1), step("y", "b", 1, if_=done("clause"), a=3), step("z", "b"))
    found = standing(one, "clause|y|z", "a", 3)
    assert found.temptation == -2
    assert found.deviation.takes_back == ("clause",)
    assert found.deviation.others_take_back == ("y",)


def test_steps_of_parties_without_preferences_are_taken_back_in_answer_to_a_breach() -> None:
    """The guarantor answers a breach like the others: br(2) = 0, v(T) = 2 − 1."""
    one = case(A, B, helper("un"), step("x", "a", a=-1), step("u", "un", 1, a=2))
    assert tempted(one, "u|x", "a", 2) == -1


def test_what_was_done_before_counts_and_can_be_taken_back() -> None:
    """Done by today: x (−2, reversible) and y (+3, not); b delivers z (+1): br = 0 + 3 + 1, v(T) = −2 + 3 + 1."""
    one = case(A, B, step("x", "a", 1, a=-2), step("y", "b", a=3), step("z", "b", a=1))
    found = standing(one, "z", "a", 1, before="x y")
    assert found.temptation == 2
    assert found.deviation.takes_back == ("x",)


def test_breach_cost_counts_against_and_tolerance_only_in_the_condition() -> None:
    """Temptation 1 of the first example, less 1/2 for a broken word; the rest is tolerated or not."""
    steps = step("x", "a", a=-1), step("y", "b", a=3)
    for tolerance, holds in (("0.5", True), ("0.4999", False)):
        report = checked(case(numbers("a", breach_cost="0.5", tolerance=tolerance), B, *steps), "x y")
        assert report.standing("a", 1).temptation == Fraction(1, 2)
        failing = [one.way for one in report.failures if one.requirement is Requirement.SELF_ENFORCING]
        assert failing == ([] if holds else [Way.IN_PHASE])


def test_both_ways_of_breaking_off_are_conditions_of_their_own() -> None:
    """Step y costs a 3 in phase 1 and w repays only 2: v(T) = −1; in the phase br = −3, before it 0, afterwards −1."""
    report = checked(case(A, B, step("y", "b", a=-3), step("w", "b", a=2)), "y|w")
    failing = [
        (one.phase, one.way, one.amount) for one in report.failures if one.requirement is Requirement.SELF_ENFORCING
    ]
    assert failing == [(1, Way.BEFORE, 1)]


@pytest.mark.parametrize(
    ("worth", "expected"),
    [
        ((1, 3), Fraction(1, 2)),  # a gain: half of it is lost, which is least at lo: 1 − 1/2·1
        ((-2, -1), 1),  # a cost stays: nothing is lost
        ((-2, 2), 1),  # at worst the value is not above 0, and nothing is lost
    ],
)
def test_intervals_are_taken_at_their_worst_value(worth, expected) -> None:
    """Step x costs a 1 for certain and is spared; y can be taken back by half: temptation = 1 − 1/2·w(y)⁺."""
    one = case(ranges("a"), B, step("y", "b", "0.5", a=worth), step("x", "a", a=(-1, -1)))
    found = standing(one, "y|x", "a", 2)
    assert found.temptation == expected


def test_what_stands_either_way_has_no_say_whatever_its_value() -> None:
    """Step g is joint and worth something in [−2, 1], y (+5) is still to come.

    Reversible and in phase 1: above 0 it is taken back, below 0 withheld, so v(T) − br = 5 + g, at worst 3. Done by
    today and for good: it stays in any case, and only y is at stake: v(T) − br = 5 before phase 1, 0 in it.
    """
    one = case(ranges("a"), B, step("g", "a b", 1, a=(-2, 1)), step("y", "b", a=(5, 5)))
    assert tempted(one, "g|y", "a", 1) == -3
    fixed = case(ranges("a"), B, step("g", "a b", 0, a=(-2, 1)), step("y", "b", a=(5, 5)))
    assert tempted(fixed, "y", "a", 1, before="g") == 0


def test_the_worst_of_a_gain_that_is_lost_and_a_cost_that_is_kept_is_zero() -> None:
    """Step y of b in [−2, 2], done and reversible: v(T) − br is y above 0 (taken back), 0 below (stays): worst at 0."""
    one = case(ranges("a", breach_cost=1), B, step("y", "b", 1, a=(-2, 2)), step("z", "b"))
    assert tempted(one, "y|z", "a", 2) == -1
