"""General bridges made by hand, and whether any roadmap at all holds then (model.md §7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from detente.case.model import Case, Demand, Scale, Step
from detente.case.rules import After, ByDate, ByPhase, Rule, Within, WithOrAfter, steps_of
from detente.case.unparse import rule_text
from tests.brute.judge import Judge
from tests.brute.search import all_roadmaps

Key = tuple[str, ...]
HUGE = Fraction(100_000)


def any_holds(case: Case, done: Sequence[str]) -> bool:
    """Whether some roadmap of the case holds: all of them are tried."""
    judge = Judge(case, done)
    steps = [s for s in case.steps if s not in done]
    return any(judge.holds(phases) for phases in all_roadmaps(steps, case.max_phases))


def rows(case: Case, done: Sequence[str]) -> Iterator[tuple[Key, list[Case]]]:
    """Yield every general bridge that lifts a condition, with the variants it makes, the least amount first.

    Of numbers there is only the largest amount; of all else, every notch.
    """
    for party in case.principals:
        yield ("guarantee", party.id), list(guaranteed(case, party.id))
    for step in case.steps.values():
        if step.id not in done:
            yield from _step_rows(case, step)
    for demand in case.demands.values():
        if not demand.red_line:
            yield from _demand_rows(case, demand, done)
    further = min(6, len(case.steps) - len(done) - case.max_phases)
    if further > 0:
        yield ("phases",), [replace(case, max_phases=case.max_phases + n) for n in range(1, further + 1)]


def guaranteed(case: Case, name: str) -> Iterator[Case]:
    """Yield the case with ever more of a breach cost added to a party's: levels one by one, or one huge number."""
    party = case.parties[name]
    if party.scale is not Scale.ORDINAL:
        yield _with_breach_cost(case, name, party.breach_cost + HUGE)
        return
    used = {abs(s.value[name]) for s in case.steps.values() if name in s.value}
    for amount in (party.walk_away, party.breach_cost, party.tolerance, party.trust or ()):
        used |= set(amount)
    ladder = sorted(used) or [1]
    for full in range(3):
        for level in ladder:
            added = (*party.breach_cost, *([ladder[-1]] * full), level)
            yield _with_breach_cost(case, name, tuple(sorted(added, reverse=True)))


def _with_breach_cost(case: Case, name: str, amount) -> Case:
    return replace(case, parties={**case.parties, name: replace(case.parties[name], breach_cost=amount)})


def _step_rows(case: Case, step: Step) -> Iterator[tuple[Key, list[Case]]]:
    def changed(**keys) -> Case:
        return replace(case, steps={**case.steps, step.id: replace(step, **keys)})

    owner = case.parties[step.by[0]]
    worth = step.value.get(owner.id, 0)
    may_cost = (worth.lo if hasattr(worth, "lo") else worth) < 0
    d = step.verified.detection
    if len(step.by) == 1 and owner.is_principal and may_cost and d is not None and d < 1:
        yield ("verification", step.id), [changed(verified=replace(step.verified, detection=Fraction(1)))]
    if step.reversible < 1 or step.reversible_if is not None:
        now = 0 if step.reversible_if is not None else step.reversible
        named = any(step.id in set(steps_of(bonus.when)) for bonus in case.bonuses)
        shares = [Fraction(n, 10) for n in range(1, 11) if Fraction(n, 10) > now and (n == 10 or not named)]
        yield (
            ("snapback", step.id),
            [changed(reversible=share, reversible_if=None, reversible_if_text="") for share in shares],
        )


def _demand_rows(case: Case, demand: Demand, done: Sequence[str]) -> Iterator[tuple[Key, list[Case]]]:
    rules = demand.in_force
    for place, rule in enumerate(rules):
        key = (demand.id, *([str(place + 1)] if len(rules) > 1 else []))
        form = rule.form

        def with_form(new, place=place) -> Case:
            changed = tuple(Rule(new, rule_text(new)) if n == place else r for n, r in enumerate(rules))
            if demand.form is None:
                other = replace(demand, rules=changed)
            else:
                softer = list(demand.softer)
                softer[demand.form] = replace(softer[demand.form], rules=changed)
                other = replace(demand, softer=tuple(softer))
            return replace(case, demands={**case.demands, demand.id: other})

        match form:
            case After(step, needs) if step not in done:
                yield ("together", *key), [with_form(WithOrAfter(step, needs))]
            case ByPhase(step, phase) if step not in done and phase < case.max_phases:
                yield ("later", *key), [with_form(ByPhase(step, n)) for n in range(phase + 1, case.max_phases + 1)]
            case Within(step, days) if step not in done and days < _latest(case):
                yield ("later", *key), [with_form(Within(step, n)) for n in range(days + 1, _latest(case) + 1)]
            case ByDate(step, day) if step not in done and case.starts + timedelta(days=_latest(case)) > day:
                last = (case.starts + timedelta(days=_latest(case)) - day).days
                yield ("later", *key), [with_form(ByDate(step, day + timedelta(days=n))) for n in range(1, last + 1)]


def _latest(case: Case) -> int:
    """Return a day by which every roadmap has ended."""
    longest = max(s.days + s.verified.days for s in case.steps.values())
    waits = [0]
    for rule in case.rules_in_force():
        if rule_text(rule.form).count("not before"):
            form = rule.form
            waits.append(form.days if hasattr(form, "days") else (form.date - case.starts).days)
    return case.max_phases * longest + max(waits)
