"""Words for offices: which of a name's words are title, which are the name; what "the top diplomat" may mean."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from detente.evidence.lexicon import sections, word_set

HONORIFICS = word_set("Mr. Mrs. Ms. Miss Dr. Sir Mr Mrs Ms Dr MR. MRS. MS. DR. MR MS")
_PARTICLES = word_set("al bin ibn van von der de del di da la el ben abu bint")


@dataclass(frozen=True, slots=True)
class Offices:
    """The lists of ``lists/offices.txt``."""

    heads: frozenset[str]
    complements: frozenset[str]
    qualifiers: frozenset[str]
    synonyms: dict[str, tuple[str, ...]]
    female: frozenset[str]
    male: frozenset[str]


@cache
def offices() -> Offices:
    """Read the list that comes with the package."""
    parts = sections("offices.txt")
    synonyms = {}
    for line in parts["synonyms"]:
        left, _, right = line.partition("=")
        synonyms[left.strip()] = tuple(one.strip() for one in right.split(","))

    def of(name: str) -> frozenset[str]:
        return frozenset(word for line in parts[name] for word in line.split())

    return Offices(of("heads"), of("complements"), of("qualifiers"), synonyms, of("female"), of("male"))


@lru_cache(maxsize=20_000)
def word_class(word: str) -> str:
    """Give a word's class by the lists alone, else an empty text.

    T is an office, c its complement ("of state"), a what qualifies it, H an honorific, v a particle of names.
    """
    known = offices()
    lowered = word.lower()
    if word in HONORIFICS:
        return "H"
    if lowered in known.heads or word in known.heads:
        return "T"
    if lowered in known.complements:
        return "c"
    if lowered in known.qualifiers or word in known.qualifiers:
        return "a"
    if lowered in _PARTICLES or lowered.startswith("al-"):
        return "v" if word[0].islower() else ""
    return {
        "of": "o",
        "for": "o",
        "the": "d",
        "a": "d",
        "an": "d",
        "’s": "p",
        "’": "p",
        "'s": "p",
        ",": ",",
        ".": ".",
    }.get(word, "")


def gender(words: str) -> str | None:
    """Tell ``she`` or ``he`` where the words of a title do, else `None`."""
    known = offices()
    parts = words.split()
    if any(part in known.female or part.lower() in known.female for part in parts):
        return "she"
    if any(part in known.male or part.lower() in known.male for part in parts):
        return "he"
    return None


def may_mean(description: str, office: str) -> bool:
    """Tell whether "the prime minister" can be somebody of this office (both in small letters)."""
    if not description or not office:
        return False
    if f" {description} " in f" {office} ":
        return True
    for words, meanings in offices().synonyms.items():
        if f" {description} ".endswith(f" {words} ") and any(f" {one} " in f" {office} " for one in meanings):
            return True
    return False
