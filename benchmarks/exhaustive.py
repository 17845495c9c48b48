"""Exhaustive search over the lattice of step sets: the named alternative that planning is measured against.

For feasibility and the first objective it is exact and complete. It tries packages from the best down and asks of each
whether a chain of phases leads to it; within a package a set reached in fewer phases is as good as in more (every rule
is kept the more easily the earlier), so each set is reached once and each pair of nested sets is looked at once: at
most 3ⁿ pairs for a package of n steps. Sums over sets are tables, looked up for many pairs at a time.

Not covered, and refused: bonuses, conditional reversibility, calendar rules and durations.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from benchmarks.package_scores import Flags, Numbers, accepted, counted, scores, table, unit
from benchmarks.set_rules import SetRules
from benchmarks.sums import Condition, no_gain_before, no_gain_during, no_pretence, within_trust
from detente.case.model import Case
from detente.case.rules import ByDate, NotBeforeDate, NotBeforeDays, Within

MOST_STEPS = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What the search found: the parts of the first objective (`None`: no roadmap) and one roadmap that reaches it.

    ``packages`` and ``pairs`` count what was looked at.
    """

    score: tuple[Fraction, ...] | None
    phases: tuple[tuple[str, ...], ...]
    packages: int
    pairs: int


@dataclass(frozen=True, slots=True)
class _Lookup:
    """A condition as tables: it holds when ``early[X] + late[Y] + rest[T] ≥ 0``, Y being X with the phase's steps."""

    early: Numbers
    late: Numbers
    rest: Numbers
    only_with: int

    @classmethod
    def of(cls, condition: Condition) -> _Lookup:
        before, during, later = (table(c) for c in (condition.before, condition.during, condition.later))
        mask = 0 if condition.only_with is None else 1 << condition.only_with
        return cls(before - during, during - later, later + condition.constant, mask)


def search(case: Case) -> Answer:
    """Find the best package that a roadmap reaches, by looking at all that could be better.

    Raises
    ------
    ValueError
        If the case has what the search does not cover, or more than 20 steps.
    """
    _refuse(case)
    return _Search(case).best()


def _refuse(case: Case) -> None:
    if len(case.steps) > MOST_STEPS:
        raise ValueError(f"at most {MOST_STEPS} steps, not {len(case.steps)}")
    if case.bonuses or any(step.reversible_if is not None for step in case.steps.values()):
        raise ValueError("bonuses and conditional reversibility are not covered")
    calendar = (ByDate, Within, NotBeforeDate, NotBeforeDays)
    if any(isinstance(rule.form, calendar) for rule in case.rules_in_force()):
        raise ValueError("calendar rules are not covered")


class _Search:
    """The tables of one case, and the search over them."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.names = tuple(case.steps)
        self.rules = SetRules(case)
        self.accepts = {party.id: accepted(case, party) for party in case.principals}
        self.parts = scores(case, self.accepts)
        principals = case.principals
        self.standing = [_Lookup.of(c) for party in principals for c in no_gain_before(case, party)]
        moving = [f(case, party) for party in principals for f in (no_gain_during, within_trust, no_pretence)]
        self.moving = [_Lookup.of(condition) for conditions in moving for condition in conditions]
        self.packages = 0
        self.pairs = 0

    def best(self) -> Answer:
        """Try the packages from the best down."""
        for package in self._candidates():
            self.packages += 1
            phases = self._chain(int(package))
            if phases is not None:
                units = unit(self.case, counted(self.case, self.accepts))
                score = tuple(int(part[package]) * size for part, size in zip(self.parts, units, strict=True))
                return Answer(score, phases, self.packages, self.pairs)
        return Answer(None, (), self.packages, self.pairs)

    def _candidates(self) -> Numbers:
        """Sort the packages that can stand once all is done, the best first."""
        good = self.rules.packages()
        for flags in self.accepts.values():
            good &= flags
        every = np.flatnonzero(good)
        for conditions in (self.standing, self.moving):
            for c in conditions:
                if not c.only_with:  # phase K + 1 joins nothing to the whole package; phase 1 begins with nothing
                    every = every[c.early[every] + c.late[every] + c.rest[every] >= 0]
        for c in self.standing:
            every = every[c.early[0] + c.late[0] + c.rest[every] >= 0]
        order = np.lexsort([part[every] for part in reversed(self.parts)])
        return every[order[::-1]]

    def _chain(self, package: int) -> tuple[tuple[str, ...], ...] | None:
        """Find phases that lead from nothing to a package, or prove that there are none."""
        open_ = self._states(package)
        came_from: dict[int, int] = {}
        frontier = [0]
        for phase in range(1, self.case.max_phases + 1):
            if (last := self._leap(frontier, package, phase)) is not None:
                came_from[package] = last
                return self._told(came_from, package)
            reached: list[int] = []
            if phase == self.case.max_phases:
                break
            for state in frontier:
                targets = self._moves(state, package, phase, open_)
                open_[targets] = False
                came_from.update(dict.fromkeys(targets, state))
                reached += targets
            frontier = reached
        return None

    def _states(self, package: int) -> Flags:
        """Mark the sets on the way to a package at which nobody gains by breaking off between two phases."""
        open_ = np.zeros(1 << len(self.names), np.bool_)
        subsets = _subsets(package)
        for c in self.standing:
            subsets = subsets[c.early[subsets] + c.late[subsets] >= -c.rest[package]]
        open_[subsets] = True
        open_[0] = False
        return open_

    def _leap(self, frontier: list[int], package: int, phase: int) -> int | None:
        """Find a set of the frontier from which one phase leads to the whole package."""
        states = np.array(frontier, np.int64)
        self.pairs += len(states)
        for c in self.moving:
            holds = c.early[states] >= -(c.late[package] + c.rest[package])
            states = states[holds | (((package & ~states) & c.only_with) == 0)] if c.only_with else states[holds]
        for state in states.tolist():
            if not (package & ~state & self.rules.blocked(state, phase)) and self._allowed(state, package):
                return int(state)
        return None

    def _allowed(self, state: int, target: int) -> bool:
        return bool(self.rules.phases(state, np.array([target], np.int64)).all())

    def _moves(self, state: int, package: int, phase: int, open_: Flags) -> list[int]:
        """List the sets not reached before that one phase leads to."""
        free = package & ~state & ~self.rules.blocked(state, phase)
        targets = state | _subsets(free)
        self.pairs += len(targets)
        targets = targets[open_[targets]]
        for c in self.moving:
            if not len(targets):
                return []
            if c.only_with and not c.only_with & free:
                continue
            holds = c.late[targets] >= -(c.early[state] + c.rest[package])
            targets = targets[holds | ((targets & c.only_with) == 0)] if c.only_with else targets[holds]
        found: list[int] = targets[self.rules.phases(state, targets)].tolist()
        return found

    def _told(self, came_from: dict[int, int], package: int) -> tuple[tuple[str, ...], ...]:
        phases = []
        while package:
            earlier = came_from[package]
            joined = package & ~earlier
            phases.append(tuple(name for place, name in enumerate(self.names) if joined >> place & 1))
            package = earlier
        return tuple(reversed(phases))


def _subsets(members: int) -> Numbers:
    """All subsets of a set."""
    return table(1 << place for place in range(members.bit_length()) if members >> place & 1)
