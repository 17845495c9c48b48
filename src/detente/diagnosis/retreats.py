"""How far each demand can be moved, and what that costs (model.md §5).

A demand is as made (or in the form the user put it in), in one of its softer forms, or given up. Each of these has a
price in points of firmness; what has been paid already is not paid again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detente.case import Case, Demand, Rule
from detente.diagnosis.result import Payment, Softened

FIRMEST = 5
"""The highest firmness: the one that is counted double to see whether an order hangs on it."""


@dataclass(frozen=True, slots=True)
class Retreat:
    """One way to move a demand: ``form`` is the softer form (from 0), `None` for giving it up.

    ``price`` is in points beyond what has been paid, ``doubled`` the same with a 5 counted double.
    """

    demand: str
    form: int | None
    rules: tuple[Rule, ...]
    price: int
    doubled: int

    def is_at_least(self, other: Retreat) -> bool:
        """Whether this gives as much as another of the same demand: the same, giving up, or a dearer softer form."""
        return self == other or self.form is None or (other.form is not None and self.price > other.price)


def retreats_of(case: Case) -> dict[str, tuple[Retreat, ...]]:
    """Give, for every demand of a case with all changes applied, the retreats that are left; red lines have none."""
    return {name: tuple(_retreats(demand)) for name, demand in case.demands.items()}


def payment(case: Case, chosen: Iterable[Retreat]) -> Payment:
    """Give what some retreats (at most one a demand) come to, and who pays it."""
    made = {one.demand: one for one in chosen}
    ordered = [made[name] for name in case.demands if name in made]
    by_party = dict.fromkeys((demand.by for demand in case.demands.values()), 0)
    for one in ordered:
        by_party[case.demands[one.demand].by] += one.price
    return Payment(
        give_up=tuple(one.demand for one in ordered if one.form is None),
        soften=tuple(
            Softened(one.demand, one.form, tuple(rule.text for rule in one.rules))
            for one in ordered
            if one.form is not None
        ),
        firmness=sum(one.price for one in ordered),
        by_party=by_party,
    )


def _retreats(demand: Demand) -> Iterable[Retreat]:
    if demand.red_line:
        return
    paid = None if demand.form is None else demand.softer[demand.form].firmness
    for number, form in enumerate(demand.softer):
        if number != demand.form and (paid is None or form.firmness > paid):
            yield _retreat(demand, number, form.rules, form.firmness, paid or 0)
    yield _retreat(demand, None, (), demand.firmness, paid or 0)


def _retreat(demand: Demand, form: int | None, rules: tuple[Rule, ...], price: int, paid: int) -> Retreat:
    return Retreat(demand.id, form, rules, price - paid, _doubled(price) - _doubled(paid))


def _doubled(points: int) -> int:
    return 2 * points if points == FIRMEST else points
