"""The Hanoi case as pure order: the conflicts and concessions worked out by hand for it (docs/cases/hanoi.md)."""

from __future__ import annotations

from detente.case import Case
from detente.checker import check
from detente.diagnosis import Diagnosis
from detente.diagnosis.result import LinkKind
from detente.report import as_reasons
from detente.roadmap.result import Status

SIX = [{"u1", "d1"}, {"u1", "d2"}, {"u1", "d3"}, {"u1", "d4"}, {"u2", "d2"}, {"u3", "d5"}]


def test_there_are_exactly_six_minimal_conflicts(of_hanoi_order: Diagnosis) -> None:
    assert of_hanoi_order.status is Status.NONE
    assert sorted(map(sorted, SIX)) == sorted(sorted(one.conditions) for one in of_hanoi_order.conflicts)
    assert of_hanoi_order.complete["conflicts"]


def test_concessions_come_cheapest_first_from_both_sides_and_from_each_alone(of_hanoi_order: Diagnosis) -> None:
    paid = [(one.payment.firmness, *one.payment.by_party.values()) for one in of_hanoi_order.concessions]
    assert paid == [(11, 7, 4), (11, 4, 7), (12, 12, 0), (12, 9, 3), (21, 3, 18), (21, 0, 21)]
    assert [set(one.payment.give_up) for one in of_hanoi_order.concessions if len(one.payment.payers) == 1] == [
        {"u1", "u2", "u3"},
        {"d1", "d2", "d3", "d4", "d5"},
    ]
    assert of_hanoi_order.complete["concessions"]


def test_every_concession_hits_every_conflict_and_none_of_it_is_to_spare(of_hanoi_order: Diagnosis) -> None:
    for one in of_hanoi_order.concessions:
        given = set(one.payment.give_up)
        assert all(given & conflict for conflict in SIX)
        assert all(any(given & conflict == {demand} for conflict in SIX) for demand in given)


def test_every_concession_comes_with_a_roadmap_of_all_steps_that_the_checker_confirms(
    hanoi_order: Case, of_hanoi_order: Diagnosis
) -> None:
    for one in of_hanoi_order.concessions:
        assert check(hanoi_order, one.roadmap.written).holds
        assert set(one.roadmap.package) == set(hanoi_order.steps)


def test_an_order_hangs_on_the_firmest_where_a_five_counted_double_changes_it(of_hanoi_order: Diagnosis) -> None:
    # 12 of the United States has the 5 of u2 in it; 12 shared has as well, so the order of the twelves stays
    assert [one.doubled for one in of_hanoi_order.concessions] == [11, 11, 17, 17, 31, 31]
    assert not of_hanoi_order.hangs_on_the_firmest


def test_every_conflict_is_told_as_steps_that_wait_in_a_circle(of_hanoi_order: Diagnosis) -> None:
    assert [story.conditions for story in of_hanoi_order.stories] == [
        conflict.conditions for conflict in of_hanoi_order.conflicts
    ]
    for story in of_hanoi_order.stories:
        assert story.is_a_circle
        waiting = [link for link in story.links if link.kind in (LinkKind.BEFORE, LinkKind.WITH)]
        steps = {step for link in waiting for step in link.steps}
        assert all(set(way) & steps for link in waiting for way in link.waits_for)
        assert {link.demand for link in story.links} - {""} == set(story.conditions)


def test_the_way_from_relief_to_yongbyon_and_back_is_told(of_hanoi_order: Diagnosis) -> None:
    story = next(one for one in of_hanoi_order.stories if set(one.conditions) == {"u1", "d1"})
    told = [(link.demand, link.steps) for link in story.links if link.steps]
    relief = ("suspend-textile-coal", "suspend-other", "oil-caps", "lift-five")
    assert told[:2] == [("u1", relief), ("", ("ffvd-core",))]
    assert told[2][0] == "d1"
    assert set(told[2][1]) <= {"ybn-pu-dismantle", "ybn-heu-dismantle"}


def test_the_text_quotes_the_demands_and_names_nobody_guilty(hanoi_order: Case, of_hanoi_order: Diagnosis) -> None:
    text = " ".join(as_reasons(hanoi_order, of_hanoi_order).split())
    assert "DPRK: “Nothing beyond Yongbyon before relief” (d2)" in text
    assert "So each waits for another, back to where it began, and none can come first." in text
    assert not any(word in text.lower() for word in ("blame", "fault", "refuses", "guilty"))
