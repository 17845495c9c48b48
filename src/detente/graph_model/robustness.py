"""Which verdicts hang on a detail of a party's order: on one swap of neighbours, or on a tie.

A **swap** lets two states of neighbouring ranks change places, in one party's order. A **tie** is a class of states
between which a party is indifferent: its verdicts hang on it if some other order of that class turns them
(`detente.graph_model.certainty`). A verdict that hangs on nothing of this kind survives every single such change; it
may still turn if several are made at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

import numpy as np

from detente.errors import CaseError, Finding
from detente.graph_model.analysis import Stability, analyse
from detente.graph_model.certainty import Certainty, Verdicts
from detente.graph_model.concept import DEFAULT
from detente.states.model import ConflictModel, Mover
from detente.states.orders import PartialOrder, Ranking

MOST_STATES = 256
"""Of more feasible states than this, swaps are not gone through: there are as many for each party."""

MOST_SWAPS = 4_000

Progress = Callable[[str], None]


class Kind(StrEnum):
    """What a verdict can hang on."""

    SWAP = "swap"
    TIE = "tie"


@dataclass(frozen=True, slots=True)
class Turn:
    """A verdict that turns: of a mover, or (`None`) whether the state is an equilibrium.

    ``stable`` is today's verdict. ``proved``: it is known to turn; otherwise it could not be excluded (SEQ and SSEQ
    under ties only).
    """

    concept: str
    mover: Mover | None
    state: int
    stable: bool
    proved: bool = True


@dataclass(frozen=True, slots=True)
class Hinge:
    """A detail of a party's order on which verdicts hang.

    ``states`` are two for a swap, the better one first, and all the states of the class for a tie.
    """

    dm: int
    kind: Kind
    states: tuple[int, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Robustness:
    """All hinges, by party and from its best states down, swaps before ties; and how many details were tried."""

    model: ConflictModel
    hinges: tuple[Hinge, ...]
    swaps_tried: int
    ties_tried: int

    def on(self, concept: str, state: int, mover: Mover | None = None) -> tuple[Hinge, ...]:
        """Return the hinges of one verdict: of a mover, or (`None`) whether the state is an equilibrium."""
        asked = concept, mover, state
        return tuple(
            hinge
            for hinge in self.hinges
            if any((turn.concept, turn.mover, turn.state) == asked for turn in hinge.turns)
        )


def perturb(model: ConflictModel, concepts: Sequence[str] = DEFAULT, *, progress: Progress | None = None) -> Robustness:
    """Try every swap of neighbours and every tie, and tell which verdicts turn.

    Parameters
    ----------
    concepts
        Names; ties are tried for those that are told by sanctions.
    progress
        Is told in a few words what is being tried.

    Raises
    ------
    CaseError
        For unknown concepts, orders known only in part, or too many states (``too-many-to-compare``).
    """
    _check(model)
    today = analyse(model, concepts)
    sanctioned = [name for name, concept in today.concepts.items() if concept.sanctioning is not None]
    hinges: list[Hinge] = []
    swaps = ties = 0
    for dm, name in enumerate(model.dms):
        if progress is not None:
            progress(f"trying changes in the order of {name}")
        for better, worse in _neighbours(model, dm):
            swaps += 1
            changed = analyse(_swapped(model, dm, better, worse), concepts)
            _note(hinges, dm, Kind.SWAP, (better, worse), _turns(today, changed))
        for level in _ties(model, dm):
            ties += 1
            changed = analyse(_loosened(model, dm, level), sanctioned)
            _note(hinges, dm, Kind.TIE, level, _turns(today, changed))
    return Robustness(model, tuple(hinges), swaps, ties)


def _check(model: ConflictModel) -> None:
    if not model.is_ranked:
        message = "a swap of neighbours needs an order of all states, and some are known only in part"
        raise CaseError([Finding("partial-order", message, "a ranking, statements or numbers for every party")])
    states = len(model.states())
    swaps = sum(1 for dm in range(len(model.dms)) for _ in _neighbours(model, dm)) if states <= MOST_STATES else 0
    if states > MOST_STATES or swaps > MOST_SWAPS:
        message = f"there are too many swaps of neighbours to try, of {states:,} states"
        raise CaseError([Finding("too-many-to-compare", message, f"at most {MOST_STATES} states")])


def _levels(model: ConflictModel, dm: int) -> list[tuple[int, ...]]:
    """Return a party's classes of equally preferred states, the best first."""
    order = model.preferences[dm]
    assert isinstance(order, Ranking)
    return [tuple(np.flatnonzero(order.rank == rank).tolist()) for rank in range(1, order.ranks + 1)]


def _neighbours(model: ConflictModel, dm: int) -> Iterator[tuple[int, int]]:
    levels = _levels(model, dm)
    for upper, lower in pairwise(levels):
        yield from ((better, worse) for better in upper for worse in lower)


def _ties(model: ConflictModel, dm: int) -> Iterator[tuple[int, ...]]:
    yield from (level for level in _levels(model, dm) if len(level) > 1)


def _swapped(model: ConflictModel, dm: int, better: int, worse: int) -> ConflictModel:
    order = model.preferences[dm]
    assert isinstance(order, Ranking)
    rank = order.rank.copy()
    rank[[better, worse]] = rank[[worse, better]]
    return _with(model, dm, Ranking(rank))


def _loosened(model: ConflictModel, dm: int, level: Sequence[int]) -> ConflictModel:
    """Leave open how a party ranks the states of a class among themselves."""
    order = model.preferences[dm]
    assert isinstance(order, Ranking)
    known = PartialOrder.of_ranking(order, model.feasible)
    inside = np.isin(model.states(), level)
    both = inside[:, None] & inside[None, :] & ~np.eye(len(inside), dtype=np.bool_)
    return _with(model, dm, PartialOrder(known.at_least & ~both, known.better))


def _with(model: ConflictModel, dm: int, order: Ranking | PartialOrder) -> ConflictModel:
    orders = list(model.preferences)
    orders[dm] = order
    return replace(model, preferences=tuple(orders))


def _note(hinges: list[Hinge], dm: int, kind: Kind, states: tuple[int, ...], turns: tuple[Turn, ...]) -> None:
    if turns:
        hinges.append(Hinge(dm, kind, states, turns))


def _turns(today: Stability, changed: Stability) -> tuple[Turn, ...]:
    """Return the verdicts that are, or could be, others."""
    found: list[Turn] = []
    for name in changed.concepts:
        pairs: list[tuple[Mover | None, Verdicts, Verdicts]] = [
            (mover, was, is_)
            for mover, was, is_ in zip(today.movers, today.stable[name], changed.stable[name], strict=False)
        ]
        for mover, was, is_ in [*pairs, (None, today.equilibria[name], changed.equilibria[name])]:
            for code in np.flatnonzero(today.model.feasible & _differ(was, is_)).tolist():
                stable = bool(was.every[code])
                found.append(Turn(name, mover, code, stable, is_.at(code) in _TURNED[stable]))
    return tuple(found)


def _differ(was: Verdicts, is_: Verdicts) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Tell where today's verdict is not that of every order that fits."""
    return np.where(was.every, ~is_.every, ~is_.not_some)


_TURNED: Mapping[bool, set[Certainty]] = {
    True: {Certainty.NONE, Certainty.SOME, Certainty.NONE_OR_SOME},
    False: {Certainty.EVERY, Certainty.SOME, Certainty.SOME_OR_EVERY},
}
"""By today's verdict, what proves that it turns."""
