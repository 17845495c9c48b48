"""What steps are worth to a party, compared within that party only, and written in its own unit.

An importance level is an order and not an amount: it is written as a level, compared with the same party's other
levels, and never added to anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from detente.case.model import Amount, Interval, Party, Step, Value
from detente.report.words import count, decimal, listing


def middle(value: Value) -> Fraction:
    """Return a value's place in its own party's order: the number, the middle of the interval, or the signed level."""
    return (value.lo + value.hi) / 2 if isinstance(value, Interval) else Fraction(value)


def worth_words(value: Value) -> str:
    """Write what a step is worth: ``−4``, ``between 2 and 5``, ``a gain of level 3``."""
    if isinstance(value, Interval):
        return f"between {decimal(value.lo)} and {decimal(value.hi)}"
    if isinstance(value, Fraction):
        return f"+{decimal(value)}" if value > 0 else decimal(value)
    return f"a {'gain' if value > 0 else 'cost'} of level {abs(value)}"


def amount_words(amount: Amount) -> str:
    """Write an amount: ``3``, ``level 2``, ``levels 4 and 2``, ``none``."""
    if isinstance(amount, Fraction):
        return decimal(amount)
    if not amount:
        return "none"
    levels = listing([str(level) for level in amount])
    return f"level {levels}" if len(amount) == 1 else f"levels {levels}"


def heaviest(party: Party, steps: Iterable[Step], sign: int) -> tuple[str, ...]:
    """Return the steps a party gains most from (``sign`` 1) or that cost it most (−1): more than one where they tie."""
    weights = {step.id: sign * middle(step.value[party.id]) for step in steps if party.id in step.value}
    most = max(weights.values(), default=Fraction(0))
    return tuple(name for name, weight in weights.items() if weight == most) if most > 0 else ()


def one_of(titles: tuple[str, ...]) -> str:
    """Name the first of some steps of equal weight, and say how many more there are."""
    first = f"“{titles[0]}”"
    return first if len(titles) == 1 else f"{first} ({count(len(titles) - 1, 'other')} as much)"
