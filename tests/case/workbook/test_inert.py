"""Texts in cells: no text is taken for a formula, none is cut, and all come back as they were."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.case import Case, load, save
from detente.case.saving import csv_texts, workbook_of
from detente.case.workbook.inert import MOST_IN_CELL, MOST_IN_CSV, guarded, unguarded
from detente.errors import CaseError

from .making import complete

BEGINNINGS = ["=", "+", "-", "@", "'=", "''=", "\t=", "\r", "\n", " =", "'", "\uff1d"]


def noted(text: str) -> Case:
    """Return the complete case with a note."""
    return replace(complete(), notes=text)


@given(st.builds(str.__add__, st.sampled_from(["", *BEGINNINGS]), st.text()))
def test_what_is_guarded_comes_back_and_begins_no_formula(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).lstrip().startswith(("=", "+", "-", "@"))


def test_numbers_are_not_guarded() -> None:
    assert [guarded(value) for value in (-3, None, 2)] == ["-3", "", "2"]


@pytest.mark.parametrize("begins", BEGINNINGS)
def test_a_note_that_begins_so_survives_workbook_and_folder(begins: str, tmp_path: Path) -> None:
    text = f"{begins}1+1"
    for name in ("case.xlsx", "case/"):
        assert save(noted(text), f"{tmp_path}/{name}") == []
        assert load(tmp_path / name).notes == text
    rows = csv.reader(io.StringIO(csv_texts(noted(text))["Case.csv"]))
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))]
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(noted(text))))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_a_text_as_long_as_a_cell_is_kept_whole(tmp_path: Path) -> None:
    assert save(noted("x" * MOST_IN_CELL), tmp_path / "case.xlsx") == []
    assert load(tmp_path / "case.xlsx").notes == "x" * MOST_IN_CELL


@pytest.mark.parametrize("letter", ["x", "\U0001f54a"])
def test_a_longer_text_is_refused_and_nothing_is_written(letter: str, tmp_path: Path) -> None:
    long = letter * (MOST_IN_CELL * 2 // len(letter.encode("utf-16-le")) + 1)
    with pytest.raises(CaseError) as caught:
        save(noted(long), tmp_path / "case.xlsx")
    (finding,) = caught.value.findings
    assert (finding.code, finding.sheet, finding.cell) == ("text-too-long", "Case", "B9")
    assert finding.file.endswith("case.xlsx")
    assert not list(tmp_path.iterdir())


def test_every_text_that_is_too_long_is_told(tmp_path: Path) -> None:
    steps = {key: replace(step, notes="x" * 40_000) for key, step in complete().steps.items()}
    with pytest.raises(CaseError) as caught:
        save(replace(complete(), steps=steps), tmp_path / "case.xlsx")
    assert [one.cell for one in caught.value.findings] == [f"Q{row}" for row in range(3, 3 + len(steps))]


def test_a_text_that_no_csv_reader_takes_is_refused(tmp_path: Path) -> None:
    save(noted("x" * MOST_IN_CSV), f"{tmp_path}/kept/")
    assert load(tmp_path / "kept").notes == "x" * MOST_IN_CSV
    with pytest.raises(CaseError, match="text-too-long"):
        save(noted("x" * (MOST_IN_CSV + 1)), f"{tmp_path}/case/")
    assert [entry.name for entry in tmp_path.iterdir()] == ["kept"]
