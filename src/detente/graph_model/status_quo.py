"""What can be reached from a state: by moves, or by improvements only, in how many steps, and on which way.

Shortest ways are legal sequences: two moves in a row of one mover would be one, or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.graph_model.play import Move
from detente.graph_model.relations import Codes, Reading, improvements, prefers
from detente.states.model import ConflictModel, Mover
from detente.states.moves import from_reachable, origins
from detente.states.orders import Flags, Ranking, Ranks


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """What movers can reach from a state.

    Attributes
    ----------
    start
        The code of the state.
    movers
        Who moves.
    improving
        Each move must be an improvement for its mover, from the state it leaves.
    steps
        By state code, the fewest moves that lead there: 0 at the start, -1 where none do.
    """

    model: ConflictModel
    start: int
    movers: tuple[Mover, ...]
    improving: bool
    reading: Reading
    steps: Ranks

    @property
    def reached(self) -> Flags:
        """Which states can be reached, the start included."""
        found: Flags = self.steps >= 0
        return found

    def missed(self, states: Flags) -> Codes:
        """Return the codes of those states that cannot be reached, ascending: equilibria, for example."""
        return np.flatnonzero(states & ~self.reached)

    def path(self, code: int) -> tuple[Move, ...]:
        """Return a shortest way to a state; of several, the one whose last moves are by the first movers.

        Raises
        ------
        ValueError
            If the state cannot be reached.
        """
        if self.steps[code] < 0:
            raise ValueError(f"state {code} cannot be reached from {self.start}")
        way: list[Move] = []
        while code != self.start:
            mover, before = self._last(code)
            way.append(Move(mover, code))
            code = before
        return tuple(reversed(way))

    def _last(self, code: int) -> tuple[Mover, int]:
        """Return who can make the last move to a state on a shortest way, and from where."""
        for mover in self.movers:
            found = origins(self.model, mover, code)
            found = found[self.steps[found] == self.steps[code] - 1]
            if self.improving:
                for member in mover.members:
                    better = prefers(self.model, self.model.preferences[member], np.array([code]), found, self.reading)
                    found = found[better]
            if found.size:
                return mover, int(found[0])
        raise AssertionError(f"no way leads to state {code}")


def reach(
    model: ConflictModel,
    start: int,
    *,
    movers: Sequence[Mover] | None = None,
    improving: bool = False,
    reading: Reading = Reading.CERTAIN,
    until: Flags | None = None,
) -> Reach:
    """Find all that movers can reach from a (feasible) state.

    Parameters
    ----------
    movers
        Who moves; everybody, if not given.
    improving
        By improvements only.
    reading
        Which improvements count where an order is partial.
    until
        Stop as soon as one of these states has been reached.

    Raises
    ------
    ValueError
        If the state is not feasible.
    """
    if not model.feasible[start]:
        raise ValueError(f"state {start} is not feasible")
    moving = tuple(mover for mover in (model.movers if movers is None else movers) if mover.options)
    steps = np.full(model.size, -1, np.int32)
    steps[start] = 0
    ways = {mover: improvements(model, mover, reading) for mover in moving if improving and not _passes(model, mover)}
    last, number = np.zeros(model.size, np.bool_), 0
    last[start] = True
    while last.any() and (until is None or not (last & until).any()):
        number += 1
        found = np.zeros(model.size, np.bool_)
        for mover in moving:
            if mover in ways:
                for flip, codes in ways[mover]:
                    found[codes[last[codes]] ^ flip] = True
            else:
                found |= _in_one_move(model, mover, last, improving)
        last = found & (steps < 0)
        steps[last] = number
    return Reach(model, start, moving, improving, reading, steps)


def _passes(model: ConflictModel, mover: Mover) -> bool:
    """Tell whether a mover's improvements can be found by passes over ranks."""
    return len(mover.members) == 1 and isinstance(model.preferences[mover.members[0]], Ranking)


def _in_one_move(model: ConflictModel, mover: Mover, last: Flags, improving: bool) -> Flags:
    """Return what a mover reaches from any of the last states."""
    if not improving:
        found = last.copy()
        from_reachable(found, model, mover, np.logical_or, False, backwards=True)
        return found
    order = model.preferences[mover.members[0]]
    assert isinstance(order, Ranking)
    worst = np.where(last, order.rank, 0)
    from_reachable(worst, model, mover, np.maximum, 0, backwards=True)
    better: Flags = (worst > order.rank) & model.feasible
    return better
