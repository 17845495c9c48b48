"""The six objectives of model.md §6, in the case's order. Scaled figures are ten-thousandths until they leave here."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING

from detente.case.model import Case, Fairness, Objective
from detente.case.rules import ByDate, NotBeforeDate, NotBeforeDays, Within
from tests.brute.breaking_off import desertions
from tests.brute.conditions import Timeline

if TYPE_CHECKING:
    from tests.brute.judge import Judge

MOST_IS_BEST = {"smallest share", "sum of shares", "product of shares", "steps"}


def objectives(judge: Judge, t: Timeline) -> list[tuple[str, str, Fraction]]:
    """Every part of every objective, in order."""
    figures = {
        Objective.PACKAGE: _package,
        Objective.EXPOSURE: _exposure,
        Objective.LEAP: _leap,
        Objective.TIME: _time,
        Objective.EASIER: _easier,
        Objective.BALANCE: _balance,
    }
    return [
        (objective.value, part, figure)
        for objective in judge.case.objectives
        for part, figure in figures[objective](judge, t)
    ]


def _package(judge: Judge, t: Timeline) -> list[tuple[str, Fraction]]:
    shares = [Fraction(judge.share(i, t.package), 10_000) for i in judge.ideals]
    if judge.case.fairness is Fairness.EVERYTHING or not shares:
        return [("steps", Fraction(len(t.package)))]
    if judge.case.fairness is Fairness.NASH:
        return [("product of shares", prod(shares, start=Fraction(1)))]
    if judge.case.fairness is Fairness.UTILITARIAN:
        return [("sum of shares", sum(shares, Fraction(0)))]
    return [("smallest share", min(shares)), ("sum of shares", sum(shares, Fraction(0)))]


def _exposure(judge: Judge, t: Timeline) -> list[tuple[str, Fraction]]:
    exposed = [
        judge.scaled(i, max(0, judge.middle[i].walk_away - judge._best(desertions, i, judge.middle[i], before, phase)))
        for i in judge.ideals
        for before, phase in judge.checkpoints(t)
    ]
    return [("largest exposure", Fraction(max(exposed, default=0), 10_000))]


def _leap(judge: Judge, t: Timeline) -> list[tuple[str, Fraction]]:
    burdens = [
        judge.scaled(i, sum(_cost(judge, i, s) for s in phase if i in judge.case.steps[s].by))
        for i in judge.ideals
        for phase in t.phases
    ]
    return [("largest burden", Fraction(max(burdens, default=0), 10_000))]


def _time(judge: Judge, t: Timeline) -> list[tuple[str, Fraction]]:
    phases = ("phases", Fraction(len(t.phases)))
    return [("days", Fraction(t.last_day)), phases] if has_durations(judge.case) else [phases]


def has_durations(case: Case) -> bool:
    """Whether the case speaks of calendar time at all."""
    dated = any(isinstance(r.form, ByDate | Within | NotBeforeDate | NotBeforeDays) for r in case.rules_in_force())
    return dated or any(s.days + s.verified.days > 0 for s in case.steps.values())


def _easier(judge: Judge, t: Timeline) -> list[tuple[str, Fraction]]:
    difficulty = {
        s: sum(judge.scaled(i, _cost(judge, i, s)) for i in step.by if i in judge.ideals)
        for s, step in judge.case.steps.items()
    }
    largest = max(difficulty.values(), default=0) or 10_000
    late = sum((2 * largest - difficulty[s]) * k for k, phase in enumerate(t.phases, start=1) for s in phase)
    return [("lateness", Fraction(late, 10_000))]


def _balance(judge: Judge, t: Timeline) -> list[tuple[str, Fraction]]:
    gaps = [0]
    for state in t.states[1:]:
        shares = [judge.share(i, state) for i in judge.ideals]
        gaps.append(max(shares, default=0) - min(shares, default=0))
    return [("largest gap", Fraction(max(gaps), 10_000))]


def _cost(judge: Judge, i: str, s: str) -> int:
    return max(0, -judge.middle[i].worth[s])
