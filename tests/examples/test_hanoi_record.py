"""The statements of the record that the Hanoi case cites are those of the article, where it is at hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import detente
from detente.evidence.decisions import Decisions
from detente.evidence.many import Reading
from detente.report.dossier import dossier
from tests.examples.shipped import shipped

ARTICLE = Path("shared", "reference", "articles", "re-engage-2019-03-19.txt")


@cache
def article() -> Reading:
    """Read the article; it is another's text and stands beside the checkout, if anywhere."""
    for parent in Path(__file__).parents:
        if (parent / ARTICLE).is_file():
            return detente.read(parent / ARTICLE)
    pytest.skip("the article that the case cites is not beside this checkout")


@pytest.mark.parametrize(
    ("source", "speaker", "words", "day", "demands"),
    [
        ("seed", "Mike Pompeo", "has to follow", "2019-03-18", {"u1", "u6"}),
        ("seed-chn", "Geng Shuang", "phased and synchronized", "2019-03-18", {"c1"}),
    ],
)
def test_a_cited_statement_is_the_one_that_is_meant(
    source: str, speaker: str, words: str, day: str, demands: set[str]
) -> None:
    case = shipped("hanoi")
    assert {one.id for one in case.demands.values() if source in one.sources} == demands
    (number,) = case.sources[source].statements
    found = next(one for one in article().attributions if one.id == number)
    assert words in article().record.words(found)
    assert found.speaker is not None
    assert (found.speaker.name, str(found.said_on)) == (speaker, day)


def test_the_article_has_nineteen_statements_and_five_lines_of_clutter() -> None:
    assert len(article().attributions) == 19
    assert len(article().record.lines_left_out) == 5


def test_the_words_of_wang_yi_are_his_and_relayed() -> None:
    relayed = [one for one in article().attributions if one.relayed_by is not None]
    assert [(one.speaker.name, one.relayed_by.name) for one in relayed if one.speaker and one.relayed_by] == [
        ("Wang Yi", "Geng Shuang")
    ]


def test_the_dossier_names_the_two_demands_without_a_source() -> None:
    found = dossier(shipped("hanoi"), Decisions())
    assert [one.id for one in found.demands] == ["u5", "d5"]
    assert len(found.steps) == 15
