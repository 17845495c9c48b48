"""Rules and conditions put into words and read again (model.md §5)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from detente.case import parse_condition, parse_rule
from detente.case.rules import (
    ActsOnlyWith,
    After,
    And,
    AtLeast,
    AtMost,
    ByDate,
    ByPhase,
    Excludes,
    Include,
    Never,
    Not,
    NotBeforeDate,
    NotBeforeDays,
    Or,
    Requires,
    StepDone,
    With,
    Within,
    WithOrAfter,
)
from detente.case.unparse import condition_text, duration_text, rule_text
from tests import strategies

A, B, C = map(StepDone, "abc")

RULES = [
    (After("a", And((B, C))), "a after b and c"),
    (WithOrAfter("a", Or((B, Not(C)))), "a with or after b or not c"),
    (With("a", "b"), "a with b"),
    (Requires("a", Not(And((B, C)))), "a requires not (b and c)"),
    (Excludes("a", "b"), "a excludes b"),
    (Include(A), "include a"),
    (Never(And((A, Not(B)))), "never (a and not b)"),
    (AtMost(1, (A, And((B, C)))), "at most 1 of (a, b and c)"),
    (AtLeast(2, (A, B, C)), "at least 2 of (a, b, c)"),
    (ByPhase("a", 3), "a by phase 3"),
    (ActsOnlyWith("p", ("q", "r")), "p acts only with q or r"),
    (ByDate("a", date(2026, 1, 5)), "a by 2026-01-05"),
    (Within("a", 60), "a within 2mo"),
    (NotBeforeDate("a", date(2026, 1, 5)), "a not before 2026-01-05"),
    (NotBeforeDays("a", 10), "a not before 10d"),
]


@pytest.mark.parametrize(("form", "words"), RULES, ids=[words for _, words in RULES])
def test_every_form_of_rule_has_its_words(form, words):
    assert rule_text(form) == words
    assert parse_rule(words) == form


@pytest.mark.parametrize(
    "words",
    ["(a and b) and c", "a or (b or c)", "a and (b or c)", "a and b or c", "not (a or b)", "not not a", "not a and b"],
)
def test_a_condition_keeps_its_shape_with_as_few_brackets_as_possible(words):
    assert condition_text(parse_condition(words)) == words


@settings(max_examples=200, deadline=None)
@given(strategies.conditions(["a", "b", "c"], depth=4))
def test_a_condition_written_out_reads_as_itself(condition):
    assert parse_condition(condition_text(condition)) == condition


@settings(max_examples=200, deadline=None)
@given(strategies.forms(["a", "b", "c"], ["p", "q", "r"], dated=True, circular=True))
def test_a_rule_written_out_reads_as_itself(form):
    if isinstance(form, AtLeast) and form.number > len(form.of):
        return
    assert parse_rule(rule_text(form)) == form


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "0d"), (1, "1d"), (14, "2w"), (30, "1mo"), (360, "12mo"), (365, "1y"), (730, "2y"), (548, "548d")],
)
def test_a_duration_is_written_in_the_largest_unit_that_divides_it(days, words):
    assert duration_text(days) == words
