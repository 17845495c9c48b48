"""Stability at chosen states from relations alone: for groups, and for orders that are known only in part.

Where the passes of `detente.graph_model.ranked` need one number a state, this needs only "who prefers which of two
states"; it takes one column of flags a chosen state, and so serves where states are few or asked for one by one.

A preference that is a partial order can be read in two ways. **Certain**: one state is preferred to another if it is
better in every order that fits. **Possible**: if it is better in some. For one chosen state ``s`` each reading is
attained by a single order that fits: put ``s`` just below all that is certainly better than it, or just above all that
it is certainly at least as good as.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from detente.graph_model.concept import Sanction, Sanctioning
from detente.states.model import ConflictModel, Mover
from detente.states.moves import flips, from_sequences, may_flip, targets
from detente.states.orders import Flags, Preference, Ranking

Codes = npt.NDArray[np.int64]
Improvements = Sequence[tuple[int, Codes]]
"""What a mover flips, and the codes of the states from which that is an improvement for all its members."""

AT_ONCE = 1 << 24
"""So many flags are worked on at a time."""


class Reading(StrEnum):
    """How a partial order is read; for a ranking both are the same."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


def prefers(model: ConflictModel, order: Preference, there: Codes, here: Codes, reading: Reading) -> Flags:
    """Tell, pair by pair, whether (feasible) states ``there`` are preferred to states ``here``; shapes broadcast."""
    if isinstance(order, Ranking):
        return order.rank[there] < order.rank[here]
    rows = np.cumsum(model.feasible) - 1
    there, here = rows[there], rows[here]
    return order.better[there, here] if reading is Reading.CERTAIN else ~order.at_least[here, there]


def preferred(model: ConflictModel, members: Sequence[int], states: Codes, reading: Reading) -> Flags:
    """Tell which states all members prefer to the given ones: shape ``(2**options, states)``."""
    found = np.zeros((model.size, len(states)), np.bool_)
    every = model.states()
    good = np.ones((len(every), len(states)), np.bool_)
    for member in members:
        good &= prefers(model, model.preferences[member], every[:, None], states[None, :], reading)
    found[every] = good
    return found


def improvements(model: ConflictModel, mover: Mover, reading: Reading) -> Improvements:
    """Find all improvements of a mover, by what it flips."""
    found = []
    every = model.states()
    for flip in flips(mover):
        codes = every[may_flip(model, flip)[every] & model.feasible[every ^ flip]]
        for member in mover.members:
            codes = codes[prefers(model, model.preferences[member], codes ^ flip, codes, reading)]
        if codes.size:
            found.append((flip, codes))
    return found


def improvements_from(model: ConflictModel, mover: Mover, code: int, reading: Reading = Reading.CERTAIN) -> list[int]:
    """Return the codes of the states that are improvements for a mover from one state, ascending."""
    found = targets(model, mover, code)
    for member in mover.members:
        found = found[prefers(model, model.preferences[member], found, np.array([code]), reading)]
    return [int(there) for there in found]


def is_stable(
    model: ConflictModel,
    mover: Mover,
    how: Sanctioning,
    states: Codes,
    *,
    own: Reading = Reading.CERTAIN,
    others: Reading = Reading.CERTAIN,
) -> Flags:
    """Tell of each given (feasible) state whether it is stable for a mover: a party, or a group by all its members.

    A group improves if every member does, and a sanction holds it back if it leaves some member no better off. Those
    who sanction are the movers that have no member in common with it.

    Parameters
    ----------
    own, others
        How the preferences of the mover, and those of the movers that sanction by improvements, are read.
    """
    opponents = [other for other in model.movers if other.options and not set(other.members) & set(mover.members)]
    ways = [way for other in opponents for way in improvements(model, other, others)] if _in_earnest(how) else []
    found = np.ones(len(states), np.bool_)
    for part in parts(len(states), model.size):
        better = preferred(model, mover.members, states[part], own)
        ends = sanctions(model, [mover], how, better)
        if how.by is Sanction.MOVES:
            from_sequences(ends, model, opponents, np.logical_or, False)
        elif _in_earnest(how):
            spread_improvements(ends, ways)
        found[part] = is_held(model, mover, states[part], better & ~ends)
    return found


def parts(count: int, size: int) -> Iterator[slice]:
    """Split so many columns into parts that are worked on at a time."""
    step = max(1, AT_ONCE // size)
    for first in range(0, count, step):
        yield slice(first, min(first + step, count))


def spread_improvements(flags: Flags, ways: Improvements) -> None:
    """Raise flags, in place, wherever a sequence of improvements leads to a state that has one."""
    before = -1
    while before != (before := int(np.count_nonzero(flags))):
        for flip, codes in ways:
            flags[codes] |= flags[codes ^ flip]


def _in_earnest(how: Sanctioning) -> bool:
    return how.by is Sanction.IMPROVEMENTS


def sanctions(model: ConflictModel, movers: Sequence[Mover], how: Sanctioning, better: Flags) -> Flags:
    """Return the states that hold somebody back once led there: none, if nothing sanctions.

    Parameters
    ----------
    movers
        Those by whom it could reply: itself, or all inside a coalition.
    better
        By state code, a column a state that it would leave: what it prefers to it.
    """
    if how.by is Sanction.NOTHING:
        return np.zeros_like(better)
    attractive = better.copy()
    if how.replies:
        from_sequences(attractive, model, movers, np.logical_or, False)
    return ~attractive & model.feasible[:, None]


def is_held(model: ConflictModel, mover: Mover, states: Codes, unsettling: Flags) -> Flags:
    """Tell of each state whether no move of the mover leads to one that unsettles it."""
    columns = np.arange(len(states))
    held = np.ones(len(states), np.bool_)
    for flip in flips(mover):
        held &= ~(may_flip(model, flip)[states] & unsettling[states ^ flip, columns])
    return held
