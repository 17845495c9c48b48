"""The diagnosis against brute force: the same conflicts, concessions and prices, and none of their parts to spare."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from detente.case.model import Case
from detente.diagnosis.concessions import concessions
from detente.diagnosis.conflicts import conflicts
from detente.diagnosis.feasibility import Outcome, holds
from detente.diagnosis.price_list import frontier
from detente.diagnosis.questions import Questions
from detente.diagnosis.terms import Terms
from detente.roadmap.ideals import yardsticks
from detente.roadmap.solver import Clock, Solver
from tests.brute import disputes
from tests.laws.effort import hold
from tests.strategies import cases_in_dispute

Drawn = tuple[Case, tuple[str, ...]]

UNLIMITED = Clock(None)
SOLVER = Solver(UNLIMITED)
SMALL = {"most_steps": 3, "most_parties": 3, "most_phases": 3}

efforts = pytest.mark.parametrize("examples", [25, pytest.param(80, marks=pytest.mark.slow, id="many")])
"""Fewer than usual: each example is many questions."""


def found_conflicts(case: Case, done: Iterable[str]) -> list[tuple[str, ...]]:
    questions = Questions(case, tuple(done), SOLVER, UNLIMITED)
    return list(conflicts(questions, SOLVER, UNLIMITED.left))


def agree_on_the_conflicts(drawn: Drawn) -> None:
    found = found_conflicts(*drawn)
    assert {frozenset(conflict) for conflict in found} == disputes.conflicts(*drawn)
    assert [len(conflict) for conflict in found] == sorted(len(conflict) for conflict in found)


def no_member_is_to_spare(drawn: Drawn) -> None:
    case, done = drawn
    questions = Questions(case, done, SOLVER, UNLIMITED)
    for conflict in found_conflicts(case, done):
        assert questions.most(conflict).outcome is Outcome.NONE
        for member in conflict:
            assert questions.most(set(conflict) - {member}).outcome is Outcome.HOLDS


def agree_on_the_concessions(drawn: Drawn) -> None:
    case, done = drawn
    deals = list(concessions(Terms(case, done, SOLVER, UNLIMITED)))
    found = {frozenset((one.demand, one.form) for one in deal.retreats): deal.price for deal in deals}
    assert found == disputes.concessions(case, done)
    assert [deal.price for deal in deals] == sorted(deal.price for deal in deals)


def agree_on_the_price_list(drawn: Drawn) -> None:
    case, done = drawn
    known = yardsticks(case, SOLVER, UNLIMITED)
    points = frontier(Terms(case, done, SOLVER, UNLIMITED), known)
    found = [(deal.price, share) for deal, share in points if share is not None]
    assert found == (disputes.price_list(case, done) if known else [])


def agree_on_whether_one_holds(drawn: Drawn) -> None:
    case, done = drawn
    verdict = holds(case, done=done, solver=SOLVER, clock=UNLIMITED)
    assert (verdict.outcome is Outcome.NONE) == bool(disputes.conflicts(case, done))


@efforts
def test_the_conflicts_are_all_minimal_conflicts(examples: int) -> None:
    """Section 7: sets of conditions that no roadmap meets, without any one of which one does; smallest first."""
    hold(agree_on_the_conflicts, cases_in_dispute(**SMALL), examples=examples)


@efforts
def test_taking_any_member_of_a_conflict_away_lets_the_rest_hold(examples: int) -> None:
    hold(no_member_is_to_spare, cases_in_dispute(), examples=examples)


@efforts
def test_the_concessions_are_all_minimal_concessions_with_their_prices(examples: int) -> None:
    """Sections 5 and 7: demands given up or softened, at the least price, cheapest first."""
    hold(agree_on_the_concessions, cases_in_dispute(**SMALL), examples=examples)


@efforts
def test_the_price_list_is_the_frontier(examples: int) -> None:
    """Section 7: for more points, a larger smallest share; no point is missing."""
    hold(agree_on_the_price_list, cases_in_dispute(**SMALL), examples=examples)


@efforts
def test_a_case_holds_exactly_if_nothing_conflicts(examples: int) -> None:
    hold(agree_on_whether_one_holds, cases_in_dispute(**SMALL), examples=examples)
