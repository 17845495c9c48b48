"""Cases in which one given roadmap just holds, so that a planner that is wrong by the least amount is found out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain, pairwise
from math import ceil, floor

from detente.case.model import Amount, Case, Party, Scale
from detente.case.rules import After, Include, Never, Rule, RuleForm, StepDone, With
from detente.case.unparse import rule_text
from tests.brute import Judge
from tests.brute.conditions import obeys, timeline

Phases = Sequence[Sequence[str]]

LEAST = Fraction(1, 10_000)
"""The least difference that numbers of a case file can have."""

LADDER: list[tuple[int, ...]] = [(), (1,), (2,), (2, 1), (3,), (3, 2), (5,), (5, 3), (5, 5), (5, 5, 5), (5,) * 9]
"""Ordinal amounts, each worth more than the one before it for all values that fit, or at least for many."""


def forced(case: Case, phases: Phases, done: Sequence[str]) -> Case:
    """Leave a planner no choice but these phases (model.md §5), and drop the rules that they break."""
    t = timeline(case, phases, done)
    forms: list[RuleForm] = []
    for phase in phases:
        forms += [Include(StepDone(s)) for s in phase] + [With(phase[0], s) for s in phase[1:]]
    forms += [After(later[0], StepDone(sooner[0])) for sooner, later in pairwise(phases)]
    forms += [Never(StepDone(s)) for s in case.steps if s not in {*done, *chain(*phases)}]
    kept = tuple(rule for rule in case.rules_in_force() if obeys(rule.form, t))
    rules = kept + tuple(Rule(form, rule_text(form)) for form in forms)
    return replace(case, rules=rules, demands={}, max_phases=max(1, len(phases)))


def on_the_edge(case: Case, phases: Phases, done: Sequence[str]) -> Case | None:
    """Give every principal the least amounts with which the phases hold; `None` where somebody only loses by them."""
    for party in case.principals:
        least = _least_levels if party.scale is Scale.ORDINAL else _least_numbers
        case = least(case, party.id, phases, done)
    judge = Judge(case, done)
    if any(condition != "deterred" for condition, _, _ in judge.failures(phases)):
        return None
    for s, required in judge.required_detection(phases).items():
        if required is not None and case.steps[s].verified.detection is not None:
            case = _watched(case, s, required)
    return case


def _least_numbers(case: Case, i: str, phases: Phases, done: Sequence[str]) -> Case:
    worth = Judge(case, done).values(phases)[i]
    assert worth is not None
    none = Fraction(0)
    case = _with(case, i, walk_away=max(none, floor(worth[0] / LEAST) * LEAST), breach_cost=none, trust=none)
    judge = Judge(case, done)
    temptation = max(figure for (_, who), figure in judge.temptations(phases).items() if who == i)
    checkpoints = judge.checkpoints(judge.timeline(phases))
    missing = max(
        Fraction(judge.shortfall(i, world, *point) - judge.trusted(i, world, point[0]), world.unit)
        for world in judge.worlds[i]
        for point in checkpoints
    )
    return _with(case, i, breach_cost=_up(temptation - case.parties[i].tolerance), trust=_up(missing))


def _up(number: Fraction) -> Fraction:
    """Round up to what a case file can say; amounts are at least 0."""
    return max(Fraction(0), ceil(number / LEAST) * LEAST)


def _least_levels(case: Case, i: str, phases: Phases, done: Sequence[str]) -> Case:
    for condition, amount in (("self-enforcing", "breach_cost"), ("safe", "trust")):
        tried = (_with(case, i, **{amount: levels}) for levels in LADDER)
        case = next((one for one in tried if not _fails(one, i, condition, phases, done)), case)
    return case


def _fails(case: Case, i: str, condition: str, phases: Phases, done: Sequence[str]) -> bool:
    return any(found[:2] == (condition, i) for found in Judge(case, done).failures(phases))


def _with(case: Case, i: str, **amounts: Amount) -> Case:
    return replace(case, parties={**case.parties, i: replace(case.parties[i], **amounts)})


def _watched(case: Case, s: str, detection: Fraction) -> Case:
    step = case.steps[s]
    return replace(case, steps={**case.steps, s: replace(step, verified=replace(step.verified, detection=detection))})


def over_the_edge(case: Case) -> Iterator[Case]:
    """Change one amount of the case by the least difference, or by one rung of the ladder, to the worse."""
    for party in case.principals:
        for amount in ("walk_away", "breach_cost", "trust"):
            worse = _worse(party, amount)
            if worse is not None:
                yield _with(case, party.id, **{amount: worse})
    for s in case.steps.values():
        if s.verified.detection:
            yield _watched(case, s.id, s.verified.detection - LEAST)


def _worse(party: Party, amount: str) -> Amount | None:
    now = getattr(party, amount)
    if isinstance(now, tuple):
        if amount == "walk_away":
            return tuple(sorted((*now, 1), reverse=True))
        return LADDER[LADDER.index(now) - 1] if now in LADDER[1:] else None
    if amount == "walk_away":
        return now + LEAST
    return now - LEAST if now else None
