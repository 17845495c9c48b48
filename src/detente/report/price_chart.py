"""The price list as a chart: points of firmness given up against the smallest share reached, a dot a package."""

from __future__ import annotations

from fractions import Fraction

from detente.report.payments_told import PaymentTold
from detente.report.provenance import picture_source
from detente.report.svg import Drawing, wrap
from detente.report.told import Told
from detente.report.words import count, percent

WIDTH, HEIGHT = 620, 240
LEFT, RIGHT, TOP = 64, 24, 54
SMALL = 12
UNITS = "Smallest share of any party, in percent of what it could have at most"


def price_chart(told: Told, rows: tuple[PaymentTold, ...]) -> str:
    """Draw the price list.

    Returns
    -------
    str
        One ``<svg>`` with title, units, source and text alternative; empty where nobody has a share.
    """
    points = [(row.points, row.share) for row in rows if row.share is not None]
    if not points:
        return ""
    drawing = Drawing()
    title = "What giving up firmness buys everybody"
    drawing.text(0, 18, title, size=15, style="bold")
    drawing.text(
        0, 38, "Smallest share of any party, in percent of what it could have at most", size=SMALL, style="soft"
    )
    axes = _Axes(points)
    axes.draw(drawing)
    _steps(drawing, axes, points)
    for number, (row, (paid, share)) in enumerate(zip(rows, points, strict=False), start=1):
        _dot(drawing, axes, number, paid, share, f"{number}: {row.unlocks.split(' in ')[0]}")
    below = TOP + HEIGHT + 36
    drawing.text(LEFT, below, "Points of firmness given up, all sides together", size=SMALL, style="soft")
    y = drawing.lines(0, below + 24, wrap(picture_source(told), WIDTH, SMALL), size=SMALL, gap=15, style="soft")
    return drawing.finish("price-list-chart", WIDTH, int(y), title, _description(rows), kind="prices")


class _Axes:
    """Where points and shares lie in the picture."""

    def __init__(self, points: list[tuple[int, Fraction]]) -> None:
        shares = [share for _, share in points]
        self.most = max(1, *(paid for paid, _ in points))
        self.low = min(Fraction(0), *shares)
        self.high = max(Fraction(1, 10), *shares)

    def x(self, paid: int) -> float:
        """Give the place of so many points."""
        return round(LEFT + 30 + (WIDTH - LEFT - RIGHT - 70) * paid / self.most, 1)

    def y(self, share: Fraction) -> float:
        """Give the place of a share."""
        return round(TOP + 20 + float((self.high - share) / (self.high - self.low)) * (HEIGHT - 30), 1)

    def draw(self, drawing: Drawing) -> None:
        """Draw both axes with their figures."""
        bottom = TOP + HEIGHT
        drawing.line(LEFT, TOP, LEFT, bottom, "axis")
        drawing.line(LEFT, bottom, WIDTH - RIGHT, bottom, "axis")
        span = self.high - self.low
        for share in (self.low + span * part / 4 for part in range(5)):
            drawing.line(LEFT, self.y(share), WIDTH - RIGHT, self.y(share))
            figure = f"{round(share * 100)}%"
            drawing.text(LEFT - 8, self.y(share) + 4, figure, size=SMALL, style="soft", anchor="end")
        stride = max(1, -(-self.most // 12))
        for paid in range(0, self.most + 1, stride):
            drawing.text(self.x(paid), bottom + 16, str(paid), size=SMALL, style="soft", anchor="middle")


def _steps(drawing: Drawing, axes: _Axes, points: list[tuple[int, Fraction]]) -> None:
    """Draw the frontier: what a number of points buys lasts until the next point buys more."""
    path = f"M{axes.x(points[0][0])} {axes.y(points[0][1])}"
    for paid, share in points[1:]:
        path += f" H{axes.x(paid)} V{axes.y(share)}"
    drawing.path(f"{path} H{WIDTH - RIGHT}", "mark")


def _dot(drawing: Drawing, axes: _Axes, number: int, paid: int, share: Fraction, label: str) -> None:
    """Draw a package; labels stand above and below in turn, so that near points keep theirs apart."""
    x, y = axes.x(paid), axes.y(share)
    drawing.add("circle", {"cx": x, "cy": y, "r": 5, "class": "full"})
    left = number > 1 and x > WIDTH - RIGHT - 110
    below = number % 2 == 0
    drawing.text(x - 9 if left else x + 9, y + 19 if below else y - 9, label, size=SMALL, anchor="end" if left else "")


def _description(rows: tuple[PaymentTold, ...]) -> str:
    return " ".join(
        f"{number}: {count(row.points, 'point')}, {percent(row.share)}, {row.unlocks}."
        for number, row in enumerate(rows, start=1)
        if row.share is not None
    )
