"""The state graph as a picture: states as boxes, each party's best improvement as an arrow, equilibria marked.

Who moves is said by a letter on the arrow and by its dashes, not by colour alone; in which sense a state is an
equilibrium stands in its box, which has a double frame where nobody has any improvement and a heavy one otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath
from string import ascii_uppercase

from detente.report.state_places import MOST_STATES, Arrow, Improvements, Place, along, around, grid
from detente.report.svg import Drawing, text_width, wrap
from detente.states.conflict import Conflict

TEXT, SMALL, LINE = 13, 11, 15
HEIGHT, GAP_X, GAP_Y = 46, 62, 56
MARGIN = 26
NARROWEST = 620

COLOURS = tuple(
    f"var(--mover-{place},{colour})"
    for place, colour in enumerate(("#24507a", "#a3471b", "#2e7d4f", "#7a3b8f", "#8a6d00", "#4d5b6b"))
)
DASHES = ("", "7 4", "2 3", "10 3 2 3", "4 4", "1 4")

IMPLIED = {
    "Nash": ("GMR", "SMR", "SEQ", "SSEQ"),
    "SSEQ": ("GMR", "SMR", "SEQ"),
    "SMR": ("GMR",),
    "SEQ": ("GMR",),
}
"""What a state that is an equilibrium in one sense is in others too."""

Marks = Mapping[int, Sequence[str]]
"""For each equilibrium (by code) the short names of the concepts under which it is one."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What is drawn, and where: places by code, the arrows, and a box's width."""

    places: dict[int, Place]
    arrows: list[Arrow]
    width: int

    def corner(self, code: int) -> tuple[int, int]:
        """Return the upper left corner of a state's box."""
        column, row = self.places[code]
        return MARGIN + column * (self.width + GAP_X), MARGIN + 60 + row * (HEIGHT + GAP_Y)


