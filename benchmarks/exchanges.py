"""Exchanges from the literature whose answers are known: used as yardsticks, of any size.

Sandholm & Lesser (1995) on chunking an unenforced exchange; the plain exchange of n against n equal steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from detente.case.model import Bonus, Case, Party, Role, Scale, Step
from detente.case.rules import After, And, Condition, Include, Rule, StepDone


def exchange(steps: int, *, bonus: Fraction = Fraction(1), phases: int | None = None) -> Case:
    """Build the exchange of ``steps`` against ``steps`` irreversible steps, each of cost 1 and worth 2 to the other.

    Parameters
    ----------
    steps
        Number of steps of each of the two sides, at least 1.
    bonus
        What it is worth to each side that everything is done; 0: no bonus. With less than 1 there is no roadmap.
    phases
        ``max_phases``; default: enough for one step a phase, at most 60.
    """
    sides = ("left", "right")
    built = {
        f"{side}-{number}": Step(
            f"{side}-{number}",
            f"Delivery {number} of {side}",
            (side,),
            {side: Fraction(-1), other: Fraction(2)},
        )
        for number in range(1, steps + 1)
        for side, other in (sides, sides[::-1])
    }
    everything = _all(tuple(built))
    bonuses = (Bonus(everything, " and ".join(built), dict.fromkeys(sides, bonus)),) if bonus else ()
    return Case(
        title=f"Exchange of {steps} and {steps} steps",
        parties={side: _principal(side) for side in sides},
        steps=built,
        bonuses=bonuses,
        max_phases=phases or min(60, 2 * steps),
    )


def chunks(
    sizes: Sequence[tuple[int | Fraction, int | Fraction]],
    *,
    seller_breach: Fraction = Fraction(0),
    buyer_breach: Fraction = Fraction(0),
    order: Sequence[int] | None = None,
    unit: Fraction = Fraction(1, 2),
    phases: int | None = None,
) -> Case:
    """Build the sale of goods in chunks, all of which are delivered, against payments in equal small steps.

    Parameters
    ----------
    sizes
        A pair (cost to the seller, value to the buyer) for each chunk.
    seller_breach, buyer_breach
        ``breach_cost`` of the two; what matters in the literature is their sum, the "total defection cost".
    order
        Places in ``sizes`` (from 0) in the order in which the chunks must be delivered; default: free.
    unit
        Size of one payment; there are as many payments as the chunks are worth to the buyer, and not all need be made.
    phases
        ``max_phases``; default: enough for strict alternation, at most 60.
    """
    built = {
        f"chunk-{number}": Step(
            f"chunk-{number}",
            f"Delivery of chunk {number}",
            ("seller",),
            {"seller": -Fraction(cost), "buyer": Fraction(value)},
        )
        for number, (cost, value) in enumerate(sizes, 1)
    }
    deliveries = tuple(built)
    payments = int(sum(Fraction(value) for _, value in sizes) / unit)
    for number in range(1, payments + 1):
        name = f"payment-{number}"
        built[name] = Step(name, f"Payment {number}", ("buyer",), {"seller": unit, "buyer": -unit})
    rules = [Rule(Include(_all(deliveries)), f"include {' and '.join(deliveries)}")]
    if order is not None:
        rules += [
            Rule(After(deliveries[late], StepDone(deliveries[early])), f"{deliveries[late]} after {deliveries[early]}")
            for early, late in pairwise(order)
        ]
    return Case(
        title=f"Sale in {len(sizes)} chunks",
        parties={"seller": _principal("seller", seller_breach), "buyer": _principal("buyer", buyer_breach)},
        steps=built,
        rules=tuple(rules),
        max_phases=phases or min(60, 2 * len(sizes) + 1),
    )


def _principal(name: str, breach_cost: Fraction = Fraction(0)) -> Party:
    return Party(name, name.capitalize(), Role.PRINCIPAL, Scale.CARDINAL, breach_cost=breach_cost)


def _all(steps: Sequence[str]) -> Condition:
    return StepDone(steps[0]) if len(steps) == 1 else And(tuple(StepDone(step) for step in steps))
