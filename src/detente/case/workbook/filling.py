"""From a case to the cells of its sheets: the tables that workbook and CSV folder are written from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from detente.case.documenting import Document, to_document
from detente.case.model import Case
from detente.case.workbook.cells import read_cell
from detente.case.workbook.columns import Column, Form, Kind
from detente.case.workbook.forms import (
    BONUSES,
    CASE,
    DEMANDS,
    FACTS_AND_ASSUMPTIONS,
    FORMS,
    PARTS,
    PREFERENCES,
    RULES,
    SOFTER_AT,
    WORTH,
    softer_columns,
)
from detente.case.yaml_text import flow

Value = str | int | Decimal | date | None
"""What is written into a cell. Whole numbers and decimals are numbers there, dates are dates."""

LEAST_SOFTER = 2
"""So many softer forms have columns in any case, so that they can be filled in."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The table of a sheet: its columns (a text is the party of a column for values), and its rows."""

    form: Form
    columns: tuple[Column | str, ...]
    rows: tuple[tuple[Value, ...], ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the columns."""
        return tuple(f"{WORTH} {column}" if isinstance(column, str) else column.header for column in self.columns)

    @property
    def first_row(self) -> tuple[str, ...]:
        """What stands above the rows."""
        return CASE_HEADINGS[:2] if self.form is CASE else self.headings


CASE_HEADINGS = ("Key", "Value", "What it is")
"""The headings of the sheet Case, which is a list of lines."""

ANYBODY = "…"
"""Stands in the heading of a column for values where the case has no party that could have any."""


def fill(case: Case) -> tuple[Filled, ...]:
    """Return the tables of all sheets for a case, in their order."""
    document = to_document(case)
    valued = [party.id for party in case.principals] or [ANYBODY]
    counting = [party.id for party in case.principals if party.scale == "cardinal"]
    return tuple(_filled(form, document, counting if form is BONUSES else valued) for form in FORMS)


def filled(form: Form, document: Document) -> Filled:
    """Return the table of one sheet for a document, without columns for values."""
    return _filled(form, document, ())


def _filled(form: Form, document: Document, parties: Sequence[str]) -> Filled:
    if form is CASE:
        rows: tuple[tuple[Value, ...], ...]
        rows = tuple((column.header, _cell(column, document.get(str(column.path[0])))) for column in form.columns)
        return Filled(form, (), rows)
    columns = _columns(form, document, parties)
    rows = tuple(tuple(_of(entry, column) for column in columns) for entry in _entries(form, document, parties))
    return Filled(form, columns, rows)


def _columns(form: Form, document: Document, parties: Sequence[str]) -> tuple[Column | str, ...]:
    columns: list[Column | str] = list(form.columns)
    if form.worth:
        columns[form.worth : form.worth] = parties
    if form is DEMANDS:
        most = max([LEAST_SOFTER, *(len(demand.get("softer", ())) for demand in document.get("demands", ()))])
        columns[SOFTER_AT:SOFTER_AT] = [column for number in range(most) for column in softer_columns(number + 1)]
    return tuple(columns)


def _entries(form: Form, document: Document, parties: Sequence[str]) -> Iterable[Mapping[Any, Any]]:
    """Yield the entries of a sheet as mappings; what has no key of its own stands under the heading."""
    if form is RULES:
        return [{"Rule": [rule]} for rule in document.get("rules", ())]
    if form is PREFERENCES:
        return [
            {"Party": party, "Statement": statement}
            for party, said in document.get("preferences", {}).items()
            for statement in said
        ]
    if form is FACTS_AND_ASSUMPTIONS:
        return [
            {"Kind": kind, **(statement if isinstance(statement, Mapping) else {"text": statement})}
            for kind, section in (("fact", "facts"), ("assumption", "assumptions"))
            for statement in document.get(section, ())
        ]
    if form is PARTS:
        return [
            {"Bridge": bridge["id"], "Id": name, **_fitting(part or {}, parties)}
            for bridge in document.get("bridges", ())
            for name, part in bridge.get("into", {}).items()
        ]
    if form.keyed:
        return [{"Id": name, **entry} for name, entry in document.get(form.section, {}).items()]
    return list(document.get(form.section, ()))


def _of(entry: Mapping[Any, Any], column: Column | str) -> Value:
    """Return the cell of an entry in a column."""
    if isinstance(column, str):
        return _number(entry.get("value", {}).get(column))
    if not column.path:
        return _cell(column, entry.get(column.header))
    value: Any = entry
    for key in column.path:
        if isinstance(value, Sequence) and isinstance(key, int):
            value = value[key] if key < len(value) else None
        else:
            value = value.get(key) if isinstance(value, Mapping) else None
        if value is None and key != "rules":
            return None
    if column.kind is Kind.RULES and value is None:
        holder = entry if len(column.path) == 1 else entry["softer"][column.path[1]]
        value = [holder["rule"]]
    return _cell(column, value)


def _cell(column: Column, value: Any) -> Value:
    """Return a value as it is written into a column."""
    if value is None:
        return None
    match column.kind:
        case Kind.NAMES | Kind.CHOICES | Kind.NUMBERS:
            several = value if isinstance(value, list) else [value]
            return several[0] if len(several) == 1 else ", ".join(map(str, several)) or None
        case Kind.RULES:
            return "\n".join(value)
        case Kind.WHOLE | Kind.NUMBER | Kind.WORTH | Kind.AMOUNT:
            return _number(value)
        case Kind.SHARE | Kind.YES_NO:
            return ("yes" if value else "no") if isinstance(value, bool) else _number(value)
        case Kind.DATE:
            return date.fromisoformat(value)
        case Kind.MARKS:
            return "\n".join(f"{key}: {mark}" for key, mark in value.items()) or None
        case Kind.SETTINGS:
            return "\n".join(f"{path} = {flow(inner)}" for path, inner in _settings(value, "")) or None
    return str(value)


def _number(value: Any) -> Value:
    if isinstance(value, list):
        return f"[{', '.join(format(part, 'f') if isinstance(part, Decimal) else str(part) for part in value)}]"
    return value if isinstance(value, int | Decimal) else None if value is None else str(value)


def _settings(value: Mapping[str, Any], path: str) -> Iterable[tuple[str, Any]]:
    """Yield what a mapping sets, down to where its keys can be written as a path."""
    for key, inner in value.items():
        way = f"{path}.{key}" if path else str(key)
        simple = isinstance(inner, Mapping) and inner and all(_is_key(name) for name in inner)
        if simple:
            yield from _settings(inner, way)
        else:
            yield way, inner


def _is_key(name: str) -> bool:
    return bool(name) and name == name.strip() and not set(name) & set(".[]=\r\n")


def _fitting(part: Mapping[str, Any], parties: Sequence[str]) -> Document:
    """Return a part of a split step, with what its columns cannot say exactly under ``Other``.

    A part is kept in the case as somebody wrote it, not in one canonical shape, so each value is tried.
    """
    columns = {column.path: column for column in PARTS.columns if column.path}
    columns |= {("value", party): Column(party, ("value", party), Kind.WORTH) for party in parties}
    fitting: Document = {}
    other: Document = {}
    for key, value in part.items():
        if key in {"verified", "value"} and isinstance(value, Mapping) and value:
            for inner, given in value.items():
                holder = fitting if _fits(columns.get((key, inner)), given) else other
                holder.setdefault(key, {})[inner] = given
        else:
            holder = fitting if _fits(columns.get((key,)), value) else other
            holder[key] = value
    return {**fitting, **({"Other": other} if other else {})}


def _fits(column: Column | None, value: Any) -> bool:
    """Whether a value, written into a column and read again, is the same."""
    try:
        cell = None if column is None else _cell(column, value)
        meant = None if column is None or cell is None else read_cell(cell, column.kind)
    except (ValueError, TypeError, AttributeError):
        return False
    if column is None or meant is None:
        return False
    found = meant.value[0] if column.path[-1] == "by" and len(meant.value) == 1 else meant.value
    return type(found) is type(value) and bool(found == value)
