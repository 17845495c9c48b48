"""``detente new``: a starter case that explains itself, and copies of the shipped ones."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest

from detente import plan
from detente.case import load, read_text, to_document
from detente.case.document import (
    BonusDocument,
    BridgeDocument,
    CaseDocument,
    DemandDocument,
    PartyDocument,
    SofterDocument,
    SourceDocument,
    StatementDocument,
    StepDocument,
    VerificationDocument,
)
from detente.cli.new import shipped_cases
from detente.roadmap.result import Status
from tests.cli.running import run

STARTER = files("detente.cli").joinpath("starter.yaml").read_text(encoding="utf-8")

MODELS = [
    BonusDocument,
    BridgeDocument,
    CaseDocument,
    DemandDocument,
    PartyDocument,
    SofterDocument,
    SourceDocument,
    StatementDocument,
    StepDocument,
    VerificationDocument,
]


def test_the_starter_is_written_and_what_to_do_next_is_said(tmp_path):
    ran = run("new", "my.yaml", cwd=str(tmp_path))
    assert (ran.status, ran.out) == (0, "")
    assert "detente plan my.yaml" in ran.err
    assert (tmp_path / "my.yaml").read_text(encoding="utf-8") == STARTER


def test_the_starter_plans_to_a_roadmap_that_is_proved_best():
    roadmap = plan(read_text(STARTER))
    assert roadmap.status is Status.OPTIMAL
    assert len(roadmap.phases) > 1


def test_every_bridge_of_the_starter_leads_to_a_roadmap_too():
    from detente.case import Changes

    case = read_text(STARTER)
    for bridge in case.bridges:
        assert plan(case, changes=Changes(bridges=(bridge,))).status is Status.OPTIMAL


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_starter_shows_every_key_of_the_format(model):
    shown = set(re.findall(r"([a-z_]+):", STARTER))
    assert set(model.model_fields) <= shown


def test_every_key_of_the_starter_is_explained_where_it_first_stands():
    unexplained = []
    for key in {key for model in MODELS for key in model.model_fields} - {"detente"}:
        place = next(i for i, line in enumerate(STARTER.splitlines()) if re.search(rf"(?<![a-z_]){key}:", line))
        near = STARTER.splitlines()[max(0, place - 4) : place + 2]
        if not any("#" in line for line in near):
            unexplained.append(key)
    assert unexplained == []


def test_in_json_the_starter_is_the_same_case(tmp_path):
    ran = run("new", "my.json", cwd=str(tmp_path))
    assert ran.status == 0
    assert to_document(load(tmp_path / "my.json")) == to_document(read_text(STARTER))
    json.loads((tmp_path / "my.json").read_text(encoding="utf-8"))


def test_a_dash_writes_to_standard_output():
    assert run("new", "-").out == STARTER


def test_json_says_which_file_was_written(tmp_path):
    assert json.loads(run("new", "a.yaml", "--json", cwd=str(tmp_path)).out) == {"file": "a.yaml"}


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_a_file_that_exists_is_never_overwritten(tmp_path, name):
    (tmp_path / name).write_text("mine")
    ran = run("new", name, cwd=str(tmp_path))
    assert (ran.status, ran.out) == (2, "")
    assert "[file-exists]" in ran.err
    assert (tmp_path / name).read_text() == "mine"


def test_neither_is_what_a_broken_link_points_to(tmp_path):
    (tmp_path / "a.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert run("new", "a.yaml", cwd=str(tmp_path)).status == 2
    assert not (tmp_path / "elsewhere.yaml").exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("case.xls", "does not end in .yaml, .yml, .json or .xlsx"),
        ("case.txt", "does not end in .yaml, .yml, .json or .xlsx"),
        ("case", "does not end in"),
        ("missing/case.yaml", "cannot be written"),
    ],
)
def test_a_file_that_cannot_be_written_is_a_wrong_call(tmp_path, name, words):
    ran = run("new", name, cwd=str(tmp_path))
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", list(shipped_cases()))
def test_every_shipped_case_can_be_copied(tmp_path, name):
    assert run("new", "copy.yaml", "--from", name, cwd=str(tmp_path)).status == 0
    assert (tmp_path / "copy.yaml").read_bytes() == shipped_cases()[name].read_bytes()


def test_a_misspelt_shipped_case_is_told_the_nearest_and_all_there_are(tmp_path):
    ran = run("new", "copy.yaml", "--from", "hanio", cwd=str(tmp_path))
    assert ran.status == 2
    assert "Did you mean hanoi?" in ran.err
    assert all(name in ran.err for name in shipped_cases())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["case.xlsx", "CASE.XLSX"])
def test_a_workbook_is_the_same_starter(tmp_path, name):
    ran = run("new", name, cwd=str(tmp_path))
    assert (ran.status, ran.out) == (0, "")
    assert "written. Next: detente plan" in ran.err
    assert run("convert", name, "-", cwd=str(tmp_path)).out == run("convert", "-", "-", given=run("new", "-").out).out


def test_a_shipped_case_can_be_a_workbook(tmp_path):
    assert run("new", "case.xlsx", "--from", "earn-out", cwd=str(tmp_path)).status == 0
    shown = run("show", "-", given=run("new", "-", "--from", "earn-out").out).out
    assert run("show", "case.xlsx", cwd=str(tmp_path)).out == shown


def test_a_blank_workbook_says_what_is_missing_when_it_is_planned(tmp_path):
    assert "Fill it in" in run("new", "case.xlsx", "--blank", cwd=str(tmp_path)).err
    ran = run("plan", "case.xlsx", cwd=str(tmp_path))
    assert ran.status == 2
    assert [line.split(":")[0] for line in ran.err.splitlines() if line.startswith("case.xlsx")] == [
        "case.xlsx, sheet Case, cell B4", "case.xlsx, sheet Parties, cell A2", "case.xlsx, sheet Steps, cell A2"
    ]  # fmt: skip


@pytest.mark.parametrize("arguments", [("case.yaml", "--blank"), ("case.xlsx", "--blank", "--from", "hanoi")])
def test_blank_is_for_workbooks(tmp_path, arguments):
    ran = run("new", *arguments, cwd=str(tmp_path))
    assert ran.status == 2
    assert "--blank is for a workbook" in ran.err
