"""The tagger, and the model that ships with it."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from detente.evidence.lexicon import forms, shipped
from detente.evidence.tagging import tag


def test_the_model_names_its_source_and_licence() -> None:
    model = json.loads(files("detente.evidence").joinpath("lists", "tagger.json").read_text("utf-8"))
    assert "UD_English-EWT" in model["source"]
    assert "CC BY-SA 4.0" in model["licence"]
    assert model["authors"]
    assert model["changes"]


@pytest.mark.parametrize(
    ("sentence", "tags"),
    [
        ("The minister said the talks failed .", "DT NN VBD DT NNS VBD ."),
        ("They want to talk .", "PRP VBP TO VB ."),
        ("She has said so .", "PRP VBZ VBN RB ."),
    ],
)
def test_a_word_is_tagged_by_its_neighbours(sentence: str, tags: str) -> None:
    words = sentence.split()
    assert tag(words, [place == 0 for place in range(len(words))]) == tags.split()


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("stress", {"stress", "stresses", "stressed", "stressing"}),
        ("convey", {"convey", "conveys", "conveyed", "conveying"}),
    ],
)
def test_a_verb_is_inflected(verb: str, expected: set[str]) -> None:
    assert set(forms(verb)) == expected


def test_a_verb_with_a_particle_comes_before_the_verb_alone() -> None:
    assert [frame.particle for frame in shipped().verbs["pointed"]] == ["out", None]


def test_every_cue_takes_something() -> None:
    for frames in shipped().verbs.values():
        for frame in frames:
            assert frame.quotes or frame.clause or frame.infinitive or frame.thing or frame.prepositions, frame.lemma
