"""Verification: a pretended step is found out more often, up to the least detection that deters (model.md §4)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from functools import partial

from detente.case import Case, Step
from detente.case.documenting import number
from detente.diagnosis.bridges.offer import Document, Loosening, Offer
from detente.diagnosis.bridges.result import Amount
from detente.roadmap.pretences import checked_detection

NOTCHES = 10_000
"""Detection counts in four decimals."""


def offers(case: Case, done: Collection[str]) -> Iterator[Offer]:
    """Yield one for every step that its owner could pretend, at a detection that is stated and below 1."""
    for step in case.steps.values():
        owner = case.parties[step.by[0]]
        now = checked_detection(owner, step) if owner.is_principal and step.id not in done else None
        if now is not None:
            yield Offer(
                "verification",
                (step.id,),
                partial(_title, step),
                int((1 - now) * NOTCHES),
                partial(_spelt, step.id, now),
                partial(_amount, step.id, now),
                loosens=Loosening(found_out=step.id),
            )


def _title(step: Step, _notches: int) -> str:
    return f"Verify better: {step.title}"


def _spelt(name: str, now: Fraction, _case: Case, notches: int) -> Document:
    detection = number(now + Fraction(notches, NOTCHES))
    return {"changes": {"steps": {name: {"verified": {"detection": detection}}}}}


def _amount(name: str, now: Fraction, notches: int) -> Amount:
    return Amount("detection", name, now + Fraction(notches, NOTCHES), now)
