"""Where the states of a conflict stand in their picture: in a grid, in layers around a state, or along a roadmap.

In the grid some parties switch columns and the others rows, so that every move is along a line. Larger conflicts are
shown in part: the best improvements from a state, layer by layer, or from each state at which a roadmap's phases end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from detente.graph_model.relations import Codes, Reading, prefers
from detente.states.model import ConflictModel, Mover
from detente.states.moves import targets
from detente.states.orders import Flags, Ranking

MOST_STATES = 64
"""Up to so many states are all shown."""

MOST_ARROWS = 3
MOST_COLUMNS = 10
LAYERS = 4
IN_PART = 28
"""So many states are shown at most of a larger conflict."""

Place = tuple[int, int]
"""Column and row, both from 0."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """An improvement that is drawn: from a state to another (codes), by a mover (its place among the model's)."""

    source: int
    target: int
    mover: int


class Improvements:
    """The improvements of a conflict, asked for state by state."""

    def __init__(self, model: ConflictModel) -> None:
        self.model = model
        self.movers = model.movers

    def best(self, mover: Mover, code: int) -> list[int]:
        """Return where a mover would rather be, of what it reaches in one move: states that none of these surpasses.

        Of equally good ones the first is returned; where orders are partial, what is certainly better counts, and at
        most three.
        """
        there = targets(self.model, mover, code)
        there = there[self._suits(mover, there, np.array([code]))[:, 0]]
        if len(mover.members) == 1 and isinstance(order := self.model.preferences[mover.members[0]], Ranking):
            return [int(there[np.argmin(order.rank[there])])] if there.size else []
        surpassed = self._suits(mover, there, there).any(axis=0)
        top = [int(target) for target in there[~surpassed]]
        return top[:1] if self.model.is_ranked else top[:MOST_ARROWS]

    def _suits(self, mover: Mover, there: Codes, here: Codes) -> Flags:
        """Tell which states all members of a mover prefer to which: a row for each of the first."""
        good = np.ones((len(there), len(here)), np.bool_)
        for member in mover.members:
            order = self.model.preferences[member]
            good &= prefers(self.model, order, there[:, None], here[None, :], Reading.CERTAIN)
        return good

    def arrows(self, shown: Sequence[int]) -> list[Arrow]:
        """Return the best improvements between states that are shown."""
        kept = set(shown)
        return [
            Arrow(code, target, place)
            for code in shown
            for place, mover in enumerate(self.movers)
            if mover.options
            for target in self.best(mover, code)
            if target in kept
        ]


def grid(model: ConflictModel) -> dict[int, Place]:
    """Return the place of every state, some parties switching columns and the others rows."""
    codes = [int(code) for code in model.states()]
    across = _across(model, codes)
    columns = sorted({code & across for code in codes})
    rows = sorted({code & ~across for code in codes})
    return {code: (columns.index(code & across), rows.index(code & ~across)) for code in codes}


def _across(model: ConflictModel, codes: Sequence[int]) -> int:
    """Return the options, as bits, of the parties that switch columns: the split that makes the picture compact."""
    masks = [mover.mask for mover in model.movers if mover.options]
    best, least = masks[0] if masks else 0, None
    for size in range(len(masks) + 1):
        for chosen in combinations(masks, size):
            mask = sum(chosen)
            columns = len({code & mask for code in codes})
            rows = len({code & ~mask for code in codes})
            cost = (columns > MOST_COLUMNS, columns * rows, abs(columns - rows), columns < rows)
            if least is None or cost < least:
                best, least = mask, cost
    return best


def around(improvements: Improvements, start: int) -> dict[int, Place]:
    """Return the places of the states that best improvements lead to from one, in layers by their number."""
    places: dict[int, Place] = {start: (0, 0)}
    layer = [start]
    for column in range(1, LAYERS + 1):
        found = [
            target
            for code in layer
            for mover in improvements.movers
            if mover.options
            for target in improvements.best(mover, code)
            if target not in places
        ]
        layer = list(dict.fromkeys(found))[: max(0, IN_PART - len(places))]
        places |= {code: (column, row) for row, code in enumerate(layer)}
    return places


def along(improvements: Improvements, path: Sequence[int]) -> dict[int, Place]:
    """Return the places of a roadmap's states in a row, and below each of them those it would be left for."""
    states = list(dict.fromkeys(path))
    places: dict[int, Place] = {code: (column, 0) for column, code in enumerate(states)}
    for column, code in enumerate(states):
        row = 1
        for mover in improvements.movers:
            for target in improvements.best(mover, code) if mover.options else ():
                if target not in places:
                    places[target] = (column, row)
                    row += 1
    return places
