"""Non-myopic stability: two parties look as far ahead as it takes, and would stay however far they look.

A state is non-myopically stable for a party if there is a number of moves from which on it is limited-move stable for
every larger number (Brams & Wittman 1981; Kilgour 1984; Fang, Hipel & Kilgour 1993). The anticipated ends depend
only on those with one move fewer, so that they run into a cycle; what holds all through the cycle holds for ever.
"""

from __future__ import annotations

from hashlib import sha256

import numpy as np

from detente.errors import CaseError, Finding
from detente.graph_model.concept import MOST_MOVES, Concept
from detente.graph_model.concepts.limited_move import Ends, answers_from, here, one_more, stays
from detente.graph_model.play import Answer
from detente.graph_model.ranked import RankedConflict
from detente.states.orders import Flags


def stable(conflict: RankedConflict, dm: int) -> Flags:
    """Tell of every state whether the party would stay, looking any large number of moves ahead.

    Raises
    ------
    CaseError
        With the code ``too-many-to-compare`` if no cycle shows in `MOST_MOVES` moves.
    """
    ends, first = _until_cycle(conflict)
    found: Flags = np.logical_and.reduce([stays(conflict, each, dm) for each in ends[first:]])
    return found


def answers(conflict: RankedConflict, dm: int, code: int) -> list[Answer]:
    """Return what answers each improvement, looking as far ahead as it takes to move, or else to settle."""
    ends, first = _until_cycle(conflict)
    leaving = [moves for moves in range(max(first, 1), len(ends)) if ends[moves][dm][code] != code]
    return answers_from(conflict, ends[: (leaving or [len(ends) - 1])[0] + 1], dm, code)


def _until_cycle(conflict: RankedConflict) -> tuple[list[Ends], int]:
    """Return the anticipated ends with 0, 1, … moves ahead, until they repeat, and where what repeats begins."""
    ends = [here(conflict)]
    seen = {_digest(ends[0]): 0}
    while True:
        ends.append(one_more(conflict, ends[-1]))
        if (first := seen.setdefault(_digest(ends[-1]), len(ends) - 1)) < len(ends) - 1:
            return ends, first
        if len(ends) > MOST_MOVES:
            message = f"what the parties anticipate does not settle within {MOST_MOVES} moves"
            raise CaseError([Finding("too-many-to-compare", message, "limited-move stability with a number of moves")])


def _digest(ends: Ends) -> bytes:
    return sha256(ends[0].tobytes() + ends[1].tobytes()).digest()


CONCEPT = Concept(
    "non-myopic", "Non-myopic stability", "Brams & Wittman 1981; Kilgour 1984", stable, parties=2, answers=answers
)
