"""Spoilt workbooks: each mistake is told with its sheet, its cell and the code that YAML has for it."""

# ruff: noqa: E501 (tables: a row a line)

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pytest
import yaml

from detente.case import build
from detente.case.codes import CODES
from detente.errors import CaseError
from tests.case.complete import document

from .making import edited, findings, told

Spoilt = tuple[str, Any, list[tuple[str, str, str]]]

NO_PREFERENCES = {f"Preferences!{column}{row}": None for column in "AB" for row in (3, 4, 5)}

CELLS: list[Spoilt] = [
    # remark, what is typed where, what must be told
    ("no title", {"Case!B4": None}, [("Case", "B4", "missing-key")]),
    ("another version", {"Case!B3": 2}, [("Case", "B3", "unsupported-version")]),
    ("a day that is none", {"Case!B5": "2026-02-30"}, [("Case", "B5", "bad-date")]),
    ("a date of another country", {"Case!B5": "05/01/2026"}, [("Case", "B5", "bad-date")]),
    ("too many phases", {"Case!B6": 61}, [("Case", "B6", "out-of-range")]),
    ("half a phase", {"Case!B6": 2.5}, [("Case", "B6", "not-whole")]),
    ("no such fairness", {"Case!B7": "egalitarain"}, [("Case", "B7", "bad-choice")]),
    ("an objective left out", {"Case!B8": "time, package"}, [("Case", "B8", "bad-objectives")]),
    ("no such objective", {"Case!B8": "time, packge"}, [("Case", "B8", "bad-choice")]),
    ("a misspelt line", {"Case!A6": "Most phasess"}, [("Case", "A6", "unknown-key")]),
    ("a line twice", {"Case!A9": "Title"}, [("Case", "A9", "duplicate-key")]),
    ("an id with a capital", {"Parties!A7": "Friend"}, [("Parties", "A7", "bad-id"), ("Steps", "J5", "unknown-id"), ("Preferences", "A3", "unknown-id")]),
    ("an id that is a word of rules", {"Parties!A5": "never", "Steps!F2": "Worth to never"},
     [("Parties", "A5", "reserved-word"), ]),
    ("a row without id", {"Parties!A7": None, "Parties!B7": "A friend", "Steps!J5": None, "Steps!L5": None, **NO_PREFERENCES},
     [("Parties", "A7", "bad-key")]),
    ("an id twice", {"Parties!A7": "east", "Steps!J5": "red-cross", **NO_PREFERENCES}, [("Parties", "A7", "duplicate-key")]),
    ("no such role", {"Parties!C6": "inspector"}, [("Parties", "C6", "bad-choice")]),
    ("no such scale", {"Parties!D5": "ordinall"}, [("Parties", "D5", "bad-choice")]),
    ("a scale and another role", {"Parties!C3": "mediator"}, [("Parties", "C3", "scale-and-role")]),
    ("a principal without scale", {"Parties!C7": "principal"}, [("Parties", "C7", "role-without-scale")]),
    ("an amount without scale", {"Parties!H6": 3}, [("Parties", "H6", "amount-without-scale")]),
    ("a negative amount", {"Parties!F3": -1}, [("Parties", "F3", "negative-amount")]),
    ("half a level", {"Parties!F4": 2.5}, [("Parties", "F4", "fractional-level")]),
    ("a level too high", {"Parties!F4": "[3, 100]"}, [("Parties", "F4", "level-out-of-range")]),
    ("levels of a cardinal party", {"Parties!H3": "[2, 1]"}, [("Parties", "H3", "wrong-scale")]),
    ("no such mark", {"Parties!K3": "guessed"}, [("Parties", "K3", "bad-choice")]),
    ("no such source", {"Parties!J3": "artikle"}, [("Parties", "J3", "unknown-id")]),
    ("a step with a party's id", {"Steps!A6": "east", "Bonuses!A3": "release", **NO_PREFERENCES}, [("Steps", "A6", "same-id")]),
    ("a step of nobody", {"Steps!C3": None}, [("Steps", "C3", "missing-key")]),
    ("a step of a party that is not there", {"Steps!C4": "sotuh"}, [("Steps", "C4", "unknown-id")]),
    ("the second of two owners", {"Steps!C5": "north, sotuh"}, [("Steps", "C5", "unknown-id")]),
    ("an owner twice", {"Steps!C5": "north; north"}, [("Steps", "C5", "repeated-name")]),
    ("words for a number", {"Steps!D3": "much"}, [("Steps", "D3", "bad-number")]),
    ("a number too fine", {"Steps!D3": 0.00001}, [("Steps", "D3", "bad-number")]),
    ("a decimal comma, or two numbers", {"Steps!D3": "0,5"}, [("Steps", "D3", "bad-number")]),
    ("what was an interval has become a date", {"Steps!F3": date(2026, 1, 3)}, [("Steps", "F3", "bad-number")]),
    ("an interval upside down", {"Steps!F3": "2.5 to -1"}, [("Steps", "F3", "interval-upside-down")]),
    ("an interval of three", {"Steps!F3": "[1, 2, 3]"}, [("Steps", "F3", "bad-interval")]),
    ("an interval of a cardinal party", {"Steps!D3": "[1, 2]"}, [("Steps", "D3", "wrong-scale")]),
    ("half a level of a step", {"Steps!E3": 1.5}, [("Steps", "E3", "fractional-level")]),
    ("a column for nobody", {"Steps!E2": "Worth to sout"}, [("Steps", "E2", "unknown-id")]),
    ("a column for a party without scale", {"Steps!E2": "Worth to friend"},
     [*(("Steps", f"E{row}", "value-without-scale") for row in (3, 4, 6)), ("Preferences", "A3", "values-and-preferences")]),
    ("neither yes nor no", {"Steps!G4": "maybe"}, [("Steps", "G4", "bad-number")]),
    ("more than all", {"Steps!G4": 1.5}, [("Steps", "G4", "out-of-range")]),
    ("a condition beside no", {"Steps!G5": "no"}, [("Steps", "H5", "condition-alone")]),
    ("a condition that ends too early", {"Steps!H5": "release and"}, [("Steps", "H5", "bad-condition")]),
    ("a duration without unit", {"Steps!I3": 10}, [("Steps", "I3", "bad-duration")]),
    ("a duration in words", {"Steps!K3": "three days"}, [("Steps", "K3", "bad-duration")]),
    ("no such verifier", {"Steps!J3": "redcross"}, [("Steps", "J3", "unknown-id")]),
    ("a detection in hundreds", {"Steps!L3": 95}, [("Steps", "L3", "out-of-range")]),
    ("a mark of no key", {"Steps!P3": "valeu: judgement"}, [("Steps", "P3", "unknown-key")]),
    ("a share beside a bonus", {"Steps!G6": 0.5}, [("Steps", "G6", "share-in-bonus")]),
    ("a misspelt heading", {"Steps!G2": "Reversibel"}, [("Steps", "G2", "unknown-key")]),
    ("a heading twice", {"Steps!Q2": "Title"}, [("Steps", "Q2", "duplicate-key")]),
    ("a heading that is gone", {"Steps!C2": None}, [("Steps", "A2", "missing-key")]),
    ("preferences of a party that is not there", {"Preferences!A4": "freind"}, [("Preferences", "A4", "unknown-id")]),
    ("preferences beside values", {"Preferences!A5": "north"}, [("Preferences", "A5", "values-and-preferences")]),
    ("a statement of nobody", {"Preferences!A4": None}, [("Preferences", "A4", "missing-key")]),
    ("a party without its statement", {"Preferences!B4": "  "}, [("Preferences", "B4", "missing-key")]),
    ("a statement that cannot be read", {"Preferences!B3": "talks unless visit"}, [("Preferences", "B3", "bad-statement")]),
    ("a statement about a step that is not there", {"Preferences!B3": "-9, talks"}, [("Preferences", "B3", "unknown-option")]),
    ("a statement that has become a date", {"Preferences!B4": date(2026, 1, 3)}, [("Preferences", "B4", "bad-statement")]),
    ("two options that have become one number", {"Preferences!B4": -3.4}, [("Preferences", "B4", "bad-statement")]),
    ("no headings over preferences", {"Preferences!A2": None, "Preferences!B2": None}, [("Preferences", "A1", "no-headings")]),
    ("no parties beside the statements", {"Preferences!A2": None}, [("Preferences", "B2", "missing-key")]),
    ("no ids beside the parties", {"Parties!A2": None}, [("Parties", "B2", "missing-key")]),
    ("no ids beside the steps", {"Steps!A2": None}, [("Steps", "B2", "missing-key")]),
    ("no headings over the steps", lambda workbook: workbook["Steps"].delete_rows(2), [("Steps", "A1", "no-headings")]),
    ("no ids beside the sources", {"Sources!A2": None}, [("Sources", "B2", "missing-key")]),
    ("no kinds beside the facts", {"Facts!A2": None}, [("Facts", "B2", "missing-key")]),
    ("a form without softer forms", {"Demands!L4": 1}, [("Demands", "L4", "bad-form")]),
    ("a date in a case without a beginning", {"Case!B5": None, "Rules!A3": "convoy by 2026-05-01"}, [("Rules", "A3", "date-without-start")]),
    ("no headings", {f"Rules!A{row}": None for row in (1, 2)}, [("Rules", "A1", "no-headings")]),
    ("a bonus of an ordinal party", {"Bonuses!B2": "Worth to south"}, [("Bonuses", "B3", "bonus-not-cardinal")]),
    ("a bonus for nothing", {"Bonuses!A3": None}, [("Bonuses", "A3", "missing-key")]),
    ("a rule with a step that is not there", {"Rules!A3": "convoy requires relese"}, [("Rules", "A3", "unknown-id")]),
    ("a rule that cannot be read", {"Rules!A4": "convoy before release"}, [("Rules", "A4", "bad-rule")]),
    ("a rule that has become a date", {"Rules!A4": date(2026, 1, 3)}, [("Rules", "A4", "bad-rule")]),
    ("steps that wait for each other", {"Rules!A3": "convoy after release", "Rules!A4": "release after convoy"},
     [("Rules", "A3", "cyclic-after")]),
    ("a demand without rule", {"Demands!C4": None}, [("Demands", "C4", "missing-rule")]),
    ("a demand without firmness", {"Demands!D4": None}, [("Demands", "D4", "missing-firmness")]),
    ("a firmness too high", {"Demands!D4": 6}, [("Demands", "D4", "out-of-range")]),
    ("a demand of nobody", {"Demands!B4": None}, [("Demands", "B4", "missing-key")]),
    ("two demands of one name", {"Demands!A4": "wounded-first"}, [("Demands", "A4", "duplicate-id")]),
    ("the second rule of a demand", {"Demands!C4": "convoy with or after release\ntalks by phase nine"},
     [("Demands", "C4", "bad-rule")]),
    ("a softer form without firmness", {"Demands!K3": None}, [("Demands", "J3", "missing-firmness")]),
    ("a softer form that costs as much", {"Demands!I3": 3}, [("Demands", "I3", "softer-not-cheaper")]),
    ("a softer form of a red line", {"Demands!E3": "yes", "Demands!L3": None}, [("Demands", "H3", "red-line-softer")]),
    ("no such form", {"Demands!L3": 3}, [("Demands", "L3", "bad-form")]),
    ("a bridge that changes nothing", {"Bridges!C3": None}, [("Bridges", "A3", "empty-bridge")]),
    ("a change of nothing that is there", {"Bridges!C3": "stepps.convoy.reversible = 0.5"}, [("Bridges", "C3", "unknown-key")]),
    ("a change of no step", {"Bridges!C3": "steps.convoi.reversible = 0.5"}, [("Bridges", "C3", "unknown-id")]),
    ("a change that is no setting", {"Bridges!C3": "make it reversible"}, [("Bridges", "C3", "unknown-path")]),
    ("a change twice", {"Bridges!C3": "max_phases = 4\nmax_phases = 5"}, [("Bridges", "C3", "duplicate-key")]),
    ("a change to what is no YAML", {"Bridges!C3": "max_phases = [4"}, [("Bridges", "C3", "bad-yaml")]),
    ("a split without parts", {"Bridge parts!A3": "escrow", "Bridge parts!A4": "escrow"},
     [("Bridges", "D4", "empty-bridge"), ("Bridge parts", "A3", "empty-bridge")]),
    ("a part of no bridge", {"Bridge parts!A4": "two-convoy"}, [("Bridge parts", "A4", "unknown-id")]),
    ("a part with a step's id", {"Bridge parts!B4": "visit"}, [("Bridge parts", "B4", "same-id")]),
    ("a statement of no kind", {"Facts!A3": "rumour"}, [("Facts", "A3", "bad-choice")]),
    ("a fact without text", {"Facts!B4": None}, [("Facts", "B4", "missing-key")]),
    ("an address that is none", {"Sources!E3": "javascript:alert(1)"}, [("Sources", "E3", "bad-url")]),
    ("a statement with decimals", {"Sources!F3": 3.7}, [("Sources", "F3", "not-whole")]),
    ("a time where a date is wanted", {"Sources!D3": datetime(2019, 3, 18, 14, 30)}, [("Sources", "D3", "bad-date")]),
    ("a formula that was never worked out", {"Steps!D4": "=1+1"}, [("Steps", "D4", "formula-without-value")]),
    ("an error of the program", {"Steps!C4": "#REF!"}, [("Steps", "C4", "cell-error")]),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "wanted"), [row[1:] for row in CELLS], ids=[row[0] for row in CELLS])
