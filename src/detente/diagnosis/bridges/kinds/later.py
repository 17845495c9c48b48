"""A longer calendar: the date or phase by which a demand wants something is moved back by the least that helps."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import partial

from detente.case import ByDate, ByPhase, Case, Demand, NotBeforeDate, NotBeforeDays, Within
from detente.case.unparse import rule_text
from detente.diagnosis.bridges.demands import with_rule
from detente.diagnosis.bridges.offer import Document, Loosening, Offer
from detente.diagnosis.bridges.result import Amount
from detente.roadmap.calendar import bound_of, length

Deadline = ByDate | ByPhase | Within


def offers(case: Case, done: Collection[str]) -> Iterator[Offer]:
    """Yield one for every deadline of a demand in force; rules are facts, and red lines are never touched."""
    for demand in case.demands.values():
        forms = [] if demand.red_line else [rule.form for rule in demand.in_force]
        for place, form in enumerate(forms):
            if not isinstance(form, Deadline) or form.step in done:
                continue
            most = _most(case, form)
            if most > 0:
                yield Offer(
                    "later",
                    (demand.id, *([str(place + 1)] if len(forms) > 1 else [])),
                    partial(_title, case, demand, form),
                    most,
                    partial(_spelt, demand.id, place, form),
                    partial(_amount, demand.id, form),
                    loosens=Loosening(rule=(demand.id, place)),
                )


def _most(case: Case, form: Deadline) -> int:
    """Give by how many days or phases a deadline must be moved to bind nobody."""
    if isinstance(form, ByPhase):
        return case.max_phases - form.phase
    longest = max(map(length, case.steps.values()), default=0)
    forms = [rule.form for rule in case.rules_in_force()]
    waits = [bound_of(case, one) for one in forms if isinstance(one, NotBeforeDate | NotBeforeDays)]
    latest = case.max_phases * longest + max([0, *waits])
    if case.starts is not None:
        latest = min(latest, (date.max - case.starts).days)
    return latest - bound_of(case, form)


def _moved(form: Deadline, notches: int) -> Deadline:
    match form:
        case ByPhase(step, phase):
            return ByPhase(step, phase + notches)
        case ByDate(step, day):
            return ByDate(step, day + timedelta(days=notches))
        case Within(step, days):
            return Within(step, days + notches)


def _title(case: Case, demand: Demand, form: Deadline, _notches: int) -> str:
    return f"More time ({demand.id}): {case.steps[form.step].title}"


def _spelt(name: str, place: int, form: Deadline, case: Case, notches: int) -> Document:
    return {"changes": {"demands": [with_rule(case.demands[name], place, rule_text(_moved(form, notches)))]}}


def _amount(name: str, form: Deadline, notches: int) -> Amount:
    if isinstance(form, ByPhase):
        return Amount("phase", name, Fraction(form.phase + notches), Fraction(form.phase))
    return Amount("days", name, Fraction(notches), Fraction(0))
