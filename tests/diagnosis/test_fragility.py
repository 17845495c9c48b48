"""What the roadmaps of small and shipped cases hang on."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

import detente
from detente.case import Case, Changes, Softening, WrittenRoadmap, build
from detente.checker import check
from detente.diagnosis.fragility import Effect, Fragility, fragility, fragility_of, margins
from detente.diagnosis.inquiry import begin
from detente.roadmap.solver import Clock, Solver
from detente.roadmap.standing import Course
from tests.examples.shipped import planned, shipped


def exchange(**changes: Any) -> Case:
    """Return an exchange in which grain comes first, because south's word (2) outweighs what it saves last (1.5)."""
    document: dict[str, Any] = {
        "detente": 1,
        "title": "Exchange",
        "max_phases": 2,
        "parties": {"north": {"scale": "cardinal"}, "south": {"scale": "cardinal", "breach_cost": 2}},
        "steps": {
            "grain": {"by": "north", "value": {"north": -1, "south": 3}},
            "ore": {"by": "south", "value": {"north": 4, "south": Decimal("-1.5")}},
        },
        "rules": ["include grain and ore"],
    }
    return build(document | changes)


def hangs_on(case: Case, changes: Changes = Changes()) -> Fragility:  # noqa: B008 (frozen)
    found = fragility_of(case, detente.plan(case, changes=changes), time_limit=None)
    assert found is not None
    assert found.complete
    return found


def moves(found: Fragility) -> dict[str, tuple[Any, Any, Effect]]:
    """Return, by its place, where each weak point is moved to, by how much, and what becomes of the roadmap."""
    return {point.path: (point.moved, point.by, point.effect) for point in found.points}


def test_a_number_is_moved_by_the_least_that_breaks() -> None:
    """South stays while 1.5 ≤ 2; north accepts while 4 ≥ 1."""
    found = moves(hangs_on(exchange()))
    assert found["parties.south.breach_cost"] == (Fraction("1.4999"), Fraction("0.5001"), Effect.NONE)
    assert found["steps.ore.value.north"] == (Fraction("0.9999"), Fraction("3.0001"), Effect.NONE)
    assert found["max_phases"] == (Fraction(1), Fraction(1), Effect.NONE)
    assert found["steps.ore.value.south"] == (Fraction("-2.0001"), Fraction("0.5001"), Effect.NONE)


def test_the_worst_comes_first_and_then_the_least_move() -> None:
    """A tenth of the grain that can be taken back; then a quarter of south's word, and a third of what ore costs."""
    points = [point.path for point in hangs_on(exchange()).points if point.effect is Effect.NONE]
    assert points[:3] == ["steps.grain.reversible", "parties.south.breach_cost", "steps.ore.value.south"]


def test_the_price_of_a_walk_out_is_what_is_missing_to_be_tempted() -> None:
    """South's word is worth 2, and it would save 1.5 by not delivering: with more than 0.5 on top it would leave."""
    found = {one.party: (one.phase, one.figure) for one in hangs_on(exchange()).margins}
    assert found["south"] == (1, Fraction("0.5001"))


@pytest.mark.parametrize("party", ["north", "south"])
def test_with_a_notch_less_a_party_still_stays(party: str) -> None:
    case = exchange()
    roadmap = detente.plan(case)
    course = Course(case, tuple(phase.steps for phase in roadmap.phases))
    figure = {one.party: one.figure for one in margins(course, Solver(Clock(None)))}[party]
    assert isinstance(figure, Fraction)

    def holds(less: Fraction) -> bool:
        known = case.parties[party]
        assert isinstance(known.breach_cost, Fraction)
        poorer = replace(known, breach_cost=known.breach_cost - less)
        return check(replace(case, parties={**case.parties, party: poorer}), WrittenRoadmap(course.phases)).holds

    assert holds(figure - Fraction(1, 10_000))
    assert not holds(figure)


def test_a_demand_put_back_to_its_harder_form() -> None:
    softer = [{"rule": "ore after grain", "firmness": 1}]
    demand = {"id": "first", "by": "north", "rule": "grain after ore", "firmness": 3, "softer": softer}
    case = exchange(demands=[demand])
    assert not detente.plan(case).phases
    found = moves(hangs_on(case, Changes(softened=(Softening("first", 0),))))
    assert found["first"] == ("grain after ore", None, Effect.NONE)


def test_a_level_goes_to_its_neighbour_in_use() -> None:
    parties = {"north": {"scale": "ordinal"}, "south": {"scale": "ordinal", "breach_cost": 2}}
    steps = {
        "grain": {"by": "north", "value": {"north": -1, "south": 5}},
        "ore": {"by": "south", "value": {"north": 4, "south": -2}},
    }
    found = moves(hangs_on(exchange(parties=parties, steps=steps)))
    assert found["steps.ore.value.south"] == (-5, None, Effect.NONE)
    assert found["parties.south.breach_cost"] == ((), None, Effect.NONE)


def test_without_a_roadmap_there_is_nothing_to_hang_on_it() -> None:
    parties = {"north": {"scale": "cardinal"}, "south": {"scale": "cardinal"}}
    case = exchange(parties=parties)
    assert fragility_of(case, detente.plan(case)) is None


def test_no_time_means_that_it_is_not_complete() -> None:
    case = exchange()
    one = begin(case, Changes(), (), Clock(None), 0, Clock(None))
    found = fragility(one, Clock(1e-9))
    assert found is not None
    assert not found.complete


def test_nothing_of_it_is_public() -> None:
    found = hangs_on(exchange())
    assert found.to_dict(public=True) == {
        "points": [],
        "margins": [],
        "looked_at": None,
        "complete": None,
        "thorough": None,
    }


def test_jcpoa_its_weak_hold_was_the_price_of_a_walk_out_of_the_united_states() -> None:
    """From Implementation Day on, one matter of level 2 would tempt the United States; Iran and the EU one of 5."""
    case = shipped("jcpoa")
    course = Course(case, tuple(phase.steps for phase in planned("jcpoa").phases))
    found = {one.party: (one.phase, one.figure) for one in margins(course, Solver(Clock(None)))}
    assert found == {"eu": (3, 5), "irn": (3, 5), "ruc": (1, None), "us": (3, 2)}


def test_where_all_is_done_the_roadmap_has_no_phases_and_hangs_on_something_all_the_same() -> None:
    case = exchange()
    roadmap = detente.plan(case, done=("grain", "ore"))
    assert not roadmap.phases
    found = fragility_of(case, roadmap, time_limit=None)
    assert found is not None
    assert {one.party for one in found.margins} == {"north", "south"}
