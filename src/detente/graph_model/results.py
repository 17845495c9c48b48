"""What an analysis of a conflict gives: verdicts, what coalitions could do, and what can be reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from detente.errors import CaseError, Finding
from detente.graph_model.analysis import Progress, Stability, analyse
from detente.graph_model.certainty import Certainty, Verdicts
from detente.graph_model.coalitions import (
    MOST_PARTIES,
    CoalitionImprovement,
    Members,
    coalition_improvements,
    coalition_stability,
)
from detente.graph_model.comparisons import Comparisons, compare
from detente.graph_model.concept import DEFAULT
from detente.graph_model.inverse import Inverse, invert
from detente.graph_model.relations import Codes
from detente.graph_model.robustness import Robustness, perturb
from detente.graph_model.status_quo import Reach, reach
from detente.states.conflict import Conflict
from detente.states.model import ConflictModel
from detente.states.orders import Flags

MOST_PAIRS = 1 << 23
"""Where orders are partial, each state is compared with every code; of more pairs than these only a few are judged."""

MOST_JUMPS = 200
"""Of so many equilibria at most it is asked what coalitions could do."""

MOST_GONE_THROUGH = 1 << 27
"""Equilibria times coalitions times states: as much is gone through for what coalitions could do."""


@dataclass(frozen=True, slots=True, eq=False)
class ConflictStability:
    """The stability of a conflict.

    Attributes
    ----------
    conflict
        What was analysed.
    stability
        The verdicts.
    jumps
        For each equilibrium in some sense (by code), what coalitions could improve from it.
    against
        For each of these, by concept, for how many orders it is stable against each coalition that could improve.
    unasked
        Why nothing is said of coalitions, where that is so: more than `MOST_JUMPS` equilibria or 12 parties, or too
        many states to go through.
    by_moves, by_improvements
        What can be reached from the state that was asked about, if one was.
    wishes
        For the state that was wished for, if one was, by concept what would make it an equilibrium.
    robustness
        Which verdicts hang on a detail of an order, if that was asked and every order is complete.
    comparisons
        Which comparisons would settle what partial orders leave open, if it was asked what verdicts hang on.
    judged
        The codes of the states that were judged, where these are not all: where orders are partial, a large conflict is
        judged on its roadmap's way and at the state that was asked about only.
    """

    conflict: Conflict
    stability: Stability
    jumps: Mapping[int, tuple[CoalitionImprovement, ...]] = field(default_factory=dict)
    against: Mapping[int, Mapping[str, Mapping[Members, Certainty]]] = field(default_factory=dict)
    unasked: str = ""
    by_moves: Reach | None = None
    by_improvements: Reach | None = None
    judged: tuple[int, ...] | None = None
    wishes: tuple[Inverse, ...] = ()
    robustness: Robustness | None = None
    comparisons: Comparisons | None = None

    @property
    def codes(self) -> tuple[int, ...]:
        """The codes of the states with verdicts, ascending."""
        return tuple(self.conflict.model.states().tolist()) if self.judged is None else self.judged

    @property
    def is_rest(self) -> Flags:
        """Which states are equilibria in some sense, for some order that fits."""
        return _any(self.stability.equilibria)

    @property
    def equilibria(self) -> tuple[int, ...]:
        """The codes of all states that are equilibria in some sense, for some order that fits, ascending."""
        return tuple(np.flatnonzero(self.is_rest).tolist())

    def verdicts(self, code: int) -> list[tuple[str, Certainty]]:
        """Return by concept for how many orders a state is an equilibrium."""
        return [(name, found.at(code)) for name, found in self.stability.equilibria.items()]

    def verdicts_against(self, code: int) -> dict[Members, list[tuple[str, Certainty]]]:
        """Return by coalition that could improve and concept for how many orders a state is stable against it."""
        found: dict[Members, list[tuple[str, Certainty]]] = {}
        for name, verdicts in self.against.get(code, {}).items():
            for members, verdict in verdicts.items():
                found.setdefault(members, []).append((name, verdict))
        return found

    def verdicts_of(self, mover: int, code: int) -> list[tuple[str, Certainty]]:
        """Return by concept for how many orders a state is stable for a mover (by its place among the model's)."""
        return [(name, found[mover].at(code)) for name, found in self.stability.stable.items() if mover < len(found)]

    def to_dict(self) -> dict[str, Any]:
        """Return the result in the shape of ``detente stability --json`` (docs/reference/stability.md)."""
        from detente.graph_model.result_data import document

        return document(self)

    def summary(self) -> str:
        """Return the result as text."""
        from detente.report.stability_text import stability_text

        return stability_text(self)


def judge(
    conflict: Conflict,
    *,
    concepts: Sequence[str] = DEFAULT,
    start: int | None = None,
    wish: int | None = None,
    fragile: bool = False,
    equilibria_only: bool = False,
    progress: Progress | None = None,
) -> ConflictStability:
    """Analyse a conflict.

    Parameters
    ----------
    concepts
        Names out of `detente.graph_model.concepts`.
    start
        The code of a state of which it is asked what can be reached from it.
    wish
        The code of a state of which it is asked what would make it an equilibrium.
    fragile
        Whether it is asked which verdicts hang on a detail of an order, or on what it leaves open.
    equilibria_only
        Keep no verdicts by party, which large models need much memory for.
    progress
        Is told in a few words what is being computed.

    Raises
    ------
    CaseError
        For a concept that does not exist, or cannot be computed for this conflict.
    """
    model = conflict.model
    judged = _judged(conflict, start)
    asked = None if judged is None else np.array(judged, np.int64)
    found = analyse(model, concepts, equilibria_only=equilibria_only, asked=asked, progress=progress)
    rest = np.flatnonzero(_any(found.equilibria)).tolist()
    unasked = _why_not_asked(model, rest)
    if progress is not None and not unasked:
        progress("coalitions")
    return ConflictStability(
        conflict,
        found,
        {} if unasked else {code: coalition_improvements(model, code) for code in rest},
        {} if unasked else {code: coalition_stability(model, code, found.sanctioned) for code in rest},
        unasked,
        None if start is None else reach(model, start),
        None if start is None else reach(model, start, improving=True),
        judged,
        () if wish is None else _wishes(found, wish),
        perturb(model, concepts, progress=progress) if fragile and model.is_ranked else None,
        _comparisons(conflict, found, start, asked, progress) if fragile and not model.is_ranked else None,
    )


def _comparisons(
    conflict: Conflict, found: Stability, start: int | None, asked: Codes | None, progress: Progress | None
) -> Comparisons:
    if not found.stable:
        found = analyse(found.model, tuple(found.concepts), asked=asked, progress=progress)
    return compare(found, chosen=_chosen(conflict, start), progress=progress)


def _why_not_asked(model: ConflictModel, rest: Sequence[int]) -> str:
    """Say why it is not gone through what coalitions could do; empty where it is."""
    parties = len(model.dms)
    if parties < 2:
        return "There is one party only."
    if parties > MOST_PARTIES:
        return f"{parties} parties form too many coalitions to go through."
    if len(rest) > MOST_JUMPS:
        return f"There are {len(rest):,} equilibria; coalitions are gone through for {MOST_JUMPS} at most."
    if (len(rest) * model.size) << parties > MOST_GONE_THROUGH:
        return f"{model.size:,} states are too many to go through for every coalition."
    return ""


def _wishes(found: Stability, wish: int) -> tuple[Inverse, ...]:
    """Ask of every concept that can be asked the other way round what would make a state an equilibrium."""
    if not found.sanctioned:
        names = " and ".join(found.concepts)
        message = f"what would make a state an equilibrium cannot be asked under {names}"
        raise CaseError([Finding("unknown-concept", message, f"one of {', '.join(DEFAULT)} as well", file="--wish")])
    return tuple(invert(found.model, wish, name) for name in found.sanctioned)


def _judged(conflict: Conflict, start: int | None) -> tuple[int, ...] | None:
    """Return the states to be judged of a conflict that is too large to judge them all, else nothing."""
    model = conflict.model
    if model.is_ranked or model.size * len(model.states()) <= MOST_PAIRS:
        return None
    return tuple(sorted({*_chosen(conflict, start), int(model.states()[0])}))


def _chosen(conflict: Conflict, start: int | None) -> list[int]:
    """Return the states that are asked about even if there are very many: the roadmap's way, and the named one."""
    codes = [start, conflict.status_quo, *(point.code for point in conflict.path)]
    return [code for code in codes if code is not None and conflict.model.feasible[code]]


def _any(verdicts: Mapping[str, Verdicts]) -> Flags:
    found: Flags = np.logical_or.reduce([each.some for each in verdicts.values()])
    return found
