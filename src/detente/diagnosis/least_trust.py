"""Least trust: how much dearer breaking one's word would have to be, for everybody alike (model.md §7).

The least ``α`` such that a roadmap holds with ``α·(ideal_i − walk_away_i)`` added to every ``breach_cost_i``; ordinal
parties, who have no unit, have the lowest level added once, the same for all of them. Where both kinds take part the
level comes first: the lowest with which any ``α`` will do, and then the least ``α``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import Any

from detente.case import Amount, Case, Party, Scale, WrittenRoadmap
from detente.checker import check
from detente.diagnosis.bridges.kinds.guarantee import NOTCH as LEAST_NUMBER
from detente.diagnosis.bridges.kinds.guarantee import levels_in_use, most_added
from detente.diagnosis.bridges.least import lowered
from detente.diagnosis.feasibility import Outcome, Verdict, holds
from detente.diagnosis.inquiry import Inquiry
from detente.errors import CaseError, InternalError, LimitReached
from detente.roadmap.shares import UNITS
from detente.roadmap.solver import Clock
from detente.roadmap.standing import Course


@dataclass(frozen=True, slots=True)
class LeastTrust:
    """The headline figure of a case: how much trust is missing.

    ``outcome`` is ``holds`` (with so much there is a roadmap), ``none`` (no amount helps: what clashes is no matter of
    trust) or ``unknown`` (the time did not suffice). ``share`` is ``α`` in multiples of 1/10,000, `None` where no party
    states numbers; ``level`` the level added for ordinal parties (0: none), `None` where there are none. ``added`` is
    what that comes to for each party, ``phases`` a roadmap that holds then (the checker has confirmed it). ``proved``
    says that with a notch less there is none.
    """

    outcome: Outcome
    share: Fraction | None = None
    level: int | None = None
    added: Mapping[str, Amount] = field(default_factory=dict)
    phases: tuple[tuple[str, ...], ...] = ()
    proved: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether a roadmap holds as it is."""
        return self.outcome is Outcome.HOLDS and not self.share and not self.level

    def to_dict(self, *, public: bool = False) -> dict[str, Any]:
        """Return plain data for JSON; nothing of it is public."""
        from detente.diagnosis.bridges.form import figure

        if public:
            return {"outcome": None, "share": None, "level": None, "added": {}, "phases": [], "proved": None}
        return {
            "outcome": str(self.outcome),
            "share": None if self.share is None else float(self.share),
            "level": self.level,
            "added": {party: figure(amount) for party, amount in self.added.items()},
            "phases": [list(phase) for phase in self.phases],
            "proved": self.proved,
        }


def least_trust(inquiry: Inquiry, clock: Clock) -> LeastTrust:
    """Find the least trust with which a roadmap of the case as changed holds.

    Parameters
    ----------
    inquiry
        The case, its changes, what has been done.
    clock
        When to stop; then ``proved`` is false, or the outcome is not known.

    Raises
    ------
    InternalError
        Planner and checker disagree about the roadmap found.
    """
    try:
        return _Trust(inquiry, clock).least()
    except (LimitReached, CaseError):  # no ideal in time, or sums that are too large to be exact
        return LeastTrust(Outcome.UNKNOWN)


@dataclass(frozen=True)
class _Trust:
    inquiry: Inquiry
    clock: Clock

    @property
    def case(self) -> Case:
        return self.inquiry.changed

    @cached_property
    def spans(self) -> dict[str, Fraction]:
        """``ideal_i − walk_away_i`` of every party that states numbers and has anything to gain."""
        numeric = {party.id for party in self.case.principals if party.scale is not Scale.ORDINAL}
        found = self.inquiry.yardsticks()
        return {name: one.span / one.whole.scale for name, one in found.items() if name in numeric}

    @cached_property
    def ladder(self) -> tuple[int, ...]:
        """The levels that ordinal parties use, from the lowest up, behind 0 for none; just 0 where there are none."""
        ordinal = [party for party in self.case.principals if party.scale is Scale.ORDINAL]
        return (0, *sorted({level for party in ordinal for level in levels_in_use(self.case, party)}))

    @cached_property
    def most(self) -> int:
        """A share, in ten-thousandths, with which nobody who states numbers is tempted any more."""
        parties = self.case.parties
        needed = [
            most_added(self.case, parties[name]) * LEAST_NUMBER / span * UNITS for name, span in self.spans.items()
        ]
        return max(map(ceil, needed), default=0)

    def least(self) -> LeastTrust:
        if self.inquiry.roadmap.after is not None:  # it may have no phases, where all has been done
            return self._told(0, 0, tuple(phase.steps for phase in self.inquiry.roadmap.phases), proved=True)
        top = len(self.ladder) - 1
        answer = self._verdict(top, self.most)
        if answer.course is None:
            return LeastTrust(answer.outcome, proved=answer.outcome is Outcome.NONE)
        fails = 0 if self.inquiry.is_stuck else -1
        rung, rung_proved, course = (0, True, answer.course)
        if top:
            rung, rung_proved, course = lowered(
                lambda n: self._verdict(n, self.most),
                lambda known, n: self._keeps(known, n, self.most),
                top,
                course,
                -1 if self.most else fails,
            )
        share, share_proved, course = (0, True, course)
        if self.most:
            share, share_proved, course = lowered(
                lambda n: self._verdict(rung, n),
                lambda known, n: self._keeps(known, rung, n),
                self.most,
                course,
                -1 if rung else fails,
            )
        if not self._keeps(course, rung, share):
            raise InternalError("planner and checker disagree about the roadmap of the least trust")
        return self._told(rung, share, course.phases, proved=rung_proved and share_proved)

    def _told(self, rung: int, share: int, phases: tuple[tuple[str, ...], ...], *, proved: bool) -> LeastTrust:
        variant = self._with(rung, share)
        numeric = any(party.scale is not Scale.ORDINAL for party in self.case.principals)
        return LeastTrust(
            Outcome.HOLDS,
            share=Fraction(share, UNITS) if numeric else None,
            level=self.ladder[rung] if len(self.ladder) > 1 else None,
            added={
                party.id: _less(variant.parties[party.id].breach_cost, party.breach_cost)
                for party in self.case.principals
            },
            phases=phases,
            proved=proved,
        )

    def _with(self, rung: int, share: int) -> Case:
        """Give the case with so much trust added."""
        parties = {party.id: self._trusted(party, rung, share) for party in self.case.parties.values()}
        return replace(self.case, parties=parties)

    def _trusted(self, party: Party, rung: int, share: int) -> Party:
        cost = party.breach_cost
        if not party.is_principal:
            return party
        if isinstance(cost, tuple):
            level = self.ladder[rung]
            return replace(party, breach_cost=tuple(sorted((*cost, level), reverse=True)) if level else cost)
        span = self.spans[party.id] if share and party.id in self.spans else Fraction(0)
        return replace(party, breach_cost=cost + Fraction(share, UNITS) * span)

    def _verdict(self, rung: int, share: int) -> Verdict:
        case = self._with(rung, share)
        return holds(case, done=self.inquiry.done, solver=self.inquiry.solver, clock=self.clock)

    def _keeps(self, course: Course, rung: int, share: int) -> bool:
        written = WrittenRoadmap(course.phases, self.inquiry.done)
        return check(self._with(rung, share), written, ideals={}, nodes=0).holds


def _less(now: Amount, before: Amount) -> Amount:
    """Give what has been added."""
    if isinstance(now, tuple):
        rest = list(now)
        for level in before if isinstance(before, tuple) else ():
            rest.remove(level)
        return tuple(rest)
    return now - before if isinstance(before, Fraction) else now
