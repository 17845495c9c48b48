"""The question turned round: which orders of preference would make a wished state an equilibrium.

Two answers are given for each party, the others' orders being as they are today. **Counts**: of all strict orders of
the states, in how many the state is stable for the party, and in how many it is an equilibrium. **Changes**: the fewest
states that must no longer be preferred to it for it to be stable for the party, and how far it would have to be lifted
in the party's order. That is the more useful answer: it says what would have to become less attractive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from detente.errors import CaseError, Finding
from detente.stability.clauses import clauses, set_of
from detente.stability.concept import Concept, Sanctioning, chosen
from detente.stability.counting import Count, count
from detente.stability.fewest import fewest_states, lift
from detente.stability.relations import Codes, is_stable
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
        The order with the state so lifted.
    """

    dm: int
    below: tuple[int, ...]
    lifted_above: tuple[int, ...]
    proved: bool
    ranking: Ranking

    @property
    def pairs(self) -> int:
        """How many pairs of states have their order turned round: in a strict order, how many places it is lifted."""
        return len(self.lifted_above)


@dataclass(frozen=True, slots=True, eq=False)
class Inverse:
    """What would make a state an equilibrium; ``enough``: all changes together do (they always do but by SEQ, SSEQ)."""

    concept: Concept
    state: int
    counts: tuple[Count, ...]
    changes: tuple[Change, ...]
    enough: bool


def invert(model: ConflictModel, state: int, concept: str, *, counting: bool = True) -> Inverse:
    """Find which orders of preference make a (feasible) state an equilibrium.

    Parameters
    ----------
    concept
        Its name; one that is told by sanctions.
    counting
        Whether orders are counted; otherwise ``counts`` is empty.

    Raises
    ------
    CaseError
        For a concept that cannot be inverted, orders known only in part, or too many states.
    ValueError
        If the state is not feasible.
    """
    found = _asked(model, state, concept)
    how = found.sanctioning
    assert how is not None
    counts = tuple(count(model, dm, how, state) for dm in range(len(model.dms))) if counting else ()
    changes = tuple(change(model, dm, how, state) for dm in range(len(model.dms)))
    changed = replace(model, preferences=tuple(each.ranking for each in changes))
    enough = all(is_stable(changed, mover, how, np.array([state]))[0] for mover in model.movers)
    return Inverse(found, state, counts, changes, enough)


def _asked(model: ConflictModel, state: int, concept: str) -> Concept:
    if not model.feasible[state]:
        raise ValueError(f"state {state} is not feasible")
    (found,) = chosen([concept], len(model.dms))
    if found.sanctioning is None:
        message = f"{found.title} cannot be asked the other way round"
        raise CaseError([Finding("unknown-concept", message, "a concept that is told by its sanctions, such as seq")])
    if not model.is_ranked:
        message = "what would have to change in an order needs the order, and some are known only in part"
        raise CaseError([Finding("partial-order", message, "a ranking, statements or numbers for every party")])
    if (states := len(model.states())) > MOST_STATES:
        message = f"there are {states:,} feasible states, too many to ask what would have to change"
        raise CaseError([Finding("too-many-to-compare", message, f"at most {MOST_STATES:,} states")])
    return found


def change(model: ConflictModel, dm: int, how: Sanctioning, state: int) -> Change:
    """Find the fewest changes of a party's order that make a state stable for it, and for the groups it belongs to."""
    order = model.preferences[dm]
    assert isinstance(order, Ranking)
    ranks = order.rank
    above = [np.flatnonzero(ranks == rank).tolist() for rank in range(int(ranks[state]) - 1, 0, -1)]
    given = clauses(model, dm, how, state)
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
