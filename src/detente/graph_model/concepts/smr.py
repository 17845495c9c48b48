"""Symmetric metarationality: as general metarationality, and the party cannot escape the sanction by another move."""

from __future__ import annotations

from detente.graph_model.concept import Concept, Sanction, Sanctioning
from detente.graph_model.ranked import RankedConflict
from detente.states.orders import Flags


def stable(conflict: RankedConflict, dm: int) -> Flags:
    """Tell of every state whether a sanction holds after the party's best reply to it too (Howard 1971).

    Sanctions are measured by the best rank that the party can reach from them, instead of their own.
    """
    return conflict.is_held(dm, conflict.worst_by_moves(dm, conflict.reply(dm)))


CONCEPT = Concept("smr", "Symmetric metarationality", "Howard 1971", stable, Sanctioning(Sanction.MOVES, replies=True))
