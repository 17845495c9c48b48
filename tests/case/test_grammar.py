"""The rule language: each form of model.md §5, how tightly its words bind, and where its errors point."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.case import (
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
    RuleForm,
    StepDone,
    With,
    Within,
    WithOrAfter,
    parse_condition,
    parse_rule,
)
from detente.case.names import RULE_WORDS
from detente.errors import CaseError, Finding

A, B, C, D = map(StepDone, "abcd")

RULES: list[tuple[str, RuleForm]] = [
    ("a after b", After("a", B)),
    ("a after b and not c", After("a", And((B, Not(C))))),
    ("a with or after b or c", WithOrAfter("a", Or((B, C)))),
    ("a with b", With("a", "b")),
    ("a requires (b or c) and d", Requires("a", And((Or((B, C)), D)))),
    ("a excludes b", Excludes("a", "b")),
    ("include a", Include(A)),
    ("never (a and not b)", Never(And((A, Not(B))))),
    ("at most 2 of (a, b, c)", AtMost(2, (A, B, C))),
    ("at most 0 of (a)", AtMost(0, (A,))),
    ("at least 1 of (a,b)", AtLeast(1, (A, B))),
    ("at most 1 of (a and b, c)", AtMost(1, (And((A, B)), C))),
    ("a by phase 3", ByPhase("a", 3)),
    ("i acts only with j", ActsOnlyWith("i", ("j",))),
    ("i acts only with j or m", ActsOnlyWith("i", ("j", "m"))),
    ("a by 2026-01-05", ByDate("a", date(2026, 1, 5))),
    ("a within 60d", Within("a", 60)),
    ("a within 2w", Within("a", 14)),
    ("a within 3mo", Within("a", 90)),
    ("a within 1y", Within("a", 365)),
    ("a within 0d", Within("a", 0)),
    ("a not before 2026-01-05", NotBeforeDate("a", date(2026, 1, 5))),
    ("a not before 10d", NotBeforeDays("a", 10)),
    ("  a\n  after\tb ", After("a", B)),
    ("atlas after most-of-all", After("atlas", StepDone("most-of-all"))),
    ("10d after 2026-01-05", After("10d", StepDone("2026-01-05"))),
    ("by-phase by phase 2", ByPhase("by-phase", 2)),
]


@pytest.mark.parametrize(("text", "form"), RULES, ids=[text for text, _ in RULES])
def test_each_form_of_a_rule_is_read(text: str, form: RuleForm) -> None:
    assert parse_rule(text) == form


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("a", A),
        ("(((a)))", A),
        ("a or b and c", Or((A, And((B, C))))),
        ("not a and b", And((Not(A), B))),
        ("not (a and b)", Not(And((A, B)))),
        ("not not a", Not(Not(A))),
        ("a and b and c", And((A, B, C))),
        ("(a and b) and c", And((And((A, B)), C))),
        ("a or (b or c)", Or((A, Or((B, C))))),
    ],
)
def test_not_binds_before_and_and_and_before_or(text: str, condition: object) -> None:
    assert parse_condition(text) == condition


@pytest.mark.parametrize("word", sorted(RULE_WORDS))
def test_no_word_of_the_language_is_read_as_a_name(word: str) -> None:
    with pytest.raises(CaseError):
        parse_rule(f"a after {word}")
    assert parse_rule(f"a after {word}s") == After("a", StepDone(f"{word}s"))
    assert parse_rule(f"{word}-1 after a") == After(f"{word}-1", A)


@pytest.mark.parametrize(
    ("text", "code", "column", "expected", "near"),
    [
        ("", "bad-rule", 1, "a rule such as", ""),
        ("   ", "bad-rule", 1, "a rule such as", ""),
        ("a", "bad-rule", 2, "“after”", ""),
        ("a after", "bad-rule", 8, "a name", ""),
        ("a aftr b", "bad-rule", 3, "“after”", "after"),
        ("a after b c", "bad-rule", 11, "the end, “and” or “or”", ""),
        ("a requires b, c", "bad-rule", 13, "the end", ""),
        ("a with after b", "bad-rule", 8, "a name or “or”", ""),
        ("a after (b", "bad-rule", 11, "“)”", ""),
        ("a after b)", "bad-rule", 10, "the end", ""),
        ("a after b_c", "bad-rule", 9, "a name", ""),
        ("a by phase two", "bad-rule", 12, "a whole number", ""),
        ("a by phase 0", "out-of-range", 12, "at least 1", ""),
        ("a by phase 99999999999999999999", "out-of-range", 12, "at least 1", ""),
        ("a by 2026-02-30", "bad-date", 6, "a date", ""),
        ("a within 5x", "bad-rule", 10, "a duration", ""),
        ("a within 99999y", "bad-duration", 10, "18,250 days", ""),
        ("at most 2 of a", "bad-rule", 14, "“(”", ""),
        ("at leest 2 of (a)", "bad-rule", 4, "“least” or “most”", "least"),
        ("at most 2 of ()", "bad-rule", 15, "a name", ""),
        ("at most 2 of (a, a)", "repeated-step", 18, "each step once", ""),
        ("at least 3 of (a, b)", "bad-count", 10, "up to 2", ""),
        ("i acts only with j and m", "bad-rule", 20, "the end or “or”", ""),
        ("never " + "(" * 51 + "a" + ")" * 51, "too-deep", 57, "50 levels", ""),
        ("never " + "not " * 51 + "a", "too-deep", 207, "50 levels", ""),
        ("a after \u202eb", "bad-rule", 9, "a name", ""),
        ("include " + "a or " * 30_000 + "a", "bad-rule", 1, "100,000 characters", ""),
    ],
)
def test_an_error_points_at_the_word_and_says_what_could_stand_there(
    text: str, code: str, column: int, expected: str, near: str
) -> None:
    with pytest.raises(CaseError) as caught:
        parse_rule(text)
    (finding,) = caught.value.findings
    assert (finding.code, finding.column, finding.nearest) == (code, column, near)
    assert expected in finding.expected
    assert "\u202e" not in str(finding)


def test_fifty_brackets_may_nest() -> None:
    assert parse_rule("never " + "(" * 50 + "a" + ")" * 50) == Never(A)
    assert parse_condition("not " * 50 + "a")


PIECES = st.sampled_from(["a", "b", "(", ")", ",", "2", "10d", "2026-01-05", "\n", "_", *sorted(RULE_WORDS)])


@given(st.lists(PIECES, max_size=25))
def test_any_words_give_a_rule_or_one_finding_inside_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    finding = trouble(parse_rule, text)
    assert finding is None or 1 <= finding.column <= len(text) + 1


@given(st.text(max_size=40))
def test_any_text_gives_a_condition_or_one_finding(text: str) -> None:
    finding = trouble(parse_condition, text)
    assert finding is None or finding.line == 1


def trouble(parse: Callable[[str], object], text: str) -> Finding | None:
    """Return the one finding about a text, if there is any."""
    try:
        parse(text)
    except CaseError as error:
        (finding,) = error.findings
        return finding
    return None
