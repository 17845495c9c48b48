"""Sheets opened as a case: the counterpart of what `detente.case.reading` does with texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from detente.case.problems import Problems
from detente.case.workbook.grid import Sheets
from detente.case.workbook.noted import Reading
from detente.case.workbook.reading import read_sheets
from detente.errors import Finding


@dataclass(frozen=True, slots=True)
class OpenedSheets:
    """A document that was read from sheets. Where its parts stand is found in a second reading, and only if needed."""

    reading: Reading

    @property
    def value(self) -> Any:
        """The document."""
        return self.reading.document

    @property
    def origin(self) -> str:
        """What to call the file in errors."""
        return self.reading.sheets.origin

    @property
    def remarks(self) -> tuple[Finding, ...]:
        """What of the sheets was not read."""
        return tuple(self.reading.ignored)

    def raise_problems(self, problems: Problems) -> None:
        """Raise all problems, if there are any, with sheets and cells.

        Raises
        ------
        CaseError
            With every finding.
        """
        if problems:
            from detente.case.workbook.places import CellPlaces

            places = CellPlaces(read_sheets(self.reading.sheets, places=True))
            places.drop_repeated(problems)
            problems.raise_if_any(places, self.origin)


def open_sheets(sheets: Sheets, problems: Problems) -> OpenedSheets:
    """Return the document that sheets hold; what is wrong with single cells and headings is noted.

    Raises
    ------
    CaseError
        Where no sheet is one of a case.
    """
    reading = read_sheets(sheets, places=False)
    problems.found += reading.problems.found
    problems.more += reading.problems.more
    opened = OpenedSheets(reading)
    if not reading.document:
        opened.raise_problems(problems)
    return opened
