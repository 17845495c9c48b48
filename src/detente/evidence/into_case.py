"""Decisions written into a case: sources with the numbers of their statements, and who cites them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from detente.evidence.decisions import DecidedSource, Decisions

Document = dict[str, Any]


def with_decisions(document: Document, before: Decisions, after: Decisions) -> Document:
    """Return a case document with its sources as they were decided.

    What the case says of a source stays; its ``statements`` lose the numbers that were skipped and gain those that were
    accepted. Steps and demands gain the sources of what was attached to them, and lose those that nothing attaches any
    more.

    Parameters
    ----------
    document
        The case in the shape of `detente.case.to_document`; not changed.
    before, after
        The decisions as they were when the case was last written, and as they are.
    """
    sources = {name: dict(source) for name, source in document.get("sources", {}).items()}
    for decided in after.sources:
        if decided.accepted or decided.source in sources:
            sources[decided.source] = _source(sources.get(decided.source), decided)
    written = {**document, "sources": sources} if sources else dict(document)
    gone, new = before.about - after.about, after.about
    written["steps"] = {name: _citing(name, step, gone, new) for name, step in document["steps"].items()}
    if "demands" in document:
        written["demands"] = [_citing(demand["id"], demand, gone, new) for demand in document["demands"]]
    return written


def _source(present: Document | None, decided: DecidedSource) -> Document:
    made: Document = {
        "title": decided.title or decided.article,
        "publisher": decided.publisher,
        "date": decided.published.isoformat() if decided.published else None,
        "url": decided.url,
        "mark": "verified",
    }
    source = {key: value for key, value in made.items() if value} if present is None else dict(present)
    decided_on = {one.number for one in decided.statements}
    numbers = {int(number) for number in source.get("statements", ())} - decided_on
    numbers |= {one.number for one in decided.accepted}
    source.pop("statements", None)
    return {**source, "statements": sorted(numbers)} if numbers else source


def _citing(name: str, entry: Document, gone: frozenset[tuple[str, str]], new: frozenset[tuple[str, str]]) -> Document:
    cited = [source for source in entry.get("sources", ()) if (name, source) not in gone]
    cited += sorted(source for about, source in new if about == name and source not in cited)
    return {**{key: value for key, value in entry.items() if key != "sources"}, **({"sources": cited} if cited else {})}


@dataclass(frozen=True, slots=True)
class NewDemand:
    """A demand that was written from a statement."""

    id: str
    by: str
    rule: str
    firmness: int
    says: str
    source: str


def with_demands(document: Document, demands: Sequence[NewDemand]) -> Document:
    """Return a case document with demands added at the end of its list."""
    if not demands:
        return document
    return {**document, "demands": [*document.get("demands", ()), *map(_demand, demands)]}


def _demand(new: NewDemand) -> Document:
    return {
        "id": new.id,
        "by": new.by,
        "rule": new.rule,
        "firmness": new.firmness,
        "says": new.says,
        "sources": [new.source],
    }
