"""The result of an analysis as plain data, in the shape and order that programs may rely on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from detente.graph_model.certainty import Certainty
from detente.graph_model.comparisons import Comparison, Comparisons
from detente.graph_model.play import Move
from detente.graph_model.robustness import Hinge
from detente.graph_model.status_quo import Reach
from detente.states.model import Mover, Option
from detente.states.orders import Ranking

if TYPE_CHECKING:
    from detente.graph_model.results import ConflictStability

MOST_LISTED = 1000
"""Of more states than these that can be reached, only the equilibria are listed."""

_DIRECTIONS = {"both": "both", "forward": "fwd", "back": "back"}


def document(result: ConflictStability) -> dict[str, Any]:
    """Return a result in the shape of ``detente stability --json`` (docs/reference/stability.md)."""
    conflict, model = result.conflict, result.conflict.model
    codes = list(result.codes)
    found: dict[str, Any] = {
        "title": conflict.title,
        "dms": list(model.dms),
        "options": [_option(result, option, place) for place, option in enumerate(model.options)],
        "feasible_states": len(model.states()),
    }
    if result.stability.stable:
        numbers = {code: number for number, code in enumerate(model.states().tolist(), start=1)}
        yn = {code: model.yn(code) for code in codes}
        found["states"] = [{"number": numbers[code], "yn": yn[code], "decimal": code} for code in codes]
        found["rank"] = {dm: _ranks(result, place, yn) for place, dm in enumerate(model.dms)}
        found["stability"] = {
            dm: {yn[code]: _verdicts(result.verdicts_of(place, code)) for code in codes}
            for place, dm in enumerate(model.dms)
        }
        groups = list(enumerate(model.movers))[len(model.dms) :]
        if groups:
            found["group_stability"] = {
                "+".join(model.dms[member] for member in mover.members): {
                    yn[code]: _verdicts(result.verdicts_of(place, code)) for code in codes
                }
                for place, mover in groups
            }
    found |= _equilibria(result)
    found["coalition_improvements"] = _jumps(result)
    found["coalition_stability"] = _against(result)
    found["coalitions_not_examined"] = result.unasked or None
    if conflict.path:
        found["roadmap"] = [_waypoint(result, point.title, point.code) for point in conflict.path]
    if result.by_moves is not None and result.by_improvements is not None:
        found["from"] = _reach(result, result.by_moves, result.by_improvements)
    if result.wishes:
        found["wish"] = _wishes(result)
    if result.robustness is not None:
        found["hinges"] = [_hinge(result, hinge) for hinge in result.robustness.hinges]
    if result.comparisons is not None:
        found["comparisons"] = _comparisons(result, result.comparisons)
    found["assumptions"] = list(conflict.assumptions)
    return found


def _option(result: ConflictStability, option: Option, place: int) -> dict[str, Any]:
    names = [result.conflict.model.dms[owner] for owner in option.owners]
    told = result.conflict.options_told[place]
    found: dict[str, Any] = {
        "name": option.name,
        "dm": names[0] if len(names) == 1 else names,
        "direction": _DIRECTIONS[option.direction.value],
    }
    if told.title != option.name:
        found["title"] = told.title
    if told.steps and told.steps != (option.name,):
        found["steps"] = list(told.steps)
    return found


def _ranks(result: ConflictStability, dm: int, yn: Mapping[int, str]) -> dict[str, int] | None:
    """Return a party's ranks, or nothing where its order is partial."""
    preference = result.conflict.model.preferences[dm]
    if not isinstance(preference, Ranking):
        return None
    return {name: int(preference.rank[code]) for code, name in yn.items()}


def _verdicts(verdicts: Sequence[tuple[str, Certainty]]) -> dict[str, bool | str]:
    """Return verdicts as truth values, or in words where only some orders that fit make it so."""
    plain = {Certainty.EVERY: True, Certainty.NONE: False}
    return {name: plain.get(verdict, verdict.value) for name, verdict in verdicts}


def _equilibria(result: ConflictStability) -> dict[str, Any]:
    model = result.conflict.model
    found = result.stability.equilibria
    document: dict[str, Any] = {
        "equilibria": {name: [model.yn(code) for code in np.flatnonzero(v.every).tolist()] for name, v in found.items()}
    }
    if not model.is_ranked:
        document["equilibria_for_some_orders"] = {
            name: [model.yn(code) for code in np.flatnonzero(v.some & ~v.every).tolist()] for name, v in found.items()
        }
    return document


def _jumps(result: ConflictStability) -> dict[str, list[dict[str, Any]]]:
    model = result.conflict.model
    named = {model.yn(code): found for code, found in result.jumps.items()}
    return {
        yn: [{"members": [model.dms[member] for member in one.members], "to": model.yn(one.to)} for one in named[yn]]
        for yn in sorted(named)
    }


