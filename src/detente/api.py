"""Planner and checker joined: no roadmap leaves here that the checker has not confirmed, figure by figure.

Here too a case and its roadmap meet the states of a conflict, to be asked where it could come to rest.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import IO, TYPE_CHECKING, Any

from detente.case import Case, Changes, WrittenRoadmap
from detente.errors import CaseError, DetenteError, Finding, InternalError, LimitReached, placed

if TYPE_CHECKING:
    from detente.checker import CheckReport
    from detente.checker.report import Verdict as CheckerVerdict
    from detente.evidence.many import Reading
    from detente.graph_model.analysis import Progress
    from detente.graph_model.results import ConflictStability
    from detente.roadmap.progress import Listener
    from detente.roadmap.result import Figure, Hold, Roadmap
    from detente.states.conflict import Conflict
    from detente.states.gmcr_file import GmcrFile


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
    from detente.roadmap.interrupts import interrupts_end
    from detente.roadmap.planning import plan as search
    from detente.roadmap.solver import Clock

    clock = Clock(time_limit)
    with interrupts_end(clock):
        roadmap = search(
            case,
            changes=changes,
            done=done,
            time_limit=time_limit,
            seed=seed,
            alternatives=alternatives,
            progress=progress,
            clock=clock,
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


def conflict(
    source: Case | str | os.PathLike[str],
    *,
    options: Sequence[str] = (),
    roadmap: Roadmap | WrittenRoadmap | None = None,
    time_limit: float | None = 60.0,
) -> Conflict:
    """Read a case, or a `.gmcr` model, as a conflict of states.

    Parameters
    ----------
    source
        A case; or the path of a case file or of a `.gmcr` model.
    options
        Ids of the steps that are options; the others are not done. Default: all steps of a case of at most 12; of a
        larger one, each party's part of each phase of a roadmap.
    roadmap
        The roadmap whose way through the states is asked for, with the changes that it makes to the case. A large case
        without ``options`` is planned, if none is given.
    time_limit
        Seconds that this planning may take.

    Raises
    ------
    CaseError
        The file is wrong, a name is unknown, or there are too many states.
    LimitReached
        The time ended before a roadmap was found.
    """
    from detente.states.from_case import from_case, needs_roadmap

    if not isinstance(source, Case):
        from detente.states.gmcr_file import is_gmcr, read_gmcr

        if is_gmcr(os.fspath(source)):
            return _of_gmcr(read_gmcr(source), options, roadmap)
        source = load(source)
    if roadmap is None and needs_roadmap(source, options):
        roadmap = plan(source, time_limit=time_limit)
        if not roadmap.phases:
            raise _no_bundles(source, roadmap)
    with placed(source.origin):
        if roadmap is None:
            return from_case(source, options=options)
        from detente.case import apply

        written = roadmap if isinstance(roadmap, WrittenRoadmap) else roadmap.written
        phases = ((*written.done,), *written.phases) if written.done else written.phases
        return from_case(apply(source, written.changes), options=options, phases=phases)


def _of_gmcr(file: GmcrFile, options: Sequence[str], roadmap: object) -> Conflict:
    from detente.states.from_gmcr import from_gmcr

    if options or roadmap is not None:
        message = "a .gmcr model has all its options, and no steps for a roadmap to order"
        raise CaseError([Finding("not-for-gmcr", message, "a case file", file=file.origin)])
    with placed(file.origin):
        return from_gmcr(file)


def _no_bundles(case: Case, roadmap: Roadmap) -> DetenteError:
    if roadmap.status.value == "unknown":
        return LimitReached("the time ended before a roadmap was found that would bundle the steps")
    message = f"the case has {len(case.steps)} steps, and no roadmap holds whose phases would bundle them"
    return CaseError([Finding("too-many-options", message, "--options naming some steps", file=case.origin)])


def stability(
    source: Case | Conflict | str | os.PathLike[str],
    *,
    concepts: Sequence[str] = (),
    options: Sequence[str] = (),
    roadmap: Roadmap | WrittenRoadmap | None = None,
    start: str | None = None,
    wish: str | None = None,
    fragile: bool = False,
    equilibria_only: bool = False,
    time_limit: float | None = 60.0,
    progress: Progress | None = None,
) -> ConflictStability:
    """Find which states of a conflict are stable for whom, in which senses, and why.

    Parameters
    ----------
    source, options, roadmap, time_limit
        As for `conflict`; or a conflict that was made already.
    concepts
        Names out of ``detente.graph_model.concept.concepts()``; by default those that hold for any number of parties.
    start
        A state of which it is asked what can be reached from it: its number, its letters Y and N, the options taken in
        it joined by commas, ``none`` or ``status-quo``.
    wish
        A state, named likewise, of which it is asked what would make it an equilibrium.
    fragile
        Whether it is asked which verdicts hang on one swap, or on a tie, in one party's order; or, where orders are
        known only in part, on which comparison.
    equilibria_only
        Keep no verdicts by party: for large models.
    progress
        Is told in a few words what is being computed.

    Raises
    ------
    CaseError
        The file is wrong, a name is unknown, a concept cannot be computed, or there are too many states.

    Examples
    --------
    >>> import detente
    >>> from detente import examples
    >>> found = detente.stability(examples.model_path("chicken"))
    >>> found.to_dict()["equilibria"]["nash"]
    ['YN', 'NY']
    """
    from detente.graph_model.concept import DEFAULT, chosen
    from detente.graph_model.results import judge
    from detente.states.conflict import Conflict
    from detente.states.naming import read_state

    if not isinstance(source, Conflict):
        source = conflict(source, options=options, roadmap=roadmap, time_limit=time_limit)
    with placed("--concepts"):
        chosen(concepts, len(source.model.dms))
    with placed(source.source):
        return judge(
            source,
            concepts=concepts or DEFAULT,
            start=None if start is None else read_state(source, start),
            wish=None if wish is None else read_state(source, wish, file="--wish"),
            fragile=fragile,
            equilibria_only=equilibria_only,
            progress=progress,
        )


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
