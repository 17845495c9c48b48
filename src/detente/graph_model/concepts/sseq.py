"""Symmetric sequential stability: as sequential stability, and the party cannot escape the sanction by another move."""

from __future__ import annotations

from detente.graph_model.concept import Concept, Sanction, Sanctioning
from detente.graph_model.ranked import RankedConflict
from detente.states.orders import Flags


def stable(conflict: RankedConflict, dm: int) -> Flags:
    """Tell of every state whether a credible sanction holds after the party's best reply too (Rêgo & Vieira 2017)."""
    return conflict.is_held(dm, conflict.worst_by_improvements(dm, conflict.reply(dm)))


CONCEPT = Concept(
    "sseq",
    "Symmetric sequential stability",
    "Rêgo & Vieira 2017",
    stable,
    Sanctioning(Sanction.IMPROVEMENTS, replies=True),
)
