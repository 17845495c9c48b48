"""Reading the table of the PA-X Peace Agreements Database, by its header names.

The table has changed from version to version: columns came, went and moved, and dates are written in different ways.
So nothing is read by its place, a column that is not known is left alone, and one that is needed and missing is named.

Source: C. Bell and S. Badanjak, "Introducing PA-X: A new peace agreement database and dataset", Journal of Peace
Research 56 (2019) 452–466, and its codebooks. None of its data is part of this project.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.case.names import nearest
from detente.errors import CaseError, Finding
from detente.skeletons.pax_topics import DEEPEST, topics

NEEDED = ("AgtId", "Agt")
MOST_BYTES = 300_000_000
LONGEST_CELL = 10_000_000
LONGEST_DETAIL = 40
"""Columns of newer versions hold page numbers and quotations: those stay in the table."""

_NOTHING = frozenset({"", "na", "n/a", "null", "none"})
_DATES = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})"),
)
"""Year first, or day first as in Britain, where the table comes from."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One row of the table.

    ``depth`` has every topic that the agreement goes into (1 to 3), ``details`` the columns that detail one with their
    values. ``parties`` and ``third_parties`` are as the table writes them: free text.
    """

    id: str
    name: str
    signed: date | None
    country: str
    process: str
    stage: str
    status: str
    parties: str
    third_parties: str
    depth: Mapping[str, int]
    details: Mapping[str, str]
    url: str


def agreements(path: str) -> Iterator[Agreement]:
    """Yield the agreements of a table (CSV, or an Excel workbook's first sheet) in its order.

    Raises
    ------
    CaseError
        ``no-file`` or ``cannot-read``; ``not-pax`` where the first row is not the table's header.
    """
    rows = iter(_rows(path))
    header = [name.strip() for name in next(rows, [])]
    columns = {name.lower(): place for place, name in enumerate(header) if name}
    missing = [name for name in NEEDED if name.lower() not in columns]
    if missing:
        message = f"the first row names no column {' and no column '.join(missing)}"
        raise CaseError([Finding("not-pax", message, "the table of PA-X, with its header", file=path, line=1)])
    for row in rows:
        found = _agreement(header, columns, row)
        if found.id:
            yield found


def agreement(path: str, identifier: str) -> Agreement:
    """Return one agreement by its number.

    Raises
    ------
    CaseError
        As `agreements`, and ``unknown-agreement``.
    """
    known = []
    for found in agreements(path):
        if found.id == identifier:
            return found
        known.append(found.id)
    message = f"the table has no agreement {identifier}"
    expected = f"an AgtId of the table, which has {len(known)}"
    raise CaseError([Finding("unknown-agreement", message, expected, nearest(identifier, known), file=path)])


def _agreement(header: Sequence[str], columns: Mapping[str, int], row: Sequence[str]) -> Agreement:
    def cell(*names: str) -> str:
        for name in names:
            place = columns.get(name.lower())
            if place is not None and place < len(row) and row[place].strip().lower() not in _NOTHING:
                return row[place].strip()
        return ""

    depth = {code: found for code in topics() if (found := _depth(cell(code)))}
    return Agreement(
        id=cell("AgtId").removesuffix(".0"),
        name=cell("Agt"),
        signed=_date(cell("Dat")),
        country=cell("Con"),
        process=cell("PPName", "PeaceProcess"),
        stage=cell("StageSub", "Stage"),
        status=cell("Status"),
        parties=cell("Part"),
        third_parties=cell("ThrdPart"),
        depth=depth,
        details=_details(header, cell, depth),
        url=_address(cell("URL", "Link", "Hyperlink", "PDF", "PdfLink")),
    )


def _details(header: Sequence[str], cell: Callable[[str], str], depth: Mapping[str, int]) -> dict[str, str]:
    """Return the short values of the columns that detail one of the topics an agreement goes into."""
    detailing = [topics()[code] for code in depth]
    named = [name for name in header if any(topic.is_detailed_by(name) for topic in detailing)]
    found = {name: cell(name) for name in named}
    return {
        name: value for name, value in found.items() if value not in ("", "0", "0.0") and len(value) < LONGEST_DETAIL
    }


def _depth(text: str) -> int:
    """Return how deep an agreement goes into a topic; 0 where the cell holds no number from 0 to 3."""
    try:
        number = float(text)
    except ValueError:
        return 0
    return int(number) if number in range(DEEPEST + 1) else 0


def _date(text: str) -> date | None:
    for form in _DATES:
        found = form.match(text)
        if found:
            try:
                return date(*(int(found[part]) for part in ("year", "month", "day")))
            except ValueError:
                return None
    return None


def _address(text: str) -> str:
    return text if text.lower().startswith(("https://", "http://")) and not re.search(r"\s", text) else ""


def _rows(path: str) -> Iterable[Sequence[str]]:
    data = _read(path)
    return _of_workbook(path, data) if data[:2] == b"PK" else _of_csv(path, data)


def _read(path: str) -> bytes:
    try:
        if Path(path).stat().st_size > MOST_BYTES:
            raise CaseError([Finding("too-large", f"the file has more than {MOST_BYTES:,} bytes", file=path)])
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise CaseError([Finding("no-file", "there is no such file", "the table of PA-X", file=path)]) from None
    except OSError as error:
        message = f"the file cannot be read: {(error.strerror or str(error)).lower()}"
        raise CaseError([Finding("cannot-read", message, "a file", file=path)]) from error


def _of_csv(path: str, data: bytes) -> Sequence[Sequence[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    before = csv.field_size_limit(LONGEST_CELL)  # of the whole process, so it is set back before anybody else reads
    try:
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise CaseError([Finding("not-pax", f"the file is no table: {error}", "a CSV file", file=path)]) from error
    finally:
        csv.field_size_limit(before)
    return rows


def _of_workbook(path: str, data: bytes) -> Iterator[Sequence[str]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield [_text(value) for value in row]
    except (BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as error:
        raise CaseError([Finding("not-pax", "the file is no workbook that can be read", file=path)]) from error


def _text(value: object) -> str:
    if value is None:
        return ""
    return value.strftime("%Y-%m-%d") if isinstance(value, date) else str(value)
