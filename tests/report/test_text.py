"""The text: 80 columns, plain, everything that the page says in fewer words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from detente.case import Case
from detente.report import as_text, brief_html, brief_text
from detente.report.figures import Table
from detente.report.layout import grid
from detente.report.terminal import styled
from detente.roadmap.result import Roadmap
from tests.report.fixture import exchange, nothing_found, nothing_holds, summit
from tests.report.markup import elements
from tests.report.test_page import HOSTILE, hostile

Fixture = Callable[[], tuple[Case, Roadmap]]
FIXTURES: tuple[Fixture, ...] = (exchange, summit, nothing_holds, nothing_found)
GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("fixture", FIXTURES)
def test_the_text_reads_as_it_is_kept(fixture: Fixture, public: bool) -> None:
    """A change of words shows as a diff that somebody reads; `python -m tests.report.golden` writes them anew."""
    kept = GOLDEN / f"{fixture.__name__}{'-public' if public else ''}.txt"
    assert as_text(*fixture(), public=public) == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("fixture", FIXTURES)
def test_no_line_is_wider_than_a_terminal(fixture: Fixture, public: bool) -> None:
    text = as_text(*fixture(), public=public)
    assert [line for line in text.splitlines() if len(line) > 80] == []
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\n\n\n" not in text


@pytest.mark.parametrize("text", HOSTILE)
def test_what_would_act_on_a_terminal_is_shown_escaped(text: str) -> None:
    told = as_text(*hostile(text))
    assert [character for character in told if character != "\n" and not character.isprintable()] == []


def test_a_date_stands_only_where_one_is_given() -> None:
    assert "5 April 2027" in as_text(*exchange(), on=date(2027, 4, 5))


def test_a_wide_table_comes_in_parts_that_fit() -> None:
    table = Table(tuple(f"Phase {number}" for number in range(1, 61)), (("A party", ("−1000000.5",) * 60),))
    lines = list(grid(table))
    assert max(map(len, lines)) <= 80
    assert sum(line.count("−1000000.5") for line in lines) == 60


def test_a_long_name_in_a_table_goes_on_in_the_next_line() -> None:
    table = Table(
        ("Worth, in its own unit", "Share of its best"), (("A party of " + "very " * 9 + "long name", ("1", "2")),)
    )
    lines = list(grid(table))
    assert max(map(len, lines)) <= 80
    assert " ".join(" ".join(lines[1:]).split()).endswith("very long name")


def test_colours_add_nothing_to_the_text() -> None:
    text = as_text(*summit())
    lines = list(styled(text))
    assert [line for line, _ in lines] == text.splitlines()
    styles = dict(lines)
    assert styles["What to watch"] == "bold"
    assert styles["  ! Fragile: If the level of ‘Kaesong’ for the DPRK moves from 3 to 2, another"] == "yellow"


@pytest.mark.parametrize("fixture", FIXTURES)
def test_a_roadmap_alone_is_told_briefly(fixture: Fixture) -> None:
    _, roadmap = fixture()
    assert roadmap.summary() == brief_text(roadmap)
    assert [line for line in brief_text(roadmap).splitlines() if len(line) > 80] == []
    assert elements(brief_html(roadmap))
    assert roadmap._repr_html_() == brief_html(roadmap)


def test_a_roadmap_with_its_case_is_told_in_full() -> None:
    case, roadmap = exchange()
    assert roadmap.summary(case) == as_text(case, roadmap)
    assert roadmap.summary(case, public=True) == as_text(case, roadmap, public=True)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_notebook_shows_hostile_titles_and_runs_nothing(text: str) -> None:
    _, roadmap = exchange()
    found = elements(brief_html(replace(roadmap, case_title=text)))
    assert not [each.tag for each in found if each.tag in {"script", "img"}]
