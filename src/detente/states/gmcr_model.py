"""What is understood of a `.gmcr` model, as plain data, beside the document as it was given.

Options keep the file's own places here; `detente.states.from_gmcr` groups them by decision maker, which is the order
that state numbers refer to. How such files are read and written is in `detente.states.gmcr_file`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.case.reading import Opened

Literal = tuple[int, bool]
"""An option by its place (from 0), and whether it is taken."""

Simple = tuple[Literal, ...]
"""A conjunction of literals, in the file's order."""

Compound = tuple[Simple, ...]
"""A disjunction of conjunctions: how every statement is stored."""

DIRECTIONS = {"both": "both", "fwd": "forward", "back": "back"}
"""The file's words for how an option may be switched, and what they mean: N to Y, Y to N, or both."""

RANKINGS = ("preferenceRanking", "preferenceVector")
"""The key of a ranking, and its old name."""


@dataclass(frozen=True, slots=True)
class GmcrOption:
    """An option: its name, the place of its owner among the decision makers, and how it may be switched."""

    name: str
    owner: int
    direction: str


@dataclass(frozen=True, slots=True)
class GmcrDecisionMaker:
    """A decision maker: its name, its options by place, its statements, its ranking of states, what it misperceives.

    ``ranking`` holds ordered numbers of states, best first, tied ones together; ``None`` where there is none.
    """

    name: str
    options: tuple[int, ...]
    statements: tuple[Compound, ...] = ()
    ranking: tuple[tuple[int, ...], ...] | None = None
    misperceptions: tuple[Simple, ...] = ()


@dataclass(frozen=True, slots=True)
class GmcrFile:
    """A `.gmcr` model: what was understood of it, and the ``document`` as it was given.

    ``is_ranked`` says which of rankings and statements counts. ``coalitions`` is a partition of the decision makers by
    place. ``warnings`` says in words what of the file has no effect here. ``opened`` knows the way to places in its
    text.
    """

    decision_makers: tuple[GmcrDecisionMaker, ...]
    options: tuple[GmcrOption, ...]
    infeasible: tuple[Compound, ...] = ()
    is_ranked: bool = False
    coalitions: tuple[tuple[int, ...], ...] = ()
    warnings: tuple[str, ...] = ()
    document: Mapping[str, Any] = field(default_factory=dict)
    origin: str = ""
    opened: Opened | None = field(default=None, compare=False, repr=False)
