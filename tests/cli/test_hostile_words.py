"""Words from outside that could disturb a terminal or a sheet never get there as they are, whatever prints them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

import detente
from detente.case.visible import visible
from tests.cli.running import Ran, run
from tests.interview.test_interview import TALK

CASE = r"""
detente: 1
title: "Red\e[31m and \u202Eback"
parties:
  north: {name: "North\u202E", scale: ordinal}
  south: {name: "South\e[2J", scale: ordinal}
steps:
  open: {title: "Open\u202E\e[31m", by: north, value: {north: -1, south: 3}, reversible: true}
  pay: {title: "Pay\u2066", by: south, value: {north: 3, south: -1}, reversible: true}
demands:
  - {id: n1, by: north, rule: open with pay, firmness: 2, says: "Both\u202E at once", sources: [paper]}
sources:
  paper: {title: "A paper\u202E", publisher: "Press\e]0;"}
"""

ARTICLE = (
    "VIENNA, 3 March 2019 - \u201cWe will open\u202e the gate,\u201d President Ann Lee said on Friday.\x1b[31m\n"
    "The minister said the road must stay shut.\n"
)

PRINTING = {
    "plan": ["plan", "CASE", "--json"],
    "plan --fragile": ["plan", "CASE", "--json", "--fragile"],
    "why": ["why", "CASE", "--json"],
    "show": ["show", "CASE", "--json"],
    "stability": ["stability", "CASE", "--json"],
    "check": ["check", "CASE", "ROADMAP", "--json"],
    "read": ["read", "ARTICLE", "--json", "--published", "2019-03-03"],
    "dossier": ["dossier", "CASE", "--json"],
    "convert": ["convert", "CASE", "OUT", "--json"],
}


@pytest.mark.parametrize("name", PRINTING)
def test_json_on_a_terminal_has_no_control_and_no_bidirectional_characters(tmp_path: Path, name: str) -> None:
    files = {
        "CASE": tmp_path / "case.yaml",
        "ARTICLE": tmp_path / "article.txt",
        "ROADMAP": tmp_path / "roadmap.json",
        "OUT": tmp_path / "out.json",
    }
    files["CASE"].write_text(CASE, encoding="utf-8")
    files["ARTICLE"].write_text(ARTICLE, encoding="utf-8")
    if "ROADMAP" in PRINTING[name]:
        files["ROADMAP"].write_text(run("plan", str(files["CASE"]), "--json").out, encoding="utf-8")
    done = run(*(str(files.get(word, word)) for word in PRINTING[name]))
    assert done.status == 0, done.err
    for line in done.out.splitlines() if name == "read" else [done.out]:
        json.loads(line)
    assert not set(done.out) & set("\u202e\u2066\u2028\x1b")
    assert not set(done.err) & set("\u202e\u2066\x1b")


HOSTILE = "=cmd|'/c calc'!A1 \x1b]0;owned\x07 \u202egnp <script>alert(1)</script>"
"""A formula, a terminal escape, a bidirectional mark and markup, as a name might bring them along."""

TABLE = f"""AgtId,Con,PPName,Agt,Dat,Part,ThrdPart,Ele,Ce
1,"{HOSTILE}","+{HOSTILE}","{HOSTILE}",2011-05-03,"-{HOSTILE}; @{HOSTILE}","{HOSTILE}",2,3
"""


def acts(text: str) -> set[str]:
    """Return the characters of a text that would act instead of showing."""
    return {character for character in text if character != "\n" and visible(character) != character}


def assert_quiet(done: Ran) -> None:
    """Nothing that acts is printed, on either channel."""
    assert done.status == 0, done.err
    assert acts(done.out) == set()
    assert acts(done.err) == set()


@pytest.mark.parametrize("options", [[], ["--json"], ["--find", "script"]], ids=" ".join)
def test_the_list_of_agreements_shows_hostile_names_harmlessly(tmp_path: Path, options: list[str]) -> None:
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    done = run("import", "table.csv", *options, cwd=str(tmp_path))
    assert_quiet(done)
    assert "owned" in done.out


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".xlsx"])
def test_a_skeleton_of_hostile_names_is_a_case_in_which_nothing_acts(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    made = f"case{suffix}"
    assert_quiet(run("import", "table.csv", made, "--agreement", "1", cwd=str(tmp_path)))
    case = detente.load(tmp_path / made)
    names = [case.title, *(party.name for party in case.parties.values())]
    assert "owned" in case.title
    assert [acts(name) for name in names] == [set()] * len(names)
    if suffix != ".xlsx":
        assert acts((tmp_path / made).read_text(encoding="utf-8")) == set()
    assert_quiet(run("show", made, cwd=str(tmp_path)))


def test_no_cell_of_a_skeleton_is_a_formula(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    run("import", "table.csv", "case.xlsx", "--agreement", "1", cwd=str(tmp_path))
    cells = [
        cell for sheet in openpyxl.load_workbook(tmp_path / "case.xlsx") for row in sheet.iter_rows() for cell in row
    ]
    assert any("owned" in str(cell.value) for cell in cells)
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []


@pytest.mark.parametrize("call", [["new"], ["new", "--from", "minsk"], ["import", "table.csv", "--agreement", "1"]])
@pytest.mark.parametrize("options", [[], ["--json"]], ids=" ".join)
def test_the_name_of_a_written_file_is_shown_harmlessly(tmp_path: Path, call: list[str], options: list[str]) -> None:
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    name = "a\x1b]0;owned\x07\u202e.yaml"
    done = run(*call, name, *options, cwd=str(tmp_path))
    assert_quiet(done)
    assert (tmp_path / name).exists()
    assert "owned" in done.out + done.err


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".xlsx"])
def test_a_case_from_hostile_answers_has_nothing_that_acts(tmp_path: Path, suffix: str) -> None:
    said = [f"{line} {HOSTILE}" if line in ("Water for power", "Release water") else line for line in TALK]
    said[1], said[13] = f"Upland {HOSTILE}", "Lowland"
    done = run(
        "new", "--guided", f"case{suffix}", given="".join(f"{line}\n" for line in [*said, "", ""]), cwd=str(tmp_path)
    )
    echoed = [line for line in done.err.splitlines() if line.startswith("> ")]
    assert len(echoed) == len(said) + 2
    assert_quiet(replace(done, err="\n".join(line for line in done.err.splitlines() if line not in echoed)))
    case = detente.load(tmp_path / f"case{suffix}")
    assert "owned" in case.title
    assert_quiet(run("show", f"case{suffix}", cwd=str(tmp_path)))
    if suffix == ".xlsx":
        sheets = openpyxl.load_workbook(tmp_path / "case.xlsx")
        assert [c.coordinate for sheet in sheets for row in sheet.iter_rows() for c in row if c.data_type == "f"] == []
    else:
        assert acts((tmp_path / f"case{suffix}").read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize("options", [[], ["--json"]], ids=" ".join)
def test_the_schema_is_json_without_anything_that_acts(options: list[str]) -> None:
    done = run("schema", *options)
    assert_quiet(done)
    assert json.loads(done.out)["title"]


def test_a_shipped_case_that_there_is_none_of_is_named_harmlessly(tmp_path: Path) -> None:
    done = run("new", "case.yaml", "--from", HOSTILE, cwd=str(tmp_path))
    assert done.status == 2
    assert "owned" in done.err
    assert acts(done.out + done.err) == set()
