"""How sure a statement is: the share of its construction that was found right, rounded by hand.

The shares were measured on the training part of PolNeAR (docs/explanation/record.md says how, and how far claimed and
actual differ on its dev part). A statement is right where its words overlap the annotated ones by half and the source
agrees.
"""

from __future__ import annotations

from detente.evidence.found import Found

_BY_MAKE = {}
OTHER = 0.5
TURN = 0.9
"""A turn of a transcript."""


def confidence(found: Found) -> float:
    """Claim a share in [0, 1]."""
    return _BY_MAKE.get(found.make, OTHER)
