"""The `.gmcr` model file as users of the graph model have it: read in every version in circulation, written back whole.

A `GmcrFile` keeps the document as it was given, unknown fields and all, beside what was understood of it, so that
reading and writing loses nothing. Options keep the file's own places here; `detente.states.from_gmcr` groups them by
decision maker, which is the order that state numbers refer to.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.case.reading import Opened

SUFFIX = ".gmcr"

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


def read_gmcr(path: str | os.PathLike[str] | IO[str] | IO[bytes]) -> GmcrFile:
    """Read a `.gmcr` model.

    Parameters
    ----------
    path
        A file, at most 10 MB; ``-`` for standard input; or an open file.

    Raises
    ------
    CaseError
        With everything that is wrong with it, in the order of the file.
    """
    from detente.case.reading import read_bytes

    data, origin = read_bytes(path)
    return read_gmcr_text(data, origin)


def read_gmcr_text(text: str | bytes, origin: str = "(text)") -> GmcrFile:
    """Read a `.gmcr` model from the text of its file.

    Raises
    ------
    CaseError
        With everything that is wrong with it, in the order of the text.
    """
    from detente.case.problems import Problems
    from detente.case.reading import open_document
    from detente.states.gmcr_shape import understand

    problems = Problems()
    opened = open_document(text, origin, "json", problems, kind="model")
    problems.document = opened.value
    found = understand(opened.value, problems, origin)
    opened.raise_problems(problems)
    assert found is not None
    return replace(found, opened=opened)


def gmcr_text(model: GmcrFile) -> str:
    """Return a model as the text of a `.gmcr` file: its document, with nothing left out."""
    from detente.case.json_text import json_text

    return json_text(model.document, indent=2) + "\n"


def is_gmcr(path: str) -> bool:
    """Whether a path names a `.gmcr` model."""
    return path.lower().endswith(SUFFIX)
