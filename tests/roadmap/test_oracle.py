"""The best deviation: looked at one by one where few steps are free, put to the solver where many are."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case.model import Bonus
from detente.case.rules import And, Not, Or, StepDone
from detente.roadmap import oracle
from detente.roadmap.solver import Clock, Solver

NAMES = ("a", "b", "c", "d")
CONDITIONS = [
    StepDone("a"),
    And((StepDone("a"), StepDone("b"))),
    Or((StepDone("c"), Not(StepDone("d")))),
    Not(And((StepDone("b"), StepDone("d")))),
]
AMOUNT = st.fractions(-5, 5, max_denominator=4)


@settings(max_examples=25, deadline=None)
@given(st.tuples(*[AMOUNT] * 4), st.tuples(*[AMOUNT] * 4), st.integers(0, 4))
def test_both_ways_find_the_same_value(worths: tuple[Fraction, ...], amounts: tuple[Fraction, ...], kept: int) -> None:
    worth = dict(zip(NAMES, worths, strict=True))
    fixed = {name: place % 2 == 0 for place, name in enumerate(NAMES[:kept])}
    bonuses = tuple(
        (Bonus(when=when, text="", value={"p": amount}), amount)
        for when, amount in zip(CONDITIONS, amounts, strict=True)
    )
    asked = (Solver(Clock(None)), fixed, NAMES[kept:], worth, bonuses)
    few = oracle.FEW
    try:
        looked = oracle.best_response(*asked)
        oracle.FEW = -1
        solved = oracle.best_response(*asked)
    finally:
        oracle.FEW = few
    assert looked.value == solved.value
