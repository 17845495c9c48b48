"""The cues of statements, read from ``lists/cues.txt``: which word, in which form, takes what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Frame:
    """What a cue takes; see the head of ``lists/cues.txt``."""

    lemma: str
    particle: str | None
    quotes: bool
    clause: bool
    infinitive: bool
    thing: bool
    addressee: bool
    prepositions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """Frames by form in small letters; of a verb with particles, the one without a particle comes last."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, Frame]
    adjectives: Mapping[str, Frame]
    all: frozenset[str]
    """Every form of them, and "according"."""


def word_set(words: str) -> frozenset[str]:
    """Make a set of words out of a line of them."""
    return frozenset(words.split())


def shipped_text(name: str) -> str:
    """Give one of the shipped lists as it is written."""
    return files("detente.evidence").joinpath("lists", name).read_text("utf-8")


def content_lines(text: str) -> Iterator[str]:
    """Yield the lines of a list, comments and empty lines left out."""
    for line in text.splitlines():
        body = line.split("#")[0].strip()
        if body:
            yield body


def entries(name: str) -> Iterator[str]:
    """Yield the lines of one of the shipped lists."""
    yield from content_lines(shipped_text(name))


def sections(name: str) -> dict[str, list[str]]:
    """Give the lines of one of the shipped lists by the ``[section]`` they stand in."""
    found: dict[str, list[str]] = {}
    part = ""
    for line in entries(name):
        if line.startswith("["):
            part = line.strip("[]")
        else:
            found.setdefault(part, []).append(line)
    return found


@cache
def shipped() -> Cues:
    """Read the list that comes with the package."""
    irregular = _irregular()
    verbs: dict[str, list[Frame]] = {}
    nouns: dict[str, Frame] = {}
    adjectives: dict[str, Frame] = {}
    listed = sections("cues.txt")
    for part, lines in listed.items():
        for line in lines:
            word, _, takes = line.partition(":")
            lemma, _, particle = word.partition(" ")
            frame = _frame(lemma, particle or None, takes.split())
            if part == "verbs":
                for form in forms(lemma, irregular.get(lemma, ())):
                    verbs.setdefault(form, []).append(frame)
            elif part == "nouns":
                nouns[lemma] = nouns[_with_s(lemma)] = frame
            else:
                adjectives[lemma] = frame
    ordered = {form: tuple(sorted(found, key=lambda one: one.particle is None)) for form, found in verbs.items()}
    return Cues(ordered, nouns, adjectives, frozenset({*ordered, *nouns, *adjectives, "according"}))


def _frame(lemma: str, particle: str | None, takes: list[str]) -> Frame:
    marks = set(takes)
    return Frame(
        lemma,
        particle,
        "q" in marks,
        "c" in marks,
        "i" in marks,
        "n" in marks,
        "a" in marks,
        frozenset(mark for mark in marks if len(mark) > 1),
    )


def _irregular() -> dict[str, tuple[str, ...]]:
    found = {}
    for line in entries("irregular.txt"):
        lemma, _, rest = line.partition(":")
        found[lemma] = tuple(one.split("/")[0] for one in rest.split())
    return found


def forms(lemma: str, irregular: tuple[str, ...] = ()) -> list[str]:
    """Inflect a verb: base, third person, past, participles."""
    stem = lemma.removesuffix("e")
    past = irregular or ((f"{lemma[:-1]}ied",) if _consonant_y(lemma) else (f"{stem}ed",))
    return list(dict.fromkeys([lemma, _with_s(lemma), *past, f"{lemma if lemma.endswith('ee') else stem}ing"]))


def _with_s(word: str) -> str:
    if _consonant_y(word):
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "sh", "ch", "x", "z")) else f"{word}s"


def _consonant_y(word: str) -> bool:
    return word.endswith("y") and word[-2] not in "aeiou"
