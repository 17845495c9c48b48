"""``ideal_i`` of model.md §6: the most a party could have of any set of steps that all others accept.

This is a hard problem (a knapsack with several constraints), and the checker solves it its own way, exactly, by branch
and bound over the steps, with multipliers that price the others' acceptance. The search is given a number of nodes, not
of seconds, so that the same case always gives the same answer; where they do not suffice it says so, and the caller's
value is taken (see `detente.checker.objectives`). Figures of section 4 never depend on an ideal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm
from typing import NamedTuple

from detente.case.model import Case
from detente.case.rules import Condition, steps_of
from detente.checker.conditions import met
from detente.checker.principal import Principal

PRECISION = 1000
"""Multipliers are whole multiples of 1/1000. Any multiplier gives a valid bound; finer ones hardly a better one."""

SWEEPS = 3
"""How often every multiplier is improved in turn."""

KEPT = 64
"""How many answers are kept."""


@dataclass(frozen=True, slots=True)
class Search:
    """How a search ended: the best value found (`None`: no set), and whether it is proved to be the best."""

    value: Fraction | None
    proved: bool


@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum in whole numbers: of the values of the steps chosen, and of bonuses."""

    values: tuple[int, ...]
    bonuses: tuple[tuple[Condition, int], ...]
    least: int = 0

    def most_of_bonuses(self, depth: int, deciding: dict[Condition, int], chosen: frozenset[str]) -> int:
        """Return what the bonuses can add at most once the first ``depth`` steps are decided."""
        total = 0
        for condition, value in self.bonuses:
            if deciding[condition] <= depth:
                total += value * met(condition, chosen)
            else:
                total += max(value, 0)
        return total


@dataclass(frozen=True, slots=True)
class _Question:
    """All that an ideal depends on; rows are what each other party accepts, in each of its values."""

    steps: tuple[str, ...]
    goal: tuple[Fraction, ...]
    bonuses: tuple[tuple[Condition, Fraction], ...]
    rows: tuple[tuple[tuple[Fraction, ...], tuple[tuple[Condition, Fraction], ...], Fraction], ...]
    alternative: Fraction


def ideal(case: Case, who: Principal, others: Sequence[Principal], *, nodes: int) -> Search:
    """Return the largest middle value, for ``who``, of a non-empty set that every other principal accepts.

    Rules, demands and what is already done are left aside (model.md §6). ``nodes`` bounds the work; with 0 nothing is
    searched.
    """
    if not nodes:
        return Search(None, False)
    steps = tuple(case.steps)
    rows = [(row, tuple(other.bonuses)) for other in others for row in other.stick.rows()]
    question = _Question(
        steps,
        tuple(who.stick.middle[step] for step in steps),
        tuple(who.bonuses),
        tuple((tuple(row.values[step] for step in steps), bonuses, row.least) for row, bonuses in rows),
        who.stick.amount_at_middle(who.party.walk_away),
    )
    return _answered(question, nodes)


@lru_cache(maxsize=KEPT)
def _answered(question: _Question, nodes: int) -> Search:
    """Answer a question once: under other demands the same case asks it again."""
    problem = _Problem(question)
    found = problem.search(nodes)
    if not found.proved or problem.best_is_something:
        return found
    return _of_nothing(question, problem, found, nodes)


def _of_nothing(question: _Question, problem: _Problem, found: Search, nodes: int) -> Search:
    """Resolve the rare case that nothing was found, or nothing better than the empty set, which does not count.

    No other set is worth more. So if even that is no more than the alternative, the party is left out in any case; else
    (a bonus for steps that are *not* done) each step in turn is made sure of.
    """
    if found.value is None or found.value <= question.alternative:
        return Search(None, True)
    best: Fraction | None = None
    for step in question.steps:
        forced = problem.search(nodes, forced=step)
        if not forced.proved:
            return Search(best, False)
        if forced.value is not None and (best is None or forced.value > best):
            best = forced.value
    return Search(best, True)


class _Node(NamedTuple):
    """A partial set: the first ``depth`` steps are decided.

    ``chosen`` has only steps that bonuses name; ``left`` says that the last step decided is not in the set.
    """

    depth: int
    chosen: frozenset[str]
    something: bool
    left: bool
    value: int
    priced: int
    sums: tuple[int, ...]


