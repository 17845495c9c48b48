"""A further phase: the number of phases that the case allows is raised by the least that helps."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from functools import partial

from detente.case import Case
from detente.diagnosis.bridges.offer import Document, Loosening, Offer
from detente.diagnosis.bridges.result import Amount

MOST_FURTHER = 6
"""More further phases than these are not looked at: it would be another negotiation."""

LARGEST = 60
"""The largest number of phases that a case may allow."""


def offers(case: Case, done: Collection[str]) -> Iterator[Offer]:
    """Yield one where more phases could be filled: each has at least one step."""
    now = case.max_phases
    most = min(MOST_FURTHER, min(LARGEST, len(case.steps) - len(done)) - now)
    if most > 0:
        loosens = Loosening(phases=True)
        yield Offer(
            "phases", (), partial(_title, now), most, partial(_spelt, now), partial(_amount, now), loosens=loosens
        )


def _title(now: int, notches: int) -> str:
    return f"{'A further phase' if notches == 1 else 'Further phases'}: {now + notches} instead of {now}"


def _spelt(now: int, _case: Case, notches: int) -> Document:
    return {"changes": {"max_phases": now + notches}}


def _amount(now: int, notches: int) -> Amount:
    return Amount("max_phases", "", Fraction(now + notches), Fraction(now))
