"""A statement as it is found in its paragraph, before names, days and acts are resolved."""

from __future__ import annotations

from dataclasses import dataclass

from detente.evidence.lexicon import Frame
from detente.evidence.parsed import Run
from detente.evidence.subjects import Subject


@dataclass(frozen=True, slots=True)
class Found:
    """A statement in runs of tokens. ``make`` tells by what construction it was recognised, for its confidence."""

    cue: Run
    words: tuple[Run, ...]
    source: Subject | None
    frame: Frame | None
    make: str
    negated: bool = False
    relayed_by: Subject | None = None
