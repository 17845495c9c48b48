"""What legal sequences of improvements lead to: the worst that a party's opponents can do to it in earnest.

A mover's improvements from a state are the better ranked part of its subcube. With every subcube sorted by the mover's
ranking once, "the maximum over all improvements" of any values is a running maximum along the sorted subcube: one pass
over the states, however many improvements there are. Improvements are transitive for one mover, so that sequences are
a fixpoint of such passes over the movers in turn. After the first round only subcubes with a state that another mover
changed since are looked at again.

Options that can be switched one way only split a subcube into classes: states that agree in these options see the
same part of it. Each such option doubles the classes, which together hold 1.5 times the states. Where nearly all of a
mover's options are one-way, classes are small, and comparing the states of a subcube in pairs is quicker.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from detente.states.model import ConflictModel, Direction, Mover
from detente.states.moves import flips, may_flip
from detente.states.orders import Flags, Ranks

Values = npt.NDArray[Any]
Codes = npt.NDArray[np.int32]
Places = slice | npt.NDArray[np.intp]


class Sweeping(Protocol):
    """A mover's improvements, prepared for passing over all states."""

    def sweep(self, values: Values, active: npt.NDArray[np.intp] | None) -> list[npt.NDArray[np.int64]]:
        """Raise values in the active subcubes (`None`: in all); return the codes of what changed, in pieces."""


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


def _if_better(there: Ranks, here: Ranks, values: Ranks) -> Ranks:
    """Return the values where the rank there is better than here, and 0 elsewhere."""
    seen = there - here
    np.right_shift(seen, 31, out=seen)  # all bits set where the difference is negative, else none
    np.bitwise_and(seen, values, out=seen)
    return seen


def sorted_moves(model: ConflictModel, mover: Mover, rank: Ranks) -> SortedMoves | PairedMoves:
    """Prepare a party's subcubes by its ranking.

    Parameters
    ----------
    rank
        The party's ranks by state code; infeasible states have a rank worse than all others, so that they stand last
        and nothing is taken from them.
    """
    bases, offsets = _bases(model, mover), _offsets(mover)
    one_way, sees = _classes(model, mover)
    if one_way.any() and len(offsets) <= 4 << int(one_way.max()).bit_count():
        return PairedMoves(bases, offsets, _pairs(len(offsets), one_way), rank)
    order, ranks = _ordered(bases, offsets, rank)
    classes = []
    for pattern in np.unique(one_way):
        seen = sees(int(pattern))
        if seen.all():
            kept, kept_ranks = order, ranks
        else:
            inside = seen[order]
            kept, kept_ranks = (part[inside].reshape(len(bases), -1) for part in (order, ranks))
        mine = one_way[kept] == pattern
        tied = np.zeros(kept.shape, np.bool_)
        np.equal(kept_ranks[:, 1:], kept_ranks[:, :-1], out=tied[:, 1:])
        codes = np.ascontiguousarray((bases[:, None] + offsets[kept]).T)
        classes.append(
            SortedClass(
                codes,
                None if mine.all() else np.ascontiguousarray(mine.T),
                np.ascontiguousarray(tied.T) if tied.any() else None,
            )
        )
    return SortedMoves(tuple(classes), len(bases))


def _pairs(width: int, one_way: Ranks) -> tuple[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]], ...]:
    places = np.arange(width)
    found = []
    for flip in range(1, width):
        there = places ^ flip
        here = np.flatnonzero((one_way & one_way[there]) == one_way)
        found.append((here, here ^ flip))
    return tuple(found)


def _ordered(bases: Codes, offsets: Codes, rank: Ranks) -> tuple[npt.NDArray[np.intp], Ranks]:
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


def _classes(model: ConflictModel, mover: Mover) -> tuple[npt.NDArray[np.int32], Any]:
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
    sweep = 0
    quiet = False
    while not quiet:
        quiet = True
        for mover, moves in movers.items():
            active = None if looked_in[mover] < 0 else _active(mover, changed_in, looked_in[mover])
            if active is not None and not active.size:
                continue
            sweep += 1
            looked_in[mover] = sweep
            dense = active is None or 2 * active.size > model.size >> len(mover.options)
            for codes in moves.sweep(values, None if dense else active):
                changed_in[codes] = sweep
                quiet = False


def _active(mover: Mover, changed_in: Ranks, since: int) -> npt.NDArray[np.intp]:
    """Return the subcubes of a mover in which a state has changed since a sweep."""
    latest = changed_in
    for option in sorted(mover.options, reverse=True):
        pairs = latest.reshape(-1, 2, 1 << option)
        latest = np.maximum(pairs[:, 0], pairs[:, 1]).reshape(-1)
    return np.flatnonzero(latest > since)
