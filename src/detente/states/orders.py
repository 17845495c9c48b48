"""What a party prefers, as an order of states: a ranking with ties, or a partial order that several rankings fit.

Preferences are only ever an order; no number here is an amount.

A `PartialOrder` stands for *all* rankings that fit it. Ordinal levels and intervals of a case know of some pairs of
states which is better, and of others not; a verdict is then "stable for every order that fits", "for some", or "for
none" (see `detente.graph_model.certainty`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
"""One flag a state code (shape ``(2**options,)``), or one a pair of feasible states."""

Ranks = npt.NDArray[np.int32]
"""One rank a state code (shape ``(2**options,)``): 1 = most preferred, equal ranks are ties, 0 = infeasible."""


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """A complete order of the feasible states, ties allowed.

    ``rank[code]`` is 1 for the most preferred states, 2 for the next, and so on without gaps; 0 where the state is
    infeasible. Make one with `Ranking.of`, which closes gaps.
    """

    rank: Ranks

    @classmethod
    def of(cls, scores: npt.NDArray[np.integer | np.floating], feasible: Flags) -> Ranking:
        """Rank the feasible states by scores, the *lowest* score first; equal scores are ties.

        Parameters
        ----------
        scores
            Shape ``(2**options,)``; what stands at infeasible states is ignored.
        feasible
            Shape ``(2**options,)``.

        Raises
        ------
        ValueError
            If the shapes differ, or a score is not a number.
        """
        if scores.shape != feasible.shape:
            raise ValueError(f"there are {scores.shape} scores for {feasible.shape} states")
        if np.isnan(kept := scores[feasible]).any():
            raise ValueError("a score is not a number")
        rank = np.zeros(feasible.shape, np.int32)
        rank[feasible] = dense(kept)
        return cls(rank)

    @property
    def ranks(self) -> int:
        """How many different ranks there are."""
        return int(self.rank.max(initial=0))


class Relation(StrEnum):
    """How a party ranks one state against another."""

    BETTER = "better"
    TIED = "tied"
    WORSE = "worse"


@dataclass(frozen=True, slots=True, eq=False)
class PartialOrder:
    """Which of two states is at least as good, and which better, in *every* order that fits.

    Rows and columns are the feasible states in ascending order of their codes (shape ``(states, states)``).
    ``at_least[a, b]``: a is at least as good as b; reflexive and transitive. ``better[a, b]``: a is strictly better
    than b. An order (a ranking with ties) *fits* if it agrees with both.
    """

    at_least: Flags
    better: Flags

    @classmethod
    def of(cls, at_least: Flags, better: Flags | None = None) -> PartialOrder:
        """Make a partial order; ``better`` is, if not given, "at least as good, and not the other way round".

        Raises
        ------
        ValueError
            If the relations are no order: not reflexive, not transitive, or "better" is not closed under them.
        """
        strict = at_least & ~at_least.T if better is None else better
        if not np.diagonal(at_least).all():
            raise ValueError("a state is not at least as good as itself")
        if (strict & ~at_least).any() or (strict & at_least.T).any():
            raise ValueError("a state is better than one that is at least as good")
        if _escapes(at_least, at_least, at_least):
            raise ValueError("at_least is not transitive")
        if _escapes(at_least, strict, strict) or _escapes(strict, at_least, strict):
            raise ValueError("better does not follow from at_least and better, as it must")
        return cls(at_least, strict)

    @classmethod
    def of_ranking(cls, ranking: Ranking, feasible: Flags) -> PartialOrder:
        """Write a ranking as the partial order that it alone fits."""
        rank = ranking.rank[feasible]
        return cls(rank[:, None] <= rank[None, :], rank[:, None] < rank[None, :])

    @property
    def is_complete(self) -> bool:
        """Whether only one order fits."""
        return bool((self.better | self.better.T | (self.at_least & self.at_least.T)).all())

    def open_between(self, one: int, other: int) -> tuple[Relation, ...]:
        """Return how one state (its row) may rank against another; a single relation is known."""
        possible = {
            Relation.BETTER: not self.at_least[other, one],
            Relation.TIED: not self.better[one, other] and not self.better[other, one],
            Relation.WORSE: not self.at_least[one, other],
        }
        return tuple(relation for relation, fits in possible.items() if fits)

    def answered(self, one: int, other: int, relation: Relation) -> PartialOrder:
        """Return what is known once a party has said how one state (its row) ranks against another.

        Raises
        ------
        ValueError
            If no order that fits ranks them so.
        """
        if relation not in self.open_between(one, other):
            raise ValueError(f"no order that fits has {one} {relation} than {other}")
        if relation is Relation.WORSE:
            return self.answered(other, one, Relation.BETTER)
        if relation is Relation.BETTER:
            above = _through(self.at_least, self.at_least, one, other)
            return PartialOrder(self.at_least | above, self.better | above)
        both = _through(self.at_least, self.at_least, one, other) | _through(self.at_least, self.at_least, other, one)
        strict = self.better.copy()
        for upper, lower in ((one, other), (other, one)):
            strict |= _through(self.better, self.at_least, upper, lower)
            strict |= _through(self.at_least, self.better, upper, lower)
        return PartialOrder(self.at_least | both, strict)


Preference = Ranking | PartialOrder


def dense(scores: npt.NDArray[np.integer | np.floating]) -> Ranks:
    """Turn scores into ranks without gaps: 1 for the lowest score, equal ranks for equal scores."""
    if scores.size == 0:
        return np.zeros(0, np.int32)
    if np.issubdtype(scores.dtype, np.integer):
        low, high = int(scores.min()), int(scores.max())
        if high - low <= 4 * scores.size + 1024:  # counting is quicker than sorting, where the scores lie close
            moved = scores.astype(np.int64, copy=False) - low
            present = np.zeros(high - low + 1, np.int32)
            present[moved] = 1
            counted: Ranks = np.cumsum(present, dtype=np.int32)
            return counted[moved]
    places: npt.NDArray[np.intp] = np.unique(scores, return_inverse=True)[1]
    ranks: Ranks = (places.reshape(scores.shape) + 1).astype(np.int32)
    return ranks


def _through(first: Flags, second: Flags, upper: int, lower: int) -> Flags:
    """Tell what is before what, if ``upper`` comes to stand before ``lower``."""
    found: Flags = first[:, upper, None] & second[None, lower, :]
    return found


def _escapes(first: Flags, second: Flags, whole: Flags) -> bool:
    """Tell whether ``first`` then ``second`` leads out of ``whole``."""
    composed = first.astype(np.float32) @ second.astype(np.float32) > 0
    return bool((composed & ~whole).any())
