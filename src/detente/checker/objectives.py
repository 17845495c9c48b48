"""Shares and the figures of the six objectives (model.md §6), as they are compared with what a planner prints.

Everything is computed at the middle values: numbers as they are, the middle of intervals, rank-order-centroid weights.
The parts of each objective are named

========== ==================================================================
objective  parts
========== ==================================================================
package    ``smallest share``, ``sum of shares``, ``product of shares``, ``steps``
exposure   ``largest exposure``
leap       ``largest burden``
time       ``days``, ``phases``
easier     ``lateness``
balance    ``largest gap``
========== ==================================================================

whichever of them the case's fairness asks for. Parts that need the ideal of a party whose ideal is not known are left
out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor, prod

from detente.case.model import Objective
from detente.checker.course import Course
from detente.checker.days import Span
from detente.checker.ideal import ideal
from detente.checker.principal import Principal
from detente.checker.report import Ideal, IdealSource, ObjectiveFigure

GRID = 10_000
"""Shares and scaled figures are rounded down to multiples of 1/10,000."""


def ideals(
    course: Course, everybody: Sequence[Principal], given: Mapping[str, Fraction | None] | None, *, nodes: int
) -> dict[str, Ideal]:
    """Return every principal's ideal: the checker's own where its search is proved, else the given one.

    A given ideal that the search has refuted, by a better set, is not taken.
    """
    found: dict[str, Ideal] = {}
    for who in everybody:
        search = ideal(course.case, who, [other for other in everybody if other is not who], nodes=nodes)
        stated = (given or {}).get(who.id)
        if search.proved:
            found[who.id] = Ideal(_counted(search.value, who), IdealSource.OWN)
        elif given is None or who.id not in given or _refuted(stated, search.value, who):
            found[who.id] = Ideal(None, IdealSource.UNKNOWN)
        else:
            found[who.id] = Ideal(_counted(stated, who), IdealSource.GIVEN)
    return found


def _counted(value: Fraction | None, who: Principal) -> Fraction | None:
    """Return the ideal, or `None` where it is not above the alternative: such a party is left out (model.md §6)."""
    alternative = who.stick.amount_at_middle(who.party.walk_away)
    return value if value is not None and value > alternative else None


def _refuted(stated: Fraction | None, reached: Fraction | None, who: Principal) -> bool:
    reached = _counted(reached, who)
    return reached is not None and (stated is None or stated < reached)


@dataclass(frozen=True, slots=True)
class Scaling:
    """How a party's amounts compare with those of others: as parts of ``ideal_i − walk_away_i``, rounded down."""

    alternative: Fraction
    width: Fraction

    def share(self, value: Fraction) -> Fraction:
        """Return ``share_i`` of a value."""
        return self.scaled(value - self.alternative)

    def scaled(self, amount: Fraction) -> Fraction:
        """Return an amount in shares."""
        return Fraction(floor(amount / self.width * GRID), GRID)


def scalings(everybody: Sequence[Principal], found: Mapping[str, Ideal]) -> dict[str, Scaling]:
    """Return the scaling of every party that is not left out of the objectives."""
    result = {}
    for who in everybody:
        value = found[who.id].value
        if value is not None:
            alternative = who.stick.amount_at_middle(who.party.walk_away)
            result[who.id] = Scaling(alternative, value - alternative)
    return result


def shares(course: Course, everybody: Sequence[Principal], scaling: Mapping[str, Scaling]) -> list[dict[str, Fraction]]:
    """Return ``share_i(X_k)`` for ``k = 0 … K`` of every party that is not left out."""
    received = []
    in_full = (course.whole, course.whole)
    for state in course.states:
        received.append(
            {
                who.id: scaling[who.id].share(who.stick.at_middle(dict.fromkeys(state, in_full)) + who.bonus(state))
                for who in everybody
                if who.id in scaling
            }
        )
    return received


def figures(
    course: Course,
    spans: tuple[Span, ...],
    everybody: Sequence[Principal],
    found: Mapping[str, Ideal],
    exposures: Mapping[str, Sequence[Fraction]],
) -> tuple[ObjectiveFigure, ...]:
    """Return all figures of the objectives that the known ideals allow to compute.

    ``exposures`` has ``exposure_i(k)`` at the middle values, ``k = 1 … K + 1``, for every principal.
    """
    values = {
        (Objective.PACKAGE, "steps"): Fraction(len(course.package)),
        (Objective.TIME, "days"): Fraction(spans[-1].ends if spans else 0),
        (Objective.TIME, "phases"): Fraction(course.last),
    }
    if all(one.source is not IdealSource.UNKNOWN for one in found.values()):
        values |= _scaled_figures(course, everybody, scalings(everybody, found), exposures)
    return tuple(ObjectiveFigure(name, part, value) for (name, part), value in values.items())


def _scaled_figures(
    course: Course,
    everybody: Sequence[Principal],
    scaling: Mapping[str, Scaling],
    exposures: Mapping[str, Sequence[Fraction]],
) -> dict[tuple[Objective, str], Fraction]:
    counted = [who for who in everybody if who.id in scaling]
    received = shares(course, everybody, scaling)
    values = _package_figures(list(received[-1].values()))
    risks = [scaling[who.id].scaled(amount) for who in counted for amount in exposures[who.id]]
    leaps = [scaling[who.id].scaled(_burden(course, who, steps)) for who in counted for steps in course.phases]
    gaps = [max(at_end.values()) - min(at_end.values()) for at_end in received[1:] if at_end]
    return values | {
        (Objective.EXPOSURE, "largest exposure"): max(risks, default=Fraction(0)),
        (Objective.LEAP, "largest burden"): max(leaps, default=Fraction(0)),
        (Objective.EASIER, "lateness"): _easier(course, counted, scaling),
        (Objective.BALANCE, "largest gap"): max(gaps, default=Fraction(0)),
    }


def _package_figures(final: list[Fraction]) -> dict[tuple[Objective, str], Fraction]:
    """Return the figures of the first objective; without a party that counts there are only the steps."""
    if not final:
        return {}
    return {
        (Objective.PACKAGE, "smallest share"): min(final),
        (Objective.PACKAGE, "sum of shares"): sum(final, Fraction(0)),
        (Objective.PACKAGE, "product of shares"): prod(final, start=Fraction(1)),
    }


def _easier(course: Course, counted: Sequence[Principal], scaling: Mapping[str, Scaling]) -> Fraction:
    """Return ``Σ (2·D − difficulty(s))·phase(s)`` over the steps that were not done before."""
    difficulty = {
        step: sum((scaling[who.id].scaled(_burden(course, who, [step])) for who in counted), Fraction(0))
        for step in course.case.steps
    }
    most = max(difficulty.values(), default=Fraction(0)) or Fraction(1)
    return sum(((2 * most - difficulty[step]) * phase for step, phase in course.phase_of.items() if phase), Fraction(0))


def _burden(course: Course, who: Principal, steps: Sequence[str]) -> Fraction:
    """Return ``Σ −w_i(s)⁻`` over the party's own steps among ``steps``."""
    own = (step for step in steps if who.id in course.case.steps[step].by)
    return sum((max(-who.stick.middle[step], Fraction(0)) for step in own), Fraction(0))
