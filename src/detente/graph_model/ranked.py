"""A conflict in which every party ranks all states, with what the concepts of stability ask of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from detente.graph_model.improvements import (
    Sweeping,
    joint_moves,
    worst_by_improvements,
)
from detente.graph_model.subcubes import sorted_moves
from detente.states.model import ConflictModel, Mover
from detente.states.moves import from_reachable, from_sequences
from detente.states.orders import Flags, Ranking

Values = npt.NDArray[Any]


class RankedConflict:
    """A model whose preferences are all rankings, and what is worked out of it once (sorted moves).

    Ranks in here are in the smallest integers that hold them, and infeasible states have a rank worse than all others.
    """

    def __init__(self, model: ConflictModel) -> None:
        self.model = model
        rankings = [order for order in model.preferences if isinstance(order, Ranking)]
        if len(rankings) < len(model.dms):
            raise ValueError("a party's order is partial: see detente.graph_model.certainty")
        self.worst = max(ranking.ranks for ranking in rankings) + 1
        kind = np.uint16 if self.worst < 1 << 16 else np.int32
        self._ranks = [np.where(model.feasible, ranking.rank, self.worst).astype(kind) for ranking in rankings]
        self.movers: tuple[Mover, ...] = model.movers

    def rank(self, dm: int) -> Values:
        """Return a party's ranks by state code, 1 best; not to be changed."""
        return self._ranks[dm]

    def opponents(self, dm: int) -> list[Mover]:
        """Return the movers without a party that have something to move."""
        return [mover for mover in self.movers if dm not in mover.members and mover.options]

    def reply(self, dm: int) -> Values:
        """Return the best rank a party can be in after one move of its own, or none, from each state."""
        values = self.rank(dm).copy()
        from_reachable(values, self.model, self.movers[dm], np.minimum, self.worst)
        return values

    def worst_by_moves(self, dm: int, values: Values) -> Values:
        """Return the largest of a party's values that sequences of moves of its opponents lead to."""
        found = self._without_infeasible(values)
        from_sequences(found, self.model, self.opponents(dm), np.maximum, 0)
        return found

    def worst_by_improvements(self, dm: int, values: Values) -> Values:
        """Return the largest of a party's values that sequences of improvements of its opponents lead to."""
        found = self._without_infeasible(values)
        movers = {mover: self.sorted_moves[mover] for mover in self.opponents(dm)}
        worst_by_improvements(self.model, movers, found)
        return found

    def is_held(self, dm: int, sanction: Values) -> Flags:
        """Tell of every state whether each improvement of a party from it has a sanction.

        Parameters
        ----------
        sanction
            For each state that the party could move to: the largest rank in which a sanction can leave it.
            A sanction holds if that is no better than where the party started.
        """
        rank = self.rank(dm)
        held = np.maximum(sanction, rank)  # a move that is no improvement needs no sanction
        if not self.model.is_full:
            held[~self.model.feasible] = self.worst
        from_reachable(held, self.model, self.movers[dm], np.minimum, self.worst)
        return (held >= rank) & self.model.feasible

    @cached_property
    def sorted_moves(self) -> Mapping[Mover, Sweeping]:
        """Every mover's moves, sorted."""
        return {mover: self._sorted(mover) for mover in self.movers if mover.options}

    def _sorted(self, mover: Mover) -> Sweeping:
        if len(mover.members) == 1:
            return sorted_moves(self.model, mover, self.rank(mover.members[0]))
        return joint_moves(self.model, mover, [self.rank(member) for member in mover.members])

    def _without_infeasible(self, values: Values) -> Values:
        found = values.copy()
        if not self.model.is_full:
            found[~self.model.feasible] = 0
        return found
