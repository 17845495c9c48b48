"""What a sheet and a column of a workbook are: kinds of cells, headings, and where in the case a value belongs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_NOT_WORDS = re.compile(r"[^0-9a-z]+")


class Kind(StrEnum):
    """How the text of a cell is read."""

    ID = "id"
    NAME = "one id"
    NAMES = "ids"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    WHOLE = "whole number"
    NUMBER = "number"
    AMOUNT = "number or levels"
    WORTH = "number or interval"
    SHARE = "yes, no or share"
    YES_NO = "yes or no"
    DAYS = "duration"
    DATE = "date"
    CONDITION = "condition"
    RULES = "rules"
    STATEMENT = "statement"
    NUMBERS = "numbers"
    MARKS = "marks by key"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet, or a line of the sheet Case.

    ``path`` is where its value belongs in the entry; ``choices`` are all there can be, ``ids_of`` names the sheet whose
    ids can stand here; ``about`` stands in place of the format's own description of the key.
    """

    header: str
    path: tuple[str | int, ...]
    kind: Kind
    width: int = 14
    choices: tuple[str, ...] = ()
    ids_of: str = ""
    needed: bool = False
    about: str = ""

    @property
    def known_as(self) -> tuple[str, ...]:
        """The headings by which the column is known: its own, and the key of the case file."""
        if len(self.path) == 1 and isinstance(self.path[0], str):
            return plain(self.header), plain(self.path[0])
        return (plain(self.header),)


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet: the section of the case that it holds, one row an entry.

    ``keyed`` sections are mappings by id, the others lists. ``worth`` is where the columns a party for values begin (0:
    there are none). ``model`` names the class of `detente.case.document` that describes its keys.
    """

    title: str
    section: str
    model: str
    about: str
    columns: tuple[Column, ...]
    keyed: bool = False
    worth: int = 0


def plain(heading: str) -> str:
    """Return a heading without what people vary: capitals, hyphens, marks, blanks."""
    return _NOT_WORDS.sub(" ", heading.casefold()).strip()


def forms_help(kind: Kind) -> str:
    """Return how a kind of cell may be written."""
    return _WRITTEN[kind]


_WRITTEN = {
    Kind.ID: "lower-case letters, digits and hyphens",
    Kind.NAME: "one id",
    Kind.NAMES: "one id, or several with commas between",
    Kind.TEXT: "any text",
    Kind.CHOICE: "one word of the list",
    Kind.CHOICES: "all of the words, with commas between, in the order wanted",
    Kind.WHOLE: "a whole number",
    Kind.NUMBER: "a number",
    Kind.AMOUNT: "a number; for an ordinal party a level, or several such as [3, 2]",
    Kind.WORTH: "a number; for an interval party [1, 3] or 1 to 3; for an ordinal party a level with its sign",
    Kind.SHARE: "yes, no, or a share between 0 and 1",
    Kind.YES_NO: "yes or no",
    Kind.DAYS: "10d, 2w, 3mo or 1y",
    Kind.DATE: "a date, or a text such as 2026-01-05",
    Kind.CONDITION: "steps with and, or, not and brackets",
    Kind.RULES: "one rule, or several, one on each line",
    Kind.STATEMENT: "steps with and, or, not, if, iff and brackets; or their numbers, such as -3, 4 if 1",
    Kind.NUMBERS: "whole numbers with commas between",
    Kind.MARKS: "key: mark, one on each line, such as value: judgement",
    Kind.SETTINGS: "path = value, one on each line",
}