def test_a_mistake_is_told_at_its_cell(cells: Mapping[str, Any], wanted: list[tuple[str, str, str]]) -> None:
    assert told(edited(cells)) == wanted


@pytest.mark.parametrize("cells", [row[1] for row in CELLS], ids=[row[0] for row in CELLS])
def test_findings_speak_of_headings_and_never_of_keys(cells: Any) -> None:
    for finding in findings(edited(cells)):
        if finding.sheet != "Bridges" and finding.cell[:1] != "P":  # whose cells hold keys
            said = finding.message + finding.expected
            assert "`" not in said
            assert not re.search(
                r"\b(the key|true|false|mapping|YAML|walk_away|breach_cost|trust_growth|red_line)\b", said
            )


@pytest.mark.parametrize(
    ("cells", "message", "expected"),
    [
        ({"Parties!H6": 3}, "“red-cross” has no scale, so Trust says nothing", "something under Scale in its row, or nothing here"),
        ({"Steps!C3": None}, "there is nothing under By in this row",
         "an id of the sheet Parties, or several with commas between; or nothing in the whole row"),
        ({"Case!B4": None}, "there is nothing beside Title", "any text"),
        ({"Facts!A2": None}, "this sheet has no column Kind", "a column Kind: fact or assumption"),
        ({"Bridges!C3": None}, "the bridge changes nothing", "a line under Changes; or a step under Split, and parts on Bridge parts"),
        ({"Steps!G5": "no"}, "a condition for taking back a step that cannot be taken back", "yes, or a share above 0, under Reversible"),
    ],
)  # fmt: skip
def test_what_is_expected_is_said_in_the_words_of_the_sheet(cells: Any, message: str, expected: str) -> None:
    (finding,) = findings(edited(cells))
    assert (finding.message, finding.expected) == (message, expected)


