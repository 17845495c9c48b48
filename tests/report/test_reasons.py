"""Why things are as they are: what holds whom, what stands against steps left out, what verification must detect."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import detente
from detente.case import Case, read_text
from detente.diagnosis.conditions import conditions_of
from detente.report import against
from detente.report.assumptions import assumptions
from detente.report.conflicts_told import member
from detente.report.demands import Form, demands
from detente.report.detection import detections
from detente.report.headline import what_each_trades
from detente.report.holding import stages
from detente.report.omitted import omitted
from detente.report.told import Told, tell
from tests.report.fixture import summit

PRISONERS = Path(__file__).parent.parent / "case" / "prisoners-for-fuel.yaml"

THREE = """
detente: 1
title: Three ways to be left out
max_phases: 3
parties:
  a: {name: Anna, scale: cardinal, breach_cost: 1}
  b: {name: Bela, scale: cardinal, breach_cost: 1}
steps:
  give: {title: Anna gives, by: a, value: {a: -1, b: 3}}
  take: {title: Bela gives, by: b, value: {a: 3, b: -1}}
  ruin: {title: Bela is ruined, by: b, value: {a: 1, b: -9}}
  wait: {title: Waits for the ruin, by: a, value: {a: 1}}
  ban: {title: Banned, by: a, value: {a: 1}}
  idle: {title: Changes nothing, by: a}
rules: [wait after ruin, idle requires take]
demands:
  - {id: no-ban, by: b, rule: never ban, firmness: 2}
"""


def three() -> Told:
    case: Case = read_text(THREE)
    return tell(case, detente.plan(case))


def test_a_step_left_out_is_explained_by_what_would_fail() -> None:
    told = three()
    why = {one.step: one.why for one in omitted(told)}
    assert why["Bela is ruined"] == "By itself it fits nowhere: Bela would no longer accept the package."
    assert why["Waits for the ruin"] == "By itself it fits nowhere: it needs “Bela is ruined”, left out as well."
    assert "demand “no-ban” (Bela) would not be met" in why["Banned"]
    assert "the roadmap would still hold" in why["Changes nothing"]


def test_beyond_the_budget_only_what_can_be_seen_without_the_checker_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(against, "MOST_WORK", 0)
    why = {one.step: one.why for one in omitted(three())}
    assert why["Waits for the ruin"] == "By itself it fits nowhere: it needs “Bela is ruined”, left out as well."
    assert why["Bela is ruined"] == against.BEYOND


def test_of_a_package_not_proved_best_it_is_not_said_that_it_could_not_be_better() -> None:
    told = three()
    unproved = tuple(replace(one, proved=False, bound=None) for one in told.roadmap.objectives)
    told = replace(told, roadmap=replace(told.roadmap, objectives=unproved))
    why = {one.step: one.why for one in omitted(told)}
    assert why["Changes nothing"].endswith("whether the package would be better with it is not settled.")


def test_a_step_left_out_names_whom_it_would_cost_and_serve() -> None:
    (ruin,) = [one for one in omitted(three()) if one.step == "Bela is ruined"]
    assert ruin.losers == "Bela (−9)"
    assert ruin.gainers == "Anna (+1)"
    assert ruin.named_by == ("rule “wait after ruin”",)


def test_what_holds_a_party_comes_with_amounts_and_the_best_it_could_do() -> None:
    told = three()
    (stage, *_) = stages(told)
    (anna, _) = stage.held
    assert anna.by
    labels = [label for label, _ in anna.deviation]
    assert labels[0] == "Breaks off"
    assert labels[-1] == "It is spared"


def test_levels_are_listed_and_never_added() -> None:
    told = tell(*summit())
    words = [amount for stage in stages(told) for held in stage.held for _, amount in held.by]
    assert all(amount.startswith("level") for amount in words)


def test_required_and_stated_detection_stand_side_by_side() -> None:
    told = tell(*summit())
    found = {one.step: one for one in detections(told)}
    halt = found["Stop enrichment everywhere, undisclosed sites included"]
    assert (halt.required, halt.stated, halt.assumed) == ("at least 0.4875", "0.5", False)
    freeze = found["Stop production and deployment of long-range missiles"]
    assert (freeze.stated, freeze.assumed) == ("not stated; assumed certain", True)


def test_softened_and_given_up_demands_are_named_with_what_holds_instead() -> None:
    found = {demand.id: demand for demand in demands(tell(*summit()))}
    assert found["nothing-beyond-yongbyon"].form is Form.GIVEN_UP
    assert found["relief-after-end-state"].form is Form.SOFTENED
    assert "lift-five after ybn-dismantle" in found["relief-after-end-state"].rules
    assert found["action-for-action"].form is Form.IN_FORCE
    assert found["arms-last"].price == "red line"


def test_every_kind_of_assumption_is_marked_as_one() -> None:
    told = tell(*summit())
    assert {one.kind for one in assumptions(told)} == {"model", "case", "party", "detection", "mark"}


def test_each_principal_is_told_what_it_gains_gives_and_misses() -> None:
    trades = dict(what_each_trades(tell(*summit())))
    assert trades["United States"] == (
        "greatest gain “Stop enrichment everywhere, undisclosed sites included”; "
        "greatest cost “Exemption to reopen the Kaesong industrial complex” (1 other as much); "
        "greatest gain among the steps left out “Remove or dismantle warheads and fissile stock”"
    )


def test_a_condition_is_named_so_that_it_fits_several_under_one_name_and_accuses_nobody() -> None:
    case = read_text(THREE.replace("name: Bela", "name: Bela and the islands"))
    assert [member(case, condition.name) for condition in conditions_of(case) if condition.about == "b"] == [
        "a package acceptable to Bela and the islands",
        "no reason to walk away for Bela and the islands",
        "no gain from only pretending for Bela and the islands",
    ]


def test_numbers_and_levels_of_a_planned_roadmap_are_told_as_they_are() -> None:
    case = detente.load(PRISONERS)
    told = tell(case, detente.plan(case))
    (first, *_) = stages(told)
    assert [(held.party, held.by) for held in first.held] == [
        ("north", (("gains to come", "3"),)),
        ("south", (("the price of its word", "level 2"),)),
    ]


def test_a_public_copy_gives_no_reasons() -> None:
    case, roadmap = summit()
    told = tell(case, replace(roadmap, warnings=()), public=True)
    assert stages(told) == ()
    assert detections(told) == ()
    assert {(one.why, one.losers, one.gainers, one.named_by) for one in omitted(told)} == {("", "", "", ())}
