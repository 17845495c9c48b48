"""What a finished roadmap comes to under each objective, exactly and without the solver (model.md §6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import combinations
from math import prod

from detente.case import Case, NotBeforeDate, NotBeforeDays
from detente.roadmap.burdens import burden_rows, difficulties
from detente.roadmap.calendar import bound_of, length
from detente.roadmap.conditions import meets
from detente.roadmap.ideals import Yardstick
from detente.roadmap.shares import UNITS
from detente.roadmap.solver import Solver
from detente.roadmap.standing import Course, Standing


class Measures:
    """Measures roadmaps of one case against the same yardsticks; every result is in ten-thousandths, days or phases."""

    def __init__(self, case: Case, yardsticks: Mapping[str, Yardstick], solver: Solver) -> None:
        self._case = case
        self._yardsticks = yardsticks
        self._solver = solver
        self._difficulty = difficulties(case, yardsticks)

    def value(self, party: str, done: frozenset[str]) -> int:
        """Give ``v_i`` of a set of steps in the whole numbers of the party's yardstick."""
        whole = self._yardsticks[party].whole
        total = sum(whole.least.get(step, 0) for step in done)
        for bonus in self._case.bonuses:
            if bonus.value.get(party) and meets(bonus.when, done):
                total += whole.whole(bonus.value[party])
        return total

    def share(self, party: str, done: frozenset[str]) -> int:
        """Give the share of a set of steps, rounded down."""
        yardstick = self._yardsticks[party]
        return (self.value(party, done) - yardstick.walk_away) * UNITS // yardstick.span

    def shares(self, done: frozenset[str]) -> list[int]:
        """Give the shares of all parties that have one, in the file's order."""
        return [self.share(party, done) for party in self._yardsticks]

    def product(self, course: Course) -> int:
        """Give the product of the package's shares."""
        return prod(self.shares(course.package))

    def exposure(self, course: Course) -> int:
        """Give the largest scaled exposure of anybody at any phase."""
        return max([0, *(self._exposure_of(course, party) for party in self._yardsticks)])

    def _exposure_of(self, course: Course, party: str) -> int:
        yardstick = self._yardsticks[party]
        standing = Standing(course, self._case.parties[party], self._solver)
        worst = max(yardstick.ray.walk_away - standing.left(yardstick.ray, k) for k in range(1, len(course.phases) + 2))
        return max(0, _floor(worst * yardstick.whole.scale * UNITS / yardstick.span))

    def leap(self, course: Course) -> int:
        """Give the largest scaled burden of one phase on one party."""
        largest = 0
        for yardstick in self._yardsticks.values():
            rows = burden_rows(self._case, yardstick)
            for phase in course.phases:
                largest = max(largest, sum(rows.get(step, 0) for step in phase) * UNITS // yardstick.span)
        return largest

    def easier(self, course: Course) -> int:
        """Give ``Σ (2·D − difficulty(s))·phase(s)``."""
        largest = max(self._difficulty.values(), default=0) or UNITS
        return sum((2 * largest - self._difficulty[step]) * k for step, k in placed(course))

    def balance(self, course: Course) -> int:
        """Give the largest gap between two parties' shares received so far."""
        gaps = [abs(one - other) for state in course.states[1:] for one, other in combinations(self.shares(state), 2)]
        return max(gaps, default=0)

    def difficulty(self, step: str) -> int:
        """Give a step's difficulty in ten-thousandths."""
        return self._difficulty[step]


def placed(course: Course) -> Iterable[tuple[str, int]]:
    """Yield every step with its phase."""
    return ((step, k) for k, phase in enumerate(course.phases, start=1) for step in phase)


def days(course: Course) -> list[tuple[int, int]]:
    """Give the first and the last day of every phase, counted from the start (model.md §5)."""
    earliest: dict[str, int] = {}
    for rule in course.case.rules_in_force():
        if isinstance(rule.form, NotBeforeDate | NotBeforeDays):
            earliest[rule.form.step] = max(earliest.get(rule.form.step, 0), bound_of(course.case, rule.form))
    spans: list[tuple[int, int]] = []
    for phase in course.phases:
        start = max([spans[-1][1] if spans else 0, *(earliest.get(step, 0) for step in phase)])
        spans.append((start, start + max(length(course.case.steps[step]) for step in phase)))
    return spans


def last_day(course: Course) -> int:
    """Give the day on which the roadmap ends."""
    return days(course)[-1][1] if course.phases else 0


def _floor(number: Fraction) -> int:
    return number.numerator // number.denominator
