"""The record: attributed statements out of articles and transcripts, each with its place in the source.

Importing the package is cheap: the lists and patterns are loaded when `read_text` is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from detente.evidence.result import (
    Act,
    Attribution,
    Kind,
    LeftOut,
    ProposedDemand,
    Record,
    Span,
    Speaker,
    SpokenOf,
)

if TYPE_CHECKING:
    from detente.evidence.reading import read_text

_HOMES = {"read_text": "reading"}

__all__ = [
    "Act",
    "Attribution",
    "Kind",
    "LeftOut",
    "ProposedDemand",
    "Record",
    "Span",
    "Speaker",
    "SpokenOf",
    "read_text",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"detente.evidence.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'detente.evidence' has no attribute {name!r}")
