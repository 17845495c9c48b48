"""What in a case could be a little other than it is written: every level and number that a roadmap may hang on.

A row of moves goes in one direction from what is written: to the neighbouring level in use, or by so many notches of a
number. A number is a notch finer than anything a case file can say apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Any

from detente.case import Amount, Case, Interval, Levels, Party, Step, Value, steps_of
from detente.diagnosis.bridges.kinds.guarantee import levels_in_use

NOTCH = Fraction(1, 10_000)
TENTH = Fraction(1, 10)
AMOUNTS = ("breach_cost", "walk_away", "tolerance", "trust")
WORSE_UP = frozenset({"walk_away"})
"""Amounts of which more makes a roadmap harder; of the others less does."""

Figure = Fraction | int | Levels | Interval


@dataclass(frozen=True, slots=True)
class Row:
    """One level or number of a case, moved in one direction.

    ``path`` says where it stands in the case file, ``about`` names party and step. ``most`` is how many notches are
    looked at (1 for levels), ``notch`` what one is worth, `None` for levels. ``at(n)`` gives the case moved by ``n``
    notches, ``figure(n)`` what then stands there. ``may_break`` is false where a move that way never breaks a roadmap
    that holds (model.md §4: a gain more, or a cost less).
    """

    path: str
    about: tuple[str, ...]
    most: int
    notch: Fraction | None
    at: Callable[[int], Case]
    figure: Callable[[int], Figure]
    may_break: bool = True

    @property
    def moves_shares(self) -> bool:
        """Whether what shares are measured against moves as well."""
        return ".value." in self.path or self.path.endswith(".walk_away")


def rows(case: Case) -> Iterator[Row]:
    """Yield every row of a case: values, amounts of the parties, detection, reversibility, number of phases."""
    for party in case.principals:
        for step in case.steps.values():
            if party.id in step.value:
                yield from _value_rows(case, party, step)
        for key in AMOUNTS:
            yield from _amount_rows(case, party, key)
    for step in case.steps.values():
        yield from _step_rows(case, step)
    yield from _phase_rows(case)


def _value_rows(case: Case, party: Party, step: Step) -> Iterator[Row]:
    path, about, value = f"steps.{step.id}.value.{party.id}", (party.id, step.id), step.value[party.id]
    if isinstance(value, int):
        for level in _neighbours(abs(value), levels_in_use(case, party)):
            moved = level if value > 0 else -level
            yield _single(path, about, value, moved, partial(_with_value, case, step, party.id), moved < value)
        return
    size = max(abs(value.lo), abs(value.hi)) if isinstance(value, Interval) else abs(value)
    for sign in (-1, 1):
        worth = partial(_moved_value, value, sign)
        yield Row(
            path, about, int(size / NOTCH), NOTCH, partial(_at_value, case, step, party.id, worth), worth, sign < 0
        )


def _moved_value(value: Fraction | Interval, sign: int, notches: int) -> Fraction | Interval:
    by = sign * notches * NOTCH
    return Interval(value.lo + by, value.hi + by) if isinstance(value, Interval) else value + by


def _at_value(case: Case, step: Step, party: str, worth: Callable[[int], Value], notches: int) -> Case:
    return _with_value(case, step, party, worth(notches))


def _amount_rows(case: Case, party: Party, key: str) -> Iterator[Row]:
    amount: Amount | None = getattr(party, key)
    path, about = f"parties.{party.id}.{key}", (party.id,)
    if amount is None:
        return
    if isinstance(amount, tuple):
        ladder = levels_in_use(case, party)
        for level in dict.fromkeys(amount):
            for other in (*_neighbours(level, ladder), *([0] if level == min(ladder) else [])):
                rest = list(amount)
                rest.remove(level)
                moved = tuple(sorted([*rest, *([other] if other else [])], reverse=True))
                at = partial(_with_amount, case, party, key)
                yield _single(path, about, amount, moved, at, (other > level) == (key in WORSE_UP))
        return
    for sign in (-1, 1) if amount else ():
        figure = partial(_moved_number, amount, sign, NOTCH)
        at = partial(_at_amount, case, party, key, figure)
        yield Row(path, about, int(amount / NOTCH), NOTCH, at, figure, (sign > 0) == (key in WORSE_UP))


def _at_amount(case: Case, party: Party, key: str, figure: Callable[[int], Fraction], notches: int) -> Case:
    return _with_amount(case, party, key, figure(notches))


def _step_rows(case: Case, step: Step) -> Iterator[Row]:
    detection = step.verified.detection
    for sign in (-1, 1) if detection is not None else ():
        assert detection is not None
        most = int((detection if sign < 0 else 1 - detection) / NOTCH)
        figure = partial(_moved_number, detection, sign, NOTCH)
        at = partial(_at_detection, case, step, figure)
        if most:
            yield Row(f"steps.{step.id}.verified.detection", (step.id,), most, NOTCH, at, figure, sign < 0)
    named = any(step.id in steps_of(bonus.when) for bonus in case.bonuses)
    for sign in (-1, 1) if not named else ():
        if 0 <= step.reversible + sign * TENTH <= 1:
            figure = partial(_moved_number, step.reversible, sign, TENTH)
            at = partial(_at_reversible, case, step, figure)
            yield Row(f"steps.{step.id}.reversible", (step.id,), 1, TENTH, at, figure)


def _at_detection(case: Case, step: Step, figure: Callable[[int], Fraction], notches: int) -> Case:
    return _with_step(case, replace(step, verified=replace(step.verified, detection=figure(notches))))


def _at_reversible(case: Case, step: Step, figure: Callable[[int], Fraction], notches: int) -> Case:
    return _with_step(case, replace(step, reversible=figure(notches)))


def _phase_rows(case: Case) -> Iterator[Row]:
    for sign in (-1, 1):
        moved = case.max_phases + sign
        if 1 <= moved <= 60:
            figure = partial(_moved_number, Fraction(case.max_phases), sign, Fraction(1))
            at = partial(_at_phases, case, moved)
            yield Row("max_phases", (), 1, Fraction(1), at, figure, sign < 0)


def _at_phases(case: Case, phases: int, notches: int) -> Case:
    return replace(case, max_phases=phases if notches else case.max_phases)


def _moved_number(now: Fraction, sign: int, notch: Fraction, notches: int) -> Fraction:
    return now + sign * notches * notch


def _single(path: str, about: tuple[str, ...], now: Any, moved: Any, at: Callable[[Any], Case], may_break: bool) -> Row:
    """Give a row of one move, to a neighbouring level."""

    def figure(notches: int) -> Any:
        return moved if notches else now

    return Row(path, about, 1, None, lambda notches: at(figure(notches)), figure, may_break)


def _neighbours(level: int, ladder: Levels) -> tuple[int, ...]:
    """Give the neighbouring levels in use, the lower first."""
    lower = [one for one in ladder if one < level]
    higher = [one for one in ladder if one > level]
    return (*lower[-1:], *higher[:1])


def _with_value(case: Case, step: Step, party: str, value: Value) -> Case:
    rest = {name: worth for name, worth in step.value.items() if name != party}
    return _with_step(case, replace(step, value={**rest, party: value} if value else rest))


def _with_step(case: Case, step: Step) -> Case:
    return replace(case, steps={**case.steps, step.id: step})


def _with_amount(case: Case, party: Party, key: str, amount: Amount) -> Case:
    moved: Any = {key: amount}
    return replace(case, parties={**case.parties, party.id: replace(party, **moved)})
