"""Exact sums for the solver: fractions scaled to integers, never rounded.

CP-SAT computes in 64-bit integers, so a condition with fractions is multiplied by the least number that makes every
coefficient whole, and refused where a sum could leave that range (case-format.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING

from detente.errors import CaseError, Finding

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

LARGEST_SUM = 2**60
"""No sum of absolute terms may reach this: CP-SAT needs some room below 2**63."""


def common_scale(numbers: Iterable[Fraction]) -> Fraction:
    """Give the positive factor that turns all numbers into whole ones without a common divisor.

    Parameters
    ----------
    numbers
        Any fractions; zeros are ignored.

    Returns
    -------
    Fraction
        1 where there is nothing but zeros.
    """
    denominator, numerator = 1, 0
    numbers = set(numbers)  # most occur many times
    for number in numbers:
        denominator = lcm(denominator, number.denominator)
    for number in numbers:
        numerator = gcd(numerator, int(number * denominator))
    return Fraction(denominator, numerator or 1) if numerator else Fraction(1)


class Sum:
    """A linear sum with whole coefficients over literals and integer variables, put together term by term."""

    __slots__ = ("coefficients", "constant", "terms")

    def __init__(self, constant: int = 0) -> None:
        self.terms: list[cp_model.IntVar | cp_model.LiteralT] = []
        self.coefficients: list[int] = []
        self.constant = constant

    def add(self, coefficient: int, term: cp_model.IntVar | cp_model.LiteralT | int) -> None:
        """Add ``coefficient · term``; constants (0 and 1 stand for literals that are fixed) are folded in."""
        if not coefficient:
            return
        if isinstance(term, int):
            self.constant += coefficient * term
            return
        self.terms.append(term)
        self.coefficients.append(coefficient)

    def expression(self) -> cp_model.LinearExpr:
        """Give the sum as the solver's expression, refused where it could overflow."""
        from ortools.sat.python import cp_model

        refuse_overflow(self.coefficients, self.constant)
        return cp_model.LinearExpr.weighted_sum(self.terms, self.coefficients) + self.constant

    def value(self, values: Sequence[int]) -> int:
        """Give what the sum comes to, exactly, where the solver's variables have these values (by index)."""
        total = self.constant
        for coefficient, term in zip(self.coefficients, self.terms, strict=True):
            total += coefficient * _term_value(term, values)
        return total


def _term_value(term: cp_model.LiteralT | cp_model.IntVar, values: Sequence[int]) -> int:
    index: int = term.index  # type: ignore[union-attr]
    return values[index] if index >= 0 else 1 - values[-index - 1]


def refuse_overflow(coefficients: Sequence[int], constant: int = 0, *, factor: int = 1) -> None:
    """Raise `CaseError` where a sum of such terms (each at most ``factor``) could leave the solver's integers."""
    if (sum(map(abs, coefficients)) + abs(constant)) * factor >= LARGEST_SUM:
        raise CaseError(
            [
                Finding(
                    code="too-large-to-be-exact",
                    message="the values of this case need larger whole numbers than the solver can add exactly",
                    expected="fewer different decimals, reversible shares or importance levels",
                )
            ]
        )
