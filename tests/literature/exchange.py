"""Exchanges of the literature as cases, and a search over what has been delivered and paid that needs no case at all.

The encoding: one step of the seller a chunk, all of them required; one step of the buyer for each half unit, as many as
the goods are worth to it (it accepts no price above that), each irreversible. Equal payments are put in a fixed order,
which changes nothing but the number of equal roadmaps. ``2n + 1`` phases let ``n`` deliveries alternate with payments.
Both parties' ``breach_cost`` together is the defection cost of the literature. Costs and payments are multiples of a
half unit, so only such multiples of a defection cost make a difference: trying those is trying all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise

from detente.case.model import Bonus, Case, Objective, Party, Role, Scale, Step
from detente.case.rules import After, And, Include, Rule, StepDone, WithOrAfter
from detente.case.unparse import condition_text, rule_text

HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Exchange:
    """Chunks with their cost to the seller and value to the buyer, and their ``order`` (from 0) if one is set."""

    costs: tuple[Fraction, ...]
    values: tuple[Fraction, ...]
    order: tuple[int, ...] = ()

    @property
    def most_payments(self) -> int:
        """How many half units the buyer could ever want to pay."""
        return int(sum(self.values) / HALF)


def splits(total: Fraction) -> Iterator[tuple[Fraction, Fraction]]:
    """Divide a defection cost between seller and buyer, in half units, in every way."""
    for halves in range(int(total / HALF) + 1):
        yield halves * HALF, total - halves * HALF


def as_case(exchange: Exchange, seller: Fraction, buyer: Fraction) -> Case:
    """Write an exchange as a case, with what breaking its word costs each of the two."""
    chunks = [f"chunk-{n}" for n in range(len(exchange.costs))]
    payments = [f"payment-{n}" for n in range(exchange.most_payments)]
    worths = zip(chunks, exchange.costs, exchange.values, strict=True)
    steps = [Step(name, name, ("seller",), {"seller": -cost, "buyer": value}) for name, cost, value in worths]
    steps += [Step(name, name, ("buyer",), {"buyer": -HALF, "seller": HALF}) for name in payments]
    forms = [Include(StepDone(name)) for name in chunks]
    forms += [After(chunks[b], StepDone(chunks[a])) for a, b in pairwise(exchange.order)]
    forms += [WithOrAfter(b, StepDone(a)) for a, b in pairwise(payments)]
    return Case(
        title="Exchange",
        parties={p.id: p for p in (_trader("seller", seller), _trader("buyer", buyer))},
        steps={step.id: step for step in steps},
        rules=tuple(Rule(form, rule_text(form)) for form in forms),
        max_phases=2 * len(chunks) + 1,
        objectives=(Objective.TIME,),
    )


def _trader(name: str, breach_cost: Fraction) -> Party:
    return Party(name, name.title(), Role.PRINCIPAL, Scale.CARDINAL, breach_cost=breach_cost)


def has_safe_sequence(exchange: Exchange, seller: Fraction, buyer: Fraction) -> bool:
    """Search the lattice of what has been delivered and paid, one price after the other."""
    lowest = int(sum(exchange.costs) / HALF)
    return any(_reaches(exchange, price, seller, buyer) for price in range(lowest, exchange.most_payments + 1))


def _reaches(exchange: Exchange, price: int, seller: Fraction, buyer: Fraction) -> bool:
    """Whether all chunks and so many payments can be reached without anybody gaining by stopping on the way."""
    chunks = frozenset(range(len(exchange.costs)))
    earns = price * HALF - sum(exchange.costs)
    gains = sum(exchange.values) - price * HALF
    seen, waiting = set(), [(frozenset(), 0)]
    while waiting:
        delivered, paid = waiting.pop()
        if (delivered, paid) == (chunks, price):
            return True
        alike = tuple(sorted((exchange.costs[n], exchange.values[n]) for n in delivered)), paid
        if alike in seen:  # chunks that are worth the same to both need not be told apart
            continue
        seen.add(alike)
        for more in _deliveries(exchange, delivered):
            for pays in range(price - paid + 1):
                # Whoever stops in a phase has what the other delivers in it, and has done nothing of its own part.
                seller_stops = (paid + pays) * HALF - sum(exchange.costs[n] for n in delivered)
                buyer_stops = sum(exchange.values[n] for n in delivered | more) - paid * HALF
                if seller_stops - seller <= earns and buyer_stops - buyer <= gains:
                    waiting.append((delivered | more, paid + pays))
    return False


def _deliveries(exchange: Exchange, delivered: frozenset[int]) -> list[frozenset[int]]:
    """What may be delivered next: nothing, any chunks, or only the one whose turn it is."""
    if exchange.order:
        return [frozenset(), frozenset(exchange.order[len(delivered) : len(delivered) + 1])]
    rest = [n for n in range(len(exchange.costs)) if n not in delivered]
    return [frozenset(some) for size in range(len(rest) + 1) for some in combinations(rest, size)]


def mutual_exchange(steps_each: int, cost: Fraction, worth: Fraction, bonus: Fraction) -> Case:
    """Write an exchange of equal steps as a case; ``bonus`` is what completion is worth to either."""
    sides = [("left", "right"), ("right", "left")]
    steps = [
        Step(f"{by}-{n}", f"{by}-{n}", (by,), {by: -cost, to: worth})
        for n in range(1, steps_each + 1)
        for by, to in sides
    ]
    everything = And(tuple(StepDone(step.id) for step in steps))
    completion = Bonus(everything, condition_text(everything), {by: bonus for by, _ in sides})
    return Case(
        title="Mutual exchange",
        parties={name: _trader(name, Fraction(0)) for name, _ in sides},
        steps={step.id: step for step in steps},
        bonuses=(completion,) if bonus else (),
        max_phases=len(steps),
    )


def exchange_of(chunks: Sequence[Sequence[Fraction]], order: Sequence[int] = ()) -> Exchange:
    """Read an exchange from pairs of cost and value; the order names chunks by their (different) costs."""
    costs = tuple(cost for cost, _ in chunks)
    return Exchange(costs, tuple(value for _, value in chunks), tuple(costs.index(cost) for cost in order))
