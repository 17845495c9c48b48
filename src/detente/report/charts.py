"""How every party stands, phase by phase: what leaving would gain it, what it risks, what it has received.

One picture a party, because amounts of different parties have different units and must not look comparable. An ordinal
party has no unit at all: for it there are marks, "none" or "some", and no lengths (model.md §2).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from detente.case.model import Party, Scale
from detente.report.provenance import picture_source
from detente.report.svg import Drawing, wrap
from detente.report.told import Told
from detente.report.words import decimal, percent
from detente.roadmap.result import Figure, Verdict

WIDTH = 400
LEFT = 58
STRIP = 80
SMALL = 12
NARROW = 30
"""The least width of a column whose label needs no more room than it has."""

UNITS = {
    Scale.CARDINAL: "Amounts in the party's own unit.",
    Scale.INTERVAL: "Amounts in the party's own unit, in the worst case of its intervals.",
    Scale.ORDINAL: "Ranks have no unit: marks say “none” (for every value that fits them) or “some”.",
}


def standing(told: Told, party: Party) -> str:
    """Draw one principal's temptation, exposure and share received so far, by phase.

    Returns
    -------
    str
        One ``<svg>`` with title, units, source and text alternative: the same bytes for the same roadmap.
    """
    assert party.scale is not None
    phases = told.roadmap.phases
    labels = [str(number) for number in range(1, len(phases) + 1)]
    drawing = Drawing()
    title = f"{told.party(party.id)}: how it stands, phase by phase"
    y = drawing.lines(0, 18, wrap(title, WIDTH, 15, bold=True), size=15, gap=19, style="bold")
    y = drawing.lines(0, y, wrap(UNITS[party.scale], WIDTH, SMALL), size=SMALL, gap=15, style="soft")
    stages = [*labels, "after"]
    y = _strip(drawing, temptation_title(party), temptations(told, party.id), stages, _limit(party.tolerance), y)
    y = _strip(drawing, exposure_title(party), exposures(told, party.id), stages, _trust(party), y)
    if told.roadmap.share.get(party.id) is not None:
        y = _shares(drawing, told, party, labels, y)
    y = drawing.lines(0, y + 6, wrap(picture_source(told), WIDTH, SMALL), size=SMALL, gap=15, style="soft")
    return drawing.finish(f"standing-{party.id}", WIDTH, int(y), title, _description(told, party), kind="standing")


def temptations(told: Told, party: str) -> list[Figure]:
    """Return a principal's temptation in each phase and once all is done."""
    return [stage.temptation[party] for stage in (*told.roadmap.phases, told.roadmap.after) if stage]


def exposures(told: Told, party: str) -> list[Figure]:
    """Return a principal's exposure in each phase and once all is done."""
    return [stage.exposure[party] for stage in (*told.roadmap.phases, told.roadmap.after) if stage]


def temptation_title(party: Party) -> str:
    """Name the temptation as everyday language does."""
    return "Gain from leaving" if party.scale is Scale.ORDINAL else "Gain from leaving (below zero: a loss)"


def exposure_title(party: Party) -> str:
    """Name the exposure as everyday language does."""
    bound = "no bound stated" if party.trust is None else "bounded by its trust"
    return f"At risk if the others leave ({bound})"


def figure_words(figure: Figure) -> str:
    """Write a figure or a verdict."""
    return str(figure) if isinstance(figure, Verdict) else decimal(figure)


def _limit(amount: object) -> Fraction | None:
    return amount if isinstance(amount, Fraction) else None


def _trust(party: Party) -> Fraction | None:
    """Return the bound on exposure, where it is one number for all phases."""
    return _limit(party.trust) if not party.trust_growth else None


def _strip(
    drawing: Drawing, title: str, figures: Sequence[Figure], labels: Sequence[str], limit: Fraction | None, y: float
) -> float:
    y += 6
    drawing.text(0, y + 14, title, size=13, style="bold")
    amounts = [figure for figure in figures if isinstance(figure, Fraction)]
    if len(amounts) == len(figures):
        bottom = _bars(drawing, amounts, limit, y + 28)
    else:
        bottom = _verdicts(drawing, figures, y + 28)
    return _labels(drawing, labels, len(figures), bottom + 4)


