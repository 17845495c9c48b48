"""The dossier: positions in order of time, what stands on no source, and its pictures."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from detente import examples, load
from detente.case import Case, read_text
from detente.evidence.decisions import Decisions
from detente.report.dossier import Dossier, dossier
from detente.report.dossier_page import dossier_page
from detente.report.dossier_text import dossier_text
from tests.evidence.test_review import decided

CASE = Path(__file__).parents[1] / "case" / "prisoners-for-fuel.yaml"


def case() -> Case:
    return load(CASE)


def of(decisions: Decisions = Decisions()) -> Dossier:  # noqa: B008
    return dossier(case(), decisions)


def test_demands_of_the_case_are_positions_of_those_who_make_them() -> None:
    found = of()
    assert [(one.party, one.demand) for one in found.positions] == [
        ("south", "wounded-first"),
        ("south", "step-by-step"),
        ("north", "no-fuel-alone"),
    ]
    assert found.positions[0].words == "No fuel before the wounded are home"
    assert str(found.positions[0].when) == "2019-03-18"


def test_accepted_statements_are_positions_and_skipped_ones_are_not() -> None:
    words = [one.words for one in of(decided()).positions]
    assert "“Fuel may come only after the wounded are home,”" in words
    assert "“Not a day before,”" in words
    assert "the convoy was ready" not in words


def test_a_demand_is_told_in_the_source_s_own_words_where_they_are_attached() -> None:
    found = of(decided())
    assert "wounded-first" not in [one.demand for one in found.positions]
    assert [one.about for one in found.positions if one.statement == 1] == [("wounded-first",)]


def test_positions_stand_in_order_of_time_those_of_no_day_last() -> None:
    found = of(decided())
    days = [one.when for one in found.positions]
    known = [day for day in days if day is not None]
    assert known == sorted(known)
    assert days == [*known, *[None] * (len(days) - len(known))]
    assert [one.number for one in found.positions] == list(range(1, len(days) + 1))


def test_a_speaker_s_party_is_the_one_that_was_told() -> None:
    told = decided().with_party("Ostland", "south")
    assert {one.party for one in of(told).positions if one.statement} == {"south"}
    assert {name for name, _ in of(decided()).by_party} == {"Northern Authority", "Southern Council", "Others"}


def test_what_stands_on_no_source_is_named() -> None:
    found = of()
    assert [one.id for one in found.demands] == ["step-by-step", "no-fuel-alone"]
    assert [one.id for one in found.steps] == ["fuel-convoy"]
    whole = replace(case(), demands={}, steps={"release-wounded": case().steps["release-wounded"]})
    assert "stands on a source" in dossier_text(dossier(whole, Decisions()))


def test_every_position_is_in_text_and_page_with_its_source() -> None:
    found = of(decided())
    text, page = " ".join(dossier_text(found).split()), dossier_page(found)
    for one in found.positions:
        assert one.words in text
        assert one.words.replace("'", "&#39;") in page
    assert "Talks, The Coast Post, statement 1" in text
    assert page.count("stands on no source") >= 2


def test_names_swapped_the_dossier_is_swapped() -> None:
    """Nobody comes first for what it is."""
    swapped = CASE.read_text("utf-8")
    names = (("north", "NN"), ("south", "north"), ("NN", "south"), ("Northern", "NX"), ("Southern", "Northern"))
    for old, new in names:
        swapped = re.sub(rf"\b{old}\b", new, swapped)
    other = dossier(read_text(swapped.replace("NX", "Southern")), Decisions())
    exchanged = {"north": "south", "south": "north"}
    assert [(exchanged[one.party], one.words.replace("south", "north")) for one in of().positions] == [
        (one.party, one.words.replace("south", "north")) for one in other.positions
    ]


def test_the_page_loads_nothing_and_is_the_same_each_time() -> None:
    page = dossier_page(of(decided()))
    assert page == dossier_page(of(decided()))
    assert not re.search(r"<script|<link|<img|\bsrc=|url\(", page)
    assert "default-src 'none'" in page


def test_what_articles_say_cannot_act_in_the_page() -> None:
    hostile = decided()
    (source,) = hostile.sources
    evil = source.accepted[0].model_copy(update={"words": "<b>x</b>\u202e", "speaker": "</svg><script>"})
    page = dossier_page(of(hostile.with_source(source.with_statement(evil))))
    assert "<script" not in page
    assert "<b>x" not in page
    assert "\u202e" not in page


class Ids(HTMLParser):
    """Collects ids and the targets of links within the page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if (name := given.get("id")) is not None:
            self.ids.append(name)
        if (target := given.get("href") or "").startswith("#"):
            self.targets.add(target[1:])


@pytest.mark.parametrize("name", ["hanoi", "earn-out"])
def test_links_within_the_page_lead_somewhere(name: str) -> None:
    found = Ids()
    found.feed(dossier_page(dossier(load(examples.path(name)), Decisions())))
    assert len(found.ids) == len(set(found.ids))
    assert found.targets <= set(found.ids)


def test_each_picture_stands_alone_and_says_all_positions_in_words() -> None:
    found = dossier(load(examples.path("hanoi")), Decisions())
    pictures = re.findall(r"<svg.*?</svg>", dossier_page(found), re.DOTALL)
    assert len(pictures) >= 3
    for picture in pictures:
        assert "<title" in picture
        assert "Source: Hanoi 2019" in re.sub(r"</?text[^>]*>|\n", " ", picture)
    numbers = re.findall(r"\((\d+)\)", re.findall(r"<desc.*?</desc>", pictures[-1], re.DOTALL)[0])
    assert [int(number) for number in numbers] == [one.number for one in found.positions]


def test_a_case_without_positions_has_a_dossier_too() -> None:
    bare = replace(case(), demands={})
    assert "No position is on record." in dossier_text(dossier(bare, Decisions()))
    assert "<svg" not in dossier_page(dossier(bare, Decisions()))
