"""The conditions of model.md §4 as sums over steps, for the exhaustive search only.

Without bonuses and conditional reversibility every condition on one phase reads, with X done before the phase, P done
in it and L the rest of the package, ``Σ_{s∈X} before_s + Σ_{s∈P} during_s + Σ_{s∈L} later_s + constant ≥ 0``. Here
the coefficients are found, straight from the page and in fractions; nothing is shared with the planner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Literal

from detente.case.model import Amount, Case, Interval, Party, Scale, Step, Value

When = Literal["before", "during", "later"]
"""Where a step of the package stands, seen from a phase."""

Worth = Callable[[Step, Fraction, When], Fraction]
"""What a step, worth so much to a party, adds to the left-hand side of one condition."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One inequality, multiplied up to whole numbers; one coefficient for each step of the case.

    ``only_with`` is the place of the step that must be in the phase for the condition to apply (`None`: any phase).
    """

    before: tuple[int, ...]
    during: tuple[int, ...]
    later: tuple[int, ...]
    constant: int
    only_with: int | None = None


def acceptable(case: Case, party: Party) -> list[Condition]:
    """Ask that ``v_i(T) ≥ walk_away_i``; only the coefficients ``before`` count, T taken as done."""
    return _conditions(case, party, lambda step, w, when: w, [(party.walk_away, Fraction(-1))])


def no_gain_before(case: Case, party: Party) -> list[Condition]:
    """Ask that breaking off before phase k begins does not pay: ``br_i(k, ∅)``."""
    return _conditions(case, party, _stays(party, Fraction(1), acts=False), _prices(party, Fraction(1)))


def no_gain_during(case: Case, party: Party) -> list[Condition]:
    """Ask that breaking off in phase k does not pay: ``br_i(k, P_k)``."""
    return _conditions(case, party, _stays(party, Fraction(1), acts=True), _prices(party, Fraction(1)))


def within_trust(case: Case, party: Party) -> list[Condition]:
    """Ask that ``exposure_i(k) ≤ trust_i(k)``; nothing of a party that states no trust."""
    if party.trust is None:
        return []
    principals = {p.id for p in case.principals}

    def worth(step: Step, w: Fraction, when: When) -> Fraction:
        growth = Fraction(0)
        if party.id not in step.by and when == "before":
            growth = party.trust_growth * max(w, Fraction(0))
        return growth + _left_behind(party, principals, step, w, when)

    return _conditions(case, party, worth, [(party.walk_away, Fraction(-1)), (party.trust, Fraction(1))])


def no_pretence(case: Case, party: Party) -> list[Condition]:
    """Ask that pretending to do a step is deterred by the stated detection (model.md §4, Deterred)."""
    found = []
    for place, step in enumerate(case.steps.values()):
        chance = step.verified.detection
        if chance is None or chance == 1 or step.by != (party.id,) or not _may_cost(step.value.get(party.id)):
            continue
        for acts in (True, False):
            worth = _honest(party, step, chance, acts=acts)
            found += _conditions(case, party, worth, _prices(party, chance), only_with=place)
    return found


def _honest(party: Party, pretended: Step, chance: Fraction, *, acts: bool) -> Worth:
    """Compare doing a step with pretending it: undetected, all else is done; detected, the party breaks off."""
    broken = _stays(party, chance, acts=acts)

    def worth(step: Step, w: Fraction, when: When) -> Fraction:
        if step.id == pretended.id:
            w = min(w, Fraction(0))  # the condition concerns it as a cost only
            return broken(step, w, when) + (1 - chance) * w
        return broken(step, w, when)

    return worth


def _stays(party: Party, weight: Fraction, *, acts: bool) -> Worth:
    """Weigh what staying is worth more than breaking off, ``v_i(T) − br_i``."""

    def worth(step: Step, w: Fraction, when: When) -> Fraction:
        return weight * (w - _broken_off(party, step, w, when if acts or when != "during" else "later"))

    return worth


def _broken_off(party: Party, step: Step, w: Fraction, when: When) -> Fraction:
    """``br_i`` of model.md §4, one step's part of it."""
    gain, cost, share = max(w, Fraction(0)), min(w, Fraction(0)), step.reversible
    if when == "later":
        return Fraction(0)
    if party.id not in step.by:
        return (1 - share) * gain + cost
    kept = (1 - share) * gain if step.is_joint else gain
    return kept + (1 - share) * cost if when == "before" else kept


