"""What one comparison by those who could sanction would settle about the verdicts of others, under SEQ and SSEQ.

A sanction there is made of improvements, and which moves improve is what a partial order leaves open. Asked about are
pairs of states between which the party, or a group of its, can move. The verdicts that follow are decided as in
`detente.graph_model.certainty`: what is settled is proved, and what is not may be settled all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from detente.graph_model.certainty import Certainty
from detente.graph_model.concept import Sanction, Sanctioning
from detente.graph_model.relations import Reading, is_stable
from detente.states.model import ConflictModel, Mover
from detente.states.moves import targets
from detente.states.orders import PartialOrder, Relation

MOST_SANCTIONING = 2_000
"""So many comparisons at most are asked about."""

Pair = tuple[int, int, int]
"""A comparison: the party, and the codes of the two states, the lower first."""


def by_others(
    model: ConflictModel, mover: Mover, how: Sanctioning, states: Sequence[int], asked: Mapping[int, Sequence[Pair]]
) -> Iterator[tuple[Pair, Relation, int, Certainty]]:
    """Yield what the answers of those who could sanction a mover settle about its verdicts."""
    if not states or how.by is not Sanction.IMPROVEMENTS:
        return
    codes, every = np.array(states, np.int64), model.states()
    for pair in (pair for dm, pairs in asked.items() if dm not in mover.members for pair in pairs):
        dm, one, other = pair
        order = model.preferences[dm]
        assert isinstance(order, PartialOrder)
        rows = [int(np.searchsorted(every, code)) for code in (one, other)]
        for relation in order.open_between(rows[0], rows[1]):
            orders = list(model.preferences)
            orders[dm] = order.answered(rows[0], rows[1], relation)
            known = replace(model, preferences=tuple(orders))
            proved = is_stable(known, mover, how, codes, own=Reading.POSSIBLE, others=Reading.CERTAIN)
            possible = is_stable(known, mover, how, codes, own=Reading.CERTAIN, others=Reading.POSSIBLE)
            yield from ((pair, relation, code, Certainty.EVERY) for code in codes[proved].tolist())
            yield from ((pair, relation, code, Certainty.NONE) for code in codes[~possible].tolist())


def sanctioning(model: ConflictModel, partial: Sequence[int]) -> dict[int, list[Pair]] | None:
    """Return by party whose order is partial the comparisons that decide on sanctions; `None` if there are too many."""
    if len(model.dms) < 2:
        return {}
    pairs = {dm: _between_moves(model, dm) for dm in partial}
    return pairs if sum(map(len, pairs.values())) <= MOST_SANCTIONING else None


def _between_moves(model: ConflictModel, dm: int) -> list[Pair]:
    """Return the pairs of states left open by a party's order between which it, or a group of its, can move."""
    order, every = model.preferences[dm], model.states()
    assert isinstance(order, PartialOrder)
    found: set[Pair] = set()
    for mover in model.movers:
        if dm in mover.members:
            for row, here in enumerate(every.tolist()):
                for there in targets(model, mover, here).tolist():
                    if len(order.open_between(row, int(np.searchsorted(every, there)))) > 1:
                        found.add((dm, min(here, there), max(here, there)))
    return sorted(found)
