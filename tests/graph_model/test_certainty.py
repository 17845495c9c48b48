"""Verdicts for every, some or none of the orders that fit, against going through all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations, product

import numpy as np
import pytest

from detente.errors import CaseError
from detente.graph_model import Certainty, analyse, invert
from detente.graph_model.certainty import Verdicts, fitting
from detente.graph_model.clauses import prefers_to
from detente.graph_model.concept import DEFAULT
from detente.states import ConflictModel, Option, PartialOrder, Preference, Ranking
from tests.brute.graph_model import Brute
from tests.graph_model.conflicts import conflicts, uncertain_conflicts
from tests.laws.effort import efforts, hold

EXACT = ("nash", "gmr", "smr")


@cache
def weak_orders(states: int) -> list[np.ndarray]:
    """Return all rankings of so many states, ties allowed, as ranks without gaps."""
    every = product(range(1, states + 1), repeat=states)
    return [np.array(ranks) for ranks in every if set(ranks) == set(range(1, max(ranks) + 1))]


def fits(ranks: np.ndarray, order: PartialOrder) -> bool:
    agrees = (ranks[:, None] <= ranks[None, :]) | ~order.at_least
    return bool(agrees.all() and ((ranks[:, None] < ranks[None, :]) | ~order.better).all())


def completions(model: ConflictModel) -> Iterator[ConflictModel]:
    """Yield the conflict with each choice of rankings that fit."""
    choices: list[list[Preference]] = []
    for order in model.preferences:
        if isinstance(order, Ranking):
            choices.append([order])
            continue
        found = [ranks for ranks in weak_orders(int(model.feasible.sum())) if fits(ranks, order)]
        choices.append([ranked(ranks, model) for ranks in found])
    for orders in product(*choices):
        yield replace(model, preferences=orders)


def ranked(ranks: np.ndarray, model: ConflictModel) -> Ranking:
    spread = np.zeros(model.size, np.int64)
    spread[model.feasible] = ranks
    return Ranking.of(spread, model.feasible)


def check(found: Verdicts, everywhere: set[int], somewhere: set[int], model: ConflictModel, *, exact: bool) -> None:
    for code in model.states().tolist():
        verdict = found.at(code)
        if code in everywhere:
            true, possible = Certainty.EVERY, {Certainty.SOME_OR_EVERY, Certainty.OPEN}
        elif code in somewhere:
            true, possible = Certainty.SOME, {Certainty.SOME_OR_EVERY, Certainty.NONE_OR_SOME, Certainty.OPEN}
        else:
            true, possible = Certainty.NONE, {Certainty.NONE_OR_SOME, Certainty.OPEN}
        assert verdict == true if exact else verdict in {true, *possible}, (code, verdict, true)


@efforts
def test_verdicts_hold_for_all_orders_that_fit(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        stability, brutes = analyse(model), [Brute.of(each) for each in completions(model)]
        for concept in DEFAULT:
            stable_in_all = []
            for mover, verdicts in zip(model.movers, stability.stable[concept], strict=True):
                pair = mover.members, mover.options
                stable = [{code for code in each.states if each.is_stable(concept, pair, code)} for each in brutes]
                check(verdicts, set.intersection(*stable), set.union(*stable), model, exact=concept in EXACT)
                stable_in_all.append(stable)
            rest = [set.intersection(*each) for each in zip(*stable_in_all, strict=True)]
            exact = concept in EXACT
            check(stability.equilibria[concept], set.intersection(*rest), set.union(*rest), model, exact=exact)

    hold(law, uncertain_conflicts(), examples=examples // 2)


@efforts
def test_a_ranking_written_as_a_partial_order_has_the_same_verdicts(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        rankings = [order for order in model.preferences if isinstance(order, Ranking)]
        orders = [PartialOrder.of_ranking(ranking, model.feasible) for ranking in rankings]
        whole, partial = analyse(model), analyse(replace(model, preferences=tuple(orders)))
        for concept in DEFAULT:
            for one, two in zip(whole.stable[concept], partial.stable[concept], strict=True):
                for flags in ("every", "not_every", "some", "not_some"):
                    assert np.array_equal(getattr(one, flags), getattr(two, flags)), (concept, flags)

    hold(law, conflicts(), examples=examples)


@efforts
def test_a_drawn_ranking_fits(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        for order in model.preferences:
            if isinstance(order, PartialOrder):
                for seed in range(5):
                    drawn = fitting(order, np.random.default_rng(seed), model.feasible)
                    assert fits(drawn.rank[model.feasible], order)

    hold(law, uncertain_conflicts(), examples=examples)


def test_looking_ahead_needs_complete_orders() -> None:
    order, ranking = PartialOrder.of(np.eye(2, dtype=np.bool_)), Ranking.of(np.array([1, 2]), np.ones(2, np.bool_))
    model = ConflictModel.of(["a", "b"], [Option("x", (0,))], [order, ranking])
    with pytest.raises(CaseError) as caught:
        analyse(model, ["sim"])
    assert [finding.code for finding in caught.value.findings] == ["partial-order"]


@pytest.mark.parametrize(
    ("at_least", "better", "what"),
    [
        ([[0, 0], [0, 1]], None, "as good as itself"),
        ([[1, 1], [1, 1]], [[0, 1], [0, 0]], "better than one that is at least as good"),
        ([[1, 1, 0], [0, 1, 1], [0, 0, 1]], None, "not transitive"),
        ([[1, 1, 1], [0, 1, 1], [0, 0, 1]], [[0, 1, 0], [0, 0, 0], [0, 0, 0]], "does not follow"),
    ],
)
def test_what_is_no_order_is_refused(at_least: list[list[int]], better: list[list[int]] | None, what: str) -> None:
    strict = None if better is None else np.array(better, np.bool_)
    with pytest.raises(ValueError, match=what):
        PartialOrder.of(np.array(at_least, np.bool_), strict)


def preferring(model: ConflictModel, dm: int, state: int, liked: set[int]) -> Ranking:
    """Return an order in which exactly these states are better for a party than one."""
    scores = np.zeros(model.size, np.int64)
    scores[[code for code in model.states().tolist() if code not in liked and code != state]] = 2
    scores[state] = 1
    return Ranking.of(scores, model.feasible)


def with_order(model: ConflictModel, dm: int, order: Preference) -> ConflictModel:
    orders = list(model.preferences)
    orders[dm] = order
    return replace(model, preferences=tuple(orders))


def is_stable_for(model: ConflictModel, dm: int, concept: str, state: int) -> bool:
    brute = Brute.of(model)
    pairs = [(mover.members, mover.options) for mover in model.movers if dm in mover.members]
    return all(brute.is_stable(concept, pair, state) for pair in pairs)


@efforts
def test_the_fewest_changes_of_a_partial_order_make_a_state_stable_and_no_fewer_do(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        every = model.states()
        state = int(every[-1])
        for concept in DEFAULT:
            for change in invert(model, state, concept).changes:
                dm = change.dm
                if change.ranking is not None:
                    continue
                could = set(every[prefers_to(model, dm, every, state)].tolist())
                left = could - set(change.below)
                known = list(completions(with_order(model, dm, preferring(model, dm, state, left))))
                assert all(is_stable_for(each, dm, concept, state) for each in known)
                fewer = [set(some) for size in range(len(change.below)) for some in combinations(could, size)]
                for some in fewer if concept in EXACT else ():
                    fresh = completions(with_order(model, dm, preferring(model, dm, state, could - some)))
                    assert not all(is_stable_for(each, dm, concept, state) for each in fresh)

    hold(law, uncertain_conflicts(), examples=examples // 2)
