"""What a plain text says of itself in the lines above it, and what its file's name says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath

from detente.evidence.page_metadata import Metadata, day_of

_LABELLED = re.compile(
    r"^[ \t]*(title|headline|published(?: on| at)?|date|posted(?: on)?|publisher|source|url|link)[ \t]*:"
    r"[ \t]*(\S[^\n\r]*)",
    re.IGNORECASE | re.MULTILINE,
)
_EMPTY_LINE = re.compile(r"(?<=\S)[ \t\r]*\n[ \t\r]*\n")
_HEAD = 4000
_KEYS = {"headline": "title", "source": "publisher", "link": "url"} | {
    key: key for key in ("title", "publisher", "url")
}
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
_DAY_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})\b")
_MONTH_DAY = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_IN_NAME = re.compile(r"(?<!\d)(\d{4}-\d\d-\d\d)(?!\d)")


def text_metadata(text: str, name: str) -> Metadata:
    """Return what labelled lines at the head of a text declare, else the date in the file's name.

    The head is what stands before the first empty line; a line in it says ``Published: 19 March 2019``.

    Parameters
    ----------
    text
        The text of the file.
    name
        Its name; a date in it is written 2019-03-19.
    """
    found: dict[str, str] = {}
    for match in _labelled(text):
        found.setdefault(_KEYS.get(match[1].lower(), "published"), match[2].strip())
    published, basis = _written_day(found.get("published", "")), "the text's own line"
    if published is None:
        published, basis = _day_in(name), "the file's name"
    return Metadata(
        title=found.get("title", "")[:300],
        publisher=found.get("publisher", "")[:300],
        url=found.get("url", "") if re.fullmatch(r"https?://[^\s<>\"']{1,2000}", found.get("url", "")) else "",
        published=published,
        basis=basis if published is not None else "",
    )


def head_lines(text: str) -> list[tuple[int, int]]:
    """Return the places of the labelled lines at the head of a text."""
    return [match.span() for match in _labelled(text)]


def _labelled(text: str) -> Iterator[re.Match[str]]:
    end = _EMPTY_LINE.search(text[:_HEAD])
    yield from _LABELLED.finditer(text[: end.start() if end is not None else _HEAD])


def _written_day(written: str) -> date | None:
    """Return a day as people write it: 2019-03-19, 19 March 2019 or March 19, 2019; nothing that could be two days."""
    if (day := day_of(written)) is not None:
        return day
    for pattern, place in ((_DAY_MONTH, (3, 2, 1)), (_MONTH_DAY, (3, 1, 2))):
        match = pattern.search(written)
        if match is not None and (month := _MONTHS.get(match[place[1]][:3].lower())) is not None:
            return _date(int(match[place[0]]), month, int(match[place[2]]))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_in(name: str) -> date | None:
    found = [day_of(written) for written in _IN_NAME.findall(PurePath(name).name)]
    return found[0] if len(set(found)) == 1 else None
