"""How a principal stands in a phase: what breaking off would gain it, and what the others' breaking off would cost it.

The formulas are those of model.md §4, "Self-enforcing" and "Safe".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from detente.case.model import Amount
from detente.checker.breakdown import NOTHING, Left, abandoned, broken_off
from detente.checker.conditions import met
from detente.checker.course import Course, Parts
from detente.checker.principal import Principal
from detente.checker.report import Balance, Deviation, Figure, Hold, LevelShare, Sum, Verdict, Way
from detente.checker.yardstick import Margin, Weight, Weights, added, hold, worst


@dataclass(frozen=True, slots=True)
class Exit:
    """One way of breaking off.

    ``margins`` are those of ``v_i(T) + breach_cost_i − br_i``: negative where breaking off pays. ``forgone`` is
    ``v_i(T) − br_i`` step by step. What the bonuses add to it is in three parts, as for the steps: ``bonus_gains`` are
    never reached, ``bonus_taken`` fall with the others' answer, ``bonus_spared`` speak for leaving.
    """

    way: Way
    left: Mapping[str, Left]
    forgone: Weights
    bonus_gains: Fraction
    bonus_taken: Fraction
    bonus_spared: Fraction
    margins: tuple[Margin, ...]

    @property
    def bonus(self) -> Fraction:
        """What the bonuses of the package add, less what they add after breaking off."""
        return self.bonus_gains + self.bonus_taken - self.bonus_spared


def exits(course: Course, who: Principal, phase: int) -> tuple[Exit, ...]:
    """Return both ways of breaking off in phase ``k``; they are one where nothing remains to be done."""
    if phase > course.last:
        return (_exit(course, who, phase, Way.AFTER, ()),)
    return (
        _exit(course, who, phase, Way.IN_PHASE, course.of(phase)),
        _exit(course, who, phase, Way.BEFORE, ()),
    )


def _exit(course: Course, who: Principal, phase: int, way: Way, delivered: tuple[str, ...]) -> Exit:
    left = who.settled(broken_off(course, who.id, phase, delivered))
    whole = course.whole
    forgone: dict[str, Weight] = {}
    for step in course.package:
        gain, cost, _, _ = left.get(step, NOTHING)
        if gain != whole or cost != whole:
            forgone[step] = (whole - gain, whole - cost)
    gains, taken, spared = _bonus_parts(course, who, left)
    margins = who.stick.margins(forgone, who.breach_cost, gains + taken - spared)
    return Exit(way, left, forgone, gains, taken, spared, margins)


def _bonus_parts(course: Course, who: Principal, left: Mapping[str, Left]) -> tuple[Fraction, Fraction, Fraction]:
    """Split ``bonus(T) − bonus(Y)`` on the way from the package over the state before the others' answer to ``Y``."""
    gains = taken = spared = Fraction(0)
    package = frozenset(course.package)
    after = who.standing(left)
    between = after | {step for step in who.chooser.named & left.keys() if left[step].taken}
    for condition, value in who.bonuses:
        first, second, third = (value * met(condition, state) for state in (package, between, after))
        gains += max(first - second, Fraction(0))
        taken += max(second - third, Fraction(0))
        spared += max(second - first, Fraction(0)) + max(third - second, Fraction(0))
    return gains, taken, spared


def worse(ways: tuple[Exit, ...]) -> Exit:
    """Return the way of breaking off that is more tempting; in the phase, where both are alike."""
    return min(ways, key=lambda way: (hold(way.margins), worst(way.margins).value))


def temptation(way: Exit, who: Principal) -> Figure:
    """Return ``temptation_i(k)`` of the worse way: a number, or for an ordinal party whether there is any."""
    return _figure(way.margins, who, negative=True)


def tolerates(way: Exit, who: Principal) -> tuple[Margin, ...]:
    """Return the margins of ``tolerance_i − temptation_i(k)`` for one way."""
    return added(way.margins, who.stick.margins({}, [(1, who.party.tolerance)]))


@dataclass(frozen=True, slots=True)
class Danger:
    """What the others' breaking off would do to a party.

    ``at_middle`` is the exposure at the values that the objectives use (model.md §6); ``margins`` are those of
    ``trust_i(k) − exposure_i(k)``, `None` where no trust is stated and exposure is unbounded.
    """

    exposure: Figure
    at_middle: Fraction
    margins: tuple[Margin, ...] | None


def danger(course: Course, who: Principal, phase: int) -> Danger:
    """Return ``exposure_i(k)`` and how it compares with ``trust_i(k)``."""
    left = who.settled(abandoned(course, who.id, phase))
    weights = {step: (gain, cost) for step, (gain, cost, _, _) in left.items()}
    bonus = who.bonus(who.standing(left))
    alternative = (-1, who.party.walk_away)
    margins = who.stick.margins(weights, [alternative], bonus)
    exposure = _figure(margins, who, negative=False)
    kept = who.stick.at_middle(weights) + bonus
    at_middle = max(Fraction(0), who.stick.amount_at_middle(who.party.walk_away) - kept)
    if who.party.trust is None:
        return Danger(exposure, at_middle, None)
    growth = int(who.party.trust_growth * course.whole)
    if growth:
        for step in course.before(phase):
            if who.id not in course.case.steps[step].by:
                gain, cost = weights[step]
                weights[step] = (gain + growth, cost)
        margins = who.stick.margins(weights, [alternative], bonus)
    return Danger(exposure, at_middle, added(margins, who.stick.margins({}, [(1, who.party.trust)])))


