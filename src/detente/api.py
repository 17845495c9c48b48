"""Planner and checker joined: no roadmap leaves here that the checker has not confirmed, figure by figure."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import IO, TYPE_CHECKING

from detente.case import Case, Changes, WrittenRoadmap
from detente.errors import InternalError

if TYPE_CHECKING:
    from detente.checker import CheckReport
    from detente.evidence.many import Reading
    from detente.roadmap.progress import Listener
    from detente.roadmap.result import Hold, Roadmap


def load(path: str | os.PathLike[str] | IO[str] | IO[bytes]) -> Case:
    """Read a case from a YAML or JSON file (``-``: standard input).

    Raises
    ------
    CaseError
        With everything that is wrong with the file, each with its place.
    """
    from detente.case import load as read

    return read(path)


def read(
    path: str | os.PathLike[str],
    *,
    published: date | None = None,
    parties: str | None = None,
    encoding: str | None = None,
) -> Reading:
    """Read the statements of an article or a transcript; see `detente.evidence.many.read` for the parameters.

    Raises
    ------
    CaseError
        Where the file is no article: a PDF, an empty file, bytes that are no text.
    """
    from detente.evidence.many import read as read_article

    return read_article(os.fspath(path), published=published, parties=parties, encoding=encoding)


def plan(
    case: Case,
    *,
    changes: Changes = Changes(),  # noqa: B008 (frozen)
    done: Sequence[str] = (),
    time_limit: float | None = 60.0,
    seed: int = 0,
    alternatives: int = 0,
    progress: Listener | None = None,
) -> Roadmap:
    """Find the best roadmap of a case and have it confirmed; see `detente.roadmap.plan` for the parameters.

    Raises
    ------
    CaseError
        The changes do not fit the case, or its numbers are too large to be exact.
    InternalError
        Planner and checker disagree: a fault of ours, and no roadmap is given.

    Examples
    --------
    >>> import detente
    >>> case = detente.load("case.yaml")  # doctest: +SKIP
    >>> print(detente.plan(case).summary())  # doctest: +SKIP
    """
    from detente.roadmap.planning import plan as search

    roadmap = search(
        case,
        changes=changes,
        done=done,
        time_limit=time_limit,
        seed=seed,
        alternatives=alternatives,
        progress=progress,
    )
    confirmed = confirm(case, roadmap)
    others = tuple(replace(one, roadmap=confirm(case, one.roadmap)) for one in roadmap.alternatives)
    return replace(confirmed, alternatives=others)


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
