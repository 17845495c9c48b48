"""Fragility against brute force: what is listed matters, by the least move, and what is not listed does not."""

from __future__ import annotations

import pytest
from hypothesis import assume, note

from detente.case import Changes
from detente.case.model import Case
from detente.diagnosis.fragility import Effect, WeakPoint, fragility
from detente.diagnosis.inquiry import begin
from detente.diagnosis.moves import Row, rows
from detente.roadmap.result import Status
from detente.roadmap.solver import Clock
from tests.brute import Judge
from tests.brute.search import best
from tests.laws.effort import hold
from tests.strategies import cases_under_way

Drawn = tuple[Case, tuple[str, ...]]

efforts = pytest.mark.parametrize("examples", [6, pytest.param(16, marks=pytest.mark.slow, id="many")])


def packages(case: Case, done: tuple[str, ...]) -> set[frozenset[str]]:
    """Give the packages of the best roadmaps (there can be several only where the tie-break leaves them equal)."""
    found = best(case, done)
    assert found is not None
    return {frozenset(done).union(*phases) for phases in found[1]}


def agree(drawn: Drawn) -> None:
    case, done = drawn
    clock = Clock(None)
    one = begin(case, Changes(), done, clock, 0, clock)
    assume(one.roadmap.status is Status.OPTIMAL)
    found = fragility(one, clock, thorough=True)
    quick = fragility(one, clock)
    assert found is not None
    assert quick is not None
    assert found.complete
    assert set(quick.points) <= set(found.points)
    listed = {(point.path, point.moved): point for point in found.points}
    phases = [phase.steps for phase in one.roadmap.phases]
    package = frozenset(done).union(*phases)
    for row in rows(case):
        moved = _listed(row, listed)
        note(f"{row.path} {moved}")
        if moved is None:
            # of a number, what becomes of the package is looked at within a tenth of its size
            notches = 1 if row.notch is None else max(1, row.most // 10)
            variant = row.at(notches)
            assert Judge(variant, done).holds(phases)
            assert packages(variant, done) == {package}
        else:
            notches, point = moved
            _matters(row, notches, point, phases, package, done)


def _listed(row: Row, listed: dict) -> tuple[int, WeakPoint] | None:
    for (path, moved), point in listed.items():
        if path != row.path:
            continue
        notches = 1 if row.notch is None else int(abs(point.by) / row.notch)
        if notches <= row.most and row.figure(notches) == moved:
            return notches, point
    return None


def _matters(row: Row, notches: int, point: WeakPoint, phases, package: frozenset[str], done: tuple[str, ...]) -> None:
    variant, less = row.at(notches), row.at(notches - 1)
    holds_then = Judge(variant, done).holds(phases)
    assert Judge(less, done).holds(phases)
    if best(variant, done) is None:
        assert point.effect is Effect.NONE
        return
    then = packages(variant, done)
    assert point.effect is (Effect.ORDER if then == {package} else Effect.PACKAGE)
    if point.effect is Effect.ORDER:
        assert not holds_then
    elif holds_then:
        assert packages(less, done) == {package}


@efforts
def test_what_is_listed_matters_and_nothing_else_does(examples: int) -> None:
    """Section 7: the result flips if one level moves to the neighbouring level in use, or a number by a notch."""
    hold(agree, cases_under_way(most_steps=3, most_parties=2, most_phases=2), examples=examples)
