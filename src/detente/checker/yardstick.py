"""What can be said of a sum of values on each of the three scales (model.md §2, "Holds for all").

Every condition of the model is a sum of shares of ``w⁺`` and ``w⁻`` and of amounts such as ``breach_cost`` that must
not be negative whatever the values are, as far as the scale leaves them open. A yardstick turns such a sum into its
margins: the numbers that all have to be at least zero. There is one margin for cardinal parties (the sum) and for
interval parties (the sum at the worst values), and one for every importance level of an ordinal party.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

from detente.case.model import Amount, Party
from detente.checker.course import Parts

Weight = tuple[Parts, Parts]
"""How much of a step's ``w⁺`` and how much of its ``w⁻`` counts, in parts of a whole."""

Weights = Mapping[str, Weight]
"""The weight of each step. Steps left out do not count."""

Terms = Sequence[tuple[int, Amount]]
"""Amounts of the party (breach cost, tolerance, …), each with how often it counts."""


@dataclass(frozen=True, slots=True)
class Margin:
    """How far a sum is above zero (negative: below), counting only what is at least as important as ``level``."""

    value: Fraction
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A linear demand on a set of steps: the values of the steps in it must add up to at least ``least``."""

    values: Mapping[str, Fraction]
    least: Fraction


def hold(margins: Iterable[Margin]) -> bool:
    """Whether a sum is at least zero for all values that the scale leaves open."""
    return all(margin.value >= 0 for margin in margins)


def added(margins: Sequence[Margin], more: Sequence[Margin]) -> tuple[Margin, ...]:
    """Return the margins of two sums together; one of them must be the same for all values."""
    return tuple(Margin(one.value + two.value, one.level) for one, two in zip(margins, more, strict=True))


def worst(margins: Sequence[Margin]) -> Margin:
    """Return the first margin that fails, counted from the most important level down, else the smallest."""
    for margin in margins:
        if margin.value < 0:
            return margin
    return min(margins, key=lambda margin: margin.value, default=Margin(Fraction(0)))


class Yardstick(ABC):
    """How sums of one principal's values are judged.

    ``middle`` has one number a step for the objectives of model.md §6: the value itself, the middle of the interval,
    or the rank-order-centroid weight of the level. Weights are counted in parts of which ``whole`` make 1.
    """

    party: Party
    whole: Parts
    middle: Mapping[str, Fraction]

    @abstractmethod
    def margins(self, weights: Weights, terms: Terms = (), extra: Fraction = Fraction(0)) -> tuple[Margin, ...]:
        """Return the margins of a sum of step values, amounts and a number ``extra`` (cardinal parties only)."""

    @abstractmethod
    def contribution(self, step: str, weight: Weight) -> tuple[Margin, ...]:
        """Return what one step, counted so often, contributes to each margin."""

    @abstractmethod
    def at_worst(self, step: str, weight: Weight) -> Fraction:
        """Return the value of a step, counted so often, that makes the sum smallest (ordinal: the signed level)."""

    @abstractmethod
    def lowest(self, step: str) -> Fraction:
        """Return the lowest value that the step can have for the party (ordinal: the signed level)."""

    @abstractmethod
    def highest(self, step: str) -> Fraction:
        """Return the highest value that the step can have for the party (ordinal: the signed level)."""

    @abstractmethod
    def rows(self) -> tuple[Row, ...]:
        """Return what a set of steps must fulfil to be worth ``walk_away`` for all values, bonuses left aside."""

    def at_middle(self, weights: Weights) -> Fraction:
        """Return a sum of step values at the middle values of model.md §6."""
        unit, values = self._middle_in_whole_numbers
        total = sum([values[step] * (gain if values[step] > 0 else cost) for step, (gain, cost) in weights.items()])
        return Fraction(total, unit * self.whole)

    @cached_property
    def _middle_in_whole_numbers(self) -> tuple[int, Mapping[str, int]]:
        unit = lcm(*(value.denominator for value in self.middle.values()))
        return unit, {step: int(value * unit) for step, value in self.middle.items()}

    @abstractmethod
    def amount_at_middle(self, amount: Amount) -> Fraction:
        """Return an amount in the unit of ``middle``."""
