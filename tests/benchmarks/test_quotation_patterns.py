"""The alternative that reading is measured against does what it claims, no more and no less."""

from __future__ import annotations

from benchmarks.quotation_patterns import read_with_patterns
from tests.evidence.gold import corpus
from tests.evidence.scoring import score


def test_plain_quotations_are_found() -> None:
    text = "“We go,” Ann Lee said. The mayor said that it rains. It rains, according to Bo."
    found = read_with_patterns(text, id="a")
    assert [found.words(one) for one in found.attributions] == ["“We go,”", "it rains", "It rains"]
    assert [one.speaker.name for one in found.attributions if one.speaker] == ["Ann Lee", "The mayor", "Bo"]


def test_it_is_worth_beating() -> None:
    """An alternative that found nothing would make any reader look well."""
    found = score((text, read_with_patterns(text.text, id=text.name)) for text in corpus())
    assert found.f1 > 0.3
