"""The passes over subcubes, and the relations, say what a list of all states and sequences says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import strategies as st

from detente.graph_model import analyse, improvements, subcubes
from detente.graph_model.concept import DEFAULT, concepts
from detente.graph_model.concepts import limited_move
from detente.graph_model.ranked import RankedConflict
from detente.graph_model.relations import is_stable
from detente.states import ConflictModel, Ranking
from tests.brute.graph_model import Brute
from tests.graph_model.conflicts import conflicts
from tests.laws.effort import efforts, hold


@efforts
def test_every_verdict_is_that_of_the_definitions(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        brute, stability = Brute.of(model), analyse(model)
        for concept in DEFAULT:
            for mover, verdicts in zip(brute.movers, stability.stable[concept], strict=True):
                wanted = [code for code in brute.states if brute.is_stable(concept, mover, code)]
                assert np.flatnonzero(verdicts.every).tolist() == wanted, (concept, mover)
            assert np.flatnonzero(stability.equilibria[concept].every).tolist() == brute.equilibria(concept)

    hold(law, conflicts(), examples=3 * examples)


@efforts
def test_relations_say_the_same(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        stability = analyse(model)
        for name in DEFAULT:
            how = concepts()[name].sanctioning
            assert how is not None
            for mover, verdicts in zip(model.movers, stability.stable[name], strict=True):
                found = is_stable(model, mover, how, model.states())
                assert found.tolist() == verdicts.every[model.states()].tolist(), (name, mover)

    hold(law, conflicts(), examples=3 * examples)


@efforts
def test_relations_say_the_same_of_larger_conflicts(examples: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Larger subcubes, with many one-way options and ties, worked on in small pieces."""
    monkeypatch.setattr(subcubes, "AT_ONCE", 64)
    monkeypatch.setattr(subcubes, "WIDE", 2)
    monkeypatch.setattr(improvements, "SMALL", 0)
    monkeypatch.setattr(subcubes, "SMALL", 0)

    def law(model: ConflictModel) -> None:
        stability = analyse(model)
        for name in ("gmr", "seq", "sseq"):
            how = concepts()[name].sanctioning
            assert how is not None
            for dm in range(len(model.dms)):
                found = is_stable(model, model.movers[dm], how, model.states())
                assert found.tolist() == stability.stable[name][dm].every[model.states()].tolist(), (name, dm)

    hold(law, conflicts(fewest=2, most=3, joint=False, most_options=9), examples=2 * examples)


@efforts
def test_simultaneous_stability_is_that_of_its_definition(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        brute, stability = Brute.of(model), analyse(model, ["sim"])
        for mover, verdicts in zip(brute.movers, stability.stable["sim"], strict=False):
            wanted = [code for code in brute.states if brute.is_stable("sim", mover, code)]
            assert np.flatnonzero(verdicts.every).tolist() == wanted, mover

    hold(law, conflicts(most=4), examples=2 * examples)


@efforts
def test_looking_ahead_is_backward_induction(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        brute = Brute.of(model)
        for moves in (1, 2, 3, 4):
            name = f"limited-move:{moves}"
            for dm, verdicts in enumerate(analyse(model, [name]).stable[name][:2]):
                wanted = [code for code in brute.states if brute.anticipated(dm, code, moves) == code]
                assert np.flatnonzero(verdicts.every).tolist() == wanted, (moves, dm)

    hold(law, conflicts(fewest=2, most=2, most_options=4), examples=examples)


@efforts
def test_what_is_non_myopically_stable_is_so_however_far_one_looks(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        ever, conflict = analyse(model, ["non-myopic"]).stable["non-myopic"], RankedConflict(model)
        ends, would_stay = limited_move.here(conflict), []
        for _ in range(100):
            ends = limited_move.one_more(conflict, ends)
            would_stay.append([limited_move.stays(conflict, ends, dm) for dm in (0, 1)])
        for dm in (0, 1):
            wanted = np.logical_and.reduce([stays[dm] for stays in would_stay[-24:]])
            assert np.array_equal(ever[dm].every, wanted)

    hold(law, conflicts(fewest=2, most=2, most_options=4), examples=examples)


@efforts
def test_asking_for_equilibria_only_changes_none(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        whole, only = analyse(model), analyse(model, equilibria_only=True)
        for name in DEFAULT:
            assert whole.equilibria[name].every.tolist() == only.equilibria[name].every.tolist()

    hold(law, conflicts(), examples=examples)


@efforts
def test_narrower_concepts_lie_in_wider_ones(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        stable = analyse(model).stable
        for inner, outer in (
            ("nash", "smr"),
            ("smr", "gmr"),
            ("nash", "seq"),
            ("seq", "gmr"),
            ("sseq", "seq"),
            ("sseq", "smr"),
        ):
            for narrow, wide in zip(stable[inner], stable[outer], strict=True):
                assert not (narrow.every & ~wide.every).any(), (inner, outer)

    hold(law, conflicts(most_options=7), examples=examples)


@efforts
def test_renaming_changes_nothing(examples: int) -> None:
    """Parties and options in another order have the same verdicts on the same states."""

    def law(model: ConflictModel, seed: int) -> None:
        rng = np.random.default_rng(seed)
        dms, bits = rng.permutation(len(model.dms)).tolist(), rng.permutation(len(model.options)).tolist()
        codes = np.arange(model.size)
        moved = sum((codes >> old & 1) << new for new, old in enumerate(bits))
        other = renamed(model, dms, bits, moved)
        one, two = analyse(model), analyse(other)
        for name in DEFAULT:
            for new, old in enumerate(dms):
                assert np.array_equal(two.stable[name][new].every[moved], one.stable[name][old].every), name
            assert np.array_equal(two.equilibria[name].every[moved], one.equilibria[name].every)

    hold(law, conflicts(), st.integers(0, 2**32 - 1), examples=examples)


def renamed(model: ConflictModel, dms: list[int], bits: list[int], moved: np.ndarray) -> ConflictModel:
    """Return the model with party ``dms[new]`` in place ``new``, and option ``bits[new]`` likewise."""

    def rearranged(flags: np.ndarray) -> np.ndarray:
        found = np.empty_like(flags)
        found[moved] = flags
        return found

    options = [
        replace(model.options[old], owners=tuple(dms.index(owner) for owner in model.options[old].owners))
        for old in bits
    ]
    orders = [Ranking(rearranged(model.preferences[old].rank)) for old in dms]
    return ConflictModel.of([model.dms[old] for old in dms], options, orders, feasible=rearranged(model.feasible))
