"""Fragility in words: on which single levels, numbers and demands a roadmap hangs, and the price of a walk-out."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from detente.case import Interval
from detente.diagnosis.fragility import Effect, Fragility, Margin, WeakPoint
from detente.report.shown import shown_text
from detente.report.told import Told
from detente.report.words import count, decimal, listing

KEYS = {
    "breach_cost": "price of breaking its word",
    "walk_away": "worth of walking away",
    "tolerance": "tolerance",
    "trust": "trust",
    "reversible": "share of its worth that can be taken back",
    "detection": "probability that a pretence is found out",
    "max_phases": "phases at most",
}

HEADINGS = {
    Effect.NONE: "No roadmap would be left",
    Effect.PACKAGE: "Another package would be best",
    Effect.ORDER: "The same package, in another order",
}


@dataclass(frozen=True, slots=True)
class WeakPointTold:
    """A weak point in words: what it is about, what it is moved from and to, and what becomes of the package."""

    what: str
    move: str
    then: str


@dataclass(frozen=True, slots=True)
class FragilityTold:
    """The whole in words: weak points by what becomes of the roadmap, and a line for every principal's margin."""

    intro: str
    groups: tuple[tuple[str, tuple[WeakPointTold, ...]], ...]
    margins: tuple[str, ...]


def fragility_told(told: Told, found: Fragility) -> FragilityTold:
    """Tell all weak points, the worst effect first."""
    groups = [
        (effect, tuple(weak_point_told(told, one) for one in found.points if one.effect is effect)) for effect in Effect
    ]
    return FragilityTold(
        _intro(found),
        tuple((HEADINGS[effect], points) for effect, points in groups if points),
        tuple(_margin(told, one) for one in found.margins),
    )


def _intro(found: Fragility) -> str:
    moved = count(found.looked_at, "level, number or demand", "levels, numbers and demands")
    every = "" if found.complete else " The time did not suffice for all of them."
    if not found.thorough:
        every += " Packages that would be merely as good are not counted; plan --fragile looks at these too."
    if not found.points:
        return f"{moved} moved one at a time: neither the roadmap nor its package changes.{every}"
    return (
        f"{moved} moved one at a time: a level to its neighbour in use, a number by the least that makes a "
        f"difference. {count(len(found.points), 'of them matters', 'of them matter')}.{every}"
    )


def weak_point_told(told: Told, one: WeakPoint) -> WeakPointTold:
    """Tell one weak point."""
    if one.is_demand:
        now, moved = shown_text(str(one.now)), shown_text(str(one.moved))
        softer = f", and no longer “{now}”" if now else ""
        return WeakPointTold(f"Demand {one.path} ({told.party(one.about[0])})", f"“{moved}”{softer}", _then(told, one))
    return WeakPointTold(_what(told, one), _move(one), _then(told, one))


def _what(told: Told, one: WeakPoint) -> str:
    keys = one.path.split(".")
    match keys:
        case ["steps", step, "value", party]:
            return f"{told.step(step)}, worth to {told.party(party)}"
        case ["steps", step, *_]:
            return f"{told.step(step)}, {KEYS.get(keys[-1], keys[-1])}"
        case ["parties", party, key]:
            return f"{told.party(party)}, {KEYS.get(key, key)}"
        case _:
            return KEYS.get(one.path, one.path).capitalize()


def _move(one: WeakPoint) -> str:
    far = f" (by {decimal(abs(one.by), 4)})" if one.by is not None and one.by != 1 else ""
    level = "level " if one.by is None else ""
    return f"{level}{figure_words(one.now)} → {figure_words(one.moved)}{far}"


def figure_words(figure: object) -> str:
    """Write a number, a level, several levels or an interval."""
    match figure:
        case Interval(lo, hi):
            return f"{decimal(lo, 4)} to {decimal(hi, 4)}"
        case Fraction():
            return decimal(figure, 4)
        case ():
            return "none"
        case tuple():
            return " and ".join(map(str, figure))
        case _:
            return str(figure)


def _then(told: Told, one: WeakPoint) -> str:
    parts = []
    if one.added:
        parts.append(f"with {listing([told.step(step) for step in one.added])}")
    if one.dropped:
        parts.append(f"without {listing([told.step(step) for step in one.dropped])}")
    return "; ".join(parts)


def _margin(told: Told, one: Margin) -> str:
    name = told.party(one.party)
    when = "once all is done" if one.phase > len(told.roadmap.phases) else f"in phase {one.phase}"
    if one.figure is None:
        return f"{name}: no single matter more would tempt it to break off."
    if isinstance(one.figure, int):
        return f"{name}: one matter more of level {one.figure} for breaking off would tempt it, first {when}."
    return f"{name}: {decimal(one.figure, 4)} more for breaking off would tempt it, first {when}."
