"""Cheating in secret and the detection that deters it (model.md §4, "Deterred"), computed by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from detente.checker import Requirement
from tests.checker.small import Level, bonus, case, checked, done, helper, levels, numbers, ranges, step

B = numbers("b")


def fails(report):
    return [(f.step, f.phase, f.level, f.amount) for f in report.failures if f.requirement is Requirement.DETERRED]


def test_what_cheating_gains_and_what_detection_deters_it() -> None:
    """Step x (−1) against y (+3, reversible) of the phase after.

    v(T) = 2, v(T∖x) = 3; found out in phase 1: nothing has come, dev = 0. With d: (1−d)·3 + d·0 − 2 ≤ 0 from d = 1/3
    on, rounded up 0.3334.
    """
    for detection, failing in (("0.3334", []), ("0.3", [("x", 1, None, Fraction(1, 10))]), (0, [("x", 1, None, 1)])):
        one = case(numbers("a"), B, step("x", "a", a=-1, detection=detection), step("y", "b", 1, a=3))
        report = checked(one, "x|y")
        assert fails(report) == failing
        assert report.required_detection == {"x": Fraction(3334, 10_000)}


def test_breach_cost_and_tolerance_lower_the_detection_required() -> None:
    """(1−d)·3 − d·1 − 2 ≤ 1/2 from d = (1/2)/4 = 1/8 on."""
    one = case(numbers("a", breach_cost=1, tolerance="0.5"), B, step("x", "a", a=-1), step("y", "b", 1, a=3))
    assert checked(one, "x|y").required_detection == {"x": Fraction(1, 8)}


@pytest.mark.parametrize("detection", [None, 1])
def test_nothing_is_asked_where_detection_is_certain_or_not_stated(detection) -> None:
    """The figure is given all the same."""
    one = case(numbers("a"), B, step("x", "a", a=-1, detection=detection), step("y", "b", 1, a=3))
    report = checked(one, "x|y")
    assert fails(report) == []
    assert not any(one.requirement is Requirement.DETERRED for one in report.checked)
    assert report.required_detection == {"x": Fraction(3334, 10_000)}


def test_only_costs_that_a_party_owns_alone_and_that_are_still_to_be_done() -> None:
    """Not joint steps, gains, steps of others at its cost, steps of helpers, steps done, steps left out."""
    one = case(
        numbers("a"),
        B,
        helper("v"),
        step("joint", "a b", a=-1),
        step("gain", "a", a=1),
        step("other", "b", a=-1),
        step("helper", "v", a=-1),
        step("early", "a", a=-1),
        step("out", "a", a=-1),
        step("own", "a", a=-1),
    )
    assert set(checked(one, "joint gain other helper own", "early").required_detection) == {"own"}


def test_no_detection_deters_where_breaking_off_pays() -> None:
    """Everything has come when x (−1) is due: even found out for certain a keeps y (+3)."""
    one = case(numbers("a"), B, step("y", "b", a=3), step("x", "a", a=-1, detection="0.9"))
    report = checked(one, "y|x")
    assert report.required_detection == {"x": None}
    assert fails(report) == [("x", 2, None, 1)]


def test_a_cost_that_a_bonus_outweighs_needs_no_verification() -> None:
    """Without x the bonus of 2 is lost: v(T∖x) = 3, v(T) = 3 − 1 + 2 = 4: d = 0 is enough."""
    one = case(numbers("a"), B, step("x", "a", a=-1, detection=0), step("y", "b", 1, a=3), bonus(done("x"), a=2))
    report = checked(one, "x|y")
    assert report.required_detection == {"x": 0}
    assert fails(report) == []


def test_intervals_are_taken_at_their_worst_and_the_step_itself_only_as_a_cost() -> None:
    """At worst x of [−2, 1] costs 2 and y of [3, 5], reversible, gives 3: (1−d)·3 − (3 − 2) ≤ 0 from d = 2/3 on."""
    one = case(ranges("a"), B, step("x", "a", a=(-2, 1), detection="0.6"), step("y", "b", 1, a=(3, 5)))
    report = checked(one, "x|y")
    assert report.required_detection == {"x": Fraction(6667, 10_000)}
    assert fails(report) == [("x", 1, None, Fraction(2, 10))]


def test_levels() -> None:
    """Step x (level 2) against y (level 3, still to come).

    Cheating gains (1−d)·u₃ − (u₃ − u₂) = u₂ − d·u₃, at worst u₂ = u₃: d = 1 is needed. With a breach cost of level 3
    on top u₂ − 2d·u₃: d = 1/2.
    """
    for breach_cost, required in (((), 1), ((3,), Fraction(1, 2)), ((3, 3), Fraction(3334, 10_000))):
        one = case(levels("a", breach_cost=breach_cost), B, step("x", "a", a=Level(-2)), step("y", "b", 1, a=Level(3)))
        assert checked(one, "x|y").required_detection == {"x": required}


def test_the_level_at_which_cheating_pays_is_named() -> None:
    """With d = 0.9 u₂ − 0.9·u₃ can be 1/10 of what matters at level 2."""
    one = case(levels("a"), B, step("x", "a", a=Level(-2), detection="0.9"), step("y", "b", 1, a=Level(3)))
    assert fails(checked(one, "x|y")) == [("x", 1, 2, Fraction(1, 10))]
