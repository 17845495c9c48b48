"""Which states are stable for whom, and which for all: the equilibria."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from detente.errors import CaseError, Finding
from detente.graph_model.certainty import Verdicts, completions, equilibria, verdicts
from detente.graph_model.concept import DEFAULT, Concept, Sanction, Sanctioning, chosen
from detente.graph_model.ranked import RankedConflict
from detente.graph_model.relations import Codes, is_stable
from detente.states.model import ConflictModel, Mover
from detente.states.orders import Flags

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Stability:
    """The verdicts on every state.

    Attributes
    ----------
    concepts
        By name, in the order in which they were asked for.
    movers
        Every party in order, then every group that owns options jointly.
    stable
        By concept, the verdicts for each of ``movers``; empty where only equilibria were asked for. Concepts that are
        not told by sanctions (`Concept.sanctioning`) have verdicts for the parties only.
    equilibria
        By concept: stable for every party, and for every group that owns options jointly.
    """

    model: ConflictModel
    concepts: Mapping[str, Concept]
    movers: tuple[Mover, ...]
    stable: Mapping[str, tuple[Verdicts, ...]]
    equilibria: Mapping[str, Verdicts]

    @property
    def sanctioned(self) -> dict[str, Sanctioning]:
        """The concepts that are told by sanctions."""
        return {name: one.sanctioning for name, one in self.concepts.items() if one.sanctioning is not None}


def analyse(
    model: ConflictModel,
    concepts: Sequence[str] = DEFAULT,
    *,
    equilibria_only: bool = False,
    asked: Codes | None = None,
    progress: Progress | None = None,
) -> Stability:
    """Compute which states are stable, under each concept.

    Parameters
    ----------
    concepts
        Names out of `detente.graph_model.concepts`.
    equilibria_only
        Keep no verdicts by party: in large models these need much memory, and those of groups much time.
    asked
        Where orders are partial: decide of these states only, by code; all others are then left open.
    progress
        Is told in a few words what is being computed.

    Raises
    ------
    CaseError
        For a concept that does not exist, or cannot be computed for this model.
    """
    wanted = chosen(concepts, len(model.dms))
    conflict = RankedConflict(model) if model.is_ranked else None
    tried = completions(model) if conflict is None and any(map(_in_earnest, wanted)) else ()
    stable, rest = {}, {}
    for concept in wanted:
        if conflict is None:
            found = _partial(model, concept, asked, tried, progress)
            rest[concept.name] = equilibria(model, concept, found, asked=asked, tried=tried)
            stable[concept.name] = found
        elif equilibria_only:
            rest[concept.name] = Verdicts.of(_in_all(conflict, concept, progress))
        else:
            flags = _ranked(conflict, concept, progress)
            rest[concept.name] = Verdicts.of(np.logical_and.reduce(flags))
            stable[concept.name] = tuple(Verdicts.of(each) for each in flags)
    named = {concept.name: concept for concept in wanted}
    return Stability(model, named, model.movers, {} if equilibria_only else stable, rest)


def _in_earnest(concept: Concept) -> bool:
    """Tell whether a concept asks what others prefer."""
    return concept.sanctioning is not None and concept.sanctioning.by is Sanction.IMPROVEMENTS


def groups(model: ConflictModel) -> tuple[Mover, ...]:
    """Return the groups that own options jointly."""
    return tuple(mover for mover in model.movers if len(mover.members) > 1)


def _ranked(conflict: RankedConflict, concept: Concept, progress: Progress | None) -> list[Flags]:
    found = []
    for dm, name in enumerate(conflict.model.dms):
        _tell(progress, concept, name)
        found.append(concept.stable(conflict, dm))
    states = conflict.model.states()
    for group in groups(conflict.model) if concept.sanctioning else ():
        found.append(_of_group(conflict.model, concept, group, states))
    return found


def _in_all(conflict: RankedConflict, concept: Concept, progress: Progress | None) -> Flags:
    """Return the equilibria; groups are asked only about what is stable for every party."""
    found = conflict.model.feasible.copy()
    for dm, name in enumerate(conflict.model.dms):
        _tell(progress, concept, name)
        found &= concept.stable(conflict, dm)
    for group in groups(conflict.model) if concept.sanctioning else ():
        found &= _of_group(conflict.model, concept, group, np.flatnonzero(found))
    return found


def _of_group(model: ConflictModel, concept: Concept, group: Mover, states: Codes) -> Flags:
    assert concept.sanctioning is not None
    found = np.zeros(model.size, np.bool_)
    found[states] = is_stable(model, group, concept.sanctioning, states)
    return found


def _partial(
    model: ConflictModel,
    concept: Concept,
    asked: Codes | None,
    tried: Sequence[ConflictModel],
    progress: Progress | None,
) -> tuple[Verdicts, ...]:
    if concept.sanctioning is None:
        message = f"{concept.title} needs complete orders, and some of the parties' are known only in part"
        expected = "a ranking of the states, statements or numbers for every party, or another concept"
        raise CaseError([Finding("partial-order", message, expected)])
    found = []
    for mover in model.movers:
        _tell(progress, concept, " and ".join(model.dms[member] for member in mover.members))
        found.append(verdicts(model, mover, concept.sanctioning, asked=asked, tried=tried))
    return tuple(found)


def _tell(progress: Progress | None, concept: Concept, name: str) -> None:
    if progress is not None:
        progress(f"{concept.title}: {name}")