def _figure(margins: tuple[Margin, ...], who: Principal, *, negative: bool) -> Figure:
    if who.is_ordinal:
        return Verdict.NONE if hold(margins) else Verdict.SOME
    (margin,) = margins
    return -margin.value if negative else max(Fraction(0), -margin.value)


def deviation(course: Course, who: Principal, phase: int, way: Exit) -> Deviation:
    """Return what the party does when it breaks off in this way, and what the others take back."""
    withholds: list[str] = []
    takes_back: list[str] = []
    answered: list[str] = []
    now = course.of(phase)
    earlier = course.before(phase)
    for step in course.package:
        if step not in earlier and step not in now:
            continue
        left = way.left.get(step)
        value = who.stick.at_worst(step, way.forgone.get(step, (0, 0)))
        if left is not None and left.taken and value > 0:
            answered.append(step)
        elif who.id in course.case.steps[step].by and _undone(left, value, course.whole):
            (withholds if step in now else takes_back).append(step)
    return Deviation(tuple(withholds), tuple(takes_back), tuple(answered))


def _undone(left: Left | None, value: Fraction, whole: Parts) -> bool:
    return left is None or (left.cost if value < 0 else left.gain) < whole


def balance(way: Exit, who: Principal) -> Balance:
    """Return what speaks for and against breaking off in this way, at the worst values."""
    worth = [
        (who.stick.at_worst(step, weight), weight, way.left.get(step, NOTHING).taken)
        for step, weight in way.forgone.items()
    ]
    gains = [(value, gain - taken) for value, (gain, _), taken in worth if value > 0]
    taken_back = [(value, taken) for value, _, taken in worth if value > 0]
    spared = [(value, cost) for value, (_, cost), _ in worth if value < 0]
    return Balance(
        _total(spared, way.bonus_spared, who),
        _total(gains, way.bonus_gains, who),
        _total(taken_back, way.bonus_taken, who),
        as_sum(who.word, who),
        as_sum(who.guarantee, who),
        as_sum(who.party.tolerance, who),
    )


def _total(counted: list[tuple[Fraction, Parts]], bonus: Fraction, who: Principal) -> Sum:
    whole = who.stick.whole
    if not who.is_ordinal:
        return sum((abs(value) * parts for value, parts in counted if parts), Fraction(0)) / whole + bonus
    matters = [LevelShare(int(abs(value)), Fraction(parts, whole)) for value, parts in counted if parts]
    return tuple(sorted(matters, key=lambda matter: (matter.level, matter.share), reverse=True))


def as_sum(amount: Amount, who: Principal) -> Sum:
    """Return an amount of a party as the report has it."""
    if who.is_ordinal:
        return tuple(LevelShare(level, Fraction(1)) for level in (amount if isinstance(amount, tuple) else ()))
    assert not isinstance(amount, tuple), "a party with numbers has no levels"
    return amount


def holds(way: Exit, who: Principal) -> tuple[Hold, ...]:
    """Return the shortest run of holds, in order, that keeps the party from breaking off in this way.

    A hold that adds nothing is left out; where all of them together do not suffice, all that add something are listed.
    """
    adding = [kind for kind in Hold if _adds(kind, way, who)]
    for number in range(len(adding) + 1):
        if hold(_with_holds(adding[:number], way, who)):
            return tuple(adding[:number])
    return tuple(adding)


def _with_holds(counted: Iterable[Hold], way: Exit, who: Principal) -> tuple[Margin, ...]:
    """Return the margins of what speaks against breaking off, as far as counted, less what speaks for it."""
    counted = frozenset(counted)
    weights = {}
    for step, (gain, cost) in way.forgone.items():
        taken = way.left.get(step, NOTHING).taken
        counts = (gain - taken) * (Hold.GAINS_TO_COME in counted) + taken * (Hold.TAKE_BACK in counted)
        weights[step] = (counts, cost)
    bonus = way.bonus_gains * (Hold.GAINS_TO_COME in counted) + way.bonus_taken * (Hold.TAKE_BACK in counted)
    terms = [(1, amount) for kind, amount in _amounts(who) if kind in counted]
    return who.stick.margins(weights, terms, bonus - way.bonus_spared)


def _adds(kind: Hold, way: Exit, who: Principal) -> bool:
    if kind is Hold.GAINS_TO_COME:
        counts = ((step, gain - way.left.get(step, NOTHING).taken) for step, (gain, _) in way.forgone.items())
        return way.bonus_gains > 0 or any(share and who.stick.highest(step) > 0 for step, share in counts)
    if kind is Hold.TAKE_BACK:
        answered = (step for step, left in way.left.items() if left.taken)
        return way.bonus_taken > 0 or any(who.stick.highest(step) > 0 for step in answered)
    return bool(dict(_amounts(who))[kind])


def _amounts(who: Principal) -> tuple[tuple[Hold, Amount], ...]:
    return ((Hold.WORD, who.word), (Hold.GUARANTEE, who.guarantee), (Hold.TOLERANCE, who.party.tolerance))
