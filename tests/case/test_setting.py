"""Setting one thing in a case document by a path."""

from __future__ import annotations

from decimal import Decimal

import pytest

from detente.case import build, to_document
from detente.case.setting import BadPathError, keys, read_value, set_in
from detente.errors import CaseError
from tests.case import complete


@pytest.fixture
def document():
    return to_document(build(complete.document()))


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("max_phases", ["max_phases"]),
        ("parties.us.breach_cost", ["parties", "us", "breach_cost"]),
        ("rules[2]", ["rules", 1]),
        ("demands.u1.softer[1].firmness", ["demands", "u1", "softer", 0, "firmness"]),
        (" a . b ", ["a", "b"]),
    ],
)
def test_a_path_is_keys_joined_by_dots_with_places_from_1(path, found):
    assert keys(path) == found


@pytest.mark.parametrize("path", ["", ".", "a..b", "a.", "a[x]", "a[-1]", "[1]", "a]b"])
def test_what_is_no_path_is_refused(path):
    with pytest.raises(BadPathError):
        keys(path)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4", 4),
        ("0.1", Decimal("0.1")),
        ("no", "no"),
        ("true", True),
        ("[1, 2]", [1, 2]),
        ("{a: 1}", {"a": 1}),
        ("null", None),
        ("", None),
        ("2026-01-05", "2026-01-05"),
    ],
)
def test_a_value_is_read_as_in_a_case_file(text, value):
    assert read_value(text) == value


def test_a_value_that_is_no_yaml_is_refused():
    with pytest.raises(CaseError):
        read_value("[1, 2")


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("parties.north.breach_cost", "7", ["parties", "north", "breach_cost"]),
        ("parties.east.tolerance", "7", ["parties", "east", "tolerance"]),
        ("steps.convoy.verified.detection", "7", ["steps", "convoy", "verified", "detection"]),
        ("steps.visit.value.north", "7", ["steps", "visit", "value", "north"]),
        ("rules[2]", "7", ["rules", 1]),
        ("demands.step-by-step.firmness", "7", ["demands", 1, "firmness"]),
        ("demands.wounded-first.softer[2].firmness", "7", ["demands", 0, "softer", 1, "firmness"]),
        ("sources.new", "7", ["sources", "new"]),
        ("bridges.two-convoys.into.convoy-1.value.north", "7", ["bridges", 1, "into", "convoy-1", "value", "north"]),
    ],
)
def test_what_a_path_names_is_set_even_if_it_was_left_to_its_default(document, path, value, place):
    set_in(document, path, value)
    for key in place:
        document = document[key]
    assert document == 7


def test_null_takes_a_key_or_an_entry_away(document):
    set_in(document, "steps.convoy.reversible", "null")
    set_in(document, "demands.step-by-step", "null")
    assert "reversible" not in document["steps"]["convoy"]
    assert [demand["id"] for demand in document["demands"]] == ["wounded-first", "no-convoy-alone"]


def test_rule_and_rules_replace_each_other(document):
    set_in(document, "demands.wounded-first.rules", "[convoy after release, convoy within 1y]")
    set_in(document, "demands.step-by-step.rule", "convoy after release")
    assert "rule" not in document["demands"][0]
    assert "rules" not in document["demands"][1]


@pytest.mark.parametrize(
    ("path", "code", "nearest"),
    [
        ("parties.nroth.trust", "unknown-id", "north"),
        ("steps.convoi.takes", "unknown-id", "convoy"),
        ("demands.wounded-frist.firmness", "unknown-id", "wounded-first"),
        ("bridges.escro.cost", "unknown-id", "escrow"),
        ("partys.north.trust", "unknown-path", "parties"),
        ("steps.release.verifed.takes", "unknown-path", "verified"),
        ("title.of.it", "unknown-path", ""),
        ("rules[9]", "unknown-path", ""),
        ("rules[0]", "unknown-path", ""),
        ("parties[1]", "unknown-path", ""),
        ("bonuses.north.value", "unknown-path", ""),
    ],
)
def test_a_path_that_leads_nowhere_is_told_with_the_nearest_name(document, path, code, nearest):
    with pytest.raises(BadPathError) as caught:
        set_in(document, path, "1")
    assert (caught.value.finding.code, caught.value.finding.nearest) == (code, nearest)


@pytest.mark.parametrize("path", ["bridges.new-one", "demands.new-one"])
def test_a_whole_demand_or_bridge_of_a_new_id_is_added_at_the_end(document, path):
    before = len(document[path.split(".")[0]])
    set_in(document, path, "{title: New}")
    assert document[path.split(".")[0]][before:] == [{"id": "new-one", "title": "New"}]


def test_a_number_is_no_bridge_that_could_be_added(document):
    with pytest.raises(BadPathError):
        set_in(document, "bridges.new-one", "3")
