"""Trying a set of bridges for what it is: make it, and see whether a roadmap holds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from detente.case import Case, Changes, Softening, WrittenRoadmap, apply
from detente.checker import check
from detente.diagnosis.bridges.floor import Floor
from detente.diagnosis.bridges.offer import Offer
from detente.diagnosis.bridges.spelling import Spelt, with_offers
from detente.diagnosis.feasibility import Outcome, Verdict, holds
from detente.diagnosis.inquiry import Inquiry
from detente.diagnosis.retreats import Retreat
from detente.errors import CaseError
from detente.roadmap.solver import Clock
from detente.roadmap.standing import Course


@dataclass(frozen=True, slots=True)
class BridgeSet:
    """Bridges that are tried together: the case's own by id, general ones, and retreats from demands beside them."""

    own: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()
    retreats: tuple[Retreat, ...] = ()

    @property
    def size(self) -> int:
        """How many bridges there are."""
        return len(self.own) + len(self.offers)

    @property
    def at_most(self) -> tuple[int, ...]:
        """The largest amounts."""
        return tuple(offer.most for offer in self.offers)

    def contains(self, other: BridgeSet) -> bool:
        """Whether this is another set or more."""
        names = {offer.id for offer in self.offers}
        moved = all(
            any(mine.demand == one.demand and mine.is_at_least(one) for mine in self.retreats) for one in other.retreats
        )
        return set(other.own) <= set(self.own) and {offer.id for offer in other.offers} <= names and moved

    def without(self, place: int) -> BridgeSet:
        """Give the set without one of its bridges (the case's own come first)."""
        if place < len(self.own):
            return replace(self, own=(*self.own[:place], *self.own[place + 1 :]))
        place -= len(self.own)
        return replace(self, offers=(*self.offers[:place], *self.offers[place + 1 :]))


@dataclass
class Trials:
    """Makes sets of bridges on the case of an inquiry, and remembers what came of it.

    With a ``floor``, roadmaps count only where everybody reaches it; bridges must then leave the steps what they are.
    """

    inquiry: Inquiry
    clock: Clock
    floor: Floor | None = None
    _known: dict[Changes, Verdict] = field(default_factory=dict)

    def changes(self, bridges: BridgeSet, amounts: tuple[int, ...]) -> Changes:
        """Give the changes that a set comes to at these amounts (one for each offer).

        Raises
        ------
        CaseError
            Where the bridges do not go together.
        """
        return self._spelt(bridges, amounts)[0]

    def spelt(self, bridges: BridgeSet, amounts: tuple[int, ...]) -> Spelt:
        """Give the id of each general bridge of a set with what it is spelt."""
        return self._spelt(bridges, amounts)[1]

    def _spelt(self, bridges: BridgeSet, amounts: tuple[int, ...]) -> tuple[Changes, Spelt]:
        changes = self.inquiry.changes
        changes = replace(changes, bridges=tuple(dict.fromkeys((*changes.bridges, *bridges.own))))
        chosen = tuple(zip(bridges.offers, amounts, strict=True))
        changes, spelt = with_offers(self.inquiry.case, changes, chosen)
        return _moved(changes, bridges.retreats), spelt

    def changed(self, bridges: BridgeSet, amounts: tuple[int, ...]) -> Case | None:
        """Give the case with a set of bridges made; `None` where they do not go together."""
        try:
            return apply(self.inquiry.case, self.changes(bridges, amounts))
        except CaseError:
            return None

    def verdict(self, bridges: BridgeSet, amounts: tuple[int, ...]) -> Verdict:
        """Find out whether a set of bridges at these amounts leaves a roadmap that holds.

        Bridges that do not go together, or that lead to numbers too large to be exact, are of no use: none is known.
        """
        try:
            changes = self.changes(bridges, amounts)
            if changes not in self._known:
                case = apply(self.inquiry.case, changes)
                ask = self.floor.ask if self.floor else None
                verdict = holds(case, done=self.inquiry.done, solver=self.inquiry.solver, clock=self.clock, ask=ask)
                if verdict.outcome is Outcome.UNKNOWN:
                    return verdict
                self._known[changes] = verdict
            return self._known[changes]
        except CaseError:
            return Verdict(Outcome.UNKNOWN)

    def still_holds(self, course: Course, bridges: BridgeSet, amounts: tuple[int, ...]) -> bool:
        """Whether one roadmap holds with a set of bridges at other amounts."""
        try:
            changes = self.changes(bridges, amounts)
            return check(
                self.inquiry.case, WrittenRoadmap(course.phases, self.inquiry.done, changes), ideals={}, nodes=0
            ).holds
        except CaseError:
            return False


def _moved(changes: Changes, retreats: tuple[Retreat, ...]) -> Changes:
    """Add retreats from demands to changes, in the place of those that were made of the same demands."""
    moved = {one.demand for one in retreats}
    kept = tuple(one for one in changes.softened if one.demand not in moved)
    softened = tuple(Softening(one.demand, one.form) for one in retreats if one.form is not None)
    given_up = tuple(one.demand for one in retreats if one.form is None)
    return replace(changes, softened=kept + softened, given_up=changes.given_up + given_up)
