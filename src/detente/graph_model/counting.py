"""Counting the orders of one party under which a state is stable, the others' orders being as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from math import factorial
from typing import Protocol

import numpy as np
import numpy.typing as npt

from detente.graph_model.clauses import Clause, clauses, members_of, share_of_orders
from detente.graph_model.concept import Sanction, Sanctioning
from detente.graph_model.relations import (
    Codes,
    Reading,
    improvements,
    is_held,
    is_stable,
    parts,
    preferred,
    prefers,
    sanctions,
)
from detente.states.model import ConflictModel, Mover
from detente.states.moves import flips, may_flip
from detente.states.orders import Flags

MOST_LISTED = 8
"""Of so many feasible states all strict orders are gone through, where a count needs it."""

MOST_ORDERED = 1000
"""Of more feasible states the number of orders has more digits than anybody can read, or Python would print."""

Ranks = npt.NDArray[np.int64]
"""One row a state code, one column an order."""


@dataclass(frozen=True, slots=True)
class Count:
    """Of all strict orders of one party, in how many a state is stable for it, and in how many an equilibrium.

    ``stable`` and ``equilibrium`` are `None` where that is too much to count, and all three above `MOST_ORDERED`
    states. Groups that the party belongs to count with it.
    """

    dm: int
    orders: int | None
    stable: int | None
    equilibrium: int | None


def count(model: ConflictModel, dm: int, how: Sanctioning, state: int) -> Count:
    """Count the strict orders of a party in which a state is stable for it, and in which it is an equilibrium."""
    states = len(model.states())
    if states > MOST_ORDERED:
        return Count(dm, None, None, None)
    orders = factorial(states)
    own = clauses(model, dm, how, state)
    share = share_of_orders(own)
    stable = None if share is None else int(share * orders)
    others = [mover for mover in model.movers if dm not in mover.members]
    verdicts = [_whatever(model, mover, dm, how, state) for mover in others]
    if False in verdicts:
        return Count(dm, orders, stable, 0)
    if None not in verdicts:
        return Count(dm, orders, stable, stable)
    if states > MOST_LISTED:
        return Count(dm, orders, stable, None)
    undecided = [mover for mover, verdict in zip(others, verdicts, strict=True) if verdict is None]
    return Count(dm, orders, stable, _listed(model, dm, how, state, own, undecided))


def _whatever(model: ConflictModel, mover: Mover, dm: int, how: Sanctioning, state: int) -> bool | None:
    """Tell the verdict of a mover that is the same whatever the order of a party; `None` if it depends on it.

    More improvements of the party mean more sanctions: it is tried with none, and with all its moves as improvements.
    """
    if how.by is not Sanction.IMPROVEMENTS:
        return bool(is_stable(model, mover, how, np.array([state]))[0])
    without, withal = (_stable_if(model, mover, dm, how, state, improving)[0] for improving in (_never, _always))
    return bool(without) if without == withal else None


class _Improving(Protocol):
    """For which orders of the party (columns) its moves from some states are improvements."""

    def __call__(self, there: Codes, here: Codes) -> Flags: ...


def _never(there: Codes, here: Codes) -> Flags:
    return np.zeros((len(here), 1), np.bool_)


def _always(there: Codes, here: Codes) -> Flags:
    return np.ones((len(here), 1), np.bool_)


def _stable_if(
    model: ConflictModel, mover: Mover, dm: int, how: Sanctioning, state: int, improving: _Improving, columns: int = 1
) -> Flags:
    """Tell for each order of a party whether a state is stable for a mover without it, under sanctions in earnest."""
    opponents = [other for other in model.movers if not set(other.members) & set(mover.members)]
    better = preferred(model, mover.members, np.array([state]), Reading.CERTAIN)
    ends = np.repeat(sanctions(model, [mover], how, better), columns, axis=1)
    ways: list[tuple[int, Codes, Flags | bool]] = []
    for other in opponents:
        if dm in other.members:
            ways += [(flip, codes, improving(codes ^ flip, codes)) for flip, codes in _legal(model, other, dm)]
        else:
            ways += [(flip, codes, True) for flip, codes in improvements(model, other, Reading.CERTAIN)]
    before = -1
    while before != (before := int(np.count_nonzero(ends))):
        for flip, codes, when in ways:
            ends[codes] |= ends[codes ^ flip] & when
    return is_held(model, mover, np.full(columns, state), better & ~ends)


def _legal(model: ConflictModel, mover: Mover, dm: int) -> list[tuple[int, Codes]]:
    """Return a mover's moves, by what it flips, that improve on where they start for its members but one."""
    found = []
    every = model.states()
    for flip in flips(mover):
        codes = every[may_flip(model, flip)[every] & model.feasible[every ^ flip]]
        for member in mover.members:
            if member != dm:
                order = model.preferences[member]
                codes = codes[prefers(model, order, codes ^ flip, codes, Reading.CERTAIN)]
        found.append((flip, codes))
    return found


def _listed(
    model: ConflictModel, dm: int, how: Sanctioning, state: int, own: Sequence[Clause], others: Sequence[Mover]
) -> int:
    """Go through all strict orders of a party, and count those in which the state is stable for it and the others."""
    states = model.states()
    orders = np.array(list(permutations(range(len(states))))).T
    total = 0
    for part in parts(orders.shape[1], model.size):
        ranks = np.zeros((model.size, part.stop - part.start), np.int64)
        ranks[states] = orders[:, part]

        def improving(there: Codes, here: Codes, ranks: Ranks = ranks) -> Flags:
            better: Flags = ranks[there] < ranks[here]
            return better

        holds = _own(own, ranks < ranks[state])
        for mover in others:
            holds &= _stable_if(model, mover, dm, how, state, improving, ranks.shape[1])
        total += int(np.count_nonzero(holds))
    return total


def _own(given: Sequence[Clause], preferred_to: Flags) -> Flags:
    """Tell for each order (column) whether all clauses hold."""
    holds = np.ones(preferred_to.shape[1], np.bool_)
    for clause in given:
        met = ~preferred_to[clause.improvement]
        for way in clause.ways:
            met |= ~preferred_to[members_of(way)].any(axis=0)
        holds &= met
    return holds
