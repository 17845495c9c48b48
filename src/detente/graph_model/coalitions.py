"""Coalitions: which groups could move together to something that all their members prefer.

A **coalition improvement** from a state is a state that all members of the coalition strictly prefer and that a legal
sequence of moves of theirs leads to; single moves on the way need not be improvements (Kilgour, Hipel, Fang & Peng
2001). With no coalition improvement for any coalition a state is stable against all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from detente.errors import CaseError, Finding
from detente.graph_model.certainty import Certainty, is_complete
from detente.graph_model.concept import Sanction, Sanctioning
from detente.graph_model.play import Move
from detente.graph_model.relations import Reading, improvements, preferred, sanctions, spread_improvements
from detente.graph_model.status_quo import Reach, reach
from detente.states.model import ConflictModel, Mover
from detente.states.moves import from_sequences

MOST_PARTIES = 12
"""There are ``2**parties`` coalitions; of more parties than this they are not gone through."""

Members = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CoalitionImprovement:
    """A coalition (indices of parties), the state that it could move to, and a shortest way there."""

    members: Members
    to: int
    path: tuple[Move, ...]


def coalitions(model: ConflictModel, *, fewest: int = 2) -> Iterator[Members]:
    """Yield the coalitions of so many parties or more, the smallest first.

    Raises
    ------
    CaseError
        With the code ``too-many-to-compare`` above `MOST_PARTIES` parties.
    """
    parties = len(model.dms)
    if parties > MOST_PARTIES:
        message = f"{parties} parties form {2**parties:,} coalitions, which are too many to go through"
        raise CaseError([Finding("too-many-to-compare", message, f"at most {MOST_PARTIES} parties")])
    for size in range(fewest, parties + 1):
        yield from combinations(range(parties), size)


def coalition_improvements(
    model: ConflictModel, state: int, *, reading: Reading = Reading.CERTAIN
) -> tuple[CoalitionImprovement, ...]:
    """Find what each coalition of two or more parties could improve from a state.

    Parameters
    ----------
    state
        A feasible state, by its code: usually an equilibrium.
    reading
        Where an order is partial: what is certainly an improvement, or what could be one.

    Returns
    -------
    tuple of CoalitionImprovement
        By coalition, the smallest first, then by the code of the state moved to.

    Raises
    ------
    CaseError
        With the code ``too-many-to-compare`` above `MOST_PARTIES` parties.
    """
    found = []
    for members in coalitions(model):
        way = within(model, members, state)
        better = preferred(model, members, np.array([state]), reading)[:, 0]
        for code in np.flatnonzero(way.reached & better).tolist():
            found.append(CoalitionImprovement(members, code, way.path(code)))
    return tuple(found)


def coalition_stability(
    model: ConflictModel, state: int, hows: Mapping[str, Sanctioning]
) -> dict[str, dict[Members, Certainty]]:
    """Say in which senses a state is stable against each coalition of two or more parties that could improve.

    Parameters
    ----------
    state
        A feasible state, by its code: usually an equilibrium.
    hows
        Concepts by name, each told by its sanctions.

    Returns
    -------
    dict
        By concept and coalition, for how many orders that fit the coalition's improvements are all held back.
        Coalitions that have no improvement in any order are left out: against them the state is stable in every sense.

    Raises
    ------
    CaseError
        With the code ``too-many-to-compare`` above `MOST_PARTIES` parties.
    """
    tempted = [members for members in coalitions(model) if _could_improve(model, members, state)]
    return {
        name: {members: _certainty(model, members, how, state) for members in tempted} for name, how in hows.items()
    }


def _could_improve(model: ConflictModel, members: Members, state: int) -> bool:
    better = preferred(model, members, np.array([state]), Reading.POSSIBLE)[:, 0]
    return bool((within(model, members, state).reached & better).any())


def _certainty(model: ConflictModel, members: Members, how: Sanctioning, state: int) -> Certainty:
    """Decide as for a single party (`detente.graph_model.certainty`), but for what only trying orders would show."""
    if is_coalitionally_stable(model, members, how, state, own=Reading.POSSIBLE, others=Reading.CERTAIN):
        return Certainty.EVERY
    if not is_coalitionally_stable(model, members, how, state, own=Reading.CERTAIN, others=Reading.POSSIBLE):
        return Certainty.NONE
    outside = [dm for dm in range(len(model.dms)) if dm not in members]
    exact = how.by is not Sanction.IMPROVEMENTS or all(is_complete(model, dm) for dm in outside)
    return Certainty.SOME if exact else Certainty.OPEN


def within(model: ConflictModel, members: Members, state: int) -> Reach:
    """Find what a coalition can reach from a state by moves of its own."""
    return reach(model, state, movers=inside(model, members))


def inside(model: ConflictModel, members: Sequence[int]) -> list[Mover]:
    """Return the movers all of whose members belong to a coalition."""
    return [mover for mover in model.movers if set(mover.members) <= set(members)]


def is_coalitionally_stable(
    model: ConflictModel,
    members: Members,
    how: Sanctioning,
    state: int,
    *,
    own: Reading = Reading.CERTAIN,
    others: Reading = Reading.CERTAIN,
) -> bool:
    """Tell whether each coalition improvement from a state is held back, as a concept's sanctions would a party's.

    Parameters
    ----------
    members
        The coalition. It improves if every member does, and a sanction by movers outside of it holds it back if that
        leaves some member no better off (Kilgour, Hipel, Fang & Peng 2001). Outsiders move one by one.
    how
        With replies: no state that the coalition can reach from the sanction by moves of its own is better for all.
    """
    better = preferred(model, members, np.array([state]), own)
    coalition = inside(model, members)
    outside = [mover for mover in model.movers if mover.options and not set(mover.members) & set(members)]
    ends = sanctions(model, coalition, how, better)
    if how.by is Sanction.MOVES:
        from_sequences(ends, model, outside, np.logical_or, False)
    elif how.by is Sanction.IMPROVEMENTS:
        spread_improvements(ends, [way for mover in outside for way in improvements(model, mover, others)])
    unsettling = within(model, members, state).reached & better[:, 0] & ~ends[:, 0]
    return not unsettling.any()
