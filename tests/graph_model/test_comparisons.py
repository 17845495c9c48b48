"""Which comparisons settle what a partial order leaves open, against going through all orders that fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import strategies as st

from detente.errors import CaseError
from detente.graph_model import Certainty, analyse, compare, sanctioners
from detente.graph_model import comparisons as comparisons_module
from detente.graph_model.comparisons import Settled
from detente.graph_model.concept import DEFAULT
from detente.states import ConflictModel, Option, PartialOrder, Preference, Ranking, Relation
from tests.brute.graph_model import Brute
from tests.graph_model.conflicts import uncertain_conflicts
from tests.graph_model.test_certainty import EXACT, completions, weak_orders
from tests.laws.effort import efforts, hold


@st.composite
def contested(draw: st.DrawFn) -> ConflictModel:
    """Draw a conflict of two with an option each, in which sanctions matter more."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    feasible = np.ones(4, np.bool_)
    orders: list[Preference] = []
    for _ in range(2):
        scores = rng.integers(0, 5, (2, 4))
        orders.append(PartialOrder.of((scores[:, :, None] <= scores[:, None, :]).all(axis=0)))
    if rng.random() < 0.5:
        orders[0] = Ranking.of(rng.integers(0, 5, 4), feasible)
    return ConflictModel.of(["a", "b"], [Option("x", (0,)), Option("y", (1,))], orders)


few = st.one_of(uncertain_conflicts(), contested())

Verdict = tuple[str, tuple[int, ...] | None, int]
Answer = tuple[int, int, int, Relation]


def ranked_so(model: ConflictModel, dm: int, one: int, other: int, relation: Relation) -> bool:
    """Tell whether a party of a conflict of rankings ranks one state so against another."""
    order = model.preferences[dm]
    assert isinstance(order, Ranking)
    gap = int(order.rank[other]) - int(order.rank[one])
    return {Relation.BETTER: gap > 0, Relation.TIED: gap == 0, Relation.WORSE: gap < 0}[relation]


def by_all_orders(model: ConflictModel) -> tuple[dict[Answer, dict[Verdict, Certainty]], set[Answer]]:
    """Return by answer the verdicts that it settles, and the answers to what is open."""
    fitting = list(completions(model))
    brutes = [Brute.of(each) for each in fitting]
    verdicts: dict[Verdict, list[bool]] = {}
    for concept in DEFAULT:
        for code in brutes[0].states:
            for mover in brutes[0].movers:
                verdicts[concept, mover[0], code] = [each.is_stable(concept, mover, code) for each in brutes]
            verdicts[concept, None, code] = [
                all(all_of)
                for all_of in zip(*(verdicts[concept, mover[0], code] for mover in brutes[0].movers), strict=True)
            ]
    left_open = {key: stable for key, stable in verdicts.items() if len(set(stable)) > 1}
    settles: dict[Answer, dict[Verdict, Certainty]] = {}
    for dm, order in enumerate(model.preferences):
        if not isinstance(order, PartialOrder):
            continue
        for one, other in combinations(model.states().tolist(), 2):
            fits = {
                relation: [place for place, each in enumerate(fitting) if ranked_so(each, dm, one, other, relation)]
                for relation in Relation
            }
            if sum(bool(places) for places in fits.values()) < 2:
                continue
            for relation, places in fits.items():
                if places:
                    settles[dm, one, other, relation] = {
                        key: Certainty.EVERY if stable[places[0]] else Certainty.NONE
                        for key, stable in left_open.items()
                        if len({stable[place] for place in places}) == 1
                    }
    return settles, set(settles)


def key_of(one: Settled) -> Verdict:
    return one.concept, one.mover.members if one.mover else None, one.state


def told_of(model: ConflictModel) -> dict[Answer, dict[Verdict, Certainty]]:
    found = compare(analyse(model))
    assert len({(each.dm, each.states) for each in found.comparisons}) == len(found.comparisons)
    return {
        (each.dm, *each.states, relation): {key_of(one): one.becomes for one in settled}
        for each in found.comparisons
        for relation, settled in each.answers.items()
    }


