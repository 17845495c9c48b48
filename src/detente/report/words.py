"""Numbers, days, dates and lists as people read them.

Only here do exact figures become the digits somebody sees; what they are rounded to is said with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from detente.roadmap.result import Day

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

DECIMALS = 4


def decimal(number: Fraction, places: int = DECIMALS) -> str:
    """Write a number with at most ``places`` decimals, a comma between thousands and a true minus sign.

    Where it had to be rounded, ``≈`` says so.
    """
    scaled = number * 10**places
    whole = round(scaled)
    sign = "−" if whole < 0 else ""
    units, rest = divmod(abs(whole), 10**places)
    digits = f"{rest:0{places}d}".rstrip("0") if places else ""
    text = f"{sign}{units:,}{'.' if digits else ''}{digits}"
    return text if whole == scaled else f"≈ {text}"


def percent(share: Fraction) -> str:
    """Write a share in percent with at most two decimals, such as ``43.12%``."""
    return f"{decimal(share * 100, 2)}%"


def count(number: int, singular: str, plural: str = "") -> str:
    """Write a number with its noun: ``1 phase``, ``3 phases``, ``1,650 days``."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def duration(days: int) -> str:
    """Write days in the largest unit of the case file that fits exactly: ``10 days``, ``2 weeks``, ``1 year``."""
    for unit_days, unit, most in ((365, "year", days), (30, "month", days), (7, "week", 60)):
        if unit_days <= days <= most and days % unit_days == 0:
            return count(days // unit_days, unit)
    return count(days, "day")


def length(days: int) -> str:
    """Write a stretch of days, and from two months on roughly how long that is."""
    exact = count(days, "day")
    if days >= 1095:
        return f"{exact}, about {decimal(Fraction(round(Fraction(days * 2, 365)), 2), 1)} years"
    return f"{exact}, about {count(round(Fraction(days * 12, 365)), 'month')}" if days >= 60 else exact


def day(when: Day) -> str:
    """Write a day: ``5 January 2026``, or ``day 13`` where the case has no dates."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}" if isinstance(when, date) else f"day {when}"


def short_day(when: Day) -> str:
    """Write a day for a narrow place: ``5 Jan 2026``."""
    return f"{when.day} {MONTHS[when.month - 1][:3]} {when.year}" if isinstance(when, date) else f"day {when}"


def span(start: Day, end: Day, *, short: bool = False) -> str:
    """Write from when to when, with what both days have in common said once."""
    write = short_day if short else day
    if start == end:
        return write(start)
    if isinstance(start, date) and isinstance(end, date):
        if (start.year, start.month) == (end.year, end.month):
            return f"{start.day}–{write(end)}"
        if start.year == end.year:
            return f"{write(start).removesuffix(f' {start.year}')} – {write(end)}"
        return f"{write(start)} – {write(end)}"
    return f"days {start}–{end}"


def days_between(start: Day, end: Day) -> int:
    """Return the days from one day to another, of the same kind."""
    if isinstance(start, date) and isinstance(end, date):
        return (end - start) // timedelta(days=1)
    if isinstance(start, int) and isinstance(end, int):
        return end - start
    raise ValueError(f"{start!r} and {end!r} are not days of the same kind")


def listing(items: Sequence[str], word: str = "and") -> str:
    """Write a list as a sentence does: ``a``, ``a and b``, ``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def sentence(text: str) -> str:
    """Begin with a capital letter and end with a full stop."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", ".”")) else f"{text}."
