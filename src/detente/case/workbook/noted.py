"""What a reading of sheets brings: the document, what is wrong, what was not read, where everything stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from detente.case.problems import Problems
from detente.case.visible import visible
from detente.case.workbook.grid import CellSpot, Sheets, Spots, at_cell
from detente.errors import Finding

Document = dict[str, Any]


@dataclass(slots=True)
class Reading:
    """What was read from sheets.

    ``problems`` has what is wrong with cells and headings, each with its index in ``cells``. ``ignored`` says what was
    not read. ``broken`` are cells with such a problem, and ``unheaded`` sections without headings: what the builder
    misses there has been said. ``spots`` is filled only where places are wanted, but for the sections themselves.
    ``headings`` are those found, by section and heading (the lines of the sheet Case: the cells of their values).
    """

    sheets: Sheets
    document: Document = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)
    spots: Spots = field(default_factory=dict)
    cells: list[CellSpot] = field(default_factory=list)
    broken: set[tuple[int, int, int]] = field(default_factory=set)
    unheaded: set[str] = field(default_factory=set)
    headings: dict[str, dict[str, CellSpot]] = field(default_factory=dict)
    ignored: list[Finding] = field(default_factory=list)

    def note(
        self, code: str, message: str, spot: CellSpot, expected: str, word: str = "", among: Collection[str] = ()
    ) -> None:
        """Note a problem at a cell."""
        self.problems.add_at(code, message, len(self.cells), expected=expected, word=word, among=among)
        self.cells.append(spot)

    def ignore(self, message: str, spot: CellSpot) -> None:
        """Say that something at a cell is not read."""
        self.ignored.append(at_cell(Finding("", message, file=visible(self.sheets.origin)), self.sheets, spot))
