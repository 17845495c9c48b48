"""The extraction does not get worse unnoticed, on a corpus of our own."""

from __future__ import annotations

import pytest

from tests.evidence.gate import figures, measured, moved, pinned
from tests.evidence.gold import GoldText, corpus, digest, read_gold
from tests.evidence.scoring import is_direct, paired, same_source

FLOORS = pinned()[1]


def test_the_floors_were_measured_on_this_corpus() -> None:
    assert pinned()[0] == digest(), "texts or gold have changed: python -m tests.evidence.gate --lower"


@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_is_below_its_floor(name: str) -> None:
    assert figures(measured())[name] >= FLOORS[name]


def test_every_figure_has_a_floor() -> None:
    assert set(FLOORS) == set(figures(measured()))


def test_a_floor_falls_only_by_an_explicit_word() -> None:
    assert moved({"a": 0.5}, {"a": 0.4}, lower=False) == {"a": 0.5}
    assert moved({"a": 0.5}, {"a": 0.4}, lower=True) == {"a": 0.4}


def test_the_corpus_has_sixty_texts_and_no_two_of_one_name() -> None:
    assert len({text.name for text in corpus()}) == len(corpus()) >= 60


@pytest.mark.parametrize("text", corpus(), ids=lambda text: text.name)
def test_the_gold_of_a_text_is_whole(text: GoldText) -> None:
    for statement in text.statements:
        assert statement.content
        assert all(start < end and text.text[start:end].strip() for start, end in statement.content)
        if statement.kind:
            assert is_direct(text.text, statement) == (statement.kind == "direct") or text.name.startswith("transcript")
            assert statement.act in {"demand", "offer", "refusal", "condition", "assessment", "report"}


def test_brackets_nest_and_leave_the_text_as_it_is() -> None:
    marked = "{1s Ann} {1q said} {1c {2s Bo} {2q says} {2c no}}."
    (text,) = read_gold(f"== a 2031-05-20\n{marked}\n# 1 | Ann | indirect | - | report\n")
    assert text.text == "Ann said Bo says no.\n"
    assert [text.text[slice(*one.content[0])] for one in text.statements] == ["Bo says no", "no"]


def test_pairs_need_half_of_the_words_and_sources_each_others_head() -> None:
    (text,) = read_gold("== a 2031-05-20\n{1s Minister Ann Lee of Ostland} {1q said} {1c it rains a lot}.\n")
    gold = text.statements[0]
    assert paired(text.text, [gold], []) == []
    assert same_source(text.text, gold.source, [(9, 16)])
    assert not same_source(text.text, gold.source, [(0, 8)])
    assert not same_source(text.text, gold.source, [])
