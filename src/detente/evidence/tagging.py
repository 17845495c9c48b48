"""Parts of speech: a greedy averaged perceptron over the words that can be more than one.

Words with one tag in the lexicon keep it; the rest are decided from left to right among the tags their lexicon entry
allows (or, unknown, their shape allows), by sums of weights. Tags are the Penn Treebank's. The model is made by
``training/tagger.py`` from the UD English EWT treebank; see `collins-2002` in the bibliography.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Weights = Mapping[str, Mapping[str, int]]

TEMPLATES = ("word", "before", "before2", "next", "next_tag", "suffix", "shape")
OPEN = ("NN", "NNS", "NNP", "JJ", "RB", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Model:
    """Lexicon (word → tags, the usual one first) and weights by template (value → tag → weight)."""

    lexicon: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, Weights]


@cache
def shipped() -> Model:
    """Load the model that comes with the package."""
    document = json.loads(files("detente.evidence").joinpath("lists", "tagger.json").read_text("utf-8"))
    lexicon = {word: tuple(tags.split()) for tags, words in document["lexicon"].items() for word in words.split()}
    return Model(lexicon, document["weights"])


def candidates(word: str, lexicon: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Tags a word can have, the usual one first."""
    return lexicon.get(word) or lexicon.get(word.lower()) or _by_shape(word)


def _by_shape(word: str) -> tuple[str, ...]:
    first = word[0]
    if first.isdigit():
        return ("CD",)
    if not first.isalnum():
        return ("SYM",)
    if first.isupper():
        return ("NNP", "NNPS", "JJ") if word.endswith("s") else ("NNP", "JJ")
    if word.endswith("ing"):
        return ("VBG", "NN", "JJ")
    if word.endswith("ed"):
        return ("VBN", "VBD", "JJ")
    if word.endswith("ly"):
        return ("RB", "JJ")
    if word.endswith("s") and not word.endswith("ss"):
        return ("NNS", "VBZ")
    return ("NN", "JJ", "VB", "VBP", "RB")


def shape(word: str, first: bool) -> str:
    """Tell capital letters, and whether they can be due to the place in the sentence."""
    if not word[0].isupper():
        return "-" if "-" in word else "x"
    return "X" if word.isupper() else "Xx1" if first else "Xx"


def tag(words: Sequence[str], firsts: Sequence[bool], model: Model | None = None) -> list[str]:
    """Tag a text's words.

    Parameters
    ----------
    words
        All tokens, marks included.
    firsts
        For each token whether a sentence begins with it.
    model
        The shipped one by default.

    Returns
    -------
    list of str
        One Penn tag a token.
    """
    model = model or shipped()
    lexicon, weights = model.lexicon, model.weights
    w_word, w_before, w_before2, w_next, w_next_tag, w_suffix, w_shape = (weights[name] for name in TEMPLATES)
    options = [lexicon.get(word) or candidates(word, lexicon) for word in words]
    lowered = [word.lower() for word in words]
    count = len(words)
    tags: list[str] = []
    before, before2 = "^", "^"
    for place, possible in enumerate(options):
        if len(possible) == 1:
            chosen = possible[0]
        else:
            word = lowered[place]
            if place + 1 < count:
                following, following_tag = lowered[place + 1], options[place + 1][0]
            else:
                following, following_tag = "$", "$"
            found = [
                weight
                for weight in (
                    w_word.get(word),
                    w_before.get(before),
                    w_before2.get(before2 + before),
                    w_next.get(following),
                    w_next_tag.get(following_tag),
                    w_suffix.get(word[-3:]),
                    w_shape.get(shape(words[place], firsts[place])),
                )
                if weight
            ]
            chosen = possible[0]
            best = -(10**9)
            for option in possible:
                score = 0
                for weight in found:
                    if option in weight:
                        score += weight[option]
                if score > best:
                    best, chosen = score, option
        tags.append(chosen)
        before2, before = before, chosen
    return tags
