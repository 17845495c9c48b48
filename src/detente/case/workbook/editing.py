"""Changing some cells of a workbook that somebody has made their own: all else in it stays as it is.

Only what differs between two documents of one case is written: cells of entries that were there, and rows for those
that are new, below the last one. What a rewritten workbook would lose, pictures, charts, macros and the results of
formulas, is refused before anything is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from detente.case.documenting import Document
from detente.case.workbook.columns import Form
from detente.case.workbook.filling import Filled, Value, filled
from detente.case.workbook.forms import DEMANDS, FORMS, SOURCES_FORM, STEPS, form_of
from detente.case.workbook.grid import cell_text
from detente.case.workbook.inert import put
from detente.case.workbook.tables import Names, Table, find_table
from detente.case.workbook.xlsx import read_xlsx
from detente.errors import CaseError, Finding

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from detente.case.workbook.grid import Sheets

EDITED = (STEPS, DEMANDS, SOURCES_FORM)
"""The sheets whose cells can be changed."""

_LOST = re.compile(
    r"xl/(media|charts|chartsheets|drawings/drawing|pivotTables|pivotCache|externalLinks|slicers|timelines|ctrlProps"
    r"|activeX|embeddings|threadedComments|vbaProject|connections|queryTables|richData)"
)
"""Parts that would not be written back."""


def edited(data: bytes, origin: str, before: Document, after: Document) -> bytes:
    """Return a workbook with the cells of steps, demands and sources changed that differ between two documents.

    Parameters
    ----------
    data, origin
        The workbook, and what to call it in errors.
    before, after
        Its case as a document, as it is and as it shall be (`detente.case.to_document`).

    Raises
    ------
    CaseError
        ``unsupported-format`` where the workbook has something that would be lost, ``text-too-long``.
    """
    workbook = opened(data, origin)
    sheets = read_xlsx(data, origin)
    for form in EDITED:
        old, new = filled(form, before), filled(form, after)
        if old.rows != new.rows or old.columns != new.columns:
            _write(_sheet(workbook, sheets, form), old, new)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def opened(data: bytes, origin: str) -> Workbook:
    """Open a workbook that is to be written into.

    Raises
    ------
    CaseError
        ``unsupported-format`` where it has something that would be lost.
    """
    from openpyxl import load_workbook

    _refuse_losses(data, origin)
    workbook = load_workbook(BytesIO(data), rich_text=True)
    _refuse_formulas(workbook, origin)
    return workbook


@dataclass
class _Sheet:
    """A sheet of the user's: the page, where its columns are, and the rows of its entries by id."""

    page: Worksheet
    heading: int
    columns: dict[str, int]
    rows: dict[str, int]

    def column(self, header: str) -> int:
        """Return the place of a column; one that the sheet has not got is added after the last heading."""
        if header not in self.columns:
            place = max(self.columns.values(), default=0) + 1
            while self.page.cell(self.heading, place).value is not None:
                place += 1
            put(self.page.cell(self.heading, place), header)
            self.columns[header] = place
        return self.columns[header]

    def row(self, name: str) -> int:
        """Return the row of an entry; a new one comes below the last."""
        if name not in self.rows:
            self.rows[name] = max([self.heading, *self.rows.values()]) + 1
        return self.rows[name]


def _sheet(workbook: Workbook, sheets: Sheets, form: Form) -> _Sheet:
    """Find the sheet of a form in the user's workbook; make it where there is none."""
    for place, sheet in enumerate(sheets.sheets):
        if form_of(sheet.name) is form:
            table = find_table(form, sheets, place, Names())
            if table.columns:
                return _Sheet(workbook[sheet.name], table.heading, _columns(table), dict(_rows(table, sheets)))
            return _Sheet(workbook[sheet.name], max(sheet.rows, default=0) + 1, {}, {})
    return _Sheet(workbook.create_sheet(form.title), 1, {}, {})


def _columns(table: Table) -> dict[str, int]:
    return {column.header: place for place, column in table.columns.items()}


def _rows(table: Table, sheets: Sheets) -> Iterator[tuple[str, int]]:
    place = _columns(table).get("Id", 0)
    for number, cells in table.rows(sheets):
        if place in cells:
            yield cell_text(cells[place]).strip(), number


def _write(sheet: _Sheet, old: Filled, new: Filled) -> None:
    known = {str(row["Id"]): row for row in _entries(old)}
    for entry in _entries(new):
        name = str(entry["Id"])
        present = known.get(name, {})
        row = sheet.row(name)
        for header, value in entry.items():
            if value != present.get(header):
                put(sheet.page.cell(row, sheet.column(header)), value)


def _entries(one: Filled) -> Iterator[Mapping[str, Value]]:
    for row in one.rows:
        yield dict(zip(one.headings, row, strict=True))


def _refuse_losses(data: bytes, origin: str) -> None:
    with ZipFile(BytesIO(data)) as package:
        names = package.namelist()
        found = sorted({match[1] for name in names if (match := _LOST.match(name))})
        sheets = [name for name in names if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        if any(b"<extLst" in package.read(name) for name in sheets):
            found.append("newer forms of data bars, icons or drop-downs")
    if found:
        _refuse(origin, f"the workbook has {', '.join(found)}, which writing into it would lose")


def _refuse_formulas(workbook: Workbook, origin: str) -> None:
    titles = {form.title for form in FORMS}
    for page in workbook.worksheets:
        if page.title in titles or form_of(page.title) is not None:
            cell = next((cell for row in page.iter_rows() for cell in row if cell.data_type == "f"), None)
            if cell is not None:
                where = f"{page.title}!{cell.coordinate}"
                _refuse(origin, f"the cell {where} has a formula, whose result writing into the workbook would lose")


def _refuse(origin: str, message: str) -> None:
    expected = "a workbook without it, or the case as YAML (`detente convert CASE case.yaml`)"
    raise CaseError([Finding("unsupported-format", message, expected, file=origin)])
