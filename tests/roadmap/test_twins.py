"""Twins: which steps nothing tells apart but their names (`detente.roadmap.twins`)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from benchmarks.exchanges import exchange
from detente.case.rules import After, ByPhase, Rule, RuleForm, StepDone
from detente.roadmap.twins import pairs

LEFT = [("left-1", "left-2"), ("left-2", "left-3")]
RIGHT = [("right-1", "right-2"), ("right-2", "right-3")]


def test_equal_steps_of_one_side_are_twins() -> None:
    case = exchange(3, bonus=Fraction(2))
    assert sorted(pairs(case, case.steps)) == LEFT + RIGHT


@pytest.mark.parametrize(
    ("form", "left"),
    [
        (ByPhase("left-2", 3), [("left-1", "left-3")]),
        (After("left-3", StepDone("left-1")), []),
        (After("right-1", StepDone("left-3")), [("left-1", "left-2")]),
    ],
)
def test_a_rule_that_names_one_of_them_tells_it_apart(form: RuleForm, left: list[tuple[str, str]]) -> None:
    case = replace(exchange(3, bonus=Fraction(2)), rules=(Rule(form, ""),))
    assert [pair for pair in pairs(case, case.steps) if pair[0].startswith("left")] == left


def test_another_value_tells_a_step_apart() -> None:
    case = exchange(3, bonus=Fraction(2))
    dearer = replace(case.steps["left-2"], value={**case.steps["left-2"].value, "left": Fraction(-2)})
    changed = replace(case, steps={**case.steps, "left-2": dearer})
    assert sorted(pairs(changed, changed.steps)) == [("left-1", "left-3"), *RIGHT]
