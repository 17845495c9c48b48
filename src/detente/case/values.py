"""Single values of a case file: exact numbers, days, dates, texts.

Each function takes what YAML, JSON or a Python caller gave and returns the exact value, or raises `RefusedError` with
words for people. Nothing here knows where in the file the value stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from detente.case.visible import visible

LARGEST = 1_000_000
DECIMALS = 4
LONGEST_DAYS = 18_250
LAST_YEAR = 2999
LONGEST_NUMBER = 60

DAYS_PER_UNIT = {"d": 1, "w": 7, "mo": 30, "y": 365}

NUMBER_EXPECTED = f"a number within ±{LARGEST:,}, of at most {DECIMALS} decimals"
DAYS_EXPECTED = f"a duration such as 10d, 2w, 3mo (30 days each) or 1y, of at most {LONGEST_DAYS:,} days"
DATE_EXPECTED = f"a date such as 2026-01-05, no later than the year {LAST_YEAR}"

Choice = TypeVar("Choice", bound=StrEnum)

_DURATION = re.compile(r"([0-9]{1,9})(d|w|mo|y)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ADDRESS = re.compile(r"https?://[^\s\"<>\\^`{|}]+", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")


class RefusedError(ValueError):
    """A value that cannot be used: the finding's code, what was found, what was expected.

    ``word`` is the name to look up among the known names ``among``.
    """

    def __init__(self, code: str, message: str, expected: str = "", word: str = "", among: Iterable[str] = ()) -> None:
        self.code = code
        self.message = message
        self.expected = expected
        self.word = word
        self.among = tuple(among)
        super().__init__(message)


def show(value: object) -> str:
    """Return a short name of any value for a message: never long, whatever it holds."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"“{_shorten(value)}”"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, int) and abs(value) >= 10**LONGEST_NUMBER:
        return "a very large number"
    return _shorten(str(value))


