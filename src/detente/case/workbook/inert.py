"""Texts in cells: never taken for a formula, never cut.

In a workbook a cell says that it holds a text. A CSV file cannot, so a text that a spreadsheet program would take for a
formula has an apostrophe before it there, as has one that would look like such a text; `unguarded` takes it away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from detente.case.visible import visible
from detente.case.workbook.grid import cell_name
from detente.errors import CaseError, Finding

MOST_IN_CELL = 32_767
"""So many characters stand in a cell of a workbook at most, those beyond Unicode's first plane counted twice."""

MOST_IN_CSV = 131_072
"""So many are read from a cell of a CSV file at most."""

_FORMULA = re.compile(r"'*(?:\s*[=+\-@\uff0b\uff0d\uff1d\uff20]|[\t\r\n])")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def guarded(value: object) -> str:
    """Return a cell of a CSV file: a text that could be taken for a formula with an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    text = str(value)
    return f"'{text}" if isinstance(value, str) and _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that a cell of a CSV file stands for."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def put(cell: Any, value: object) -> None:
    """Put a value into a cell of a workbook; a text is a text there, whatever it begins with.

    Raises
    ------
    CaseError
        ``text-too-long``: the cell would be cut.
    """
    if not isinstance(value, str):
        cell.value = value
        return
    text = _ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", value)
    refuse_long([(cell.parent.title, cell.row, cell.column, text)], MOST_IN_CELL)
    cell.value = text
    cell.data_type = "s"
    if text[:1] in {"=", "+", "-", "@"}:
        cell.quotePrefix = True


def refuse_long(cells: Iterable[tuple[str, int, int, object]], most: int) -> None:
    """Refuse texts that are too long for their cells.

    Parameters
    ----------
    cells
        Sheet, row, column and value of each.
    most
        How long a text may be, in units of UTF-16.

    Raises
    ------
    CaseError
        ``text-too-long`` with every one of them.
    """
    found = []
    for sheet, row, column, text in cells:
        if not isinstance(text, str) or len(text) * 2 <= most:
            continue
        length = len(text.encode("utf-16-le", "surrogatepass")) // 2
        if length > most:
            message = f"a text of {length:,} characters does not fit into this cell"
            expected = f"at most {most:,} characters; a case in YAML or JSON holds longer texts"
            shown = visible(" ".join(text[:60].split()))
            name = cell_name(row, column)
            found.append(Finding("text-too-long", message, expected, sheet=sheet, cell=name, quoted=f"{shown}…"))
    if found:
        raise CaseError(found)
