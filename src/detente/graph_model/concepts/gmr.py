"""General metarationality: every improvement could be answered by moves that leave the party no better off."""

from __future__ import annotations

from detente.graph_model.concept import Concept, Sanction, Sanctioning
from detente.graph_model.ranked import RankedConflict
from detente.states.orders import Flags


def stable(conflict: RankedConflict, dm: int) -> Flags:
    """Tell of every state whether the worst its opponents can do after each improvement is no better (Howard 1971).

    The opponents may hurt themselves by it: their moves need not be improvements.
    """
    return conflict.is_held(dm, conflict.worst_by_moves(dm, conflict.rank(dm)))


CONCEPT = Concept("gmr", "General metarationality", "Howard 1971", stable, Sanctioning(Sanction.MOVES))
