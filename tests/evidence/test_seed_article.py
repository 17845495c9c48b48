"""The article that started the project, where it lies beside the checkout: every statement, speaker and day."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from detente.evidence import Attribution, Record, read_text

PLACES = [parent / "shared/reference/articles/re-engage-2019-03-19.txt" for parent in Path(__file__).resolve().parents]
ARTICLE = next((path for path in PLACES if path.exists()), None)

pytestmark = pytest.mark.skipif(ARTICLE is None, reason="the article is not beside the checkout")

POMPEO = ("Mike Pompeo", "United States", "2019-03-18")
CHOE = ("Choe Son Hui", "North Korea", "2019-03-15")
GENG = ("Geng Shuang", "China", "2019-03-18")
BLUE_HOUSE = ("South Korea’s presidential Blue House", "South Korea", "2019-03-17")
EXPECTED = [
    POMPEO,
    POMPEO,
    POMPEO,
    POMPEO,
    POMPEO,
    POMPEO,
    POMPEO,
    POMPEO,
    ("Mike Pompeo", "United States", "2019-03-15"),
    POMPEO,
    CHOE,
    CHOE,
    GENG,
    GENG,
    GENG,
    ("Wang Yi", "China", "2019-03-18"),
    BLUE_HOUSE,
    BLUE_HOUSE,
    BLUE_HOUSE,
]


@cache
def record() -> Record:
    assert ARTICLE is not None
    return read_text(ARTICLE.read_text("utf-8"), id=ARTICLE.stem, published=date(2019, 3, 19))


def with_words(words: str) -> Attribution:
    (found,) = [one for one in record().attributions if words in record().words(one)]
    return found


def test_every_statement_has_its_speaker_party_and_day() -> None:
    told = [
        (one.speaker.name, one.speaker.party, str(one.said_on))
        for one in record().attributions
        if one.speaker is not None
    ]
    assert told == EXPECTED


def test_all_five_lines_of_clutter_are_left_out() -> None:
    assert [one.why for one in record().lines_left_out] == [
        "disclaimer",
        "contact line",
        "comment form",
        "comment form",
        "spam-filter notice",
    ]
    first = record().lines_left_out[0].span[0]
    assert all(end <= first for one in record().attributions for _, end in one.content)


def test_the_ministers_words_are_his_own_relayed_by_the_spokesman() -> None:
    found = with_words("unilateral, unrealistic demands")
    assert found.speaker is not None
    assert found.relayed_by is not None
    assert (found.speaker.name, found.speaker.office) == ("Wang Yi", "Foreign Minister")
    assert (found.relayed_by.name, found.relayed_by.office) == ("Geng Shuang", "Chinese Foreign Ministry spokesperson")


def test_the_secretary_is_known_by_every_name_the_article_gives_him() -> None:
    sources = {
        record().text[slice(*one.source[0])]
        for one in record().attributions
        if one.speaker and one.speaker.name == "Mike Pompeo"
    }
    assert sources == {"U.S. Secretary of State Mike Pompeo", "Pompeo", "he", "the U.S. top diplomat"}


def test_the_condition_is_proposed_as_a_demand() -> None:
    found = with_words("has to follow the verified denuclearization")
    assert found.act == "condition"
    assert [record().text[slice(*span)] for span in found.act_words] == ["has to follow"]
    assert found.demand is not None
    assert found.demand.rule == "president-trump-commitment after verified-denuclearization-north-korea"


def test_the_interview_is_the_setting_and_the_basis_of_the_day_is_told() -> None:
    assert with_words("still moving forward").setting == "interview with B98 FM"
    assert with_words("re-engage” with Kim").date_basis == "on Monday, before publication"
    assert with_words("a long journey").date_basis == "on the same day, the day spoken of before"


def test_three_weeks_back_counts_from_the_day_it_was_said() -> None:
    found = with_words("three weeks back")
    assert [(record().text[slice(*one.span)], one.value) for one in found.dates] == [("three weeks back", "2019-02-25")]
