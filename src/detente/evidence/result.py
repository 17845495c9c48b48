"""What reading an article or a transcript gives: frozen, in the shape of the corpora.

Offsets count code points of `Record.text`, end-exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

Span = tuple[int, int]
"""A place in the text: where it starts and where it ends (exclusive), in code points."""


class Kind(StrEnum):
    """How the words are given: inside quotation marks, told, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What a statement does in the negotiation."""

    DEMAND = "demand"
    OFFER = "offer"
    REFUSAL = "refusal"
    CONDITION = "condition"
    ASSESSMENT = "assessment"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke: the fullest mention, with office and party where the text or the lists tell (else `None`)."""

    name: str
    office: str | None = None
    party: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the contract's shape."""
        return {"name": self.name, "office": self.office, "party": self.party}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that is no part of the article, and why it was taken for one (``"disclaimer"``, ``"comment form"``, …)."""

    span: Span
    why: str

    def to_dict(self) -> dict[str, Any]:
        """Give the contract's shape."""
        return {"span": list(self.span), "why": self.why}


@dataclass(frozen=True, slots=True)
class SpokenOf:
    """A time that a statement's own words speak of, counted from the day they were said, written as in TIMEX3."""

    span: Span
    value: str

    def to_dict(self) -> dict[str, Any]:
        """Give place and value."""
        return {"span": list(self.span), "value": self.value}


@dataclass(frozen=True, slots=True)
class ProposedDemand:
    """A demand that a statement seems to make: one thing must follow another.

    ``rule`` is a skeleton in the rule language whose ids are slugs of the statement's own words, to be replaced by the
    steps of a case; ``says`` are the words themselves.
    """

    rule: str
    says: str

    def to_dict(self) -> dict[str, Any]:
        """Give the keys of a demand in a case file."""
        return {"rule": self.rule, "says": self.says}


@dataclass(frozen=True, slots=True)
class Attribution:
    """One statement: who said what, where it stands, when it was said, and what it does.

    ``source``, ``cue`` and ``content`` may be in several pieces; the first two may be empty. ``speaker`` is `None`
    where the text leaves open who speaks. ``act_words`` are the words that show the act. ``about`` holds ids of a
    case's steps and demands, once somebody attached them. ``confidence`` is the share of statements of this make that
    were found right in a measured corpus (docs/explanation/record.md), in [0, 1]. ``dates`` are the times that its own
    words speak of.
    """

    id: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: Speaker | None
    relayed_by: Speaker | None
    kind: Kind
    said_on: date | None
    date_basis: str | None
    setting: str | None
    act: Act
    act_words: tuple[Span, ...]
    about: tuple[str, ...]
    demand: ProposedDemand | None
    confidence: float
    dates: tuple[SpokenOf, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the contract's shape, and beside it ``act_words``, ``demand`` and ``dates``."""
        return {
            "id": self.id,
            "source": _spans(self.source),
            "cue": _spans(self.cue),
            "content": _spans(self.content),
            "speaker": self.speaker and self.speaker.to_dict(),
            "relayed_by": self.relayed_by and self.relayed_by.to_dict(),
            "kind": self.kind.value,
            "said_on": self.said_on and self.said_on.isoformat(),
            "date_basis": self.date_basis,
            "setting": self.setting,
            "act": self.act.value,
            "act_words": _spans(self.act_words),
            "about": list(self.about),
            "demand": self.demand and self.demand.to_dict(),
            "confidence": self.confidence,
            "dates": [one.to_dict() for one in self.dates],
        }


@dataclass(frozen=True, slots=True)
class Record:
    """One source, as it was read: its own text untouched, what was left out of it, and its statements."""

    id: str
    published: date | None
    text: str
    lines_left_out: tuple[LeftOut, ...]
    attributions: tuple[Attribution, ...]

    def words(self, attribution: Attribution) -> str:
        """Quote a statement's content, pieces joined by a space and an ellipsis."""
        return " … ".join(" ".join(self.text[start:end].split()) for start, end in attribution.content)

    def to_dict(self) -> dict[str, Any]:
        """Give the contract's shape (`detente read --json`)."""
        return {
            "id": self.id,
            "published": self.published and self.published.isoformat(),
            "text": self.text,
            "lines_left_out": [one.to_dict() for one in self.lines_left_out],
            "attributions": [one.to_dict() for one in self.attributions],
        }


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [list(span) for span in spans]
