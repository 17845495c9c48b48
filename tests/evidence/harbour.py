"""A reading made by hand, of an invented article, for tests of what comes after reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from detente.evidence import Act, Attribution, Kind, ProposedDemand, Record, Speaker
from detente.evidence.article import Article
from detente.evidence.many import Reading
from detente.evidence.page_metadata import Metadata

TEXT = """“Fuel may come only after the wounded are home,” Minister Ada Lorn said on Monday.

Per Hald said the convoy was ready. “Not a day before,” Lorn repeated on Tuesday.
"""
LORN = Speaker("Ada Lorn", "Minister", "Ostland")
HALD = Speaker("Per Hald", None, "North")


def statement(number: int, words: str, speaker: Speaker | None, text: str = TEXT) -> Attribution:
    start = text.index(words)
    kind = Kind.DIRECT if words.startswith("“") else Kind.INDIRECT
    return Attribution(
        number, (), (), ((start, start + len(words)),), speaker, None, kind, date(2031, 5, 19), "on Monday", None,
        Act.CONDITION, (), (), None, 0.8,
    )  # fmt: skip


def reading(text: str = TEXT, *, name: str = "harbour", url: str = "") -> Reading:
    """Return the article as it is read, with three statements (those of them that the text still has)."""
    words = ("“Fuel may come only after the wounded are home,”", "the convoy was ready", "“Not a day before,”")
    changed = tuple(one.replace("home", "at home") if "at home" in text else one for one in words)
    found = [statement(n, one, who, text) for n, one, who in zip((1, 2, 3), changed, (LORN, HALD, LORN), strict=True)]
    found[0] = replace(found[0], demand=ProposedDemand("fuel after wounded-home", "Fuel only after the wounded"))
    metadata = Metadata("Talks", "The Coast Post", url, date(2031, 5, 20), "as given")
    article = Article(name, f"{name}.txt", text, metadata)
    return Reading(article, Record(name, date(2031, 5, 20), text, (), tuple(found)))
