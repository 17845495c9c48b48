"""Unenforced exchange (Sandholm & Lesser 1995; safe exchange planner: Sandholm & Ferrandon 2000).

A seller delivers chunks (cost to it, value to the buyer) in a given order; the buyer pays in separate irreversible
steps of half a unit; everything is one step a phase. Before the chunk ``m`` is delivered the seller must still lose by
stopping, after it the buyer must: with the sum of both breach costs ``D`` this is possible if and only if
``D ≥ cost still to come before m − value still to come after m`` for every ``m``.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from detente.case.rules import And
from detente.case.written import WrittenRoadmap
from detente.checker import Requirement, check
from tests.checker.small import bonus, case, done, numbers, step

HALF = Fraction(1, 2)
Chunk = tuple[Fraction, Fraction]


def remaining(order: list[Chunk], after: int) -> tuple[Fraction, Fraction]:
    """Return what the chunks from ``after`` on still cost the seller, and what they are worth to the buyer."""
    rest = order[after:]
    return sum((cost for cost, _ in rest), Fraction(0)), sum((value for _, value in rest), Fraction(0))


def exchange(order: list[Chunk], owed: list[Fraction], price: Fraction, breach: tuple[Fraction, Fraction]):
    """Check the exchange in which ``owed[m]`` is still to be paid when chunk ``m`` is delivered."""
    payments = [f"pay-{n}" for n in range(int(price / HALF))]
    chunks = [f"chunk-{m}" for m in range(len(order))]
    phases, paid = [], 0
    for chunk, left in zip(chunks, owed, strict=True):
        due = int((price - left) / HALF)
        phases += [(payment,) for payment in payments[paid:due]]
        phases.append((chunk,))
        paid = max(paid, due)
    phases += [(payment,) for payment in payments[paid:]]
    steps = [step(name, "seller", seller=-cost, buyer=value) for name, (cost, value) in zip(chunks, order, strict=True)]
    steps += [step(name, "buyer", seller=HALF, buyer=-HALF) for name in payments]
    parties = numbers("seller", breach_cost=breach[0]), numbers("buyer", breach_cost=breach[1])
    one = case(*parties, *steps, max_phases=len(phases))
    return check(one, WrittenRoadmap(tuple(phases))), phases


def chunks(*pairs: tuple[float, float]) -> list[Chunk]:
    return [(Fraction(str(cost)), Fraction(str(value))) for cost, value in pairs]


ORDERS = [
    (chunks((3, 6), (2, 4), (1, 3)), 1),
    (chunks((2, 4), (3, 6), (1, 3)), 1),
    (chunks((1, 3), (2, 4), (3, 6)), 3),
    (chunks((2, 4), (1, 3), (3, 6)), 3),
    (chunks((5, 6), (2, 6), (1, 2)), 1),
    (chunks((6, 9)), 6),
    (chunks(*[(3, 4.5)] * 2), 3),
    (chunks(*[(2, 3)] * 3), 2),
    (chunks(*[(1, 1.5)] * 6), 1),
]


@pytest.mark.parametrize(("order", "needed"), ORDERS)
@pytest.mark.parametrize("seller_has", [0, HALF, 1])
def test_the_total_defection_cost_that_an_order_needs_is_enough(order, needed, seller_has) -> None:
    """However it is divided between seller and buyer, in half units."""
    price = remaining(order, 0)[0]
    sellers = Fraction(int(needed * seller_has / HALF), 2)
    owed = [max(remaining(order, m)[0] - sellers, Fraction(0)) for m in range(len(order))]
    report, _ = exchange(order, owed, price, (sellers, needed - sellers))
    assert report.holds, report.summary()


@pytest.mark.parametrize(("order", "needed"), ORDERS)
@pytest.mark.parametrize("seller_has", [0, 1])
def test_half_a_unit_less_is_not_enough(order, needed, seller_has) -> None:
    """Whatever is still owed when the critical chunk is delivered: one of the two would stop there."""
    total = needed - HALF
    breach = (total * seller_has, total * (1 - seller_has))
    gaps = [remaining(order, m)[0] - remaining(order, m + 1)[1] for m in range(len(order))]
    critical = gaps.index(max(gaps))
    price = remaining(order, 0)[1]
    for halves in range(int(price / HALF) + 1):
        owed = [price] * critical + [halves * HALF] * (len(order) - critical)
        report, phases = exchange(order, owed, price, breach)
        phase = phases.index((f"chunk-{critical}",)) + 1
        assert any(one.requirement is Requirement.SELF_ENFORCING and one.phase == phase for one in report.failures)


@pytest.mark.parametrize(("completion", "missing"), [("1", None), ("0.99", Fraction(1, 100)), ("0", 1)])
def test_who_moves_last_needs_a_completion_bonus_of_its_last_cost(completion, missing) -> None:
    """Three and three steps that cost 1 and are worth 2 to the other, one after the other."""
    names = ["a1", "b1", "a2", "b2", "a3", "b3"]
    steps = [step(name, name[0], **{name[0]: -1, "b" if name[0] == "a" else "a": 2}) for name in names]
    complete = bonus(And(tuple(map(done, names))), a=completion, b=completion)
    report = check(case(numbers("a"), numbers("b"), *steps, complete), WrittenRoadmap(tuple((name,) for name in names)))
    failing = [(one.phase, one.party, one.amount) for one in report.failures if one.phase == 6]
    assert {(phase, party) for phase, party, _ in failing} == (set() if missing is None else {(6, "b")})
    assert all(amount == missing for *_, amount in failing)
    assert report.holds == (missing is None)
