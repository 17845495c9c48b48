"""Why there is no roadmap, why it is poor, and what would unlock a better one (model.md §7)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.diagnosis.asking import why
    from detente.diagnosis.result import Diagnosis

__all__ = ["Diagnosis", "why"]

_HOMES = {"Diagnosis": "result", "why": "asking"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"detente.diagnosis.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'detente.diagnosis' has no attribute {name!r}")
