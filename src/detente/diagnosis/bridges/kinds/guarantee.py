"""A guarantee: somebody who is no principal sees to it that breaking its word costs a party more (Walter 1997)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial
from math import ceil

from detente.case import Amount as Stated
from detente.case import Case, Interval, Levels, Party, Scale
from detente.case.documenting import party_document
from detente.diagnosis.bridges.offer import Document, Loosening, Offer
from detente.diagnosis.bridges.result import Amount
from detente.roadmap.pretences import checked_detection

NOTCH = Fraction(1, 10_000)
LARGEST = Fraction(1_000_000)
"""The largest number that a case file can hold."""

MATTERS = 3
"""How many matters of the highest level a guarantee may add for an ordinal party."""


def offers(case: Case, done: Collection[str]) -> Iterator[Offer]:
    """Yield one for every principal."""
    for party in case.principals:
        most = most_added(case, party)
        if most:
            yield Offer(
                "guarantee",
                (party.id,),
                partial(_title, party),
                most,
                partial(_spelt, party.id),
                partial(_amount, case, party),
                loosens=Loosening(word_of=party.id),
            )


def most_added(case: Case, party: Party) -> int:
    """Give how many notches can be added to a breach cost: enough to outweigh all that breaking off could gain."""
    if party.scale is Scale.ORDINAL:
        return MATTERS * len(levels_in_use(case, party))
    swing = 2 * (_sum_of_values(case, party) + _number(party.walk_away))
    least = min((d for step in case.steps.values() if (d := checked_detection(party, step))), default=Fraction(1))
    return ceil(min(swing / least, LARGEST - _number(party.breach_cost)) / NOTCH)


def raised(case: Case, party: Party, notches: int) -> Stated:
    """Give the breach cost of a party with some notches more.

    Numbers: a notch is 0.0001. Levels: what is added runs through the levels in use from the lowest to the highest,
    then the highest and the lowest together, and so on.
    """
    if party.scale is Scale.ORDINAL:
        added = added_levels(levels_in_use(case, party), notches)
        assert isinstance(party.breach_cost, tuple), "an ordinal party has levels"
        return tuple(sorted((*party.breach_cost, *added), reverse=True))
    return _number(party.breach_cost) + notches * NOTCH


def added_levels(ladder: Levels, notches: int) -> Levels:
    """Give the levels on the n-th rung of a ladder (``ladder`` from the lowest up)."""
    if not notches:
        return ()
    full, rung = divmod(notches - 1, len(ladder))
    return (*(ladder[-1:] * full), ladder[rung])


def levels_in_use(case: Case, party: Party) -> Levels:
    """Give the levels that an ordinal party uses for anything, from the lowest up; the format's lowest where none."""
    levels = {abs(value) for step in case.steps.values() if isinstance(value := step.value.get(party.id), int)}
    for amount in (party.walk_away, party.breach_cost, party.tolerance, party.trust):
        levels |= set(amount) if isinstance(amount, tuple) else set()
    return tuple(sorted(levels)) or (1,)


def _sum_of_values(case: Case, party: Party) -> Fraction:
    total = Fraction(0)
    for step in case.steps.values():
        value = step.value.get(party.id, Fraction(0))
        total += max(abs(value.lo), abs(value.hi)) if isinstance(value, Interval) else abs(Fraction(value))
    return total + sum((abs(bonus.value.get(party.id, Fraction(0))) for bonus in case.bonuses), Fraction(0))


def _number(amount: Stated) -> Fraction:
    return Fraction(0) if isinstance(amount, tuple) else amount


def _title(party: Party, _notches: int) -> str:
    return f"A guarantor who is no principal makes it cost more to break off: {party.name}"


def _spelt(name: str, case: Case, notches: int) -> Document:
    party = case.parties[name]
    document = party_document(replace(party, breach_cost=raised(case, party, notches)))
    return {"changes": {"parties": {name: {"breach_cost": document["breach_cost"]}}}}


def _amount(case: Case, party: Party, notches: int) -> Amount:
    return Amount("breach_cost", party.id, raised(case, party, notches), party.breach_cost)
