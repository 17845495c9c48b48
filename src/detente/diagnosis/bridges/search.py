"""The search for bridges: fewest first, each set minimal, each bridge at its least amount (model.md §7).

A bridge helps only where it touches every minimal conflict, so those that touch none are not looked at. The general
ones that lift a condition are searched all at once (`detente.diagnosis.bridges.loosened`), on the case and on each
variant that the case's own bridges, splitting or escrow make of it; whatever comes out is made and tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import combinations

from detente.case import Case, Changes, apply
from detente.diagnosis.bridges.kinds import KINDS, offers_of
from detente.diagnosis.bridges.least import Least, least_amounts
from detente.diagnosis.bridges.loosened import Loose, Loosened
from detente.diagnosis.bridges.offer import Offer
from detente.diagnosis.bridges.result import BridgeFound, BridgesFound, Use
from detente.diagnosis.bridges.screen import may_help
from detente.diagnosis.bridges.trial import BridgeSet, Trials
from detente.diagnosis.bridges.worth import smallest_share
from detente.diagnosis.feasibility import Outcome
from detente.diagnosis.inquiry import Inquiry
from detente.diagnosis.result import Conflict
from detente.diagnosis.retreats import payment
from detente.diagnosis.turns import turn
from detente.errors import LimitReached
from detente.roadmap.ideals import Yardstick
from detente.roadmap.result import Roadmap
from detente.roadmap.solver import Clock
from detente.roadmap.standing import Course

MOST_TOGETHER = 3
"""How many bridges are combined at most."""

MOST_REBUILT = 2
"""How many bridges a set has, at most, in which a step is split, put in escrow, or taken back less rarely than now.

