"""A folder of CSV files is a case like a workbook, whichever program wrote them."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.case import load, load_with_remarks, save, to_document
from detente.case.saving import csv_texts
from detente.errors import CaseError

from .making import complete


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The complete case as a folder."""
    save(complete(), f"{tmp_path}/case/")
    return tmp_path / "case"


def told(folder: Path) -> list[tuple[str, str, str]]:
    with pytest.raises(CaseError) as caught:
        load(folder)
    return [(one.sheet, one.cell, one.code) for one in caught.value.findings]


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8-sig")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_mistake_is_told_at_its_cell(folder: Path) -> None:
    rewrite(folder / "Steps.csv", "convoy,,south", "convoy,,sotuh")
    assert told(folder) == [("Steps", "C3", "unknown-id")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(("delimiter", "end"), [(",", "\n"), (";", "\r\n"), ("\t", "\r\n")])
def test_files_may_be_written_in_many_ways(folder: Path, encoding: str, delimiter: str, end: str) -> None:
    import csv
    import io

    for file in folder.iterdir():
        rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter, lineterminator=end).writerows([["A title"], [], *rows, ["", " "]])
        file.write_bytes(text.getvalue().encode(encoding))
    assert to_document(load(folder)) == to_document(complete())


def test_where_semicolons_are_a_comma_is_a_decimal_point(folder: Path) -> None:
    (folder / "Bonuses.csv").write_text("When;Worth to north\nrelease and visit;1,5\n", "utf-8")
    assert to_document(load(folder)) == to_document(complete())


def test_a_text_that_looks_like_a_formula_has_an_apostrophe_and_loses_it_again(tmp_path: Path) -> None:
    from dataclasses import replace

    for text in ("=1+1", "-1", "'=x", "'x", "@a"):
        case = replace(complete(), title=text)
        written = csv_texts(case)["Case.csv"]
        assert f"Title,{text}\r\n" not in written or text == "'x"
        save(case, f"{tmp_path}/{text[1:]}{len(text)}{text[0] == '-'}/")
        assert load(f"{tmp_path}/{text[1:]}{len(text)}{text[0] == '-'}").title == text


def test_other_files_are_left_alone_and_other_tables_named(folder: Path) -> None:
    (folder / "Budget.csv").write_text("a,b\n", "utf-8")
    (folder / "notes.txt").write_text("x", "utf-8")
    case, remarks = load_with_remarks(folder)
    assert to_document(case) == to_document(complete())
    assert [one.message for one in remarks] == ["the sheet “Budget” is not read"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("Steps.csv", b"Id,By\nx\xff\xfe,north\n", "bad-encoding"),
        ("Steps.csv", b'"' + b"x" * 200_000 + b'"', "bad-csv"),
        ("Steps.csv", b"x" * 10_000_001, "too-large"),
    ],
)
def test_files_that_cannot_be_read_are_named(folder: Path, name: str, data: bytes, code: str) -> None:
    (folder / name).write_bytes(data)
    with pytest.raises(CaseError) as caught:
        load(folder)
    assert [(one.code, one.file) for one in caught.value.findings] == [(code, str(folder / name))]


def test_a_folder_without_csv_files_is_no_case(tmp_path: Path) -> None:
    with pytest.raises(CaseError) as caught:
        load(tmp_path)
    assert [one.code for one in caught.value.findings] == ["cannot-read"]


def test_a_folder_is_never_written_over(folder: Path) -> None:
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    with pytest.raises(CaseError) as caught:
        save(complete(), f"{folder}/")
    assert caught.value.findings[0].code == "file-exists"
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    assert [path.name for path in folder.parent.iterdir()] == ["case"]
