"""What the planner tells while it searches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from detente.case import Objective


@dataclass(frozen=True, slots=True)
class Progress:
    """A better roadmap, or a proof, for one objective (``None``: the tie-break among equals, or a party's ideal).

    ``value`` and ``bound`` are in the objective's own unit (`ObjectiveValue`), ``seconds`` since planning began.
    """

    objective: Objective | None
    part: str
    value: Fraction | None
    bound: Fraction | None
    proved: bool
    seconds: float


Listener = Callable[[Progress], None]
"""Something that wants to know."""


def silent(_: Progress) -> None:
    """Listen to nothing."""
