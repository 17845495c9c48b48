"""Lines of plain text, no wider than 80 columns unless a single name is: headings, paragraphs, points, tables."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from detente.report.figures import Table

WIDTH = 80
LONGEST_NAME = 34


def section(title: str) -> Iterator[str]:
    """Yield a heading, underlined so that it is one without colours too."""
    lines = wrap(title, WIDTH)
    yield from lines
    yield "-" * max(map(len, lines))


def paragraph(words: str, *, indent: int = 0, hanging: int | None = None) -> Iterator[str]:
    """Yield a text in lines of at most 80 columns; words are never cut."""
    yield from wrap(
        words, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent if hanging is None else hanging),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def item(words: str, *, indent: int = 2, bullet: str = "·") -> Iterator[str]:
    """Yield a point of a list."""
    yield from wrap(
        words, WIDTH, initial_indent=f"{' ' * indent}{bullet} ", subsequent_indent=" " * (indent + 2),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Return a text in lines of a width, at least one; a word that is longer is cut."""
    return wrap(text, width, subsequent_indent=indent, break_on_hyphens=False) or [text]


def grid(table: Table) -> Iterator[str]:
    """Yield a table; one too wide for 80 columns comes in several parts, each with the names again."""
    names = [[""], *(wrap(name, LONGEST_NAME) or [""] for name, _ in table.rows)]
    first = max(len(line) for lines in names for line in lines) + 2
    columns = [[head, *(cells[place] for _, cells in table.rows)] for place, head in enumerate(table.columns)]
    part: list[list[str]] = []
    width = first
    for column in columns:
        wide = max(map(len, column)) + 2
        if part and width + wide > WIDTH:
            yield from _rows(names, part, first)
            part, width = [], first
        part.append(column)
        width += wide
    yield from _rows(names, part, first)


def _rows(names: list[list[str]], columns: list[list[str]], first: int) -> Iterator[str]:
    for row, (name, *more) in enumerate(names):
        cells = "".join(f"{column[row]:>{max(map(len, column)) + 2}}" for column in columns)
        yield f"  {name:<{first - 2}}{cells}".rstrip()
        yield from (f"    {line}" for line in more)


def without_gaps(lines: Iterator[str]) -> Iterator[str]:
    """Drop blank lines at the end, and second ones in between."""
    blank = True
    waiting = False
    for line in lines:
        if not line:
            waiting = not blank
            continue
        if waiting:
            yield ""
        yield line
        blank = waiting = False
