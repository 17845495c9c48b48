"""The roadmap as a picture: phases across, parties down, real dates where the case has them.

There are two shapes of it. The wide one is for paper and large screens: a picture for each band of a few phases, as
music is set in systems, so that it never becomes too small to read. The tall one is for a telephone.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.case.model import Party, Step
from detente.report.headline import days_of, has_calendar
from detente.report.marks import draw_legend, draw_mark, mark_of, reversibility
from detente.report.phases import by_owners
from detente.report.provenance import picture_source
from detente.report.svg import Drawing, text_width, wrap
from detente.report.told import Told
from detente.report.words import count, days_between, duration, length, listing, short_day, span
from detente.roadmap.result import Phase

WIDE = 1040
TALL = 380
LABELS = 140
WIDEST = 420
PHASES_A_BAND = 4
TEXT = 13
SMALL = 11
LINE = 16


def wide(told: Told) -> list[str]:
    """Draw a roadmap that has phases for paper and large screens: a picture for each band of a few phases.

    Returns
    -------
    list of str
        Each an ``<svg>`` with title, description, legend and source of its own: the same bytes for the same roadmap.
    """
    bands = _bands(told.roadmap.phases)
    column = min((WIDE - LABELS) // max(len(phases) for _, phases in bands), WIDEST)
    return [_wide(told, first, phases, column) for first, phases in bands]


def tall(told: Told) -> str:
    """Draw a roadmap that has phases for a telephone: one ``<svg>``, one phase below the other."""
    drawing = Drawing()
    title = _title(told, 1, told.roadmap.phases)
    y = drawing.lines(0, 20, wrap(title, TALL, 15, bold=True), size=15, gap=19, style="bold") + 10
    for number, phase in enumerate(told.roadmap.phases, start=1):
        y = _tall_phase(drawing, told, number, phase, y)
    y = draw_legend(drawing, 0, y + 8, size=12, down=True)
    y = drawing.lines(0, y + 4, wrap(picture_source(told), TALL, SMALL), size=SMALL, gap=14, style="soft")
    description = in_words(told, 1, told.roadmap.phases)
    return drawing.finish("timeline-tall", TALL, int(y), title, description, kind="tall")


def in_words(told: Told, first: int, phases: tuple[Phase, ...]) -> str:
    """Say a picture in words: its text alternative."""
    parts = []
    for number, phase in enumerate(phases, start=first):
        when = f" ({span(phase.starts, phase.ends)})" if has_calendar(told) else ""
        doings = [
            f"{told.party(party.id)}: {listing([told.step(step.id) for step in steps])}"
            for party in told.acting
            if (steps := _of(told, phase, party))
        ]
        parts.append(f"Phase {number}{when}: {'; '.join(doings)}.")
    return " ".join(parts)


def _of(told: Told, phase: Phase, party: Party) -> list[Step]:
    return [step for name in told.in_order(phase.steps) if party.id in (step := told.known(name)).by]


def _title(told: Told, first: int, phases: tuple[Phase, ...]) -> str:
    last = first + len(phases) - 1
    if len(phases) == len(told.roadmap.phases):
        which = "phase by phase"
    else:
        which = f"phase {first}" if first == last else f"phases {first} to {last}"
    return f"Who does what, {which}: {told.case.title}"


# ------------------------------------------------------------------ wide


@dataclass(frozen=True, slots=True)
class _Box:
    """What stands in one cell of the wide picture: the lines of one step, or of what a party verifies."""

    title: tuple[str, ...]
    detail: tuple[str, ...]
    mark: str

    @property
    def height(self) -> int:
        return 10 + LINE * len(self.title) + 14 * len(self.detail)


def _wide(told: Told, first: int, phases: tuple[Phase, ...], column: int) -> str:
    drawing = Drawing()
    title = _title(told, first, phases)
    y = drawing.lines(0, 18, wrap(title, WIDE, 15, bold=True), size=15, gap=20, style="bold") - 8
    y = _calendar_strip(drawing, told, range(first, first + len(phases)), y)
    y = _band(drawing, told, first, phases, column, y + 6) + 8
    draw_legend(drawing, LABELS, y)
    y = drawing.lines(0, y + 18, wrap(picture_source(told), WIDE, SMALL), size=SMALL, gap=14, style="soft")
    return drawing.finish(f"timeline-{first}", WIDE, int(y), title, in_words(told, first, phases), kind="wide")


def _bands(phases: tuple[Phase, ...]) -> list[tuple[int, tuple[Phase, ...]]]:
    """Cut the phases into bands of nearly the same number, each with the number of its first phase."""
    bands = -(-len(phases) // PHASES_A_BAND)
    result = []
    start = 0
    for band in range(bands):
        end = start + -(-(len(phases) - start) // (bands - band))
        result.append((start + 1, phases[start:end]))
        start = end
    return result


def _calendar_strip(drawing: Drawing, told: Told, here: range, y: float) -> float:
    """Draw all phases in proportion to their time, where there is any, those of this picture filled."""
    phases, days = told.roadmap.phases, days_of(told)
    if not days or len(phases) < 2:
        return y
    room = WIDE - LABELS
    first = told.case.starts or 0
    edges = [
        tuple(LABELS + room * days_between(first, edge) // days for edge in (phase.starts, phase.ends))
        for phase in phases
    ]
    drawing.text(0, y + 11, "In proportion to time", size=SMALL, style="soft")
    drawing.rect(LABELS, y, room, 15, "band")
    nexts = [*(left for left, _ in edges[1:]), WIDE]
    for number, ((left, right), following) in enumerate(zip(edges, nexts, strict=True), start=1):
        drawing.rect(left, y, max(right - left, 3), 15, "second" if number in here else "box")
        label = text_width(str(number), SMALL) // 10
        if right - left >= label + 6:
            drawing.text((left + right) / 2, y + 11.5, str(number), size=SMALL, anchor="middle")
        elif following - right >= label + 9:
            drawing.text(right + 6, y + 11.5, str(number), size=SMALL)
    drawing.text(LABELS, y + 29, short_day(first), size=SMALL, style="soft")
    drawing.text(WIDE, y + 29, short_day(phases[-1].ends), size=SMALL, style="soft", anchor="end")
    return y + 40


def _band(drawing: Drawing, told: Told, first: int, phases: tuple[Phase, ...], column: int, y: float) -> float:
    right = LABELS + column * len(phases)
    drawing.rect(0, y, right, 42, "band")
    for place, phase in enumerate(phases):
        x = LABELS + column * place + 8
        drawing.text(x, y + 17, f"Phase {first + place}", size=TEXT, style="bold")
        if has_calendar(told):
            drawing.text(x, y + 34, _when(phase), size=SMALL, style="soft")
    top, y = y, y + 42
    for party in told.acting:
        cells = [_cell(told, phase, party, column - 16) for phase in phases]
        if any(cells):
            y = _row(drawing, told, party, cells, column, right, y)
    for place in range(len(phases)):
        drawing.line(LABELS + column * place, top, LABELS + column * place, y)
    drawing.line(right, top, right, y)
    return y + 12


def _when(phase: Phase) -> str:
    days = days_between(phase.starts, phase.ends)
    return f"{span(phase.starts, phase.ends, short=True)}, {duration(days)}" if days else short_day(phase.starts)


def _row(
    drawing: Drawing, told: Told, party: Party, cells: list[list[_Box]], column: int, right: int, y: float
) -> float:
    name = wrap(told.party(party.id), LABELS - 10, TEXT, bold=True)
    height = max(max(sum(box.height + 5 for box in cell) for cell in cells) + 7, LINE * len(name) + 14)
    drawing.lines(4, y + 19, name, size=TEXT, gap=LINE, style="bold")
    for place, cell in enumerate(cells):
        top = y + 6
        for box in cell:
            _draw_box(drawing, box, LABELS + column * place + 5, top, column - 10)
            top += box.height + 5
    drawing.line(0, y + height, right, y + height)
    return y + height


def _draw_box(drawing: Drawing, box: _Box, x: float, y: float, width: int) -> None:
    drawing.rect(x, y, width, box.height, "box" if box.mark else "band", rx=2)
    y = drawing.lines(x + 6, y + 16, list(box.title), size=TEXT if box.mark else SMALL, gap=LINE)
    indent = 0
    if box.mark:
        draw_mark(drawing, box.mark, x + 11, y - 5)
        indent = 13
    drawing.lines(x + 6 + indent, y - 1, list(box.detail), size=SMALL, gap=14, style="soft")


def _cell(told: Told, phase: Phase, party: Party, width: int) -> list[_Box]:
    boxes = []
    for step in _of(told, phase, party):
        title = tuple(wrap(told.step(step.id), width - 6, TEXT))
        boxes.append(_Box(title, tuple(wrap(_detail(told, step, party), width - 20, SMALL)), mark_of(step)))
    verified = sum(party.id in told.known(name).verified.by for name in phase.steps)
    if verified:
        boxes.append(_Box((f"verifies {count(verified, 'step')}",), (), ""))
    return boxes


def _detail(told: Told, step: Step, party: Party) -> str:
    """Say in few words with whom a step is done and how long it takes; the mark before it says the rest."""
    others = [told.party(owner) for owner in step.by if owner != party.id]
    jointly = f"jointly with {listing(others) if len(others) < 3 else f'{len(others)} others'}" if others else ""
    return ", ".join(part for part in (_times(told, step), jointly) if part)


def _times(told: Told, step: Step) -> str:
    """Say how long a step and its verification take, and who verifies; what can be taken back where that is all."""
    parts = [duration(step.days) if step.days else "at once" if has_calendar(told) else ""]
    if step.verified.days:
        parts.append(f"then {duration(step.verified.days)} to verify")
    return ", ".join(part for part in parts if part) or reversibility(told, step)


# ------------------------------------------------------------------ tall


def _tall_phase(drawing: Drawing, told: Told, number: int, phase: Phase, y: float) -> float:
    drawing.rect(0, y, TALL, 44 if has_calendar(told) else 26, "band")
    drawing.text(8, y + 18, f"Phase {number}", size=14, style="bold")
    if has_calendar(told):
        days = days_between(phase.starts, phase.ends)
        drawing.text(8, y + 36, f"{span(phase.starts, phase.ends, short=True)} ({length(days)})", size=12, style="soft")
        y += 18
    top, y = y + 26, y + 46
    for owners, steps in by_owners(told, phase):
        y = drawing.lines(18, y, wrap(owners, TALL - 18, 14, bold=True), size=14, gap=18, style="bold")
        for step in steps:
            draw_mark(drawing, mark_of(step), 23, y - 4)
            y = drawing.lines(34, y, wrap(told.step(step.id), TALL - 34, 14), size=14, gap=18)
            y = drawing.lines(34, y - 2, wrap(_times(told, step), TALL - 34, 12), size=12, gap=15, style="soft") + 6
        y += 4
    drawing.line(6, top, 6, y - 14, "axis")
    return y + 2
