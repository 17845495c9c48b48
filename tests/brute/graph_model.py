"""The Graph Model read off its definitions (Fang, Hipel & Kilgour 1993): lists of states, one after the other.

A conflict here is plain Python: codes of feasible states, movers as pairs (members, option numbers), a direction for
each option, and ``ranks[dm][code]``. Nothing is shared with the package but the shape of its model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

from detente.states import ConflictModel, Ranking

Mover = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True)
class Brute:
    """A conflict as lists."""

    states: tuple[int, ...]
    movers: tuple[Mover, ...]
    directions: tuple[str, ...]
    ranks: tuple[dict[int, int], ...]

    @classmethod
    def of(cls, model: ConflictModel) -> Brute:
        states = tuple(code for code in range(1 << len(model.options)) if model.feasible[code])
        ranks = []
        for order in model.preferences:
            assert isinstance(order, Ranking)
            ranks.append({code: int(order.rank[code]) for code in states})
        owners = [(dm,) for dm in range(len(model.dms))]
        owners += [o.owners for o in model.options if len(o.owners) > 1]
        movers = [
            (group, tuple(k for k, option in enumerate(model.options) if option.owners == group))
            for group in dict.fromkeys(owners)
        ]
        return cls(states, tuple(movers), tuple(str(option.direction.value) for option in model.options), tuple(ranks))

    def can_move(self, mover: Mover, here: int, there: int) -> bool:
        if here == there:
            return False
        for option, direction in enumerate(self.directions):
            was, is_ = here >> option & 1, there >> option & 1
            if was != is_ and option not in mover[1]:
                return False
            if (was, is_) == (0, 1) and direction == "back":
                return False
            if (was, is_) == (1, 0) and direction == "forward":
                return False
        return True

    @cached_property
    def _moves(self) -> dict[tuple[Mover, int], list[int]]:
        return {
            (mover, here): [there for there in self.states if self.can_move(mover, here, there)]
            for mover in self.movers
            for here in self.states
        }

    def moves(self, mover: Mover, here: int) -> list[int]:
        return self._moves[mover, here]

    def prefers(self, members: Sequence[int], there: int, here: int) -> bool:
        return all(self.ranks[dm][there] < self.ranks[dm][here] for dm in members)

    def improvements(self, mover: Mover, here: int) -> list[int]:
        return [there for there in self.moves(mover, here) if self.prefers(mover[0], there, here)]

    def reached(self, movers: Sequence[Mover], start: int, step: Callable[[Mover, int], list[int]]) -> set[int]:
        """Return where sequences lead in which nobody moves twice in a row (again later is allowed)."""
        seen: set[tuple[int, Mover | None]] = {(start, None)}
        queue: list[tuple[int, Mover | None]] = [(start, None)]
        while queue:
            here, last = queue.pop()
            for mover in movers:
                if mover == last:
                    continue
                for there in step(mover, here):
                    if (there, mover) not in seen:
                        seen.add((there, mover))
                        queue.append((there, mover))
        return {here for here, last in seen if last is not None}

    def distances(self, start: int, step: Callable[[Mover, int], list[int]]) -> dict[int, int]:
        """Return the fewest moves in which each state is reached, whoever moves."""
        steps, last = {start: 0}, [start]
        while last:
            found = {there for here in last for mover in self.movers for there in step(mover, here)} - set(steps)
            steps |= dict.fromkeys(found, steps[last[0]] + 1)
            last = sorted(found)
        return steps

    def opponents(self, mover: Mover) -> list[Mover]:
        return [other for other in self.movers if not set(other[0]) & set(mover[0])]

    def sanctions(self, concept: str, mover: Mover, start: int) -> set[int]:
        if concept == "nash":
            return set()
        step = self.moves if concept in ("gmr", "smr") else self.improvements
        return self.reached(self.opponents(mover), start, step)

    def is_stable(self, concept: str, mover: Mover, here: int) -> bool:
        if concept == "sim":
            return self.is_simultaneously_stable(mover, here)
        return all(
            any(self.holds_back(concept, mover, here, end) for end in self.sanctions(concept, mover, there))
            for there in self.improvements(mover, here)
        )

    def holds_back(self, concept: str, mover: Mover, here: int, end: int) -> bool:
        if self.prefers(mover[0], end, here):
            return False
        if concept in ("smr", "sseq"):
            return not any(self.prefers(mover[0], reply, here) for reply in self.moves(mover, end))
        return True

    def is_simultaneously_stable(self, mover: Mover, here: int) -> bool:
        """Each improvement meets others' improvements from the same state, at once, and that is no better."""
        others = self.opponents(mover)
        for mine in self.improvements(mover, here):
            met = False
            for theirs in product(*([here, *self.improvements(other, here)] for other in others)):
                end = mine
                for there in theirs:
                    end ^= there ^ here
                if any(there != here for there in theirs) and end in self.states:
                    met = met or not self.prefers(mover[0], end, here)
            if not met:
                return False
        return True

    def anticipated(self, dm: int, here: int, moves: int) -> int:
        """Return where two parties that look so many moves ahead expect to end, one of them having the move."""
        mover = self.movers[dm]
        if moves == 0 or not self.moves(mover, here):
            return here
        ends = [self.anticipated(1 - dm, there, moves - 1) for there in self.moves(mover, here)]
        best = min(ends, key=lambda end: (self.ranks[dm][end], -self.ranks[1 - dm][end]))
        return best if self.prefers((dm,), best, here) else here

    def equilibria(self, concept: str) -> list[int]:
        return [here for here in self.states if all(self.is_stable(concept, mover, here) for mover in self.movers)]

    def coalition_improvements(self, here: int) -> Iterator[tuple[tuple[int, ...], int]]:
        """Yield each group of two or more with each state that it can reach together and all of it prefer."""
        parties = range(len(self.ranks))
        for size in range(2, len(self.ranks) + 1):
            for members in combinations(parties, size):
                inside = [mover for mover in self.movers if set(mover[0]) <= set(members)]
                for there in sorted(self.reached(inside, here, self.moves)):
                    if self.prefers(members, there, here):
                        yield members, there
