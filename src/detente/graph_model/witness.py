"""Why a state is stable for somebody, or is not: the improvement that unsettles it, or what holds each back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.errors import CaseError, Finding
from detente.graph_model.concept import Concept, Sanction, Sanctioning, chosen
from detente.graph_model.play import Answer, Move
from detente.graph_model.ranked import RankedConflict
from detente.graph_model.relations import Codes, Reading, preferred, prefers, sanctions
from detente.graph_model.status_quo import reach
from detente.states.model import ConflictModel, Mover
from detente.states.moves import targets
from detente.states.orders import Flags


@dataclass(frozen=True, slots=True)
class Witness:
    """The evidence for a verdict.

    Attributes
    ----------
    stable
        The verdict.
    answers
        If it is stable: each improvement, the most preferred first, with what holds it back (none: there is no
        improvement). If not: one improvement that nothing holds back, the most preferred of these.
    """

    concept: Concept
    mover: Mover
    state: int
    stable: bool
    answers: tuple[Answer, ...]


def explain(
    model: ConflictModel,
    mover: Mover,
    concept: str,
    state: int,
    *,
    own: Reading = Reading.CERTAIN,
    others: Reading = Reading.CERTAIN,
) -> Witness:
    """Find the evidence for the verdict on a (feasible) state.

    Parameters
    ----------
    mover
        One of ``model.movers``: a party, or a group that owns options jointly.
    concept
        Its name.
    own, others
        How partial orders are read. Stable with ``own`` possible and ``others`` certain: for every order that fits.
        Unstable with ``own`` certain and ``others`` possible: for every order that fits.

    Raises
    ------
    CaseError
        For a concept that does not exist, or cannot be computed for this model.
    ValueError
        If the state is not feasible.
    """
    if not model.feasible[state]:
        raise ValueError(f"state {state} is not feasible")
    (found,) = chosen([concept], len(model.dms))
    if found.sanctioning is not None:
        answers = _sanctioned(model, mover, found.sanctioning, state, own, others)
    elif found.answers is None or len(mover.members) > 1 or not model.is_ranked:
        message = f"{found.title} has no verdict for a group, or where an order is known only in part"
        raise CaseError([Finding("partial-order", message, "a single party, and complete orders")])
    else:
        answers = found.answers(RankedConflict(model), mover.members[0], state)
    unsettling = tuple(answer for answer in answers if not answer.held)
    return Witness(found, mover, state, not unsettling, unsettling[:1] or tuple(answers))


def _sanctioned(
    model: ConflictModel, mover: Mover, how: Sanctioning, state: int, own: Reading, others: Reading
) -> list[Answer]:
    """Return the improvements that nothing holds back, or else all with shortest sanctions; most preferred first."""
    better = preferred(model, mover.members, np.array([state]), own)
    ends = sanctions(model, [mover], how, better)[:, 0]
    answers = []
    for there in _by_liking(model, mover, targets(model, mover, state), better[:, 0]):
        move = Move(mover, there)
        if how.by is Sanction.NOTHING:
            answers.append(Answer(move, (), there, held=False))
            continue
        improving = how.by is Sanction.IMPROVEMENTS
        opponents = [other for other in model.movers if not set(other.members) & set(mover.members)]
        found = reach(model, there, movers=opponents, improving=improving, reading=others, until=ends)
        reached = np.flatnonzero(found.reached & ends)
        if not reached.size:
            return [Answer(move, (), there, held=False)]
        end = int(reached[0])
        answers.append(Answer(move, found.path(end), end, held=True))
    return answers


def _by_liking(model: ConflictModel, mover: Mover, there: Codes, better: Flags) -> list[int]:
    """Return those of the states that are better; those with fewer states above them come first."""
    kept = there[better[there]]
    above = np.zeros(len(kept), np.int64)
    for member in mover.members:
        above += prefers(model, model.preferences[member], kept[:, None], kept[None, :], Reading.CERTAIN).sum(axis=0)
    return [int(code) for code in kept[np.argsort(above, kind="stable")]]
