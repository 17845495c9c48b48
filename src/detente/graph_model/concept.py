"""What a concept of stability is, and finding them all: each module of `detente.graph_model.concepts` has one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from detente.case.names import nearest
from detente.case.values import show
from detente.errors import CaseError, Finding
from detente.graph_model.play import Answer
from detente.graph_model.ranked import RankedConflict
from detente.states.orders import Flags

DEFAULT = ("nash", "gmr", "smr", "seq", "sseq")
"""The concepts that are computed where none are named: they hold for any number of parties and in large models."""

MOST_MOVES = 1000
"""A concept can look so many moves ahead."""


class Sanction(StrEnum):
    """By what a party's opponents can answer an improvement of its."""

    NOTHING = "nothing"
    MOVES = "moves"
    IMPROVEMENTS = "improvements"


@dataclass(frozen=True, slots=True)
class Sanctioning:
    """A concept told by its sanctions: an improvement is held back if a sanction leads to a state that is no better.

    With ``replies``, the party must find no way, by a move of its own, from the sanction to a better state either.
    """

    by: Sanction
    replies: bool = False


Stable = Callable[[RankedConflict, int], Flags]
Answers = Callable[[RankedConflict, int, int], list[Answer]]


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of stability.

    ``stable(conflict, dm)`` tells of every state code whether the state is stable for a party; infeasible states are
    not. ``sanctioning`` says the same as data, where the concept is of that kind. ``parties`` is how many there must
    be (`None`: any number). Where a concept looks a number of moves ahead, ``looking(moves)`` is the same concept with
    another number; it is asked for as ``name:moves``. ``answers(conflict, dm, code)`` tells what answers each
    improvement from a state, where that does not follow from ``sanctioning``.
    """

    name: str
    title: str
    source: str
    stable: Stable
    sanctioning: Sanctioning | None = None
    parties: int | None = None
    looking: Callable[[int], tuple[Stable, Answers]] | None = None
    answers: Answers | None = None


@cache
def concepts() -> Mapping[str, Concept]:
    """All concepts by name, those of `DEFAULT` first, the others in alphabetical order."""
    package = import_module("detente.graph_model.concepts")
    modules = [import_module(f"{package.__name__}.{found.name}") for found in iter_modules(package.__path__)]
    found: dict[str, Concept] = {module.CONCEPT.name: module.CONCEPT for module in modules}
    names = [*DEFAULT, *sorted(set(found) - set(DEFAULT))]
    return {name: found[name] for name in names}


def chosen(names: Sequence[str], parties: int) -> tuple[Concept, ...]:
    """Look concepts up by name, each once.

    Raises
    ------
    CaseError
        With the code ``unknown-concept`` or ``concept-for-two``, for each name that cannot be computed.
    """
    findings: list[Finding] = []
    found = [_named(name, parties, findings) for name in dict.fromkeys(names)]
    if findings:
        raise CaseError(findings)
    return tuple(concept for concept in found if concept is not None)


def _named(name: str, parties: int, findings: list[Finding]) -> Concept | None:
    known = concepts()
    plain, colon, moves = name.partition(":")
    concept = known.get(plain)
    if concept is None:
        expected = f"one of {', '.join(known)}"
        findings.append(
            Finding("unknown-concept", f"there is no concept {show(name)}", expected, nearest(plain, known))
        )
        return None
    if concept.parties not in (None, parties):
        message = f"{concept.title} is defined for two parties, and there are {parties}"
        findings.append(Finding("concept-for-two", message, "a concept for any number of parties"))
        return None
    if not colon:
        return concept
    if concept.looking is None or not moves.isdecimal() or not 1 <= int(moves) <= MOST_MOVES:
        expected = f"{plain}" if concept.looking is None else f"{plain}:1 to {plain}:{MOST_MOVES}"
        findings.append(Finding("unknown-concept", f"there is no concept {show(name)}", expected))
        return None
    ahead = int(moves)
    stable, answers = concept.looking(ahead)
    return replace(concept, name=name, title=f"{concept.title}, {ahead} moves ahead", stable=stable, answers=answers)
