"""Limited-move stability: two parties look a number of moves ahead, each reckoning with the best play of the other.

The party begins; the two move in turn, and who stays ends it. From the last move back, each chooses the move whose
*anticipated end* it likes best, and makes it only if it likes that end better than staying. A state is stable for a
party that would stay (Zagare 1984; Kilgour 1985; Fang, Hipel & Kilgour 1993). With one move ahead this is Nash
stability.

The literature assumes that nobody is indifferent. Here a party that is indifferent between ends chooses as the other
would like least, and between moving and staying it stays; verdicts then depend on no labels.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.errors import CaseError, Finding
from detente.graph_model.concept import Answers, Concept, Stable
from detente.graph_model.play import Answer, Move
from detente.graph_model.ranked import RankedConflict
from detente.graph_model.relations import Codes
from detente.states.moves import least_elsewhere, targets
from detente.states.orders import Flags

AHEAD = 3
"""So many moves are looked ahead where no number is given."""

MOST_OPTIONS = 20

Ends = tuple[Codes, Codes]
"""For either party, by state code: where the conflict is anticipated to end if that party has the move."""


def looking(moves: int) -> tuple[Stable, Answers]:
    """Return the verdicts of the concept with so many moves ahead, and its answers."""

    def stable(conflict: RankedConflict, dm: int) -> Flags:
        return stays(conflict, ahead(conflict, moves)[-1], dm)

    def answers(conflict: RankedConflict, dm: int, code: int) -> list[Answer]:
        return answers_from(conflict, ahead(conflict, moves), dm, code)

    return stable, answers


def ahead(conflict: RankedConflict, moves: int) -> list[Ends]:
    """Return the anticipated ends with 0 to so many moves ahead."""
    ends = [here(conflict)]
    for _ in range(moves):
        ends.append(one_more(conflict, ends[-1]))
    return ends


def answers_from(conflict: RankedConflict, ends: Sequence[Ends], dm: int, code: int) -> list[Answer]:
    """Return each move of a party that improves, or is anticipated to end better, with the play that follows.

    Parameters
    ----------
    ends
        The anticipated ends with 0 to so many moves ahead.
    """
    rank = conflict.rank(dm)
    found = []
    for there in targets(conflict.model, conflict.movers[dm], code).tolist():
        end = int(ends[-2][1 - dm][there])
        if rank[there] < rank[code] or rank[end] < rank[code]:
            play = _play(conflict, ends[:-1], 1 - dm, there)
            found.append(Answer(Move(conflict.movers[dm], there), play, end, held=bool(rank[end] >= rank[code])))
    return sorted(found, key=lambda answer: (rank[answer.end], rank[answer.improvement.to], answer.improvement.to))


def _play(conflict: RankedConflict, ends: Sequence[Ends], dm: int, code: int) -> tuple[Move, ...]:
    """Return the anticipated moves from a state, in which a party has the move."""
    made: list[Move] = []
    for left in range(len(ends) - 1, 0, -1):
        end = ends[left][dm][code]
        if end == code:
            break
        there = targets(conflict.model, conflict.movers[dm], code)
        code = int(there[ends[left - 1][1 - dm][there] == end][0])
        made.append(Move(conflict.movers[dm], code))
        dm = 1 - dm
    return tuple(made)


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


_STABLE, _ANSWERS = looking(AHEAD)

CONCEPT = Concept(
    "limited-move",
    "Limited-move stability",
    "Zagare 1984; Kilgour 1985",
    _STABLE,
    parties=2,
    looking=looking,
    answers=_ANSWERS,
)
