"""Headings that are missing, misspelt, twice or somebody's own: the first three are errors, the last are said."""

from __future__ import annotations

from detente.case.values import show
from detente.case.workbook.columns import Form, plain
from detente.case.workbook.forms import CASE
from detente.case.workbook.grid import CellSpot, cell_text
from detente.case.workbook.noted import Reading
from detente.case.workbook.spoken import no_column
from detente.case.workbook.tables import Table, meant_heading


def check_headings(reading: Reading, table: Table) -> None:
    """Note headings that are missing, misspelt or twice; say which columns are not read."""
    sheet = reading.sheets.sheets[table.sheet]
    form = table.form
    top = CellSpot(table.sheet, table.heading or 1, 1)
    if form.section:
        reading.spots.setdefault((form.section,), top)
    if not table.columns:
        if sheet.rows:
            _give_up(reading, form)
            wanted = ", ".join(column.header for column in form.columns)
            reading.note("no-headings", "no row here has the headings of the columns", top, f"a row with {wanted}")
        elif form.section:
            reading.document.setdefault(form.section, {} if form.keyed else [])
        return
    reading.headings[form.section or form.title] = {
        column.header: CellSpot(table.sheet, table.heading, place) for place, column in table.columns.items()
    }
    for place in table.twice:
        heading = cell_text(sheet.rows[table.heading][place])
        spot = CellSpot(table.sheet, table.heading, place)
        reading.note("duplicate-key", f"the heading {show(heading)} stands twice", spot, "each column once")
    for place, meant in table.strange.items():
        _strange(reading, table, place, meant)


def check_naming(reading: Reading, table: Table) -> bool:
    """Return whether the columns are there without which no row can be told from another; note those that are not."""
    there = {column.header for column in table.columns.values()}
    naming = (column for column in table.form.columns if column.needed and not column.path)
    missing = [column for column in naming if column.header not in there]
    for column in missing:
        message, expected = no_column(table.form, column)
        reading.note("missing-key", message, CellSpot(table.sheet, table.heading, min(table.columns)), expected)
    if missing:
        _give_up(reading, table.form)
    return not missing


def _give_up(reading: Reading, form: Form) -> None:
    """Leave a sheet unread: what it would have said is not known, so that nothing is missed of it either."""
    if form.section:
        reading.document[form.section] = ""
        reading.unheaded.add(form.section)


def _strange(reading: Reading, table: Table, place: int, meant: str) -> None:
    """Note a misspelt heading over filled cells; say of any other that its column is not read."""
    rows = reading.sheets.sheets[table.sheet].rows
    heading = cell_text(rows[table.heading][place])
    if not any(place in cells for number, cells in rows.items() if number > table.heading):
        return
    spot = CellSpot(table.sheet, table.heading, place)
    if meant:
        wanted = ", ".join(column.header for column in table.form.columns)
        message = f"{show(heading)} is no heading here"
        expected = f"one of {wanted}; or a name that is not so near to one"
        reading.note("unknown-key", message, spot, expected, meant, (meant,))
        return
    reading.ignore(f"the column {show(heading)} is not read", spot)


def check_line(reading: Reading, sheet: int, number: int, at: int) -> None:
    """Note a misspelt line of the sheet Case, if it has a value."""
    cells = reading.sheets.sheets[sheet].rows[number]
    label = cell_text(cells[at])
    if at + 1 not in cells or plain(label) == "key":
        return
    spot = CellSpot(sheet, number, at)
    if near := meant_heading(CASE, label):
        wanted = ", ".join(column.header for column in CASE.columns)
        message = f"{show(label)} is no line of this sheet"
        reading.note("unknown-key", message, spot, f"one of {wanted}", near, (near,))
    else:
        reading.ignore(f"the line {show(label)} is not read", spot)
