"""A paragraph ready for finding statements in it: words, tags, quotations, sentences, noun phrases.

Tags become one letter each, so that phrases are found by regular expressions over a paragraph's string of letters.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from detente.evidence import tagging
from detente.evidence.lexicon import word_set
from detente.evidence.paragraphs import Words, words
from detente.evidence.quotations import Quotation, quotations
from detente.evidence.result import Span
from detente.evidence.sentences import sentences

Run = tuple[int, int]
"""Tokens from the first to the second, exclusive."""

LETTERS: Mapping[str, str] = {
    **dict.fromkeys(("DT", "PDT"), "D"),
    **dict.fromkeys(("NN", "NNS"), "N"),
    **dict.fromkeys(("NNP", "NNPS", "ADD"), "M"),
    **dict.fromkeys(("JJ", "JJR", "JJS"), "J"),
    **dict.fromkeys(("RB", "RBR", "RBS", "RP"), "R"),
    **dict.fromkeys(("VBZ", "VBP"), "Z"),
    **dict.fromkeys(("WP", "WDT", "WRB", "WP$"), "W"),
    "PRP": "P",
    "PRP$": "S",
    "CD": "C",
    "VBD": "V",
    "VB": "B",
    "VBG": "G",
    "VBN": "E",
    "MD": "A",
    "TO": "T",
    "IN": "I",
    "CC": "K",
    "EX": "X",
    "POS": "O",
    "$": "y",
}
MARKS: Mapping[str, str] = {
    **dict.fromkeys('“”„«»"', "q"),
    "’’": "q",
    "``": "q",
    **dict.fromkeys(("–", "—", "―", "--", "-"), "-"),
    ",": ",",
    ":": ":",
    ";": ";",
    "(": "(",
    ")": ")",
    ".": ".",
    "?": ".",
    "!": ".",
    "’s": "O",
    "’": "O",
    "$": "y",
    "%": "N",
    "&": "K",
}
FIXED: Mapping[str, str] = {
    "according": "I",
    "who": "W",
    "which": "W",
    "whom": "W",
    "whose": "W",
    "to": "T",
    "that": "I",
    "because": "I",
    "while": "I",
    "although": "I",
    "monday": "M",
    "tuesday": "M",
    "wednesday": "M",
    "thursday": "M",
    "friday": "M",
    "saturday": "M",
    "sunday": "M",
    "he": "P",
    "she": "P",
    "they": "P",
    "officials": "N",
    "secretary-general": "N",
    "president": "M",
}
_BY_WORD = {**FIXED, **MARKS}
_NOUN_PHRASE = re.compile(
    r"P|X|(?:D{0,2}S?)(?:R(?=[JEC])|J|C|E(?=[JNMEC])|(?<=[DSJO])G(?=[JNM])|[NM]O?|y|(?<=[NMJ])-(?=[NMJ])|K(?=M)(?<=MK))*[NMC](?:O(?![JNMCGERqD]))?|D[JE]?|S"
)
_DETERMINERS = word_set("the a an his its their our my your no")
_STATES = word_set("states calls demands notes claims reports shows warns requests urges says stipulates provides")
_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_SPELLS = word_set(
    "day week month year morning afternoon evening night interview statement speech tweet letter article post briefing"
)
_DATELINE = re.compile(
    r"\s*[A-Z][A-Z.’'-]{2,}(?: [A-Z.’'-]+){0,3}(?:, [A-Z][\w.]+(?: [\w.]+)?){0,2}(?: ?\([\w/. ]{2,30}\))? ?(?:--?|–|—) "
)
IS = word_set("is are was were be been being am ’re ’m")
HAS = word_set("has have had having ’ve")
DOES = frozenset(["do", "does", "did"])
AUXILIARY = IS | HAS | DOES
SCARE = 5
"""A quotation of no more tokens, marks included, is a word or two in marks, no speech."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """One paragraph. ``phrase_ending`` and ``phrase_starting`` give a base noun phrase's other end by one end."""

    tokens: Words
    letters: str
    sentences: tuple[Run, ...]
    quotations: tuple[Quotation, ...]
    quote_runs: tuple[Run, ...]
    inside: tuple[int, ...]
    """For each token the number of the quotation it stands in, -1 for none."""
    spoken: tuple[bool, ...]
    """For each token whether it stands in a quotation long enough to be speech: its cues are not the article's."""
    phrase_ending: Mapping[int, int]
    phrase_starting: Mapping[int, int]

    def place(self, run: Run) -> Span:
        """Say where in the text a run of tokens lies."""
        return self.tokens.starts[run[0]], self.tokens.ends[run[1] - 1]

    def sentence_of(self, token: int) -> int:
        """Give the number of the sentence a token stands in."""
        return bisect_right(self.sentences, (token, len(self.letters) + 1)) - 1


