"""Which verdicts hang on what a partial order leaves open, and what a party would have to be asked to settle them.

A **comparison** is a pair of states that a party's order leaves open, wholly or but for a tie. It **settles** a verdict
if one of its answers alone (one state is better, both are as good, the other is better) makes the verdict "for every
order that fits" or "for none", all else being as open as it is.

- Of a party's own order all comparisons with the state in question are gone through; no other could settle a verdict
  that these do not (`detente.graph_model.settling`). Under Nash, GMR and SMR what is found is all there is. Of answers
  of which one follows from the other, and that settle a verdict alike, the one that says less is kept.
- Under SEQ and SSEQ verdicts hang on the orders of those who sanction, too (`detente.graph_model.sanctioners`). There a
  settled verdict is proved, and one that is not named may be settled all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from detente.errors import CaseError, Finding
from detente.graph_model.analysis import Stability
from detente.graph_model.certainty import Certainty
from detente.graph_model.concept import Sanction, Sanctioning
from detente.graph_model.relations import Codes
from detente.graph_model.sanctioners import Pair, by_others, sanctioning
from detente.graph_model.settling import Sanctions
from detente.graph_model.weakest import weakest
from detente.states.model import ConflictModel, Mover
from detente.states.orders import PartialOrder, Relation

MOST_STATES = 256
"""Of more feasible states than this, only the verdicts on chosen ones are asked about."""

MOST_COMPARED = 4096
"""Of more feasible states than this, not even those: all are compared with all."""

Progress = Callable[[str], None]
_SETTLED = (Certainty.EVERY, Certainty.NONE)
_CONTRARY = {Relation.BETTER: Relation.WORSE, Relation.TIED: Relation.TIED, Relation.WORSE: Relation.BETTER}


@dataclass(frozen=True, slots=True)
class Settled:
    """A verdict that an answer settles: of a mover, or (`None`) whether the state is an equilibrium."""

    concept: str
    mover: Mover | None
    state: int
    today: Certainty
    becomes: Certainty


@dataclass(frozen=True, slots=True)
class Comparison:
    """A pair of states that a party's order leaves open, and by its answers what they settle.

    ``answers`` has all that are possible, as the first state ranks against the second; some may settle nothing.
    """

    dm: int
    states: tuple[int, int]
    answers: Mapping[Relation, tuple[Settled, ...]]

    @property
    def equilibria(self) -> int:
        """How many verdicts on equilibria the answer settles that settles most of them."""
        return max(sum(one.mover is None for one in settled) for settled in self.answers.values())


@dataclass(frozen=True, slots=True, eq=False)
class Comparisons:
    """The comparisons that settle a verdict: those first that settle most equilibria, then by party and state.

    Attributes
    ----------
    asked
        The codes of the states whose verdicts were asked about, where these are not all.
    tried
        How many comparisons there are, of the states asked about with others.
    sanctioning
        Whether it was asked what a party's answers settle of *other* parties' verdicts, where SEQ or SSEQ make that a
        question.
    unsettled
        By concept, the states of which it is open whether they are equilibria, and no single comparison settles it.
    """

    comparisons: tuple[Comparison, ...]
    asked: tuple[int, ...] | None
    tried: int
    sanctioning: bool
    unsettled: Mapping[str, tuple[int, ...]]


def compare(found: Stability, *, chosen: Sequence[int] = (), progress: Progress | None = None) -> Comparisons:
    """Find the comparisons that would settle verdicts which partial orders leave open.

    Parameters
    ----------
    found
        The verdicts, with those by party.
    chosen
        Of more than `MOST_STATES` feasible states, the codes of those asked about.
    progress
        Is told in a few words what is being tried.

    Raises
    ------
    CaseError
        For too many states (``too-many-to-compare``).
    """
    model = found.model
    every = model.states()
    if len(every) > MOST_COMPARED or (len(every) > MOST_STATES and not chosen):
        message = f"there are too many comparisons to ask about, of {len(every):,} states"
        expected = f"at most {MOST_STATES} states, or --from and at most {MOST_COMPARED:,}"
        raise CaseError([Finding("too-many-to-compare", message, expected)])
    asked = every if len(every) <= MOST_STATES else np.array(sorted(set(chosen)), np.int64)
    partial = [dm for dm, order in enumerate(model.preferences) if isinstance(order, PartialOrder)]
    in_earnest = any(how.by is Sanction.IMPROVEMENTS for how in found.sanctioned.values())
    pairs = sanctioning(model, partial) if in_earnest else {}
    settled: _Settled = defaultdict(dict)
    for name, how in found.sanctioned.items():
        for mover, verdicts in zip(model.movers, found.stable[name], strict=True):
            if progress is not None:
                progress(f"what would settle {found.concepts[name].title}")
            is_open = [code for code in asked.tolist() if verdicts.at(code) not in _SETTLED]
            for pair, relation, code, becomes in (
                *_by_own(model, mover, how, is_open),
                *by_others(model, mover, how, is_open, pairs or {}),
            ):
                settled[pair, relation][name, mover, code] = becomes
    told = _only_weakest(model, _told(found, settled))
    return Comparisons(
        told,
        None if len(asked) == len(every) else tuple(asked.tolist()),
        sum(_open_pairs(model, dm, asked) for dm in partial),
        pairs is not None,
        _left(found, asked, told),
    )


_Settled = dict[tuple[Pair, Relation], dict[tuple[str, Mover, int], Certainty]]
_Found = Iterator[tuple[Pair, Relation, int, Certainty]]


def _by_own(model: ConflictModel, mover: Mover, how: Sanctioning, states: Sequence[int]) -> _Found:
    """Yield what the answers of a mover's members settle about states on which its verdict is open."""
    partial = [dm for dm in mover.members if isinstance(model.preferences[dm], PartialOrder)]
    if not states or not partial:
        return
    sanctions = Sanctions.of(model, mover, how)
    for dm in partial:
        for state in states:
            for told in sanctions.settled(dm, state):
                yield *_pair(dm, told.than, state, told.relation), state, told.becomes


