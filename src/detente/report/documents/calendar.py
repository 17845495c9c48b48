"""A roadmap as a calendar (iCalendar, RFC 5545): the phases, and when each step and its verification are due."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from detente import __version__
from detente.case.model import Step
from detente.errors import CaseError, Finding
from detente.report.detection import owners, verifiers
from detente.report.headline import NOT_A_FORECAST
from detente.report.phases import by_owners
from detente.report.told import Told
from detente.roadmap.result import Phase

Span = tuple[date, date]


def calendar(told: Told) -> bytes:
    """Return the calendar: whole days, one event a phase, one a step, and one for each verification that takes time.

    Raises
    ------
    CaseError
        ``no-dates``: the case does not say when the first phase begins.
    """
    if told.case.starts is None:
        message = "the case does not say when the first phase begins, so nothing in it has a date"
        raise CaseError([Finding("no-dates", message, "`starts: 2026-01-05` in the case, or --set starts=2026-01-05")])
    made = Calendar()
    made.add("prodid", f"-//detente//detente {__version__}//EN")
    made.add("version", "2.0")
    made.calendar_name = told.case.title
    for number, phase in enumerate(told.roadmap.phases, start=1):
        made.add_component(_phase(told, number, phase))
        for name in told.in_order(phase.steps):
            for event in _step(told, number, phase, told.known(name)):
                made.add_component(event)
    return bytes(made.to_ical())


def _phase(told: Told, number: int, phase: Phase) -> Event:
    lines = [f"{who}: {'; '.join(told.step(step.id) for step in steps)}" for who, steps in by_owners(told, phase)]
    lines += ["The next phase begins when all of it has been verified.", NOT_A_FORECAST]
    summary = f"Phase {number} of {len(told.roadmap.phases)}: {told.case.title}"
    return _event(told, f"phase-{number}", (_first(phase), _last(phase)), summary, lines)


def _step(told: Told, number: int, phase: Phase, step: Step) -> list[Event]:
    """Return when a step is to be carried out and, where that takes days, when it is verified."""
    begins = _first(phase)
    done = begins + timedelta(days=step.days)
    who, by = owners(told, step), verifiers(told, step)
    title = told.step(step.id)
    lines = [f"Phase {number}. {who}."] + ([f"Verified by {by}."] if by else [])
    found = [_event(told, f"step-{step.id}", (begins, done), f"{who}: {title}", lines)]
    if step.verified.days:
        until = done + timedelta(days=step.verified.days)
        summary = f"Verification{f' by {by}' if by else ''}: {title}"
        found.append(_event(told, f"verification-{step.id}", (done, until), summary, [f"Phase {number}."]))
    return found


def _event(told: Told, key: str, days: Span, summary: str, lines: list[str]) -> Event:
    """Return an event of whole days; the end of RFC 5545 is the first day that no longer belongs to it."""
    first, last = days
    event = Event()
    seed = f"{told.case.title}/{key}".encode()
    event.add("uid", f"{sha256(seed).hexdigest()[:24]}-{key}@detente")
    event.add("dtstamp", datetime.combine(told.on or told.case.starts or first, time(), UTC))
    event.add("dtstart", first)
    event.add("dtend", last if last > first else first + timedelta(days=1))
    event.add("summary", summary)
    event.add("description", "\n".join(lines))
    event.add("transp", "TRANSPARENT")
    return event


def _first(phase: Phase) -> date:
    assert isinstance(phase.starts, date)
    return phase.starts


def _last(phase: Phase) -> date:
    assert isinstance(phase.ends, date)
    return phase.ends


WRITERS = {".ics": calendar}