@efforts
def test_what_a_comparison_is_said_to_settle_it_settles(examples: int) -> None:
    """Under SEQ and SSEQ a verdict may be proved that was merely not proved before, so that it is checked as it is."""

    def law(model: ConflictModel) -> None:
        (truth, possible), told = by_all_orders(model), told_of(model)
        assert set(told) <= possible
        for answer, settled in told.items():
            for verdict, becomes in settled.items():
                if verdict[0] in EXACT:
                    assert truth[answer].get(verdict) == becomes, (answer, verdict)
                else:
                    dm, one, other, relation = answer
                    known = [each for each in completions(model) if ranked_so(each, dm, one, other, relation)]
                    assert holds_for(known, verdict) == {becomes is Certainty.EVERY}, (answer, verdict)

    hold(law, few, examples=examples // 2)


def holds_for(known: list[ConflictModel], verdict: Verdict) -> set[bool]:
    concept, members, code = verdict
    return {
        all(each.is_stable(concept, mover, code) for mover in each.movers if members in (None, mover[0]))
        for each in map(Brute.of, known)
    }


@efforts
def test_no_comparison_that_settles_a_verdict_is_missed(examples: int) -> None:
    """Who compares a state with another, and settles a verdict on it, gives with that an answer that is told."""

    def law(model: ConflictModel) -> None:
        (truth, _), told = by_all_orders(model), told_of(model)
        known = list(completions(model))
        for answer, settled in truth.items():
            agreeing = [each for each in known if ranked_so(each, *answer)]
            for verdict, becomes in settled.items():
                if verdict[0] not in EXACT:
                    continue
                alike = [other for other, each in told.items() if each.get(verdict) == becomes]
                if verdict[2] in answer[1:3]:
                    assert any(all(ranked_so(each, *other) for each in agreeing) for other in alike), (answer, verdict)
                assert alike, (answer, verdict)

    hold(law, few, examples=examples // 2)


@efforts
def test_no_answer_is_told_that_says_more_than_another(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        told, known = told_of(model), list(completions(model))
        for answer, settled in told.items():
            agreeing = [each for each in known if ranked_so(each, *answer)]
            for verdict, becomes in settled.items():
                for other, each in told.items():
                    if (
                        other != answer
                        and each.get(verdict) == becomes
                        and verdict[2] in {*answer[1:3]} & {*other[1:3]}
                    ):
                        assert not all(ranked_so(one, *other) for one in agreeing), (answer, other, verdict)

    hold(law, few, examples=examples // 2)


@efforts
def test_what_no_comparison_settles_is_said(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        stability = analyse(model)
        found = compare(stability)
        settled = {key_of(one) for each in found.comparisons for all_of in each.answers.values() for one in all_of}
        for name, verdicts in stability.equilibria.items():
            is_open = {c for c in model.states().tolist() if verdicts.at(c) not in (Certainty.EVERY, Certainty.NONE)}
            assert set(found.unsettled[name]) == {code for code in is_open if (name, None, code) not in settled}

    hold(law, few, examples=examples)


@efforts
def test_an_answer_leaves_the_orders_that_agree_with_it(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        for order in model.preferences:
            if not isinstance(order, PartialOrder):
                continue
            every = weak_orders(len(order.better))
            for one, other in combinations(range(len(order.better)), 2):
                for relation in Relation:
                    agreeing = [ranks for ranks in every if fits_with(ranks, order, one, other, relation)]
                    assert bool(agreeing) == (relation in order.open_between(one, other))
                    if agreeing:
                        known = order.answered(one, other, relation)
                        PartialOrder.of(known.at_least, known.better)
                        assert np.array_equal(known.at_least, all_say(agreeing, np.less_equal))
                        assert np.array_equal(known.better, all_say(agreeing, np.less))

    hold(law, few, examples=examples)


def fits_with(ranks: np.ndarray, order: PartialOrder, one: int, other: int, relation: Relation) -> bool:
    sign = {Relation.BETTER: -1, Relation.TIED: 0, Relation.WORSE: 1}[relation]
    at_least, better = ranks[:, None] <= ranks[None, :], ranks[:, None] < ranks[None, :]
    fits = bool((at_least | ~order.at_least).all() and (better | ~order.better).all())
    return fits and np.sign(ranks[one] - ranks[other]) == sign


def all_say(rankings: list[np.ndarray], compared: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> np.ndarray:
    return np.logical_and.reduce([compared(ranks[:, None], ranks[None, :]) for ranks in rankings])


def two_states() -> ConflictModel:
    """A conflict of one party that may or may not prefer to take its only option."""
    return ConflictModel.of(["a"], [Option("x", (0,))], [PartialOrder.of(np.eye(2, dtype=np.bool_))])


def test_the_only_comparison_is_found_with_its_answers() -> None:
    found = compare(analyse(two_states(), ["nash"]))
    (one,) = found.comparisons
    assert (one.dm, one.states, found.tried, found.unsettled) == (0, (0, 1), 1, {"nash": ()})
    told = {relation: {(each.state, each.becomes) for each in all_of} for relation, all_of in one.answers.items()}
    stays, leaves = Certainty.EVERY, Certainty.NONE
    assert told == {
        Relation.BETTER: {(0, stays), (1, leaves)},
        Relation.TIED: {(0, stays), (1, stays)},
        Relation.WORSE: {(0, leaves), (1, stays)},
    }


def test_an_answer_that_no_order_gives_is_refused() -> None:
    order = PartialOrder.of(np.triu(np.ones((2, 2), np.bool_)))
    with pytest.raises(ValueError, match="no order that fits"):
        order.answered(1, 0, Relation.TIED)


def test_of_many_states_the_chosen_are_asked_about_and_of_very_many_none(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = analyse(two_states())
    monkeypatch.setattr(comparisons_module, "MOST_STATES", 1)
    found = compare(whole, chosen=[1])
    assert found.asked == (1,)
    assert {one.state for each in found.comparisons for all_of in each.answers.values() for one in all_of} == {1}
    with pytest.raises(CaseError, match="--from"):
        compare(whole)
    monkeypatch.setattr(comparisons_module, "MOST_COMPARED", 1)
    with pytest.raises(CaseError, match="too many comparisons"):
        compare(whole, chosen=[1])


def test_too_many_comparisons_of_those_who_sanction_are_left_out_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first would take x but for the second's answer y, of which it is open whether the second prefers it."""
    feasible = np.ones(4, np.bool_)
    known = np.eye(4, dtype=np.bool_)
    first = Ranking.of(np.array([2, 1, 3, 3]), feasible)
    model = ConflictModel.of(
        ["a", "b"], [Option("x", (0,)), Option("y", (1,))], [first, PartialOrder.of(known)], feasible=feasible
    )
    whole = analyse(model, ["seq"])
    found = compare(whole)
    (hangs,) = [each for each in found.comparisons if each.states == (1, 3)]
    turned = {relation: {key_of(one): one.becomes for one in all_of} for relation, all_of in hangs.answers.items()}
    assert turned[Relation.WORSE]["seq", (0,), 0] == Certainty.EVERY
    assert turned[Relation.TIED]["seq", (0,), 0] == Certainty.NONE
    assert found.sanctioning
    monkeypatch.setattr(sanctioners, "MOST_SANCTIONING", 0)
    cut = compare(whole)
    assert not cut.sanctioning
    assert not any(
        key_of(one)[1] == (0,) for each in cut.comparisons for all_of in each.answers.values() for one in all_of
    )


def test_a_model_of_rankings_leaves_nothing_open() -> None:
    model = two_states()
    ranked = replace(model, preferences=(Ranking.of(np.array([1, 2]), model.feasible),))
    found = compare(analyse(ranked))
    assert (found.comparisons, found.tried) == ((), 0)
