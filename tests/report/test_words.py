"""Numbers, days and lists as people read them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from detente.report import words
from detente.roadmap.result import Day


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("0", "0"),
        ("-3", "−3"),
        ("0.5", "0.5"),
        ("1000000", "1,000,000"),
        ("-1234.5678", "−1,234.5678"),
        ("1/3", "≈ 0.3333"),
        ("-1/3", "≈ −0.3333"),
        ("1/100000", "≈ 0"),
    ],
)
def test_a_number_has_at_most_four_decimals_and_says_where_it_is_rounded(number: str, written: str) -> None:
    assert words.decimal(Fraction(number)) == written


@pytest.mark.parametrize(
    ("days", "written"),
    [
        (0, "0 days"), (1, "1 day"), (7, "1 week"), (10, "10 days"), (30, "1 month"), (42, "6 weeks"),
        (180, "6 months"), (252, "252 days"), (365, "1 year"), (730, "2 years"),
    ],
)  # fmt: skip
def test_a_duration_is_written_in_the_largest_unit_that_fits(days: int, written: str) -> None:
    assert words.duration(days) == written


@pytest.mark.parametrize(
    ("days", "written"),
    [
        (13, "13 days"),
        (60, "60 days, about 2 months"),
        (792, "792 days, about 26 months"),
        (1461, "1,461 days, about 4 years"),
    ],
)
def test_a_long_stretch_says_roughly_how_long_it_is(days: int, written: str) -> None:
    assert words.length(days) == written


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2026, 1, 5), date(2026, 1, 18), "5–18 January 2026"),
        (date(2026, 1, 5), date(2026, 3, 1), "5 January – 1 March 2026"),
        (date(2026, 1, 5), date(2027, 1, 5), "5 January 2026 – 5 January 2027"),
        (date(2026, 1, 5), date(2026, 1, 5), "5 January 2026"),
        (0, 20, "days 0–20"),
        (3, 3, "day 3"),
    ],
)
def test_a_span_says_once_what_both_days_share(start: Day, end: Day, written: str) -> None:
    assert words.span(start, end) == written


def test_days_of_different_kinds_have_no_distance() -> None:
    with pytest.raises(ValueError, match="same kind"):
        words.days_between(0, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("items", "written"), [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")]
)
def test_a_list_reads_as_in_a_sentence(items: tuple[str, ...], written: str) -> None:
    assert words.listing(items) == written
