"""Rows read into entries of the document: what each cell means is put at its path, and where it stands written down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from detente.case.problems import Path
from detente.case.values import RefusedError, show
from detente.case.workbook.cells import Meant, Part, read_cell, settings
from detente.case.workbook.columns import Column, Kind
from detente.case.workbook.grid import Broken, Cell, CellSpot, cell_text
from detente.case.workbook.noted import Document, Reading
from detente.case.workbook.tables import Table
from detente.errors import CaseError


class Entries:
    """Puts cells into entries; ``places`` says whether where they stand is written down."""

    def __init__(self, reading: Reading, *, places: bool) -> None:
        self.reading = reading
        self.sheets = reading.sheets
        self.places = places
        self.note = reading.note

    def meant(self, cell: Cell, kind: Kind, spot: CellSpot) -> Meant | None:
        """Return what a cell means; None where it says nothing, or after noting what is wrong with it."""
        try:
            if isinstance(cell, Broken):
                raise RefusedError(cell.code, cell.message, cell.expected)
            return read_cell(cell, kind)
        except RefusedError as refused:
            self.note(refused.code, refused.message, spot, refused.expected)
            self.reading.broken.add((spot.sheet, spot.row, spot.column))
            return None

    def put(self, entry: Document, path: Path, base: Path, cell: Cell, kind: Kind, spot: CellSpot) -> None:
        """Put what a cell means into an entry, and write down where it stands."""
        if kind is Kind.SETTINGS:
            self.settings(entry, path, base, cell, spot)
            return
        meant = self.meant(cell, kind, spot)
        self.mark((*base, *path), spot)
        if meant is None:
            return
        value = meant.value
        parts = meant.parts
        if (kind is Kind.RULES or path[-1] == "by") and parts[1:] == () and parts:
            path = (*path[:-1], "rule") if kind is Kind.RULES else path
            value = value[0]
            self.mark((*base, *path), piece(spot, parts[0]))
            parts = ()
        _into(entry, path, value)
        for part in parts:
            self.mark((*base, *path, *part[0]), piece(spot, part))

    def settings(self, entry: Document, path: Path, base: Path, cell: Cell, spot: CellSpot) -> None:
        """Put the settings of a cell into an entry, each at its path."""
        from detente.case.setting import BadPathError, keys, read_value

        self.mark((*base, *path), spot)
        if isinstance(cell, Broken):
            self.meant(cell, Kind.TEXT, spot)
            return
        start = end = 0
        try:
            for way, text, start, end in settings(cell_text(cell)):
                place = (*path, *keys(way))
                if any(isinstance(part, int) for part in place[len(path) :]):
                    raise RefusedError("unknown-path", f"{show(way)} is a place in a list", "the whole list as value")
                self.mark_way(base, place, len(path), CellSpot(spot.sheet, spot.row, spot.column, start, end))
                _into_new(entry, place, read_value(text))
        except BadPathError as bad:
            refused = bad.finding
            self.note(refused.code, refused.message, part_of(spot, start, end), refused.expected)
        except RefusedError as refused_line:
            self.note(refused_line.code, refused_line.message, part_of(spot, start, end), refused_line.expected)
        except CaseError as error:
            for finding in error.findings:
                self.note(finding.code, finding.message, part_of(spot, start, end), finding.expected)
        else:
            return
        self.reading.broken.add((spot.sheet, spot.row, spot.column))

    def mark(self, path: Path, spot: CellSpot) -> None:
        """Write down where a part of the document stands."""
        if self.places:
            self.reading.spots[path] = spot

    def mark_way(self, base: Path, place: Path, known: int, spot: CellSpot) -> None:
        """Write down where a setting stands, and what it leads through."""
        if self.places:
            for length in range(known + 1, len(place) + 1):
                self.reading.spots.setdefault((*base, *place[:length]), spot)

    def filled(self, table: Table) -> Iterator[tuple[int, list[tuple[Column, Cell, CellSpot]], Mapping[int, Cell]]]:
        """Yield the rows of a table: number, and the filled cells of its form's columns with their places."""
        columns = table.columns.items()
        for number, cells in table.rows(self.sheets):
            filled = [(column, cells[at], CellSpot(table.sheet, number, at)) for at, column in columns if at in cells]
            yield number, filled, cells

    def entry(self, entry: Document, base: Path, filled: list[tuple[Column, Cell, CellSpot]]) -> None:
        """Put the cells of a row into an entry."""
        for column, cell, spot in filled:
            if column.path or column.kind is Kind.SETTINGS:
                self.put(entry, column.path, base, cell, column.kind, spot)

    def worth(self, table: Table, number: int, cells: Mapping[int, Cell], entry: Document, base: Path) -> None:
        """Put the values of a row into an entry, by party."""
        for at, (party, known) in table.worth.items():
            if at not in cells:
                continue
            spot = CellSpot(table.sheet, number, at)
            heading = CellSpot(table.sheet, table.heading, at)
            meant = self.meant(cells[at], Kind.WORTH, spot)
            if meant is not None:
                entry.setdefault("value", {})[party] = meant.value
                self.mark((*base, "value", party), spot if known else heading)


def piece(spot: CellSpot, part: Part) -> CellSpot:
    """Return the place of a part of a value in its cell."""
    return part_of(spot, part[1], part[2])


def part_of(spot: CellSpot, start: int, end: int) -> CellSpot:
    """Return the place of a piece of a cell's text."""
    return CellSpot(spot.sheet, spot.row, spot.column, start, end)


def _into(entry: Any, path: Path, value: Any) -> None:
    """Put a value at a path of an entry, beginning the mappings that it leads through."""
    for key in path[:-1]:
        entry = entry.setdefault(key, {})
    entry[path[-1]] = value


def _into_new(entry: Any, path: Path, value: Any) -> None:
    for key in path[:-1]:
        entry = entry.setdefault(key, {})
        if not isinstance(entry, dict):
            raise RefusedError("duplicate-key", f"{show(str(key))} is set before already", "each path once")
    if path[-1] in entry:
        raise RefusedError("duplicate-key", f"{show(str(path[-1]))} is set before already", "each path once")
    entry[path[-1]] = value
