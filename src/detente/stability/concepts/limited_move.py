"""Limited-move stability: two parties look a number of moves ahead, each reckoning with the best play of the other.

The party begins; the two move in turn, and who stays ends it. From the last move back, each chooses the move whose
*anticipated end* it likes best, and makes it only if it likes that end better than staying. A state is stable for a
party that would stay (Zagare 1984; Kilgour 1985; Fang, Hipel & Kilgour 1993). With one move ahead this is Nash
stability.

The literature assumes that nobody is indifferent. Here a party that is indifferent between ends chooses as the other
would like least, and between moving and staying it stays; verdicts then depend on no labels.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from detente.errors import CaseError, Finding
from detente.stability.concept import Concept
from detente.stability.ranked import RankedConflict
from detente.stability.relations import Codes
from detente.states.moves import least_elsewhere
from detente.states.orders import Flags

AHEAD = 3
"""So many moves are looked ahead where no number is given."""

MOST_OPTIONS = 20

Ends = tuple[Codes, Codes]
"""For either party, by state code: where the conflict is anticipated to end if that party has the move."""


def looking(moves: int) -> Callable[[RankedConflict, int], Flags]:
    """Return the concept with so many moves ahead."""

    def stable(conflict: RankedConflict, dm: int) -> Flags:
        ends = here(conflict)
        for _ in range(moves):
            ends = one_more(conflict, ends)
        return stays(conflict, ends, dm)

    return stable


def here(conflict: RankedConflict) -> Ends:
    """Return the anticipated ends if nobody may move: each state itself.

    Raises
    ------
    CaseError
        With the code ``too-many-to-compare`` above `MOST_OPTIONS` options.
    """
    if len(conflict.model.options) > MOST_OPTIONS:
        message = f"looking moves ahead is not possible with {len(conflict.model.options)} options"
        raise CaseError([Finding("too-many-to-compare", message, f"at most {MOST_OPTIONS} options")])
    codes = np.arange(conflict.model.size)
    return codes, codes


def one_more(conflict: RankedConflict, ends: Ends) -> Ends:
    """Return the anticipated ends with one more move, from those of the moves that come after it."""
    return _best(conflict, 0, ends[1]), _best(conflict, 1, ends[0])


def stays(conflict: RankedConflict, ends: Ends, dm: int) -> Flags:
    """Tell in which states a party would stay."""
    found: Flags = (ends[dm] == np.arange(conflict.model.size)) & conflict.model.feasible
    return found


def _best(conflict: RankedConflict, dm: int, after: Codes) -> Codes:
    """Return where a party's best move, or staying, is anticipated to end, given the ends after its move."""
    model, worst = conflict.model, conflict.worst
    mine, theirs = (conflict.rank(party).astype(np.int64) for party in (dm, 1 - dm))
    liking = mine[after] * (worst + 1) + (worst - theirs[after])
    none = (worst + 1) ** 2 * model.size
    packed = np.where(model.feasible, liking * model.size + after, none)
    best = least_elsewhere(packed, model, conflict.movers[dm], none)
    codes = np.arange(model.size)
    ends = np.where(best < none, best % model.size, codes)
    found: Codes = np.where(mine[ends] < mine, ends, codes)
    return found


CONCEPT = Concept(
    "limited-move",
    "Limited-move stability",
    "Zagare 1984; Kilgour 1985",
    looking(AHEAD),
    parties=2,
    looking=looking,
)
