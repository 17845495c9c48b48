"""Which numbers a principal's values could be (model.md §2).

A *world* is one way the values could be. What must hold for all values is checked in every corner of what is possible:

- cardinal: the numbers are known, one world;
- interval: every step at ``lo``, at ``hi``, and at 0 where that lies between;
- ordinal: for every level ``l`` in use, importance 1 for matters of level ``l`` and above, 0 for the rest. All values
  that fit the levels are sums of such worlds with non-negative weights.

The *middle* world is the one that the objectives use (model.md §6).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import lcm

from detente.case.model import Case, Interval, Party, Scale
from detente.case.rules import Condition


@dataclass(frozen=True)
class World:
    """One way the values of a principal could be, counted in multiples of ``1/unit`` so that whole numbers do.

    ``worth`` and ``remnant`` have all steps: what a step is worth, and what is left of that once it is taken back.
    """

    unit: int
    worth: Mapping[str, int]
    remnant: Mapping[str, int]
    bonuses: tuple[tuple[Condition, int], ...]
    walk_away: int
    breach_cost: int
    tolerance: int
    trust: int | None


def worlds(case: Case, party: Party) -> list[World]:
    """All worlds in which a condition has to hold."""
    if party.scale is Scale.ORDINAL:
        return [_at_level(case, party, level) for level in sorted(_levels(party, case), reverse=True)] or [
            _at_level(case, party, 1)
        ]
    steps = list(party_values(case, party))
    corners = product(*(_corners(value) for value in party_values(case, party).values()))
    return [_world(case, party, dict(zip(steps, corner, strict=True)), lambda amount: amount) for corner in corners]


def middle(case: Case, party: Party) -> World:
    """Return the world of the objectives: the middle of intervals, rank-order-centroid weights (model.md §6)."""
    values = party_values(case, party)
    if party.scale is Scale.ORDINAL:
        used = sorted({abs(value) for value in values.values()} | set(party.walk_away), reverse=True)
        weight = {
            level: Fraction(1, len(used)) * sum(Fraction(1, j) for j in range(rank, len(used) + 1))
            for rank, level in enumerate(used, start=1)
        }
        # Levels that only breach_cost, tolerance or trust use have no weight; the objectives never look at those.
        return _ordinal(case, party, lambda level: weight.get(level, Fraction(0)))
    numbers = {s: (v.lo + v.hi) / 2 if isinstance(v, Interval) else v for s, v in values.items()}
    return _world(case, party, numbers, lambda amount: amount)


def party_values(case: Case, party: Party) -> dict:
    """Return what the steps are worth to a party, as the case states it, for the steps that it values at all."""
    return {s.id: s.value[party.id] for s in case.steps.values() if party.id in s.value}


def _corners(value: Fraction | Interval) -> Iterator[Fraction]:
    if not isinstance(value, Interval):
        return iter([value])
    between = [Fraction(0)] if value.lo < 0 < value.hi else []
    return iter(dict.fromkeys([value.lo, *between, value.hi]))


def _levels(party: Party, case: Case) -> set[int]:
    amounts = [party.walk_away, party.breach_cost, party.tolerance, party.trust or ()]
    return {abs(v) for v in party_values(case, party).values()} | {level for amount in amounts for level in amount}


def _at_level(case: Case, party: Party, lowest: int) -> World:
    return _ordinal(case, party, lambda level: Fraction(1 if level >= lowest else 0))


def _ordinal(case: Case, party: Party, weight: Callable[[int], Fraction]) -> World:
    values = party_values(case, party)
    numbers = {s: weight(abs(level)) * (1 if level > 0 else -1) for s, level in values.items()}
    return _world(case, party, numbers, lambda levels: sum((weight(level) for level in levels), Fraction(0)))


def _world(case: Case, party: Party, numbers: dict[str, Fraction], amount: Callable) -> World:
    worth = {s: Fraction(numbers.get(s, 0)) for s in case.steps}
    remnant = {s: (1 - case.steps[s].reversible) * worth[s] for s in case.steps}
    bonuses = [(b.when, Fraction(b.value[party.id])) for b in case.bonuses if party.id in b.value]
    walk_away, breach_cost, tolerance = (
        Fraction(amount(a)) for a in (party.walk_away, party.breach_cost, party.tolerance)
    )
    trust = None if party.trust is None else Fraction(amount(party.trust))
    stated = [*worth.values(), *remnant.values(), *(c for _, c in bonuses), walk_away, breach_cost, tolerance]
    unit = lcm(*(x.denominator for x in [*stated, trust or Fraction(0)]))

    def whole(x: Fraction) -> int:
        assert (x * unit).denominator == 1
        return int(x * unit)

    return World(
        unit,
        {s: whole(x) for s, x in worth.items()},
        {s: whole(x) for s, x in remnant.items()},
        tuple((when, whole(c)) for when, c in bonuses),
        whole(walk_away),
        whole(breach_cost),
        whole(tolerance),
        None if trust is None else whole(trust),
    )
