"""What planning a case gives: frozen, exact, and complete enough to be told again without the planner.

Figures of ordinal parties are verdicts, because their levels have no unit; everything else is a `Fraction` and becomes
a decimal only where it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from detente.case.model import Case, Objective
from detente.case.written import Changes, WrittenRoadmap


class Status(StrEnum):
    """How planning ended."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    NONE = "none"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """What can be said of an ordinal party's temptation or exposure: for every value that fits the levels, or not."""

    NONE = "none"
    SOME = "some"


class Hold(StrEnum):
    """What keeps a party from walking away at a phase (model.md §4, "Why so strict")."""

    GAINS_TO_COME = "gains to come"
    TAKE_BACK = "what the others could take back"
    WORD = "price of its word"
    GUARANTEE = "guarantee"
    TOLERANCE = "tolerance"


Figure = Fraction | Verdict
"""An amount in the party's own unit, or a verdict for an ordinal party."""

Day = date | int
"""A calendar date where the case says when it starts, else days counted from the start."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of a roadmap, with every principal's standing in it (mappings by party id).

    ``temptation`` is what breaking off in this phase would gain (model.md §4; negative: what it would lose),
    ``exposure`` what it would lose if the others broke off, ``share`` the share received at its end (`None`: the party
    is left out of the objectives), ``holds`` the smallest first run of holds, in the order of `Hold`, that suffices.
    """

    steps: tuple[str, ...]
    starts: Day
    ends: Day
    temptation: Mapping[str, Figure]
    exposure: Mapping[str, Figure]
    share: Mapping[str, Fraction | None]
    holds: Mapping[str, tuple[Hold, ...]]


@dataclass(frozen=True, slots=True)
class After:
    """Every principal's standing once all is done (phase K+1 of model.md §4)."""

    temptation: Mapping[str, Figure]
    exposure: Mapping[str, Figure]
    holds: Mapping[str, tuple[Hold, ...]]


@dataclass(frozen=True, slots=True)
class ObjectiveValue:
    """One objective, or one part of it: its value, the bound that was proved, and whether the two meet.

    ``part`` says what is counted (``"smallest share"``, ``"sum of shares"``, ``"days"``, ``"phases"``, …); shares and
    scaled figures are in [0, 1] or so, days and phases are counts. ``bound`` is `None` where nothing was proved.
    """

    name: Objective
    part: str
    value: Fraction
    bound: Fraction | None
    proved: bool


@dataclass(frozen=True, slots=True)
class Warning:
    """Something that a careful reader of the roadmap should know (model.md §7). ``about`` names steps and parties."""

    kind: str
    text: str
    about: tuple[str, ...] = ()
    private: bool = False


@dataclass(frozen=True, slots=True)
class Alternative:
    """A roadmap of a really different shape, and what it trades against the first one, in words."""

    roadmap: Roadmap
    trades: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roadmap:
    """The result of planning a case.

    With status ``none`` or ``unknown`` there are no phases. ``value`` is the package's worth to each principal: a
    `Fraction`, a pair ``(lo, hi)`` for an interval party, or ``None`` for an ordinal one ("acceptable" is all that
    can be said). ``required_detection`` maps steps to the least probability of finding a pretence out that deters it,
    `None` where none would. ``ideals`` are what shares are measured against (model.md §6), `None` for a party left
    out of the objectives. ``case_digest``, ``seed`` and ``time_limit`` (seconds) say what it was computed from.
    """

    case_title: str
    case_digest: str
    status: Status
    phases: tuple[Phase, ...] = ()
    after: After | None = None
    package: tuple[str, ...] = ()
    value: Mapping[str, Fraction | tuple[Fraction, Fraction] | None] = field(default_factory=dict)
    share: Mapping[str, Fraction | None] = field(default_factory=dict)
    required_detection: Mapping[str, Fraction | None] = field(default_factory=dict)
    ideals: Mapping[str, Fraction | None] = field(default_factory=dict)
    objectives: tuple[ObjectiveValue, ...] = ()
    objectives_order: tuple[Objective, ...] = ()
    changes: Changes = field(default_factory=Changes)
    done: tuple[str, ...] = ()
    warnings: tuple[Warning, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    seconds: float = 0.0
    seed: int = 0
    time_limit: float | None = None

    @property
    def exists(self) -> bool:
        """Whether there is a roadmap: also where all of it is done, so that no phase is left."""
        return self.status in (Status.OPTIMAL, Status.FEASIBLE)

    @property
    def written(self) -> WrittenRoadmap:
        """The bare roadmap: what the checker is given."""
        return WrittenRoadmap(tuple(phase.steps for phase in self.phases), self.done, self.changes)

    def summary(self, case: Case | None = None, *, public: bool = False) -> str:
        """Return the roadmap as text of at most 80 columns.

        Parameters
        ----------
        case
            The case as the user wrote it. With it, everything is told in its titles and names, with reasons, demands
            and sources; without it, in ids and briefly.
        public
            Leave out everything private, or that would give it away.
        """
        if case is not None:
            from detente.report import as_text

            return as_text(case, self, public=public)
        from detente.report import brief_text
        from detente.roadmap.public import public_roadmap

        return brief_text(public_roadmap(self) if public else self)

    def to_dict(self, *, public: bool = False) -> dict[str, Any]:
        """Return the roadmap as plain data, in the JSON shape of `detente plan --json` (see `detente.roadmap.form`)."""
        from detente.roadmap.form import to_dict

        return to_dict(self, public=public)

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        from detente.report import brief_html

        return brief_html(self)