def state_graph(conflict: Conflict, marks: Marks, *, chosen: int | None = None, key: str = "states") -> str:
    """Draw the states of a conflict, or of a large one the part around a state or along a roadmap.

    Parameters
    ----------
    conflict
        The conflict.
    marks
        Its equilibria.
    chosen
        The state (its code) around which a conflict of more than `MOST_STATES` states is drawn; by default the
        roadmap's way, else the status quo, else the first state.
    key
        Unique on a page.
    """
    improvements = Improvements(conflict.model)
    places, shown = _shown(conflict, improvements, chosen)
    width = max(84, 58 + text_width("N" * len(conflict.model.options), _size(conflict)) // 10)
    layout = Layout(places, improvements.arrows(list(places)), width)
    names = dict(enumerate(_letters(conflict)))
    drawing = Drawing()
    right = MARGIN + (max(column for column, _ in places.values()) + 1) * (width + GAP_X)
    bottom = MARGIN + 60 + (max(row for _, row in places.values()) + 1) * (HEIGHT + GAP_Y)
    whole = max(NARROWEST, right)
    _draw_head(drawing, conflict.title, shown, whole)
    _draw_way(drawing, layout, conflict)
    for arrow in layout.arrows:
        _draw_arrow(drawing, layout, arrow, names[arrow.mover], len(names))
    for code in layout.places:
        _draw_state(drawing, layout, conflict, code, marks.get(code, ()))
    end: float = _draw_legend(drawing, conflict, layout, bottom - GAP_Y + 40, whole)
    description = _description(conflict, list(places), marks)
    return drawing.finish(key, whole, round(end) + 12, f"State graph: {conflict.title}", description)


def _shown(conflict: Conflict, improvements: Improvements, chosen: int | None) -> tuple[dict[int, Place], str]:
    states = len(conflict.model.states())
    if states <= MOST_STATES:
        return grid(conflict.model), f"All {states} states. An arrow is a party's best improvement from a state."
    feasible = conflict.model.feasible
    if chosen is None and conflict.path:
        way = [waypoint.code for waypoint in conflict.path if feasible[waypoint.code]]
        if way:
            return along(improvements, way), (
                f"The roadmap's way through {states:,} states, and what each state on it would best be left for."
            )
    start = next(code for code in (chosen, conflict.status_quo, int(conflict.model.states()[0])) if code is not None)
    words = f"Of {states:,} states those that best improvements lead to from state {conflict.model.number(start)}."
    return around(improvements, start), words


def _letters(conflict: Conflict) -> list[str]:
    """Return a letter for each mover: one a party, several for a group that switches joint options."""
    single = [ascii_uppercase[place] if place < 26 else str(place + 1) for place in range(len(conflict.model.dms))]
    return ["+".join(single[member] for member in mover.members) for mover in conflict.model.movers]


# ------------------------------------------------------------------ parts of the picture


def _room(width: int) -> int:
    """Return how wide text may be, with some room for fonts that are wider than Helvetica."""
    return (width - 2 * MARGIN) * 7 // 8


def _draw_head(drawing: Drawing, title: str, shown: str, width: int) -> None:
    drawing.text(MARGIN, MARGIN + 2, wrap(title, width - 2 * MARGIN, 16, bold=True)[0], size=16, style="bold")
    for place, line in enumerate(wrap(shown, _room(width), SMALL)[:2]):
        drawing.text(MARGIN, MARGIN + 20 + place * LINE, line, size=SMALL, style="soft")


def _draw_state(drawing: Drawing, layout: Layout, conflict: Conflict, code: int, marks: Sequence[str]) -> None:
    x, y = layout.corner(code)
    model = conflict.model
    drawing.add(
        "rect",
        {"x": x, "y": y, "width": layout.width, "height": HEIGHT, "rx": 6, "class": "box",
         "stroke-width": 2.6 if marks else 1},
    )  # fmt: skip
    if "Nash" in marks:
        inner = {"x": x + 4, "y": y + 4, "width": layout.width - 8, "height": HEIGHT - 8, "rx": 4, "class": "box"}
        drawing.add("rect", {**inner, "stroke-width": 1})
    middle = x + layout.width / 2
    heading = f"{model.number(code)}\u2002{model.yn(code)}"
    style = "bold" if marks else ""
    drawing.text(middle, y + (20 if marks else 28), heading, size=_size(conflict), style=style, anchor="middle")
    if marks:
        drawing.text(middle, y + 35, _short(marks, layout.width - 12), size=10, anchor="middle")
    names = [waypoint.title for waypoint in conflict.path if waypoint.code == code]
    if not names and code == conflict.status_quo:
        names = ["status quo"]
    if names:
        drawing.text(x + 2, y - 5, "; ".join(names), size=10, style="soft")


def _size(conflict: Conflict) -> int:
    """Return the font size of states: smaller where there are many options."""
    return TEXT if len(conflict.model.options) <= 8 else SMALL


def _short(marks: Sequence[str], width: int) -> str:
    """Return the strongest of a state's marks, as far as they fit: what these imply goes without saying."""
    implied = {weaker for mark in marks for weaker in IMPLIED.get(mark, ())}
    kept = [mark for mark in marks if mark not in implied]
    while len(kept) > 1 and text_width(" ".join([*kept, "…"]), 10) > width * 10:
        kept.pop()
        if text_width(" ".join([*kept, "…"]), 10) <= width * 10:
            kept.append("…")
            break
    return " ".join(kept)


def _draw_way(drawing: Drawing, layout: Layout, conflict: Conflict) -> None:
    """Draw a roadmap's way as a broad band under everything else."""
    way = [waypoint.code for waypoint in conflict.path if waypoint.code in layout.places]
    for one, other in pairwise(way):
        if one == other:
            continue
        (x1, y1), (x2, y2) = layout.corner(one), layout.corner(other)
        half = layout.width / 2
        d = f"M{x1 + half} {y1 + HEIGHT / 2}L{x2 + half} {y2 + HEIGHT / 2}"
        drawing.add("path", {"d": d, "fill": "none", "stroke": "var(--accent-soft,#a9c1d8)", "stroke-width": 10})


def _draw_arrow(drawing: Drawing, layout: Layout, arrow: Arrow, letter: str, movers: int) -> None:
    d, (x, y), end, towards = _route(layout, arrow, movers)
    colour, dash = COLOURS[arrow.mover % len(COLOURS)], DASHES[arrow.mover % len(DASHES)]
    line = {"d": d, "fill": "none", "stroke": colour, "stroke-width": 1.5}
    drawing.add("path", line | ({"stroke-dasharray": dash} if dash else {}))
    drawing.add("path", {"d": _head(end, towards), "fill": colour})
    wide = max(13, text_width(letter, 10) // 10 + 5)
    drawing.add("rect", {"x": x - wide / 2, "y": y - 7, "width": wide, "height": 14, "rx": 3, "class": "paper"})
    drawing.text(x, y + 4, letter, size=10, style="bold", anchor="middle")


def _head(end: tuple[float, float], towards: tuple[int, int]) -> str:
    """Return the head of an arrow that ends at a point, coming in along one of the axes."""
    x, y = end
    dx, dy = towards
    if dx:
        return f"M{x} {y}L{x - 7 * dx} {y - 3.5}L{x - 7 * dx} {y + 3.5}Z"
    return f"M{x} {y}L{x - 3.5} {y - 7 * dy}L{x + 3.5} {y - 7 * dy}Z"


Route = tuple[str, tuple[float, float], tuple[float, float], tuple[int, int]]
"""A path, where its letter stands, where it ends, and from which direction it comes there."""


def _route(layout: Layout, arrow: Arrow, movers: int) -> Route:
    """Lead an arrow: straight between neighbours, in a bow past others, along an S where both change."""
    (c1, r1), (c2, r2) = layout.places[arrow.source], layout.places[arrow.target]
    (x1, y1), (x2, y2) = layout.corner(arrow.source), layout.corner(arrow.target)
    shift = round((arrow.mover - (movers - 1) / 2) * 13)
    if r1 == r2:
        return _across(layout.width, (x1, y1), (x2, y2), abs(c1 - c2), max(-14, min(14, shift)))
    if c1 == c2:
        return _down(layout.width, (x1, y1), (x2, y2), abs(r1 - r2), shift)
    return _askew(layout.width, (x1, y1), (x2, y2), shift)


def _across(width: int, start: tuple[float, float], end: tuple[float, float], far: int, shift: int) -> Route:
    (x1, y1), (x2, _) = start, end
    right = x2 > x1
    if far == 1:
        y = y1 + HEIGHT / 2 + (shift or (7 if right else -7))
        a, b = (x1 + width, x2) if right else (x1, x2 + width)
        middle = (a + b) / 2 - (8 if right else -8)
        return f"M{a} {y}L{b} {y}", (middle, y), (b, y), (1 if right else -1, 0)
    a, b = (x1 + width * 0.7, x2 + width * 0.3) if right else (x1 + width * 0.3, x2 + width * 0.7)
    a, b = round(a, 1), round(b, 1)
    top = y1 - 14 - 5 * far
    letter = (_on_curve(a, a, b, b), _on_curve(y1, top, top, y1))
    return f"M{a} {y1}C{a} {top} {b} {top} {b} {y1}", letter, (b, y1), (0, 1)


def _down(width: int, start: tuple[float, float], end: tuple[float, float], far: int, shift: int) -> Route:
    (x1, y1), (_, y2) = start, end
    down = y2 > y1
    if far == 1:
        x = x1 + width / 2 + (shift or (9 if down else -9)) * 1.5
        a, b = (y1 + HEIGHT, y2) if down else (y1, y2 + HEIGHT)
        return f"M{x} {a}L{x} {b}", (x, (a + b) / 2 - (6 if down else -6)), (x, b), (0, 1 if down else -1)
    a, b = (y1 + HEIGHT * 0.72, y2 + HEIGHT * 0.28) if down else (y1 + HEIGHT * 0.28, y2 + HEIGHT * 0.72)
    a, b = round(a, 1), round(b, 1)
    x, bow = x1 + width, x1 + width + 12 + 6 * far
    letter = (_on_curve(x, bow, bow, x), _on_curve(a, a, b, b))
    return f"M{x} {a}C{bow} {a} {bow} {b} {x} {b}", letter, (x, b), (-1, 0)


def _on_curve(start: float, first: float, second: float, end: float, share: float = 0.35) -> float:
    """Return a coordinate on a cubic curve, a third of the way along: there letters of crossing arrows part."""
    rest = 1 - share
    point = rest**3 * start + 3 * rest**2 * share * first + 3 * rest * share**2 * second + share**3 * end
    return round(point, 1)


def _askew(width: int, start: tuple[float, float], end: tuple[float, float], shift: int) -> Route:
    (x1, y1), (x2, y2) = start, end
    right = x2 > x1
    a, b = (x1 + width, x2) if right else (x1, x2 + width)
    ya, yb = y1 + HEIGHT / 2 + shift, y2 + HEIGHT / 2 + shift / 2
    middle = round((a + b) / 2, 1)
    return f"M{a} {ya}C{middle} {ya} {middle} {yb} {b} {yb}", (middle, (ya + yb) / 2), (b, yb), (1 if right else -1, 0)


def _draw_legend(drawing: Drawing, conflict: Conflict, layout: Layout, y: float, width: int) -> float:
    """Draw who the letters are, what the letters Y and N stand for, and how equilibria are marked."""
    x: float = MARGIN
    used = {arrow.mover for arrow in layout.arrows}
    for place, (letter, mover) in enumerate(zip(_letters(conflict), conflict.model.movers, strict=True)):
        if len(mover.members) > 1 and place not in used:
            continue
        name = f"{letter}  {' and '.join(conflict.dm_titles[member] for member in mover.members)}"
        wide = 44 + text_width(name, SMALL) // 10
        if x > MARGIN and x + wide > _room(width):
            x, y = MARGIN, y + LINE + 4
        colour, dash = COLOURS[place % len(COLOURS)], DASHES[place % len(DASHES)]
        line = {"d": f"M{x} {y - 4}L{x + 28} {y - 4}", "stroke": colour, "stroke-width": 1.5, "fill": "none"}
        drawing.add("path", line | ({"stroke-dasharray": dash} if dash else {}))
        drawing.text(x + 34, y, name, size=SMALL)
        x += wide + 14
    y += LINE + 8
    kinds = (
        "Double frame: nobody has an improvement (Nash). Heavy frame: equilibrium in the sense named in the box. Nash "
        "implies the others; SSEQ implies SEQ and SMR, and each of these GMR."
    )
    y = drawing.lines(MARGIN, y, wrap(kinds, _room(width), SMALL), size=SMALL, gap=LINE, style="soft")
    told = "; ".join(f"{place}. {option.title}" for place, option in enumerate(conflict.options_told, start=1))
    lines = wrap(f"Y (yes) or N (no), in this order: {told}.", _room(width), SMALL)
    y = drawing.lines(MARGIN, y, lines, size=SMALL, gap=LINE, style="soft")
    source = f"Source: {PurePath(conflict.source).name or conflict.title}; computed with détente."
    return drawing.lines(MARGIN, y, wrap(source, _room(width), SMALL), size=SMALL, gap=LINE, style="soft")


def _description(conflict: Conflict, shown: Sequence[int], marks: Marks) -> str:
    model = conflict.model
    found = [f"{model.number(code)} ({model.yn(code)}: {', '.join(marks[code])})" for code in shown if marks.get(code)]
    equilibria = f"Equilibria among them: {'; '.join(found)}." if found else "None of them is an equilibrium."
    return f"{len(shown)} states of {len(model.states())} with the best improvements of each party. {equilibria}"
