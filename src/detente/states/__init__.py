"""Conflicts as states: parties, options, feasible states, orders of preference, and who can move where.

This is the option form of the Graph Model for Conflict Resolution (Fang, Hipel & Kilgour 1993). Nothing here says what
is *stable*: see `detente.graph_model`. Importing the package loads no numpy; its names are looked up when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.states.model import ConflictModel, Direction, Mover, Option
    from detente.states.orders import PartialOrder, Preference, Ranking, Relation

__all__ = ["ConflictModel", "Direction", "Mover", "Option", "PartialOrder", "Preference", "Ranking", "Relation"]

_HOMES = {
    "ConflictModel": "model",
    "Direction": "model",
    "Mover": "model",
    "Option": "model",
    "PartialOrder": "orders",
    "Preference": "orders",
    "Ranking": "orders",
    "Relation": "orders",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"detente.states.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'detente.states' has no attribute {name!r}")
