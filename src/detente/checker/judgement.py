"""Checking a written roadmap against model.md, condition by condition.

Nothing here knows how roadmaps are found. The order of the conditions is: the shape of the roadmap (§3), the package,
rules and demands (§§4, 5), then phase by phase and party by party what self-enforcing, safe and deterred ask for (§4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fractions import Fraction

from detente.case.model import Case
from detente.case.rules import Rule
from detente.case.written import Changes, WrittenRoadmap
from detente.checker import objectives
from detente.checker.course import Course, follow
from detente.checker.days import Span, schedule, shown
from detente.checker.order import breaches
from detente.checker.pretence import Pretence, pretences
from detente.checker.principal import Principal, principals
from detente.checker.report import Checked, CheckReport, PhaseDays, Requirement, Standing
from detente.checker.standing import Exit, balance, danger, deviation, exits, holds, temptation, tolerates, worse
from detente.checker.yardstick import Margin, hold, worst

NODES = 20_000
"""How much work the checker's own search for an ideal may be, for each party (see `detente.checker.ideal`)."""


def check(
    case: Case,
    written: WrittenRoadmap,
    *,
    ideals: Mapping[str, Fraction | None] | None = None,
    nodes: int = NODES,
) -> CheckReport:
    """Check whether a roadmap holds (model.md §4), and say for every phase and party what holds it there.

    Parameters
    ----------
    case
        The case as the user wrote it. ``written.changes`` are applied to it first.
    written
        The phases, what was done before them, and the changes under which they are meant to hold.
    ideals
        ``ideal_i`` by party id (model.md §6), `None` for a party that no others' acceptance leaves anything. They serve
        shares and objectives only where the checker's own search, exact but small, does not end; no verdict depends on
        them.
    nodes
        The size of that search, for each party; 0 for none, where only the verdicts are asked for.

    Returns
    -------
    CheckReport
        Every condition with its verdict; figures as exact fractions.

    Raises
    ------
    CaseError
        If the changes cannot be applied (giving up a red line, say), a rule names a date and the case has no start, or
        a step that a bonus names can be taken back in part.
    """
    changed, before_bridges = _changed(case, written.changes)
    course = follow(changed, written.phases, written.done)
    spans = schedule(course)
    everybody = principals(changed, before_bridges, course.whole)
    found = objectives.ideals(course, everybody, ideals, nodes=nodes)
    received = objectives.shares(course, everybody, objectives.scalings(everybody, found))
    phases = [
        _judge(course, who, number, received[min(number, course.last)].get(who.id))
        for number in range(1, course.last + 2)
        for who in everybody
    ]
    checked = [
        *_shape(changed, written, course),
        *(_acceptable(course, who) for who in everybody),
        *_ordered(changed, course, spans),
        *(one for judged in phases for one in judged.checked),
    ]
    exposures = {who.id: [judged.at_middle for judged in phases if judged.party == who.id] for who in everybody}
    return CheckReport(
        case_title=changed.title,
        changes=written.changes,
        changed=_named(case, written.changes),
        done=written.done,
        phases=tuple(
            PhaseDays(number, steps, shown(changed, span.starts), shown(changed, span.ends))
            for number, (steps, span) in enumerate(zip(written.phases, spans, strict=True), start=1)
        ),
        package=course.package,
        checked=tuple(checked),
        standings=tuple(judged.standing for judged in phases),
        value={who.id: _value(course, who) for who in everybody},
        share={who.id: received[-1].get(who.id) for who in everybody},
        ideals=found,
        required_detection={one.step: one.required for judged in phases for one in judged.pretences},
        objectives=objectives.figures(course, spans, everybody, found, exposures),
    )


def _changed(case: Case, changes: Changes) -> tuple[Case, Case]:
    """Return the case with all changes, and with only those that come before the bridges."""
    if not changes:
        return case, case
    from detente.case import apply

    changed = apply(case, changes)
    if not changes.bridges:
        return changed, changed
    return changed, apply(case, Changes(settings=changes.settings)) if changes.settings else case


def _named(case: Case, changes: Changes) -> tuple[str, ...]:
    if not changes:
        return ()
    from detente.case.variant import names

    return names(case, changes)


def _shape(case: Case, written: WrittenRoadmap, course: Course) -> Iterator[Checked]:
    """Check that the phases are disjoint non-empty sets of known steps, not too many, with a result (§§3, 4)."""
    yield from _known(case, written)
    yield from _once(written)
    for number, steps in enumerate(written.phases, start=1):
        yield Checked(Requirement.FILLED, bool(steps), phase=number)
    over = len(written.phases) - case.max_phases
    yield Checked(
        Requirement.BOUNDED,
        over <= 0,
        amount=Fraction(over) if over > 0 else None,
        detail=f"there are {len(written.phases)} phases, and at most {case.max_phases} are allowed" if over > 0 else "",
    )
    yield Checked(Requirement.WORTHWHILE, bool(course.package))


