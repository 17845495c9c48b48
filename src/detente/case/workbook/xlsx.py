"""Reading an .xlsx file: its sheets with the values that were last seen in them.

Formulas are never evaluated: the value that the spreadsheet program left beside one is read. A formula without one,
and a cell that shows an error, become `Broken` cells, which are told when somebody needs them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from detente.case.workbook.grid import (
    MOST_COLUMNS,
    MOST_ROWS,
    Broken,
    Cell,
    Sheet,
    Sheets,
    cell_place,
    is_blank,
)
from detente.case.workbook.package import Package
from detente.case.workbook.xml_parts import (
    MOST_ELEMENTS,
    attribute,
    date_formats,
    local,
    parse,
    related,
    shared_texts,
    sheet_list,
    unescaped,
)

MOST_CELLS = 1_000_000
"""So many filled cells are read at most."""

_DIGITS = 15
"""What a spreadsheet program shows of a number at most; further digits are noise of its binary arithmetic."""


def read_xlsx(data: bytes, origin: str) -> Sheets:
    """Return the sheets of a workbook file, in their order.

    Raises
    ------
    CaseError
        ``unsupported-format``, ``bad-workbook`` or ``too-large``.
    """
    package = Package(data, origin)
    main = next((target for kind, target in related(package, "").values() if kind == "officeDocument"), "")
    if main not in package.names:
        main = "xl/workbook.xml"
    if main not in package.names:
        raise package.broken("the file is no workbook: it has no sheets")
    parts = related(package, main)
    named = {kind: target for kind, target in parts.values() if target in package.names}
    listed, from_1904 = sheet_list(package, main)
    texts = shared_texts(package, named["sharedStrings"]) if "sharedStrings" in named else []
    dates = date_formats(package, named["styles"]) if "styles" in named else set()
    reader = _Cells(package, texts, dates, date(1904, 1, 1) if from_1904 else date(1899, 12, 30))
    sheets = []
    for title, relation in listed:
        kind, target = parts.get(relation, ("", ""))
        if kind == "worksheet" and target in package.names:
            sheets.append(Sheet(title, reader.rows(target)))
    return Sheets(origin, tuple(sheets))


class _Cells:
    """Reads the cells of one sheet after the other."""

    def __init__(self, package: Package, texts: list[str], dates: set[int], first_day: date) -> None:
        self.package = package
        self.texts = texts
        self.dates = dates
        self.first_day = first_day
        self.elements = 0
        self.filled = 0

    def rows(self, name: str) -> dict[int, dict[int, Cell]]:
        """Return the filled cells of a sheet by row and column."""
        rows: dict[int, dict[int, Cell]] = {}
        row = column = 0
        kind = style = ""
        has_formula = phonetic = False
        reading = ""
        pieces: list[str] = []

        def start(element: str, attributes: Mapping[str, str]) -> None:
            nonlocal row, column, kind, style, reading, has_formula, phonetic
            self.elements += 1
            if self.elements > MOST_ELEMENTS:
                raise self.package.too_large("the workbook has too many rows and cells")
            what = local(element)
            if what == "c":
                reference = attribute(attributes, "r")
                at = cell_place(reference) if reference else (row, column + 1)
                if not 1 <= at[0] <= MOST_ROWS or not 1 <= at[1] <= MOST_COLUMNS:
                    raise self.package.broken("a cell of the workbook stands where no cell can be")
                row, column = at
                kind, style, has_formula = attribute(attributes, "t"), attribute(attributes, "s"), False
                pieces.clear()
            elif what == "row":
                number = attribute(attributes, "r")
                row = int(number) if number.isdigit() and len(number) < 9 else row + 1
                column = 0
            elif what == "f":
                has_formula = True
            elif what == "rPh":
                phonetic = True
            elif what in {"v", "t"}:
                reading = "" if phonetic else what

        def end(element: str) -> None:
            nonlocal reading, phonetic
            what = local(element)
            if what in {"v", "t"}:
                reading = ""
            elif what == "rPh":
                phonetic = False
            elif what == "c" and (pieces or has_formula):
                cell = self.cell(kind, style, "".join(pieces), has_formula=has_formula)
                if cell is not None:
                    self.filled += 1
                    if self.filled > MOST_CELLS:
                        raise self.package.too_large(f"the workbook has more than {MOST_CELLS:,} filled cells")
                    rows.setdefault(row, {})[column] = cell

        def text(data: str) -> None:
            if reading:
                pieces.append(data)

        parse(self.package, name, start, end, text)
        return {number: dict(sorted(rows[number].items())) for number in sorted(rows)}

    def cell(self, kind: str, style: str, text: str, *, has_formula: bool) -> Cell | None:
        """Return the value of a cell, or nothing where it looks empty."""
        if kind == "e":
            return Broken("cell-error", f"the cell shows the error {text[:20]}", "a value, or nothing")
        if has_formula and not text and kind not in {"str", "inlineStr"}:
            expected = "a value; or open the file in a spreadsheet program and save it there"
            return Broken("formula-without-value", "no value was saved beside the formula of this cell", expected)
        if kind == "s":
            text = self.texts[int(text)] if text.isdigit() and int(text[:9]) < len(self.texts) else ""
            return None if is_blank(text) else text
        if kind in {"str", "inlineStr", "d"}:
            text = unescaped(text)
            return None if is_blank(text) else text
        if kind == "b":
            return text.strip() in {"1", "true"}
        return self.number(text.strip(), style)

    def number(self, text: str, style: str) -> Cell | None:
        """Return a number, or the date that it is shown as."""
        if not text:
            return None
        try:
            number = Decimal(text[:60])
        except InvalidOperation:
            return text
        if not number.is_finite():
            return text
        if style.isdigit() and int(style[:9]) in self.dates:
            return self.day(number)
        if number.adjusted() > 15 or number.adjusted() < -15:
            return number
        rounded = Decimal(format(number, f".{_DIGITS}g"))
        return int(rounded) if rounded == int(rounded) else rounded.normalize()

    def day(self, number: Decimal) -> Cell:
        """Return the date that a number of days stands for; the phantom 29 February 1900 counts as the programs do."""
        if not 0 <= number < 2_958_466:
            return number
        days = int(number) + (1 if number < 60 and self.first_day.year < 1900 else 0)
        seconds = round((number - int(number)) * 86_400)
        moment = datetime.combine(self.first_day, datetime.min.time()) + timedelta(days=days, seconds=seconds)
        return moment if moment.time() != moment.min.time() else moment.date()
