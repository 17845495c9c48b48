"""Asking why: a case in, a frozen diagnosis out (model.md §7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from detente.case import Case, Changes
from detente.case.digesting import digest
from detente.diagnosis.beside import beside
from detente.diagnosis.bridges import BridgeFound, find_bridges
from detente.diagnosis.bridges.raising import find_raising
from detente.diagnosis.conflicts import conflicts
from detente.diagnosis.fragility import Fragility, fragility
from detente.diagnosis.goals import nearest_to_goal
from detente.diagnosis.inquiry import Inquiry, begin
from detente.diagnosis.least_trust import least_trust
from detente.diagnosis.paid import Found, conceded, costed, priced
from detente.diagnosis.questions import Questions
from detente.diagnosis.result import Conflict, Diagnosis, Story
from detente.diagnosis.stories import story
from detente.diagnosis.turns import turn
from detente.errors import LimitReached
from detente.roadmap.interrupts import interrupts_end
from detente.roadmap.progress import Listener, Progress, silent
from detente.roadmap.result import Roadmap, Status
from detente.roadmap.solver import Clock

MOST_CONFLICTS = 60
MOST_CONCESSIONS = 12


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

    def found(what: str, number: int) -> None:
        listener(Progress(None, what, Fraction(number), None, False, clock.spent()))

    with interrupts_end(clock):
        inquiry = begin(case, changes, tuple(done), clock, seed, turn(clock, 0.4), listener, known)
        ask = _briefly if brief else _fully
        diagnosis = ask(inquiry, most_conflicts, most_concessions, found)
    return replace(diagnosis, seconds=clock.spent(), time_limit=time_limit)


def _fully(inquiry: Inquiry, most_conflicts: int, most_concessions: int, found: Found) -> Diagnosis:
    """Search all there is to say."""
    with beside(lambda: _fragility(inquiry, found), inquiry.clock) as weak:
        diagnosis = _briefly(inquiry, most_conflicts, most_concessions, found)
        diagnosis = _least_trust(inquiry, _prices(inquiry, diagnosis, found), found)
        return replace(diagnosis, fragility=weak.result())


def _briefly(inquiry: Inquiry, most_conflicts: int, most_concessions: int, found: Found) -> Diagnosis:
    """Search what says why there is no roadmap and what would unlock one."""
    conflicting, all_conflicts = _conflicts(inquiry, most_conflicts, found)
    if conflicting and inquiry.roadmap.status is Status.UNKNOWN:
        inquiry = inquiry.proved_stuck()
    stories = _stories(inquiry, conflicting, found)
    concessions, all_concessions = conceded(inquiry, most_concessions, found)
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
        concessions=concessions,
        bridges=bridges,
        goals=near,
        complete={"conflicts": all_conflicts, "concessions": all_concessions, "bridges": all_bridges},
        changes=inquiry.changes,
        done=inquiry.done,
        seed=inquiry.seed,
    )


def _prices(inquiry: Inquiry, diagnosis: Diagnosis, found: Found) -> Diagnosis:
    """Search what demands cost everybody, with a roadmap or without."""
    listed, complete = priced(inquiry, found)
    return replace(
        diagnosis,
        price_list=listed,
        demand_costs=costed(inquiry, found),
        complete={**diagnosis.complete, "price_list": complete},
    )


def _least_trust(inquiry: Inquiry, diagnosis: Diagnosis, found: Found) -> Diagnosis:
    """Search how much trust is missing."""
    if not inquiry.changed.principals:
        return diagnosis
    found("least trust", 0)
    return replace(diagnosis, least_trust=least_trust(inquiry, turn(inquiry.clock, 0.5)))


def _fragility(inquiry: Inquiry, found: Found) -> Fragility | None:
    """Search what a roadmap that holds hangs on; of all parts this takes longest."""
    if not inquiry.changed.principals:
        return None
    return fragility(inquiry, turn(inquiry.clock, 0.9), found)


def _conflicts(inquiry: Inquiry, most: int, found: Found) -> tuple[tuple[Conflict, ...], bool]:
    """Search the conflicts; where a roadmap holds there are none, and it proves so."""
    if inquiry.roadmap.exists:
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


def _bridges(
    inquiry: Inquiry, known: tuple[Conflict, ...] | None, found: Found
) -> tuple[tuple[BridgeFound, ...], bool]:
    """Search bridges that unlock a roadmap or, where one holds, that would raise the smallest share."""
    if inquiry.roadmap.exists:
        result = find_raising(inquiry, turn(inquiry.clock, 0.3), tell=found)
    else:
        result = find_bridges(inquiry, turn(inquiry.clock, 0.6), conflicts=known, tell=found)
    return result.bridges, result.complete
