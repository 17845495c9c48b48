"""What legal sequences of improvements lead to: the worst that a party's opponents can do to it in earnest.

A mover's improvements from a state are the better ranked part of its subcube. With every subcube sorted by the mover's
ranking once (`detente.graph_model.subcubes`), a maximum over all improvements takes one pass over the states, however
many improvements there are. Improvements are transitive for one mover, so that sequences are a fixpoint of such passes
over the movers in turn. After the first round only subcubes with a state that another mover changed since are looked
at again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from detente.states.model import ConflictModel, Mover
from detente.states.moves import flips, may_flip
from detente.states.orders import Ranks

Values = npt.NDArray[Any]

SMALL = 1 << 13
"""Of so many states it is quicker to look at all again than to find out at which."""


class Sweeping(Protocol):
    """A mover's improvements, prepared for passing over all states."""

    def sweep(self, values: Values, active: npt.NDArray[np.intp] | None) -> list[npt.NDArray[np.int64]]:
        """Raise values in the active subcubes (`None`: in all); return the codes of what changed, in pieces."""


@dataclass(frozen=True, slots=True, eq=False)
class JointMoves:
    """The improvements of a group that owns options jointly: flip by flip, since its members rank apart."""

    ways: tuple[tuple[int, npt.NDArray[np.int64]], ...]
    """What is flipped, and the codes of the states from which that is an improvement for every member."""

    def sweep(self, values: Values, active: npt.NDArray[np.intp] | None) -> list[npt.NDArray[np.int64]]:
        """Raise values, in all subcubes; return the codes of what changed, in pieces."""
        before = values.copy()
        for flip, codes in self.ways:
            values[codes] = np.maximum(values[codes], before[codes ^ flip])
        changed = np.flatnonzero(values != before)
        return [changed] if changed.size else []


def joint_moves(model: ConflictModel, mover: Mover, ranks: Sequence[Ranks]) -> JointMoves:
    """Find a group's improvements; ``ranks`` are those of its members."""
    every = np.arange(model.size)
    ways = []
    for flip in flips(mover):
        there = every ^ flip
        good = may_flip(model, flip) & model.feasible & model.feasible[there]
        for rank in ranks:
            good &= rank[there] < rank
        ways.append((flip, np.flatnonzero(good)))
    return JointMoves(tuple(ways))


def worst_by_improvements(model: ConflictModel, movers: Mapping[Mover, Sweeping], values: Values) -> None:
    """Raise every state's value to the maximum over all states that sequences of improvements of these movers lead to.

    Parameters
    ----------
    movers
        Each with its sorted moves.
    values
        By state code, changed in place. Infeasible states must hold a value no larger than any; what stands there
        afterwards means nothing.
    """
    changed_in = np.zeros(model.size, np.int32)
    looked_in = dict.fromkeys(movers, -1)
    sweep = latest = 0
    while any(looked < latest or looked < 0 for looked in looked_in.values()):
        for mover, moves in movers.items():
            active = None
            if looked_in[mover] >= 0:
                if looked_in[mover] >= latest:
                    continue
                if model.size > SMALL:
                    active = _active(mover, changed_in, looked_in[mover])
            sweep += 1
            looked_in[mover] = sweep
            dense = active is None or 2 * active.size > model.size >> len(mover.options)
            for codes in moves.sweep(values, None if dense else active):
                changed_in[codes] = latest = sweep


def _active(mover: Mover, changed_in: Ranks, since: int) -> npt.NDArray[np.intp]:
    """Return the subcubes of a mover in which a state has changed since a sweep."""
    latest = changed_in
    for option in sorted(mover.options, reverse=True):
        pairs = latest.reshape(-1, 2, 1 << option)
        latest = np.maximum(pairs[:, 0], pairs[:, 1]).reshape(-1)
    return np.flatnonzero(latest > since)
