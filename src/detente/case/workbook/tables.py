"""Finding the tables in sheets as people leave them: with titles above, columns of their own, empty rows between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from detente.case.workbook.columns import Column, Form, plain
from detente.case.workbook.forms import WORTH, column_of
from detente.case.workbook.grid import Cell, Sheets, cell_text

_SEARCHED = 50
"""So many filled rows are looked at for the one with the headings."""

_FEW = 2
"""On a sheet of more columns, a row is no row of headings where all that is like one is misspelt."""

_ALIKE = 0.8
"""A heading this near to a known one is taken for misspelt, not for a column of somebody's own."""


@dataclass(frozen=True, slots=True)
class Names:
    """The parties of the workbook by what a heading may call them: their ids, and their names in words."""

    ids: Mapping[str, str] = field(default_factory=dict)

    def party(self, heading: str) -> str | None:
        """Return the id of the party that a heading names, if it names one."""
        return self.ids.get(_words(heading))


@dataclass(slots=True)
class Table:
    """A sheet whose headings were found.

    ``columns`` are those of its form by place; ``worth`` are the parties' columns for values: the party's id, and
    whether there is such a party. ``strange`` are other headings: misspelt ones with what is meant, and those of people
    (an empty text). ``twice`` are headings that stood before already.
    """

    form: Form
    sheet: int
    heading: int = 0
    columns: dict[int, Column] = field(default_factory=dict)
    worth: dict[int, tuple[str, bool]] = field(default_factory=dict)
    strange: dict[int, str] = field(default_factory=dict)
    twice: list[int] = field(default_factory=list)

    def rows(self, sheets: Sheets) -> Iterator[tuple[int, Mapping[int, Cell]]]:
        """Yield the rows below the headings that have something in one of the columns that are read."""
        read = {*self.columns, *self.worth}
        for number, cells in sheets.sheets[self.sheet].rows.items():
            if number > self.heading and not read.isdisjoint(cells):
                yield number, cells


def find_table(form: Form, sheets: Sheets, sheet: int, names: Names) -> Table:
    """Return the table of a sheet; without columns where no row has any of its headings."""
    best = Table(form, sheet)
    for place, (number, cells) in enumerate(sheets.sheets[sheet].rows.items()):
        if place == _SEARCHED:
            break
        table = _headed(form, sheet, number, cells, names)
        known = len(table.columns.keys() - table.strange.keys())
        if len(table.columns) > len(best.columns) and (known or len(form.columns) <= _FEW):
            best = table
    return best


def _headed(form: Form, sheet: int, number: int, cells: Mapping[int, Cell], names: Names) -> Table:
    """Return the table as it would be if a row held the headings."""
    table = Table(form, sheet, number)
    known: set[tuple[str | int, ...] | str] = set()
    for place, cell in cells.items():
        text = cell_text(cell)
        column = column_of(form, text)
        if column is not None:
            name: tuple[str | int, ...] | str = column.header
            table.columns[place] = column
        elif form.worth and (party := _party_of(text, names)):
            name = ("worth", party[0])
            table.worth[place] = party
        else:
            meant = table.strange[place] = meant_heading(form, text)
            column = column_of(form, meant) if meant else None
            if column is not None and column.header not in known:
                table.columns[place] = column
            continue
        if name in known:
            table.twice.append(place)
            table.columns.pop(place, None)
            table.worth.pop(place, None)
        known.add(name)
    return table


def _party_of(heading: str, names: Names) -> tuple[str, bool] | None:
    """Return the party that the heading of a column for values is about, and whether there is such a party."""
    words = " ".join(heading.split())
    if words.casefold().startswith(f"{WORTH.casefold()} "):
        said = words[len(WORTH) + 1 :].strip()
        known = names.party(said)
        return (said, False) if known is None else (known, True)
    known = names.party(words)
    return None if known is None else (known, True)


def _words(text: str) -> str:
    return " ".join(text.replace("\u2013", "-").replace("\u2212", "-").casefold().split())


def party_names(rows: Iterator[tuple[str, str]]) -> Names:
    """Return the parties by what a heading may call them; a name that two have is nobody's."""
    ids: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    for party, name in rows:
        ids[_words(party)] = party
        names.setdefault(_words(name), []).append(party)
    return Names({name: of[0] for name, of in names.items() if name and len(of) == 1} | ids)


def meant_heading(form: Form, heading: str) -> str:
    """Return the known heading that a strange one is nearest to, if it is very near."""
    words = plain(heading)
    if not words or len(words) > 40:
        return ""
    known = {name: column.header for column in form.columns for name in column.known_as}
    likeness = {name: SequenceMatcher(None, name, words).ratio() for name in known}
    best = max(likeness, key=lambda name: likeness[name])
    return known[best] if likeness[best] >= _ALIKE else ""