def _left_behind(party: Party, principals: set[str], step: Step, w: Fraction, when: When) -> Fraction:
    """``exp_i`` of model.md §4, one step's part of it."""
    gain, cost, share = max(w, Fraction(0)), min(w, Fraction(0)), step.reversible
    if when == "later":
        return Fraction(0)
    if party.id in step.by:
        if step.is_joint and when == "during":
            return (1 - share) * cost
        return ((1 - share) * gain if step.is_joint else gain) + (1 - share) * cost
    if principals.isdisjoint(step.by):
        return w
    return (1 - share) * gain + cost if when == "before" else cost


def _prices(party: Party, chance: Fraction) -> list[tuple[Amount, Fraction]]:
    return [(party.breach_cost, chance), (party.tolerance, Fraction(1))]


def _may_cost(value: Value | None) -> bool:
    if value is None:
        return False
    return (value.lo if isinstance(value, Interval) else value) < 0


def _conditions(
    case: Case,
    party: Party,
    worth: Worth,
    amounts: Sequence[tuple[Amount, Fraction]],
    only_with: int | None = None,
) -> list[Condition]:
    """Hold an inequality for all values that the party may have (model.md §2): one condition, or one for each level."""
    steps = [(step, step.value.get(party.id, Fraction(0))) for step in case.steps.values()]
    if party.scale is Scale.ORDINAL:
        rows = _level_rows(steps, worth, amounts)
    else:
        rows = iter([_number_row(steps, worth, amounts)])
    return [_whole(before, during, later, constant, only_with) for (before, during, later), constant in rows]


Row = tuple[list[list[Fraction]], Fraction]


def _number_row(steps: Sequence[tuple[Step, Value]], worth: Worth, amounts: Sequence[tuple[Amount, Fraction]]) -> Row:
    columns = [
        [min(worth(step, w, when) for w in _extremes(value)) for step, value in steps]
        for when in ("before", "during", "later")
    ]
    constant = Fraction(0)
    for amount, factor in amounts:
        assert isinstance(amount, Fraction)
        constant += factor * amount
    return columns, constant


def _extremes(value: Value) -> list[Fraction]:
    if not isinstance(value, Interval):
        return [Fraction(value)]
    return [value.lo, value.hi] + ([Fraction(0)] if value.lo < 0 < value.hi else [])


def _level_rows(
    steps: Sequence[tuple[Step, Value]], worth: Worth, amounts: Sequence[tuple[Amount, Fraction]]
) -> Iterator[Row]:
    """Count from the most important level down (Abel summation)."""
    signed = [(step, value) for step, value in steps if isinstance(value, int)]
    levels = {abs(value) for _, value in signed}
    for amount, _ in amounts:
        assert isinstance(amount, tuple)
        levels |= set(amount)
    for level in sorted(levels - {0}, reverse=True):
        columns = [
            [_at_level(step, value, level, worth, when) for step, value in steps]
            for when in ("before", "during", "later")
        ]
        constant = Fraction(0)
        for amount, factor in amounts:
            assert isinstance(amount, tuple)
            constant += factor * sum(1 for one in amount if one >= level)
        yield columns, constant


def _at_level(step: Step, value: Value, level: int, worth: Worth, when: When) -> Fraction:
    if not isinstance(value, int) or abs(value) < level:
        return Fraction(0)
    return worth(step, Fraction(1 if value > 0 else -1), when)


def _whole(
    before: Sequence[Fraction],
    during: Sequence[Fraction],
    later: Sequence[Fraction],
    constant: Fraction,
    only_with: int | None,
) -> Condition:
    factor = lcm(*(number.denominator for number in (*before, *during, *later, constant)))

    def up(numbers: Sequence[Fraction]) -> tuple[int, ...]:
        return tuple(int(number * factor) for number in numbers)

    return Condition(up(before), up(during), up(later), int(constant * factor), only_with)