def test_every_code_that_is_told_has_its_sentence() -> None:
    assert {code for _, _, wanted in CELLS for _, _, code in wanted} <= set(CODES)


def test_all_mistakes_are_told_at_once_in_the_order_of_the_sheets() -> None:
    cells = {
        "Steps!C4": "sotuh",
        "Parties!D5": "ordinall",
        "Sources!E3": "ftp://x",
        "Rules!A4": "convoy before release",
    }
    assert [place for *place, _ in told(edited(cells))] == [
        ["Parties", "D5"], ["Steps", "C4"], ["Rules", "A4"], ["Sources", "E3"]
    ]  # fmt: skip


def test_a_finding_names_the_file_and_points_into_the_cell() -> None:
    (finding,) = findings(edited({"Demands!C4": "convoy with or after release\ntalks after relese"}))
    assert finding.place == "(open file), sheet Demands, cell C4"
    assert (finding.nearest, finding.path) == ("release", "demands.step-by-step.rules[2]")
    assert finding.quoted[finding.quoted_column - 1 :] == "relese"


@pytest.mark.parametrize("name", ["Parties", "Steps", "Case"])
def test_a_sheet_that_is_missing_is_named(name: str) -> None:
    found = findings(edited(lambda workbook: workbook.remove(workbook[name])))
    assert ("missing-key", f"there is no sheet {name}") in {(one.code, one.message) for one in found}


