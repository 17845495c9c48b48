"""Writing a case as an .xlsx file that people can work in: headings with comments, drop-downs, frozen panes, colours.

Colours are light fills behind dark letters, and nothing is said by colour alone, so a black-and-white print says the
same. The same case gives the same bytes: the file carries no time and no name of anybody.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from detente.case.model import Case
from detente.case.workbook.columns import Column, Form, Kind, forms_help
from detente.case.workbook.filling import CASE_HEADINGS, Filled, Value, fill
from detente.case.workbook.forms import CASE, FORMS, READ_ME, RULES, description
from detente.case.workbook.inert import MOST_IN_CELL, put, refuse_long
from detente.case.workbook.read_me import read_me

PREPARED = 1000
"""So many rows below the headings have drop-downs."""

_FIRST_ROW = 3
_HEADING_FILL = PatternFill("solid", fgColor="D9E2EC")
_NEEDED_FILL = PatternFill("solid", fgColor="BCCCDC")
_WORTH_FILL = PatternFill("solid", fgColor="F0E6D2")
_GAIN = PatternFill("solid", bgColor="DCEBF7")
_COST = PatternFill("solid", bgColor="FBE3CF")
_INK = "1F2933"
_LINE = Side(style="thin", color="9AA5B1")
_HAIR = Side(style="hair", color="9AA5B1")
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_WIDEST_PAGE = 190
"""So many characters of a usual font, side by side, are printed on a page at most, so that they can be read."""

_HEIGHT = 14.5
_TALLEST = 400
_SIGNED = "+0.####;-0.####;0"
_TEXTS = frozenset(
    {Kind.ID, Kind.NAME, Kind.NAMES, Kind.TEXT, Kind.CONDITION, Kind.RULES, Kind.STATEMENT, Kind.MARKS, Kind.SETTINGS,
     Kind.DAYS, Kind.NUMBERS}
)  # fmt: skip


def write_xlsx(case: Case) -> bytes:
    """Return a case as the bytes of an .xlsx file.

    Raises
    ------
    CaseError
        ``text-too-long`` for every text that does not fit into its cell.
    """
    sheets = fill(case)
    refuse_long((cell for filled in sheets for cell in _cells(filled)), MOST_IN_CELL)
    workbook = Workbook()
    del workbook["Sheet"]
    _write_read_me(workbook.create_sheet(READ_ME))
    for title in sorted({column.ids_of for form in FORMS for column in form.columns if column.ids_of}):
        ids = f"'{title}'!$A${_FIRST_ROW}:$A${_FIRST_ROW + PREPARED - 1}"
        workbook.defined_names[_ids_name(title)] = DefinedName(_ids_name(title), attr_text=ids)
    for filled in sheets:
        sheet = workbook.create_sheet(filled.form.title)
        if filled.form is CASE:
            _write_case(sheet, filled)
        else:
            _write_table(sheet, filled)
    written = io.BytesIO()
    workbook.save(written)
    return _without_times(written.getvalue())


def _cells(filled: Filled) -> Iterator[tuple[str, int, int, Value]]:
    for number, row in enumerate(filled.rows, _FIRST_ROW):
        for place, value in enumerate(row, 1):
            yield filled.form.title, number, place, value


def _write_read_me(sheet: Worksheet) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 26
    sheet.column_dimensions["B"].width = 100
    for row, (first, second, is_title) in enumerate(read_me(), 1):
        for column, text in ((1, first), (2, second)):
            cell: Any = sheet.cell(row, column)
            put(cell, text)
            cell.alignment = Alignment(wrap_text=column == 2, vertical="top")
            sheet.row_dimensions[row].height = _height([(second, 105)]) * (1.3 if is_title else 1)
            cell.font = _font(bold=is_title or column == 1, size=13 if is_title else 11)
    _print_setup(sheet)


def _write_case(sheet: Worksheet, filled: Filled) -> None:
    _write_title(sheet, filled.form)
    for column, (heading, width) in enumerate(zip(CASE_HEADINGS, (16, 60, 90), strict=True), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        _heading(sheet.cell(2, column), heading, _HEADING_FILL)
    for place, (column_of_case, row) in enumerate(zip(filled.form.columns, filled.rows, strict=True)):
        number = _FIRST_ROW + place
        _body(sheet.cell(number, 1), row[0])
        sheet.cell(number, 1).font = _font(bold=True)
        _body(sheet.cell(number, 2), row[1], column_of_case)
        sheet.cell(number, 2).alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
        about = description(filled.form, column_of_case)
        _body(sheet.cell(number, 3), about)
        sheet.row_dimensions[number].height = _height([(row[1], 60), (about, 90)])
        if column_of_case.kind is Kind.CHOICE:
            _validate(sheet, column_of_case, f"B{number}", filled.form)
    sheet.freeze_panes = "A3"
    _print_setup(sheet)


def _write_table(sheet: Worksheet, filled: Filled) -> None:
    _write_title(sheet, filled.form)
    for place, (column, heading) in enumerate(zip(filled.columns, filled.headings, strict=True), 1):
        _write_heading(sheet, filled, place, column, heading)
    for number, row in enumerate(filled.rows, _FIRST_ROW):
        for place, (column, value) in enumerate(zip(filled.columns, row, strict=True), 1):
            _body(sheet.cell(number, place), value, column)
        widths = (11 if isinstance(column, str) else column.width for column in filled.columns)
        sheet.row_dimensions[number].height = _height(zip(row, widths, strict=True))
    last = get_column_letter(len(filled.columns))
    sheet.freeze_panes = f"{'A' if filled.form is RULES else 'B'}{_FIRST_ROW}"
    sheet.auto_filter.ref = f"A2:{last}{max(_FIRST_ROW, _FIRST_ROW + len(filled.rows) - 1)}"
    _print_setup(sheet)


def _write_title(sheet: Worksheet, form: Form) -> None:
    put(sheet["A1"], f"{form.title}. {form.about}")
    sheet["A1"].font = _font(italic=True)
    sheet["A1"].alignment = Alignment(vertical="center")
    sheet.row_dimensions[1].height = 22
    sheet.row_dimensions[2].height = 32


def _write_heading(sheet: Worksheet, filled: Filled, place: int, column: Column | str, heading: str) -> None:
    letter = get_column_letter(place)
    fill = _WORTH_FILL if isinstance(column, str) else _NEEDED_FILL if column.needed else _HEADING_FILL
    cell: Any = sheet.cell(2, place)
    _heading(cell, heading, fill)
    cell.comment = _comment(filled.form, column)
    dimension = sheet.column_dimensions[letter]
    dimension.width = 11 if isinstance(column, str) else column.width
    if not isinstance(column, str):
        if column.kind in _TEXTS:
            dimension.number_format = "@"
        _validate(sheet, column, f"{letter}{_FIRST_ROW}:{letter}{_FIRST_ROW + PREPARED - 1}", filled.form)
        return
    below = f"{letter}{_FIRST_ROW}:{letter}{_FIRST_ROW + PREPARED - 1}"
    dimension.number_format = _SIGNED
    sheet.conditional_formatting.add(below, _where("greaterThan", _GAIN))
    sheet.conditional_formatting.add(below, _where("lessThan", _COST))


def _where(operator: Literal["greaterThan", "lessThan"], fill: PatternFill) -> Rule:
    """Return the rule that fills cells above or below 0."""
    return Rule(type="cellIs", operator=operator, formula=["0"], dxf=DifferentialStyle(fill=fill))


def _comment(form: Form, column: Column | str) -> Comment:
    if isinstance(column, str):
        what = "What this combination adds for" if form.worth == 1 else "What the step is worth to"
        sign = "a positive number is a gain, a negative one a cost; empty: nothing"
        text = f"{what} {column}: {sign}.\n\nWritten as: {forms_help(Kind.WORTH)}."
        text += f"\n\nA party of its own needs a column: {'Worth to'} and its id."
    else:
        needed = "Needed. " if column.needed else ""
        text = f"{needed}{description(form, column)}\n\nWritten as: {forms_help(column.kind)}."
    comment = Comment(text, "detente")
    comment.width, comment.height = 320, 60 + 18 * (len(text) // 42 + text.count("\n"))
    return comment


def _ids_name(title: str) -> str:
    """Name a sheet's ids for its drop-downs.

    A drop-down that refers to another sheet without a name is written by Excel as an extension, which others drop.
    """
    return f"{title.replace(' ', '_')}_ids"


def _validate(sheet: Worksheet, column: Column, where: str, form: Form) -> None:
    """Offer what can stand in a column; what stands beside the list is refused only where the list is whole."""
    if column.choices:
        offered = f'"{",".join(column.choices)}"'
    elif column.ids_of:
        offered = _ids_name(column.ids_of)
    else:
        return
    strict = bool(column.choices) and column.kind in {Kind.CHOICE, Kind.YES_NO, Kind.WHOLE}
    validation = DataValidation(type="list", formula1=offered, allow_blank=True, showErrorMessage=strict)
    if strict:
        validation.errorTitle = column.header
        validation.error = f"One of: {', '.join(column.choices)}"
    validation.add(where)
    sheet.add_data_validation(validation)


def _heading(cell: Any, text: str, fill: PatternFill) -> None:
    put(cell, text)
    cell.font = _font(bold=True)
    cell.fill = fill
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    cell.border = Border(top=_LINE, bottom=_LINE, left=_HAIR, right=_HAIR)


def _body(cell: Any, value: Value, column: Column | str | None = None) -> None:
    put(cell, value)
    cell.font = _font()
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=None if isinstance(value, str) else "center")
    cell.border = Border(bottom=_HAIR, left=_HAIR, right=_HAIR)
    if isinstance(column, str):
        cell.number_format = _SIGNED
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    elif column is not None and column.kind in _TEXTS:
        cell.number_format = "@"


def _font(*, bold: bool = False, italic: bool = False, size: int = 11) -> Font:
    return Font(name="Calibri", bold=bold, italic=italic, size=size, color=_INK)


def _height(cells: Iterable[tuple[Value, float]]) -> float:
    """Return how tall a row must be for texts in columns so many characters wide; programs do not work it out."""
    lines = 1
    for value, width in cells:
        if isinstance(value, str):
            lines = max(lines, sum(max(1, math.ceil(len(line) * 1.05 / width)) for line in value.split("\n")))
    return min(_TALLEST, lines * _HEIGHT + 2)


def _print_setup(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    width = sum(dimension.width for dimension in sheet.column_dimensions.values())
    sheet.page_setup.fitToWidth = max(1, round(width / _WIDEST_PAGE + 0.3))
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if sheet.title != READ_ME:
        sheet.print_title_rows = "2:2"
        sheet.print_title_cols = "A:A"
    footer: Any = sheet.oddFooter
    footer.center.text = "&A, page &P of &N"


def _without_times(data: bytes) -> bytes:
    """Return a workbook file without the time of its making."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in given.namelist():
            content = given.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
