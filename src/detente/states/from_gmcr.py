"""A `.gmcr` model as a conflict: options grouped by decision maker, conditions and rankings as orders of states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath

import numpy as np

from detente.case.formulas import Conjunction, Disjunction, Formula, Negation
from detente.case.formulas import Option as Taken
from detente.case.problems import Path, Problems
from detente.errors import CaseError, Finding
from detente.states.conflict import Conflict, OptionTold
from detente.states.gmcr_model import RANKINGS, Compound, GmcrDecisionMaker, GmcrFile, Literal, Simple
from detente.states.memory import ensure_room
from detente.states.model import ConflictModel, Direction, Option
from detente.states.orders import Flags, Preference, Ranking
from detente.states.statements import by_statements
from detente.states.truth import column, holds, spread


def from_gmcr(file: GmcrFile) -> Conflict:
    """Return a `.gmcr` model as a conflict.

    Options stand in the order of their decision makers, as the format's own program regroups them: codes and ordered
    numbers of states refer to that order.

    Raises
    ------
    CaseError
        ``too-many-states``, ``no-feasible-state``, or for rankings ``ranked-twice``, ``unknown-state`` and
        ``unranked-state``: everything that is wrong with them at once.
    """
    order = [option for maker in file.decision_makers for option in maker.options]
    ensure_room(len(order), len(file.decision_makers))
    columns = {str(option): column(place, len(order)) for place, option in enumerate(order)}
    feasible = np.ones(1 << len(order), np.bool_)
    for condition in file.infeasible:
        feasible &= ~spread(holds(formula(condition), columns), len(order))
    if file.is_ranked:
        _refuse_wrong_rankings(file, int(np.count_nonzero(feasible)))
    model = ConflictModel.of(
        [maker.name for maker in file.decision_makers],
        [_option(file, option) for option in order],
        [_preference(file, maker, columns, feasible) for maker in file.decision_makers],
        feasible=feasible,
    )
    return Conflict(
        title=PurePath(file.origin).stem or "Model",
        model=model,
        dm_titles=model.dms,
        options_told=tuple(OptionTold(title) for title in _titles(model)),
        assumptions=tuple(f"{warning[:1].upper()}{warning[1:]}." for warning in file.warnings),
        source=file.origin,
        gmcr=file,
    )


def _titles(model: ConflictModel) -> Iterator[str]:
    """Yield what options are called; where parties name theirs alike, with the party."""
    times = Counter(option.name for option in model.options)
    for option in model.options:
        (owner,) = option.owners
        yield option.name if times[option.name] == 1 else f"{option.name} ({model.dms[owner]})"


def formula(condition: Compound) -> Formula:
    """Return a stored condition as a formula over the options' places, as text."""
    parts = tuple(map(_conjunction, condition))
    return parts[0] if len(parts) == 1 else Disjunction(parts)


_ANYTHING: Formula = Disjunction((Taken("0"), Negation(Taken("0"))))


def _conjunction(simple: Simple) -> Formula:
    parts = tuple(map(_literal, simple))
    if not parts:
        return _ANYTHING
    return parts[0] if len(parts) == 1 else Conjunction(parts)


def _literal(literal: Literal) -> Formula:
    option, is_taken = literal
    return Taken(str(option)) if is_taken else Negation(Taken(str(option)))


def _option(file: GmcrFile, place: int) -> Option:
    option = file.options[place]
    return Option(option.name, (option.owner,), Direction(option.direction))


def _preference(file: GmcrFile, maker: GmcrDecisionMaker, columns: dict[str, Flags], feasible: Flags) -> Preference:
    if not file.is_ranked:
        return by_statements([formula(one) for one in maker.statements], columns, feasible, len(file.options))
    assert maker.ranking is not None
    codes = np.flatnonzero(feasible)
    scores = np.zeros(feasible.shape, np.int64)
    for tier, numbers in enumerate(maker.ranking):
        scores[codes[np.array(numbers) - 1]] = tier
    return Ranking.of(scores, feasible)


def _refuse_wrong_rankings(file: GmcrFile, states: int) -> None:
    problems = Problems(file.document)
    for place, maker in enumerate(file.decision_makers):
        for code, message, number in _wrong(maker, states):
            expected = f"each of the {states} feasible states once"
            problems.add(code, message, _path(file, place, number), expected=expected)
    if file.opened is not None:
        file.opened.raise_problems(problems)
    if problems:
        raise CaseError([Finding(one.code, one.message, one.expected, file=file.origin) for one in problems])


def _path(file: GmcrFile, maker: int, number: int) -> Path:
    """Return where a ranking stands, or where in it a number stands last."""
    given = file.document["decisionMakers"][maker]
    key = next(key for key in RANKINGS if key in given)
    path: Path = ("decisionMakers", maker, key)
    tiers = [tier if isinstance(tier, list) else [tier] for tier in given[key]]
    found = [place for place, tier in enumerate(tiers) if number in tier]
    return (*path, found[-1]) if found else path


def _wrong(maker: GmcrDecisionMaker, states: int) -> Iterator[tuple[str, str, int]]:
    """Yield what is wrong with a ranking: the code, the message, and the state that shows it first."""
    numbers = [number for tier in maker.ranking or () for number in tier]
    who = f"the ranking of {maker.name}"
    unknown = sorted({number for number in numbers if number > states})
    if unknown:
        yield "unknown-state", f"{who} names {_states(unknown)}, but there are {states}", unknown[0]
    twice = sorted(number for number, times in Counter(numbers).items() if times > 1)
    if twice:
        yield "ranked-twice", f"{who} has {_states(twice)} more than once", twice[0]
    missing = sorted(set(range(1, states + 1)) - set(numbers))
    if missing:
        yield "unranked-state", f"{who} leaves out {_states(missing)}", missing[0]


def _states(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:8]))
    more = f" and {len(numbers) - 8} more" if len(numbers) > 8 else ""
    return f"state{'s' if len(numbers) > 1 else ''} {shown}{more}"
