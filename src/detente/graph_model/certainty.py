"""Verdicts where preferences are known only in part: stable for every order that fits, for some, or for none.

An order that fits is a ranking, ties allowed, that agrees with all that is known (`detente.states.PartialOrder`).

- Nash, GMR and SMR speak of one party's order only, and of one state ``s`` at a time. A state is the less stable the
  more is preferred to it, so that "for every" and "for some" are decided by two orders: the one in which all that could
  be better than ``s`` is better, and the one in which only that is which must be. Both verdicts are exact.
- SEQ and SSEQ also speak of the improvements of others, and more improvements mean more sanctions. Where the others'
  orders are complete the verdicts are exact as before. Otherwise "for every" is proved with the others' *certain*
  improvements only, "for none" with their *possible* ones; and rankings of the others that fit, a fixed number of
  them, are tried to prove the contrary. What none of these decides is left open, and said to be.
- A state is an equilibrium for every order if it is stable for each party for every order. It is one for some orders
  if, in Nash, GMR and SMR, it is stable for each party for some (the orders of different parties are free of each
  other, and for a group those of its members at their most favourable are the same that favour each); in SEQ and SSEQ,
  if rankings of all parties that were tried make it one. It is none if it is so for some party.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from detente.graph_model.concept import Concept, Sanction, Sanctioning
from detente.graph_model.relations import Codes, Reading, is_stable
from detente.states.model import ConflictModel, Mover
from detente.states.orders import Flags, PartialOrder, Ranking

TRIED = 8
"""So many rankings that fit are tried for each party whose order is partial."""


class Certainty(StrEnum):
    """For how many of the orders that fit a state is stable; the last three where that could not be decided."""

    EVERY = "every"
    SOME = "some"
    NONE = "none"
    SOME_OR_EVERY = "some or every"
    NONE_OR_SOME = "none or some"
    OPEN = "open"


@dataclass(frozen=True, slots=True, eq=False)
class Verdicts:
    """Verdicts by state code: proved for every order, refuted for every, proved for some, refuted for some.

    In a conflict of rankings, where one order fits, ``every`` is ``some``, and each is the contrary of its ``not_``.
    Infeasible states are stable for none.
    """

    every: Flags
    not_every: Flags
    some: Flags
    not_some: Flags

    @classmethod
    def of(cls, stable: Flags) -> Verdicts:
        """Make the verdicts of a conflict in which every party ranks all states."""
        return cls(stable, ~stable, stable, ~stable)

    def at(self, code: int) -> Certainty:
        """Return the verdict on a state."""
        if self.every[code]:
            return Certainty.EVERY
        if self.not_some[code]:
            return Certainty.NONE
        if self.some[code]:
            return Certainty.SOME if self.not_every[code] else Certainty.SOME_OR_EVERY
        return Certainty.NONE_OR_SOME if self.not_every[code] else Certainty.OPEN

    def __and__(self, other: Verdicts) -> Verdicts:
        """Join what is proved of two parties; "for some" of both is not proved by each having some."""
        return Verdicts(
            self.every & other.every,
            self.not_every | other.not_every,
            self.some & other.some,
            self.not_some | other.not_some,
        )


def verdicts(
    model: ConflictModel,
    mover: Mover,
    how: Sanctioning,
    *,
    asked: Codes | None = None,
    tried: Sequence[ConflictModel] | None = None,
) -> Verdicts:
    """Decide for each state for how many orders that fit it is stable for a mover.

    Of states that are not ``asked`` about (by default all are) nothing is decided. ``tried`` are the model's
    `completions`, where they have been made already.
    """
    states = model.states() if asked is None else asked
    every = is_stable(model, mover, how, states, own=Reading.POSSIBLE, others=Reading.CERTAIN)
    some = is_stable(model, mover, how, states, own=Reading.CERTAIN, others=Reading.POSSIBLE)
    not_every, not_some = ~every, ~some
    others = [dm for dm in range(len(model.dms)) if dm not in mover.members]
    if how.by is Sanction.IMPROVEMENTS and not all(is_complete(model, dm) for dm in others):
        not_every, some = not_some.copy(), every.copy()
        for completed in completions(model) if tried is None else tried:
            if not (left := ~(not_every & some) & ~every & ~not_some).any():
                break
            mixed = _with_own(completed, model, mover)
            not_every[left] |= ~is_stable(mixed, mover, how, states[left], own=Reading.POSSIBLE)
            some[left] |= is_stable(mixed, mover, how, states[left], own=Reading.CERTAIN)
    proved, refuted = (_by_code(model, states, flags) for flags in (every, ~not_every))
    possible, impossible = (_by_code(model, states, flags) for flags in (some, ~not_some))
    return Verdicts(proved, ~refuted, possible, ~impossible)


def equilibria(
    model: ConflictModel,
    concept: Concept,
    by_mover: Sequence[Verdicts],
    *,
    asked: Codes | None = None,
    tried: Sequence[ConflictModel] | None = None,
) -> Verdicts:
    """Decide for each state for how many orders that fit it is stable for all movers; see `verdicts`."""
    joined = by_mover[0]
    for found in by_mover[1:]:
        joined = joined & found
    how = concept.sanctioning
    complete = all(is_complete(model, dm) for dm in range(len(model.dms)))
    if how is None or how.by is not Sanction.IMPROVEMENTS or complete:
        return joined
    states = model.states() if asked is None else asked
    some = joined.every.copy()
    for completed in completions(model) if tried is None else tried:
        left = states[~some[states] & ~joined.not_some[states]]
        for mover in model.movers:
            left = left[is_stable(completed, mover, how, left)]
        some[left] = True
    return replace(joined, some=some)


def fitting(order: PartialOrder, rng: np.random.Generator, feasible: Flags) -> Ranking:
    """Draw a ranking that fits a partial order.

    States are ranked by the random weight of all that is better than them, which puts better states first; the order
    of states that nothing sets apart is drawn, too, where the order allows it.
    """
    return _Lottery.of(order).draw(rng, feasible)


@dataclass(frozen=True, slots=True, eq=False)
class _Lottery:
    """A partial order made ready for drawing rankings that fit it, again and again.

    ``better`` is in float64, in which sums of so small numbers are exact and products of matrices quick; ``same`` names
    for each state the first that is always as good; ``is_free``: what is not better can be put in any order.
    """

    better: np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    same: Codes
    is_free: bool

    @classmethod
    def of(cls, order: PartialOrder) -> _Lottery:
        tied = order.at_least & order.at_least.T
        is_free = np.array_equal(order.better, order.at_least & ~tied)
        return cls(order.better.astype(np.float64), np.argmax(tied, axis=1), is_free)

    def draw(self, rng: np.random.Generator, feasible: Flags) -> Ranking:
        count = len(self.better)
        weights = 1 << rng.integers(0, 16, count)
        above = (weights.astype(np.float64) @ self.better).astype(np.int64) * count
        if self.is_free:
            above += rng.permutation(count)[self.same]
        scores = np.zeros(feasible.shape, np.int64)
        scores[feasible] = above[self.same]
        return Ranking.of(scores, feasible)


def completions(model: ConflictModel) -> tuple[ConflictModel, ...]:
    """Return the model with rankings that fit in place of its partial orders, `TRIED` times and always the same."""
    lotteries = [_Lottery.of(order) if isinstance(order, PartialOrder) else order for order in model.preferences]
    seeds = np.random.SeedSequence(1993).spawn(TRIED)
    return tuple(_completed(model, lotteries, np.random.default_rng(seed)) for seed in seeds)


def _completed(
    model: ConflictModel, lotteries: Sequence[_Lottery | Ranking], rng: np.random.Generator
) -> ConflictModel:
    orders = [one.draw(rng, model.feasible) if isinstance(one, _Lottery) else one for one in lotteries]
    return replace(model, preferences=tuple(orders))


def _with_own(completed: ConflictModel, model: ConflictModel, mover: Mover) -> ConflictModel:
    """Return a completion with the orders of a mover's members as they are known."""
    orders = list(completed.preferences)
    for member in mover.members:
        orders[member] = model.preferences[member]
    return replace(completed, preferences=tuple(orders))


def is_complete(model: ConflictModel, dm: int) -> bool:
    """Tell whether one order alone fits what is known of a party's preferences."""
    order = model.preferences[dm]
    return isinstance(order, Ranking) or order.is_complete


def _by_code(model: ConflictModel, states: Codes, flags: Flags) -> Flags:
    found = np.zeros(model.size, np.bool_)
    found[states] = flags
    return found
