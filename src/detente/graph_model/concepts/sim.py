"""Simultaneous stability: every improvement could meet with improvements that others make at the same moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np

from detente.errors import CaseError, Finding
from detente.graph_model.concept import Concept
from detente.graph_model.play import Answer, Move
from detente.graph_model.ranked import RankedConflict
from detente.graph_model.relations import Codes, Improvements, Reading, improvements, improvements_from
from detente.states.model import Mover
from detente.states.orders import Flags

MOST_OPTIONS = 14
"""Of every state all combinations of improvements are looked at: one more option takes up to four times as long."""


def stable(conflict: RankedConflict, dm: int) -> Flags:
    """Tell of every state whether each improvement of the party can be met at the same time (Fraser & Hipel 1984).

    An improvement is met if some of the other movers (at least one) have improvements from the *same* state which,
    all made at once with it, lead to a feasible state that is no better for the party. For two parties this is the
    sanction by simultaneity of Fraser and Hipel; for more, any of the others may take part.

    Raises
    ------
    CaseError
        With the code ``too-many-to-compare`` above `MOST_OPTIONS` options.
    """
    model, rank = conflict.model, conflict.rank(dm)
    if len(model.options) > MOST_OPTIONS:
        message = f"simultaneous stability tries every combination of moves: {len(model.options)} options are too many"
        raise CaseError([Finding("too-many-to-compare", message, f"at most {MOST_OPTIONS} options")])
    own = improvements(model, conflict.movers[dm], Reading.CERTAIN)
    others = [improvements(model, mover, Reading.CERTAIN) for mover in conflict.opponents(dm)]
    open_ = [_flags(model.size, codes) for _, codes in own]
    for flip, codes in _combined(others, model.states(), 0):
        for (mine, _), unmet in zip(own, open_, strict=True) if flip else ():
            here = codes[unmet[codes]]
            there = here ^ mine ^ flip
            unmet[here[model.feasible[there] & (rank[there] >= rank[here])]] = False
    found: Flags = model.feasible & ~np.logical_or.reduce([np.zeros(model.size, np.bool_), *open_])
    return found


def answers(conflict: RankedConflict, dm: int, code: int) -> list[Answer]:
    """Return each improvement from a state, the most preferred first, with what meets it at the same time."""
    model, rank = conflict.model, conflict.rank(dm)
    others = [(mover, improvements_from(model, mover, code)) for mover in conflict.opponents(dm)]
    found = []
    for there in sorted(improvements_from(model, conflict.movers[dm], code), key=lambda there: (rank[there], there)):
        move = Move(conflict.movers[dm], there)
        for moves in _together(others):
            end = there
            for other in moves:
                end ^= other.to ^ code
            if moves and model.feasible[end] and rank[end] >= rank[code]:
                found.append(Answer(move, moves, end, held=True, at_once=True))
                break
        else:
            found.append(Answer(move, (), there, held=False))
    return found


def _together(others: Sequence[tuple[Mover, Sequence[int]]]) -> Iterator[tuple[Move, ...]]:
    """Yield each choice of at most one of the states a mover, fewest moves first."""
    choices = [(None, *(Move(mover, there) for there in states)) for mover, states in others]
    for count in range(1, len(others) + 1):
        for made in product(*choices):
            moves = tuple(move for move in made if move is not None)
            if len(moves) == count:
                yield moves


def _combined(others: Sequence[Improvements], codes: Codes, flip: int) -> Iterator[tuple[int, Codes]]:
    """Yield each choice of at most one improvement a mover, with the states from which it can be made."""
    if not others:
        yield flip, codes
        return
    yield from _combined(others[1:], codes, flip)
    for one, where in others[0]:
        both = np.intersect1d(codes, where, assume_unique=True)
        if both.size:
            yield from _combined(others[1:], both, flip | one)


def _flags(size: int, codes: Codes) -> Flags:
    found = np.zeros(size, np.bool_)
    found[codes] = True
    return found


CONCEPT = Concept("sim", "Simultaneous stability", "Fraser & Hipel 1984", stable, answers=answers)
