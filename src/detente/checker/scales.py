"""The three scales of model.md §2, each with its own way of judging a sum for all values that it leaves open."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import lcm

from detente.case.model import Amount, Case, Interval, Levels, Party, Scale
from detente.checker.course import Parts
from detente.checker.yardstick import Margin, Row, Terms, Weight, Weights, Yardstick


class _Numbers(Yardstick):
    """What cardinal and interval parties have in common: their amounts are numbers."""

    _unit: int
    """All values and amounts are whole multiples of 1/unit: integers add several times faster than fractions."""

    def __init__(self, case: Case, party: Party, whole: Parts) -> None:
        self.party = party
        self.whole = whole
        amounts = [_number(amount) for amount in _amounts(party)]
        self._unit = lcm(*(amount.denominator for amount in amounts), *self._denominators(case))

    @abstractmethod
    def _denominators(self, case: Case) -> Iterator[int]: ...

    @abstractmethod
    def _part(self, step: str, weight: Weight) -> int: ...

    def margins(self, weights: Weights, terms: Terms = (), extra: Fraction = Fraction(0)) -> tuple[Margin, ...]:
        part = self._part
        total = Fraction(sum([part(step, weight) for step, weight in weights.items()]), self._unit * self.whole)
        return (Margin(total + extra + sum(count * _number(amount) for count, amount in terms)),)

    def contribution(self, step: str, weight: Weight) -> tuple[Margin, ...]:
        return (Margin(Fraction(self._part(step, weight), self._unit * self.whole)),)

    def amount_at_middle(self, amount: Amount) -> Fraction:
        return _number(amount)


class _Cardinal(_Numbers):
    """A party whose values are known numbers."""

    def __init__(self, case: Case, party: Party, whole: Parts) -> None:
        self.middle = {name: Fraction(_stated(step.value.get(party.id, 0))) for name, step in case.steps.items()}
        super().__init__(case, party, whole)
        self._scaled = {name: int(value * self._unit) for name, value in self.middle.items()}

    def _denominators(self, case: Case) -> Iterator[int]:
        return (value.denominator for value in self.middle.values())

    def _part(self, step: str, weight: Weight) -> int:
        value = self._scaled[step]
        return value * weight[0] if value > 0 else value * weight[1]

    def at_worst(self, step: str, weight: Weight) -> Fraction:
        return self.middle[step]

    def lowest(self, step: str) -> Fraction:
        return self.middle[step]

    def highest(self, step: str) -> Fraction:
        return self.middle[step]

    def rows(self) -> tuple[Row, ...]:
        return (Row(self.middle, _number(self.party.walk_away)),)


class _Ranges(_Numbers):
    """A party whose values are known only to lie in intervals.

    A sum is linear in each value on either side of zero, so that it is smallest at one of ``lo``, ``hi`` and, where it
    lies between them, 0; the steps can be taken one by one (model.md §2).
    """

    def __init__(self, case: Case, party: Party, whole: Parts) -> None:
        self._ranges = {name: _range(step.value.get(party.id, 0)) for name, step in case.steps.items()}
        self.middle = {name: (range_.lo + range_.hi) / 2 for name, range_ in self._ranges.items()}
        super().__init__(case, party, whole)
        self._corners = {name: self._corners_of(range_) for name, range_ in self._ranges.items()}
        self._known: dict[tuple[str, Weight], tuple[int, int]] = {}

    def _denominators(self, case: Case) -> Iterator[int]:
        return (end.denominator for range_ in self._ranges.values() for end in (range_.lo, range_.hi))

    def _corners_of(self, range_: Interval) -> tuple[int, ...]:
        corners = [int(range_.lo * self._unit), int(range_.hi * self._unit)]
        return tuple(corners if range_.lo >= 0 or range_.hi <= 0 else [*corners, 0])

    def _smallest(self, step: str, weight: Weight) -> tuple[int, int]:
        key = (step, weight)
        found = self._known.get(key)
        if found is None:
            gain, cost = weight
            found = min(
                ((value * (gain if value > 0 else cost), value) for value in self._corners[step]),
                key=lambda pair: pair[0],
            )
            self._known[key] = found
        return found

    def _part(self, step: str, weight: Weight) -> int:
        return self._smallest(step, weight)[0]

    def at_worst(self, step: str, weight: Weight) -> Fraction:
        return Fraction(self._smallest(step, weight)[1], self._unit)

    def lowest(self, step: str) -> Fraction:
        return self._ranges[step].lo

    def highest(self, step: str) -> Fraction:
        return self._ranges[step].hi

    def rows(self) -> tuple[Row, ...]:
        return (Row({name: range_.lo for name, range_ in self._ranges.items()}, _number(self.party.walk_away)),)


class _Ordinal(Yardstick):
    """A party that says only what matters more: any values that keep the order of its levels are possible.

    Abel summation turns "for all of them" into one margin a level: the signed count of all that is at least as
    important (model.md §2).
    """

    def __init__(self, case: Case, party: Party, whole: Parts) -> None:
        self.party = party
        self.whole = whole
        self._signed = {name: _level(step.value.get(party.id, 0)) for name, step in case.steps.items()}
        of_values = {abs(level) for level in self._signed.values() if level}
        of_amounts = {level for amount in _amounts(party) for level in _levels(amount)}
        self._levels = tuple(sorted(of_values | of_amounts, reverse=True))
        self._centroid = _rank_order_centroids(of_values | set(_levels(party.walk_away)))
        self.middle = {
            name: Fraction(0) if not level else self._centroid[abs(level)] * (1 if level > 0 else -1)
            for name, level in self._signed.items()
        }

    def margins(self, weights: Weights, terms: Terms = (), extra: Fraction = Fraction(0)) -> tuple[Margin, ...]:
        assert not extra, "an ordinal party has no bonuses"
        counts = dict.fromkeys(self._levels, 0)
        for step, (gain, cost) in weights.items():
            level = self._signed[step]
            if level > 0:
                counts[level] += gain
            elif level < 0:
                counts[-level] -= cost
        for count, amount in terms:
            for level in _levels(amount):
                counts[level] += count * self.whole
        return self._from_top(counts)

    def _from_top(self, counts: Mapping[int, Parts]) -> tuple[Margin, ...]:
        margins = []
        total = 0
        for level in self._levels:
            total += counts[level]
            margins.append(Margin(Fraction(total, self.whole), level))
        return tuple(margins)

    def contribution(self, step: str, weight: Weight) -> tuple[Margin, ...]:
        return self.margins({step: weight})

    def at_worst(self, step: str, weight: Weight) -> Fraction:
        return Fraction(self._signed[step])

    def lowest(self, step: str) -> Fraction:
        return Fraction(self._signed[step])

    def highest(self, step: str) -> Fraction:
        return Fraction(self._signed[step])

    def rows(self) -> tuple[Row, ...]:
        alternative = _levels(self.party.walk_away)
        return tuple(
            Row(
                {
                    name: Fraction((abs(signed) >= level) * ((signed > 0) - (signed < 0)))
                    for name, signed in self._signed.items()
                },
                Fraction(sum(other >= level for other in alternative)),
            )
            for level in self._levels
        )

    def amount_at_middle(self, amount: Amount) -> Fraction:
        return sum((self._centroid[level] for level in _levels(amount)), Fraction(0))


def yardstick(case: Case, party: Party, whole: Parts) -> Yardstick:
    """Return the yardstick of a principal; weights are counted in parts of which ``whole`` make 1."""
    kinds: dict[Scale, type[_Cardinal] | type[_Ranges] | type[_Ordinal]]
    kinds = {Scale.CARDINAL: _Cardinal, Scale.INTERVAL: _Ranges, Scale.ORDINAL: _Ordinal}
    assert party.scale is not None, "only a principal has values"
    return kinds[party.scale](case, party, whole)


def _amounts(party: Party) -> Iterator[Amount]:
    yield from (party.walk_away, party.breach_cost, party.tolerance)
    if party.trust is not None:
        yield party.trust


def _number(amount: Amount) -> Fraction:
    assert not isinstance(amount, tuple), "a party with numbers has no levels"
    return amount


def _levels(amount: Amount) -> Levels:
    # The data model's default amount is the number 0, which for an ordinal party means "none".
    return amount if isinstance(amount, tuple) else ()


def _stated(value: Fraction | Interval | int) -> Fraction | int:
    assert not isinstance(value, Interval), "a cardinal party has no intervals"
    return value


def _range(value: Fraction | Interval | int) -> Interval:
    return value if isinstance(value, Interval) else Interval(Fraction(value), Fraction(value))


def _level(value: Fraction | Interval | int) -> int:
    assert isinstance(value, int), "an ordinal party has whole levels"
    return value


def _rank_order_centroids(levels: set[int]) -> Mapping[int, Fraction]:
    """Return the weight of every level: ``(1/n)·Σ_{j=r..n} 1/j`` for the ``r``-th highest of ``n`` levels."""
    ranked = sorted(levels, reverse=True)
    number = len(ranked)
    return {
        level: sum((Fraction(1, j) for j in range(rank, number + 1)), Fraction(0)) / number
        for rank, level in enumerate(ranked, start=1)
    }
