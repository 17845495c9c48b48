"""Bridges for a case that has a roadmap, only a poor one: which of them would raise the smallest share (model.md §7).

One bridge at a time: each of the case's own, and every general one that leaves the steps what they are, at the least
amount with which somebody who has least would get more. All shares are measured as without bridges. Splitting and
escrow, which make other steps of a step, are not tried here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from detente.case import Changes, apply
from detente.diagnosis.bridges.floor import Floor
from detente.diagnosis.bridges.kinds import KINDS, offers_of
from detente.diagnosis.bridges.least import Least, least_amounts
from detente.diagnosis.bridges.loosened import Loosened
from detente.diagnosis.bridges.result import BridgeFound, BridgesFound
from detente.diagnosis.bridges.search import uses_of
from detente.diagnosis.bridges.trial import BridgeSet, Trials
from detente.diagnosis.bridges.worth import smallest_share
from detente.diagnosis.feasibility import Outcome
from detente.diagnosis.inquiry import Inquiry
from detente.diagnosis.retreats import payment
from detente.diagnosis.turns import turn
from detente.errors import CaseError, LimitReached
from detente.roadmap.result import Roadmap, Status
from detente.roadmap.solver import Clock

SHARE_OF_SEARCH = 0.6
"""The share of the time for the search; the rest is for planning what was found."""

MOST_FOUND = 12
"""How many bridges that lift a condition are listed at most."""

OTHER_STEPS = ("splitting", "escrow")
"""The kinds that make other steps of a step."""


def find_raising(
    inquiry: Inquiry, clock: Clock, *, most: int = MOST_FOUND, tell: Callable[[str, int], None] | None = None
) -> BridgesFound:
    """Find the bridges with which the smallest share is larger than in the best roadmap without them.

    Parameters
    ----------
    inquiry
        The case, its changes, what has been done, and a roadmap of it.
    clock
        When to stop; what was found by then is given, and ``complete`` is false.
    most
        How many are given, at most (at least 1).
    tell
        Is told of progress.

    Returns
    -------
    BridgesFound
        The largest smallest share first, then the cheapest by what the case says its own cost, then in the order of
        case and kinds. Nothing where nobody has a share.
    """
    try:
        yardsticks = inquiry.yardsticks()
    except LimitReached:
        return BridgesFound((), False, 1)
    poor = inquiry.fairest(inquiry.changes, clock) if yardsticks else inquiry.roadmap
    now = smallest_share(inquiry.changed, poor.package, yardsticks)
    if now is None or not poor.exists:
        return BridgesFound((), not yardsticks, 1)
    search = _Search(inquiry, clock, Floor.above(now, yardsticks), now)
    search.complete = poor.status is Status.OPTIMAL
    found = sorted(search.all(most, tell or _silent), key=search.rank)
    return BridgesFound(tuple(found), search.complete, 1, search.kinds)


class _Search:
    def __init__(self, inquiry: Inquiry, clock: Clock, floor: Floor, now: Fraction) -> None:
        self._inquiry, self._clock, self._floor, self._now = inquiry, clock, floor, now
        self._search_clock = turn(clock, SHARE_OF_SEARCH)
        self._trials = Trials(inquiry, self._search_clock, floor)
        offers = tuple(offers_of(inquiry.changed, inquiry.done))
        self._lifting = tuple(offer for offer in offers if offer.loosens)
        # a step that can be taken back in part, or at times, is lifted by nothing: there the bridge itself is made
        self._made = tuple(offer for offer in offers if not offer.loosens and offer.kind not in OTHER_STEPS)
        self.kinds = tuple(kind for kind in KINDS if any(one.kind == kind for one in (*self._lifting, *self._made)))
        self.complete = True

    def all(self, most: int, tell: Callable[[str, int], None]) -> list[BridgeFound]:
        found: list[BridgeFound] = []
        for made, least in (*self._own(), *self._general(most), *self._others()):
            one = self._told(made, least)
            if one is not None:
                found.append(one)
                tell("bridges", len(found))
        return found

    def _own(self) -> Iterator[tuple[BridgeSet, Least | None]]:
        for name in self._inquiry.changed.bridges:
            if name not in self._inquiry.changes.bridges:
                yield BridgeSet(own=(name,)), None

    def _general(self, most: int) -> Iterator[tuple[BridgeSet, Least | None]]:
        inquiry = self._inquiry
        model = Loosened(
            inquiry.changed, inquiry.done, self._lifting, inquiry.solver, self._search_clock, floor=self._floor
        )
        listed = 0
        while listed < most and not self._search_clock.is_over():
            answer = model.next(1, 1)
            self.complete = self.complete and answer.proved
            if answer.loose is None:
                return
            made = BridgeSet(offers=answer.loose.offers)
            least = self._least(made)
            if least is not None:
                listed += 1
                yield made, least
            model.exclude(answer.loose)
        self.complete = False

    def _others(self) -> Iterator[tuple[BridgeSet, Least | None]]:
        for offer in self._made:
            if self._search_clock.is_over():
                self.complete = False
                return
            made = BridgeSet(offers=(offer,))
            least = self._least(made)
            if least is not None:
                yield made, least

    def _least(self, made: BridgeSet) -> Least | None:
        """Find the least amount at which the bridge raises the smallest share; `None` where none does."""
        (offer,) = made.offers
        for notches in (offer.most,) if offer.rising else range(offer.most, 0, -1):
            verdict = self._trials.verdict(made, (notches,))
            if verdict.outcome is Outcome.HOLDS and verdict.course is not None:
                return least_amounts(self._trials, made, verdict.course, (notches,))
            self.complete = self.complete and verdict.outcome is Outcome.NONE
        return None

    def _told(self, made: BridgeSet, least: Least | None) -> BridgeFound | None:
        """Give a bridge with its fairest roadmap; `None` where it raises nothing, or there was no time to plan it."""
        amounts = least.amounts if least else ()
        try:
            changes = self._trials.changes(made, amounts)
            roadmap = self._inquiry.fairest(changes, self._clock)
            after = self._share(changes, roadmap)
        except CaseError:  # a bridge that does not go together with the changes, or leads to numbers too large
            return None
        if not roadmap.exists or after is None or after <= self._now:
            self.complete = self.complete and roadmap.status in (Status.OPTIMAL, Status.NONE)
            return None
        uses = tuple(uses_of(self._inquiry.changed, self._trials, made, amounts, least.proved if least else ()))
        return BridgeFound(uses, payment(self._inquiry.changed, ()), changes, roadmap, self._now, after)

    def _share(self, changes: Changes, roadmap: Roadmap) -> Fraction | None:
        if not roadmap.exists:
            return None
        return smallest_share(apply(self._inquiry.case, changes), roadmap.package, self._floor.yardsticks)

    def rank(self, one: BridgeFound) -> tuple[object, ...]:
        """Give the order in which bridges are told."""
        (use,) = one.uses
        own = list(self._inquiry.changed.bridges)
        place = own.index(use.id) if use.kind == "own" else len(own) + KINDS.index(use.kind)
        return -(one.after or 0), use.cost or 0, place


def _silent(_what: str, _found: int) -> None:
    return None
