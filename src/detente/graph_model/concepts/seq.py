"""Sequential stability: every improvement would be answered by improvements of others, to the party's harm."""

from __future__ import annotations

from detente.graph_model.concept import Concept, Sanction, Sanctioning
from detente.graph_model.ranked import RankedConflict
from detente.states.orders import Flags


def stable(conflict: RankedConflict, dm: int) -> Flags:
    """Tell of every state whether a credible sanction answers each improvement (Fraser & Hipel 1979).

    Credible: a legal sequence of moves in which each is an improvement for its mover from the state it leaves.
    """
    return conflict.is_held(dm, conflict.worst_by_improvements(dm, conflict.rank(dm)))


CONCEPT = Concept("seq", "Sequential stability", "Fraser & Hipel 1979", stable, Sanctioning(Sanction.IMPROVEMENTS))
