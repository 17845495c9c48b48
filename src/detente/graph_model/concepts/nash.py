"""Nash stability: a state is stable for a party that has no improvement from it."""

from __future__ import annotations

from detente.graph_model.concept import Concept, Sanction, Sanctioning
from detente.graph_model.ranked import RankedConflict
from detente.states.orders import Flags


def stable(conflict: RankedConflict, dm: int) -> Flags:
    """Tell of every state whether no move of the party leads to a better one (Nash 1951)."""
    return conflict.is_held(dm, conflict.rank(dm))


CONCEPT = Concept("nash", "Nash stability", "Nash 1951", stable, Sanctioning(Sanction.NOTHING))
