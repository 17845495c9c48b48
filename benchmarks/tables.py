"""What a benchmark is given and what it gives back: tables, goals met or missed, pictures; and their plain forms."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Settings:
    """How much to measure.

    ``quick`` is a glance (small sizes, few repeats), ``seeds`` how many random cases there are of each size,
    ``time_limit`` the seconds a plan may take, ``directory`` where partial results are kept while a long run goes on
    (`None`: nowhere), ``say`` reports progress.
    """

    quick: bool = False
    seeds: int = 10
    time_limit: float = 60.0
    directory: Path | None = None
    say: Callable[[str], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns. ``name`` becomes a file name; units stand in the columns' names."""

    name: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Goal:
    """Something to reach: what, how much at most, how much it was (``measured``; `None`: could not be told)."""

    what: str
    limit: float
    measured: float | None
    unit: str = "s"

    @property
    def met(self) -> bool:
        """Whether it was reached."""
        return self.measured is not None and self.measured <= self.limit


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that one benchmark gives: ``pictures`` are SVG texts by file name, ``skipped`` what was not done and why."""

    tables: Sequence[Table] = ()
    goals: Sequence[Goal] = ()
    pictures: Mapping[str, str] = field(default_factory=dict)
    skipped: Sequence[str] = ()


def as_text(table: Table) -> str:
    """Align a table for reading: figures to the right, words to the left."""
    rows = [[_shown(cell) for cell in row] for row in table.rows]
    widths = [max(len(line[place]) for line in [list(table.columns), *rows]) for place in range(len(table.columns))]
    right = [all(_is_figure(row[place]) for row in table.rows) for place in range(len(widths))]

    def line(cells: Sequence[str]) -> str:
        return "  ".join(
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(cells, widths, right, strict=True)
        ).rstrip()

    parts = [table.title, "=" * len(table.title), line(table.columns), line(["-" * width for width in widths])]
    return "\n".join([*parts, *(line(row) for row in rows), *(f"  {note}" for note in table.notes)]) + "\n"


def as_csv(table: Table) -> str:
    """Write a table for a spreadsheet, figures in full."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(["" if cell is None else cell for cell in row] for row in table.rows)
    return out.getvalue()


def as_document(table: Table) -> dict[str, object]:
    """Give a table as plain JSON data, a mapping a row."""
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return {"name": table.name, "title": table.title, "rows": rows, "notes": list(table.notes)}


def _is_figure(cell: Cell) -> bool:
    return not isinstance(cell, str) or cell.startswith(">")


def _shown(cell: Cell) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return (
            "0"
            if cell == 0
            else f"{cell:.4f}"
            if abs(cell) < 0.1
            else f"{cell:.2f}"
            if abs(cell) < 100
            else f"{cell:.0f}"
        )
    return str(cell)
