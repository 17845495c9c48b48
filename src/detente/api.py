"""Planner and checker joined: no roadmap leaves here that the checker has not confirmed, figure by figure.

Here too a case and its roadmap meet the states of a conflict, to be asked where it could come to rest.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import IO, TYPE_CHECKING

from detente.case import Case, Changes, WrittenRoadmap
from detente.confirming import check, confirm
from detente.errors import CaseError, DetenteError, Finding, LimitReached, placed

if TYPE_CHECKING:
    from detente.evidence.many import Reading
    from detente.graph_model.analysis import Progress
    from detente.graph_model.results import ConflictStability
    from detente.roadmap.progress import Listener
    from detente.roadmap.result import Roadmap
    from detente.states.conflict import Conflict
    from detente.states.gmcr_model import GmcrFile

__all__ = ["check", "conflict", "load", "plan", "read", "stability"]


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
