"""The planner: finds the best roadmap of a case and proves it (model.md §§2–6)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.roadmap.planning import plan
    from detente.roadmap.progress import Progress
    from detente.roadmap.result import Roadmap, Status

__all__ = ["Progress", "Roadmap", "Status", "plan"]

_HOMES = {"Progress": "progress", "Roadmap": "result", "Status": "result", "plan": "planning"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"detente.roadmap.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'detente.roadmap' has no attribute {name!r}")
