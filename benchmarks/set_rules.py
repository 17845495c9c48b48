"""What rules and demands mean for sets of steps (model.md §5), for the exhaustive search only."""

from __future__ import annotations

import numpy as np

from benchmarks.package_scores import Flags, Numbers
from detente.case.model import Case
from detente.case.rules import (
    ActsOnlyWith,
    After,
    And,
    AtLeast,
    AtMost,
    ByPhase,
    Condition,
    Excludes,
    Include,
    Never,
    Not,
    Or,
    Requires,
    RuleForm,
    StepDone,
    With,
    WithOrAfter,
)


class SetRules:
    """The rules in force, ready to be asked about packages and about single phases."""

    def __init__(self, case: Case) -> None:
        self._bit = {name: 1 << place for place, name in enumerate(case.steps)}
        self._sets: Numbers = np.arange(1 << len(case.steps), dtype=np.int64)
        self._case = case
        self._forms = [rule.form for rule in case.rules_in_force()]
        self._after = [(self._bit[f.step], self._holds(f.needs)) for f in self._forms if isinstance(f, After)]
        self._soon = [(self._bit[f.step], self._holds(f.needs)) for f in self._forms if isinstance(f, WithOrAfter)]
        self._pairs = [(self._bit[f.step], self._bit[f.other]) for f in self._forms if isinstance(f, With)]
        self._late = [(self._bit[f.step], f.phase) for f in self._forms if isinstance(f, ByPhase)]
        self._company = [
            (self._steps_of(f.party), sum(self._steps_of(partner) for partner in set(f.partners)))
            for f in self._forms
            if isinstance(f, ActsOnlyWith)
        ]

    def packages(self) -> Flags:
        """Mark every set that may be a package: not empty, and no rule about the final state broken."""
        good = np.ones(len(self._sets), np.bool_)
        good[0] = False
        for form in self._forms:
            good &= self._final(form)
        return good

    def blocked(self, state: int, phase: int) -> int:
        """Join the steps that may not be in a phase (numbered from 1) that begins with ``state`` done."""
        found = 0
        for bit, holds in self._after:
            if not holds[state]:
                found |= bit
        for bit, last in self._late:
            if phase > last:
                found |= bit
        return found

    def phases(self, state: int, targets: Numbers) -> Flags:
        """Mark the targets that one phase may lead to from a state (``blocked`` left aside)."""
        joined = targets & ~state
        good = np.ones(len(targets), np.bool_)
        for bit, holds in self._soon:
            good &= ((joined & bit) == 0) | holds[targets]
        for one, other in self._pairs:
            good &= ((joined & one) == 0) == ((joined & other) == 0)
        for own, partners in self._company:
            good &= ((joined & own) == 0) | ((joined & partners) != 0)
        return good

    def _steps_of(self, party: str) -> int:
        return sum(self._bit[step.id] for step in self._case.steps.values() if party in step.by)

    def _final(self, form: RuleForm) -> Flags:
        good: Flags
        match form:
            case Requires(step, needs):
                good = ~self._done(step) | self._holds(needs)
            case Excludes(step, other):
                good = ~(self._done(step) & self._done(other))
            case With(step, other):
                good = self._done(step) == self._done(other)
            case Include(what):
                good = self._holds(what)
            case Never(what):
                good = ~self._holds(what)
            case AtMost(number, of):
                good = self._count(of) <= number
            case AtLeast(number, of):
                good = self._count(of) >= number
            case _:
                good = np.ones(len(self._sets), np.bool_)
        return good

    def _count(self, items: tuple[Condition, ...]) -> Numbers:
        number: Numbers = np.sum([self._holds(item) for item in items], axis=0, dtype=np.int64)
        return number

    def _done(self, step: str) -> Flags:
        found: Flags = (self._sets & self._bit[step]) != 0
        return found

    def _holds(self, condition: Condition) -> Flags:
        found: Flags
        match condition:
            case StepDone(step):
                found = self._done(step)
            case Not(part):
                found = ~self._holds(part)
            case And(parts):
                found = np.all([self._holds(part) for part in parts], axis=0)
            case Or(parts):
                found = np.any([self._holds(part) for part in parts], axis=0)
        return found
