"""Conditions, rules and demands as plain data (model.md §5).

Only their shape is here. What a rule *means* for a roadmap is written twice, once in the planner and once in the
checker, so that neither can inherit the other's mistake.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class StepDone:
    """The condition that one step has been done."""

    step: str


@dataclass(frozen=True, slots=True)
class Not:
    """The condition that another does not hold."""

    part: Condition


@dataclass(frozen=True, slots=True)
class And:
    """The condition that all parts hold (two or more)."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """The condition that at least one part holds (two or more parts)."""

    parts: tuple[Condition, ...]


Condition = StepDone | Not | And | Or


@dataclass(frozen=True, slots=True)
class After:
    """``step after needs``: the condition holds before the step's phase begins."""

    step: str
    needs: Condition


@dataclass(frozen=True, slots=True)
class WithOrAfter:
    """``step with or after needs``: the condition holds at the end of the step's phase."""

    step: str
    needs: Condition


@dataclass(frozen=True, slots=True)
class With:
    """``step with other``: both in the same phase, or neither in the package."""

    step: str
    other: str


@dataclass(frozen=True, slots=True)
class Requires:
    """``step requires needs``: if the step is in the package, the condition holds in the package."""

    step: str
    needs: Condition


@dataclass(frozen=True, slots=True)
class Excludes:
    """``step excludes other``: not both in the package."""

    step: str
    other: str


@dataclass(frozen=True, slots=True)
class Include:
    """``include what``: the condition holds in the package."""

    what: Condition


@dataclass(frozen=True, slots=True)
class Never:
    """``never what``: the condition does not hold in the package."""

    what: Condition


@dataclass(frozen=True, slots=True)
class AtMost:
    """``at most n of (…)``: no more than ``number`` of the items hold in the package.

    The language writes steps; an item is a longer condition only where a split step stands for all its parts.
    """

    number: int
    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """``at least n of (…)``: no fewer than ``number`` of the items hold in the package (see `AtMost`)."""

    number: int
    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class ByPhase:
    """``step by phase n``: if the step is in the package, it is in phase ``phase`` or earlier."""

    step: str
    phase: int


@dataclass(frozen=True, slots=True)
class ActsOnlyWith:
    """``party acts only with j or m``: whenever the party has a step in a phase, one of ``partners`` has one too."""

    party: str
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ByDate:
    """``step by DATE``: if the step is in the package, its phase ends on that date or earlier."""

    step: str
    date: date


@dataclass(frozen=True, slots=True)
class Within:
    """``step within DURATION``: if the step is in the package, its phase ends ``days`` after the start or earlier."""

    step: str
    days: int


@dataclass(frozen=True, slots=True)
class NotBeforeDate:
    """``step not before DATE``: if the step is in the package, its phase begins on that date or later."""

    step: str
    date: date


@dataclass(frozen=True, slots=True)
class NotBeforeDays:
    """``step not before DURATION``: if the step is in the package, it begins ``days`` after the start or later."""

    step: str
    days: int


RuleForm = (
    After
    | WithOrAfter
    | With
    | Requires
    | Excludes
    | Include
    | Never
    | AtMost
    | AtLeast
    | ByPhase
    | ActsOnlyWith
    | ByDate
    | Within
    | NotBeforeDate
    | NotBeforeDays
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its parsed form and the words in which the user wrote it."""

    form: RuleForm
    text: str


def steps_of(condition: Condition) -> Iterator[str]:
    """Yield the ids of the steps a condition names, from left to right, as often as it names them."""
    match condition:
        case StepDone(step):
            yield step
        case Not(part):
            yield from steps_of(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from steps_of(part)
