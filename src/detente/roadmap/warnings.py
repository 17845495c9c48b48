"""Warnings that need no re-planning (model.md §7, last paragraph).

A roadmap that holds may still be poor in ways its reader should know: what is left to the end, what rests on a figure
nobody stated, which answer would hurt the one who is to give it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from detente.case import Case, Interval, Party, Role, Step, steps_of
from detente.roadmap.calendar import length
from detente.roadmap.measures import placed
from detente.roadmap.pretences import may_cost
from detente.roadmap.rays import ZERO, Ray, rays
from detente.roadmap.result import Warning
from detente.roadmap.setting import Setting
from detente.roadmap.standing import MOMENTS, Course, Standing

A_SIGNATURE = 31
"""A step of at most so many days can be a signature or an order given …"""
A_YEARS_WORK = 365
"""… and one of at least so many days is a year's work."""

Standings = Mapping[str, Standing]


def warnings_of(setting: Setting, course: Course, standings: Standings) -> tuple[Warning, ...]:
    """Give every warning about a roadmap, in the order of the model's list."""
    return tuple(warning for find in _FINDERS for warning in find(setting, course, standings))


def _back_loaded(setting: Setting, course: Course, standings: Standings) -> Iterator[Warning]:
    """More than half of the difficulty lies in the last of several phases."""
    if len(course.phases) < 2:
        return
    measures = setting.measures
    total = sum(measures.difficulty(step) for step, _ in placed(course))
    last = sum(measures.difficulty(step) for step in course.phases[-1])
    if 2 * last > total:
        yield Warning(
            "back-loaded",
            f"Most of what is hard to do lies in the last phase ({_listed(course.case, course.phases[-1])}).",
            tuple(course.phases[-1]),
            private=True,
        )


def _signature_beside_years_work(setting: Setting, course: Course, standings: Standings) -> Iterator[Warning]:
    for k, phase in enumerate(course.phases, start=1):
        steps = [course.case.steps[step] for step in phase]
        quick = [step.id for step in steps if length(step) <= A_SIGNATURE]
        slow = [step.id for step in steps if length(step) >= A_YEARS_WORK]
        if quick and slow:
            yield Warning(
                "signature-beside-years-work",
                f"Phase {k} joins what is done in a month or less ({_listed(course.case, quick)}) with a year's work "
                f"or more ({_listed(course.case, slow)}): nothing in it counts as verified before the longest is.",
                (*quick, *slow),
            )


def _no_way_in(setting: Setting, course: Course, standings: Standings) -> Iterator[Warning]:
    """A verifier has no step, by the end of the phase in which it verifies, that lets it in."""
    case = course.case
    waiting: dict[str, list[str]] = {}
    for name, k in placed(course):
        for verifier in case.steps[name].verified.by:
            admitted = any(verifier in case.steps[done].admits for done in course.by(k))
            if case.parties[verifier].role is Role.VERIFIER and not admitted:
                waiting.setdefault(verifier, []).append(name)
    for verifier, steps in waiting.items():
        yield Warning(
            "no-way-in",
            f"{case.parties[verifier].name} is to verify {_listed(case, steps)}, and no step by then lets it in.",
            (verifier, *steps),
        )


def _detection_assumed(setting: Setting, course: Course, standings: Standings) -> Iterator[Warning]:
    case = course.case
    costly = [name for name, _ in placed(course) if _is_unstated(case, case.steps[name])]
    if costly:
        yield Warning(
            "detection-assumed",
            "How surely a pretence would be found out is not stated, and assumed certain, for "
            f"{_listed(case, costly)}.",
            tuple(costly),
            private=True,
        )


def _is_unstated(case: Case, step: Step) -> bool:
    if step.verified.detection is not None or step.is_joint:
        return False
    owner = case.parties[step.by[0]]
    return owner.is_principal and may_cost(step, owner)


def _hurting_answers(setting: Setting, course: Course, standings: Standings) -> Iterator[Warning]:
    """An answer that holds somebody would hurt the one who is to give it (model.md §4, Why so strict)."""
    case = course.case
    relied: dict[str, set[str]] = {}
    for party, standing in standings.items():
        hurting = {step for step in course.package if _hurts_its_givers(case, case.steps[step], party)}
        for k in range(1, len(course.phases) + 2):
            if hurting and _is_relied_on(course, standing, hurting, k):
                relied.setdefault(party, set()).update(hurting & course.by(k))
    for party, found in relied.items():
        steps = [step for step in case.steps if step in found]
        yield Warning(
            "answer-hurts",
            f"{case.parties[party].name} is held by what the others could take back, and taking back "
            f"{_listed(case, steps)} would be a loss to those who are to do it.",
            (party, *steps),
            private=True,
        )


def _hurts_its_givers(case: Case, step: Step, party: str) -> bool:
    """Whether all who could take the step back would lose by it."""
    givers = [case.parties[owner] for owner in step.by if owner != party]
    return bool(givers) and all(giver.is_principal and may_gain(step, giver) for giver in givers)


def may_gain(step: Step, party: Party) -> bool:
    """Whether the step may be a gain to the party."""
    value = step.value.get(party.id, 0)
    return (value.hi if isinstance(value, Interval) else value) > 0


def _is_relied_on(course: Course, standing: Standing, hurting: set[str], k: int) -> bool:
    """Whether a phase would tempt the party if these steps were not taken back."""
    for ray in rays(course.case, standing.party):
        for moment in MOMENTS:
            reached = course.by(k) if moment == "in" else course.before(k)
            answer = sum((_answer(course, ray, step, k) for step in hurting & reached), ZERO)
            staying = standing.staying(ray, k, moment) + ray.tolerance
            if answer > 0 and staying - answer < 0:
                return True
    return False


def _answer(course: Course, ray: Ray, name: str, k: int) -> Fraction:
    step = course.case.steps[name]
    worth = max(ray.lo.get(name, ZERO), ZERO)
    return step.reversible * worth if course.can_be_taken_back(step, k) else ZERO


def _understated_exposure(setting: Setting, course: Course, standings: Standings) -> Iterator[Warning]:
    """The others' answer looks at a step's own worth, not at the bonus it carries (model.md §4)."""
    case = course.case
    for party in standings:
        carried: list[str] = []
        for bonus in case.bonuses:
            if bonus.value.get(party, ZERO) > 0:
                carried.extend(step for step in steps_of(bonus.when) if _is_overlooked(course, step, party))
        steps = [step for step in case.steps if step in carried]
        if steps:
            yield Warning(
                "exposure-understated",
                f"{case.parties[party].name} has a bonus that hangs on {_listed(case, steps)}, which others could take "
                "back but, by the model, only would for a step's own worth: exposure may be understated.",
                (party, *steps),
                private=True,
            )


def _is_overlooked(course: Course, name: str, party: str) -> bool:
    step = course.case.steps[name]
    theirs = any(owner != party for owner in step.by)
    return name in course.package and theirs and step.reversible > 0 and not may_gain(step, course.case.parties[party])


def _listed(case: Case, steps: list[str] | tuple[str, ...]) -> str:
    titles = [f"“{case.steps[step].title}”" for step in steps]
    return titles[0] if len(titles) == 1 else ", ".join(titles[:-1]) + " and " + titles[-1]


_FINDERS: tuple[Callable[[Setting, Course, Standings], Iterator[Warning]], ...] = (
    _back_loaded,
    _signature_beside_years_work,
    _no_way_in,
    _detection_assumed,
    _hurting_answers,
    _understated_exposure,
)
