"""`detente convert --roadmap` and `detente plan --save`: documents from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import run

pytest.importorskip("docx", reason="python-docx is not installed (extra `documents`)")

EXAMPLE = str(Path(__file__).parents[1] / "case" / "prisoners-for-fuel.yaml")


@pytest.fixture
def roadmap(tmp_path: Path) -> str:
    """Give a roadmap of the example, written by hand."""
    file = tmp_path / "roadmap.json"
    file.write_text(json.dumps({"phases": [["release-wounded"], ["fuel-convoy"]]}), "utf-8")
    return str(file)


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".csv", ".ics", ".svg", ".png"])
def test_a_roadmap_by_hand_becomes_a_document(ending: str, roadmap: str, tmp_path: Path) -> None:
    file = tmp_path / f"deal{ending}"
    ran = run("convert", EXAMPLE, str(file), "--roadmap", roadmap)
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == f"{file} written.\n"
    assert file.stat().st_size > 300


def test_planning_saves_the_same_document_as_converting(tmp_path: Path) -> None:
    saved, plan, converted = tmp_path / "saved.docx", tmp_path / "plan.json", tmp_path / "converted.docx"
    ran = run("plan", EXAMPLE, "--json", "--save", str(saved))
    assert ran.status == 0
    plan.write_text(ran.out, "utf-8")
    assert run("convert", EXAMPLE, str(converted), "--roadmap", str(plan)).status == 0
    assert saved.read_bytes() == converted.read_bytes()


def test_a_roadmap_that_does_not_hold_becomes_no_document(tmp_path: Path) -> None:
    bad, file = tmp_path / "bad.json", tmp_path / "deal.docx"
    bad.write_text(json.dumps({"phases": [["fuel-convoy"], ["release-wounded"]]}), "utf-8")
    ran = run("convert", EXAMPLE, str(file), "--roadmap", str(bad))
    assert (ran.status, ran.out) == (1, "")
    assert "wounded-first" in ran.err
    assert not file.exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["convert", EXAMPLE, "deal.docx"], "--roadmap FILE"),
        (["convert", EXAMPLE, "case.yaml", "--private"], "--private is for documents"),
        (["convert", EXAMPLE, "deal.odt", "--roadmap", "r.json"], "does not end in one of"),
        (["convert", EXAMPLE, "deal.docx", "--roadmap", "r.json", "--onto", EXAMPLE], "--onto is for a case"),
        (["convert", "-", "deal.docx", "--roadmap", "-"], "cannot both be standard input"),
        (["plan", EXAMPLE, "--save", "deal.odt"], "does not end in one of"),
        (["plan", EXAMPLE, "--private"], "add --save FILE"),
        (["plan", EXAMPLE, "--private", "--public", "--save", "deal.docx"], "contradict"),
        (["convert", EXAMPLE, "deal.docx", "--roadmap", "absent.json"], "there is no such file"),
    ],
)
def test_calls_that_make_no_sense_say_why(arguments: list[str], says: str, tmp_path: Path) -> None:
    ran = run(*arguments, cwd=str(tmp_path))
    assert ran.status == 2
    assert says in " ".join(ran.err.split())
    assert list(tmp_path.iterdir()) == []


def test_a_document_never_overwrites_what_was_read(roadmap: str, tmp_path: Path) -> None:
    csv = tmp_path / "roadmap.csv"
    csv.write_bytes(Path(roadmap).read_bytes())
    ran = run("convert", EXAMPLE, str(csv), "--roadmap", str(csv))
    assert ran.status == 2
    assert "would overwrite" in ran.err
    assert json.loads(csv.read_text("utf-8"))
