"""Fragility as a picture: what a roadmap hangs on, a row each, by how little it has to move (model.md §7)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from detente.diagnosis.fragility import Effect, Fragility, WeakPoint
from detente.report.fragility_told import WeakPointTold
from detente.report.provenance import picture_source
from detente.report.svg import Drawing, wrap
from detente.report.told import Told
from detente.report.words import count, percent

WIDTH, LABEL, NOTCH, LEFT, RIGHT = 760, 330, 372, 430, 24
SMALL, GAP, TOP = 12, 15, 84
MOST_ROWS = 24

TITLE = "What the roadmap hangs on"
STYLES = {Effect.NONE: "full", Effect.PACKAGE: "second", Effect.ORDER: "hollow"}
MEANINGS = {Effect.NONE: "no roadmap left", Effect.PACKAGE: "another package", Effect.ORDER: "another order"}


def fragility_chart(told: Told, found: Fragility, told_points: Sequence[WeakPointTold]) -> str:
    """Draw what a roadmap hangs on.

    Parameters
    ----------
    told
        What the report is made from.
    found
        The weak points, the worst first.
    told_points
        The same points in words, in the same order.

    Returns
    -------
    str
        One ``<svg>`` with title, units, source and text alternative; empty where nothing of it matters.
    """
    rows = list(zip(found.points, told_points, strict=True))[:MOST_ROWS]
    if not rows:
        return ""
    drawing = Drawing()
    drawing.text(0, 18, TITLE, size=15, style="bold")
    left_out = len(found.points) - len(rows)
    more = f"; {count(left_out, 'further one is', 'further ones are')} in the table" if left_out else ""
    drawing.text(0, 38, f"How far each has to move, by itself, to make a difference{more}", size=SMALL, style="soft")
    _legend(drawing)
    bottom = _rows(drawing, rows)
    _axis(drawing, bottom)
    source = wrap(picture_source(told), WIDTH, SMALL)
    y = drawing.lines(0, bottom + 58, source, size=SMALL, gap=GAP, style="soft")
    return drawing.finish("fragility-chart", WIDTH, int(y), TITLE, _description(rows), kind="fragility")


def _legend(drawing: Drawing) -> None:
    x = 0
    for effect in Effect:
        drawing.rect(x, 52, 12, 12, STYLES[effect])
        drawing.text(x + 18, 62, MEANINGS[effect], size=SMALL)
        x += 160


def _rows(drawing: Drawing, rows: Sequence[tuple[WeakPoint, WeakPointTold]]) -> int:
    """Draw the rows, and return where they end."""
    y = TOP + 8
    for point, words in rows:
        label = wrap(words.what, LABEL, SMALL)
        middle = y + 5 + (len(label) - 1) * GAP / 2
        drawing.lines(0, y + 9, label, size=SMALL, gap=GAP)
        share = _share(point)
        style = STYLES[point.effect]
        if share is None:
            drawing.rect(NOTCH - 6, middle - 6, 12, 12, style)
        else:
            drawing.rect(LEFT, middle - 6, max(2.0, round(float(share) * (WIDTH - RIGHT - LEFT), 1)), 12, style)
        y += len(label) * GAP + 9
    return y


def _axis(drawing: Drawing, bottom: int) -> None:
    drawing.line(NOTCH, TOP, NOTCH, bottom, "thin")
    drawing.text(NOTCH, bottom + 16, "one level", size=SMALL, style="soft", anchor="middle")
    drawing.text(NOTCH, bottom + 31, "or demand", size=SMALL, style="soft", anchor="middle")
    drawing.line(LEFT, TOP, LEFT, bottom, "axis")
    drawing.line(LEFT, bottom, WIDTH - RIGHT, bottom, "axis")
    for part in range(5):
        x = LEFT + (WIDTH - RIGHT - LEFT) * part / 4
        drawing.text(x, bottom + 16, f"{25 * part}%", size=SMALL, style="soft", anchor="middle")
    drawing.text(LEFT, bottom + 31, "of what the number is (100%: that or more)", size=SMALL, style="soft")


def _share(point: WeakPoint) -> Fraction | None:
    """Return how far a number moves in parts of itself, 1 at most; `None` for what moves by a level or as a whole."""
    if point.by is None:
        return None
    if not isinstance(point.now, Fraction) or not point.now:
        return Fraction(1)
    return min(Fraction(1), abs(point.by / point.now))


def _description(rows: Sequence[tuple[WeakPoint, WeakPointTold]]) -> str:
    parts = []
    for point, words in rows:
        share = _share(point)
        far = "one level or demand" if share is None else percent(share)
        parts.append(f"{words.what}: {far}, {MEANINGS[point.effect]}.")
    return " ".join(parts)
