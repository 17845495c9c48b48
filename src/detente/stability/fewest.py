"""The fewest changes of a party's order that make a state stable for it.

Changes are counted in **pairs turned round**: pairs of states of which the order preferred one, and the new order
prefers the other (in strict orders: adjacent swaps, Kendall's distance). To have a state ``x`` no longer preferred to
``s`` the pair ``x, s`` is turned round, and with it every pair ``x, y`` in which ``y`` stood between the two and stays
above. It can be cheaper to let ``y`` sink too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from detente.stability.clauses import Clause, set_of

MOST_TRIED = 20_000
"""So many choices are tried; beyond, the fewest changes found are not proved to be the fewest."""


@dataclass(frozen=True, slots=True)
class Sunk:
    """The states that must sink below a state, and how many pairs that turns round; whether no fewer would do."""

    states: tuple[int, ...]
    pairs: int
    proved: bool


def fewest_sunk(clauses: Sequence[Clause], above: Sequence[Sequence[int]]) -> Sunk:
    """Find the cheapest set of states to sink so that all clauses hold; there always is one.

    Parameters
    ----------
    above
        The states that are preferred to the state, in classes of equals, the least preferred class first.
    """
    search = _Search(clauses, above)
    search.run(0)
    assert search.best is not None
    return Sunk(tuple(sorted(search.best[1])), search.best[0], search.tried <= MOST_TRIED)


@dataclass(slots=True)
class _Search:
    """A search over what to sink: branch on the first clause that does not hold, cheapest first."""

    clauses: Sequence[Clause]
    above: Sequence[Sequence[int]]
    best: tuple[int, list[int]] | None = None
    tried: int = 0
    seen: set[int] = field(default_factory=set)

    def run(self, sunk: int) -> None:
        if sunk in self.seen or (self.tried > MOST_TRIED and self.best is not None):
            return
        self.seen.add(sunk)
        self.tried += 1
        if self.best is not None and sunk.bit_count() >= self.best[0]:
            return
        preferred = set_of(code for level in self.above for code in level) & ~sunk
        broken = next((clause for clause in self.clauses if not clause.holds(preferred)), None)
        if broken is None:
            cost, states = cheapest(self.above, sunk)
            if self.best is None or (cost, states) < self.best:
                self.best = cost, states
            return
        choices = {1 << broken.improvement, *(way & preferred for way in broken.ways)}
        for choice in sorted(choices, key=lambda choice: (cheapest(self.above, sunk | choice)[0], choice)):
            self.run(sunk | choice)


def cheapest(above: Sequence[Sequence[int]], sunk: int) -> tuple[int, list[int]]:
    """Return the fewest pairs to turn round so that at least these states sink, and all that sink then.

    Class by class from below, the least cost is kept for every number of states that have stayed above so far; a
    state that sinks turns a pair with each of them, and one with the state itself.
    """
    total = sum(map(len, above))
    none = total * (total + 2)
    costs = np.full(total + 1, none, np.int64)
    costs[0] = 0
    steps = []
    stayed = np.arange(total + 1)
    for level in above:
        forced = [code for code in level if sunk >> code & 1]
        free = [code for code in level if not sunk >> code & 1]
        after = np.full_like(costs, none)
        choice = np.zeros_like(costs)
        for staying in range(len(free) + 1):
            price = (len(level) - staying) * (1 + stayed[: total + 1 - staying]) + costs[: total + 1 - staying]
            better = price < after[staying:]
            after[staying:][better] = price[better]
            choice[staying:][better] = staying
        steps.append((forced, free, choice))
        costs = after
    kept = int(np.argmin(costs))
    cost = int(costs[kept])
    found: list[int] = []
    for forced, free, choice in reversed(steps):
        staying = int(choice[kept])
        found += forced + sorted(free)[staying:]
        kept -= staying
    return cost, sorted(found)
