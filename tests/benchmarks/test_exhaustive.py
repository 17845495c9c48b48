"""The exhaustive search, held to tiny cases worked out by hand and to the checker."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from benchmarks.exchanges import exchange
from benchmarks.exhaustive import search
from benchmarks.generator import generate
from detente.case.model import Case, Fairness, Objective
from detente.case.rules import ActsOnlyWith, After, ByPhase, Rule, StepDone, With, Within, WithOrAfter
from detente.case.written import WrittenRoadmap
from detente.checker import check
from tests.checker.small import Level, bonus, case, done, helper, levels, numbers, ranges, step

SEEDS = (3, 4, 5, 6)
"""Random cases of 10 steps that have a roadmap."""

WHOLE = (Fraction(1), Fraction(2))
"""Both sides get all they could: smallest share 1, sum of shares 2."""


def swap(back: float = 1, *rest: object, left: object = None, right: object = None) -> Case:
    """Two steps, ``a`` of left and ``b`` of right, that cost 1 and are worth 2 to the other."""
    parties = (left or numbers("left"), right or numbers("right"))
    return case(*parties, step("a", "left", back, left=-1, right=2), step("b", "right", back, left=2, right=-1), *rest)


def ruled(form: object, *rest: object) -> Case:
    """Build the swap that can be taken back, under one rule."""
    return swap(1, Rule(form, ""), *rest)


HELD = [
    (swap(1), (("a", "b"),), "each can take its step back when the other does"),
    (swap(0), None, "nothing holds an exchange of irreversible steps"),
    (swap(0, left=numbers("left", breach_cost=1), right=numbers("right", breach_cost=1)), (("a", "b"),), "their word"),
    (
        swap(0, left=numbers("left", breach_cost=0.99), right=numbers("right", breach_cost=1)),
        (("a",), ("b",)),
        "one word",
    ),
    (
        swap(0, left=numbers("left", breach_cost=0.99), right=numbers("right", breach_cost=0.99)),
        None,
        "no word is enough",
    ),
    (
        replace(swap(0, right=numbers("right", breach_cost=1)), max_phases=1),
        None,
        "who moves last has a price, no time",
    ),
    (ruled(After("a", StepDone("b"))), (("b",), ("a",)), "an order asked for"),
    (replace(ruled(After("a", StepDone("b"))), max_phases=1), None, "an order and no time for it"),
    (ruled(WithOrAfter("a", StepDone("b"))), (("a", "b"),), "together will do"),
    (ruled(With("a", "b")), (("a", "b"),), "together"),
    (ruled(ActsOnlyWith("left", ("right",))), (("a", "b"),), "action for action"),
    (replace(swap(1, Rule(After("a", StepDone("b")), ""), Rule(ByPhase("a", 1), ""))), None, "late and early at once"),
]


@pytest.mark.parametrize(("given", "phases", "why"), HELD, ids=[why for _, _, why in HELD])
def test_a_swap_of_two_steps(given: Case, phases: tuple[tuple[str, ...], ...] | None, why: str) -> None:
    answer = search(given)
    assert answer.score == (None if phases is None else WHOLE)
    assert answer.phases == (phases or ())


@pytest.mark.parametrize(("trust", "score"), [(1, WHOLE), (0.99, None)])
def test_trust_bounds_what_a_party_risks(trust: float, score: object) -> None:
    given = case(
        numbers("left", trust=trust),
        numbers("right", breach_cost=1),
        step("a", "left", 0, left=-1, right=2),
        step("b", "right", 1, left=2, right=-1),
    )
    assert search(given).score == score


@pytest.mark.parametrize(("detection", "score"), [(0.5, WHOLE), (0.49, None)])
def test_a_pretence_must_be_found_out_often_enough(detection: float, score: object) -> None:
    given = case(
        numbers("left"),
        numbers("right"),
        step("a", "left", 1, left=-1, right=2, detection=detection),
        step("b", "right", 1, left=2, right=-1),
    )
    assert search(given).score == score


@pytest.mark.parametrize(("low", "score"), [(1, WHOLE), (0.9, None)])
def test_an_interval_counts_with_its_worst_value(low: float, score: object) -> None:
    given = case(
        ranges("left"),
        numbers("right"),
        step("a", "left", 1, left=(-1, -1), right=2),
        step("b", "right", 1, left=(low, 3), right=-1),
    )
    assert search(given).score == score


@pytest.mark.parametrize(("gain", "score"), [(3, WHOLE), (2, WHOLE), (1, None)])
def test_levels_are_counted_from_the_top(gain: int, score: object) -> None:
    given = case(
        levels("left"),
        numbers("right"),
        step("a", "left", 1, left=Level(-2), right=2),
        step("b", "right", 1, left=Level(gain), right=-1),
    )
    found = search(given).score
    assert (found is None) == (score is None)


@pytest.mark.parametrize(
    ("fairness", "score"),
    [
        (Fairness.EGALITARIAN, (Fraction(1, 2), Fraction(3, 2))),
        (Fairness.UTILITARIAN, (Fraction(3, 2),)),
        (Fairness.NASH, (Fraction(1, 2),)),
        (Fairness.EVERYTHING, (Fraction(3),)),
    ],
)
def test_the_first_objective_follows_the_fairness_of_the_case(fairness: Fairness, score: object) -> None:
    """Left could have 2 (a, b, c) and right 1 (a, b): shares ½ and 1 without c, 1 and 0 with it."""
    given = replace(swap(1, step("c", "right", 1, left=1, right=-1)), fairness=fairness)
    assert search(given).score == score


def test_what_is_not_covered_is_refused() -> None:
    for given in (
        swap(1, bonus(done("a"), left=1)),
        swap(1, step("c", "left", 1, if_=done("a"), left=-1)),
        ruled(Within("a", 30)),
        exchange(11, bonus=Fraction(0)),
    ):
        with pytest.raises(ValueError, match=r"cover|at most"):
            search(given)


def test_a_step_of_a_party_without_preferences_is_only_a_step() -> None:
    given = swap(1, helper("guard"), step("watch", "guard", left=1, right=1))
    assert search(given).phases == (("a", "b", "watch"),)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_checker_accepts_what_the_search_finds_and_agrees_on_its_worth(seed: int) -> None:
    given = generate(10, 3, 6, seed=seed)
    answer = search(given)
    report = check(given, WrittenRoadmap(answer.phases))
    assert report.holds
    worth = {o.part: o.value for o in report.objectives if o.name is Objective.PACKAGE}
    assert (worth["smallest share"], worth["sum of shares"]) == answer.score
