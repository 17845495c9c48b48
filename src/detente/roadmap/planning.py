"""Planning: a case in, a frozen roadmap out (model.md §§2–6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.case import Case, Changes
from detente.case.digesting import digest
from detente.errors import CaseError, Finding, LimitReached
from detente.roadmap.alternatives import alternatives_to
from detente.roadmap.ideals import yardsticks
from detente.roadmap.progress import Listener, silent
from detente.roadmap.relaxation import Relaxation
from detente.roadmap.result import Roadmap, Status
from detente.roadmap.search import Lexicographic
from detente.roadmap.setting import Setting, set_up
from detente.roadmap.solver import Clock, Solver
from detente.roadmap.telling import tell
from detente.roadmap.twins import order_twins


def plan(
    case: Case,
    *,
    changes: Changes = Changes(),  # noqa: B008 (frozen)
    done: Sequence[str] = (),
    time_limit: float | None = 60.0,
    seed: int = 0,
    alternatives: int = 0,
    progress: Listener | None = None,
    clock: Clock | None = None,
    package_only: bool = False,
) -> Roadmap:
    """Find the best roadmap of a case, or prove that there is none.

    The result has not been checked: `detente.plan` does that as well.

    Parameters
    ----------
    case
        The case as its author wrote it.
    changes
        What to try on it first (demands given up or softened, bridges, settings, conditions to include).
    done
        Ids of steps done already: ``X_0`` (model.md §3). Their order does not matter.
    time_limit
        Seconds; ``None`` for no limit. When they end, the best roadmap found is given as ``feasible``.
    seed
        Non-negative. The same case, seed and version give the same roadmap, unless the time limit cut in.
    alternatives
        How many further roadmaps of a really different shape to find.
    progress
        Called with a `Progress` whenever something better is found or proved.
    clock
        A clock that runs already and ends the search in place of ``time_limit``: one planning among others.
    package_only
        Stop once the package is decided, where only that is asked for: the order is then any that holds.

    Returns
    -------
    Roadmap
        With status ``optimal``, ``feasible``, ``none`` or ``unknown``.

    Raises
    ------
    CaseError
        The changes do not fit the case, a step in ``done`` is unknown, or its numbers are too large to be exact.
    """
    clock = clock or Clock(time_limit)
    solver = Solver(clock, seed)
    listener = progress or silent
    changed = _changed(case, changes)
    done = known_steps(changed, done)
    blank = Roadmap(
        case_title=case.title,
        case_digest=digest(case),
        status=Status.UNKNOWN,
        objectives_order=changed.objectives,
        changes=changes,
        done=done,
        seed=seed,
        time_limit=time_limit,
    )
    try:
        setting = Setting(changed, done, yardsticks(changed, solver, clock), solver)
    except LimitReached:
        return replace(blank, seconds=clock.spent())
    search = set_up(setting)
    order_twins(search.lattice)
    found = Lexicographic(search, solver, clock, listener, Relaxation(setting)).run(package_only=package_only)
    if found.course is None:
        status = Status.NONE if found.infeasible else Status.UNKNOWN
        return replace(blank, status=status, seconds=clock.spent())
    best = tell(blank, setting, found)
    others = alternatives_to(setting, found.course, blank, alternatives, clock, listener)
    return replace(best, alternatives=others, seconds=clock.spent())


def known_steps(case: Case, done: Sequence[str]) -> tuple[str, ...]:
    """Give the steps done in the file's order, refusing any the case does not have."""
    unknown = [step for step in done if step not in case.steps]
    if unknown:
        raise CaseError([_unknown(case, step) for step in unknown])
    return tuple(step for step in case.steps if step in set(done))


def _unknown(case: Case, step: str) -> Finding:
    from difflib import get_close_matches

    nearest = get_close_matches(step, list(case.steps), n=1)
    return Finding(
        code="unknown-id",
        message=f"no step has the id {step!r}",
        expected="the id of a step of the case",
        nearest=nearest[0] if nearest else "",
        path="--done",
    )


def _changed(case: Case, changes: Changes) -> Case:
    if not changes:
        return case
    from detente.case import apply

    return apply(case, changes)
