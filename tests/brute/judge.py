"""Whether a roadmap holds, and every figure that is printed about it (model.md §4), read off literally."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from itertools import chain, combinations

from detente.case.model import Case, Interval, Party, Scale
from tests.brute.breaking_off import best_outcome, breaches, desertions, value
from tests.brute.conditions import Timeline, obeys, timeline
from tests.brute.objectives import objectives
from tests.brute.worlds import World, middle, party_values, worlds

State = frozenset[str]
NOTHING: State = frozenset()


class Judge:
    """Judges the roadmaps of one case. What depends on few arguments is remembered, nothing else is clever."""

    def __init__(self, case: Case, done: Sequence[str] = ()) -> None:
        self.case = case
        self.done = tuple(done)
        self.principals = case.principals
        self.worlds = {i.id: worlds(case, i) for i in self.principals}
        self.middle = {i.id: middle(case, i) for i in self.principals}
        self._memory: dict[tuple, int] = {}

    def _best(self, ways, i: str, world: World, before: State, phase: State) -> int:
        key = (ways, i, id(world), before, phase)
        if key not in self._memory:
            self._memory[key] = best_outcome(ways, self.case, i, world, before, phase)
        return self._memory[key]

    def worth(self, world: World, state: State) -> int:
        """Return ``v_i`` of a state."""
        key = (id(world), state)
        if key not in self._memory:
            self._memory[key] = value(world, state)
        return self._memory[key]

    def deviation(self, i: str, world: World, before: State, phase: State) -> int:
        """Return the best of breaking off in a phase, or before it begins."""
        in_phase, sooner = (self._best(breaches, i, world, before, p) for p in (phase, NOTHING))
        return max(in_phase, sooner)

    def temptation(self, i: str, world: World, before: State, phase: State, package: State) -> int:
        """Return what breaking off gains, its price deducted."""
        return self.deviation(i, world, before, phase) - world.breach_cost - self.worth(world, package)

    def shortfall(self, i: str, world: World, before: State, phase: State) -> int:
        """Return what is missing to the walk-away value if the others break off (exposure before it is cut at 0)."""
        return world.walk_away - self._best(desertions, i, world, before, phase)

    def trusted(self, i: str, world: World, before: State) -> int | Fraction | None:
        """Return how much exposure a party bears after what the others have delivered; `None`: any."""
        if world.trust is None:
            return None
        delivered = sum(max(world.worth[s], 0) for s in before if i not in self.case.steps[s].by)
        return world.trust + self.case.parties[i].trust_growth * delivered

    def cheating(self, i: str, world: World, s: str, d: Fraction, t: Timeline) -> Fraction:
        """Return what pretending to do ``s`` gains where it is found out with probability ``d``."""
        k = t.phase_of[s]
        found_out = self.deviation(i, world, t.states[k - 1], t.phases[k - 1]) - world.breach_cost
        kept = self.worth(world, t.package)
        return (1 - d) * self.worth(world, t.package - {s}) + d * found_out - kept

    def _costly_worlds(self, i: str, s: str) -> list[World]:
        """Return the worlds in which a step is a cost to its only owner; none where it cannot be one."""
        if self.case.steps[s].by != (i,):
            return []
        stated = party_values(self.case, self.case.parties[i]).get(s, 0)
        if not (stated.lo if isinstance(stated, Interval) else stated) < 0:
            return []
        return [world for world in self.worlds[i] if world.worth[s] <= 0]

    def timeline(self, phases: Sequence[Sequence[str]]) -> Timeline:
        """Lay a roadmap out in states and days."""
        return timeline(self.case, phases, self.done)

    def failures(self, phases: Sequence[Sequence[str]]) -> set[tuple]:
        """Every condition that a roadmap breaks: ``(condition, party or rule, phase or step)``."""
        t = self.timeline(phases)
        broken = set(self._out_of_order(t))
        for party in self.principals:
            broken.update(self._failures_of(party, t))
        return broken

    def _out_of_order(self, t: Timeline):
        if not t.package:
            yield ("worthwhile", "", "")
        if len(t.phases) > self.case.max_phases:
            yield ("ordered", "max_phases", "")
        for rule in self.case.rules_in_force():
            if not obeys(rule.form, t):
                yield ("ordered", rule.form, "")

    def _failures_of(self, party: Party, t: Timeline):
        i = party.id
        for world in self.worlds[i]:
            if self.worth(world, t.package) < world.walk_away:
                yield ("acceptable", i, "")
            for k, (before, phase) in enumerate(self.checkpoints(t), start=1):
                if self.temptation(i, world, before, phase, t.package) > world.tolerance:
                    yield ("self-enforcing", i, k)
                trust = self.trusted(i, world, before)
                if trust is not None and max(0, self.shortfall(i, world, before, phase)) > trust:
                    yield ("safe", i, k)
        for s in chain(*t.phases):
            d = self.case.steps[s].verified.detection
            for world in self._costly_worlds(i, s) if d is not None and d < 1 else ():
                if self.cheating(i, world, s, d, t) > world.tolerance:
                    yield ("deterred", i, s)

    @staticmethod
    def checkpoints(t: Timeline) -> list[tuple[State, State]]:
        """``(X_{k-1}, P_k)`` for k = 1 … K+1; nothing is left to do in the last."""
        return list(zip(t.states, (*t.phases, NOTHING), strict=True))

    def holds(self, phases: Sequence[Sequence[str]]) -> bool:
        """Whether a roadmap holds; the cheap conditions first."""
        t = self.timeline(phases)
        return not any(self._out_of_order(t)) and not any(
            True for party in self.principals for _ in self._failures_of(party, t)
        )

    # Figures, as they are printed -------------------------------------------------------------------------------

    def temptations(self, phases: Sequence[Sequence[str]]) -> dict[tuple[int, str], Fraction | str]:
        """Worst case over the values, by phase and party; `"none"`/`"some"` for ordinal parties."""
        t = self.timeline(phases)
        return self._figures(t, lambda i, w, before, phase: self.temptation(i, w, before, phase, t.package))

    def exposures(self, phases: Sequence[Sequence[str]]) -> dict[tuple[int, str], Fraction | str]:
        """Worst case over the values, by phase and party; `"none"`/`"some"` for ordinal parties."""
        t = self.timeline(phases)
        return self._figures(t, lambda i, w, before, phase: max(0, self.shortfall(i, w, before, phase)))

    def _figures(self, t: Timeline, figure) -> dict[tuple[int, str], Fraction | str]:
        printed: dict[tuple[int, str], Fraction | str] = {}
        for k, (before, phase) in enumerate(self.checkpoints(t), start=1):
            for party in self.principals:
                i = party.id
                worst = max(Fraction(figure(i, world, before, phase), world.unit) for world in self.worlds[i])
                printed[k, i] = ("some" if worst > 0 else "none") if party.scale is Scale.ORDINAL else worst
        return printed

    def values(self, phases: Sequence[Sequence[str]]) -> dict[str, tuple[Fraction, Fraction] | None]:
        """Return the least and the most that the package can be worth to each party; nothing for ordinal ones."""
        t = self.timeline(phases)
        seen = {p.id: [Fraction(self.worth(w, t.package), w.unit) for w in self.worlds[p.id]] for p in self.principals}
        ordinal = {p.id for p in self.principals if p.scale is Scale.ORDINAL}
        return {i: None if i in ordinal else (min(v), max(v)) for i, v in seen.items()}

    def required_detection(self, phases: Sequence[Sequence[str]]) -> dict[str, Fraction | None]:
        """Return the least detection, in steps of 1/10000, that deters; `None` where even certainty would not.

        For every step of the phases that a principal owns alone and that can be a cost to it.
        """
        t = self.timeline(phases)
        least: dict[str, Fraction | None] = {}
        for s in chain(*t.phases):
            i = self.case.steps[s].by[0]
            possible = self._costly_worlds(i, s) if self.case.parties[i].is_principal else []
            if possible:
                least[s] = self._least_detection(i, s, possible, t)
        return least

    def _least_detection(self, i: str, s: str, possible: list[World], t: Timeline) -> Fraction | None:
        def deters(ten_thousandths: int) -> bool:
            d = Fraction(ten_thousandths, 10_000)
            return all(self.cheating(i, world, s, d, t) <= world.tolerance for world in possible)

        if not deters(10_000):
            return None
        low, high = -1, 10_000  # what cheating gains is a straight line in d: once it deters, it goes on to
        while high - low > 1:
            between = (low + high) // 2
            low, high = (low, between) if deters(between) else (between, high)
        return Fraction(high, 10_000)

    # What the objectives need -----------------------------------------------------------------------------------

    @cached_property
    def ideals(self) -> dict[str, int]:
        """The best that each party could have of anything that all others accept; only of parties not left out."""
        subsets = [frozenset(c) for n in range(1, len(self.case.steps) + 1) for c in combinations(self.case.steps, n)]
        found: dict[str, int] = {}
        for party in self.principals:
            world = self.middle[party.id]
            others = [p.id for p in self.principals if p.id != party.id]
            accepted = [x for x in subsets if all(self._accepts(j, x) for j in others)]
            ideal = max((self.worth(world, x) for x in accepted), default=world.walk_away)
            if ideal > world.walk_away:
                found[party.id] = ideal
        return found

    def _accepts(self, i: str, state: State) -> bool:
        return all(self.worth(world, state) >= world.walk_away for world in self.worlds[i])

    def scaled(self, i: str, amount: int) -> int:
        """Return an amount in ten-thousandths of what the party could gain at best, rounded down."""
        return amount * 10_000 // (self.ideals[i] - self.middle[i].walk_away)

    def share(self, i: str, state: State) -> int | None:
        """Return the share of a party in ten-thousandths; `None` where it is left out of the objectives."""
        if i not in self.ideals:
            return None
        return self.scaled(i, self.worth(self.middle[i], state) - self.middle[i].walk_away)

    def objectives(self, phases: Sequence[Sequence[str]]) -> list[tuple[str, str, Fraction]]:
        """``(objective, part, value)`` in the case's order, as a result prints them."""
        return objectives(self, self.timeline(phases))

    def tie_break(self, phases: Sequence[Sequence[str]]) -> int:
        """Return the sum of place in the file times phase."""
        place = {s: n for n, s in enumerate(self.case.steps, start=1)}
        return sum(place[s] * k for k, phase in enumerate(phases, start=1) for s in phase)
