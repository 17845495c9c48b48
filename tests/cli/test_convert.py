"""`detente convert`: a case into another notation, nothing lost, nothing overwritten, what has no place said."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from detente.case import digest, load
from tests.case.complete import TEXT

from .running import run


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A directory with a case in YAML that has comments."""
    (tmp_path / "case.yaml").write_text("# ours\n" + TEXT.replace("max_phases: 5", "max_phases: 5  # enough"), "utf-8")
    return tmp_path


@pytest.mark.parametrize("file", ["b.xlsx", "b.json", "b.yml", "b/"])
def test_a_case_is_the_same_in_every_notation(here: Path, file: str) -> None:
    ran = run("convert", "case.yaml", file, cwd=str(here))
    assert (ran.status, ran.out) == (0, "")
    assert digest(load(here / file)) == digest(load(here / "case.yaml"))


def test_comments_that_have_no_place_are_said(here: Path) -> None:
    ran = run("convert", "case.yaml", "b.xlsx", cwd=str(here))
    assert "case.yaml:1:1: the comments of this file (2 lines) are not taken over" in ran.err
    assert "b.xlsx written" in ran.err


def test_a_workbook_goes_back_onto_the_yaml_it_came_from(here: Path) -> None:
    run("convert", "case.yaml", "b.xlsx", cwd=str(here))
    workbook = openpyxl.load_workbook(here / "b.xlsx")
    workbook["Steps"]["D3"] = -2
    workbook["Steps"]["Z2"], workbook["Steps"]["Z3"] = "Desk", "to be asked"
    workbook.save(here / "b.xlsx")
    ran = run("convert", "b.xlsx", "new.yaml", "--onto", "case.yaml", cwd=str(here))
    assert ran.status == 0
    assert ran.err.splitlines()[0] == "b.xlsx, sheet Steps, cell Z2: the column “Desk” is not read"
    before, after = ((here / name).read_text("utf-8") for name in ("case.yaml", "new.yaml"))
    assert after == before.replace("value: {north: -1, south: 3, east", "value: {north: -2, south: 3, east")


def test_where_comments_cannot_stay_that_is_said(here: Path) -> None:
    (here / "other.yaml").write_text("# no case\ndetente: 1\n", "utf-8")
    ran = run("convert", "case.yaml", "new.yaml", "--onto", "other.yaml", cwd=str(here))
    assert "new.yaml: not kept: the comments and the wording of other.yaml" in ran.err


def test_the_result_is_told_in_json(here: Path) -> None:
    ran = run("convert", "case.yaml", "b.xlsx", "--json", cwd=str(here))
    told = json.loads(ran.out)
    assert set(told) == {"file", "digest", "not_read", "not_kept"}
    assert told["digest"] == digest(load(here / "case.yaml"))
    assert told["not_kept"] == []


def test_standard_input_and_output(here: Path) -> None:
    assert run("convert", "-", "-", given=TEXT).out.startswith("detente: 1\ntitle: Everything at once")
    ran = run("convert", "case.yaml", "-", "--onto", "case.yaml", cwd=str(here))
    assert ran.out == (here / "case.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("case.yaml", "case.yaml"), "would overwrite"),
        (("case.yaml", "b.yaml", "--onto", "b.yaml"), "would overwrite"),
        (("case.yaml", "b.xlsx", "--onto", "case.yaml"), "--onto is for YAML only"),
        (("case.yaml", "b.xls"), "does not end in"),
        (("case.yaml", "b"), "has no ending"),
        (("none.yaml", "b.xlsx"), "there is no such file"),
        (("case.yaml", "none/b.xlsx"), "cannot be written"),
        (("case.yaml", "b.yaml", "--onto", "none.yaml"), "there is no such file"),
    ],
)
def test_what_cannot_be_done_is_refused_and_leaves_nothing(here: Path, arguments: tuple[str, ...], said: str) -> None:
    (here / "b.yaml").write_text(TEXT, "utf-8") if "--onto" in arguments and arguments[-1] == "b.yaml" else None
    before = sorted(path.name for path in here.iterdir())
    ran = run("convert", *arguments, cwd=str(here))
    assert ran.status == 2
    assert said in ran.err
    assert sorted(path.name for path in here.iterdir()) == before


@pytest.mark.parametrize("command", [["plan"], ["show"], ["show", "--public"], ["plan", "--json"]])
def test_every_command_takes_a_workbook_and_a_folder(here: Path, command: list[str]) -> None:
    (here / "small.yaml").write_text(run("new", "-").out, "utf-8")
    for file in ("small.xlsx", "small/"):
        run("convert", "small.yaml", file, cwd=str(here))
    name, *options = command
    results = [run(name, file, *options, cwd=str(here)) for file in ("small.yaml", "small.xlsx", "small")]
    assert [ran.status for ran in results] == [0, 0, 0]
    without_time = [[line for line in ran.out.splitlines() if '"seconds"' not in line] for ran in results]
    assert without_time[0] == without_time[1] == without_time[2]


def test_a_workbook_may_come_through_standard_input(here: Path) -> None:
    import io

    run("convert", "case.yaml", "b.xlsx", cwd=str(here))
    assert digest(load(io.BytesIO((here / "b.xlsx").read_bytes()))) == digest(load(here / "case.yaml"))
