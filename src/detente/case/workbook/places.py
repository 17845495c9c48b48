"""Which cell a part of a document stands in: what an error in a workbook points to."""

from __future__ import annotations

from dataclasses import replace

from detente.case.problems import Problem, Problems
from detente.case.spots import Spot, index_in_scalar
from detente.case.workbook.columns import Form
from detente.case.workbook.forms import CASE, column_of, form_of
from detente.case.workbook.grid import MOST_COLUMNS, MOST_ROWS, CellSpot, at_cell, cell_text
from detente.case.workbook.noted import Reading
from detente.case.workbook.spoken import FORM_OF_SECTION, spoken
from detente.errors import Finding


class CellPlaces:
    """The places of a document read from sheets (a reading for which places were wanted)."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._sheets = reading.sheets.sheets

    def finish(self, problem: Problem, finding: Finding) -> tuple[int, Finding]:
        """Return the place of a problem as a number to sort by, its finding with sheet, cell and the cell's text."""
        spot = self.spot(problem)
        form = None if spot is None else form_of(self._sheets[spot.sheet].name)
        finding = spoken(finding, problem, form, has_column=form is not None and self._has(problem.missing, form))
        if spot is None:
            return 0, self._of_sheets(problem, finding)
        order = (spot.sheet * (MOST_ROWS + 1) + spot.row) * (MOST_COLUMNS + 1) + spot.column
        sheets = self.reading.sheets
        offset = self._offset(problem, spot)
        return order * 100_000 + min(offset, 99_999), at_cell(finding, sheets, spot, offset)

    def spot(self, problem: Problem) -> CellSpot | None:
        """Return the cell that a problem is about: the deepest part of its path that has one."""
        if problem.index is not None:
            return self.reading.cells[problem.index]
        if problem.missing and (spot := self._missing(problem)) is not None:
            return spot
        spots = self.reading.spots
        return next((spots[part] for part in map(problem.path.__getitem__, _prefixes(problem)) if part in spots), None)

    def _missing(self, problem: Problem) -> CellSpot | None:
        """Return the cell in which what is missing should stand: its row's, or the heading of its column."""
        section = str(problem.path[0]) if problem.path else CASE.title
        headings = self.reading.headings.get(section, {})
        if not problem.path:
            column = column_of(CASE, problem.missing)
            return headings.get(column.header, headings.get("")) if column else None
        if len(problem.path) != 2 or section not in FORM_OF_SECTION:
            return None
        row = self.reading.spots.get(problem.path)
        column = column_of(FORM_OF_SECTION[section], problem.missing)
        heading = headings.get(column.header) if column else None
        if row is None:
            return None
        if heading is None:
            return self.reading.spots.get((section,))
        return CellSpot(row.sheet, row.row, heading.column)

    def _has(self, key: str, form: Form) -> bool:
        """Whether a sheet has the column, or the line, of a key."""
        column = column_of(form, key)
        return column is not None and column.header in self.reading.headings.get(form.section or form.title, {})

    def _offset(self, problem: Problem, spot: CellSpot) -> int:
        if problem.offset is None or problem.index is not None:
            return spot.start
        text = cell_text(self.reading.sheets.sheets[spot.sheet].rows.get(spot.row, {}).get(spot.column, ""))
        end = len(text) if spot.end is None else spot.end
        return index_in_scalar(text, Spot(spot.start, end, "plain"), problem.offset)

    def _of_sheets(self, problem: Problem, finding: Finding) -> Finding:
        """Return a finding about what no cell says, in the words of a workbook."""
        form = FORM_OF_SECTION.get(problem.missing, CASE)
        if problem.path or not problem.missing or any(form_of(sheet.name) is form for sheet in self._sheets):
            return finding
        expected = f"a sheet called {form.title}: {form.about[:1].lower()}{form.about[1:].rstrip('.')}"
        return replace(finding, message=f"there is no sheet {form.title}", expected=expected)

    def drop_repeated(self, problems: Problems) -> None:
        """Leave out what the builder misses where a cell or sheet is known to be unreadable: that has been said."""
        problems.found = [problem for problem in problems.found if not self._is_said(problem)]

    def _is_said(self, problem: Problem) -> bool:
        if problem.index is not None:
            return False
        if problem.path[:1] and problem.path[0] in self.reading.unheaded:
            return True
        spot = self.spot(problem)
        if spot is None:
            return False
        if problem.code == "empty-bridge":
            return any(place[:2] == (spot.sheet, spot.row) for place in self.reading.broken)
        return (spot.sheet, spot.row, spot.column) in self.reading.broken


def _prefixes(problem: Problem) -> list[slice]:
    return [slice(0, length) for length in range(len(problem.path), 0, -1)]
