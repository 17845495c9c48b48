"""Expressions of time: found in a text, and resolved from a day that is known.

The rules are in the manner of HeidelTime and SUTime (`stroetgen-gertz-2010`, `chang-manning-2012`): a pattern, and what
it does to the day it counts from. Values are those of TIMEX3: ``2019-03-18``, ``2019-W11``, ``2019-03``, ``2019-Q1``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from detente.evidence.lexicon import word_set
from detente.evidence.paragraphs import Words
from detente.evidence.result import Span

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = tuple(
    name.lower()
    for name in [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"a": 1, "an": 1, "a couple of": 2, "thirty": 30, "forty": 40, "fifty": 50, "ninety": 90}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_DAY_NAME = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.)"
_MONTH = (
    r"(?:jan(?:uary|\.)|feb(?:ruary|\.)|mar(?:ch|\.)|apr(?:il|\.)|may|june?\.?|july?\.?|aug(?:ust|\.)|sept?(?:ember|\.)|oct(?:ober|\.)"
    r"|nov(?:ember|\.)|dec(?:ember|\.))"
)
_NUMBER = r"(?:\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_UNIT = r"(?:day|week|fortnight|month|quarter|year|decade)s?"
_PATTERN = re.compile(
    rf"""\b(?:
    (?P<iso>\d{{4}}-\d\d-\d\d)(?!\d)
    |(?P<month_day>(?P<md_m>{_MONTH})\s+(?P<md_d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|\s*(?:percent|%|p\.m|a\.m))(?:,?\s+(?P<md_y>(?:19|20)\d\d))?)
    |(?P<day_month>(?:the\s+)?(?P<dm_d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<dm_m>{_MONTH})(?:,?\s+(?P<dm_y>(?:19|20)\d\d))?)
    |(?P<month_year>(?P<my_how>early\s+|late\s+|mid-)?(?P<my_m>{_MONTH}),?\s+(?P<my_y>(?:19|20)\d\d))
    |(?P<numeric>(?P<nu_a>\d{{1,2}})/(?P<nu_b>\d{{1,2}})/(?P<nu_y>(?:19|20)\d\d))
    |(?P<weekday>(?P<wd_how>last|this\s+past|this\s+coming|this|next|the\s+following|the\s+previous|the\s+next)?\s*(?P<wd_d>{_DAY_NAME})(?P<wd_after>\s+(?:last|next|week))?)
    |(?P<before_yesterday>the\s+day\s+(?P<by_how>before\s+yesterday|after\s+tomorrow))
    |(?P<near>yesterday|today|tonight|tomorrow|last\s+night|this\s+(?:morning|afternoon|evening)|earlier\s+today)
    |(?P<shifted>(?P<sh_n>{_NUMBER})\s+(?P<sh_u>{_UNIT})\s+(?P<sh_how>ago|back|earlier|before|prior|later|after|hence|from\s+now))
    |(?P<within>in\s+(?P<in_n>{_NUMBER})\s+(?P<in_u>{_UNIT})(?:['’]\s+time)?)
    |(?P<same>(?:on\s+)?(?:the\s+same|that(?:\s+same)?|the\s+very\s+same)\s+(?:day|evening|morning|afternoon|night))
    |(?P<beside>(?:on\s+)?the\s+(?P<be_how>next|following|previous|preceding)\s+day|(?:on\s+)?the\s+day\s+(?P<be_side>before|after))
    |(?P<span>(?P<sp_how>last|this|next|the\s+past|the\s+previous|the\s+following|the\s+coming)\s+(?P<sp_u>week(?:end)?|month|quarter|year|decade|{_MONTH}|spring|summer|autumn|fall|winter)(?!\w))
    |(?P<quarter>(?:the\s+)?(?P<qu_n>first|second|third|fourth)\s+quarter(?:\s+of\s+(?P<qu_y>(?:19|20)\d\d))?)
    |(?P<season>(?:the\s+)?(?P<se_n>spring|summer|autumn|fall|winter)(?:\s+of)?\s+(?P<se_y>(?:19|20)\d\d))
    |(?P<decade>(?:the\s+)?(?P<de_y>(?:19|20)\d0)s)
    |(?P<month>(?:in|since|until|by|from|during|of|late|early|mid)\s+(?P<mo_m>{_MONTH})(?!\w|,?\s+(?:19|20)\d\d))
    |(?P<year>(?:in|since|of|until|by|from|during|before|after|late|early)\s+(?P<ye_y>(?:19|20)\d\d)(?![-\w,.]?\d))
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_TRIGGERS = (
    frozenset(WEEKDAYS)
    | {f"{day}." for day in ["mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"]}
    | frozenset(MONTHS) - {"may", "march"}
    | {f"{month}." for month in ["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"]}
    | word_set(
        "yesterday today tonight tomorrow day days night morning afternoon evening week weeks fortnight fortnights "
        "weekend"
    )
    | word_set("month months quarter quarters year years decade decades spring summer autumn fall winter")
)
_YEAR = re.compile(r"(?:19|20)\d\d|\d{1,2}/\d{1,2}/\d{4}")


class Tense(Enum):
    """Whether the verb beside an expression speaks of what was or of what will be."""

    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time and where it stands."""

    span: Span
    words: str
    match: re.Match[str]


@dataclass(frozen=True, slots=True)
class Moment:
    """What an expression means: a value, a day where it means one day, and how it was worked out."""

    value: str
    day: date | None
    basis: str


def expressions(text: str, span: Span) -> Iterator[Expression]:
    """Find the expressions of time in part of a text."""
    for match in _PATTERN.finditer(text, *span):
        yield Expression(match.span(), " ".join(match[0].split()), match)


def expressions_among(text: str, tokens: Words) -> list[Expression]:
    """Find the expressions of time in a paragraph, looking only where one of their words stands."""
    found: list[Expression] = []
    last = len(tokens.words) - 1
    end = -1
    for place, word in enumerate(tokens.lowered):
        if word not in _TRIGGERS and not _YEAR.match(word) and tokens.words[place] not in ("May", "March"):
            continue
        if tokens.starts[place] < end:
            continue
        window = (max(end, tokens.starts[max(0, place - 4)]), tokens.ends[min(last, place + 4)])
        for one in expressions(text, window):
            if one.span[0] <= tokens.starts[place] < one.span[1]:
                found.append(one)
                end = one.span[1]
                break
    return found


def resolve(
    found: Expression, *, anchor: date, mentioned: date | None = None, tense: Tense = Tense.PAST
) -> Moment | None:
    """Work out what an expression means.

    Parameters
    ----------
    found
        The expression.
    anchor
        The day it is said on (of a statement's words), or the day of publication (of the article's own words).
    mentioned
        The day spoken of last, for "the same day", "two days earlier".
    tense
        A weekday or a date without a year is the latest not after the anchor, or with `FUTURE` the first after it.
    """
    try:
        return _RULES[found.match.lastgroup or _kind(found.match)](found, anchor, mentioned, tense)
    except (ValueError, OverflowError):  # the 31st of June, a year beyond the calendar
        return None


def _kind(match: re.Match[str]) -> str:
    return next(name for name in _RULES if match[name])


def _day(value: date, found: Expression, how: str) -> Moment:
    return Moment(value.isoformat(), value, f"{found.words}, {how}" if how else found.words)


def _iso(found: Expression, anchor: date, mentioned: date | None, tense: Tense) -> Moment:
    return _day(date.fromisoformat(found.match["iso"]), found, "as written")


def _month_number(name: str) -> int:
    return 1 + next(number for number, month in enumerate(MONTHS) if month.startswith(name.lower().strip(".")[:3]))


def _dated(found: Expression, day: str, month: str, year: str | None, anchor: date, tense: Tense) -> Moment:
    number = _month_number(month)
    if year:
        return _day(date(int(year), number, int(day)), found, "as written")
    for shift in (0, 1) if tense is Tense.FUTURE else (0, -1):
        when = date(anchor.year + shift, number, int(day))
        if (when >= anchor) if tense is Tense.FUTURE else (when <= anchor):
            break
    return _day(when, found, "the next" if tense is Tense.FUTURE else "the latest before publication")


def _month_day(found: Expression, anchor: date, mentioned: date | None, tense: Tense) -> Moment:
    return _dated(found, found.match["md_d"], found.match["md_m"], found.match["md_y"], anchor, tense)


def _day_month(found: Expression, anchor: date, mentioned: date | None, tense: Tense) -> Moment:
    return _dated(found, found.match["dm_d"], found.match["dm_m"], found.match["dm_y"], anchor, tense)


def _month_year(found: Expression, anchor: date, mentioned: date | None, tense: Tense) -> Moment:
    return Moment(f"{found.match['my_y']}-{_month_number(found.match['my_m']):02}", None, found.words)


def _numeric(found: Expression, anchor: date, mentioned: date | None, tense: Tense) -> Moment | None:
    first, second, year = int(found.match["nu_a"]), int(found.match["nu_b"]), int(found.match["nu_y"])
    if first <= 12 and second <= 12 and first != second:
        return None  # the third of April, or the fourth of March: nobody can tell
    month, day = (first, second) if first <= 12 else (second, first)
    return _day(date(year, month, day), found, "as written")


def _weekday(found: Expression, anchor: date, mentioned: date | None, tense: Tense) -> Moment:
    number = next(n for n, name in enumerate(WEEKDAYS) if name.startswith(found.match["wd_d"].lower().strip(".")[:3]))
    how = " ".join((found.match["wd_how"] or found.match["wd_after"] or "").lower().split())
    back = (anchor.weekday() - number) % 7
    ahead = (number - anchor.weekday()) % 7
    if how in ("next", "this coming", "the following", "the next"):
        from_day = mentioned if how.startswith("the") and mentioned else anchor
        return _day(from_day + timedelta((number - from_day.weekday()) % 7 or 7), found, "the next")
    if how in ("last", "the previous", "this past"):
        return _day(anchor - timedelta(back or 7), found, "before publication")
    if tense is Tense.FUTURE:
        return _day(anchor + timedelta(ahead), found, "the next")
    return _day(anchor - timedelta(back), found, "before publication" if back else "the day of publication")


def _before_yesterday(found: Expression, anchor: date, mentioned: date | None, tense: Tense) -> Moment:
    shift = -2 if "before" in found.match["by_how"].lower() else 2
    return _day(anchor + timedelta(shift), found, "from publication")


def _near(found: Expression, anchor: date, mentioned: date | None, tense: Tense) -> Moment:
    word = found.words.lower()
    shift = -1 if word in ("yesterday", "last night") else 1 if word == "tomorrow" else 0
    return _day(anchor + timedelta(shift), found, "from publication")


def _shift(base: date, number: int, unit: str, found: Expression, how: str) -> Moment:
    if unit.startswith("day"):
        return _day(base + timedelta(number), found, how)
    if unit.startswith(("week", "fortnight")):
        day = base + timedelta(7 * number * (2 if unit.startswith("fort") else 1))
        return Moment(day.isoformat(), day, f"{found.words}, {how}")
    months = number * {"m": 1, "q": 3, "y": 12, "d": 120}[unit[0]]
    total = base.year * 12 + base.month - 1 + months
    year, month = divmod(total, 12)
    date(year, month + 1, 1)
    if unit.startswith("decade"):
        return Moment(f"{year // 10}", None, f"{found.words}, {how}")
    if unit.startswith("year"):
        return Moment(f"{year:04}", None, f"{found.words}, {how}")
    if unit.startswith("quarter"):
        return Moment(f"{year:04}-Q{month // 3 + 1}", None, f"{found.words}, {how}")
    return Moment(f"{year:04}-{month + 1:02}", None, f"{found.words}, {how}")


def _number(words: str) -> int:
    lowered = " ".join(words.lower().split())
    return int(lowered) if lowered.isdigit() else _NUMBERS[lowered]


def _shifted(found: Expression, anchor: date, mentioned: date | None, tense: Tense) -> Moment:
    how = " ".join(found.match["sh_how"].lower().split())
    number, unit = _number(found.match["sh_n"]), found.match["sh_u"].lower()
    forward = how in ("later", "after", "hence", "from now")
    base = mentioned if how in ("earlier", "before", "prior", "later", "after") and mentioned else anchor
    told = f"from {base.isoformat()}"
    return _shift(base, number if forward else -number, unit, found, told)


def _within(found: Expression, anchor: date, mentioned: date | None, tense: Tense) -> Moment | None:
    if tense is not Tense.FUTURE:
        return None  # "in two days" of what was done is how long it took
    return _shift(
        anchor, _number(found.match["in_n"]), found.match["in_u"].lower(), found, f"from {anchor.isoformat()}"
    )


def _same(found: Expression, anchor: date, mentioned: date | None, tense: Tense) -> Moment | None:
    return _day(mentioned, found, "the day spoken of before") if mentioned else None


def _beside(found: Expression, anchor: date, mentioned: date | None, tense: Tense) -> Moment | None:
    if mentioned is None:
        return None
    how = (found.match["be_how"] or found.match["be_side"]).lower()
    return _day(
        mentioned + timedelta(1 if how in ("next", "following", "after") else -1),
        found,
        f"from {mentioned.isoformat()}",
    )


def _span(found: Expression, anchor: date, mentioned: date | None, tense: Tense) -> Moment:
    how, unit = found.match["sp_how"].lower(), found.match["sp_u"].lower()
    shift = (
        -1
        if how.startswith(("last", "the past", "the prev"))
        else 1
        if how.startswith(("next", "the fol", "the com"))
        else 0
    )
    if unit.startswith("week"):
        year, week, _ = (anchor + timedelta(7 * shift)).isocalendar()
        return Moment(
            f"{year}-W{week:02}" + ("-WE" if unit == "weekend" else ""), None, f"{found.words}, from publication"
        )
    if unit in _SEASONS:
        return Moment(f"{anchor.year + shift}-{_SEASONS[unit]}", None, f"{found.words}, from publication")
    if unit in ("month", "quarter", "year", "decade"):
        return _shift(anchor, shift, unit, found, "from publication")
    number = _month_number(unit)
    year = anchor.year + (number > anchor.month and shift < 0) * -1 + (number < anchor.month and shift > 0)
    if number == anchor.month:
        year += shift
    return Moment(f"{year}-{number:02}", None, f"{found.words}, from publication")


def _quarter(found: Expression, anchor: date, mentioned: date | None, tense: Tense) -> Moment:
    return Moment(f"{found.match['qu_y'] or anchor.year}-Q{_ORDINALS[found.match['qu_n'].lower()]}", None, found.words)


def _season(found: Expression, anchor: date, mentioned: date | None, tense: Tense) -> Moment:
    return Moment(f"{found.match['se_y']}-{_SEASONS[found.match['se_n'].lower()]}", None, found.words)


def _decade(found: Expression, anchor: date, mentioned: date | None, tense: Tense) -> Moment:
    return Moment(found.match["de_y"][:3], None, found.words)


def _month(found: Expression, anchor: date, mentioned: date | None, tense: Tense) -> Moment:
    number = _month_number(found.match["mo_m"])
    later = number > anchor.month
    year = anchor.year - (later and tense is Tense.PAST) + (number < anchor.month and tense is Tense.FUTURE)
    return Moment(f"{year}-{number:02}", None, f"{found.words}, the {'next' if tense is Tense.FUTURE else 'latest'}")


def _year(found: Expression, anchor: date, mentioned: date | None, tense: Tense) -> Moment:
    return Moment(found.match["ye_y"], None, found.words)


_RULES = {
    "iso": _iso, "month_day": _month_day, "day_month": _day_month, "month_year": _month_year, "numeric": _numeric,
    "weekday": _weekday, "before_yesterday": _before_yesterday, "near": _near, "shifted": _shifted, "within": _within,
    "same": _same, "beside": _beside, "span": _span, "quarter": _quarter, "season": _season, "decade": _decade,
    "month": _month, "year": _year,
}  # fmt: skip