There are as many of these as there are steps, and each makes another case.
"""

SHARE_OF_SEARCH = 0.7
"""The share of the time for the search; the rest is for planning what was found."""

MOST_FOUND = 12
"""How many sets are listed at most."""

MOST_WITH_CONCESSIONS = 4
"""How many sets are listed that need concessions as well."""

Telling = Callable[[str, int], None]
"""Told what is searched, and how many have been found."""


def find_bridges(
    inquiry: Inquiry,
    clock: Clock,
    *,
    conflicts: Sequence[Conflict] | None = None,
    most_together: int = MOST_TOGETHER,
    most: int = MOST_FOUND,
    tell: Telling | None = None,
) -> BridgesFound:
    """Find the bridges that unlock a case for which no roadmap holds.

    Parameters
    ----------
    inquiry
        The case, its changes, what has been done.
    clock
        When to stop; what was found by then is given, and ``complete`` is false.
    conflicts
        *All* minimal conflicts of the case, if they are known: bridges that touch none are left out.
    most_together
        How many bridges are combined, at most (at least 1).
    most
        How many sets are given, at most (at least 1).
    tell
        Is told of progress.

    Returns
    -------
    BridgesFound
        Minimal sets, fewest bridges first, then the cheapest by what the case says its own cost, then in the order of
        case and kinds. Where no bridges alone do, sets with the fewest points of concessions beside them.
    """
    search = _Search(inquiry, turn(clock, SHARE_OF_SEARCH), conflicts, most, tell or _silent)
    search.alone(most_together)
    if not search.found and not search.ended:
        search.with_concessions(most_together)
    told = [search.told(one, clock) for one in sorted(search.found, key=search.rank)]
    bridges = tuple(one for one in told if one is not None)
    return BridgesFound(bridges, search.complete and len(bridges) == len(told), most_together, search.kinds)


@dataclass
class _Found:
    bridges: BridgeSet
    least: Least


@dataclass
class _Variant:
    """The case with some structural bridges made, and the general ones that may be lifted on it."""

    made: BridgeSet
    case: Case
    model: Loosened
    least: int = 0
    """No set of fewer general bridges is left."""
    done: bool = False


@dataclass
class _Search:
    inquiry: Inquiry
    clock: Clock
    conflicts: Sequence[Conflict] | None
    most: int
    tell: Telling
    found: list[_Found] = field(default_factory=list)
    complete: bool = True
    ended: bool = False
    _variants: dict[tuple[str, ...], _Variant | None] = field(default_factory=dict)
    _order: dict[tuple[str, ...], int | None] = field(default_factory=dict)
    _yardsticks: Mapping[str, Yardstick] | None = None

    def __post_init__(self) -> None:
        case = self.inquiry.changed
        self.trials = Trials(self.inquiry, self.clock)
        offers = tuple(offers_of(case, self.inquiry.done))
        self.kinds = tuple(kind for kind in KINDS if any(offer.kind == kind for offer in offers))
        helping = [offer for offer in offers if may_help(offer, case, self.conflicts)]
        self._lifting = tuple(offer for offer in helping if offer.loosens)
        own = [BridgeSet(own=(name,)) for name in case.bridges]
        self._structural = (*own, *(BridgeSet(offers=(offer,)) for offer in helping if not offer.loosens))

    def alone(self, most_together: int) -> None:
        """Search bridges without concessions, by their number."""
        for size in range(1, most_together + 1):
            for made in self._structures(size):
                if self._is_over():
                    return
                self._search(made, size)

    def _structures(self, most: int) -> Iterator[BridgeSet]:
        """Yield the sets of structural bridges of up to so many, fewest first; they are few, and tried one by one."""
        for number in range(most + 1):
            for some in combinations(self._structural, number):
                made = BridgeSet(
                    tuple(name for one in some for name in one.own), tuple(one for each in some for one in each.offers)
                )
                if not made.offers or most <= MOST_REBUILT:
                    yield made

    def _is_over(self) -> bool:
        if self.clock.is_over() or len(self.found) >= self.most:
            self.complete, self.ended = False, True
        return self.ended

    def _needed_for_order(self, own: tuple[str, ...]) -> int | None:
        """Give how many bridges rules and demands need at least once some of the case's own are made; `None`: no end.

        Splitting, escrow and taking back change nothing in the order that demands ask for.
        """
        if own not in self._order:
            case = self.trials.changed(BridgeSet(own), ())
            answer = None
            if case is not None:
                offers = [one for one in offers_of(case, self.inquiry.done) if one.loosens.rule or one.loosens.phases]
                model = Loosened(case, self.inquiry.done, offers, self.inquiry.solver, self.clock, order_only=True)
                answer = model.next(0, MOST_TOGETHER)
            if answer is None or (answer.loose is None and answer.proved):
                self._order[own] = None
            else:
                self._order[own] = len(answer.loose.offers) if answer.loose and answer.proved else 0
        return self._order[own]

    def _search(self, made: BridgeSet, size: int) -> None:
        """Search sets of a size with just these structural bridges in them."""
        if any(made.contains(one.bridges) for one in self.found):
            return
        needed = self._needed_for_order(made.own)
        if needed is None or made.size + needed > size:
            return
        if made.size == size:
            self._try(made)
            return
        variant = self._variant(made)
        if variant is None or variant.done:
            return
        while variant.least <= size - made.size and not self._is_over():
            answer = variant.model.next(1, size - made.size)
            if answer.loose is None:
                variant.least = size - made.size + 1
                self.complete = self.complete and answer.proved
                variant.done = not answer.proved
                return
            self.complete = self.complete and answer.proved
            self._confirm(variant, answer.loose)

    def _variant(self, made: BridgeSet) -> _Variant | None:
        """Give the variant that some structural bridges make; `None` where they do not go together or nothing helps."""
        key = (*made.own, *(offer.id for offer in made.offers))
        if key not in self._variants:
            self._variants[key] = self._new_variant(made)
        variant = self._variants[key]
        if variant is not None:
            for one in self.found:
                rest = _general_part(one.bridges, made)
                if rest is not None:
                    variant.model.exclude(rest)
        return variant

    def _new_variant(self, made: BridgeSet, *, with_retreats: bool = False) -> _Variant | None:
        case = self.trials.changed(made, made.at_most)
        if case is None:
            return None
        lifting = self._lifting
        if made.size:
            known = self.inquiry.changed
            lifting = tuple(
                offer
                for offer in offers_of(case, self.inquiry.done)
                if offer.loosens and not offer.loosens.phases and _is_about(offer, known)
            )
        model = Loosened(case, self.inquiry.done, lifting, self.inquiry.solver, self.clock, with_retreats=with_retreats)
        return _Variant(made, case, model)

    def _confirm(self, variant: _Variant, loose: Loose) -> None:
        """Make what the model found, and keep it if a roadmap holds; leave it out of what is searched next."""
        made = variant.made
        whole = BridgeSet(made.own, (*made.offers, *loose.offers), loose.retreats)
        was_found = self._try(whole)
        variant.model.exclude(loose, only_itself=not was_found)

    def _try(self, bridges: BridgeSet) -> bool:
        """Make a set of bridges, see whether it unlocks, and whether it does so without any one of them."""
        first = self._unlocks(bridges)
        if first is None:
            return False
        amounts, course = first
        if bridges.size > 1 and any(self._unlocks(bridges.without(place)) for place in range(bridges.size)):
            return False
        least = least_amounts(self.trials, bridges, course, amounts)
        self.found.append(_Found(bridges, least))
        self.tell("bridges", len(self.found))
        return True

    def _unlocks(self, bridges: BridgeSet) -> tuple[tuple[int, ...], Course] | None:
        """Give amounts at which a set unlocks, and a roadmap: the largest, or for a single one any where more hurts."""
        rows = [bridges.at_most]
        if bridges.size == len(bridges.offers) == 1 and not bridges.offers[0].rising:
            rows = [(notches,) for notches in range(bridges.offers[0].most, 0, -1)]
        for amounts in rows:
            verdict = self.trials.verdict(bridges, amounts)
            if verdict.outcome is Outcome.HOLDS and verdict.course is not None:
                return amounts, verdict.course
            if verdict.outcome is Outcome.UNKNOWN and self.clock.is_over():
                self.complete = False
        return None

    def with_concessions(self, most_together: int) -> None:
        """Search bridges that save points: on the case and on each of its own, with fewer than concessions alone."""
        own = [one for one in self._structural if one.own]
        alone: int | None = None
        for made in (BridgeSet(), *own):
            variant = self._new_variant(made, with_retreats=True)
            if variant is None:
                continue
            if not made.size:
                answer = variant.model.next(0, 0)
                self.complete = self.complete and answer.proved
                alone = answer.loose.points if answer.loose else None
            if alone is not None:
                variant.model.limit_points(alone - 1)
            self._search_with_concessions(variant, most_together)

    def _search_with_concessions(self, variant: _Variant, most_together: int) -> None:
        made = variant.made
        while len(self.found) < MOST_WITH_CONCESSIONS and not self.clock.is_over():
            answer = variant.model.next(0 if made.size else 1, most_together - made.size)
            self.complete = self.complete and answer.proved
            if answer.loose is None:
                return
            self._confirm(variant, answer.loose)
        self.complete = False

    def rank(self, one: _Found) -> tuple[object, ...]:
        """Give the order in which sets are told."""
        case, bridges = self.inquiry.changed, one.bridges
        points = payment(case, bridges.retreats).firmness
        own = list(case.bridges)
        kinds = tuple(KINDS.index(offer.kind) for offer in bridges.offers)
        cost = sum(case.bridges[name].cost for name in bridges.own)
        return points, bridges.size, len(bridges.offers), cost, tuple(map(own.index, bridges.own)), kinds

    def told(self, one: _Found, clock: Clock) -> BridgeFound | None:
        """Give a set with its best roadmap; `None` where no roadmap could be told in time."""
        bridges, least = one.bridges, one.least
        changes = self.trials.changes(bridges, least.amounts)
        roadmap = self.inquiry.planned(changes, clock)
        if roadmap.after is None:
            return None
        return BridgeFound(
            uses=tuple(uses_of(self.inquiry.changed, self.trials, bridges, least.amounts, least.proved)),
            payment=payment(self.inquiry.changed, bridges.retreats),
            changes=changes,
            roadmap=roadmap,
            before=min((one for one in self.inquiry.roadmap.share.values() if one is not None), default=None),
            after=self._share(changes, roadmap),
        )

    def _share(self, changes: Changes, roadmap: Roadmap) -> Fraction | None:
        """Give the smallest share, measured as without the bridges: a step in parts makes other ideals possible."""
        try:
            self._yardsticks = self._yardsticks or self.inquiry.yardsticks()
        except LimitReached:
            return None
        return smallest_share(apply(self.inquiry.case, changes), roadmap.package, self._yardsticks)


def uses_of(
    case: Case, trials: Trials, bridges: BridgeSet, amounts: tuple[int, ...], proved: tuple[bool, ...]
) -> Iterator[Use]:
    """Yield each bridge of a set as it is told: with its amount, and whether that is proved to be least."""
    for name in bridges.own:
        bridge = case.bridges[name]
        yield Use(name, "own", bridge.title, cost=bridge.cost)
    spelt = trials.spelt(bridges, amounts)
    for offer, notches, (name, document), is_proved in zip(bridges.offers, amounts, spelt, proved, strict=True):
        amount = replace(offer.amount(notches), proved=is_proved)
        yield Use(name, offer.kind, offer.title(notches), offer.about, amount, document)


def _general_part(found: BridgeSet, made: BridgeSet) -> Loose | None:
    """Give what of a set found is not made already, if the rest of it is nothing but general bridges."""
    there = {offer.id for offer in made.offers}
    rest = tuple(offer for offer in found.offers if offer.id not in there)
    return Loose(rest, found.retreats) if set(found.own) <= set(made.own) and rest else None


def _is_about(offer: Offer, case: Case) -> bool:
    """Whether an offer is about things of a case as it was before structural bridges."""
    return all(name in case.steps or name in case.parties or name in case.demands or name.isdigit()
               for name in offer.about)  # fmt: skip


def _silent(_what: str, _found: int) -> None:
    return None
