"""Statements known again: in an article read once more, also where its words, or their places, are slightly others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from detente.evidence.article import Article
from detente.evidence.decisions import Decided, DecidedSource, Decisions
from detente.evidence.result import Record

ALIKE = 0.7
"""Statements are the same where they share that much of their words (twice the shared over both)."""


def same_article(decisions: Decisions, article: Article, record: Record) -> DecidedSource | None:
    """Return the source in which an article was decided on before: by its name, its address, or its statements."""
    for one in decisions.sources:
        if one.article == article.id or (one.url and one.url == article.metadata.url):
            return one
    for one in decisions.sources:
        if len(known_again(one.statements, record)) * 2 > len(one.statements):
            return one
    return None


def known_again(decided: Sequence[Decided], record: Record) -> Mapping[int, Decided]:
    """Return, by the number of an attribution, the decision on it; one to one, those most alike first."""
    before = [_words(one.words) for one in decided]
    now = {one.id: _words(record.words(one)) for one in record.attributions}
    alike = [
        (likeness, name, place)
        for name, words in now.items()
        for place, other in enumerate(before)
        if (likeness := _likeness(words, other)) >= ALIKE
    ]
    found: dict[int, Decided] = {}
    taken: set[int] = set()
    for _, name, place in sorted(alike, key=lambda one: (-one[0], one[2], one[1])):
        if name not in found and place not in taken:
            found[name] = decided[place]
            taken.add(place)
    return found


def free_number(wanted: int, taken: Iterable[int]) -> int:
    """Return a number for a new statement: the wanted one, or the first after all that are taken."""
    numbers = set(taken)
    return wanted if wanted not in numbers else max(numbers) + 1


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    if not total or abs(one.total() - other.total()) > (1 - ALIKE) * total:
        return 0.0
    return 2 * (one & other).total() / total
