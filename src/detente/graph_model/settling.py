"""What one comparison by a party would settle about its own verdicts, where its order is partial.

Whether a state ``s`` is stable for a mover hangs, the others' orders given, on the set ``A`` of states preferred to
it, and the less the smaller ``A`` is. So the verdict is "for every order" if the state is stable with the largest
``A`` that fits, and "for none" if it is not with the smallest. What a member says of one state ``t`` against ``s``
changes these two sets, and nothing else:

- ``t`` is better: all that is at least as good as ``t`` joins the smallest ``A``;
- ``t`` is as good: all that is better than ``t`` joins the smallest ``A``, and all that ``t`` is at least as good as
  leaves the largest;
- ``t`` is worse: all that ``t`` is at least as good as leaves the largest.

A comparison of two *other* states tells nothing about ``A`` that one of these answers would not tell, so that none is
missed. Where sanctions lead from each state does not change with the answers, and is worked out once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from detente.graph_model.certainty import Certainty
from detente.graph_model.concept import Sanction, Sanctioning
from detente.graph_model.relations import (
    Codes,
    Reading,
    improvements,
    parts,
    prefers,
    sanctions,
    spread_improvements,
)
from detente.states.model import ConflictModel, Mover
from detente.states.moves import from_sequences, targets
from detente.states.orders import Flags, PartialOrder, Relation


@dataclass(frozen=True, slots=True)
class Told:
    """What is settled about a state ``about`` if ``than`` ranks so against it (``relation``: of ``than``)."""

    than: int
    about: int
    relation: Relation
    becomes: Certainty


@dataclass(frozen=True, slots=True, eq=False)
class Sanctions:
    """Where a mover's opponents can lead, for sure and maybe: a row and a column a feasible state."""

    model: ConflictModel
    mover: Mover
    how: Sanctioning
    certain: Flags
    possible: Flags

    @classmethod
    def of(cls, model: ConflictModel, mover: Mover, how: Sanctioning) -> Sanctions:
        """Work out all that sequences of the opponents' moves, or improvements, lead to."""
        certain = _ends(model, mover, how, Reading.CERTAIN)
        partial = how.by is Sanction.IMPROVEMENTS and not model.is_ranked
        return cls(model, mover, how, certain, _ends(model, mover, how, Reading.POSSIBLE) if partial else certain)

    def settled(self, dm: int, state: int) -> Iterator[Told]:
        """Yield what a member's comparisons would settle about a state on which the verdict is open."""
        order = self.model.preferences[dm]
        assert isinstance(order, PartialOrder)
        every = self.model.states()
        row = int(np.searchsorted(every, state))
        others = [member for member in self.mover.members if member != dm]
        could, must = (self._liked(others, every, state, reading) for reading in (Reading.POSSIBLE, Reading.CERTAIN))
        largest, smallest = ~order.at_least[row], order.better[:, row]
        is_open = ~order.better[row] & ~smallest & ~(order.at_least[row] & order.at_least[:, row])
        asked = np.flatnonzero(is_open)
        for part in parts(len(asked), self.model.size):
            rows = asked[part]
            may_be_better, may_be_worse = largest[rows], ~order.at_least[rows, row]
            kept = (could & largest)[:, None] & ~order.at_least[rows].T
            holds = self._holds(state, kept, self.certain)
            above, strictly = (
                (smallest[:, None] | each[:, rows]) & must[:, None] for each in (order.at_least, order.better)
            )
            for relation, becomes, where in (
                (Relation.BETTER, Certainty.NONE, may_be_better & ~self._holds(state, above, self.possible)),
                (Relation.TIED, Certainty.NONE, ~self._holds(state, strictly, self.possible)),
                (Relation.TIED, Certainty.EVERY, holds),
                (Relation.WORSE, Certainty.EVERY, holds & may_be_worse),
            ):
                yield from (Told(than, state, relation, becomes) for than in every[rows[where]].tolist())

    def _liked(self, members: list[int], every: Codes, state: int, reading: Reading) -> Flags:
        found: Flags = np.ones(len(every), np.bool_)
        for member in members:
            found &= prefers(self.model, self.model.preferences[member], every, np.array([state]), reading)
        return found

    def _holds(self, state: int, better: Flags, leads_to: Flags) -> Flags:
        """Tell for each column, a set of states preferred to one, whether that is stable."""
        every = self.model.states()
        moves = np.searchsorted(every, targets(self.model, self.mover, state))
        by_code = np.zeros((self.model.size, better.shape[1]), np.bool_)
        by_code[every] = better
        ends = sanctions(self.model, [self.mover], self.how, by_code)[every]
        # float32 is exact here: what is counted are states, of which there are few thousands
        held = leads_to[moves].astype(np.float32) @ ends.astype(np.float32) > 0
        found: Flags = np.all(~better[moves] | held, axis=0)
        return found


def _ends(model: ConflictModel, mover: Mover, how: Sanctioning, reading: Reading) -> Flags:
    """Tell from which state (row) the mover's opponents can lead to which (column)."""
    every = model.states()
    found = np.zeros((len(every), len(every)), np.bool_)
    if how.by is Sanction.NOTHING:
        return found
    opponents = [other for other in model.movers if other.options and not set(other.members) & set(mover.members)]
    ways = []
    if how.by is Sanction.IMPROVEMENTS:
        ways = [way for other in opponents for way in improvements(model, other, reading)]
    for part in parts(len(every), model.size):
        flags = np.zeros((model.size, len(every[part])), np.bool_)
        flags[every[part], np.arange(flags.shape[1])] = True
        if how.by is Sanction.MOVES:
            from_sequences(flags, model, opponents, np.logical_or, False)
        else:
            spread_improvements(flags, ways)
        found[:, part] = flags[every]
    return found
