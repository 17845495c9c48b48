"""A conflict drawn as what waits for what: a box for the steps that wait, an arrow to what they wait for."""

from __future__ import annotations

from detente.diagnosis.result import Link, LinkKind, Story
from detente.report.provenance import picture_source
from detente.report.svg import Drawing, wrap
from detente.report.told import Told
from detente.report.words import listing

WIDTH = 680
LEFT, BOX = 64, 500
LANE = 16
SIZE, SMALL, GAP = 13, 12, 17
WAITING = (LinkKind.BEFORE, LinkKind.WITH)


def waiting(told: Told, story: Story, number: int, members: tuple[str, ...]) -> str:
    """Draw a conflict that goes round in a circle.

    Parameters
    ----------
    told
        The case.
    story
        The conflict, told by its links.
    number
        Its place in the list, for title and ids.
    members
        Its conditions in words.

    Returns
    -------
    str
        One ``<svg>`` with title, source and text alternative; empty where nothing goes round.
    """
    links = [link for link in story.links if link.kind in WAITING]
    if not story.is_a_circle or not links:
        return ""
    drawing = Drawing()
    title = f"Conflict {number}: {' and '.join(members)}"
    y = drawing.lines(0, 18, wrap(title, WIDTH, 15, bold=True), size=15, gap=19, style="bold") + 6
    places: list[tuple[float, float]] = []
    for link in links:
        bottom = _box(drawing, told, link, y)
        places.append((y, bottom))
        y = _label(drawing, told, link, bottom)
    _arrows(drawing, links, places)
    source = wrap(picture_source(told), WIDTH, SMALL)
    y = drawing.lines(0, y + 8, source, size=SMALL, gap=15, style="soft")
    return drawing.finish(f"conflict-{number}", WIDTH, int(y), title, _description(told, links), kind="waiting")


def _box(drawing: Drawing, told: Told, link: Link, y: float) -> float:
    """Draw the steps of a link with their owners; return where the box ends."""
    lines = [line for step in link.steps for line in wrap(told.step(step), BOX - 70, SIZE, bold=True)]
    owners = dict.fromkeys(told.party(owner) for step in link.steps for owner in told.case.steps[step].by)
    whose = wrap(listing(list(owners)), BOX - 70, SMALL)
    height = GAP * len(lines) + 15 * len(whose) + 18
    drawing.rect(LEFT, y, BOX, height, "box", rx=4)
    below = drawing.lines(LEFT + 12, y + 20, lines, size=SIZE, gap=GAP, style="bold")
    drawing.lines(LEFT + 12, below, whose, size=SMALL, gap=15, style="soft")
    return y + height


def _label(drawing: Drawing, told: Told, link: Link, y: float) -> float:
    """Say beside the arrow why the steps wait; return where the next box begins."""
    lines = wrap(_grounds(told, link), BOX - 50, SMALL)
    below = drawing.lines(LEFT + 44, y + 18, lines, size=SMALL, gap=15)
    return below + 4


def _grounds(told: Told, link: Link) -> str:
    when = "only after" if link.kind is LinkKind.BEFORE else "no earlier than"
    any_of = " one of" if len(link.waits_for) > 1 else ""
    if not link.demand:
        return f"{when}{any_of}: a rule of the case"
    demand = told.case.demands[link.demand]
    return f"{when}{any_of}: demand {link.demand}, {told.party(demand.by)}"


def _edges(links: list[Link]) -> list[tuple[int, int]]:
    edges = []
    for here, link in enumerate(links):
        needed = {step for way in link.waits_for for step in way}
        edges += [(here, there) for there, other in enumerate(links) if here != there and needed & set(other.steps)]
    return edges


def _arrows(drawing: Drawing, links: list[Link], places: list[tuple[float, float]]) -> None:
    """Draw the arrows: to the next box straight down, back up on the left, further down on the right."""
    lanes = {"back": 0, "on": 0}
    for here, there in _edges(links):
        bottom, top = places[here][1], places[there][0]
        if there == here + 1:
            drawing.path(f"M{LEFT + 22} {bottom} V{top - 6}", "mark")
            drawing.path(f"M{LEFT + 16} {top - 9} L{LEFT + 22} {top} L{LEFT + 28} {top - 9} Z", "full")
            continue
        way = "back" if there < here else "on"
        lanes[way] += 1
        _round(drawing, places[here], places[there], lanes[way], back=way == "back")


def _round(drawing: Drawing, start: tuple[float, float], end: tuple[float, float], lane: int, *, back: bool) -> None:
    """Draw an arrow that goes round the boxes between, in a lane of its own."""
    edge = LEFT if back else LEFT + BOX
    out = edge - lane * LANE if back else edge + lane * LANE
    leave = (start[0] + start[1]) / 2 + 4 * lane
    arrive = min((end[0] + end[1]) / 2 - 4 * lane, end[1] - 4)
    tip = -9 if back else 9
    drawing.path(f"M{edge} {leave:.1f} H{out} V{arrive:.1f} H{edge + tip}", "mark")
    drawing.path(f"M{edge + tip} {arrive - 6:.1f} L{edge} {arrive:.1f} L{edge + tip} {arrive + 6:.1f} Z", "full")


def _description(told: Told, links: list[Link]) -> str:
    lines = []
    for link in links:
        names = listing([told.step(step) for step in link.steps])
        ways = listing([listing([told.step(step) for step in way]) for way in link.waits_for], "or")
        lines.append(f"{names} wait for {ways} ({link.demand or 'rule of the case'}).")
    return " ".join(lines)
