"""Asking why: a case in, a frozen diagnosis out (model.md §7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from detente.case import Case, Changes
from detente.case.digesting import digest
from detente.diagnosis.bridges import BridgeFound, find_bridges
from detente.diagnosis.concessions import concessions, one_sided
from detente.diagnosis.conflicts import conflicts
from detente.diagnosis.demand_costs import demand_costs
from detente.diagnosis.goals import nearest_to_goal
from detente.diagnosis.inquiry import Inquiry, begin
from detente.diagnosis.price_list import frontier
from detente.diagnosis.questions import Questions
from detente.diagnosis.result import Concession, Conflict, DemandCost, Diagnosis, Price, Story
from detente.diagnosis.stories import story
from detente.diagnosis.terms import Deal, Terms
from detente.diagnosis.turns import turn
from detente.errors import LimitReached
from detente.roadmap.progress import Listener, Progress, silent
from detente.roadmap.result import Roadmap, Status
from detente.roadmap.shares import UNITS
from detente.roadmap.solver import Clock

MOST_CONFLICTS = 60
MOST_CONCESSIONS = 12

Found = Callable[[str, int], None]
"""Told what is searched, and how many have been found."""


def why(
    case: Case,
    *,
    changes: Changes = Changes(),  # noqa: B008 (frozen)
    done: Sequence[str] = (),
    time_limit: float | None = 60.0,
    seed: int = 0,
    most_conflicts: int = MOST_CONFLICTS,
    most_concessions: int = MOST_CONCESSIONS,
    brief: bool = False,
    known: Roadmap | None = None,
    progress: Listener | None = None,
) -> Diagnosis:
    """Say why a case has no roadmap, or what the one it has hangs on, and what would unlock a better one.

    Parameters
    ----------
    case
        The case as its author wrote it.
    changes, done, time_limit, seed
        As for `detente.plan`; the time is shared out among the parts of the diagnosis.
    most_conflicts, most_concessions
        Where the lists end (at least 1). Concessions that one side could make alone are given beyond that.
    brief
        Only what says why there is no roadmap and what would unlock one: conflicts, concessions, bridges, goals.
    known
        What planning gave with the same case, changes, steps done and seed, so that it need not be done again.
    progress
        Called with a `Progress` while the parts are searched.

    Returns
    -------
    Diagnosis
        ``complete`` says of each list whether it is proved to be all there is.

    Raises
    ------
    CaseError
        The changes do not fit the case, a step in ``done`` is unknown, or its numbers are too large to be exact.
    InternalError
        Planner and checker disagree about a roadmap: a fault of ours.
    """
    clock, listener = Clock(time_limit), progress or silent
    inquiry = begin(case, changes, tuple(done), clock, seed, turn(clock, 0.4), listener, known)

    def found(what: str, number: int) -> None:
        listener(Progress(None, what, Fraction(number), None, False, clock.spent()))

    diagnosis = _reasons(inquiry, most_conflicts, most_concessions, found)
    if not brief:
        diagnosis = _prices(inquiry, diagnosis, found)
    return replace(diagnosis, seconds=clock.spent(), time_limit=time_limit)


def _reasons(inquiry: Inquiry, most_conflicts: int, most_concessions: int, found: Found) -> Diagnosis:
    """Search what says why there is no roadmap and what would unlock one."""
    conflicting, all_conflicts = _conflicts(inquiry, most_conflicts, found)
    if conflicting and inquiry.roadmap.status is Status.UNKNOWN:
        inquiry = inquiry.proved_stuck()
    stories = _stories(inquiry, conflicting, found)
    conceded, all_concessions = _concessions(inquiry, most_concessions, found)
    bridges, all_bridges = _bridges(inquiry, conflicting if all_conflicts else None, found)
    near = nearest_to_goal(inquiry, turn(inquiry.clock, 0.3))
    return Diagnosis(
        case_title=inquiry.case.title,
        case_digest=digest(inquiry.case),
        status=inquiry.roadmap.status,
        roadmap=inquiry.roadmap,
        rests_on_values=bool(inquiry.changed.principals),
        conflicts=conflicting,
        stories=stories,
        concessions=conceded,
        bridges=bridges,
        goals=near,
        complete={"conflicts": all_conflicts, "concessions": all_concessions, "bridges": all_bridges},
        changes=inquiry.changes,
        done=inquiry.done,
        seed=inquiry.seed,
    )


def _prices(inquiry: Inquiry, diagnosis: Diagnosis, found: Found) -> Diagnosis:
    """Search what demands cost everybody, with a roadmap or without."""
    listed, complete = _price_list(inquiry, found)
    return replace(
        diagnosis,
        price_list=listed,
        demand_costs=_demand_costs(inquiry, found),
        complete={**diagnosis.complete, "price_list": complete},
    )


def _conflicts(inquiry: Inquiry, most: int, found: Found) -> tuple[tuple[Conflict, ...], bool]:
    """Search the conflicts; where a roadmap holds there are none, and it proves so."""
    if inquiry.roadmap.phases:
        return (), True
    clock = turn(inquiry.clock, 0.4)
    questions = Questions(inquiry.changed, inquiry.done, inquiry.solver, clock)
    listed: list[Conflict] = []
    try:
        for conflict in conflicts(questions, inquiry.solver, clock.left):
            if len(listed) == most:
                return tuple(listed), False
            listed.append(Conflict(conflict))
            found("conflicts", len(listed))
    except LimitReached:
        return tuple(listed), False
    return tuple(listed), True


def _stories(inquiry: Inquiry, listed: Sequence[Conflict], found: Found) -> tuple[Story, ...]:
    """Tell the conflicts, as many as there is time for."""
    clock = turn(inquiry.clock, 0.3)
    told: list[Story] = []
    try:
        for conflict in listed:
            told.append(story(inquiry.changed, inquiry.done, conflict.conditions, inquiry.solver, clock))
            found("conflicts told", len(told))
    except LimitReached:
        pass  # a conflict without its story is listed all the same
    return tuple(told)


def _concessions(inquiry: Inquiry, most: int, found: Found) -> tuple[tuple[Concession, ...], bool]:
    """Search the concessions; where a roadmap holds nobody needs to make any."""
    if inquiry.roadmap.phases:
        return (), True
    clock = turn(inquiry.clock, 0.5)
    deals, complete = _deals(inquiry, most, clock)
    listed = []
    for deal in sorted(deals, key=lambda deal: deal.price):
        listed.append(_concession(inquiry, deal, clock))
        found("concessions", len(listed))
    return tuple(listed), complete


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
    if not roadmap.phases:
        roadmap = inquiry.told(deal.course, changes)
    return Concession(payment, sum(one.doubled for one in deal.retreats), roadmap)


def _bridges(
    inquiry: Inquiry, known: tuple[Conflict, ...] | None, found: Found
) -> tuple[tuple[BridgeFound, ...], bool]:
    """Search bridges; where a roadmap holds none is needed."""
    if inquiry.roadmap.phases:
        return (), True
    result = find_bridges(inquiry, turn(inquiry.clock, 0.6), conflicts=known, tell=found)
    return result.bridges, result.complete


def _price_list(inquiry: Inquiry, found: Found) -> tuple[tuple[Price, ...], bool]:
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
    if not roadmap.phases or (reached is not None and smallest_share(roadmap.share.values()) != reached):
        # cut short, planning has not come as far as the price list has
        roadmap = inquiry.told(deal.course, changes)
    return Price(payment, reached, roadmap)


def smallest_share(shares: Iterable[Fraction | None]) -> Fraction | None:
    """Give the smallest of the shares that there are."""
    return min((share for share in shares if share is not None), default=None)


def _demand_costs(inquiry: Inquiry, found: Found) -> tuple[DemandCost, ...]:
    clock = turn(inquiry.clock, 0.4)
    found("cost of each demand", 0)
    try:
        terms = Terms(inquiry.changed, inquiry.done, inquiry.solver, clock)
        return demand_costs(terms, inquiry.yardsticks())
    except LimitReached:
        return ()