def _shorten(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def read_number(value: object) -> Fraction:
    """Return an exact number within ±1,000,000 and of at most four decimals.

    Raises
    ------
    RefusedError
        ``bad-number``, for everything else: texts, yes/no, infinities, numbers too large or too fine.
    """
    if type(value) is Decimal or type(value) is int:  # nearly all, and many of them alike
        number = _exact_alike(value) if value == value else None
    elif isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
        hint = NUMBER_EXPECTED
        if isinstance(value, str) and re.fullmatch(r"[-+−]?[0-9]+(,[0-9]+)?", value.strip()):
            hint += ", written as in -0.5 (a point, a plain minus, no leading zeros, no quotes)"
        raise RefusedError("bad-number", f"{show(value)} is no number", hint)
    elif isinstance(value, Fraction):
        number = value if abs(value) <= LARGEST and (value * 10**DECIMALS).denominator == 1 else None
    else:
        number = _exact(Decimal(repr(value) if isinstance(value, float) else value))
    if number is None:
        usable = not isinstance(value, Decimal) or value.is_finite()
        found = show(value) if usable else "a number without end, or with far too many digits,"
        raise RefusedError("bad-number", f"{found} is no number that can be used", NUMBER_EXPECTED)
    return number


@lru_cache(maxsize=50_000)
def _exact_alike(value: Decimal | int) -> Fraction | None:
    if isinstance(value, Decimal):
        return _exact(value)
    return Fraction(value) if abs(value) <= LARGEST else None


def _exact(value: Decimal) -> Fraction | None:
    """Return the number exactly, or None where it is not finite, too large or too fine (without building it)."""
    if not value.is_finite():
        return None
    if not value:
        return Fraction(0)
    if value.adjusted() > 6 or abs(value) > LARGEST:
        return None
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    surplus = -exponent - DECIMALS
    if surplus > 0:
        if surplus >= len(digits) or any(digits[-surplus:]):
            return None
        digits, exponent = digits[:-surplus], -DECIMALS
    whole = int("".join(map(str, digits)))
    return Fraction(-whole if sign else whole) * Fraction(10) ** exponent


@lru_cache(maxsize=50_000)
def number_from_text(text: str) -> Decimal | int:
    """Return the number that a literal of YAML or JSON writes, exactly; one beyond all use becomes infinite."""
    if len(text) > LONGEST_NUMBER:
        return Decimal("Infinity")
    if text.lstrip("+-").isdigit():
        return int(text)
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("Infinity")


def read_whole(value: object, least: int, most: int) -> int:
    """Return a whole number in ``[least, most]``.

    Raises
    ------
    RefusedError
        ``bad-number`` where it is no number, ``not-whole`` where it has a fraction, ``out-of-range``.
    """
    expected = f"a whole number from {least} to {most}"
    try:
        number = read_number(value)
    except RefusedError as refused:
        raise RefusedError(refused.code, refused.message, expected) from None
    if number.denominator != 1:
        raise RefusedError("not-whole", f"{show(value)} is not a whole number", expected)
    if not least <= number <= most:
        raise RefusedError("out-of-range", f"{show(value)} is out of range", expected)
    return int(number)


def read_not_negative(value: object) -> Fraction:
    """Return a number from 0 to 1,000,000.

    Raises
    ------
    RefusedError
        ``bad-number`` or ``negative-amount``.
    """
    number = read_number(value)
    if number < 0:
        raise RefusedError("negative-amount", f"{show(value)} is negative", "a number, at least 0")
    return number


def read_amount(value: object) -> Fraction | tuple[Fraction, ...]:
    """Return an amount: a number, or the numbers of a list of levels; whether it fits the party's scale is asked later.

    Raises
    ------
    RefusedError
        ``bad-number`` or ``negative-amount``.
    """
    if isinstance(value, list | tuple):
        return tuple(map(read_not_negative, value))
    return read_not_negative(value)


def read_step_value(value: object) -> Fraction | tuple[Fraction, Fraction]:
    """Return what a step is worth: a number, or the two ends of an interval.

    Raises
    ------
    RefusedError
        ``bad-number``, ``bad-interval`` where a list has not two numbers, ``interval-upside-down``.
    """
    if not isinstance(value, list | tuple):
        return read_number(value)
    if len(value) != 2:
        raise RefusedError(
            "bad-interval", f"this list has {len(value)} entries", "an interval [lo, hi], of two numbers"
        )
    low, high = map(read_number, value)
    if low > high:
        message = f"the interval is upside down: {show(value[0])} is more than {show(value[1])}"
        raise RefusedError("interval-upside-down", message, "[lo, hi] with lo no more than hi")
    return low, high


def read_reversible(value: object) -> Fraction:
    """Return the share that can be taken back: true is 1, false is 0.

    Raises
    ------
    RefusedError
        ``bad-number`` or ``out-of-range``.
    """
    if isinstance(value, bool):
        return Fraction(value)
    try:
        return read_share(value)
    except RefusedError as refused:
        raise RefusedError(refused.code, refused.message, "true, false or a share from 0 to 1") from None


def read_yes_no(value: object) -> bool:
    """Return true or false.

    Raises
    ------
    RefusedError
        ``bad-choice``.
    """
    if not isinstance(value, bool):
        raise RefusedError("bad-choice", f"{show(value)} is neither true nor false", "true or false")
    return value


def read_version(value: object) -> int:
    """Return the version of the format, which is 1.

    Raises
    ------
    RefusedError
        ``unsupported-version``.
    """
    if isinstance(value, bool) or value != 1:
        raise RefusedError(
            "unsupported-version", f"{show(value)} is no version of the format that can be read", "detente: 1"
        )
    return 1


def read_choice(value: object, kind: type[Choice]) -> Choice:
    """Return the member of an enumeration that a text names.

    Raises
    ------
    RefusedError
        ``bad-choice``.
    """
    text = "-".join(value.split()) if isinstance(value, str) else value
    for member in kind:
        if text == member.value:
            return member
    names = [member.value for member in kind]
    expected = f"{', '.join(names[:-1])} or {names[-1]}"
    word = value if isinstance(value, str) else ""
    raise RefusedError("bad-choice", f"{show(value)} is none of the choices", expected, word, names)


def read_notes(value: object) -> str:
    """Return a note: a text as it is, anything else (a list, a mapping, a number) in the writing of JSON.

    Raises
    ------
    RefusedError
        ``bad-character``.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return read_text(value)
    return read_text(json.dumps(value, ensure_ascii=False, default=str))


def read_share(value: object) -> Fraction:
    """Return a share in ``[0, 1]``.

    Raises
    ------
    RefusedError
        ``bad-number`` or ``out-of-range``.
    """
    number = read_number(value)
    if not 0 <= number <= 1:
        raise RefusedError("out-of-range", f"{show(value)} is out of range", "a share from 0 to 1")
    return number


def read_days(value: object) -> int:
    """Return the days of a duration such as ``10d``, ``2w``, ``3mo`` or ``1y``.

    Raises
    ------
    RefusedError
        ``bad-duration``.
    """
    match = _DURATION.fullmatch(value) if isinstance(value, str) else None
    days = int(match[1]) * DAYS_PER_UNIT[match[2]] if match else None
    if days is None or days > LONGEST_DAYS:
        raise RefusedError("bad-duration", f"{show(value)} is no duration that can be used", DAYS_EXPECTED)
    return days


def read_date(value: object) -> date:
    """Return an ISO date.

    Raises
    ------
    RefusedError
        ``bad-date``.
    """
    found: date | None = None
    if type(value) is date:
        found = value
    elif isinstance(value, str) and _DATE.fullmatch(value):
        try:
            found = date.fromisoformat(value)
        except ValueError:
            found = None
    if found is None or found.year > LAST_YEAR:
        raise RefusedError("bad-date", f"{show(value)} is no date that can be used", DATE_EXPECTED)
    return found


def read_text(value: object) -> str:
    """Return a text; a whole number, such as a year for a title, is read as its digits.

    Raises
    ------
    RefusedError
        ``bad-text`` for everything else, ``bad-character`` for half a surrogate pair (JSON can write one).
    """
    if isinstance(value, int) and not isinstance(value, bool):
        if abs(value) < 10**LONGEST_NUMBER:
            return str(value)
    elif isinstance(value, str):
        if _SURROGATE.search(value):
            raise RefusedError("bad-character", "the text holds half of a surrogate pair", "whole characters")
        return value
    raise RefusedError(
        "bad-text", f"{show(value)} is no text", "a text (in quotes, where it looks like something else)"
    )


def read_address(value: object) -> str:
    """Return an http(s) address, the only kind that may become a link.

    Raises
    ------
    RefusedError
        ``bad-url``.
    """
    text = read_text(value)
    if not _ADDRESS.fullmatch(text) or visible(text) != text:
        raise RefusedError(
            "bad-url",
            f"{show(text)} is no web address",
            "an address that begins with https:// or http://, without spaces and quotes",
        )
    return text