def _pair(dm: int, one: int, other: int, relation: Relation) -> tuple[Pair, Relation]:
    """Write a comparison with the lower state first, and how that ranks against the second."""
    return ((dm, one, other), relation) if one < other else ((dm, other, one), _CONTRARY[relation])


def _told(found: Stability, settled: _Settled) -> tuple[Comparison, ...]:
    every = found.model.states()
    comparisons = []
    for pair in {pair for pair, _ in settled}:
        dm, one, other = pair
        order = found.model.preferences[dm]
        assert isinstance(order, PartialOrder)
        possible = order.open_between(int(np.searchsorted(every, one)), int(np.searchsorted(every, other)))
        answers = {relation: tuple(_answer(found, settled.get((pair, relation), {}))) for relation in possible}
        comparisons.append(Comparison(dm, (one, other), answers))
    return tuple(comparisons)


def _only_weakest(model: ConflictModel, told: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """Keep of the answers that settle a verdict alike those that say least; put first what settles most equilibria."""
    answers: dict[tuple[int, Settled], list[tuple[int, Relation]]] = defaultdict(list)
    for comparison in told:
        for relation, settled in comparison.answers.items():
            for one in settled:
                if one.state in comparison.states:
                    answers[comparison.dm, one].append(_against(comparison.states, one.state, relation))
    kept = {}
    for (dm, one), given in answers.items():
        order = model.preferences[dm]
        assert isinstance(order, PartialOrder)
        kept[dm, one] = weakest(order, model.states(), given)
    left = []
    for each in told:
        least = {
            relation: tuple(
                one
                for one in settled
                if one.state not in each.states or _against(each.states, one.state, relation) in kept[each.dm, one]
            )
            for relation, settled in each.answers.items()
        }
        if any(least.values()):
            left.append(Comparison(each.dm, each.states, least))
    return tuple(sorted(left, key=lambda one: (-one.equilibria, one.dm, one.states)))


def _against(states: tuple[int, int], state: int, relation: Relation) -> tuple[int, Relation]:
    """Return how the other of two states ranks against one, if the first ranks so against the second."""
    return (states[0], relation) if states[1] == state else (states[1], _CONTRARY[relation])


def _answer(found: Stability, settled: Mapping[tuple[str, Mover, int], Certainty]) -> Iterator[Settled]:
    """Yield what an answer settles: by concept and state, for the movers, then for all together."""
    for name, verdicts in found.equilibria.items():
        for code in sorted({state for concept, _, state in settled if concept == name}):
            after = []
            for mover, today in zip(found.movers, found.stable[name], strict=True):
                after.append(settled.get((name, mover, code), today.at(code)))
                if (name, mover, code) in settled:
                    yield Settled(name, mover, code, today.at(code), after[-1])
            joined = verdicts.at(code)
            if joined not in _SETTLED and Certainty.NONE in after:
                yield Settled(name, None, code, joined, Certainty.NONE)
            elif joined not in _SETTLED and set(after) == {Certainty.EVERY}:
                yield Settled(name, None, code, joined, Certainty.EVERY)


def _open_pairs(model: ConflictModel, dm: int, asked: Codes) -> int:
    """Count the pairs of an asked state and another that a party's order leaves open."""
    order = model.preferences[dm]
    assert isinstance(order, PartialOrder)
    is_open = ~(order.better | order.better.T | (order.at_least & order.at_least.T))
    chosen = np.isin(model.states(), asked)
    return int(np.count_nonzero(np.triu(is_open & (chosen[:, None] | chosen[None, :]))))


def _left(found: Stability, asked: Codes, told: Sequence[Comparison]) -> dict[str, tuple[int, ...]]:
    """Return by concept the states of which no comparison settles whether they are equilibria."""
    named = {
        (one.concept, one.state)
        for comparison in told
        for settled in comparison.answers.values()
        for one in settled
        if one.mover is None
    }
    return {
        name: tuple(code for code in asked.tolist() if verdicts.at(code) not in _SETTLED and (name, code) not in named)
        for name, verdicts in found.equilibria.items()
    }