@pytest.mark.parametrize(
    ("cell", "path", "value"),
    [
        ("Parties!D5", ("parties", "east", "scale"), "ordinall"),
        ("Parties!F3", ("parties", "north", "breach_cost"), -1),
        ("Steps!C4", ("steps", "convoy", "by"), "sotuh"),
        ("Steps!D3", ("steps", "release", "value", "north"), "much"),
        ("Steps!E3", ("steps", "release", "value", "south"), 1.5),
        ("Steps!I3", ("steps", "release", "takes"), "tenday"),
        ("Steps!L3", ("steps", "release", "verified", "detection"), 95),
        ("Rules!A3", ("rules", 0), "convoy requires relese"),
        ("Preferences!B3", ("preferences", "friend", 0), "talks and not visti"),
        ("Demands!D4", ("demands", 1, "firmness"), 6),
        ("Sources!E3", ("sources", "article", "url"), "ftp://x"),
        ("Case!B6", ("max_phases",), 61),
    ],
)
def test_codes_messages_and_paths_are_those_of_yaml(cell: str, path: tuple[Any, ...], value: Any) -> None:
    given: Any = document()
    holder = given
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = yaml.safe_load(str(value))
    with pytest.raises(CaseError) as caught:
        build(given)
    in_yaml = [(one.code, one.message, one.nearest, one.path) for one in caught.value.findings]
    assert [(one.code, one.message, one.nearest, one.path) for one in findings(edited({cell: value}))] == in_yaml
