"""Roadmaps in which nobody ever gains by walking away.

``case = detente.load(path)``, ``roadmap = detente.plan(case)``, ``report = detente.check(case, roadmap)``,
``diagnosis = detente.why(case)``; ``detente.stability(case)`` finds where the conflict could come to rest; and
``detente.read(path)`` reads the statements of an article.
Importing the package loads no solver; each name below is looked up when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.api import check, load, plan, read, stability
    from detente.diagnosis import why

__all__ = ["__version__", "check", "load", "plan", "read", "stability", "why"]

__version__ = "0.1.0"


_HOMES = {"check": "api", "load": "api", "plan": "api", "read": "api", "stability": "api", "why": "diagnosis"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"detente.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'detente' has no attribute {name!r}")
