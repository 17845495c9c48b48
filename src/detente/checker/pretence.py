"""Whether cheating in secret pays, and how good verification must be so that it does not (model.md §4, "Deterred").

With detection ``d`` the condition is ``tolerance − cheating(d) >= 0``, and every margin of it is a straight line in
``d``: the worst case over all values is the same for every ``d``, because ``d`` only scales what is at stake.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from detente.checker.course import Course
from detente.checker.principal import Principal
from detente.checker.standing import Exit
from detente.checker.yardstick import Margin, worst

DECIMALS = 10_000
"""Required detection is rounded up to a multiple of 1/10,000."""


@dataclass(frozen=True, slots=True)
class Line:
    """A margin ``base + slope·d`` of ``tolerance − cheating(d)``."""

    base: Fraction
    slope: Fraction
    level: int | None


@dataclass(frozen=True, slots=True)
class Pretence:
    """A step that its only owner would rather not do, and could pretend to do in phase ``phase``."""

    party: str
    step: str
    phase: int
    detection: Fraction | None
    lines: tuple[Line, ...]

    @property
    def is_checked(self) -> bool:
        """Whether the condition applies: detection is stated and below 1."""
        return self.detection is not None and self.detection < 1

    @property
    def margin(self) -> Margin:
        """The worst margin at the stated detection (1 where none is stated)."""
        stated = Fraction(1) if self.detection is None else self.detection
        return worst([Margin(line.base + line.slope * stated, line.level) for line in self.lines])

    @property
    def required(self) -> Fraction | None:
        """The smallest detection that deters, rounded up to four decimals; `None` where even 1 does not."""
        if any(line.base + line.slope < 0 for line in self.lines):
            return None
        least = max((-line.base / line.slope for line in self.lines if line.base < 0), default=Fraction(0))
        return Fraction(ceil(least * DECIMALS), DECIMALS)


def pretences(course: Course, who: Principal, phase: int, ways: tuple[Exit, ...]) -> Iterator[Pretence]:
    """Yield every step of the phase that the party owns alone and at a cost; ``ways`` are its exits of this phase."""
    for name in course.of(phase):
        step = course.case.steps[name]
        if step.by == (who.id,) and who.stick.lowest(name) < 0:
            lines = tuple(line for way in ways for line in _lines(course, who, name, way))
            yield Pretence(who.id, name, phase, step.verified.detection, lines)


def _lines(course: Course, who: Principal, step: str, way: Exit) -> Iterator[Line]:
    """Yield ``tolerance − [(1−d)·v(T∖{s}) + d·(br − breach_cost) − v(T)]``, margin by margin.

    With ``D = v(T) − v(T∖{s})`` this is ``tolerance + D + d·(v(T) − br + breach_cost − D)``. In ``v(T) − br`` the step
    itself is counted with its value as a cost, like everywhere else in the condition.
    """
    package = frozenset(course.package)
    bonus = who.bonus(package) - who.bonus(package - {step})
    own = who.stick.contribution(step, (0, course.whole))
    weight = way.forgone.get(step, (0, 0))
    counted = who.stick.contribution(step, weight)
    counted_as_cost = who.stick.contribution(step, (0, weight[1]))
    tolerance = who.stick.margins({}, [(1, who.party.tolerance)])
    for stay, whole, as_cost, cost, allowed in zip(way.margins, counted, counted_as_cost, own, tolerance, strict=True):
        lost = cost.value + bonus
        yield Line(allowed.value + lost, stay.value - whole.value + as_cost.value - lost, stay.level)
