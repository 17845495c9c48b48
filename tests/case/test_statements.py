"""The language of statements: what it reads, what it refuses and where, and the way back to words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.case.formulas import (
    Biconditional,
    Conditional,
    Conjunction,
    Disjunction,
    Formula,
    Negation,
    Option,
    formula_text,
    options_of,
)
from detente.case.grammar import RuleError
from detente.case.statements import preferences, read_statement
from detente.errors import CaseError

OPTIONS = ("modify", "delay", "accept", "Release Water")
A, B, C, D = map(Option, OPTIONS)

READ = [
    ("1", A, "a number counts from 1"),
    ("modify", A, "a name"),
    ('"Release Water"', D, "a name in quotation marks"),
    ("-3", Negation(C), "a sign for not"),
    ("not not modify", Negation(Negation(A)), "twice"),
    ("3, -4", Conjunction((C, Negation(D))), "a comma is and"),
    ("1 & 2 | -3", Disjunction((Conjunction((A, B)), Negation(C))), "and before or"),
    ("1 and (2 or 3)", Conjunction((A, Disjunction((B, C)))), "brackets"),
    ("1 or 2 if 3", Conditional(Disjunction((A, B)), C), "if comes last"),
    ("if 3 then 1", Conditional(A, C), "if … then turned round"),
    ("1 iff not 2", Biconditional(A, Negation(B)), "iff"),
    ("(1 iff 2) if (3 if 1)", Conditional(Biconditional(A, B), Conditional(C, A)), "nested in brackets"),
    (" 1\n  and 2 ", Conjunction((A, B)), "white space does not matter"),
]


@pytest.mark.parametrize(("text", "formula", "why"), READ, ids=[row[0] for row in READ])
def test_a_statement_is_read(text: str, formula: Formula, why: str) -> None:
    assert read_statement(text, OPTIONS) == formula, why


REFUSED = [
    ("", "bad-statement", 0, "nothing"),
    ("1 and", "bad-statement", 5, "cut off"),
    ("(1", "bad-statement", 2, "an open bracket"),
    ("1 adn 2", "bad-statement", 2, "a misspelt word"),
    ("1 if 2 if 3", "bad-statement", 7, "if twice without brackets"),
    ("1 $ 2", "bad-statement", 2, "a sign of no meaning"),
    ("modfy or 2", "unknown-option", 0, "a misspelt name"),
    ("1 or 5", "unknown-option", 5, "a number beyond the last"),
    ("0", "unknown-option", 0, "numbers begin at 1"),
    ("1-3", "unknown-option", 0, "a hyphen joins; not needs a space before it"),
    ("(" * 60 + "1" + ")" * 60, "too-deep", 50, "too many brackets"),
    ("-" * 60 + "1", "too-deep", 50, "too many not"),
]


@pytest.mark.parametrize(("text", "code", "offset", "why"), REFUSED, ids=[row[3] for row in REFUSED])
def test_a_statement_is_refused_at_its_place(text: str, code: str, offset: int, why: str) -> None:
    with pytest.raises(RuleError) as refused:
        read_statement(text, OPTIONS)
    assert (refused.value.code, refused.value.offset) == (code, offset), why


def test_a_number_that_is_also_a_name_is_never_guessed() -> None:
    with pytest.raises(RuleError, match="the name of an option and the number of another"):
        read_statement("1", ("2", "1"))
    assert read_statement('"1"', ("2", "1")) == Option("1")
    assert read_statement("1", ("1", "2")) == Option("1")


def test_all_bad_statements_of_a_list_are_told_at_once_with_the_nearest_name() -> None:
    with pytest.raises(CaseError) as refused:
        preferences(["modfy", "accept", "delay or"], OPTIONS)
    first, second = refused.value.findings
    assert (first.nearest, first.file, second.file, second.column) == ("modify", "(statement 1)", "(statement 3)", 9)


names = st.sampled_from(OPTIONS)
formulas = st.recursive(
    names.map(Option),
    lambda inner: st.one_of(
        inner.map(Negation),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Conjunction(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Disjunction(tuple(parts))),
        st.tuples(inner, inner).map(lambda pair: Conditional(*pair)),
        st.tuples(inner, inner).map(lambda pair: Biconditional(*pair)),
    ),
    max_leaves=8,
)


@given(formulas)
def test_the_words_of_a_formula_read_as_the_formula(formula: Formula) -> None:
    assert read_statement(formula_text(formula), OPTIONS) == formula


@given(formulas)
def test_the_options_of_a_formula_are_those_its_words_name(formula: Formula) -> None:
    assert set(options_of(formula)) == {name for name in OPTIONS if name in formula_text(formula)}


@pytest.mark.parametrize(("text", "word"), [("1 iff 2 iff 3", "iff"), ("1 if 2 if 3", "if")])
def test_a_second_if_asks_for_brackets_and_not_for_itself(text: str, word: str) -> None:
    with pytest.raises(CaseError) as refused:
        preferences([text], OPTIONS)
    (finding,) = refused.value.findings
    assert (finding.column, finding.nearest) == (text.rindex(word) + 1, "")
    assert "brackets" in finding.expected