def parse(text: str, span: Span) -> Parsed:
    """Tokenise, tag, and find quotations, sentences and noun phrases."""
    tokens = words(text, span)
    marks = tuple(quotations(text, span))
    runs, inside = _place_quotations(tokens, marks)
    parts = _after_dateline(text, tokens, tuple(sentences(tokens.words)))
    firsts = [False] * len(tokens.words)
    for start, _ in parts:
        firsts[start] = True
    tags = tagging.tag(tokens.words, firsts)
    letters = _letters(tokens, tags, parts)
    if parts and parts[0][0]:  # no phrase reaches into the dateline
        letters = ":" * parts[0][0] + letters[parts[0][0] :]
    ending, starting = {}, {}
    for match in _NOUN_PHRASE.finditer(letters):
        start, end = match.span()
        if end - start > 2:
            start = _after_spell(tokens.lowered, letters, start, end)
        ending[end] = start
        starting[start] = end
    spoken = tuple(number >= 0 and runs[number][1] - runs[number][0] > SCARE for number in inside)
    return Parsed(tokens, letters, parts, marks, runs, inside, spoken, ending, starting)


def _after_spell(lowered: tuple[str, ...], letters: str, start: int, end: int) -> int:
    """Part "on the same day Hald said", "in an interview Hald said": there a name begins a phrase of its own."""
    for place in range(start, end - 1):
        if lowered[place] in _SPELLS and letters[place + 1] == "M":
            return place + 1
    return start


def _after_dateline(text: str, tokens: Words, parts: tuple[Run, ...]) -> tuple[Run, ...]:
    """Begin the first sentence after "VIENNA (Reuters) - "."""
    dateline = _DATELINE.match(text, *tokens.span)
    if dateline is None or not parts:
        return parts
    first = bisect_left(tokens.starts, dateline.end())
    return ((first, parts[0][1]), *parts[1:]) if parts[0][0] < first < parts[0][1] else parts


def _letters(tokens: Words, tags: list[str], parts: tuple[Run, ...]) -> str:
    letter = LETTERS.get
    found = [_BY_WORD.get(word) or letter(name, "x") for word, name in zip(tokens.lowered, tags, strict=True)]
    for start, end in parts:
        capitals = [place for place in range(start, end) if tokens.words[place][0].isupper()]
        if 2 * len(capitals) > end - start:
            continue  # a headline
        for place in capitals:
            if (
                found[place] in "BVZEGRJx"
                and place > start
                and found[place - 1] not in "q:"
                and _is_name(tokens, found, place)
            ) or (place == start and _begins_name(tokens, found, place)):
                found[place] = "M"
            elif place == start and tokens.lowered[place].endswith("ing") and found[place] in "JNM":
                found[place] = "G"
    for place in range(len(found)):
        if found[place] in "ZBNJ":
            found[place] = _mended(tokens, found, place)
    return "".join(found)


def _mended(tokens: Words, found: list[str], place: int) -> str:
    """Mend a tag by what stands beside the word: nouns after "the", verbs before "that", names nobody knows."""
    lowered = tokens.lowered
    letter, word = found[place], lowered[place]
    before = lowered[place - 1] if place else ""
    after = lowered[place + 1] if place + 1 < len(lowered) else ""
    if letter in "ZB":
        noun = before in _DETERMINERS or (before in _DAYS and after == "that")
        return "N" if noun and word not in AUXILIARY else letter
    if letter == "N":
        verb = word in _STATES and after in ("that", "upon") and place > 0 and found[place - 1] in "NMCP"
        return "Z" if verb and before not in ("new", "recent", "news") else letter
    known = word in tagging.shipped().lexicon or not tokens.words[place][0].isupper()
    ahead = found[place + 1] if place + 1 < len(found) else ""
    return letter if known or not ahead or ahead not in "VE" else "M"


def _begins_name(tokens: Words, found: list[str], place: int) -> bool:
    """Tell whether a word at the head of a sentence, tagged as a verb, is the first of a name nobody knows."""
    ahead = place + 1 < len(found) and found[place + 1] == "M"
    return ahead and found[place] in "BVZEx" and tokens.lowered[place] not in tagging.shipped().lexicon


def _is_name(tokens: Words, found: list[str], place: int) -> bool:
    """Tell whether a word with a capital is part of a name, whatever its tag: "Foreign Minister Wang Yi"."""
    if found[place] in "Jx":
        return False
    return tokens.words[place - 1][0].isupper() or found[place - 1] in "DISV,"


def _place_quotations(tokens: Words, marks: tuple[Quotation, ...]) -> tuple[tuple[Run, ...], tuple[int, ...]]:
    inside = [-1] * len(tokens.words)
    runs = []
    for number, mark in enumerate(marks):
        first = bisect_right(tokens.starts, mark.span[0] - 1)
        last = bisect_right(tokens.starts, mark.span[1] - 1)
        inside[first:last] = [number] * (last - first)
        runs.append((first, last))
    return tuple(runs), tuple(inside)
