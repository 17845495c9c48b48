"""``detente dossier`` from the outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.evidence.decisions import decisions_file, save_decisions
from tests.cli.running import run
from tests.evidence.test_review import decided

CASE = Path(__file__).parents[1] / "case" / "prisoners-for-fuel.yaml"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with decisions beside it."""
    path = tmp_path / "case.yaml"
    path.write_text(CASE.read_text("utf-8"), "utf-8")
    save_decisions(decisions_file(str(path)), decided())
    return path


def test_the_text_has_positions_by_party(case: Path) -> None:
    done = run("dossier", str(case))
    assert done.status == 0
    assert "Southern Council" in done.out
    assert "“Not a day before,”" in done.out
    assert "Demands that stand on no source" in done.out


def test_json_has_positions_and_what_stands_on_no_source(case: Path) -> None:
    found = json.loads(run("dossier", str(case), "--json").out)
    assert found["without_source"] == {"demands": ["step-by-step", "no-fuel-alone"], "steps": ["fuel-convoy"]}
    assert found["positions"][0]["party"] == "south" or found["positions"][0]["statement"]
    assert {one["statement"] for one in found["positions"]} == {None, 1, 3}


def test_a_page_is_written_and_said_to_be(case: Path) -> None:
    page = case.parent / "dossier.html"
    done = run("dossier", str(case), "--html", str(page))
    assert "The page is in" in done.err
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("name", ["case.yaml", "case.record.json"])
def test_the_page_never_overwrites_what_was_read(case: Path, name: str) -> None:
    before = (case.parent / name).read_bytes()
    done = run("dossier", str(case), "--html", str(case.parent / name))
    assert (done.status, "output-is-input" in done.err) == (2, True)
    assert (case.parent / name).read_bytes() == before


def test_a_case_from_standard_input_has_no_decisions_beside_it() -> None:
    done = run("dossier", "-", given=CASE.read_text("utf-8"))
    assert (done.status, "3 positions" in done.out) == (0, True)


def test_damaged_decisions_are_an_error(case: Path) -> None:
    decisions_file(str(case)).write_text("{}}", "utf-8")
    done = run("dossier", str(case))
    assert (done.status, done.out, "bad-decisions" in done.err) == (2, "", True)
