"""The picture of the scaling table: our own SVG, the same bytes from the same figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from math import log10

Curve = Sequence[tuple[int, float | None]]
"""Points (steps, median seconds); `None`: not within the time limit."""

WIDTH, HEIGHT = 760, 460
LEFT, RIGHT, TOP, BOTTOM = 70, 230, 50, 60
COLOURS = ("#0b6e4f", "#1f5fa8", "#a23b2a")
SHAPES = ("circle", "square", "triangle")
SECONDS = (0.01, 0.1, 1.0, 10.0, 100.0)


def growth_picture(curves: Mapping[tuple[str, bool], Curve], limit: float) -> str:
    """Draw median seconds against steps, both logarithmic.

    Parameters
    ----------
    curves
        By name and whether the cases have durations (those are dashed). Colour, shape of the marks and dashes each tell
        the curves apart.
    limit
        The time limit in seconds; a point not reached within it is drawn there, hollow.
    """
    sizes = sorted({steps for curve in curves.values() for steps, _ in curve})
    names = list(dict.fromkeys(name for name, _ in curves))
    across = _axis(min(sizes, default=1), max(sizes, default=10), LEFT, WIDTH - RIGHT)
    up = _axis(SECONDS[0], SECONDS[-1], HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="12" aria-labelledby="growth-title growth-text">',
        '<title id="growth-title">How long planning takes as cases grow</title>',
        f'<desc id="growth-text">{escape(_in_words(curves, limit))}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="26" font-size="15" font-weight="bold">How long planning takes as cases grow</text>',
        *_grid(sizes, across, up, limit),
    ]
    for row, ((name, durations), curve) in enumerate(curves.items()):
        place = names.index(name)
        parts += _curve(curve, place, durations, limit, across, up)
        parts += _legend(row, f"{name}{', durations' if durations else ''}", place, durations)
    note = "Medians over random cases; hollow: not within the limit. Source: benchmarks, scaling table."
    parts += [f'<text x="{LEFT}" y="{HEIGHT - 8}" fill="#555">{note}</text>', "</svg>"]
    return "\n".join(parts) + "\n"


class _axis:  # noqa: N801 (used like a function)
    """Places numbers on a logarithmic axis."""

    def __init__(self, least: float, most: float, start: float, end: float) -> None:
        self._low, self._span = log10(least), max(log10(most) - log10(least), 1e-9)
        self._start, self._length = start, end - start

    def __call__(self, number: float) -> str:
        share = min(max((log10(number) - self._low) / self._span, 0.0), 1.0)
        return f"{self._start + share * self._length:.1f}"


def _grid(sizes: Sequence[int], across: _axis, up: _axis, limit: float) -> Iterator[str]:
    for seconds in SECONDS:
        y = up(seconds)
        yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" stroke="#ddd"/>'
        yield f'<text x="{LEFT - 8}" y="{float(y) + 4:.1f}" text-anchor="end">{seconds:g}</text>'
    for steps in sizes:
        yield f'<line x1="{across(steps)}" x2="{across(steps)}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="#eee"/>'
        yield f'<text x="{across(steps)}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{steps}</text>'
    y = up(limit)
    yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" stroke="#888" stroke-dasharray="2 3"/>'
    yield f'<text x="{WIDTH - RIGHT + 6}" y="{float(y) + 4:.1f}" fill="#555">limit {limit:g} s</text>'
    middle = (LEFT + WIDTH - RIGHT) / 2
    yield f'<text x="{middle:.1f}" y="{HEIGHT - BOTTOM + 36}" text-anchor="middle">steps of the case</text>'
    yield (
        f'<text x="18" y="{(TOP + HEIGHT - BOTTOM) / 2:.1f}" text-anchor="middle" '
        f'transform="rotate(-90 18 {(TOP + HEIGHT - BOTTOM) / 2:.1f})">seconds (median)</text>'
    )


def _curve(curve: Curve, place: int, durations: bool, limit: float, across: _axis, up: _axis) -> Iterator[str]:
    points = [(across(steps), up(limit if seconds is None else seconds), seconds is None) for steps, seconds in curve]
    path = " ".join(f"{x},{y}" for x, y, _ in points)
    yield f'<polyline points="{path}" fill="none" {_stroke(place, durations)}/>'
    for x, y, hollow in points:
        yield _mark(float(x), float(y), place, hollow=hollow)


def _legend(row: int, text: str, place: int, durations: bool) -> Iterator[str]:
    x, y = WIDTH - RIGHT + 12, HEIGHT - BOTTOM - 110 + 20 * row
    yield f'<line x1="{x}" x2="{x + 28}" y1="{y}" y2="{y}" {_stroke(place, durations)}/>'
    yield _mark(x + 14, y, place, hollow=False)
    yield f'<text x="{x + 34}" y="{y + 4}" font-size="11">{escape(text)}</text>'


def _stroke(place: int, durations: bool) -> str:
    dashes = ' stroke-dasharray="6 4"' if durations else ""
    return f'stroke="{COLOURS[place % len(COLOURS)]}" stroke-width="1.8"{dashes}'


def _mark(x: float, y: float, place: int, *, hollow: bool) -> str:
    colour = COLOURS[place % len(COLOURS)]
    look = f'fill="{"#fff" if hollow else colour}" stroke="{colour}" stroke-width="1.5"'
    match SHAPES[place % len(SHAPES)]:
        case "circle":
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" {look}/>'
        case "square":
            return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" {look}/>'
        case _:
            points = f"{x:.1f},{y - 5:.1f} {x + 5:.1f},{y + 4:.1f} {x - 5:.1f},{y + 4:.1f}"
            return f'<polygon points="{points}" {look}/>'


def _in_words(curves: Mapping[tuple[str, bool], Curve], limit: float) -> str:
    """Say what the picture shows, for those who do not see it."""
    told = []
    for (name, durations), curve in curves.items():
        points = ", ".join(
            f"{steps} steps {'more than ' + format(limit, 'g') if seconds is None else format(seconds, '.2g')} s"
            for steps, seconds in curve
        )
        told.append(f"{name}{' with durations' if durations else ''}: {points}")
    return ". ".join(told) + "."
