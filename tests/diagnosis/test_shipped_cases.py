"""What the shipped cases show about themselves (their notes are in docs/cases)."""

from __future__ import annotations

import pytest

from detente.case import Case, Changes, apply, load
from detente.checker import check
from detente.diagnosis import Diagnosis
from detente.diagnosis.concessions import concessions
from detente.diagnosis.conflicts import conflicts
from detente.diagnosis.goals import nearest_to_goal
from detente.diagnosis.inquiry import begin
from detente.diagnosis.paid import priced
from detente.diagnosis.questions import Questions
from detente.diagnosis.result import Price
from detente.diagnosis.terms import Terms
from detente.examples import path
from detente.roadmap.solver import Clock, Solver

SETTLEMENT = "(elections-first or elections-last) and border and constitution"


def named(diagnosis: Diagnosis) -> set[frozenset[str]]:
    return {frozenset(conflict.conditions) for conflict in diagnosis.conflicts}


def test_july_1999_has_two_conflicts_over_the_link_and_over_the_failsafe(of_good_friday: Diagnosis) -> None:
    assert named(of_good_friday) == {frozenset({"u1", "s1"}), frozenset({"g1", "u2"})}


def test_what_was_softened_in_november_1999_is_the_cheapest_concession(of_good_friday: Diagnosis) -> None:
    first = of_good_friday.concessions[0].payment
    assert (first.give_up, [(one.demand, one.form) for one in first.soften]) == ((), [("u1", 0), ("g1", 0)])
    assert first.by_party == {"uup": 1, "gov": 1, "sf": 0}


def test_the_text_of_minsk_is_in_conflict_with_itself() -> None:
    case, clock = apply(load(path("minsk")), Changes(included=(SETTLEMENT,))), Clock(None)
    found = conflicts(Questions(case, (), Solver(clock), clock), Solver(clock), clock.left)
    among_demands = {frozenset(one) for one in found if not any(" " in name for name in one)}
    assert frozenset({"x1", "x2"}) in among_demands
    seven = ["k1-border r1", "k2 r1", "k1-foreign r2", "k1-border x1", "k2 x1", "x1 x2", "r1 x2"]
    assert among_demands == {frozenset(pair.split()) for pair in seven}


def test_what_no_concession_unlocks_says_so_and_how_near_one_can_come() -> None:
    changes = Changes(included=("ffvd-core and lift-five and humanitarian",))
    clock = Clock(None)
    inquiry = begin(load(path("hanoi")), changes, (), clock, 0, clock)
    assert inquiry.is_stuck
    assert list(concessions(Terms(inquiry.changed, (), inquiry.solver, clock))) == []
    (near,) = nearest_to_goal(inquiry, clock)
    assert (near.reached, near.missing, near.proved) == (("humanitarian",), ("ffvd-core", "lift-five"), True)
    assert near.roadmap is not None
    assert "humanitarian" in near.roadmap.package


@pytest.fixture(scope="module")
def hanoi() -> Case:
    return load(path("hanoi"))


@pytest.fixture(scope="module")
def prices(hanoi: Case) -> tuple[Price, ...]:
    clock = Clock(None)
    listed, complete = priced(begin(hanoi, Changes(), (), clock, 0, clock), lambda _what, _number: None)
    assert complete
    return listed


@pytest.mark.slow
def test_hanoi_has_a_price_list_from_the_small_deal_to_the_interim_deal(prices: tuple[Price, ...]) -> None:
    assert [one.payment.firmness for one in prices] == [0, 3, 4, 5, 7, 11]
    small, interim = prices[0].roadmap, prices[3].roadmap
    new = {"halt-undeclared", "freeze-missile", "ybn-heu-dismantle", "suspend-textile-coal", "snapback"}
    assert not new & set(small.package)
    assert new <= set(interim.package)
    assert [(one.demand, one.form) for one in prices[3].payment.soften] == [("u1", 0), ("u3", 0), ("d2", 0)]


@pytest.mark.slow
def test_every_price_buys_a_larger_share_with_a_roadmap_that_the_checker_confirms(
    hanoi: Case, prices: tuple[Price, ...]
) -> None:
    shares = [one.smallest_share for one in prices]
    assert shares == sorted(set(shares))  # type: ignore[type-var]
    for one in prices:
        report = check(hanoi, one.roadmap.written, ideals=one.roadmap.ideals)
        assert report.holds
        assert min(share for share in report.share.values() if share is not None) == one.smallest_share
