"""A party's subcubes sorted by its ranking, so that "the maximum over all improvements" is a running maximum.

Options that can be switched one way only split a subcube into classes: states that agree in these options see the
same part of it. Each such option doubles the classes, which together hold 1.5 times the states. Where nearly all of a
party's options are one-way, classes are small, and comparing the states of a subcube in pairs is quicker.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from detente.graph_model.improvements import SMALL
from detente.states.model import ConflictModel, Direction, Mover
from detente.states.orders import Flags, Ranks

Values = npt.NDArray[Any]
Codes = npt.NDArray[np.int32]
Places = slice | npt.NDArray[np.intp]

AT_ONCE = 1 << 17
"""So many places of subcubes are worked on at a time: as many as stay in a processor's cache."""

WIDE = 512
"""From so many subcubes at a time on, places are compared pair by pair; below, many pairs at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class SortedClass:
    """The part of every subcube of a mover that the states of one class see, best first.

    ``codes[r, f]`` is the ``r``-th best state of subcube ``f``; ``mine`` marks the states of the class itself (`None`:
    all are), ``tied`` those that share the rank of the one before (`None`: none do).
    """

    codes: Codes
    mine: Flags | None
    tied: Flags | None

    def sweep(self, values: Values, places: Places) -> npt.NDArray[np.int64]:
        """Raise values to the maximum over improvements in some subcubes; return the codes of what changed."""
        codes = self.codes[:, places]
        before = values.take(codes)
        after = before.copy()
        if self.mine is None and self.tied is None:
            for row in range(1, len(after)):
                np.maximum(after[row - 1], after[row], out=after[row])
        else:
            self._raise(before, after, places)
        changed = after != before
        if not changed.any():
            return np.empty(0, np.int64)
        found: npt.NDArray[np.int64] = codes[changed].astype(np.int64)
        values[found] = after[changed]
        return found

    def _raise(self, before: Values, after: Values, places: Places) -> None:
        mine = None if self.mine is None else self.mine[:, places]
        tied = None if self.tied is None else self.tied[:, places]
        running = before[0].copy()
        better = np.zeros_like(running)
        for row in range(1, len(after)):
            if tied is None:
                better[...] = running
            else:
                np.copyto(better, running, where=~tied[row])
            np.maximum(after[row], better, out=after[row], where=True if mine is None else mine[row])
            np.maximum(running, before[row], out=running)


@dataclass(frozen=True, slots=True, eq=False)
class SortedMoves:
    """All subcubes of one party, sorted by its ranking."""

    classes: tuple[SortedClass, ...]
    subcubes: int

    def sweep(self, values: Values, active: npt.NDArray[np.intp] | None) -> list[npt.NDArray[np.int64]]:
        """Raise values in the active subcubes (`None`: in all); return the codes of what changed, in pieces."""
        changed = []
        for part in self.classes:
            step = max(1, AT_ONCE // len(part.codes))
            count = self.subcubes if active is None else len(active)
            for first in range(0, count, step):
                last = min(first + step, count)
                found = part.sweep(values, slice(first, last) if active is None else active[first:last])
                if found.size:
                    changed.append(found)
        return changed


@dataclass(frozen=True, slots=True, eq=False)
class PairedMoves:
    """All subcubes of a party whose options are nearly all one-way, compared place by place.

    ``pairs`` has, for every set of options that the party could switch in one act, the places of a subcube where it
    may, and the places that this leads to.
    """

    bases: Codes
    offsets: Codes
    pairs: tuple[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]], ...]
    rank: Ranks

    def sweep(self, values: Values, active: npt.NDArray[np.intp] | None) -> list[npt.NDArray[np.int64]]:
        """Raise values in the active subcubes (`None`: in all); return the codes of what changed, in pieces."""
        changed = []
        bases = self.bases if active is None else self.bases[active]
        step = max(1, AT_ONCE // len(self.offsets))
        for first in range(0, len(bases), step):
            codes = self.offsets[:, None] + bases[first : first + step]
            found = self._part(values, codes)
            if found.size:
                changed.append(found)
        return changed

    def _part(self, values: Values, codes: Codes) -> npt.NDArray[np.int64]:
        before = values.take(codes).astype(np.int32)
        after, rank = before.copy(), self.rank.take(codes).astype(np.int32)
        for here, there in self.pairs:
            if codes.shape[1] < WIDE:
                after[here] = np.maximum(after[here], _if_better(rank[there], rank[here], before[there]))
                continue
            for one, other in zip(here.tolist(), there.tolist(), strict=True):
                np.maximum(after[one], _if_better(rank[other], rank[one], before[other]), out=after[one])
        changed = after != before
        found: npt.NDArray[np.int64] = codes[changed].astype(np.int64)
        values[found] = after[changed]
        return found


@dataclass(frozen=True, slots=True, eq=False)
class SwitchedMoves:
    """The moves of a party with a single option, in a small conflict: each state with the one beside it.

    ``taking`` and ``giving`` have all bits set where taking the option, or giving it up, is an improvement.
    """

    option: int
    taking: Values
    giving: Values

    def sweep(self, values: Values, active: npt.NDArray[np.intp] | None) -> list[npt.NDArray[np.int64]]:
        """Raise values in all subcubes; return the codes of what changed."""
        pairs = values.reshape(-1, 2, 1 << self.option)
        after = np.empty_like(pairs)
        np.maximum(pairs[:, 0], pairs[:, 1] & self.taking, out=after[:, 0])
        np.maximum(pairs[:, 1], pairs[:, 0] & self.giving, out=after[:, 1])
        found = np.flatnonzero(after.reshape(-1) != values)
        values[found] = after.reshape(-1)[found]
        return [found] if found.size else []


def _switched(model: ConflictModel, option: int, rank: Ranks) -> SwitchedMoves:
    pairs, direction = rank.reshape(-1, 2, 1 << option), model.options[option].direction
    every = ~rank.dtype.type(0)
    taking, giving = (
        np.where(better, every, 0).astype(rank.dtype)
        for better in (
            (pairs[:, 1] < pairs[:, 0]) & (direction is not Direction.BACK),
            (pairs[:, 0] < pairs[:, 1]) & (direction is not Direction.FORWARD),
        )
    )
    return SwitchedMoves(option, taking, giving)


def _if_better(there: Ranks, here: Ranks, values: Ranks) -> Ranks:
    """Return the values where the rank there is better than here, and 0 elsewhere."""
    seen = there - here
    np.right_shift(seen, 31, out=seen)  # all bits set where the difference is negative, else none
    np.bitwise_and(seen, values, out=seen)
    return seen


def sorted_moves(model: ConflictModel, mover: Mover, rank: Ranks) -> SortedMoves | PairedMoves | SwitchedMoves:
    """Prepare a party's subcubes by its ranking.

    Parameters
    ----------
    rank
        The party's ranks by state code; infeasible states have a rank worse than all others, so that they stand last
        and nothing is taken from them.
    """
    if len(mover.options) == 1 and model.size <= SMALL:  # calls of numpy take longer here than what they do
        return _switched(model, mover.options[0], rank)
    bases, offsets = _bases(model, mover), _offsets(mover)
    one_way, sees = _classes(model, mover)
    if one_way.any() and len(offsets) <= 4 << int(one_way.max()).bit_count():
        return PairedMoves(bases, offsets, _pairs(len(offsets), one_way), rank)
    order, ranks = _ordered(bases, offsets, rank)
    classes = (
        _class(bases, offsets, order, ranks, one_way == pattern, sees(pattern)) for pattern in _patterns(one_way)
    )
    return SortedMoves(tuple(classes), len(bases))


def _patterns(one_way: Ranks) -> list[int]:
    return [int(pattern) for pattern in np.unique(one_way)]


def _class(bases: Codes, offsets: Codes, order: Values, ranks: Values, mine: Flags, seen: Flags) -> SortedClass:
    """Pick out of sorted subcubes what a class sees, and mark what is its own."""
    if not seen.all():
        inside = seen[order]
        order, ranks = order[inside].reshape(len(bases), -1), ranks[inside].reshape(len(bases), -1)
    own = mine[order]
    tied = np.zeros(order.shape, np.bool_)
    np.equal(ranks[:, 1:], ranks[:, :-1], out=tied[:, 1:])
    return SortedClass(
        np.ascontiguousarray((bases[:, None] + offsets[order]).T),
        None if own.all() else np.ascontiguousarray(own.T),
        np.ascontiguousarray(tied.T) if tied.any() else None,
    )


def _pairs(width: int, one_way: Ranks) -> tuple[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]], ...]:
    places = np.arange(width)
    found = []
    for flip in range(1, width):
        there = places ^ flip
        here = np.flatnonzero((one_way & one_way[there]) == one_way)
        found.append((here, here ^ flip))
    return tuple(found)


def _ordered(bases: Codes, offsets: Codes, rank: Values) -> tuple[Values, Values]:
    """Sort every subcube by rank: places in the subcube, and ranks, best first, one row a subcube."""
    width = len(offsets)
    order = np.empty((len(bases), width), np.int16 if width <= 1 << 15 else np.int32)
    ranks = np.empty((len(bases), width), rank.dtype)
    step = max(1, (1 << 20) // width)
    places = np.arange(width, dtype=np.int64)
    for first in range(0, len(bases), step):
        found = rank.take(bases[first : first + step, None] + offsets)
        keys = found.astype(np.int64) * width + places
        keys.sort(axis=1)
        order[first : first + step] = keys % width
        ranks[first : first + step] = keys // width
    return order, ranks


def _bases(model: ConflictModel, mover: Mover) -> Codes:
    """Return the codes in which the mover's options are all off, ascending: one a subcube."""
    codes = np.zeros(1, np.int32)
    for option in range(len(model.options)):
        if option not in mover.options:
            codes = np.concatenate([codes, codes + np.int32(1 << option)])
    return codes


def _offsets(mover: Mover) -> Codes:
    """Return the codes of all settings of the mover's options, ascending."""
    codes = np.zeros(1, np.int32)
    for option in mover.options:
        codes = np.concatenate([codes, codes + np.int32(1 << option)])
    return codes


def _classes(model: ConflictModel, mover: Mover) -> tuple[npt.NDArray[np.int32], Callable[[int], Flags]]:
    """Return the class of every place of a subcube, and what a class sees of it.

    A class is written as the one-way options that have been switched the only way they can: it sees the classes in
    which these are, and others may be.
    """
    offsets = _offsets(mover)
    one_way = np.zeros(len(offsets), np.int32)
    for bit, option in enumerate(mover.options):
        direction = model.options[option].direction
        if direction is not Direction.BOTH:
            switched = (offsets >> option & 1) == (direction is Direction.FORWARD)
            one_way |= switched.astype(np.int32) << bit
    return one_way, lambda pattern: (one_way & pattern) == pattern
