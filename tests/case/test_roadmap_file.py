"""Roadmaps by hand or from ``plan --json`` are read in the words of their case, or refused with places."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from detente.case import Changes, Softening, WrittenRoadmap, load, read_roadmap
from detente.errors import CaseError

CASE = load(Path(__file__).with_name("prisoners-for-fuel.yaml"))
PHASES = (("release-wounded",), ("fuel-convoy",))
BY_HAND = "phases: [[release-wounded], [fuel-convoy]]\n"


def read(text: str) -> WrittenRoadmap:
    return read_roadmap(io.StringIO(text), CASE)


def test_phases_alone_are_a_roadmap() -> None:
    assert read(BY_HAND) == WrittenRoadmap(PHASES)


@pytest.mark.parametrize("writing", ["mappings", "lists", "json", "a document"])
def test_phases_are_lists_or_mappings_in_yaml_json_or_python(writing: str) -> None:
    document: dict[str, Any] = {"phases": [list(phase) for phase in PHASES]}
    if writing in {"mappings", "json"}:
        document = {"phases": [{"steps": list(phase)} for phase in PHASES]}
    source: Any = document if writing == "a document" else io.StringIO(json.dumps(document))
    assert read_roadmap(source, CASE).phases == PHASES


def test_a_file_is_read_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "roadmap.json"
    file.write_text('{"phases": [["release-wounded"], ["fuel-convoy"]]}', encoding="utf-8")
    assert read_roadmap(file, CASE).phases == PHASES


def test_the_results_of_plan_are_passed_over() -> None:
    text = {
        "detente": 1, "case": "x", "status": "optimal", "package": [], "value": {}, "seconds": 0.1, "warnings": [],
        "phases": [{"steps": ["release-wounded"], "starts": "2026-01-05", "temptation": {"north": -3.0}, "holds": {}}],
    }  # fmt: skip
    assert read(json.dumps(text)).phases == (("release-wounded",),)


def test_what_was_done_before_comes_before_all_phases() -> None:
    assert read("phases: [[fuel-convoy]]\ndone: [release-wounded]\n").done == ("release-wounded",)
    assert read("phases: []\ndone: [release-wounded]\n").phases == ()


def test_changes_are_read_with_it() -> None:
    text = BY_HAND + (
        "given_up: [step-by-step]\nbridges_used: [un-guarantee]\nincluded: [fuel-convoy or not release-wounded]\n"
        "changed: [{set: parties.south.breach_cost, to: '4'}, {set: max_phases, to: 3}]\n"
    )
    assert read(text).changes == Changes(
        settings=(("parties.south.breach_cost", "4"), ("max_phases", "3")),
        bridges=("un-guarantee",),
        given_up=("step-by-step",),
        included=("fuel-convoy or not release-wounded",),
    )


@pytest.mark.parametrize(
    "named",
    [
        "form: 1",
        "rule: fuel-convoy with or after release-wounded",
        "rule: fuel-convoy   with or after (release-wounded)",
        "rules: [fuel-convoy with or after release-wounded]",
    ],
)
def test_a_softer_form_is_named_by_its_number_or_by_its_rules(named: str) -> None:
    text = f"{BY_HAND}softened: [{{demand: wounded-first, {named}}}]\n"
    assert read(text).changes.softened == (Softening("wounded-first", 0),)


def test_a_bridge_that_splits_a_step_brings_its_parts() -> None:
    written = read("phases: [[release-wounded], [fuel-convoy-1], [fuel-convoy-2]]\nbridges_used: [two-convoys]\n")
    assert written.phases[2] == ("fuel-convoy-2",)


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "near"),
    [
        ("", "empty-file", 1, 1, ""),
        ("[]", "wrong-type", 1, 1, ""),
        ("phases: later", "wrong-type", 1, 9, ""),
        ("phases: []", "no-phases", 1, 1, ""),
        ("status: none\nphases: []", "no-phases", 2, 1, ""),
        ("given_up: []", "missing-key", 1, 1, ""),
        ("phases: [[release-wounded], []]", "empty-phase", 1, 29, ""),
        ("phases: [{steps: []}]", "empty-phase", 1, 18, ""),
        ("phases: [{stesp: [release-wounded], steps: [fuel-convoy]}]", "unknown-key", 1, 11, "steps"),
        ("phases: [[release-wuonded]]", "unknown-id", 1, 11, "release-wounded"),
        ("phases: [[north]]", "unknown-id", 1, 11, ""),
        ("phases: [[{a: b}]]", "bad-text", 1, 11, ""),
        ("phases: [[fuel-convoy], [fuel-convoy]]", "repeated-name", 1, 26, ""),
        ("phases: [[fuel-convoy]]\ndone: [fuel-convoy]", "repeated-name", 1, 11, ""),
        ("phases: [[fuel-convoy-1]]", "unknown-id", 1, 11, "fuel-convoy"),
        ("phases: [[fuel-convoy]]\nbridges_used: [two-convoys]", "unknown-id", 1, 11, "fuel-convoy-1"),
        (f"{BY_HAND}phase: 3", "unknown-key", 2, 1, "phases"),
        (f"{BY_HAND}given_up: [wounded]", "unknown-id", 2, 12, ""),
        (f"{BY_HAND}given_up: [no-fuel-alone]", "red-line", 2, 12, ""),
        (f"{BY_HAND}given_up: [step-by-step, step-by-step]", "repeated-name", 2, 26, ""),
        (f"{BY_HAND}bridges_used: [guarantee]", "unknown-id", 2, 16, "un-guarantee"),
        (f"{BY_HAND}included: [fuel-convoy adn release-wounded]", "bad-condition", 2, 24, "and"),
        (f"{BY_HAND}included: [coal]", "unknown-id", 2, 12, ""),
        (f"{BY_HAND}softened: [wounded-first]", "wrong-type", 2, 12, ""),
        (f"{BY_HAND}softened: [{{demand: wounded-first, form: 2}}]", "out-of-range", 2, 42, ""),
        (f"{BY_HAND}softened: [{{demand: wounded-first, form: 0}}]", "out-of-range", 2, 42, ""),
        (f"{BY_HAND}softened: [{{demand: step-by-step, form: 1}}]", "bad-form", 2, 12, ""),
        (f"{BY_HAND}softened: [{{demand: wounded-first, rule: include fuel-convoy}}]", "bad-form", 2, 12, ""),
        (f"{BY_HAND}softened: [{{demand: wounded-first, rule: fuel-convoy wiht x}}]", "bad-rule", 2, 54, "with"),
        (f"{BY_HAND}softened: [{{rule: include fuel-convoy}}]", "bad-text", 2, 12, ""),
        (f"{BY_HAND}changed: [parties.south.trust=1]", "wrong-type", 2, 11, ""),
        (f"{BY_HAND}changed: [{{set: parties.suoth.trust, to: 1}}]", "unknown-id", 2, 11, "south"),
        (f"{BY_HAND}changed: [{{set: parties.north.trust, to: -1}}]", "negative-amount", 2, 11, ""),
        ("phases: [[\x1b]]", "bad-character", 1, 11, ""),
        ('{"phases": [["fuel-convoy"],]}', "bad-json", 1, 29, ""),
    ],
)
def test_a_wrong_roadmap_is_refused_where_it_is_wrong(
    text: str, code: str, line: int, column: int, near: str, tmp_path: Path
) -> None:
    file = tmp_path / ("roadmap.json" if code == "bad-json" else "roadmap")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        read_roadmap(file, CASE)
    first = caught.value.findings[0]
    assert (first.code, first.line, first.column, first.nearest) == (code, line, column, near), str(caught.value)


def test_all_that_is_wrong_is_told_at_once() -> None:
    text = "phases: [[coal], []]\ngiven_up: [no-fuel-alone, x]\nbridges_used: [y]\nincluded: [and]\nmore: 1\n"
    with pytest.raises(CaseError) as caught:
        read(text)
    assert [finding.code for finding in caught.value.findings] == [
        "unknown-id", "empty-phase", "red-line", "unknown-id", "unknown-id", "bad-condition", "unknown-key",
    ]  # fmt: skip


def test_a_roadmap_may_use_a_bridge_that_it_spells_out() -> None:
    spelt = {"title": "Two convoys", "split": "fuel-convoy", "into": {}}
    spelt["into"] = {"one": {"value": {"north": 1, "south": -1}}, "two": {"value": {"north": 1, "south": 0}}}
    document = {
        "phases": [["release-wounded"], ["one"], ["two"]],
        "settings": [{"path": "bridges.halves", "value": json.dumps(spelt)}],
        "bridges_used": ["halves"],
    }
    assert read_roadmap(document, CASE).changes.bridges == ("halves",)
    document["bridges_used"] = ["quarters"]
    with pytest.raises(CaseError):
        read_roadmap(document, CASE)
