"""The JSON form of a roadmap: the contract's shape, nothing lost, and a public one that keeps the shape."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import detente
from detente.case import Case, Changes, Softening
from detente.errors import CaseError
from detente.roadmap.form import from_dict, to_dict
from detente.roadmap.result import Roadmap
from tests.report.fixture import exchange, nothing_found, nothing_holds, summit

FIXTURES = (exchange, summit, nothing_holds, nothing_found)
CONTRACT = Path(__file__).parent.parent / "case" / "prisoners-for-fuel.yaml"

CONTRACT_KEYS = {
    "detente",
    "case",
    "status",
    "phases",
    "after",
    "package",
    "value",
    "share",
    "required_detection",
    "objectives",
    "objectives_order",
    "given_up",
    "softened",
    "bridges_used",
    "included",
    "done",
    "warnings",
    "alternatives",
    "seconds",
}


def through_json(document: dict[str, Any]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(json.dumps(document, allow_nan=False))
    return read


@pytest.mark.parametrize("fixture", FIXTURES)
def test_what_was_written_reads_as_the_same_roadmap(fixture: Callable[[], tuple[Case, Roadmap]]) -> None:
    _, roadmap = fixture()
    assert from_dict(through_json(to_dict(roadmap))) == roadmap


def test_settings_softer_forms_and_done_steps_come_back() -> None:
    _, roadmap = exchange()
    changes = Changes((("parties.south.breach_cost", "3"),), ("fuel-in-escrow",), ("a",), (Softening("b", 2),), ("c",))
    changed = replace(roadmap, changes=changes, done=("release-wounded",))
    assert from_dict(through_json(to_dict(changed))) == changed


@given(st.fractions(-(10**9), 10**9), st.fractions(0, 1))
def test_every_fraction_comes_back_exactly(amount: Fraction, share: Fraction) -> None:
    _, roadmap = exchange()
    phase = replace(roadmap.phases[0], temptation={"a/b~c": amount}, share={"x": share})
    changed = replace(roadmap, phases=(phase,), value={"x": (share, amount)})
    assert from_dict(through_json(to_dict(changed))) == changed


def test_short_decimals_need_no_exact_values() -> None:
    _, roadmap = exchange()
    assert "exact" not in to_dict(roadmap)


def test_the_contracts_example_has_the_contracts_keys_and_figures() -> None:
    document = to_dict(detente.plan(detente.load(CONTRACT)))
    assert set(document) >= CONTRACT_KEYS
    first = document["phases"][0]
    assert first["steps"] == ["release-wounded"]
    assert (first["starts"], first["ends"]) == ("2026-01-05", "2026-01-18")
    assert first["temptation"] == {"north": -3.0, "south": "none"}
    assert first["exposure"] == {"north": 1.0, "south": "none"}
    assert first["share"] == {"north": -0.5, "south": 1.5}
    assert first["holds"] == {"north": ["gains to come"], "south": ["price of its word"]}
    assert document["value"] == {"north": 2.0, "south": "acceptable"}
    assert set(document["required_detection"]) == {"release-wounded", "fuel-convoy"}
    assert document["objectives_order"] == ["package", "exposure", "leap", "time", "easier", "balance"]
    assert document["package"] == ["release-wounded", "fuel-convoy"]


def test_planning_gives_what_can_be_written_and_read() -> None:
    roadmap = detente.plan(detente.load(CONTRACT))
    assert from_dict(through_json(to_dict(roadmap))) == roadmap


def test_an_alternative_is_a_whole_roadmap_with_what_it_trades() -> None:
    _, roadmap = summit()
    (alternative,) = to_dict(roadmap)["alternatives"]
    assert set(alternative) == {*to_dict(roadmap), "trades"}
    assert from_dict(through_json(alternative)) == roadmap.alternatives[0].roadmap


@pytest.mark.parametrize(
    ("change", "remark"),
    [
        ({"status": "fine"}, "a status that is none"),
        ({"phases": None}, "no list of phases"),
        ({"phases": [{"steps": ["a"]}]}, "a phase without its figures"),
        ({"value": {"north": "much"}}, "a value that is no number"),
        ({"objectives": [{"name": "speed", "value": 1, "bound": 1, "proved": True}]}, "an unknown objective"),
        ({"exact": {"/value/north": "1/0"}}, "an exact value that is none"),
        ({"softened": ["a"]}, "a softened demand without its form"),
    ],
)
def test_what_is_no_roadmap_is_refused_with_a_finding(change: dict[str, Any], remark: str) -> None:
    _, roadmap = exchange()
    with pytest.raises(CaseError) as refused:
        from_dict({**to_dict(roadmap), **change})
    assert refused.value.findings[0].code == "roadmap-form", remark


@pytest.mark.parametrize("fixture", FIXTURES)
def test_the_public_form_has_the_same_keys(fixture: Callable[[], tuple[Case, Roadmap]]) -> None:
    _, roadmap = fixture()
    whole, public = to_dict(roadmap), to_dict(roadmap, public=True)
    assert list(whole) == list(public)
    assert [list(phase) for phase in whole["phases"]] == [list(phase) for phase in public["phases"]]
    assert type(whole["after"]) is type(public["after"])


def test_the_public_form_says_who_does_what_when_and_nothing_else() -> None:
    _, roadmap = summit()
    public = to_dict(roadmap, public=True)
    assert sorted(public["phases"][0]["steps"]) == sorted(roadmap.phases[0].steps)
    assert public["given_up"] == ["nothing-beyond-yongbyon"]
    assert public["softened"] == [{"demand": "relief-after-end-state", "form": None}]
    for key in ("value", "share", "ideals", "required_detection", "objectives", "alternatives", "settings"):
        assert not public[key], key
    assert public["case_digest"] is None
    assert public["seconds"] is None
    assert [warning["kind"] for warning in public["warnings"]] == ["signature-beside-years-work"]
