"""A roadmap held by the checker: confirmed figure by figure where it was planned, made a result where it was written.

Planner and checker share no code; only here does what one says stand beside what the other says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from detente.case import Case, WrittenRoadmap
from detente.errors import InternalError

if TYPE_CHECKING:
    from detente.checker import CheckReport
    from detente.checker.report import Verdict as CheckerVerdict
    from detente.roadmap.result import Figure, Hold, Roadmap


def check(case: Case, roadmap: Roadmap | WrittenRoadmap) -> CheckReport:
    """Hold a roadmap against model.md by code that shares nothing with the planner's.

    Raises
    ------
    CaseError
        The changes the roadmap names do not fit the case.
    """
    from detente.checker import check as judge

    if isinstance(roadmap, WrittenRoadmap):
        return judge(case, roadmap)
    return judge(case, roadmap.written, ideals=roadmap.ideals)


def confirm(case: Case, roadmap: Roadmap) -> Roadmap:
    """Have a planned roadmap checked, and add what holds each party at each phase.

    Raises
    ------
    InternalError
        The checker refuses the roadmap, or one of its figures is another.
    """
    if roadmap.after is None:
        return roadmap
    report = check(case, roadmap)
    differences = [*(failure.text for failure in report.failures), *_differences(roadmap, report)]
    if differences:
        raise InternalError("planner and checker disagree:\n" + "\n".join(differences))
    holds = {(one.party, one.phase): tuple(one.holds) for one in report.standings}
    return replace(
        roadmap,
        phases=tuple(
            replace(phase, holds={party: _holds(holds[party, k]) for party in phase.temptation})
            for k, phase in enumerate(roadmap.phases, start=1)
        ),
        after=replace(
            roadmap.after,
            holds={party: _holds(holds[party, len(roadmap.phases) + 1]) for party in roadmap.after.temptation},
        ),
    )


def as_roadmap(case: Case, written: WrittenRoadmap, report: CheckReport) -> Roadmap:
    """Return a roadmap that holds as a result, from what the checker found of it.

    So that a roadmap written by hand, or read from a file, can be told and written like one that was planned. Nothing
    is said of whether a better one exists.

    Parameters
    ----------
    case
        The case as the user wrote it.
    written
        The roadmap.
    report
        What `check` found of it.

    Raises
    ------
    ValueError
        The roadmap does not hold.
    """
    from detente.case import digest
    from detente.roadmap.result import After, ObjectiveValue, Phase, Roadmap, Status

    if not report.holds:
        raise ValueError("the roadmap does not hold")
    standing = {(one.party, one.phase): one for one in report.standings}
    parties = tuple(dict.fromkeys(one.party for one in report.standings))

    def stage(number: int) -> dict[str, Any]:
        found = {party: standing[party, number] for party in parties}
        return {
            "temptation": {party: _figure(one.temptation) for party, one in found.items()},
            "exposure": {party: _figure(one.exposure) for party, one in found.items()},
            "holds": {party: _holds(one.holds) for party, one in found.items()},
        }

    return Roadmap(
        case_title=case.title,
        case_digest=digest(case),
        status=Status.FEASIBLE,
        phases=tuple(
            Phase(
                steps=phase.steps,
                starts=phase.starts,
                ends=phase.ends,
                share={party: standing[party, phase.number].share for party in parties},
                **stage(phase.number),
            )
            for phase in report.phases
        ),
        after=After(**stage(len(report.phases) + 1)),
        package=report.package,
        value=report.value,
        share=report.share,
        required_detection=report.required_detection,
        ideals={party: ideal.value for party, ideal in report.ideals.items()},
        objectives=tuple(ObjectiveValue(one.name, one.part, one.value, None, False) for one in report.objectives),
        changes=written.changes,
        done=written.done,
    )


def _figure(found: Fraction | CheckerVerdict) -> Figure:
    """Return the checker's figure or verdict as the planner's."""
    from detente.roadmap.result import Verdict

    return found if isinstance(found, Fraction) else Verdict(str(found))


def _holds(found: Sequence[str]) -> tuple[Hold, ...]:
    from detente.roadmap.result import Hold

    return tuple(Hold(str(one)) for one in found)


def _differences(roadmap: Roadmap, report: CheckReport) -> Iterator[str]:
    """Name every figure that planner and checker see differently."""
    yield from _differing("package", set(roadmap.package), set(report.package))
    yield from _differing("value", roadmap.value, report.value)
    yield from _differing("share", roadmap.share, report.share)
    yield from _differing("required detection", roadmap.required_detection, report.required_detection)
    for standing in report.standings:
        k = standing.phase
        mine = roadmap.phases[k - 1] if k <= len(roadmap.phases) else roadmap.after
        if mine is None:
            continue
        place = f"{standing.party} in phase {k}"
        yield from _differing(f"temptation of {place}", str(mine.temptation[standing.party]), str(standing.temptation))
        yield from _differing(f"exposure of {place}", str(mine.exposure[standing.party]), str(standing.exposure))
    for phase, days in zip(roadmap.phases, report.phases, strict=True):
        yield from _differing(f"days of phase {days.number}", (phase.starts, phase.ends), (days.starts, days.ends))
        received = {one.party: one.share for one in report.standings if one.phase == days.number}
        yield from _differing(f"shares at phase {days.number}", phase.share, received)
    figures: Mapping[tuple[str, str], Fraction] = {(one.name, one.part): one.value for one in report.objectives}
    for one in roadmap.objectives:
        yield from _differing(f"{one.name}: {one.part}", one.value, figures.get((one.name, one.part)))


def _differing(what: str, planned: object, checked: object) -> Iterator[str]:
    if planned != checked:
        yield f"{what}: planned {planned}, checked {checked}"
