"""Escrow: what a step delivers is deposited with an agent who is no principal, and who hands it over later."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from detente.case import Case, Interval, Step, Value
from detente.case.documenting import step_document
from detente.diagnosis.bridges.offer import Document, Offer
from detente.diagnosis.bridges.result import Amount

AGENT = "escrow-agent"


def offers(case: Case, done: Collection[str]) -> Iterator[Offer]:
    """Yield one for every delivery: a step of one principal, a cost to it, that is worth something to another."""
    if AGENT in case.steps:
        return
    for step in case.steps.values():
        owner = step.by[0]
        theirs = (value for party, value in step.value.items() if party != owner)
        is_delivery = _lowest(step.value.get(owner)) < 0 and any(_lowest(value) > 0 for value in theirs)
        if step.id not in done and not step.is_joint and case.parties[owner].is_principal and is_delivery:
            yield Offer(
                "escrow",
                (step.id,),
                partial(_title, step),
                1,
                partial(_spelt, step.id),
                partial(_amount, step.id),
                rising=False,
            )


def _lowest(value: Value | None) -> Any:
    return 0 if value is None else value.lo if isinstance(value, Interval) else value


def _title(step: Step, _notches: int) -> str:
    return f"In escrow, handed over by an agent of both sides: {step.title}"


def _spelt(name: str, case: Case, _notches: int) -> Document:
    step = case.steps[name]
    values: dict[str, Any] = step_document(step)["value"]
    deposit, release = f"{name}-deposit", f"{name}-release"
    others = {party: value for party, value in values.items() if party not in step.by}
    return {
        "split": name,
        "into": {
            deposit: {
                "title": f"{step.title} (deposited with the agent)",
                "value": {step.by[0]: values[step.by[0]]},
                "reversible": False,
                "reversible_if": None,
            },
            release: {
                "title": f"{step.title} (handed over by the agent)",
                "by": AGENT,
                "value": others,
                "takes": None,
                "verified": None,
                "admits": None,
            },
        },
        "changes": {
            "parties": {AGENT: {"name": "Escrow agent", "role": "guarantor"}},
            "rules": [f"{release} after {deposit}"],
        },
    }


def _amount(name: str, _notches: int) -> Amount:
    return Amount(of=name)
