"""On what a party's verdict on one state hangs: which states must not be preferred to it.

With everybody else's order as it is, whether a state ``s`` is stable for a party depends only on the set ``A`` of
states that the party prefers to ``s``: each improvement ``t`` in ``A`` needs an end ``e`` that a sanction leads to
from ``t``, such that ``A`` holds neither ``e`` nor (with replies) anything that the party reaches from ``e``. That is
one clause for each ``t``. Taking states out of ``A`` never unsettles ``s``.

Sets of states are whole numbers with a bit a state code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import factorial

import numpy as np

from detente.graph_model.concept import Sanction, Sanctioning
from detente.graph_model.relations import Codes, Reading, prefers
from detente.graph_model.status_quo import reach
from detente.states.model import ConflictModel, Mover
from detente.states.moves import targets
from detente.states.orders import Flags

MOST_SINGLE = 20
"""Of so many states all subsets are gone through, when orders are counted."""

MOST_CLUSTERS = 14
"""Of so many sets of several states all choices are gone through, when orders are counted."""


@dataclass(frozen=True, slots=True)
class Clause:
    """If ``improvement`` is preferred, then one of ``ways`` (each a set of states) must hold nothing that is."""

    improvement: int
    ways: tuple[int, ...]

    def holds(self, preferred: int) -> bool:
        """Tell whether the clause holds for a set of preferred states."""
        return not preferred >> self.improvement & 1 or any(not preferred & way for way in self.ways)


def clauses(model: ConflictModel, dm: int, how: Sanctioning, state: int) -> tuple[Clause, ...]:
    """Write down on what the verdicts on a state hang, of a party and of the groups that it belongs to.

    In a group the other members' orders are as they are: what one of them does not like unsettles nothing. Where their
    orders are partial, the clauses are those that hold for every order that fits: members may like what they could
    like, and opponents answer by what are improvements for certain.
    """
    found = []
    for mover in model.movers:
        if dm in mover.members:
            liked = _liked(model, [member for member in mover.members if member != dm], state)
            for there in targets(model, mover, state).tolist():
                if liked >> there & 1:
                    ways = _ways(model, mover, how, there, liked & ~(1 << state))
                    if 0 not in ways:
                        found.append(Clause(there, ways))
    return tuple(found)


def _liked(model: ConflictModel, members: Sequence[int], state: int) -> int:
    """Return the set of states that all these members prefer to a state."""
    every = model.states()
    for member in members:
        every = every[prefers_to(model, member, every, state)]
    return set_of(every.tolist())


def prefers_to(model: ConflictModel, dm: int, codes: Codes, state: int) -> Flags:
    """Tell which states a party prefers to one, or could."""
    return prefers(model, model.preferences[dm], codes, np.array([state]), Reading.POSSIBLE)


def _ways(model: ConflictModel, mover: Mover, how: Sanctioning, there: int, liked: int) -> tuple[int, ...]:
    """Return what must not be preferred for each end that a sanction of an improvement leads to; the least only."""
    if how.by is Sanction.NOTHING:
        return ()
    opponents = [other for other in model.movers if not set(other.members) & set(mover.members)]
    found = reach(model, there, movers=opponents, improving=how.by is Sanction.IMPROVEMENTS)
    sets = set()
    for end in np.flatnonzero(found.steps > 0).tolist():
        replies = targets(model, mover, end).tolist() if how.replies else []
        sets.add(set_of([end, *replies]) & liked)
    return least(sets)


def least(sets: Iterable[int]) -> tuple[int, ...]:
    """Keep the sets of which no other is a part, smallest first."""
    kept: list[int] = []
    for one in sorted(set(sets), key=lambda one: (one.bit_count(), one)):
        if not any(other & one == other for other in kept):
            kept.append(one)
    return tuple(kept)


def set_of(codes: Iterable[int]) -> int:
    """Write states as a set."""
    found = 0
    for code in codes:
        found |= 1 << code
    return found


def members_of(states: int) -> list[int]:
    """Return the codes in a set, ascending."""
    found = []
    while states:
        lowest = states & -states
        found.append(lowest.bit_length() - 1)
        states ^= lowest
    return found


def share_of_orders(given: Sequence[Clause]) -> Fraction | None:
    """Return the share of all strict orders for which every clause holds; `None` if that is too much to count.

    Only the order of the state itself and those named in the clauses matters, and in a random order each set of ``k``
    of these ``r`` is the one above it with probability ``k! (r - k)! / (r + 1)!``.
    """
    named = 0
    for clause in given:
        named |= 1 << clause.improvement
        for way in clause.ways:
            named |= way
    if named.bit_count() <= MOST_SINGLE:
        return _by_subsets(given, members_of(named))
    clusters = _clusters(given)
    return None if clusters is None else _by_clusters(clusters)


def _by_subsets(given: Sequence[Clause], named: Sequence[int]) -> Fraction:
    place = {code: number for number, code in enumerate(named)}
    subsets = np.arange(1 << len(named), dtype=np.uint32)
    holds = np.ones(len(subsets), np.bool_)
    for clause in given:
        met = subsets >> np.uint32(place[clause.improvement]) & 1 == 0
        for way in clause.ways:
            met |= subsets & np.uint32(set_of(place[code] for code in members_of(way))) == 0
        holds &= met
    sizes = np.bincount(np.bitwise_count(subsets[holds]), minlength=len(named) + 1).tolist()
    total = sum(count * factorial(k) * factorial(len(named) - k) for k, count in enumerate(sizes))
    return Fraction(total, factorial(len(named) + 1))


def _clusters(given: Sequence[Clause]) -> tuple[int, ...] | None:
    """Return the least sets that unsettle if all of one is preferred, where every way is a single state."""
    if any(way.bit_count() > 1 for clause in given for way in clause.ways):
        return None
    found = least((1 << clause.improvement) | sum(clause.ways) & ~(1 << clause.improvement) for clause in given)
    several = sum(one.bit_count() > 1 for one in found)
    return found if several <= MOST_CLUSTERS else None


def _by_clusters(clusters: Sequence[int]) -> Fraction:
    """Count by inclusion and exclusion over the clusters of several states; single ones must all be below."""
    single = sum(cluster.bit_count() == 1 for cluster in clusters)
    several = [cluster for cluster in clusters if cluster.bit_count() > 1]
    share = Fraction(0)
    for chosen in range(1 << len(several)):
        union = 0
        for number in members_of(chosen):
            union |= several[number]
        above = union.bit_count()
        split = Fraction(factorial(above) * factorial(single), factorial(above + single + 1))
        share += (-1) ** chosen.bit_count() * split
    return share
