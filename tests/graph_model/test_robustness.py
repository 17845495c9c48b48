"""Which verdicts hang on a swap or on a tie, against trying all of them."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from detente.errors import CaseError
from detente.graph_model import perturb
from detente.graph_model.concept import DEFAULT
from detente.graph_model.robustness import Kind
from detente.states import ConflictModel, Option, Ranking
from tests.brute.graph_model import Brute
from tests.graph_model.test_inverse import few_states, with_order
from tests.laws.effort import efforts, hold

Verdict = tuple[str, tuple[int, ...] | None, int]


def verdicts(model: ConflictModel) -> dict[Verdict, bool]:
    """Return every verdict on every state, those of all together under `None`."""
    brute = Brute.of(model)
    found: dict[Verdict, bool] = {}
    for concept, code in product(DEFAULT, brute.states):
        for mover in brute.movers:
            found[concept, mover[0], code] = brute.is_stable(concept, mover, code)
        found[concept, None, code] = code in brute.equilibria(concept)
    return found


@efforts
def test_swaps_turn_what_is_said_to_hang_on_them(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        today, found, wanted = verdicts(model), perturb(model), {}
        for dm, order in enumerate(model.preferences):
            assert isinstance(order, Ranking)
            for better, worse in product(model.states().tolist(), repeat=2):
                if order.rank[better] + 1 == order.rank[worse]:
                    rank = order.rank.copy()
                    rank[better], rank[worse] = rank[worse], rank[better]
                    then = verdicts(with_order(model, dm, Ranking(rank)))
                    wanted[dm, better, worse] = {key for key in today if today[key] != then[key]}
        told = {
            (hinge.dm, *hinge.states): {
                (turn.concept, turn.mover.members if turn.mover else None, turn.state) for turn in hinge.turns
            }
            for hinge in found.hinges
            if hinge.kind is Kind.SWAP
        }
        assert told == {key: turned for key, turned in wanted.items() if turned}
        assert found.swaps_tried == len(wanted)
        assert all(turn.proved for hinge in found.hinges if hinge.kind is Kind.SWAP for turn in hinge.turns)

    hold(law, few_states(), examples=examples // 2)


@efforts
def test_ties_turn_what_is_said_to_hang_on_them(examples: int) -> None:
    """What is proved to turn does so in some order of the class; what is not named does in none."""

    def law(model: ConflictModel) -> None:
        today, found = verdicts(model), perturb(model)
        for dm, order in enumerate(model.preferences):
            assert isinstance(order, Ranking)
            for rank in range(1, order.ranks + 1):
                level = tuple(np.flatnonzero(order.rank == rank).tolist())
                if len(level) < 2:
                    continue
                turned: set[Verdict] = set()
                for inside in product(range(len(level)), repeat=len(level)):
                    scores = order.rank.astype(np.int64) * 10
                    scores[list(level)] += inside
                    then = verdicts(with_order(model, dm, Ranking.of(scores, model.feasible)))
                    turned |= {key for key in today if today[key] != then[key]}
                hinges = [
                    hinge for hinge in found.hinges if (hinge.dm, hinge.states, hinge.kind) == (dm, level, Kind.TIE)
                ]
                told = {
                    (turn.concept, turn.mover.members if turn.mover else None, turn.state): turn.proved
                    for hinge in hinges
                    for turn in hinge.turns
                }
                assert turned <= set(told)
                assert {key for key, proved in told.items() if proved} <= turned
                assert all(told[key] for key in told if key[0] in ("nash", "gmr", "smr"))

    hold(law, few_states(), examples=examples // 2)


def test_an_equilibrium_that_hangs_on_a_swap_is_found() -> None:
    feasible = np.ones(2, np.bool_)
    model = ConflictModel.of(["a"], [Option("x", (0,))], [Ranking.of(np.array([1, 2]), feasible)])
    found = perturb(model, ["nash"])
    (hinge,) = found.on("nash", 0)
    assert (hinge.dm, hinge.kind, hinge.states) == (0, Kind.SWAP, (0, 1))
    assert found.on("nash", 0, model.movers[0]) == found.hinges


def test_too_many_states_are_refused() -> None:
    size = 512
    feasible = np.ones(size, np.bool_)
    model = ConflictModel.of(["a"], [Option(f"{k}", (0,)) for k in range(9)], [Ranking.of(np.arange(size), feasible)])
    with pytest.raises(CaseError) as caught:
        perturb(model)
    assert [finding.code for finding in caught.value.findings] == ["too-many-to-compare"]
