"""The question turned round: which orders of preference would make a wished state an equilibrium.

Two answers are given for each party, the others' orders being as they are today. **Counts**: of all strict orders of
the states, in how many the state is stable for the party, and in how many it is an equilibrium. **Changes**: the fewest
states that must no longer be preferred to it for it to be stable for the party, and how far it would have to be lifted
in the party's order. That is the more useful answer: it says what would have to become less attractive.

Where orders are known only in part there is nothing to count and no order to lift the state in; the changes are then
the fewest states that the party must not prefer to it, those that it could prefer among them, for the state to be
stable for every order that fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from detente.errors import CaseError, Finding
from detente.graph_model.clauses import clauses, prefers_to, set_of
from detente.graph_model.concept import Concept, Sanction, Sanctioning, chosen
from detente.graph_model.counting import Count, count
from detente.graph_model.fewest import fewest_states, lift
from detente.graph_model.relations import Codes, is_stable
from detente.states.model import ConflictModel
from detente.states.orders import Ranking, Ranks

MOST_STATES = 1 << 14
"""Of more feasible states than this, what could be changed about one is not looked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """The fewest changes of a party's order that make the state stable for it.

    Attributes
    ----------
    dm
        The party.
    below
        The fewest states (their codes) that must no longer be preferred to the state; none: it is stable today.
    lifted_above
        The states above which the state would be lifted if as few pairs of states as possible are turned round.
    proved
        Whether it is proved that no fewer would do.
    ranking
        The order with the state so lifted; `None` where the order is known only in part, and nothing is lifted.
    """

    dm: int
    below: tuple[int, ...]
    lifted_above: tuple[int, ...]
    proved: bool
    ranking: Ranking | None

    @property
    def pairs(self) -> int:
        """How many pairs of states have their order turned round: in a strict order, how many places it is lifted."""
        return len(self.lifted_above)


@dataclass(frozen=True, slots=True, eq=False)
class Inverse:
    """What would make a state an equilibrium; ``enough``: all changes together do (they always do but by SEQ, SSEQ).

    ``enough`` is `None` where that was not examined: SEQ and SSEQ, with orders known only in part.
    """

    concept: Concept
    state: int
    counts: tuple[Count, ...]
    changes: tuple[Change, ...]
    enough: bool | None


def invert(model: ConflictModel, state: int, concept: str, *, counting: bool = True) -> Inverse:
    """Find which orders of preference make a (feasible) state an equilibrium.

    Parameters
    ----------
    concept
        Its name; one that is told by sanctions.
    counting
        Whether orders are counted; otherwise, and where orders are known only in part, ``counts`` is empty.

    Raises
    ------
    CaseError
        For a concept that cannot be inverted, or too many states.
    ValueError
        If the state is not feasible.
    """
    found = _asked(model, state, concept)
    how = found.sanctioning
    assert how is not None
    parties = range(len(model.dms))
    counts = tuple(count(model, dm, how, state) for dm in parties) if counting and model.is_ranked else ()
    changes = tuple(change(model, dm, how, state) for dm in parties)
    return Inverse(found, state, counts, changes, _is_enough(model, how, state, changes))


def _is_enough(model: ConflictModel, how: Sanctioning, state: int, changes: Sequence[Change]) -> bool | None:
    rankings = [each.ranking for each in changes if each.ranking is not None]
    if len(rankings) == len(changes):
        changed = replace(model, preferences=tuple(rankings))
        return all(is_stable(changed, mover, how, np.array([state]))[0] for mover in model.movers)
    alone = sum(bool(each.below) for each in changes) <= 1
    return True if alone or how.by is not Sanction.IMPROVEMENTS else None


def _asked(model: ConflictModel, state: int, concept: str) -> Concept:
    if not model.feasible[state]:
        raise ValueError(f"state {state} is not feasible")
    (found,) = chosen([concept], len(model.dms))
    if found.sanctioning is None:
        message = f"{found.title} cannot be asked the other way round"
        raise CaseError([Finding("unknown-concept", message, "a concept that is told by its sanctions, such as seq")])
    if (states := len(model.states())) > MOST_STATES:
        message = f"there are {states:,} feasible states, too many to ask what would have to change"
        raise CaseError([Finding("too-many-to-compare", message, f"at most {MOST_STATES:,} states")])
    return found


def change(model: ConflictModel, dm: int, how: Sanctioning, state: int) -> Change:
    """Find the fewest changes of a party's order that make a state stable for it, and for the groups it belongs to."""
    order = model.preferences[dm]
    given = clauses(model, dm, how, state)
    if not isinstance(order, Ranking):
        every = model.states()
        fewest = fewest_states(given, set_of(every[prefers_to(model, dm, every, state)].tolist()))
        return Change(dm, fewest.states, (), fewest.proved, None)
    ranks = order.rank
    above = [np.flatnonzero(ranks == rank).tolist() for rank in range(int(ranks[state]) - 1, 0, -1)]
    lifted = lift(given, above)
    below = fewest_states(given, set_of(code for level in above for code in level))
    scores = _lifted(ranks, lifted.states, state) if lifted.states else ranks
    ranking = Ranking.of(scores, model.feasible)
    return Change(dm, below.states, lifted.states, lifted.proved and below.proved, ranking)


def _lifted(ranks: Ranks, above: Sequence[int], state: int) -> Codes:
    """Score the states so that one comes right before those it is lifted above, and these before its former equals."""
    most = int(ranks.max()) + 1
    found = np.where(ranks < ranks[state], ranks, ranks.astype(np.int64) + 2 * most)
    found[list(above)] = ranks[list(above)] + most
    found[state] = most
    return found
