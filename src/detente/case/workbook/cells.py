"""Single cells: what their texts, numbers and dates mean by the kind of their column.

Nothing is judged here: what cannot be understood is handed on as it stands, so that the builder refuses it with the
code and words that it has for every notation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from detente.case.problems import Path
from detente.case.values import RefusedError, number_from_text
from detente.case.workbook.columns import Kind
from detente.case.workbook.grid import Cell, cell_text, is_blank

_HYPHENS = dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-")
_DASHES = str.maketrans(_HYPHENS | {"\u00a0": " ", "\u202f": " "})
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:[ '\u2009][0-9]{3})+(?:\.[0-9]+)?")
_PERCENT = re.compile(r"([0-9]+(?:\.[0-9]*)?) ?%")
_RANGE = re.compile(r"(.*?[0-9.])\s*(?:\bto\b|\.\.+|…)\s*([-+.0-9].*)", re.DOTALL)
_DURATION = re.compile(r"([0-9]+)\s*([A-Za-z]+)")
_BRACKETED = re.compile(r"\[(.*)\]", re.DOTALL)
_UNCLEAR = re.compile(r"[-+]?[0-9]+,[0-9]+")
_LIST_ITEM = re.compile(r"[^,;\r\n]+")
_LINE_ITEM = re.compile(r"[^;\r\n]+")
_BLANKS = " \t"
"""The blanks of YAML; others, such as the fixed one, are part of a text."""

_LINE = re.compile(r"[^\r\n]+")
_YES = {"yes": True, "true": True, "y": True, "x": True, "no": False, "false": False, "n": False}

Part = tuple[Path, int, int]
"""A part of a value: its path in it, and the piece of the cell's text where it stands."""


@dataclass(slots=True)
class Meant:
    """What a cell means, and where in its text the parts of it stand."""

    value: Any
    parts: tuple[Part, ...] = ()


def plain_text(text: str) -> str:
    """Return a text with typographic minus signs, hyphens and fixed blanks as the plain ones; places stay the same."""
    return text.translate(_DASHES)


def read_cell(cell: Cell, kind: Kind) -> Meant | None:
    """Return what a cell means in a column of some kind; nothing where it stands for nothing.

    Raises
    ------
    RefusedError
        Where the spreadsheet program has made something else of what was typed, or where it could mean two things.
    """
    match kind:
        case Kind.TEXT:
            return Meant(cell_text(cell))
        case Kind.ID | Kind.NAME | Kind.CONDITION:
            return Meant(_word(cell, kind))
        case Kind.CHOICE:
            return Meant(plain_text(cell_text(cell)).strip().lower())
        case Kind.NAMES | Kind.CHOICES:
            return _listed(plain_text(cell_text(cell)))
        case Kind.NUMBERS:
            found = _listed(plain_text(cell_text(cell)).strip("[] "))
            return found and Meant([number(part) for part in found.value], found.parts)
        case Kind.WHOLE | Kind.NUMBER | Kind.WORTH | Kind.AMOUNT:
            return _amount(cell, kind)
        case Kind.SHARE | Kind.YES_NO:
            return _yes_no(cell, kind)
        case Kind.DAYS:
            return Meant(_days(plain_text(cell).strip()) if isinstance(cell, str) else cell)
        case Kind.DATE:
            return Meant(cell_text(cell).strip() if isinstance(cell, str | date) else cell)
        case Kind.RULES:
            return _pieces(_refuse_date(cell, "bad-rule", "a rule"), _LINE_ITEM)
        case Kind.STATEMENT:
            return Meant(_refuse_date(cell, "bad-statement", "a statement").strip())
        case Kind.MARKS:
            return _marks(plain_text(cell_text(cell)))
    raise AssertionError(kind)


def _days(text: str) -> str:
    duration = _DURATION.fullmatch(text)
    return f"{duration[1]}{duration[2].lower()}" if duration else text


def _word(cell: Cell, kind: Kind) -> str:
    code = "bad-condition" if kind is Kind.CONDITION else "bad-id"
    return _refuse_date(cell, code, "a condition" if kind is Kind.CONDITION else "a name").strip()


