"""How a roadmap was computed: from what, by what, within which limits."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from detente import __version__
from detente.case.model import Fairness, Objective
from detente.report.told import Told
from detente.report.words import decimal, listing, percent
from detente.roadmap.result import ObjectiveValue

OBJECTIVES = {
    Objective.PACKAGE: "the best package",
    Objective.EXPOSURE: "the smallest largest exposure",
    Objective.LEAP: "no party asked for too much at once",
    Objective.TIME: "the shortest time",
    Objective.EASIER: "easier steps first",
    Objective.BALANCE: "shares received in step with each other",
}

SHARES = ("smallest share", "sum of shares", "largest exposure", "largest burden", "largest gap")
"""The parts of objectives that are shares of what a party could have at most, or sums and differences of such."""

FAIRNESS = {
    Fairness.EGALITARIAN: "the largest smallest share, then the largest sum of shares",
    Fairness.NASH: "the largest product of shares",
    Fairness.UTILITARIAN: "the largest sum of shares",
    Fairness.EVERYTHING: "as many steps as possible",
}


def picture_source(told: Told) -> str:
    """Say below a picture where it comes from."""
    computed = f"computed with detente {__version__}"
    if told.public:
        return f"Source: the case “{told.case.title}”; {computed}; copy for sharing."
    return f"Source: the case “{told.case.title}” ({told.roadmap.case_digest[:10]}); {computed}."


def computed_from(told: Told) -> tuple[tuple[str, str], ...]:
    """Say what a roadmap was computed from, as pairs of label and text."""
    roadmap = told.roadmap
    rows = [("Made by", f"detente {__version__}")]
    if told.on is not None:
        rows.append(("Date of this report", told.on.isoformat()))
    if not told.public:
        rows.append(("Digest of the case (SHA-256)", roadmap.case_digest or "unknown"))
    if roadmap.time_limit is not None:
        rows.append(("Time limit", f"{decimal(Fraction(str(roadmap.time_limit)))} seconds"))
    rows.append(("Seed", str(roadmap.seed)))
    if not told.public and roadmap.objectives_order:
        order = [f"{place}. {OBJECTIVES[name]}" for place, name in enumerate(roadmap.objectives_order, start=1)]
        rows.append(("Objectives in strict order", "; ".join(order)))
        rows.append(("The best package is the one with", FAIRNESS[told.case.fairness]))
    for label, ids in _what_was_asked(told):
        rows.append((label, listing(ids)))
    return tuple(rows)


def _what_was_asked(told: Told) -> list[tuple[str, list[str]]]:
    """Say what the caller changed or asked for, as far as it may be told."""
    roadmap = told.roadmap
    bridges = [told.case.bridges[name].title if name in told.case.bridges else name for name in roadmap.changes.bridges]
    asked = [
        ("Bridges used", bridges),
        ("Asked to include", list(roadmap.changes.included)),
        ("Done before", [told.step(name) for name in roadmap.done]),
        ("Figures changed for this run", [f"{path} = {value}" for path, value in roadmap.changes.settings]),
    ]
    return [(label, items) for label, items in asked if items]


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """One objective, or one part of it, in words."""

    name: str
    part: str
    value: str
    bound: str
    proved: str


def objective_rows(told: Told) -> tuple[ObjectiveRow, ...]:
    """Tell what every objective came to, and whether that is proved (nothing in a public copy)."""
    return tuple(_row(each) for each in told.roadmap.objectives)


def _row(objective: ObjectiveValue) -> ObjectiveRow:
    part = objective.part
    bound = "–" if objective.bound is None else _figure(part, objective.bound)
    proved = "yes"
    if not objective.proved:
        proved = "no" if objective.bound is None else f"no; gap {_figure(part, abs(objective.bound - objective.value))}"
    return ObjectiveRow(OBJECTIVES[objective.name], part, _figure(part, objective.value), bound, proved)


def _figure(part: str, value: Fraction) -> str:
    """Write what an objective came to as the same figure is written elsewhere in the report."""
    return percent(value) if part in SHARES else decimal(value)


def why_package(told: Told) -> str:
    """Say by which objective the package was chosen, and whether a better one is ruled out."""
    if told.public:
        return ""
    parts = [each for each in told.roadmap.objectives if each.name is Objective.PACKAGE]
    chosen = f"Among all packages for which a roadmap holds, the one with {FAIRNESS[told.case.fairness]} was sought"
    if not told.principals:
        chosen = "As nobody in the case has preferences, as many steps as possible were sought"
    reached = listing([f"{each.part} {_figure(each.part, each.value)}" for each in parts])
    text = f"{chosen}{f' (reached: {reached})' if reached else ''}."
    if parts and all(each.proved for each in parts):
        return f"{text} That there is no better one is proved."
    return f"{text} That there is no better one is not proved; see the bounds below."
