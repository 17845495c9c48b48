"""The report as text and as plain data, and what its public form leaves out."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from detente.case.model import Demand
from detente.case.rules import After, Rule
from detente.checker import CheckReport
from detente.checker.words import number
from tests.checker.small import Level, case, checked, done, levels, numbers, ranges, step


def example() -> CheckReport:
    """Make a case in which the roadmap ``convoy|release`` fails in several ways."""
    one = case(
        numbers("north", breach_cost="0.5"),
        levels("south", breach_cost=(2,), trust=()),
        step("release", "north", north=-1, south=Level(3), detection="0.5"),
        step("convoy", "south", north="2.5", south=Level(-1), days=5),
    )
    demand = Demand("first", "south", (Rule(After("convoy", done("release")), "convoy after release"),), 3)
    return checked(replace(one, demands={"first": demand}), "convoy|release")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(0), "0"),
        (Fraction(-3), "−3"),
        (Fraction(1, 4), "0.25"),
        (Fraction(2, 3), "0.6667"),
        (Fraction(-1, 3), "−0.3333"),
        (Fraction(1, 100_000), "0"),
        (Fraction(1_000_000), "1000000"),
        (Fraction(12345, 10_000), "1.2345"),
    ],
)
def test_numbers_are_shown_with_at_most_four_decimals(value, shown) -> None:
    """Without trailing zeros."""
    assert number(value) == shown


def test_the_report_reads_well_and_fits_80_columns() -> None:
    """Failures first, then phase by phase; no line is wider."""
    text = example().summary()
    assert text.splitlines()[:11] == [
        "A small case",
        "The roadmap does not hold: 7 of 26 conditions fail.",
        "  - Demand first of south (“convoy after release”): what “convoy” waits for has",
        "    not been done before phase 1.",
        "  - Phase 1, north: breaking off in the phase would leave it better off than it",
        "    tolerates, by 0.5.",
        "  - Phase 1, south: it is exposed beyond its trust if the others break off, by 1",
        "    of what matters at level 1 or above.",
        "  - Phase 2, north: breaking off in the phase would leave it better off than it",
        "    tolerates, by 0.5.",
        "  - Phase 2, north: breaking off before the phase would leave it better off than",
    ]
    assert "  north         0.5          0    1.6666  not enough: price of its word" in text
    assert "  south        none       some      −0.5  gains to come" in text
    assert all(len(line) <= 80 for line in text.splitlines())


def test_the_whole_of_a_roadmap_that_holds() -> None:
    """One party, one phase."""
    one = case(ranges("a"), step("x", "a", "0.5", a=(1, 3)))
    assert checked(one, "x").summary() == (
        "A small case\n"
        "The roadmap holds: all 11 conditions are met.\n"
        "\n"
        "Phase 1: day 0 to day 0\n"
        "  x\n"
        "\n"
        "  party  temptation   exposure     share  held by\n"
        "  a               0          0         1  (leaving would spare it nothing)\n"
        "    breaking off in the phase: it does nothing further\n"
        "    spares it 0; against it: nothing\n"
        "\n"
        "Once all is done\n"
        "  party  temptation   exposure            held by\n"
        "  a               0          0            (leaving would spare it nothing)\n"
        "    breaking off once all is done: it does nothing further\n"
        "    spares it 0; against it: nothing\n"
        "\n"
        "The package\n"
        "  party             worth     share\n"
        "  a                1 to 3         1\n"
    )


def test_the_public_form_has_no_figure_of_a_party() -> None:
    """Neither as text nor as data, only verdicts."""
    public = example().summary(public=True) + json.dumps(example().to_dict(public=True))
    assert not any(private in public for private in ("0.5", "0.75", "level", "share", "temptation", "held", "spare"))
    assert "Phase 2, south: it is exposed beyond its trust if the others break off." in public


def test_titles_cannot_act_on_a_terminal() -> None:
    """Escapes are shown, not obeyed."""
    one = replace(case(numbers("a"), step("x", "a")), title="Red \x1b[31m title")
    assert "\x1b" not in checked(one, "x").summary()
    assert r"Red \x1b[31m title" in checked(one, "x").summary()


def test_the_data_survives_json() -> None:
    """Decimals, levels with their shares, dates or days."""
    data = example().to_dict()
    assert json.loads(json.dumps(data)) == data
    assert data["holds"] is False
    assert data["phases"][0]["parties"]["south"]["against"]["gains to come"] == [3]
    assert data["phases"][0]["parties"]["north"]["temptation"] == 0.5
    assert data["required_detection"] == {"convoy": 0.5, "release": None}
    assert data["value"] == {"north": 1.5, "south": "acceptable"}


def test_a_condition_says_in_a_sentence_that_it_holds() -> None:
    """Also those that are met are listed."""
    report = checked(case(numbers("a"), step("x", "a", a=1)), "x")
    assert "Phase 1, a: safe: holds." in [one.text for one in report.checked]
