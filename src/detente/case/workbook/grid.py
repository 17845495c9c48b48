"""Sheets of cells, wherever they were read from: only what is filled, under row and column counted from 1."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from detente.case.problems import Path
from detente.case.source_text import quote
from detente.errors import Finding

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
"""So large is a sheet of a spreadsheet program at most."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell without a value that can be used: the code of its finding, what was found, what was expected."""

    code: str
    message: str
    expected: str


Cell = str | int | Decimal | bool | date | datetime | Broken
"""What a cell holds. Texts are as they stand; none is blank."""

Rows = Mapping[int, Mapping[int, Cell]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, and its filled cells by row and column, both in order."""

    name: str
    rows: Rows


@dataclass(frozen=True, slots=True)
class Sheets:
    """All sheets of a workbook; ``origin`` is what to call it in errors."""

    origin: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class CellSpot:
    """A place in a sheet: a cell, and the part of its text that is meant (``start`` to ``end``, from 0)."""

    sheet: int
    row: int
    column: int
    start: int = 0
    end: int | None = None


Spots = dict[Path, CellSpot]
"""Where the parts of a document stand."""

_BLANK = re.compile(r"[\s\u200b\ufeff]*")


def is_blank(text: str) -> bool:
    """Whether a cell with this text looks empty."""
    return _BLANK.fullmatch(text) is not None


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell, such as ``C7``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def cell_place(name: str) -> tuple[int, int]:
    """Return row and column of a cell's name such as ``C7``; zeros where it is none."""
    letters = name.rstrip("0123456789")
    digits = name[len(letters) :]
    if not 1 <= len(letters) <= 3 or not letters.isascii() or not letters.isalpha() or not 1 <= len(digits) <= 7:
        return 0, 0
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits), column


def cell_text(cell: Cell) -> str:
    """Return what a cell shows, for errors and where a text is wanted."""
    if isinstance(cell, Broken):
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == cell.min.time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def at_cell(finding: Finding, sheets: Sheets, spot: CellSpot, offset: int = 0) -> Finding:
    """Return a finding with the place of a cell, and the cell's text with a mark."""
    from dataclasses import replace

    sheet = sheets.sheets[spot.sheet]
    text = cell_text(sheet.rows.get(spot.row, {}).get(spot.column, ""))
    name = cell_name(spot.row, spot.column)
    if not text:
        return replace(finding, sheet=sheet.name, cell=name)
    quoted, caret = quote(text, offset)
    return replace(finding, sheet=sheet.name, cell=name, quoted=quoted, quoted_column=caret)
