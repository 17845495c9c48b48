"""Two steps in one phase: a demand that asks for one after the other is met by both at once (`with or after`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from detente.case import After, Case, Demand, WithOrAfter, steps_of
from detente.case.unparse import rule_text
from detente.diagnosis.bridges.demands import with_rule
from detente.diagnosis.bridges.offer import Document, Loosening, Offer
from detente.diagnosis.bridges.result import Amount


def offers(case: Case, done: Collection[str]) -> Iterator[Offer]:
    """Yield one for every `after` of a demand in force; rules are facts, and red lines are never touched."""
    for demand in case.demands.values():
        forms = [] if demand.red_line else [rule.form for rule in demand.in_force]
        for place, form in enumerate(forms):
            if isinstance(form, After) and form.step not in done:
                at_once = WithOrAfter(form.step, form.needs)
                steps = tuple(dict.fromkeys((form.step, *steps_of(form.needs))))
                yield Offer(
                    "together",
                    (demand.id, *([str(place + 1)] if len(forms) > 1 else [])),
                    partial(_title, case, demand, steps),
                    1,
                    partial(_spelt, demand.id, place, at_once),
                    partial(_amount, demand.id),
                    loosens=Loosening(rule=(demand.id, place), replaced_by=at_once),
                )


def _title(case: Case, demand: Demand, steps: tuple[str, ...], _notches: int) -> str:
    titles = ", ".join(case.steps[step].title for step in steps)
    return f"In one phase instead of one after the other ({demand.id}): {titles}"


def _spelt(name: str, place: int, form: WithOrAfter, case: Case, _notches: int) -> Document:
    return {"changes": {"demands": [with_rule(case.demands[name], place, rule_text(form))]}}


def _amount(name: str, _notches: int) -> Amount:
    return Amount(of=name)
