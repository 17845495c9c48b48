"""How sure a statement is: the share of its construction that was found right, in twentieths, set by hand.

The shares were looked up on the training part of PolNeAR, and how far claimed and actual differ was measured on its
dev part (docs/explanation/record.md). A statement is right where its words overlap the annotated ones by half and the
source agrees; the annotation counts wishes and attitudes too, which are harder than speech.
"""

from __future__ import annotations

from collections.abc import Mapping

from detente.evidence.found import Found

TURN = 0.9
"""A turn of a transcript: its label says who speaks."""

_PLAIN: Mapping[str, float] = {
    "after words": 0.9,
    "around": 0.85,
    "next": 0.9,
    "signed": 0.9,
    "relayed": 0.85,
    "according": 0.8,
    "quote": 0.85,
    "clause": 0.8,
    "thing": 0.6,
    "infinitive": 0.6,
    "matter": 0.65,
    "passive": 0.6,
}
"""A cue with its own subject, by what it takes."""

_LESS: Mapping[str, Mapping[str, float]] = {
    "participle": {"clause": 0.7, "quote": 0.75, "matter": 0.55, "thing": 0.45, "infinitive": 0.45},
    "shared": {"clause": 0.6, "quote": 0.6, "thing": 0.5, "infinitive": 0.5, "matter": 0.45},
    "relative": {"clause": 0.5, "quote": 0.5, "thing": 0.35, "matter": 0.35, "infinitive": 0.2},
    "gerund": {"clause": 0.5, "quote": 0.5, "thing": 0.4, "matter": 0.35, "infinitive": 0.35},
    "inner": {"clause": 0.45, "quote": 0.5, "matter": 0.45, "thing": 0.25, "infinitive": 0.2},
    "infinitive": {"clause": 0.6, "quote": 0.55, "thing": 0.45, "matter": 0.45, "infinitive": 0.4},
    "noun": {"clause": 0.35, "matter": 0.2, "infinitive": 0.15},
    "adjective": {"clause": 0.7, "matter": 0.7, "infinitive": 0.3},
}
"""A cue whose subject stands with another verb, or that is no verb: by how, then by what it takes."""

NESTED = 0.3
"""A report within a report."""
SILENT = 0.55
"""At most so much for a clause or quotation after a word that is not one of speech ("believe", "show")."""


def confidence(found: Found) -> float:
    """Claim the share of statements of this make that are right, in [0, 1]."""
    words = found.make.split()
    if words[0] == "nested":
        return NESTED
    claimed = _PLAIN[found.make] if found.make in _PLAIN else _LESS[words[0]][words[-1]]
    silent = found.frame is not None and not found.frame.quotes and words[-1] in ("clause", "quote")
    return min(claimed, SILENT) if silent and words[0] not in ("noun", "adjective") else claimed
