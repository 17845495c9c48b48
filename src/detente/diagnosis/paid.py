"""Concessions, price list and the cost of each demand, each with the roadmap it buys, as the diagnosis lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction

from detente.diagnosis.concessions import concessions, one_sided
from detente.diagnosis.demand_costs import demand_costs
from detente.diagnosis.inquiry import Inquiry
from detente.diagnosis.price_list import frontier
from detente.diagnosis.result import Concession, DemandCost, Price
from detente.diagnosis.terms import Deal, Terms
from detente.diagnosis.turns import turn
from detente.errors import LimitReached
from detente.roadmap.shares import UNITS
from detente.roadmap.solver import Clock

Found = Callable[[str, int], None]
"""Told what is searched, and how many have been found."""


def conceded(inquiry: Inquiry, most: int, found: Found) -> tuple[tuple[Concession, ...], bool]:
    """Search the concessions; where a roadmap holds nobody needs to make any."""
    if inquiry.roadmap.exists:
        return (), True
    clock = turn(inquiry.clock, 0.5)
    deals, complete = _deals(inquiry, most, clock)
    listed = []
    for deal in sorted(deals, key=lambda deal: _rank(inquiry, deal)):
        listed.append(_concession(inquiry, deal, clock))
        found("concessions", len(listed))
    return tuple(listed), complete


def _rank(inquiry: Inquiry, deal: Deal) -> tuple[object, ...]:
    """Cheapest first; among equals those that stay cheap if a 5 counts double, then in the order of the file."""
    places = list(inquiry.changed.demands)
    moved = sorted((places.index(one.demand), -1 if one.form is None else one.form) for one in deal.retreats)
    return deal.price, sum(one.doubled for one in deal.retreats), moved


def _deals(inquiry: Inquiry, most: int, clock: Clock) -> tuple[list[Deal], bool]:
    """Give the cheapest concessions, and of every side the cheapest that it could make alone."""
    terms = Terms(inquiry.changed, inquiry.done, inquiry.solver, clock)
    deals: list[Deal] = []
    try:
        for deal in concessions(terms):
            if len(deals) == most:
                deals.extend(_alone(inquiry, terms, tuple(deals)))
                return deals, False
            deals.append(deal)
    except LimitReached:
        return deals, False
    return deals, True


def _alone(inquiry: Inquiry, terms: Terms, known: Sequence[Deal]) -> Iterator[Deal]:
    """Give, of every side of which none is known, the cheapest concession that it could make alone."""
    demands = inquiry.changed.demands
    paid_alone = [{demands[one.demand].by for one in deal.retreats} for deal in known]
    for party in dict.fromkeys(demand.by for demand in demands.values()):
        deal = None if {party} in paid_alone else one_sided(terms, party)
        if deal is not None:
            yield deal


def _concession(inquiry: Inquiry, deal: Deal, clock: Clock) -> Concession:
    payment = deal.payment(inquiry.changed)
    changes = payment.on_top_of(inquiry.changes)
    roadmap = inquiry.planned(changes, clock)
    if not roadmap.exists:
        roadmap = inquiry.told(deal.course, changes)
    return Concession(payment, sum(one.doubled for one in deal.retreats), roadmap)


def priced(inquiry: Inquiry, found: Found) -> tuple[tuple[Price, ...], bool]:
    """Give the price list as far as there is time, and whether it is whole."""
    clock = turn(inquiry.clock, 0.5)
    listed: list[Price] = []
    try:
        yardsticks = inquiry.yardsticks()
        terms = Terms(inquiry.changed, inquiry.done, inquiry.solver, clock)
        for deal, share in frontier(terms, yardsticks):
            listed.append(_price(inquiry, deal, share, clock))
            found("price list", len(listed))
    except LimitReached:
        return tuple(listed), False
    return tuple(listed), True


def _price(inquiry: Inquiry, deal: Deal, share: int | None, clock: Clock) -> Price:
    payment = deal.payment(inquiry.changed)
    changes = payment.on_top_of(inquiry.changes)
    reached = None if share is None else Fraction(share, UNITS)
    roadmap = inquiry.fairest(changes, clock)
    if not roadmap.exists or (reached is not None and smallest_share(roadmap.share.values()) != reached):
        # cut short, planning has not come as far as the price list has
        roadmap = inquiry.told(deal.course, changes)
    return Price(payment, reached, roadmap)


def smallest_share(shares: Iterable[Fraction | None]) -> Fraction | None:
    """Give the smallest of the shares that there are."""
    return min((share for share in shares if share is not None), default=None)


def costed(inquiry: Inquiry, found: Found) -> tuple[DemandCost, ...]:
    """Give what each demand costs by itself; nothing where there is no time to find that out."""
    clock = turn(inquiry.clock, 0.4)
    found("cost of each demand", 0)
    try:
        terms = Terms(inquiry.changed, inquiry.done, inquiry.solver, clock)
        return demand_costs(terms, inquiry.yardsticks())
    except LimitReached:
        return ()
