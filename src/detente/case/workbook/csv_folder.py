"""A case as a folder of CSV files, one a sheet: what a workbook is where there is no spreadsheet program."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from detente.case.source_text import UndecodableError, decode
from detente.case.visible import visible
from detente.case.workbook.forms import column_of, form_of
from detente.case.workbook.grid import Cell, Sheet, Sheets, is_blank
from detente.case.workbook.inert import MOST_IN_CSV, guarded, refuse_long, unguarded
from detente.errors import CaseError, Finding

MOST_CELLS = 1_000_000
LARGEST_FILE = 10_000_000

_DELIMITERS = ",;\t"
_DECIMAL_COMMA = re.compile(r"[-+\u2212]?[0-9]+,[0-9]+")


def read_folder(folder: str) -> Sheets:
    """Return the CSV files of a folder as sheets, in alphabetical order of their names.

    Files may be in UTF-8 or, with its mark, UTF-16, with commas, semicolons or tabs between cells. Where semicolons
    are, a comma between digits is a decimal point. An apostrophe that guards a text is not part of it.

    Raises
    ------
    CaseError
        ``cannot-read`` where no file of it ends in .csv, and what is wrong with single files.
    """
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if entry.is_file())
    except OSError as error:
        raise _unreadable(error, folder) from None
    names = [name for name in names if name.lower().endswith(".csv")]
    if not names:
        expected = "a case file, or a folder of CSV files (Parties.csv, Steps.csv and so on)"
        raise _error("cannot-read", "the file cannot be read: is a directory", expected, folder)
    paths = {name[:-4]: os.path.join(folder, name) for name in names}
    texts = {title: _text(path) for title, path in paths.items() if form_of(title) is not None}
    known = {title: _known(text, title, paths[title]) for title, text in texts.items()}
    usual = max(_DELIMITERS, key=lambda delimiter: sum(counts[delimiter] for counts in known.values()))
    left = MOST_CELLS
    sheets = []
    for title, path in paths.items():
        if title not in texts:
            sheets.append(Sheet(title, {1: {1: "(not read)"}}))
            continue
        most = max(known[title].values())
        best = [delimiter for delimiter in _DELIMITERS if known[title][delimiter] == most]
        rows = _rows(texts[title], usual if usual in best else best[0], path)
        left -= sum(map(len, rows.values()))
        if left < 0:
            raise _error("too-large", f"the folder has more than {MOST_CELLS:,} filled cells", "a smaller case", folder)
        sheets.append(Sheet(title, rows))
    return Sheets(folder, tuple(sheets))


def _text(path: str) -> str:
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise _unreadable(error, path) from None
    if len(data) > LARGEST_FILE:
        raise _error("too-large", "the file is too large", f"at most {LARGEST_FILE // 1_000_000} MB", path)
    try:
        return decode(data)
    except UndecodableError as trouble:
        expected = "a file saved as “CSV UTF-8”"
        message = f"{trouble.message} (line {trouble.before.count(chr(10)) + 1})"
        raise _error(trouble.code, message, expected, path) from None


def _known(text: str, title: str, path: str) -> dict[str, int]:
    """Return how many headings are known in the best row of a file, by delimiter."""
    form = form_of(title)
    assert form is not None
    return {
        delimiter: max(
            (sum(column_of(form, cell) is not None for cell in row) for row in _parsed(text, delimiter, path, most=50)),
            default=0,
        )
        for delimiter in _DELIMITERS
    }


def _rows(text: str, delimiter: str, path: str) -> dict[int, dict[int, Cell]]:
    """Return the filled cells of a file by row and column."""
    rows: dict[int, dict[int, Cell]] = {}
    for number, row in enumerate(_parsed(text, delimiter, path), 1):
        cells = {place: _cell(cell, delimiter) for place, cell in enumerate(row, 1) if not is_blank(cell)}
        if cells:
            rows[number] = cells
    return rows


def _parsed(text: str, delimiter: str, path: str, most: int | None = None) -> Iterable[Sequence[str]]:
    rows: list[Sequence[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) == most:
                break
    except csv.Error as error:
        if most is None:
            message = f"row {len(rows) + 1} cannot be read as CSV: {error}"
            raise _error("bad-csv", message, "cells that are short, with quotes closed", path) from None
    return rows


def _cell(text: str, delimiter: str) -> Cell:
    if (plain := unguarded(text)) != text:
        return plain
    if delimiter == ";" and _DECIMAL_COMMA.fullmatch(text.strip()):
        return text.strip().replace(",", ".")
    return text


def folder_texts(tables: Iterable[tuple[str, Sequence[Sequence[object]]]]) -> dict[str, str]:
    """Return the texts of CSV files, by name, from titles and rows.

    Raises
    ------
    CaseError
        ``text-too-long`` for every text that would not be read again.
    """
    tables = list(tables)
    cells = ((title, number, place, cell) for title, rows in tables for number, place, cell in _places(rows))
    refuse_long(cells, MOST_IN_CSV)
    return {f"{title}.csv": _written(rows) for title, rows in tables}


def _places(rows: Sequence[Sequence[object]]) -> Iterator[tuple[int, int, object]]:
    for number, row in enumerate(rows, 1):
        for place, cell in enumerate(row, 1):
            yield number, place, cell


def _written(rows: Sequence[Sequence[object]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([guarded(cell) for cell in row])
    return "\ufeff" + text.getvalue()


def write_folder(folder: str, texts: dict[str, str]) -> None:
    """Write CSV files into a new folder, whole or not at all.

    Raises
    ------
    CaseError
        ``file-exists`` where there is something of that name already, but for an empty folder; ``cannot-write``.
    """
    import secrets
    import shutil

    target = Path(os.path.realpath(folder))
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise _error("file-exists", "the folder exists already", "the name of a folder that does not exist yet", folder)
    neighbour = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.tmp")
    try:
        neighbour.mkdir()
        for name, text in texts.items():
            (neighbour / name).write_text(text, encoding="utf-8", newline="")
        if target.exists():
            target.rmdir()
        neighbour.rename(target)
    except OSError as error:
        raise _error("cannot-write", f"cannot be written: {error.strerror or error}", "", folder) from error
    finally:
        shutil.rmtree(neighbour, ignore_errors=True)


def _unreadable(error: OSError, path: str) -> CaseError:
    return _error("cannot-read", f"it cannot be read: {(error.strerror or str(error)).lower()}", "a file", path)


def _error(code: str, message: str, expected: str, file: str) -> CaseError:
    return CaseError([Finding(code, message, expected, file=visible(file))])
