"""A finished roadmap with all its figures, dates and warnings, as the result that is handed out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from detente.case import Case, Interval, Party, Scale
from detente.roadmap.conditions import meets
from detente.roadmap.measures import days
from detente.roadmap.result import After, Day, Phase, Roadmap, Status
from detente.roadmap.search import Found
from detente.roadmap.setting import Setting
from detente.roadmap.shares import UNITS
from detente.roadmap.standing import Course, Standing
from detente.roadmap.warnings import warnings_of


def tell(blank: Roadmap, setting: Setting, found: Found) -> Roadmap:
    """Give the roadmap found with all its figures, on the sheet that says what it was computed from."""
    course = found.course
    if course is None:
        raise AssertionError("there is nothing to tell")
    case = setting.case
    standings = {party.id: Standing(course, party, setting.solver) for party in case.principals}
    last = len(course.phases) + 1
    return replace(
        blank,
        status=Status.OPTIMAL if all(one.proved for one in found.objectives) else Status.FEASIBLE,
        phases=tuple(_phase(setting, course, standings, k) for k in range(1, last)),
        after=After(
            {name: one.temptation(last) for name, one in standings.items()},
            {name: one.exposure(last) for name, one in standings.items()},
            {},
        ),
        package=tuple(step for step in case.steps if step in course.package),
        value={party.id: _value(case, party, course.package) for party in case.principals},
        share=_shares(setting, course.package),
        required_detection=_required(course, standings),
        ideals={name: _ideal(setting, name) for name in standings},
        objectives=tuple(found.objectives),
        warnings=warnings_of(setting, course, standings),
    )


def _phase(setting: Setting, course: Course, standings: Mapping[str, Standing], k: int) -> Phase:
    start, end = days(course)[k - 1]
    return Phase(
        steps=course.phases[k - 1],
        starts=day(setting.case, start),
        ends=day(setting.case, end),
        temptation={name: one.temptation(k) for name, one in standings.items()},
        exposure={name: one.exposure(k) for name, one in standings.items()},
        share=_shares(setting, course.by(k)),
        holds={},
    )


def day(case: Case, number: int) -> Day:
    """Give a calendar date where the case says when it starts, else the number of days."""
    if case.starts is None:
        return number
    try:
        return case.starts + timedelta(days=number)
    except OverflowError:
        return date.max


def _shares(setting: Setting, done: frozenset[str]) -> dict[str, Fraction | None]:
    measures = setting.measures
    return {
        party.id: Fraction(measures.share(party.id, done), UNITS) if party.id in setting.yardsticks else None
        for party in setting.case.principals
    }


def _ideal(setting: Setting, party: str) -> Fraction | None:
    return setting.yardsticks[party].ideal if party in setting.yardsticks else None


def _value(case: Case, party: Party, package: frozenset[str]) -> Fraction | tuple[Fraction, Fraction] | None:
    if party.scale is Scale.ORDINAL:
        return None
    lo = hi = Fraction(0)
    for step in package:
        value = case.steps[step].value.get(party.id, Fraction(0))
        lo += value.lo if isinstance(value, Interval) else value
        hi += value.hi if isinstance(value, Interval) else value
    bonus = sum(
        (one.value[party.id] for one in case.bonuses if party.id in one.value and meets(one.when, package)), Fraction(0)
    )
    return (lo, hi) if party.scale is Scale.INTERVAL else lo + bonus


def _required(course: Course, standings: Mapping[str, Standing]) -> dict[str, Fraction | None]:
    required: dict[str, Fraction | None] = {}
    for k, phase in enumerate(course.phases, start=1):
        for name in phase:
            step = course.case.steps[name]
            owner = standings.get(step.by[0])
            if owner is not None and owner.is_pretendable(step):
                required[name] = owner.required_detection(name, k)
    return required
