"""Calendar time in the search (model.md §5, last paragraph).

A phase lasts as long as its longest step with its verification. Its length is counted in thresholds ("phase k lasts at
least d days" for each length in use), which bounds the calendar far better than a maximum of variables does.
"""

from __future__ import annotations

from itertools import pairwise

from detente.case import ByDate, Case, NotBeforeDate, NotBeforeDays, Rule, Step, Within
from detente.roadmap.lattice import Lattice
from detente.roadmap.linear import Sum
from detente.roadmap.logic import Literal, is_false, is_true, negate

CalendarRule = ByDate | Within | NotBeforeDate | NotBeforeDays


def length(step: Step) -> int:
    """Give how many days a step takes together with its verification."""
    return step.days + step.verified.days


def is_timed(case: Case) -> bool:
    """Whether the case has durations or calendar rules, so that time is counted in days (model.md §6)."""
    return any(map(length, case.steps.values())) or any(
        isinstance(rule.form, CalendarRule) for rule in case.rules_in_force()
    )


def bound_of(case: Case, rule: CalendarRule) -> int:
    """Give the day, counted from the start, of which a calendar rule speaks."""
    if isinstance(rule, Within | NotBeforeDays):
        return rule.days
    if case.starts is None:
        raise AssertionError("a rule with a date is refused on reading where the case has no start")
    return (rule.date - case.starts).days


class Calendar:
    """When phases begin and end, in days from the start.

    ``end(k)`` is a linear expression; waiting for a ``not before`` is a variable a phase, made only where such a rule
    stands.

    Parameters
    ----------
    lattice
        The variables of the search.
    rules
        The rules the calendar must have room for (in force or not).
    """

    def __init__(self, lattice: Lattice, rules: tuple[Rule, ...]) -> None:
        self._lattice = lattice
        case = lattice.case
        self._lengths = sorted({0} | {length(case.steps[step]) for step in lattice.open})
        self._lasts = [self._thresholds(k) for k in range(1, lattice.horizon + 1)]
        waits = [bound_of(case, rule.form) for rule in rules if isinstance(rule.form, NotBeforeDate | NotBeforeDays)]
        self._longest_wait = max([0, *waits])
        self._waits = [
            lattice.model.new_int_var(0, self._longest_wait, f"wait {k}")
            for k in range(lattice.horizon if self._longest_wait else 0)
        ]

    def latest(self) -> int:
        """Give a day by which every roadmap can have ended."""
        return self._lattice.horizon * self._lengths[-1] + self._longest_wait

    def _thresholds(self, k: int) -> list[Literal]:
        """``result[j]``: phase ``k`` lasts at least as long as the j-th shortest positive length."""
        lattice = self._lattice
        lasts = [lattice.model.new_bool_var(f"phase {k} lasts {days}") for days in self._lengths[1:]]
        for shorter, longer in pairwise(lasts):
            lattice.model.add_implication(longer, shorter)
        for step in lattice.open:
            rank = self._lengths.index(length(lattice.case.steps[step]))
            if rank:
                lattice.clause([negate(lattice.placed(step, k)), lasts[rank - 1]])
        for literal in lasts:
            lattice.model.add_implication(literal, lattice.used[k - 1])
        return list(lasts)

    def lasts(self, k: int, days: int) -> Literal:
        """Give the literal that phase ``k`` lasts at least so many days, a length in use (0: that it is used)."""
        return self._lasts[k - 1][self._lengths.index(days) - 1] if days else self._lattice.used[k - 1]

    def end(self, k: int) -> Sum:
        """Give the day on which phase ``k`` ends (phase 0: the start)."""
        total = Sum()
        for phase in range(k):
            for (shorter, longer), literal in zip(pairwise(self._lengths), self._lasts[phase], strict=True):
                total.add(longer - shorter, literal)
            if self._waits:
                total.add(1, self._waits[phase])
        return total

    def start(self, k: int) -> Sum:
        """Give the day on which phase ``k`` begins."""
        total = self.end(k - 1)
        if self._waits:
            total.add(1, self._waits[k - 1])
        return total

    def require(self, rule: CalendarRule, unless: Literal = 0) -> None:
        """Ask that a calendar rule holds, unless a literal is true."""
        lattice = self._lattice
        if rule.step in lattice.done or is_true(unless):
            return
        bound = bound_of(lattice.case, rule)
        for k in range(1, lattice.horizon + 1):
            placed = lattice.placed(rule.step, k)
            if isinstance(rule, NotBeforeDate | NotBeforeDays):
                constraint = lattice.model.add(self.start(k).expression() >= bound)
            else:
                constraint = lattice.model.add(self.end(k).expression() <= bound)
            constraint.only_enforce_if([placed] if is_false(unless) else [placed, negate(unless)])
