"""Where the states of a conflict stand in their picture: in a grid, in layers around a state, or along a roadmap.

In the grid some parties switch columns and the others rows, so that every move is along a line. Larger conflicts are
shown in part: the best improvements from a state, layer by layer, or from each state at which a roadmap's phases end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from detente.states.model import ConflictModel, Mover
from detente.states.moves import targets
from detente.states.orders import Ranking

MOST_STATES = 64
"""Up to so many states are all shown."""

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
        self._rows = {int(code): row for row, code in enumerate(model.states())} if not model.is_ranked else {}

    def is_better(self, dm: int, one: int, other: int) -> bool:
        """Whether a party prefers one state to another, in every order that fits."""
        preference = self.model.preferences[dm]
        if isinstance(preference, Ranking):
            return bool(preference.rank[one] < preference.rank[other])
        return bool(preference.better[self._rows[one], self._rows[other]])

    def suits(self, mover: Mover, one: int, other: int) -> bool:
        """Whether all members of a mover prefer one state to another."""
        return all(self.is_better(member, one, other) for member in mover.members)

    def best(self, mover: Mover, code: int) -> list[int]:
        """Return where a mover would rather be, of what it reaches in one move: states that none of these surpasses.

        Of equally good ones the first is returned.
        """
        good = [int(target) for target in targets(self.model, mover, code) if self.suits(mover, int(target), code)]
        top = [one for one in good if not any(self.suits(mover, other, one) for other in good)]
        if self.model.is_ranked:
            return top[:1]
        return top[:3]

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
