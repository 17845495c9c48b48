"""How much one phase can hold, once the largest burden of a phase is settled (model.md §6, leap before time).

Whatever the phases are, a party carries no more in one of them than the leap that has been reached. Said of *all* its
steps in a phase, this is known to the solver already; said of its **long** steps alone, it tells how many long phases
there must be: ``Σ burden(s) over the party's steps of at least d days in phase k`` is at most the leap where phase
``k`` lasts ``d`` days, and nothing where it does not. The sums follow from what is asked for anyway, so no roadmap
is lost. Without them a relaxation spreads each long step thinly over all phases and hardly sees the calendar.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from detente.roadmap.burdens import burden_rows
from detente.roadmap.calendar import length
from detente.roadmap.lattice import Lattice
from detente.roadmap.linear import Sum
from detente.roadmap.objectives import Search
from detente.roadmap.shares import UNITS

MOST_SUMS = 5_000
"""How many different burdens of a phase are told apart; beyond that the leap itself is taken."""


def fill(search: Search, leap: int) -> None:
    """Tell the solver how much each phase can hold of every party's steps, and of its long ones.

    Parameters
    ----------
    search
        The model; steps known to be out of the package are left to the solver.
    leap
        The largest scaled burden that any phase may lay on a party, in ten-thousandths.
    """
    lattice = search.lattice
    for yardstick in search.yardsticks.values():
        rows = burden_rows(lattice.case, yardstick)
        rows = {step: burden for step, burden in rows.items() if step not in lattice.done}
        most = ((leap + 1) * yardstick.span - 1) // UNITS
        for days in sorted({length(lattice.case.steps[step]) for step in rows}):
            long = {step: burden for step, burden in rows.items() if length(lattice.case.steps[step]) >= days}
            _hold(search, long, days, fullest(long.values(), most))


def _hold(search: Search, burdens: Mapping[str, int], days: int, most: int) -> None:
    lattice: Lattice = search.lattice
    for k in range(1, lattice.horizon + 1):
        total = Sum()
        for step, burden in burdens.items():
            total.add(-burden, lattice.placed(step, k))
        total.add(most, search.calendar.lasts(k, days))
        lattice.model.add(total.expression() >= 0)


def fullest(burdens: Collection[int], most: int) -> int:
    """Give the largest sum of some of the burdens that is not above ``most`` (``most`` where that takes too long)."""
    sums = {0}
    for burden in burdens:
        sums |= {total + burden for total in sums if total + burden <= most}
        if len(sums) > MOST_SUMS:
            return most
    return max(sums)
