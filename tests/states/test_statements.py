"""Prioritised statements as an order of states: as the definition says it, whatever the number of statements."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case.formulas import (
    Biconditional,
    Conditional,
    Conjunction,
    Disjunction,
    Formula,
    Negation,
    Option,
)
from detente.case.statements import read_statement
from detente.states.statements import AT_ONCE, by_statements
from detente.states.truth import column
from tests.case.test_statements import OPTIONS, formulas

N = len(OPTIONS)
COLUMNS = {name: column(place, N) for place, name in enumerate(OPTIONS)}


def obvious(formula: Formula, taken: set[str]) -> bool:
    """Say whether a statement holds in one state, by the book."""
    match formula:
        case Option(name):
            return name in taken
        case Negation(part):
            return not obvious(part, taken)
        case Conjunction(parts):
            return all(obvious(part, taken) for part in parts)
        case Disjunction(parts):
            return any(obvious(part, taken) for part in parts)
        case Conditional(then, when):
            return obvious(then, taken) or not obvious(when, taken)
        case Biconditional(left, right):
            return obvious(left, taken) == obvious(right, taken)


def taken_in(code: int) -> set[str]:
    return {name for place, name in enumerate(OPTIONS) if code >> place & 1}


@given(st.lists(formulas, max_size=5), st.sets(st.integers(0, 2**N - 1), min_size=1))
@settings(max_examples=60)
def test_the_first_statement_on_which_two_states_differ_decides(statements: list[Formula], states: set[int]) -> None:
    feasible = np.isin(np.arange(2**N), list(states))
    rank = by_statements(statements, COLUMNS, feasible, N).rank
    for one in states:
        for other in states:
            truths = ([obvious(f, taken_in(code)) for f in statements] for code in (one, other))
            first, second = truths
            assert (rank[one] < rank[other]) == (first > second)
    assert set(rank[~feasible]) <= {0}


def test_more_statements_than_are_weighed_at_once_keep_their_order() -> None:
    never = read_statement("1 and not 1", OPTIONS)
    statements = [never] * (2 * AT_ONCE) + [read_statement("3", OPTIONS)] + [never] * AT_ONCE
    rank = by_statements(statements, COLUMNS, np.ones(2**N, np.bool_), N).rank
    assert {(bool(code >> 2 & 1), int(rank[code])) for code in range(2**N)} == {(True, 1), (False, 2)}


def test_without_statements_all_states_are_equally_good() -> None:
    rank = by_statements([], COLUMNS, np.ones(2**N, np.bool_), N).rank
    assert set(rank) == {1}
