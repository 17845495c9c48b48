"""What checking a roadmap gives: every condition with its verdict, and every figure of model.md §4 and §6."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from detente.case.model import Objective
from detente.case.written import Changes
from detente.checker.days import Day


class Requirement(StrEnum):
    """The conditions under which a roadmap holds (model.md §§3, 4)."""

    KNOWN = "known steps"
    ONCE = "every step once"
    FILLED = "no empty phase"
    BOUNDED = "number of phases"
    WORTHWHILE = "worthwhile"
    ACCEPTABLE = "acceptable"
    SELF_ENFORCING = "self-enforcing"
    SAFE = "safe"
    DETERRED = "deterred"
    ORDERED = "ordered"


class Way(StrEnum):
    """When a party breaks off: in a phase, before it begins, or when nothing remains to be done."""

    IN_PHASE = "in the phase"
    BEFORE = "before the phase"
    AFTER = "once all is done"


class Hold(StrEnum):
    """What keeps a party from walking away (model.md §4, "Why so strict"), in the order in which it is counted."""

    GAINS_TO_COME = "gains to come"
    TAKE_BACK = "what the others could take back"
    WORD = "price of its word"
    GUARANTEE = "guarantee"
    TOLERANCE = "tolerance"


class Verdict(StrEnum):
    """What can be said of an ordinal party's temptation or exposure: none for any value that fits, or some."""

    NONE = "none"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class LevelShare:
    """A matter of one importance level, or a share in (0, 1) of it."""

    level: int
    share: Fraction


Figure = Fraction | Verdict
"""An amount in the party's own unit, or a verdict for an ordinal party."""

Sum = Fraction | tuple[LevelShare, ...]
"""An amount in the party's own unit, or the levels that make it up (highest first) for an ordinal party."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One condition and whether it holds.

    Where it fails, ``amount`` says by how much: in the party's own unit; for an ordinal party in matters of at least
    ``level``; for rules in phases, days or items. ``detail`` says it in words that give no figure of a party away.
    ``phase`` is ``K + 1`` for "after all is done". ``demand`` is set for rules that a demand asks for.
    """

    requirement: Requirement
    holds: bool
    phase: int | None = None
    party: str | None = None
    step: str | None = None
    demand: str | None = None
    rule: str | None = None
    way: Way | None = None
    amount: Fraction | None = None
    level: int | None = None
    detail: str = ""

    @property
    def text(self) -> str:
        """The condition and how it fails, in a sentence."""
        from detente.checker.words import sentence

        return sentence(self)


@dataclass(frozen=True, slots=True)
class Deviation:
    """The best that a party can do when it breaks off, and the others' answer (step ids in the file's order)."""

    withholds: tuple[str, ...]
    takes_back: tuple[str, ...]
    others_take_back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """What speaks for breaking off (``spared``) and what speaks against it (the others).

    For parties with numbers ``temptation = spared − gains_to_come − take_back − word − guarantee``; tolerance comes on
    top of that.
    """

    spared: Sum
    gains_to_come: Sum
    take_back: Sum
    word: Sum
    guarantee: Sum
    tolerance: Sum

    def of(self, hold: Hold) -> Sum:
        """Return what one of the holds amounts to."""
        return {
            Hold.GAINS_TO_COME: self.gains_to_come,
            Hold.TAKE_BACK: self.take_back,
            Hold.WORD: self.word,
            Hold.GUARANTEE: self.guarantee,
            Hold.TOLERANCE: self.tolerance,
        }[hold]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one principal stands in one phase (``phase = K + 1``: after all is done).

    ``temptation`` is the worse of both ways of breaking off, ``way`` says which, ``deviation`` and ``balance`` are
    those of that way (for interval parties at the worst values). ``holds`` is the shortest run of `Hold`, in order and
    without those that add nothing, that suffices against it; empty where breaking off spares nothing. ``share`` is
    the share received at the end of the phase, `None` for a party left out of the objectives or without known ideal.
    """

    party: str
    phase: int
    temptation: Figure
    way: Way
    deviation: Deviation
    balance: Balance
    holds: tuple[Hold, ...]
    self_enforcing: bool
    exposure: Figure
    safe: bool
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class PhaseDays:
    """A phase, its steps as written, and when it begins and ends."""

    number: int
    steps: tuple[str, ...]
    starts: Day
    ends: Day


class IdealSource(StrEnum):
    """Where an ideal comes from: the checker's own search, the caller, or nowhere."""

    OWN = "computed"
    GIVEN = "given"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Ideal:
    """``ideal_i`` of model.md §6; ``value`` is `None` where the party is left out of the objectives, or not known."""

    value: Fraction | None
    source: IdealSource


@dataclass(frozen=True, slots=True)
class ObjectiveFigure:
    """One figure of an objective. ``part`` says what is counted; see `detente.checker.objectives`."""

    name: Objective
    part: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Whether a roadmap holds, condition by condition.

    ``changed`` names the changes made to the case, one sentence each, settings first. ``standings`` go phase by phase
    (``1 … K + 1``), parties in the order of the file. ``value`` is a `Fraction`, a pair for an interval party, `None`
    for an ordinal one. ``required_detection`` has every step that its only owner would rather not do: the least
    probability of finding a pretence out that deters it, `None` where none would. ``objectives`` has all parts that the
    ideals known allow to compute.
    """

    case_title: str
    changes: Changes
    changed: tuple[str, ...]
    done: tuple[str, ...]
    phases: tuple[PhaseDays, ...]
    package: tuple[str, ...]
    checked: tuple[Checked, ...]
    standings: tuple[Standing, ...]
    value: Mapping[str, Fraction | tuple[Fraction, Fraction] | None]
    share: Mapping[str, Fraction | None]
    ideals: Mapping[str, Ideal]
    required_detection: Mapping[str, Fraction | None]
    objectives: tuple[ObjectiveFigure, ...]

    @property
    def holds(self) -> bool:
        """Whether every condition holds."""
        return all(checked.holds for checked in self.checked)

    @property
    def failures(self) -> tuple[Checked, ...]:
        """The conditions that fail."""
        return tuple(checked for checked in self.checked if not checked.holds)

    def standing(self, party: str, phase: int) -> Standing:
        """Return how ``party`` stands in ``phase`` (``K + 1``: after all is done)."""
        return next(found for found in self.standings if found.party == party and found.phase == phase)

    def summary(self, *, public: bool = False) -> str:
        """Return the report as text of at most 80 columns, as far as names allow; ``public`` leaves figures out."""
        from detente.checker.words import summary

        return summary(self, public=public)

    def to_dict(self, *, public: bool = False) -> dict[str, Any]:
        """Return the report as plain data for JSON; ``public`` leaves figures out."""
        from detente.checker.form import document

        return document(self, public=public)
