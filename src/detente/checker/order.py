"""Whether a rule holds for a course, and if not, where and by how much (model.md §5)."""

from __future__ import annotations

from dataclasses import dataclass

from detente.case.rules import (
    ActsOnlyWith,
    After,
    AtLeast,
    AtMost,
    ByDate,
    ByPhase,
    Condition,
    Excludes,
    Include,
    Never,
    NotBeforeDate,
    NotBeforeDays,
    Requires,
    Rule,
    With,
    Within,
    WithOrAfter,
)
from detente.checker.conditions import met
from detente.checker.course import Course
from detente.checker.days import Span, day_number


@dataclass(frozen=True, slots=True)
class Breach:
    """One way in which a rule is broken: the phase (`None`: in the package), the step, by how much, and in words.

    ``amount`` counts phases, days or items, whichever the rule is about; `None` where there is nothing to count.
    """

    words: str
    phase: int | None = None
    step: str | None = None
    amount: int | None = None


def breaches(rule: Rule, course: Course, spans: tuple[Span, ...]) -> tuple[Breach, ...]:
    """Return how ``rule`` is broken, in the order of phases; nothing where it holds."""
    form = rule.form
    match form:
        case After() | WithOrAfter() | With() | ByPhase():
            found = _in_order(form, course)
        case ByDate() | Within() | NotBeforeDate() | NotBeforeDays():
            found = _in_time(rule, course, spans)
        case ActsOnlyWith(party, partners):
            return _acts_alone(party, partners, course)
        case _:
            found = _in_package(form, frozenset(course.package))
    return () if found is None else (found,)


def _in_order(form: After | WithOrAfter | With | ByPhase, course: Course) -> Breach | None:
    """Rules about the order of phases; a step done before has phase 0 and waits for nothing any more."""
    phase = course.phase_of.get(form.step)
    match form:
        case With(step, other):
            return _apart(step, phase, other, course.phase_of.get(other))
        case After(step, needs):
            if phase and not met(needs, course.before(phase)):
                return Breach(f"what “{step}” waits for has not been done before phase {phase}", phase, step)
        case WithOrAfter(step, needs):
            if phase and not met(needs, course.states[phase]):
                return Breach(f"what “{step}” waits for has not been done by the end of phase {phase}", phase, step)
        case ByPhase(step, bound):
            if phase is not None and phase > bound:
                late = phase - bound
                return Breach(f"“{step}” is in phase {phase}, {_count(late, 'phase')} too late", phase, step, late)
    return None


def _apart(step: str, phase: int | None, other: str, other_phase: int | None) -> Breach | None:
    if phase == other_phase:
        return None
    if phase is None:
        return Breach(f"“{other}” is in the package and “{step}” is not", other_phase or None, other)
    if other_phase is None:
        return Breach(f"“{step}” is in the package and “{other}” is not", phase or None, step)
    apart = abs(phase - other_phase)
    return Breach(f"“{step}” and “{other}” are {_count(apart, 'phase')} apart", phase or None, step, apart)


def _in_package(form: object, package: frozenset[str]) -> Breach | None:
    """Rules about the package alone, whenever its steps are done."""
    match form:
        case Requires(step, needs):
            if step in package and not met(needs, package):
                return Breach(f"“{step}” is in the package and what it requires is not", step=step)
        case Excludes(step, other):
            if step in package and other in package:
                return Breach(f"“{step}” and “{other}” are both in the package", step=step)
        case Include(what):
            if not met(what, package):
                return Breach("the package does not have it")
        case Never(what):
            if met(what, package):
                return Breach("the package has it")
        case AtMost(number, items):
            return _miscounted(_number_met(items, package), number, 1)
        case AtLeast(number, items):
            return _miscounted(_number_met(items, package), number, -1)
        case _:
            raise AssertionError(f"a rule form without meaning: {form!r}")
    return None


def _number_met(items: tuple[Condition, ...], package: frozenset[str]) -> int:
    return sum(met(item, package) for item in items)


def _miscounted(count: int, bound: int, direction: int) -> Breach | None:
    off = (count - bound) * direction
    if off <= 0:
        return None
    return Breach(f"the package has {count} of them, {off} too {'many' if direction > 0 else 'few'}", amount=off)


def _acts_alone(party: str, partners: tuple[str, ...], course: Course) -> tuple[Breach, ...]:
    found = []
    for phase, steps in enumerate(course.phases, start=1):
        acting = {owner for step in steps for owner in course.case.steps[step].by}
        if party in acting and acting.isdisjoint(partners):
            found.append(Breach(f"in phase {phase} {party} acts and {' or '.join(partners)} does not", phase))
    return tuple(found)


def _in_time(rule: Rule, course: Course, spans: tuple[Span, ...]) -> Breach | None:
    """Rules about days, counted from the start; a step done before keeps them all."""
    form = rule.form
    assert isinstance(form, ByDate | Within | NotBeforeDate | NotBeforeDays)
    phase = course.phase_of.get(form.step)
    match form:
        case ByDate(_, day) | NotBeforeDate(_, day):
            bound = day_number(course.case, day, rule)
        case Within(_, days) | NotBeforeDays(_, days):
            bound = days
    if not phase:
        return None
    span = spans[phase - 1]
    if isinstance(form, ByDate | Within):
        late = span.ends - bound
        words = f"phase {phase} with “{form.step}” ends {_count(late, 'day')} too late"
    else:
        late = bound - span.starts
        words = f"phase {phase} with “{form.step}” begins {_count(late, 'day')} too early"
    return Breach(words, phase, form.step, late) if late > 0 else None


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