def _against(result: ConflictStability) -> dict[str, dict[str, dict[str, bool | str]]]:
    """Return by equilibrium and coalition in which senses the coalition's improvements are all held back."""
    model = result.conflict.model
    return {
        model.yn(code): {
            "+".join(model.dms[member] for member in members): _verdicts(verdicts)
            for members, verdicts in result.verdicts_against(code).items()
        }
        for code in sorted(result.against, key=model.yn)
    }


def _waypoint(result: ConflictStability, title: str, code: int) -> dict[str, Any]:
    model = result.conflict.model
    found: dict[str, Any] = {"at": title, "yn": model.yn(code), "feasible": bool(model.feasible[code])}
    if model.feasible[code]:
        found["equilibrium"] = _verdicts(result.verdicts(code))
    return found


def _reach(result: ConflictStability, by_moves: Reach, by_improvements: Reach) -> dict[str, Any]:
    model = result.conflict.model
    rest = result.is_rest
    return {
        "state": model.yn(by_moves.start),
        "by_moves": _reached(result, by_moves),
        "by_improvements": _reached(result, by_improvements),
        "equilibria_out_of_reach": {
            "by_moves": [model.yn(code) for code in by_moves.missed(rest).tolist()],
            "by_improvements": [model.yn(code) for code in by_improvements.missed(rest).tolist()],
        },
    }


def _reached(result: ConflictStability, found: Reach) -> dict[str, Any]:
    """Return what is reached, the nearest first; of very many states the equilibria only, beside their number."""
    model = result.conflict.model
    listed = found.reached
    count = int(np.count_nonzero(listed)) - 1
    if count > MOST_LISTED:
        listed = listed & result.is_rest
    codes = [code for code in np.flatnonzero(listed).tolist() if code != found.start]
    return {
        "count": count,
        "states": [
            {
                "yn": model.yn(code),
                "steps": int(found.steps[code]),
                "path": [_move(result, move) for move in found.path(code)],
            }
            for code in sorted(codes, key=lambda code: (int(found.steps[code]), code))
        ],
    }


def _wishes(result: ConflictStability) -> dict[str, Any]:
    """Return what would make the wished state an equilibrium: counts of orders, and the fewest changes, by party."""
    model = result.conflict.model
    return {
        "state": model.yn(result.wishes[0].state),
        "concepts": {
            inverse.concept.name: {
                "orders": {
                    model.dms[one.dm]: {"of": one.orders, "stable": one.stable, "equilibrium": one.equilibrium}
                    for one in inverse.counts
                },
                "changes": {
                    model.dms[one.dm]: {
                        "no_longer_preferred": [model.yn(code) for code in one.below],
                        "lifted_above": [model.yn(code) for code in one.lifted_above],
                        "proved": one.proved,
                    }
                    for one in inverse.changes
                },
                "enough": None if inverse.enough is None else bool(inverse.enough),
            }
            for inverse in result.wishes
        },
    }


def _hinge(result: ConflictStability, hinge: Hinge) -> dict[str, Any]:
    model = result.conflict.model
    return {
        "dm": model.dms[hinge.dm],
        "kind": hinge.kind.value,
        "states": [model.yn(code) for code in hinge.states],
        "turns": [
            {
                "concept": turn.concept,
                "of": _whose(result, turn.mover),
                "state": model.yn(turn.state),
                "stable_today": bool(turn.stable),
                "proved": bool(turn.proved),
            }
            for turn in hinge.turns
        ],
    }


def _comparisons(result: ConflictStability, found: Comparisons) -> dict[str, Any]:
    model = result.conflict.model
    return {
        "asked_about": "all states" if found.asked is None else [model.yn(code) for code in found.asked],
        "tried": found.tried,
        "sanctions_examined": found.sanctioning,
        "settling": [_comparison(result, one) for one in found.comparisons],
        "unsettled": {name: [model.yn(code) for code in codes] for name, codes in found.unsettled.items()},
    }


def _comparison(result: ConflictStability, comparison: Comparison) -> dict[str, Any]:
    model = result.conflict.model
    return {
        "dm": model.dms[comparison.dm],
        "states": [model.yn(code) for code in comparison.states],
        "answers": {
            relation.value: [
                {
                    "concept": one.concept,
                    "of": _whose(result, one.mover),
                    "state": model.yn(one.state),
                    "today": one.today.value,
                    "becomes": one.becomes.value,
                }
                for one in settled
            ]
            for relation, settled in comparison.answers.items()
        },
    }


def _whose(result: ConflictStability, mover: Mover | None) -> str | list[str]:
    """Return whose verdict it is: the members' names, or that of everybody."""
    return "everybody" if mover is None else [result.conflict.model.dms[member] for member in mover.members]


def _move(result: ConflictStability, move: Move) -> dict[str, Any]:
    """Return a move as data: who moves, and where to."""
    model = result.conflict.model
    return {"by": [model.dms[member] for member in move.mover.members], "to": model.yn(move.to)}
