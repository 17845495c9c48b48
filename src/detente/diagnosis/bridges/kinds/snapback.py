"""Snapback: a step can be taken back by its owner, and is a hostage in the other side's hand (Williamson 1983)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from functools import partial

from detente.case import Case, Step, steps_of
from detente.case.documenting import number
from detente.diagnosis.bridges.offer import Document, Loosening, Offer
from detente.diagnosis.bridges.result import Amount

TENTHS = tuple(Fraction(tenth, 10) for tenth in range(1, 11))
"""How much of a step can be taken back: a judgement, which is not made finer than in tenths."""


def offers(case: Case, done: Collection[str]) -> Iterator[Offer]:
    """Yield one for every step, not done yet, that cannot always be taken back in full."""
    named = {step for bonus in case.bonuses for step in steps_of(bonus.when)}
    for step in case.steps.values():
        if step.id in done or (step.reversible == 1 and step.reversible_if is None):
            continue
        now = Fraction(0) if step.reversible_if is not None else step.reversible
        shares = TENTHS[-1:] if step.id in named else tuple(share for share in TENTHS if share > now)
        whole = step.reversible in (0, 1)
        yield Offer(
            "snapback",
            (step.id,),
            partial(_title, step),
            len(shares),
            partial(_spelt, step.id, shares),
            partial(_amount, step.id, shares, now),
            rising=False,
            loosens=Loosening(taken_back=step.id) if whole else Loosening(),
        )


def _title(step: Step, _notches: int) -> str:
    return f"Snapback, so that it can be taken back: {step.title}"


def _spelt(name: str, shares: tuple[Fraction, ...], _case: Case, notches: int) -> Document:
    share = shares[notches - 1]
    back = True if share == 1 else number(share)
    return {"changes": {"steps": {name: {"reversible": back, "reversible_if": None}}}}


def _amount(name: str, shares: tuple[Fraction, ...], now: Fraction, notches: int) -> Amount:
    return Amount("reversible", name, shares[notches - 1], now)