def _known(case: Case, written: WrittenRoadmap) -> Iterator[Checked]:
    places = [(0, step) for step in written.done]
    places += [(number, step) for number, steps in enumerate(written.phases, start=1) for step in steps]
    unknown = [(number, step) for number, step in places if step not in case.steps]
    if not unknown:
        yield Checked(Requirement.KNOWN, True)
    for number, step in unknown:
        near = get_close_matches(step, list(case.steps), n=1)
        detail = f"the nearest known step is “{near[0]}”" if near else "no step has a name like it"
        yield Checked(Requirement.KNOWN, False, phase=number or None, step=step, detail=detail)


def _once(written: WrittenRoadmap) -> Iterator[Checked]:
    first: dict[str, int] = dict.fromkeys(written.done, 0)
    again = []
    for number, steps in enumerate(written.phases, start=1):
        for step in steps:
            if step in first:
                again.append((number, step))
            first.setdefault(step, number)
    if not again:
        yield Checked(Requirement.ONCE, True)
    for number, step in again:
        earlier = f"in phase {first[step]}" if first[step] else "among what is already done"
        yield Checked(Requirement.ONCE, False, phase=number, step=step, detail=f"it stands {earlier} as well")


def _acceptable(course: Course, who: Principal) -> Checked:
    """Check ``v_i(T) ≥ walk_away_i``."""
    in_full = dict.fromkeys(course.package, (course.whole, course.whole))
    margins = who.stick.margins(in_full, [(-1, who.party.walk_away)], who.bonus(frozenset(course.package)))
    return _checked(Requirement.ACCEPTABLE, margins, party=who.id)


def _checked(requirement: Requirement, margins: tuple[Margin, ...], *, party: str, phase: int | None = None) -> Checked:
    if hold(margins):
        return Checked(requirement, True, phase=phase, party=party)
    short = worst(margins)
    return Checked(requirement, False, phase=phase, party=party, amount=-short.value, level=short.level)


def _ordered(case: Case, course: Course, spans: tuple[Span, ...]) -> Iterator[Checked]:
    """Check every rule, and every rule of each demand in the form that is in force (§5)."""
    for rule in case.rules:
        yield from _rule(rule, course, spans, None, None)
    for demand in case.demands.values():
        for rule in demand.in_force:
            yield from _rule(rule, course, spans, demand.id, demand.by)


def _rule(
    rule: Rule, course: Course, spans: tuple[Span, ...], demand: str | None, party: str | None
) -> Iterator[Checked]:
    verdict = Checked(Requirement.ORDERED, True, party=party, demand=demand, rule=rule.text)
    broken = breaches(rule, course, spans)
    if not broken:
        yield verdict
    for one in broken:
        yield replace(
            verdict,
            holds=False,
            phase=one.phase,
            step=one.step,
            amount=None if one.amount is None else Fraction(one.amount),
            detail=one.words,
        )


@dataclass(frozen=True, slots=True)
class _Judged:
    """All there is to say about one party in one phase."""

    party: str
    standing: Standing
    checked: tuple[Checked, ...]
    at_middle: Fraction
    pretences: tuple[Pretence, ...]


def _judge(course: Course, who: Principal, phase: int, share: Fraction | None) -> _Judged:
    ways = exits(course, who, phase)
    enforced = [_self_enforcing(way, who, phase) for way in ways]
    threat = danger(course, who, phase)
    safe = _checked(Requirement.SAFE, threat.margins or (), party=who.id, phase=phase)
    pretended = tuple(pretences(course, who, phase, ways))
    tempting = worse(ways)
    standing = Standing(
        party=who.id,
        phase=phase,
        temptation=temptation(tempting, who),
        way=tempting.way,
        deviation=deviation(course, who, phase, tempting),
        balance=balance(tempting, who),
        holds=holds(tempting, who),
        self_enforcing=all(one.holds for one in enforced),
        exposure=threat.exposure,
        safe=safe.holds,
        share=share,
    )
    deterred = (_deterred(one) for one in pretended if one.is_checked)
    return _Judged(who.id, standing, (*enforced, safe, *deterred), threat.at_middle, pretended)


def _self_enforcing(way: Exit, who: Principal, phase: int) -> Checked:
    return replace(_checked(Requirement.SELF_ENFORCING, tolerates(way, who), party=who.id, phase=phase), way=way.way)


def _deterred(pretence: Pretence) -> Checked:
    found = _checked(Requirement.DETERRED, (pretence.margin,), party=pretence.party, phase=pretence.phase)
    return replace(found, step=pretence.step)


def _value(course: Course, who: Principal) -> Fraction | tuple[Fraction, Fraction] | None:
    """Return what the package is worth to a party: a number, the ends of an interval, or `None` for levels."""
    bonus = who.bonus(frozenset(course.package))
    if who.is_ordinal:
        return None
    low = sum((who.stick.lowest(step) for step in course.package), bonus)
    high = sum((who.stick.highest(step) for step in course.package), bonus)
    return (low, high) if who.has_ranges else low