class _Problem:
    """The search for one party, in whole numbers."""

    best_is_something: bool
    """Whether the best set that the last search found has a step in it."""

    def __init__(self, question: _Question) -> None:
        names, goal = question.steps, question.goal
        self._unit = lcm(*(one.denominator for one in goal), *(value.denominator for _, value in question.bonuses))
        objective = _scaled(goal, question.bonuses, Fraction(0), self._unit)
        accepted = [_scaled(values, bonuses, least) for values, bonuses, least in question.rows]
        prices = _prices(objective, accepted)
        reduced = _reduced(objective, accepted, prices)
        conditions = [condition for sum_ in (objective, *accepted) for condition, _ in sum_.bonuses]
        named = frozenset(step for condition in conditions for step in steps_of(condition))
        columns = [(objective.values[at], *(sum_.values[at] for sum_ in accepted)) for at in range(len(names))]
        # Steps of bonuses first, so that bonuses are decided early; then those whose price leaves least doubt, twins
        # side by side.
        order = sorted(range(len(names)), key=lambda at: (names[at] not in named, -abs(reduced[at]), columns[at]))
        self._names = tuple(names[at] for at in order)
        self._named = named
        self._objective = _reordered(objective, order)
        self._demands = tuple(_reordered(sum_, order) for sum_ in accepted)
        self._prices = prices
        self._reduced = tuple(reduced[at] for at in order)
        self._grain = gcd(*objective.values, *(value for _, value in objective.bonuses)) or 1
        self._twin = tuple(
            depth > 0
            and named.isdisjoint((names[at], names[order[depth - 1]]))
            and columns[at] == columns[order[depth - 1]]
            for depth, at in enumerate(order)
        )
        place = {step: depth for depth, step in enumerate(self._names, start=1)}
        self._deciding = {condition: max(place[step] for step in steps_of(condition)) for condition in conditions}

    def search(self, nodes: int, forced: str | None = None) -> Search:
        """Look through all sets (with the step ``forced`` in them) that the others accept."""
        size = len(self._names)
        room = _suffix([max(value, 0) for value in self._reduced])
        reach = [_suffix([max(value, 0) for value in demand.values]) for demand in self._demands]
        start = tuple(0 for _ in self._demands)
        stack = [_Node(0, frozenset(), False, False, 0, 0, start)]
        best: int | None = None
        self.best_is_something = False
        while stack:
            if nodes == 0:
                return Search(None if best is None else Fraction(best, self._unit), False)
            nodes -= 1
            node = stack.pop()
            extra = [demand.most_of_bonuses(node.depth, self._deciding, node.chosen) for demand in self._demands]
            within_reach = (
                node.sums[at] + extra[at] + reach[at][node.depth] >= demand.least
                for at, demand in enumerate(self._demands)
            )
            if not all(within_reach):
                continue
            bonus = self._objective.most_of_bonuses(node.depth, self._deciding, node.chosen)
            bound = self._bound(node.priced + room[node.depth], bonus, extra)
            if best is not None and bound < (best + self._grain) * PRECISION:
                continue
            if node.depth < size:
                stack.extend(self._children(node, forced))
            elif best is None or node.value + bonus > best:
                best = node.value + bonus
                self.best_is_something = node.something
        return Search(None if best is None else Fraction(best, self._unit), True)

    def _children(self, node: _Node, forced: str | None) -> tuple[_Node, ...]:
        """Return the next nodes, the likelier one last, where the stack takes it first.

        Of steps that are alike to everybody those that come first are taken first: other choices are no better.
        """
        depth = node.depth
        step = self._names[depth]
        take = _Node(
            depth + 1,
            node.chosen | {step} if step in self._named else node.chosen,
            True,
            False,
            node.value + self._objective.values[depth],
            node.priced + self._reduced[depth],
            tuple(total + demand.values[depth] for total, demand in zip(node.sums, self._demands, strict=True)),
        )
        if step == forced:
            return (take,)
        leave = _Node(depth + 1, node.chosen, node.something, True, node.value, node.priced, node.sums)
        if self._twin[depth] and node.left and forced is None:
            return (leave,)
        return (leave, take) if self._reduced[depth] > 0 else (take, leave)

    def _bound(self, priced: int, bonus: int, extra: list[int]) -> int:
        """Return what no set below this node can exceed: its value and the priced surplus left to others."""
        surplus = sum(
            price * (more - demand.least)
            for price, more, demand in zip(self._prices, extra, self._demands, strict=True)
        )
        return priced + bonus * PRECISION + surplus


def _scaled(
    values: Sequence[Fraction],
    bonuses: Sequence[tuple[Condition, Fraction]],
    least: Fraction,
    unit: int | None = None,
) -> _Sum:
    if unit is None:
        unit = lcm(least.denominator, *(v.denominator for v in values), *(v.denominator for _, v in bonuses))
    return _Sum(
        tuple(int(value * unit) for value in values),
        tuple((condition, int(value * unit)) for condition, value in bonuses),
        int(least * unit),
    )


def _reordered(sum_: _Sum, order: Sequence[int]) -> _Sum:
    return _Sum(tuple(sum_.values[at] for at in order), sum_.bonuses, sum_.least)


def _suffix(values: Sequence[int]) -> list[int]:
    sums = [0]
    for value in reversed(values):
        sums.append(sums[-1] + value)
    return sums[::-1]


def _reduced(objective: _Sum, demands: Sequence[_Sum], prices: Sequence[int]) -> list[int]:
    """Return what each step is worth once its effect on the others is paid for, in units of 1/PRECISION."""
    reduced = [PRECISION * value for value in objective.values]
    for demand, price in zip(demands, prices, strict=True):
        if price:
            reduced = [now + price * value for now, value in zip(reduced, demand.values, strict=True)]
    return reduced


def _prices(objective: _Sum, demands: Sequence[_Sum]) -> list[int]:
    """Return multipliers that make the bound at the root small, improving one at a time.

    In one multiplier the bound is convex and piecewise linear: its least value is where the slope, which grows by
    ``|a_s|`` wherever a step's reduced value changes its sign, passes from negative to positive.
    """
    prices = [0] * len(demands)
    reduced = _reduced(objective, demands, prices)
    for _ in range(SWEEPS):
        for at, demand in enumerate(demands):
            base = [now - prices[at] * value for now, value in zip(reduced, demand.values, strict=True)]
            prices[at] = _best_price(base, demand)
            reduced = [now + prices[at] * value for now, value in zip(base, demand.values, strict=True)]
    return prices


def _best_price(base: Sequence[int], demand: _Sum) -> int:
    slope = sum(max(value, 0) for _, value in demand.bonuses) - demand.least
    turns = []
    for now, value in zip(base, demand.values, strict=True):
        if now > 0 or (now == 0 and value > 0):
            slope += value
        if value and -now * value > 0:
            turns.append((-now // value, abs(value)))
    price = 0
    for turn, gain in sorted(turns):
        if slope >= 0:
            break
        price = turn
        slope += gain
    return max(price, 0)
