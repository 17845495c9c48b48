"""The dossier as a picture: days across, parties down; for a telephone one below the other.

Days stand in their order and not in proportion to time: positions come in bunches, years apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from detente.report import dossier_words as words
from detente.report.dossier import Dossier, Position
from detente.report.svg import Drawing, text_width, wrap
from detente.report.words import short_day

WIDE = 1040
TALL = 380
LABELS = 150
DAYS_A_BAND = 5
WIDEST_COLUMN = 300
SMALL = 11
LINES = 3
_SPARE = 87
"""Per cent of a width that text is given: fonts that stand in for Helvetica can be wider than it."""

Column = tuple[str, tuple[Position, ...]]


def wide(dossier: Dossier, source: str) -> list[str]:
    """Draw the positions for paper and large screens: a picture for each band of a few days.

    Parameters
    ----------
    dossier
        One that has positions.
    source
        The line under each picture that says where it is from.
    """
    columns = _columns(dossier)
    bands = [columns[start : start + DAYS_A_BAND] for start in range(0, len(columns), DAYS_A_BAND)]
    return [_band(dossier, number, len(bands), band, source) for number, band in enumerate(bands, start=1)]


def tall(dossier: Dossier, source: str) -> str:
    """Draw the positions for a telephone: one picture, day below day."""
    drawing = Drawing()
    title = _title(dossier, 1, 1)
    y = drawing.lines(0, 20, wrap(title, TALL * _SPARE // 100, 15, bold=True), size=15, gap=19, style="bold") + 4
    for label, positions in _columns(dossier):
        drawing.rect(0, y, TALL, 24, "band")
        drawing.text(8, y + 17, label, size=13, style="bold")
        y += 44
        for position in positions:
            draw_act(drawing, position.act, 12, y - 5)
            name = f"{position.number}  {_party(dossier, position)} {words.ACTS[position.act]}"
            y = drawing.lines(26, y, wrap(name, TALL - 26, 13, bold=True), size=13, gap=17, style="bold")
            y = drawing.lines(26, y, _snippet(position, TALL - 26, 12), size=12, gap=15, style="soft") + 6
    y = _legend(drawing, 0, y + 6, down=True)
    y = drawing.lines(0, y + 6, wrap(source, TALL * _SPARE // 100, SMALL), size=SMALL, gap=14, style="soft")
    return drawing.finish("positions-tall", TALL, int(y), title, in_words(dossier, _columns(dossier)), kind="tall")


def in_words(dossier: Dossier, columns: Sequence[Column]) -> str:
    """Say a picture in words: its text alternative."""
    return " ".join(
        f"{label}: {'; '.join(f'{_party(dossier, one)} {words.ACTS[one.act]} ({one.number})' for one in found)}."
        for label, found in columns
    )


def draw_act(drawing: Drawing, act: str, x: float, y: float) -> None:
    """Draw the mark of an act, ten pixels wide, centred at the point: each has a shape of its own."""
    match act:
        case "demand":
            drawing.path(f"M{x} {y - 5}L{x + 5} {y + 4}L{x - 5} {y + 4}Z", "full")
        case "offer":
            drawing.add("circle", {"cx": x, "cy": y, "r": 4, "class": "mark"})
        case "refusal":
            drawing.path(f"M{x - 4} {y - 4}L{x + 4} {y + 4}M{x + 4} {y - 4}L{x - 4} {y + 4}", "mark")
        case "condition":
            drawing.path(f"M{x} {y - 5}L{x + 5} {y}L{x} {y + 5}L{x - 5} {y}Z", "second")
        case "assessment":
            drawing.path(f"M{x - 4} {y - 4}h8v8h-8Z", "mark")
        case _:
            drawing.add("circle", {"cx": x, "cy": y, "r": 2.5, "class": "full"})


def _columns(dossier: Dossier) -> list[Column]:
    """Return the days with their positions, in order; those of no day last."""
    days: dict[date | None, list[Position]] = {}
    for position in dossier.positions:
        days.setdefault(position.when, []).append(position)
    return [(short_day(when) if when else "Day not known", tuple(found)) for when, found in days.items()]


def _title(dossier: Dossier, number: int, of: int) -> str:
    part = f" ({number} of {of})" if of > 1 else ""
    return f"Who said what, in order of time{part}: {dossier.title}"


def _party(dossier: Dossier, position: Position) -> str:
    return dossier.names.get(position.party) or position.speaker or "Somebody"


def _snippet(position: Position, width: int, size: int) -> list[str]:
    lines = wrap(position.words, width * _SPARE // 100, size)
    return lines if len(lines) <= LINES else [*lines[: LINES - 1], f"{lines[LINES - 1].rstrip()[:-1].rstrip()}…"]


def _band(dossier: Dossier, number: int, of: int, columns: Sequence[Column], source: str) -> str:
    drawing = Drawing()
    title = _title(dossier, number, of)
    y = drawing.lines(0, 18, wrap(title, WIDE, 15, bold=True), size=15, gap=20, style="bold") - 6
    column = min((WIDE - LABELS) // len(columns), WIDEST_COLUMN)
    right = LABELS + column * len(columns)
    drawing.rect(0, y, right, 26, "band")
    for place, (label, _) in enumerate(columns):
        drawing.text(LABELS + column * place + 8, y + 18, label, size=13, style="bold")
    top, y = y, y + 26
    for key in _rows(dossier, columns):
        y = _row(drawing, dossier, key, columns, column, right, y)
    for place in range(len(columns) + 1):
        drawing.line(LABELS + column * place, top, LABELS + column * place, y)
    y = _legend(drawing, LABELS, y + 18)
    y = drawing.lines(0, y + 8, wrap(source, WIDE, SMALL), size=SMALL, gap=14, style="soft")
    return drawing.finish(f"positions-{number}", WIDE, int(y), title, in_words(dossier, columns), kind="wide")


def _rows(dossier: Dossier, columns: Sequence[Column]) -> list[str]:
    """Return the parties that say something in these days, in the case's order; nobody's statements last."""
    speaking = {one.party for _, found in columns for one in found}
    return [key for key in (*dossier.names, "") if key in speaking]


def _row(
    drawing: Drawing, dossier: Dossier, key: str, columns: Sequence[Column], column: int, right: int, y: float
) -> float:
    name = wrap(dossier.names.get(key, "Others"), LABELS - 10, 13, bold=True)
    drawing.lines(0, y + 20, name, size=13, gap=16, style="bold")
    lowest = y + 16 * len(name) + 14
    for place, (_, found) in enumerate(columns):
        x, at = LABELS + column * place + 8, y + 20
        for position in found:
            if position.party == key:
                at = _cell(drawing, position, x, at, column - 16)
        lowest = max(lowest, at - 8)
    drawing.line(0, lowest, right, lowest)
    return lowest


def _cell(drawing: Drawing, position: Position, x: float, y: float, width: int) -> float:
    draw_act(drawing, position.act, x + 5, y - 4)
    drawing.text(x + 16, y, f"{position.number}  {words.ACTS[position.act]}", size=12, style="bold")
    return drawing.lines(x, y + 15, _snippet(position, width, SMALL), size=SMALL, gap=14, style="soft") + 8


def _legend(drawing: Drawing, x: float, y: float, *, down: bool = False) -> float:
    for act, verb in words.ACTS.items():
        draw_act(drawing, act, x + 5, y - 4)
        drawing.text(x + 16, y, verb, size=SMALL, style="soft")
        if down:
            y += 16
        else:
            x += 16 + text_width(verb, SMALL) // 10 + 18
    return y if down else y + 12
