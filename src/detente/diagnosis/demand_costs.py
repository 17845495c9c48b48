"""What each demand by itself costs everybody: the smallest share reached without it (model.md §7)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from detente.diagnosis.result import DemandCost
from detente.diagnosis.terms import Terms
from detente.roadmap.ideals import Yardstick
from detente.roadmap.shares import UNITS


def demand_costs(terms: Terms, yardsticks: Mapping[str, Yardstick]) -> tuple[DemandCost, ...]:
    """Give what every demand that is no red line costs, dearest first.

    Parameters
    ----------
    terms
        The case; nothing may have been asked of it before.
    yardsticks
        What shares are measured against. Without any there is nothing to compare, and the result is empty.

    Raises
    ------
    LimitReached
        Time ran out.
    """
    share = terms.smallest_share(yardsticks)
    if share is None:
        return ()
    base = terms.best(share, maximise=True, assuming=terms.only(()))
    found = []
    for demand in terms.lattice.case.demands:
        alone = terms.given_up(demand)
        if alone:
            reached = terms.best(share, maximise=True, assuming=alone)
            found.append(_cost(demand, reached[0] if reached else None, base[0] if base else None))
    return tuple(
        sorted(found, key=lambda cost: -1 if cost.smallest_share is None else cost.smallest_share, reverse=True)
    )


def _cost(demand: str, reached: int | None, base: int | None) -> DemandCost:
    if reached is None:
        return DemandCost(demand, None, None)
    return DemandCost(demand, Fraction(reached, UNITS), None if base is None else Fraction(reached - base, UNITS))