def _bars(
    drawing: Drawing, amounts: Sequence[Fraction], limit: Fraction | None, y: float, *, style: str = "second",
    percents: bool = False, floor: Fraction = Fraction(0), ceiling: Fraction = Fraction(0),
) -> float:  # fmt: skip
    """Draw bars from a zero line, the limit as a dashed line, and the scale's ends in figures."""
    drawn = [*amounts, Fraction(0), *([limit] if limit is not None else [])]
    low, high = min([*drawn, floor]), max([*drawn, ceiling])
    spread = (high - low) or Fraction(1)

    def at(amount: Fraction) -> float:
        return y + round(float((high - amount) / spread * STRIP), 1)

    step = (WIDTH - LEFT) / len(amounts)
    for place, amount in enumerate(amounts):
        top, bottom = sorted((at(amount), at(Fraction(0))))
        left = round(LEFT + step * (place + 0.18), 1)
        drawing.rect(left, top, round(step * 0.64, 1), round(max(bottom - top, 1), 1), style)
    drawing.line(LEFT, at(Fraction(0)), WIDTH, at(Fraction(0)), "axis")
    write = percent if percents else decimal
    ends = {at(amount): write(amount) for amount in (low, Fraction(0), high)}
    for height, words in ends.items():
        drawing.text(LEFT - 6, height + 4, words, size=SMALL, anchor="end")
    if limit is not None and limit > 0:
        drawing.line(LEFT, at(limit), WIDTH, at(limit), "limit")
        drawing.text(WIDTH, at(limit) + 12, "what it accepts", size=SMALL, style="soft", anchor="end")
    return y + STRIP


def _verdicts(drawing: Drawing, figures: Sequence[Figure], y: float) -> float:
    """Draw a mark a phase: an open ring for none, a full disc for some, with the word where there is room."""
    step = (WIDTH - LEFT) / len(figures)
    for place, figure in enumerate(figures):
        x = round(LEFT + step * (place + 0.5), 1)
        drawing.add("circle", {"cx": x, "cy": y + 8, "r": 6, "class": "full" if figure == Verdict.SOME else "mark"})
        if step >= 34:
            drawing.text(x, y + 28, figure_words(figure), size=SMALL, anchor="middle")
    if step < 34:
        drawing.text(LEFT, y + 28, "○ none   ● some", size=SMALL, style="soft")
    drawing.line(LEFT, y + 34, WIDTH, y + 34)
    return y + 32


def _labels(drawing: Drawing, labels: Sequence[str], columns: int, y: float) -> float:
    """Write the phases below, as many as there is room for; what comes after them always."""
    step = (WIDTH - LEFT) / columns
    numbers = [label for label in labels if label != "after"]
    room = len(numbers) - (NARROW / step if len(numbers) < len(labels) else 0)
    every = max(1, -(-NARROW // max(int(step), 1)))
    for place, label in enumerate(numbers):
        if place % every == 0 and (place <= room or every == 1):
            x = round(LEFT + step * (place + 0.5), 1)
            drawing.text(x, y + 16, label, size=SMALL, style="soft", anchor="middle")
    if len(numbers) < len(labels):
        x, anchor = (round(WIDTH - step / 2, 1), "middle") if step > NARROW else (float(WIDTH), "end")
        drawing.text(x, y + 16, "after", size=SMALL, style="soft", anchor=anchor)
    drawing.text(LEFT - 6, y + 16, "phase", size=SMALL, style="soft", anchor="end")
    return y + 26


def _shares(drawing: Drawing, told: Told, party: Party, labels: Sequence[str], y: float) -> float:
    ordering = told.is_for_ordering_only(party.id)
    title = "Share received so far" + (" (from ranks: for ordering only)" if ordering else "")
    y += 6
    drawing.text(0, y + 14, title, size=13, style="bold")
    everybody = [
        share for phase in told.roadmap.phases for share in phase.share.values() if share is not None
    ]  # one scale for all parties: shares are what can be compared (model.md §6)
    own = [phase.share[party.id] or Fraction(0) for phase in told.roadmap.phases]
    bottom = _bars(
        drawing, own, None, y + 28, style="hollow" if ordering else "second", percents=True,
        floor=min(everybody, default=Fraction(0)), ceiling=max(everybody, default=Fraction(0)),
    )  # fmt: skip
    return _labels(drawing, labels, len(labels), bottom + 4)


def _description(told: Told, party: Party) -> str:
    stages = [f"phase {number}" for number in range(1, len(told.roadmap.phases) + 1)] + ["after"]
    parts = []
    for name, figures in (
        ("Gain from leaving", temptations(told, party.id)),
        ("At risk if the others leave", exposures(told, party.id)),
    ):
        told_so = ", ".join(f"{stage} {figure_words(figure)}" for stage, figure in zip(stages, figures, strict=False))
        parts.append(f"{name}: {told_so}.")
    shares = [
        f"phase {number} {percent(share)}"
        for number, phase in enumerate(told.roadmap.phases, start=1)
        if (share := phase.share.get(party.id)) is not None
    ]
    if shares:
        note = " (for ordering only)" if told.is_for_ordering_only(party.id) else ""
        parts.append(f"Share received so far{note}: {', '.join(shares)}.")
    return " ".join(parts)
