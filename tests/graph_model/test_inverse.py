"""Which orders would make a wished state an equilibrium, against going through all orders."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import strategies as st

from detente.errors import CaseError
from detente.graph_model import clauses as clauses_module
from detente.graph_model import counting, fewest, invert
from detente.graph_model.concept import DEFAULT
from detente.states import ConflictModel, Option, Ranking
from tests.brute.graph_model import Brute
from tests.graph_model.conflicts import conflicts
from tests.graph_model.reference import conflict, table
from tests.laws.effort import efforts, hold


def strict_orders(model: ConflictModel) -> list[Ranking]:
    """Return all strict orders of the feasible states."""
    states = model.states()
    found = []
    for ranks in permutations(range(len(states))):
        scores = np.zeros(model.size, np.int64)
        scores[states] = ranks
        found.append(Ranking.of(scores, model.feasible))
    return found


def with_order(model: ConflictModel, dm: int, order: Ranking) -> ConflictModel:
    orders = list(model.preferences)
    orders[dm] = order
    return replace(model, preferences=tuple(orders))


def turned(before: Ranking, after: Ranking, model: ConflictModel) -> int:
    """Count the pairs of states whose order is turned round."""
    old, new = before.rank, after.rank
    pairs = combinations(model.states().tolist(), 2)
    return sum(bool((old[a] < old[b] and new[a] > new[b]) or (old[a] > old[b] and new[a] < new[b])) for a, b in pairs)


def sunk(before: Ranking, after: Ranking, state: int) -> set[int]:
    """Return what was preferred to a state, and is no longer."""
    gone = (before.rank > 0) & (before.rank < before.rank[state]) & (after.rank > after.rank[state])
    return set(np.flatnonzero(gone).tolist())


def test_the_published_count_is_met() -> None:
    read, model = table("SyriaIraq"), conflict("SyriaIraq")
    wanted = read["inverse"]["desired_state_2_when_syria_ranking_is_free"]
    state = int(model.states()[1])
    counts = {concept: invert(model, state, concept).counts[0] for concept in DEFAULT}
    assert {concept: each.equilibrium for concept, each in counts.items()} == {name: wanted[name] for name in DEFAULT}
    assert {each.orders for each in counts.values()} == {wanted["of"]}


@st.composite
def few_states(draw: st.DrawFn) -> ConflictModel:
    model = draw(conflicts(most=3, most_options=3))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    feasible = np.zeros(model.size, np.bool_)
    feasible[rng.permutation(model.states())[:4]] = True
    orders = [Ranking.of(rng.integers(0, 5, model.size), feasible) for _ in model.dms]
    return ConflictModel.of(model.dms, model.options, orders, feasible=feasible)


@efforts
def test_counts_are_those_of_going_through_all_orders(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        state = int(model.states()[0])
        for dm in range(len(model.dms)):
            brutes = [Brute.of(with_order(model, dm, order)) for order in strict_orders(model)]
            for concept in DEFAULT:
                own = [mover for mover in brutes[0].movers if dm in mover[0]]
                stable = [all(brute.is_stable(concept, mover, state) for mover in own) for brute in brutes]
                found = invert(model, state, concept).counts[dm]
                equilibria = sum(state in brute.equilibria(concept) for brute in brutes)
                assert (found.orders, found.stable, found.equilibrium) == (len(brutes), sum(stable), equilibria)

    hold(law, few_states(), examples=examples // 2)


@efforts
def test_changes_are_the_fewest_that_make_it_stable(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        state = int(model.states()[0])
        for concept in DEFAULT:
            found = invert(model, state, concept, counting=False)
            for dm, change in enumerate(found.changes):
                own = [mover for mover in Brute.of(model).movers if dm in mover[0]]

                def is_stable(order: Ranking, dm: int = dm, concept: str = concept, own: list = own) -> bool:
                    brute = Brute.of(with_order(model, dm, order))
                    return all(brute.is_stable(concept, mover, state) for mover in own)

                today = model.preferences[dm]
                assert isinstance(today, Ranking)
                stable = [order for order in strict_orders(model) if is_stable(order)]
                assert change.proved
                assert change.pairs == min(turned(today, order, model) for order in stable)
                assert change.pairs == turned(today, change.ranking, model)
                assert is_stable(change.ranking)
                assert len(change.below) == min(len(sunk(today, order, state)) for order in stable)
                assert any(sunk(today, order, state) == set(change.below) for order in stable)
            changed = replace(model, preferences=tuple(change.ranking for change in found.changes))
            assert found.enough == (state in Brute.of(changed).equilibria(concept))
            assert found.enough or concept in ("seq", "sseq")

    hold(law, few_states(), examples=examples // 2)


@efforts
def test_counting_by_clusters_is_counting_by_subsets(examples: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def law(model: ConflictModel) -> None:
        for state in model.states()[:3].tolist():
            for concept in ("nash", "gmr", "seq"):
                found = []
                for most in (20, 0):
                    monkeypatch.setattr(clauses_module, "MOST_SINGLE", most)
                    found.append([count.stable for count in invert(model, state, concept).counts])
                assert found[0] == found[1]

    monkeypatch.setattr(counting, "MOST_LISTED", 0)
    hold(law, conflicts(most=3, most_options=4), examples=examples // 2)


def test_a_search_cut_short_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fewest, "MOST_TRIED", 3)
    wide = [clauses_module.Clause(k, tuple(1 << e for e in range(8, 16))) for k in range(8)]
    found = fewest.fewest_states(wide, 0xFFFF)
    assert not found.proved
    assert all(clause.holds(0xFFFF & ~clauses_module.set_of(found.states)) for clause in wide)


def test_the_orders_of_very_many_states_are_not_counted() -> None:
    feasible = np.ones(1024, np.bool_)
    orders = [Ranking.of(np.arange(1024), feasible)] * 2
    model = ConflictModel.of(["a", "b"], [Option(f"{k}", (k % 2,)) for k in range(10)], orders)
    found = invert(model, 1, "nash")
    assert {(count.orders, count.stable, count.equilibrium) for count in found.counts} == {(None, None, None)}
    assert found.changes[0].below == (0,)
    assert found.changes[1].below == ()


@pytest.mark.parametrize(("concept", "code"), [("sim", "unknown-concept"), ("limited-move", "unknown-concept")])
def test_a_concept_without_sanctions_is_refused(concept: str, code: str) -> None:
    feasible = np.ones(2, np.bool_)
    model = ConflictModel.of(["a", "b"], [Option("x", (0,))], [Ranking.of(np.array([1, 2]), feasible)] * 2)
    with pytest.raises(CaseError) as caught:
        invert(model, 0, concept)
    assert [finding.code for finding in caught.value.findings] == [code]
