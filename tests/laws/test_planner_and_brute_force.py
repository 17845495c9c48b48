"""The planner against brute force: same verdict, same objectives in order, and a roadmap that brute force accepts."""

from __future__ import annotations

from detente.case.model import Case
from detente.roadmap import plan
from detente.roadmap.result import Status
from tests.brute import Judge, best
from tests.laws.effort import efforts, hold
from tests.strategies import cases_under_way


def agree_on_the_best(drawn: tuple[Case, tuple[str, ...]]) -> None:
    case, done = drawn
    roadmap, known = plan(case, done=done), best(case, done)
    assert roadmap.status is (Status.NONE if known is None else Status.OPTIMAL)
    if known is not None:
        objectives, winners = known
        assert [(o.name.value, o.value) for o in roadmap.objectives] == [(name, v) for name, _, v in objectives]
        assert [set(phase.steps) for phase in roadmap.phases] in [[set(phase) for phase in w] for w in winners]


def agree_on_the_figures(drawn: tuple[Case, tuple[str, ...]]) -> None:
    case, done = drawn
    roadmap = plan(case, done=done)
    if roadmap.after is None:
        return
    judge, phases = Judge(case, done), tuple(phase.steps for phase in roadmap.phases)
    standings = list(enumerate([*roadmap.phases, roadmap.after], start=1))
    assert judge.failures(phases) == set()
    assert {(k, i): f for k, s in standings for i, f in s.temptation.items()} == judge.temptations(phases)
    assert {(k, i): f for k, s in standings for i, f in s.exposure.items()} == judge.exposures(phases)
    assert roadmap.required_detection == judge.required_detection(phases)
    states = judge.timeline(phases).states[1:]
    shares = [{i: None if s is None else s * 10_000 for i, s in phase.share.items()} for phase in roadmap.phases]
    assert shares == [{i.id: judge.share(i.id, state) for i in case.principals} for state in states]


@efforts
def test_the_best_roadmap_is_the_best_of_all(examples: int) -> None:
    """Sections 4 to 6, including the choice among equals."""
    hold(agree_on_the_best, cases_under_way(), examples=examples)


@efforts
def test_the_figures_of_the_roadmap_are_those_of_the_model(examples: int) -> None:
    """Section 4: temptation, exposure, required detection; section 6: shares."""
    hold(agree_on_the_figures, cases_under_way(), examples=examples)
