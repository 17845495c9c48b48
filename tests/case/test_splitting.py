"""A step replaced by its parts: what was said of it is said of them (model.md §7)."""

from __future__ import annotations

from typing import Any

import pytest

from detente.case import Changes, apply, build, to_document
from detente.errors import CaseError


def document(**changes: Any) -> dict[str, Any]:
    """Return a case of three steps, the middle one of which can be split."""
    return {
        "detente": 1,
        "title": "Split",
        "starts": "2026-01-05",
        "parties": {
            "us": {"scale": "cardinal"},
            "them": {"scale": "ordinal"},
            "board": {"role": "verifier"},
        },
        "steps": {
            "first": {"by": "us", "value": {"them": 1}},
            "big": {
                "title": "The big one",
                "by": ["us", "them"],
                "value": {"us": -4, "them": 3},
                "reversible": 0.5,
                "reversible_if": "first",
                "takes": "1mo",
                "verified": {"by": "board", "takes": "1d", "detection": 0.5},
                "admits": ["board"],
                "sources": ["text"],
            },
            "last": {"by": "them", "value": {"us": 3}},
        },
        "sources": {"text": {}},
        "bridges": [
            {
                "id": "two",
                "split": "big",
                "into": {"big-1": {"value": {"us": -1, "them": 2}}, "big-2": {"value": {"us": -3}}},
            }
        ],
    } | changes


def split(**changes: Any) -> dict[str, Any]:
    return to_document(apply(build(document(**changes)), Changes(bridges=("two",))))


def test_the_parts_stand_where_the_step_stood():
    assert list(split()["steps"]) == ["first", "big-1", "big-2", "last"]


def test_parts_take_over_all_but_their_value():
    steps = split()["steps"]
    whole = document()["steps"]["big"]
    for part, value, place in (("big-1", {"us": -1, "them": 2}, 1), ("big-2", {"us": -3}, 2)):
        kept = {key: whole[key] for key in ("by", "reversible_if", "takes", "admits", "sources")}
        assert steps[part].items() >= kept.items()
        assert (float(steps[part]["reversible"]), steps[part]["value"]) == (0.5, value)
        assert steps[part]["verified"]["by"] == "board"
        assert steps[part]["title"] == f"The big one (part {place} of 2)"


def test_what_a_part_states_holds_instead():
    part = {
        "value": {"us": -1, "them": 1},
        "takes": "2d",
        "by": "us",
        "title": "A part",
        "verified": {},
        "reversible": False,
        "reversible_if": None,
    }
    steps = split(bridges=[{"id": "two", "split": "big", "into": {"big-1": part, "big-2": {"value": {"us": 0}}}}])[
        "steps"
    ]
    assert steps["big-1"] == {
        "title": "A part",
        "by": "us",
        "value": {"us": -1, "them": 1},
        "takes": "2d",
        "admits": ["board"],
        "sources": ["text"],
    }


REWRITTEN = [
    ("last after big", ["last after big-1 and big-2"]),
    ("last after not big or first", ["last after not (big-1 and big-2) or first"]),
    ("last after big and first", ["last after big-1 and big-2 and first"]),
    ("last with or after (big or first)", ["last with or after big-1 and big-2 or first"]),
    ("big after first", ["big-1 after first", "big-2 after first"]),
    ("big with or after first", ["big-1 with or after first", "big-2 with or after first"]),
    ("big requires first", ["big-1 requires first", "big-2 requires first"]),
    ("big with last", ["big-1 with last", "big-2 with last"]),
    ("last with big", ["last with big-1", "last with big-2"]),
    ("big excludes last", ["big-1 excludes last", "big-2 excludes last"]),
    ("last excludes big", ["last excludes big-1", "last excludes big-2"]),
    ("include big", ["include big-1 and big-2"]),
    ("never big", ["never (big-1 and big-2)"]),
    ("at most 1 of (first, big, last)", ["at most 1 of (first, big-1 and big-2, last)"]),
    ("at least 2 of (first, big, last)", ["at least 2 of (first, big-1 and big-2, last)"]),
    ("big by phase 3", ["big-1 by phase 3", "big-2 by phase 3"]),
    ("big by 2026-05-01", ["big-1 by 2026-05-01", "big-2 by 2026-05-01"]),
    ("big within 60d", ["big-1 within 2mo", "big-2 within 2mo"]),
    ("big not before 2026-05-01", ["big-1 not before 2026-05-01", "big-2 not before 2026-05-01"]),
    ("big not before 10d", ["big-1 not before 10d", "big-2 not before 10d"]),
    ("us acts only with them", ["us acts only with them"]),
    ("last   after first", ["last   after first"]),
]


@pytest.mark.parametrize(("rule", "rewritten"), REWRITTEN, ids=[rule for rule, _ in REWRITTEN])
def test_a_rule_of_any_form_is_said_of_the_parts(rule, rewritten):
    assert split(rules=[rule])["rules"] == rewritten


@pytest.mark.parametrize(("rule", "rewritten"), REWRITTEN, ids=[rule for rule, _ in REWRITTEN])
def test_so_is_a_demand_and_each_of_its_softer_forms(rule, rewritten):
    stated = {"rule": rewritten[0]} if len(rewritten) == 1 else {"rules": rewritten}
    demand = {"id": "d", "by": "us", "rule": rule, "firmness": 2, "softer": [{"rule": rule, "firmness": 1}]}
    found = split(demands=[demand])["demands"][0]
    assert found.items() >= stated.items()
    assert found["softer"] == [stated | {"firmness": 1}]


def test_conditions_of_bonuses_and_of_reversibility_mean_all_parts():
    steps = document()["steps"]
    steps["big"] |= {"reversible": True}
    steps["last"] |= {"reversible": True, "reversible_if": "big or first"}
    found = split(steps=steps, bonuses=[{"when": "not big and last", "value": {"us": 1}}])
    assert found["steps"]["last"]["reversible_if"] == "big-1 and big-2 or first"
    assert found["bonuses"][0]["when"] == "not (big-1 and big-2) and last"


def test_what_must_be_included_is_meant_with_all_parts():
    case = apply(build(document()), Changes(bridges=("two",), included=("big or last",)))
    assert (
        case.rules[-1].form
        == apply(build(document()), Changes(bridges=("two",), included=("big-1 and big-2 or last",))).rules[-1].form
    )


def test_the_name_of_another_step_that_contains_the_name_of_the_split_one_stays():
    steps = document()["steps"] | {"big-deal": {"by": "us"}}
    assert split(steps=steps, rules=["big-deal after first"])["rules"] == ["big-deal after first"]


def test_bridges_that_speak_of_the_split_step_are_not_offered_again():
    others = [
        {"id": "faster", "changes": {"steps": {"big": {"takes": "1d"}}}},
        {"id": "ruled", "changes": {"rules": ["last after (big)"]}},
        {"id": "cheap", "changes": {"steps": {"last": {"takes": "1d"}}}},
    ]
    assert [bridge["id"] for bridge in split(bridges=document()["bridges"] + others)["bridges"]] == ["cheap"]


def test_a_value_that_no_part_states_is_an_error():
    case = build(
        document(
            bridges=[{"id": "two", "split": "big", "into": {"a": {"value": {"us": -2}}, "b": {"value": {"us": -2}}}}]
        )
    )
    with pytest.raises(CaseError) as caught:
        apply(case, Changes(bridges=("two",)))
    finding = caught.value.findings[0]
    assert (finding.code, finding.file) == ("split-value-missing", "bridge two")
    assert "them" in finding.message
