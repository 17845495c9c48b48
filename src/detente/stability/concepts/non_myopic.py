"""Non-myopic stability: two parties look as far ahead as it takes, and would stay however far they look.

A state is non-myopically stable for a party if there is a number of moves from which on it is limited-move stable for
every larger number (Brams & Wittman 1981; Kilgour 1984; Fang, Hipel & Kilgour 1993). The anticipated ends depend
only on those with one move fewer, so that they run into a cycle; what holds all through the cycle holds for ever.
"""

from __future__ import annotations

from hashlib import sha256

import numpy as np

from detente.errors import CaseError, Finding
from detente.stability.concept import MOST_MOVES, Concept
from detente.stability.concepts.limited_move import Ends, here, one_more, stays
from detente.stability.ranked import RankedConflict
from detente.states.orders import Flags


def stable(conflict: RankedConflict, dm: int) -> Flags:
    """Tell of every state whether the party would stay, looking any large number of moves ahead.

    Raises
    ------
    CaseError
        With the code ``too-many-to-compare`` if no cycle shows in `MOST_MOVES` moves.
    """
    ends = here(conflict)
    seen: dict[bytes, int] = {}
    would_stay: list[Flags] = []
    while (key := _digest(ends)) not in seen:
        if len(seen) > MOST_MOVES:
            message = f"what the parties anticipate does not settle within {MOST_MOVES} moves"
            raise CaseError([Finding("too-many-to-compare", message, "limited-move stability with a number of moves")])
        seen[key] = len(would_stay)
        would_stay.append(stays(conflict, ends, dm))
        ends = one_more(conflict, ends)
    found: Flags = np.logical_and.reduce(would_stay[seen[key] :])
    return found


def _digest(ends: Ends) -> bytes:
    return sha256(ends[0].tobytes() + ends[1].tobytes()).digest()


CONCEPT = Concept("non-myopic", "Non-myopic stability", "Brams & Wittman 1981; Kilgour 1984", stable, parties=2)
