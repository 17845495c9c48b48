"""When the phases of a roadmap begin and end (model.md §5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from detente.case.model import Case
from detente.case.rules import ByDate, NotBeforeDate, NotBeforeDays, Rule, Within
from detente.checker.course import Course
from detente.errors import CaseError, Finding

Day = date | int
"""A date where the case says when it starts, else days counted from the start."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days, counted from the start of the case, on which a phase begins and ends."""

    starts: int
    ends: int


def schedule(course: Course) -> tuple[Span, ...]:
    """Return when each phase runs.

    A phase lasts as long as its longest step with its verification; the next begins when it ends, or later where a
    ``not before`` makes it wait (model.md §5).
    """
    case = course.case
    earliest = _earliest_starts(case)
    spans: list[Span] = []
    now = 0
    for steps in course.phases:
        starts = max([now, *(earliest.get(step, 0) for step in steps)])
        now = starts + max((case.steps[step].days + case.steps[step].verified.days for step in steps), default=0)
        spans.append(Span(starts, now))
    return tuple(spans)


def _earliest_starts(case: Case) -> dict[str, int]:
    earliest: dict[str, int] = {}
    for rule in case.rules_in_force():
        match rule.form:
            case NotBeforeDate(step, day):
                earliest[step] = max(earliest.get(step, 0), day_number(case, day, rule))
            case NotBeforeDays(step, days):
                earliest[step] = max(earliest.get(step, 0), days)
    return earliest


def day_number(case: Case, day: date, rule: Rule) -> int:
    """Return how many days ``day`` lies after the start of the case; `CaseError` where the case has no start."""
    if case.starts is None:
        message = f"the rule “{rule.text}” names a date, but the case does not say when it starts"
        raise CaseError([Finding("date-without-start", message, "`starts:` with a date", path="starts")])
    return (day - case.starts).days


def shown(case: Case, days: int) -> Day:
    """Return a day as it is shown: a date where the case says when it starts, else the number of days."""
    if case.starts is None:
        return days
    try:
        return case.starts + timedelta(days=days)
    except OverflowError:
        message = f"the roadmap ends {days} days after the start, beyond the year 9999"
        raise CaseError([Finding("date-too-late", message, "a calendar that ends by then", path="starts")]) from None


def has_durations(case: Case, rules: Iterable[Rule]) -> bool:
    """Return whether time in days means anything in this case: some step takes time, or some rule is about days."""
    calendar = (ByDate, Within, NotBeforeDate, NotBeforeDays)
    takes_time = any(step.days + step.verified.days > 0 for step in case.steps.values())
    return takes_time or any(isinstance(rule.form, calendar) for rule in rules)
