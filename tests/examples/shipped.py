"""Shipped cases, planned and checked once a run, and their pure order: what is left when nobody's values count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from detente import api, examples
from detente.case import Case, Changes, Fairness, Role, Softening, build, to_document
from detente.roadmap.result import Roadmap, Status

Edit = Callable[[dict[str, Any]], None]


@cache
def shipped(name: str) -> Case:
    """Return a shipped case."""
    return api.load(examples.path(name))


def edited(name: str, edit: Edit) -> Case:
    """Return a shipped case with its document edited."""
    document = to_document(shipped(name))
    edit(document)
    return build(document, name)


def planned(
    case: Case | str,
    *,
    soften: str = "",
    give_up: str = "",
    bridges: str = "",
    include: str = "",
    done: Sequence[str] = (),
    settings: Iterable[tuple[str, str]] = (),
) -> Roadmap:
    """Plan a case, checked by the API. Several ids stand in one string; ``u1=2`` softens to the second form."""
    case = shipped(case) if isinstance(case, str) else case
    forms = (entry.partition("=") for entry in soften.split())
    changes = Changes(
        settings=tuple(settings),
        bridges=tuple(bridges.split()),
        given_up=tuple(give_up.split()),
        softened=tuple(Softening(demand, int(form or 1) - 1) for demand, _, form in forms),
        included=(include,) if include else (),
    )
    roadmap = api.plan(case, changes=changes, done=tuple(done))
    assert roadmap.status in {Status.OPTIMAL, Status.NONE}
    return roadmap


def holds(roadmap: Roadmap) -> bool:
    """Whether there is a roadmap."""
    return roadmap.status is Status.OPTIMAL


def phases(roadmap: Roadmap) -> list[set[str]]:
    """Return the steps of each phase."""
    return [set(phase.steps) for phase in roadmap.phases]


def phase_of(roadmap: Roadmap, step: str) -> int:
    """Return the number of the phase a step is in."""
    return next(number for number, steps in enumerate(phases(roadmap), 1) if step in steps)


def order_only(case: Case, keep: Iterable[str] | None = None, max_phases: int = 12) -> Case:
    """Return the case as a pure problem of order: nobody has values; of the demands only those to keep."""
    kept = set(case.demands if keep is None else keep)
    return replace(
        case,
        parties={
            party.id: replace(party, scale=None, role=Role.STAKEHOLDER if party.is_principal else party.role)
            for party in case.parties.values()
        },
        steps={step.id: replace(step, value={}) for step in case.steps.values()},
        demands={demand.id: demand for demand in case.demands.values() if demand.id in kept},
        bridges={},
        bonuses=(),
        fairness=Fairness.EVERYTHING,
        max_phases=max_phases,
    )


def clash(case: Case, demands: Iterable[str], goal: str) -> bool:
    """Whether these demands leave no order in which the goal is reached."""
    return not holds(planned(order_only(case, demands), include=goal))


def conflicts_are(case: Case, goal: str, expected: Iterable[set[str]]) -> None:
    """Assert that these are all minimal conflicts among the demands, values aside: each by taking each member away."""
    expected = list(expected)
    for conflict in expected:
        assert clash(case, conflict, goal), f"{conflict} can hold together"
        for member in sorted(conflict):
            assert not clash(case, conflict - {member}, goal), f"{conflict} clashes without {member}"
    for largest in _largest_free(list(case.demands), expected):
        assert not clash(case, largest, goal), f"another conflict hides in {sorted(largest)}"


def _largest_free(demands: list[str], conflicts: list[set[str]]) -> list[set[str]]:
    """Return the largest sets of demands that contain none of the conflicts."""
    free: list[set[str]] = [set(demands)]
    for conflict in conflicts:
        split = [group - {member} for group in free if conflict <= group for member in conflict]
        free = [group for group in free if not conflict <= group] + split
        free = [group for group in free if not any(group < other for other in free)]
    return [group for place, group in enumerate(free) if group not in free[:place]]
