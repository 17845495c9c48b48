"""Roadmaps in which nobody ever gains by walking away.

``case = detente.load(path)``, ``roadmap = detente.plan(case)``, ``report = detente.check(case, roadmap)``; and
``detente.read(path)`` reads the statements of an article.
Importing the package loads no solver; each name below is looked up when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.api import check, load, plan, read

__all__ = ["__version__", "check", "load", "plan", "read"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("detente.api"), name)
    raise AttributeError(f"module 'detente' has no attribute {name!r}")
