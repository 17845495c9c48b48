"""Moves as subcubes: the best, the worst or any of what a mover can reach, as passes along array axes.

From a state a mover reaches every feasible state that differs in its own options only, each switched the way it may
be. So ``pick`` (a minimum, a maximum, an "or") over all that is reachable is ``pick`` along one axis an option, in any
order; values pass through infeasible states on the way, which is right, since several options are switched in one act.
A sweep costs as many passes over the array as the mover has options, whatever the number of moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from detente.states.model import ConflictModel, Direction, Mover

Values = npt.NDArray[Any]
"""One value a state code; the first axis has ``2**options`` places, further axes are carried along."""

LOW = 3
"""Below this option a pass is quicker as several strided ones."""

_OPPOSITE = {Direction.BOTH: Direction.BOTH, Direction.FORWARD: Direction.BACK, Direction.BACK: Direction.FORWARD}


def from_reachable(
    values: Values, model: ConflictModel, mover: Mover, pick: np.ufunc, nothing: int, *, backwards: bool = False
) -> None:
    """Give every feasible state the pick over its own value and those of all states the mover reaches from it.

    Parameters
    ----------
    values
        Changed in place. Infeasible states must hold ``nothing``, and hold it afterwards.
    pick
        An idempotent operation, such as `numpy.minimum`.
    nothing
        What changes no pick.
    backwards
        Pick from the states *from which* the mover reaches this one instead.
    """
    for option in mover.options:
        direction = model.options[option].direction
        _along(values, option, _OPPOSITE[direction] if backwards else direction, pick)
    if mover.options and not model.is_full:
        values[~model.feasible] = nothing


def from_sequences(values: Values, model: ConflictModel, movers: Sequence[Mover], pick: np.ufunc, nothing: int) -> None:
    """Give every feasible state the pick over all states that legal sequences of moves of these movers lead to.

    That nobody moves twice in a row takes nothing away: two moves of one mover are one move, or none at all. Where
    every state is feasible, moves of different movers do not touch each other, and one round is enough; otherwise
    rounds go on until nothing changes.

    Parameters
    ----------
    values, pick, nothing
        As in `from_reachable`.
    """
    while True:
        before = None if model.is_full else values.copy()
        for mover in movers:
            from_reachable(values, model, mover, pick, nothing)
        if before is None or np.array_equal(before, values):
            return


def least_elsewhere(values: Values, model: ConflictModel, mover: Mover, nothing: int) -> Values:
    """Return the least value among the *other* states that the mover reaches from each; ``nothing`` if there are none.

    Infeasible states must hold ``nothing``, and have no meaning in what is returned.
    """
    here, elsewhere = values.copy(), np.full_like(values, nothing)
    for option in mover.options:
        direction = model.options[option].direction
        kept, moved = (part.reshape(-1, 2, 1 << option) for part in (here, elsewhere))
        off, on = kept[:, 0].copy(), kept[:, 1].copy()
        if direction is not Direction.BACK:
            np.minimum(moved[:, 0], on, out=moved[:, 0])
            np.minimum(off, on, out=kept[:, 0])
        if direction is not Direction.FORWARD:
            np.minimum(moved[:, 1], off, out=moved[:, 1])
            np.minimum(off, on, out=kept[:, 1])
    return elsewhere


def targets(model: ConflictModel, mover: Mover, code: int) -> npt.NDArray[np.int64]:
    """Return the codes of the states that a mover reaches from a state in one move, ascending."""
    codes = np.array([code], np.int64)
    for option in mover.options:
        if can_switch(model, option, code):
            codes = np.concatenate([codes, codes ^ (1 << option)])
    found: npt.NDArray[np.int64] = np.sort(codes[model.feasible[codes] & (codes != code)])
    return found


def origins(model: ConflictModel, mover: Mover, code: int) -> npt.NDArray[np.int64]:
    """Return the codes of the states from which a mover reaches a state in one move, ascending."""
    codes = np.array([code], np.int64)
    for option in mover.options:
        if can_switch(model, option, code ^ (1 << option)):
            codes = np.concatenate([codes, codes ^ (1 << option)])
    found: npt.NDArray[np.int64] = np.sort(codes[model.feasible[codes] & (codes != code)])
    return found


def can_switch(model: ConflictModel, option: int, code: int) -> bool:
    """Tell whether an option may be switched from how it stands in a state."""
    direction = model.options[option].direction
    return direction is Direction.BOTH or (direction is Direction.BACK) == bool(code >> option & 1)


def flips(mover: Mover) -> Iterator[int]:
    """Yield the sets of its options that a mover could switch in one act, as bits, smallest first; never none."""
    chosen = 0
    mask = mover.mask
    while chosen := (chosen - mask) & mask:
        yield chosen


def may_flip(model: ConflictModel, flip: int) -> npt.NDArray[np.bool_]:
    """Tell of every state code whether these options may all be switched there; feasibility is left aside."""
    allowed = np.ones(model.size, np.bool_)
    for index, option in enumerate(model.options):
        if flip >> index & 1 and option.direction is not Direction.BOTH:
            blocked = 1 if option.direction is Direction.FORWARD else 0
            allowed.reshape(-1, 2, 1 << index)[:, blocked] = False
    return allowed


def _along(values: Values, option: int, direction: Direction, pick: np.ufunc) -> None:
    pairs = values.reshape(-1, 2, 1 << option, *values.shape[1:])
    if option < LOW:
        for low in range(1 << option):
            _pair(pairs[:, 0, low], pairs[:, 1, low], direction, pick)
    else:
        _pair(pairs[:, 0], pairs[:, 1], direction, pick)


def _pair(off: Values, on: Values, direction: Direction, pick: np.ufunc) -> None:
    if direction is Direction.BACK:
        pick(off, on, out=on)
        return
    pick(off, on, out=off)
    if direction is Direction.BOTH:
        on[...] = off
