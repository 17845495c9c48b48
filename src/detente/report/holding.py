"""What keeps every party from walking away, phase by phase, in amounts where it has a unit (model.md §4)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from detente.checker.report import LevelShare, Standing, Sum, Way
from detente.report.told import Told
from detente.report.words import decimal, listing, percent

HOLD_WORDS = {
    "gains to come": "gains to come",
    "what the others could take back": "what the others could take back",
    "price of its word": "the price of its word",
    "guarantee": "a third party's guarantee",
    "tolerance": "a difference too small to act on",
}

WAYS = {
    Way.IN_PHASE: "in the phase, while the others deliver",
    Way.BEFORE: "before the phase begins",
    Way.AFTER: "once all is done",
}


@dataclass(frozen=True, slots=True)
class Held:
    """How one principal is held at one stage, in words.

    ``by`` pairs each hold with what it amounts to (empty where that is not known). ``deviation`` tells the best the
    party could do by breaking off, as pairs of label and words; it is empty where no checker's report is at hand.
    ``nothing_to_gain``: leaving would spare it nothing, so nothing need hold it.
    """

    party: str
    by: tuple[tuple[str, str], ...]
    deviation: tuple[tuple[str, str], ...]
    nothing_to_gain: bool

    @property
    def briefly(self) -> str:
        """What holds the party, without amounts."""
        if self.nothing_to_gain:
            return "leaving spares it nothing"
        return listing([name for name, _ in self.by]) or "not known"


@dataclass(frozen=True, slots=True)
class Stage:
    """A phase, or the time after the last one, with how everybody is held in it."""

    name: str
    held: tuple[Held, ...]


def stages(told: Told) -> tuple[Stage, ...]:
    """Tell for every phase, and for the time after the last one, what holds each principal."""
    if told.public or not told.holds:
        return ()
    numbers = range(1, len(told.roadmap.phases) + 2)
    return tuple(Stage(_name(told, k), tuple(_held(told, party.id, k) for party in told.principals)) for k in numbers)


def _name(told: Told, k: int) -> str:
    return f"Phase {k}" if k <= len(told.roadmap.phases) else "Once all is done"


def _held(told: Told, party: str, k: int) -> Held:
    if told.check is None:
        stage = told.roadmap.phases[k - 1] if k <= len(told.roadmap.phases) else told.roadmap.after
        holds = stage.holds.get(party, ()) if stage else ()
        return Held(party, tuple((HOLD_WORDS[str(hold)], "") for hold in holds), (), False)
    standing = told.check.standing(party, k)
    by = tuple((HOLD_WORDS[str(hold)], sum_words(standing.balance.of(hold))) for hold in standing.holds)
    return Held(party, by, _deviation(told, standing), not standing.holds)


def sum_words(amount: Sum) -> str:
    """Write an amount, or the levels in it, which are never added up: ``levels 5, 3 (2 times) and half of 2``."""
    if isinstance(amount, Fraction):
        return decimal(amount)
    if not amount:
        return "nothing"
    counted = Counter(amount)
    parts = [_times(matter, number) for matter, number in counted.items()]
    return f"{'level' if len(amount) == 1 and amount[0].share == 1 else 'levels'} {listing(parts)}"


def _times(matter: LevelShare, number: int) -> str:
    name = str(matter.level) if matter.share == 1 else f"{_part(matter.share)} of {matter.level}"
    return name if number == 1 else f"{name} ({number} times)"


def _part(share: Fraction) -> str:
    return "half" if share == Fraction(1, 2) else percent(share)


def _deviation(told: Told, standing: Standing) -> tuple[tuple[str, str], ...]:
    """Tell what the party would do at best if it broke off, what the others would answer, and what it is spared."""
    found = standing.deviation
    lines = [
        ("Breaks off", WAYS[standing.way]),
        ("Withholds", _titles(told, found.withholds)),
        ("Takes back", _titles(told, found.takes_back)),
        ("The others take back", _titles(told, found.others_take_back)),
        ("It is spared", sum_words(standing.balance.spared) if standing.balance.spared else "nothing"),
    ]
    return tuple((label, words) for label, words in lines if words)


def _titles(told: Told, steps: tuple[str, ...], most: int = 3) -> str:
    titles = [f"“{told.step(step)}”" for step in steps[:most]]
    if len(steps) > most:
        titles.append(f"{len(steps) - most} more")
    return listing(titles)
