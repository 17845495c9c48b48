"""One roadmap at a time: planner and checker accept it where it just holds, and refuse it for the least difference."""

from __future__ import annotations

from hypothesis import assume, note
from hypothesis import strategies as st

from detente.case.model import Case
from detente.case.written import WrittenRoadmap
from detente.checker import check
from detente.roadmap import plan
from detente.roadmap.result import Status
from tests.brute import Judge
from tests.laws.edges import forced, on_the_edge, over_the_edge
from tests.laws.effort import efforts, hold
from tests.strategies import cases_with_roadmap


def agree(case: Case, written: WrittenRoadmap) -> None:
    """Compare verdict and objectives where the planner has no choice but this one roadmap."""
    judge = Judge(case, written.done)
    holds = judge.holds(written.phases)
    note(f"holds by brute force: {holds}, breaks {judge.failures(written.phases)}")
    roadmap = plan(case, done=written.done)
    assert roadmap.status is (Status.OPTIMAL if holds else Status.NONE)
    assert check(case, written).holds is holds
    if holds:
        assert [set(phase.steps) for phase in roadmap.phases] == [set(phase) for phase in written.phases]
        expected = [(name, value) for name, _, value in judge.objectives(written.phases)]
        assert [(one.name.value, one.value) for one in roadmap.objectives] == expected


def accept_what_holds_and_refuse_the_least_less(data: st.DataObject) -> None:
    drawn, written = data.draw(cases_with_roadmap(most_parties=3))
    case = on_the_edge(forced(drawn, written.phases, written.done), written.phases, written.done)
    assume(case is not None)
    agree(case, written)
    worse = list(over_the_edge(case))
    if worse:
        agree(data.draw(st.sampled_from(worse)), written)


@efforts
def test_the_least_difference_decides(examples: int) -> None:
    """Section 4: every condition is exact."""
    hold(accept_what_holds_and_refuse_the_least_less, st.data(), examples=examples)
