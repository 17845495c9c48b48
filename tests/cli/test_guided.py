"""`detente new --guided`: asked in a terminal, left, taken up again, changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.interview.test_interview import TALK


def guided(tmp_path: Path, *said: str, name: str = "case.yaml"):  # type: ignore[no-untyped-def]
    return run("new", "--guided", name, given="".join(f"{line}\n" for line in said), cwd=str(tmp_path))


def test_answers_become_a_case_that_can_be_planned(tmp_path: Path) -> None:
    ran = guided(tmp_path, *TALK, "", "")
    assert (ran.status, ran.out) == (0, "")
    assert "case.yaml written. Next: detente plan case.yaml" in ran.err
    assert run("show", str(tmp_path / "case.yaml")).status == 0


def test_an_interview_that_was_left_goes_on_where_it_was(tmp_path: Path) -> None:
    left = guided(tmp_path, *TALK[:9], "/quit")
    assert left.status == 3
    assert "What was answered is kept" in left.err
    assert not (tmp_path / "case.yaml").exists()
    again = guided(tmp_path, *TALK[9:], "", "")
    assert again.status == 0
    assert "Going on with what was answered before" in again.err
    at_once = tmp_path / "other"
    at_once.mkdir()
    assert guided(at_once, *TALK, "", "").status == 0
    assert (tmp_path / "case.yaml").read_text("utf-8") == (at_once / "case.yaml").read_text("utf-8")


def test_an_interview_whose_input_ends_keeps_what_was_answered(tmp_path: Path) -> None:
    assert guided(tmp_path, *TALK[:4]).status == 3
    kept = json.loads((tmp_path / "case.yaml.answers.json").read_text("utf-8"))
    assert kept["answers"]["principal.2"] == "Lowland"


def test_going_back_and_changing(tmp_path: Path) -> None:
    ran = guided(tmp_path, "Wrong", "/back", *TALK[:3], "/list", "/change 2", "Highland", *TALK[3:], "", "")
    assert ran.status == 0
    text = (tmp_path / "case.yaml").read_text("utf-8")
    assert "title: Water for power" in text
    assert "highland" in text
    assert "upland" not in text
    assert "  2  Who has to agree, and could walk away later? Upland" in ran.err


def test_the_list_of_answers_says_in_words_what_they_stood_for(tmp_path: Path) -> None:
    said = ("T", "A", "B", "", "", "Walk", "1, 2", "y", "g", "c", "", "/list", "/quit")
    listed = [line.split("  ", 2)[-1] for line in guided(tmp_path, *said).err.splitlines()]
    assert "What is it about? A title for the dossier. T" in listed
    assert "Who does it: “Walk”? A, B" in listed
    assert "Could “Walk” be taken back later? yes, wholly and soon" in listed
    assert "For B, is “Walk” a gain, a cost, or neither? cost" in listed


def test_what_is_not_understood_is_asked_again(tmp_path: Path) -> None:
    ran = guided(tmp_path, *TALK[:5], "judge", "/nonsense", *TALK[5:], "", "")
    assert ran.status == 0
    assert "Please answer v (verifier" in ran.err
    assert "Commands: /back" in ran.err


def test_a_workbook_can_be_written_too(tmp_path: Path) -> None:
    ran = guided(tmp_path, *TALK, "", "", name="case.xlsx")
    assert ran.status == 0
    assert run("show", str(tmp_path / "case.xlsx")).status == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["new", "--guided", "-"], "with a FILE to write"),
        (["new", "--guided", "--from", "hanoi", "case.yaml"], "--guided asks for everything"),
        (["new", "--guided", "there.yaml"], "exists already"),
        (["new", "--guided", "spoilt.yaml"], "does not hold the answers of an interview"),
    ],
)
def test_calls_that_make_no_sense_say_why(arguments: list[str], says: str, tmp_path: Path) -> None:
    (tmp_path / "there.yaml").write_text("x", "utf-8")
    (tmp_path / "spoilt.yaml.answers.json").write_text('{"interview": 1, "answers": [1]}', "utf-8")
    ran = run(*arguments, cwd=str(tmp_path))
    assert ran.status == 2
    assert says in " ".join(ran.err.split())
