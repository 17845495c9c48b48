"""The fewest changes of a party's order that make a state stable for it, in two measures.

**Pairs turned round**: pairs of states of which the order preferred one, and the new order prefers the other (in strict
orders: adjacent swaps, Kendall's distance). If a state ``x`` above ``s`` must come below it, then of every state
between the two either the pair with ``s`` or the pair with ``x`` is turned round. So nothing is cheaper than to *lift*
``s`` just above the highest state that must sink, and the fewest pairs are the fewest places to lift it.

**States**: the fewest states that must no longer be preferred to ``s``, wherever they stand. That says what would have
to become less attractive, and is a search: for each improvement that nothing holds back, either it sinks, or all that
is preferred of one of the ways to hold it back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from detente.graph_model.clauses import Clause, members_of, set_of

MOST_TRIED = 2_000
"""So many choices are tried; beyond, the states found are not proved to be the fewest."""


@dataclass(frozen=True, slots=True)
class Fewest:
    """The states that must not be preferred, ascending, and whether it is proved that no fewer would do."""

    states: tuple[int, ...]
    proved: bool


def lift(clauses: Sequence[Clause], above: Sequence[Sequence[int]]) -> Fewest:
    """Find above which states to lift a state so that all clauses hold, turning round the fewest pairs.

    Parameters
    ----------
    above
        The states that are preferred to it, in classes of equals, the least preferred class first.
    """
    left, last, passed = set_of(code for level in above for code in level), 0, 0
    for level in above:
        if all(clause.holds(left) for clause in clauses):
            break
        passed |= last
        last = set_of(level)
        left &= ~last
    found = fewest_states(clauses, left | last, among=last)  # of the last class perhaps only some
    return Fewest(tuple(members_of(passed | set_of(found.states))), found.proved)


def fewest_states(clauses: Sequence[Clause], preferred: int, *, among: int | None = None) -> Fewest:
    """Find the fewest states to take out of the preferred ones so that all clauses hold.

    Parameters
    ----------
    preferred
        The set of states that are preferred today.
    among
        The set of those that may be taken; all, if not given. Taking them all must be enough.
    """
    search = _Search(clauses, preferred, preferred if among is None else among)
    search.run(0)
    return Fewest(tuple(members_of(search.best)), search.tried <= MOST_TRIED)


@dataclass(slots=True)
class _Search:
    """A search over what to take: branch on the first clause that does not hold, the smallest choice first."""

    clauses: Sequence[Clause]
    preferred: int
    among: int
    best: int = -1
    tried: int = 0
    seen: set[int] = field(default_factory=set)

    def run(self, taken: int) -> None:
        if taken in self.seen or (self.best >= 0 and taken.bit_count() >= self.best.bit_count()):
            return
        if self.best >= 0 and self.tried > MOST_TRIED:
            return
        self.seen.add(taken)
        self.tried += 1
        left = self.preferred & ~taken
        broken = next((clause for clause in self.clauses if not clause.holds(left)), None)
        if broken is None:
            self.best = taken
            return
        choices = {1 << broken.improvement, *(way & left for way in broken.ways)}
        for choice in sorted(choices, key=lambda choice: (choice.bit_count(), choice)):
            if not choice & ~self.among:
                self.run(taken | choice)
