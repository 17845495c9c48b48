"""Which party an office, a demonym, a country or a capital belongs to, by lists that anybody can edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from detente.evidence.lexicon import content_lines, shipped_text, word_set
from detente.evidence.paragraphs import words

_NOT_OF_IT = word_set("to on in with against near at over about toward towards")
_SPEAKS_FOR = word_set("spokesman spokeswoman spokesperson speaking official lawyer attorney minister ministry")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a party, as tokens; `alone`: it counts only where it is the whole speaker."""

    tokens: tuple[str, ...]
    party: str
    alone: bool


Parties = Mapping[str, tuple[Name, ...]]
"""Names by their first token, the longest first."""


def read_parties(*lists: str) -> Parties:
    """Read lists of parties; where two name the same thing, the earlier list goes before.

    Parameters
    ----------
    lists
        Texts in the form of ``lists/parties.txt``.
    """
    found: dict[tuple[str, ...], Name] = {}
    for text in lists:
        for line in content_lines(text):
            party, _, names = line.partition(":")
            for name in [party, *names.split(",")]:
                _add(found, name.strip(), party.strip())
    by_first: dict[str, list[Name]] = {}
    for one in found.values():
        by_first.setdefault(one.tokens[0], []).append(one)
    return {first: tuple(sorted(names, key=lambda one: -len(one.tokens))) for first, names in by_first.items()}


def _add(found: dict[tuple[str, ...], Name], name: str, party: str) -> None:
    alone = name.startswith("@")
    bare = name.removeprefix("@")
    tokens = words(bare.replace("'", "’"), (0, len(bare))).words
    if tokens:
        found.setdefault(tokens, Name(tokens, party, alone))


@cache
def parties(own: str | None = None) -> Parties:
    """Give the shipped list, after a user's own where one is given."""
    lists = [own] if own else []
    return read_parties(*lists, shipped_text("parties.txt"))


def name_at(tokens: Sequence[str], place: int, names: Parties) -> Name | None:
    """Find the longest name of a party that begins at a token."""
    for name in names.get(tokens[place], ()):
        end = place + len(name.tokens)
        if len(name.tokens) == 1 or tuple(token.replace("'", "’") for token in tokens[place:end]) == name.tokens:
            return name
    return None


def party_of(tokens: Sequence[str], names: Parties) -> str | None:
    """Say to which party somebody described by these words belongs; `None` where nothing says so.

    The first name counts, but not one that the person is sent to or speaks about ("ambassador to Iran").
    """
    whole = tuple(tokens)
    while whole and whole[0].lower() in ("the", "a", "an"):
        whole = whole[1:]
    while whole and whole[-1] in ("’s", "’", "'s", "'"):
        whole = whole[:-1]
    for place in range(len(whole)):
        name = name_at(whole, place, names)
        if name is None or (name.alone and len(name.tokens) < len(whole)):
            continue
        before = whole[place - 1].lower() if place else ""
        if before in _NOT_OF_IT:
            continue
        if before == "for" and not _SPEAKS_FOR.intersection(word.lower() for word in whole[:place]):
            continue
        return name.party
    return None
