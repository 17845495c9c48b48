"""**Ordered**: every rule form of model.md §5 as constraints on the lattice of step sets."""

from __future__ import annotations

from collections.abc import Sequence

from detente.case import (
    ActsOnlyWith,
    After,
    And,
    AtLeast,
    AtMost,
    ByDate,
    ByPhase,
    Condition,
    Excludes,
    Include,
    Never,
    Not,
    NotBeforeDate,
    NotBeforeDays,
    Or,
    Requires,
    RuleForm,
    StepDone,
    With,
    Within,
    WithOrAfter,
)
from detente.roadmap.calendar import Calendar
from detente.roadmap.lattice import Lattice
from detente.roadmap.logic import Literal, is_false, is_true, negate


def require(lattice: Lattice, calendar: Calendar, rule: RuleForm, unless: Literal = 0) -> None:
    """Ask that a rule holds, unless a literal is true.

    Parameters
    ----------
    lattice, calendar
        The variables the rule speaks of.
    rule
        Any rule of model.md §5.
    unless
        A literal that switches the rule off (0: it always holds).
    """
    last = lattice.horizon
    match rule:
        case After(step, needs):
            _order(lattice, step, needs, 1, unless)
        case WithOrAfter(step, needs):
            _order(lattice, step, needs, 0, unless)
        case With(step, other):
            for k in range(last + 1):
                one, two = lattice.by(step, k), lattice.by(other, k)
                lattice.clause([unless, negate(one), two])
                lattice.clause([unless, one, negate(two)])
        case Requires(step, needs):
            _imply(lattice, [unless, negate(lattice.in_package(step))], needs, last)
        case Excludes(step, other):
            lattice.clause([unless, negate(lattice.in_package(step)), negate(lattice.in_package(other))])
        case Include(what):
            _imply(lattice, [unless], what, last)
        case Never(what):
            _imply(lattice, [unless], Not(what), last)
        case AtMost(number, of):
            _count(lattice, [lattice.holds(item, last) for item in of], 0, number, unless)
        case AtLeast(number, of):
            _count(lattice, [lattice.holds(item, last) for item in of], number, len(of), unless)
        case ByPhase(step, phase):
            lattice.clause([unless, negate(lattice.in_package(step)), lattice.by(step, phase)])
        case ActsOnlyWith(party, partners):
            _act_together(lattice, party, partners, unless)
        case ByDate() | Within() | NotBeforeDate() | NotBeforeDays():
            calendar.require(rule, unless)


def _order(lattice: Lattice, step: str, needs: Condition, lag: int, unless: Literal) -> None:
    """``step`` placed in a phase needs the condition ``lag`` phases earlier (1: before it begins, 0: at its end)."""
    if step in lattice.done:
        return
    rising = is_rising(needs)
    for k in range(1, lattice.horizon + 1):
        absent = [negate(lattice.by(step, k))] if rising else [negate(lattice.placed(step, k))]
        _imply(lattice, [unless, *absent], needs, k - lag)


def is_rising(condition: Condition) -> bool:
    """Whether the condition, once it holds, goes on holding while more steps are done."""
    match condition:
        case StepDone():
            return True
        case Not():
            return False
        case And(parts) | Or(parts):
            return all(is_rising(part) for part in parts)


def _imply(lattice: Lattice, escape: Sequence[Literal], condition: Condition, k: int) -> None:
    """Ask that the condition holds in ``X_k`` unless one of the escapes is true."""
    match condition:
        case And(parts):
            for part in parts:
                _imply(lattice, escape, part, k)
        case Or(parts):
            lattice.clause([*escape, *(lattice.holds(part, k) for part in parts)])
        case Not(Or(parts)):
            for part in parts:
                _imply(lattice, escape, Not(part), k)
        case Not(And(parts)):
            lattice.clause([*escape, *(negate(lattice.holds(part, k)) for part in parts)])
        case Not(part):
            lattice.clause([*escape, negate(lattice.holds(part, k))])
        case _:
            lattice.clause([*escape, lattice.holds(condition, k)])


def _count(lattice: Lattice, items: Sequence[Literal], least: int, most: int, unless: Literal) -> None:
    if is_true(unless):
        return
    constraint = lattice.model.add_linear_constraint(sum(items), least, most)
    if not is_false(unless):
        constraint.only_enforce_if(negate(unless))


def _act_together(lattice: Lattice, party: str, partners: Sequence[str], unless: Literal) -> None:
    """A joint step counts for all its owners, so the party's own steps with a partner need nothing more."""
    steps = lattice.case.steps
    own = [step for step in lattice.open if party in steps[step].by]
    theirs = [step for step in lattice.open if any(partner in steps[step].by for partner in partners)]
    for k in range(1, lattice.horizon + 1):
        answers = [lattice.placed(step, k) for step in theirs]
        for step in own:
            if step not in theirs:
                lattice.clause([unless, negate(lattice.placed(step, k)), *answers])