def _refuse_date(cell: Cell, code: str, wanted: str) -> str:
    if isinstance(cell, date):
        message = f"the spreadsheet program has made the date {cell_text(cell)} of what was typed here"
        raise RefusedError(code, message, f"{wanted}, typed into a cell whose format is Text")
    return plain_text(cell_text(cell))


def _listed(text: str) -> Meant | None:
    return _pieces(text, _LIST_ITEM)


def _pieces(text: str, pattern: re.Pattern[str]) -> Meant | None:
    found = [(piece, start, end) for piece, start, end in _items(text, pattern) if piece]
    if not found:
        return None
    parts = tuple(((place,), start, end) for place, (_, start, end) in enumerate(found))
    return Meant([piece for piece, _, _ in found], parts)


def _items(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the pieces of a text without the blanks around them, each with where it begins and ends."""
    for match in pattern.finditer(text):
        piece = match[0].strip()
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        yield piece, start, start + len(piece)


def _amount(cell: Cell, kind: Kind) -> Meant | None:
    if isinstance(cell, date):
        message = f"the spreadsheet program has made the date {cell_text(cell)} of what was typed here"
        raise RefusedError("bad-number", message, "a number; an interval is written as [1, 3] or 1 to 3")
    if not isinstance(cell, str):
        return Meant(cell)
    text = plain_text(cell).strip()
    if text in {"", "-", "\u2014"}:
        return None
    if kind in {Kind.WORTH, Kind.AMOUNT}:
        bounds = _RANGE.fullmatch(text) if kind is Kind.WORTH else None
        inner = _BRACKETED.fullmatch(text)
        if bounds:
            return Meant([number(bounds[1]), number(bounds[2])])
        if inner or (kind is Kind.AMOUNT and re.search(r"[;,\n]", text) and not _UNCLEAR.fullmatch(text)):
            found = _listed(inner[1] if inner else text)
            return Meant([number(part) for part in found.value] if found else [])
    if _UNCLEAR.fullmatch(text):
        message = f"“{text}” could be a number with decimals, or two numbers"
        raise RefusedError("bad-number", message, "a point before decimals; a list in brackets, such as [3, 2]")
    return Meant(number(text))


def number(text: str) -> Any:
    """Return the number that a text writes, exactly; the text itself where it writes none."""
    words = text.strip()
    if _GROUPED.fullmatch(words):
        words = re.sub(r"[ '\u2009]", "", words)
    if percent := _PERCENT.fullmatch(words):
        return number_from_text(percent[1]) * Decimal("0.01")
    return number_from_text(words) if _NUMBER.fullmatch(words) else text.strip()


def _yes_no(cell: Cell, kind: Kind) -> Meant | None:
    if isinstance(cell, bool):
        return Meant(cell)
    text = cell_text(cell).strip().lower() if isinstance(cell, str) else ""
    if text in _YES:
        return Meant(_YES[text])
    return _amount(cell, Kind.NUMBER) if kind is Kind.SHARE else Meant(cell_text(cell).strip())


def _marks(text: str) -> Meant | None:
    marks: dict[str, str] = {}
    parts: list[Part] = []
    for piece, start, end in _items(text, _LIST_ITEM):
        if not piece:
            continue
        key, _, mark = piece.partition(":")
        key = "_".join(key.split())
        if key in marks:
            raise RefusedError("duplicate-key", f"the key “{key}” stands twice", "each key once")
        marks[key] = mark.strip().lower()
        parts.append(((key,), start, end))
    return Meant(marks, tuple(parts)) if marks else None


def settings(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Yield the settings of a cell: path, value, and where in the cell's text the line begins and ends.

    Raises
    ------
    RefusedError
        ``unknown-path`` where a line is no setting.
    """
    for match in _LINE.finditer(text):
        line, start, end = match[0], match.start(), match.end()
        if is_blank(line):
            continue
        path, equals, value = line.partition("=")
        if not equals or not path.strip():
            expected = "a path, = and a value on each line, such as steps.fuel-convoy.reversible = true"
            raise RefusedError("unknown-path", f"“{line.strip()[:60]}” is no setting", expected)
        yield plain_text(path).strip(), value.strip(_BLANKS), start, end
