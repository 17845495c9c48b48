"""What can be reached from a state, and how."""

from __future__ import annotations

import numpy as np
import pytest

from detente.graph_model import reach
from detente.states import ConflictModel, Option, PartialOrder, Ranking
from tests.brute.graph_model import Brute
from tests.graph_model.conflicts import conflicts
from tests.laws.effort import efforts, hold


@efforts
@pytest.mark.parametrize("improving", [False, True])
def test_distances_and_ways_are_those_of_a_plain_search(improving: bool, examples: int) -> None:
    def law(model: ConflictModel) -> None:
        brute = Brute.of(model)
        step = brute.improvements if improving else brute.moves
        for start in brute.states:
            found = reach(model, start, improving=improving)
            wanted = brute.distances(start, step)
            assert {code: int(found.steps[code]) for code in np.flatnonzero(found.reached).tolist()} == wanted
            for code, steps in wanted.items():
                way, here, last = found.path(code), start, None
                assert len(way) == steps
                for move in way:
                    assert move.mover != last
                    assert move.to in step((move.mover.members, move.mover.options), here)
                    here, last = move.to, move.mover
                assert here == code

    hold(law, conflicts(), examples=examples)


@efforts
def test_a_ranking_written_as_a_partial_order_leads_to_the_same(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        orders = [
            PartialOrder.of_ranking(order, model.feasible) for order in model.preferences if isinstance(order, Ranking)
        ]
        partial = ConflictModel.of(model.dms, model.options, orders, feasible=model.feasible)
        for start in model.states().tolist():
            one, two = (reach(each, start, improving=True) for each in (model, partial))
            assert one.steps.tolist() == two.steps.tolist()

    hold(law, conflicts(), examples=examples)


def test_what_is_missed_and_what_cannot_be_reached() -> None:
    feasible = np.array([True, True, False, True])
    model = ConflictModel.of(
        ["a", "b"],
        [Option("x", (0,)), Option("y", (1,))],
        [Ranking.of(np.array([1, 2, 0, 3]), feasible)] * 2,
        feasible=feasible,
    )
    found = reach(model, 1, improving=True)
    assert found.missed(feasible).tolist() == [3]
    with pytest.raises(ValueError, match="cannot be reached"):
        found.path(3)
    with pytest.raises(ValueError, match="not feasible"):
        reach(model, 2)
