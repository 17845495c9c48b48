"""What is told of a conflict's stability, put together once for text, page and table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from detente.graph_model.certainty import Certainty
from detente.graph_model.results import ConflictStability
from detente.graph_model.status_quo import Reach
from detente.report.comparisons_told import comparisons
from detente.report.stability_changes import hinges, wishes
from detente.report.stability_reasons import reasons
from detente.report.stability_words import (
    MEANINGS,
    POSSIBLE,
    all_of,
    cell,
    move_words,
    names_of,
    short,
    state_name,
    state_words,
    strongest,
)
from detente.report.words import count
from detente.states.conflict import Conflict

MOST_ROWS = 64
"""A table of all states has so many rows at most; of a larger conflict equilibria and the roadmap's way are listed."""

ONLY_JUDGED = (
    "With so many states and orders that are known only in part, only the states on the roadmap's way, and those asked "
    "about, were judged: whether others are equilibria is not said."
)

MOST_JUMPS = 4
MOST_EXPLAINED = 24
MOST_REACHED = 20


@dataclass(frozen=True, slots=True)
class StateTold:
    """A state: its heading, the options taken in it, in which sense it is an equilibrium, and why."""

    code: int
    heading: str
    words: str
    sense: str
    reasons: tuple[str, ...] = ()
    jumps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableTold:
    """The verdicts as a table: a column a party (or group), one for all, and the rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    shown: str


@dataclass(frozen=True, slots=True)
class ReachTold:
    """What can be reached from a state: sentences, the nearest first, and what cannot be."""

    heading: str
    moves: tuple[str, ...]
    improvements: tuple[str, ...]
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StabilityTold:
    """The report on a conflict's stability."""

    title: str
    verdict: str
    facts: tuple[tuple[str, str], ...]
    bundles: tuple[tuple[str, str], ...]
    path: tuple[StateTold, ...]
    equilibria: tuple[StateTold, ...]
    more_equilibria: int
    others: tuple[StateTold, ...]
    changes: tuple[tuple[str, tuple[str, ...]], ...]
    table: TableTold | None
    reach: ReachTold | None
    assumptions: tuple[str, ...]
    concepts: tuple[tuple[str, str], ...]
    source: str


def tell(result: ConflictStability) -> StabilityTold:
    """Put a result into words."""
    conflict = result.conflict
    rest = result.equilibria
    return StabilityTold(
        title=conflict.title,
        verdict=_verdict(result),
        facts=_facts(result),
        bundles=tuple((one.title, "; ".join(one.step_titles)) for one in conflict.options_told if one.is_bundle),
        path=tuple(_waypoints(result)),
        equilibria=tuple(_state(result, code) for code in rest[:MOST_EXPLAINED]),
        more_equilibria=max(0, len(rest) - MOST_EXPLAINED),
        others=tuple(_others(result)),
        changes=tuple(part for part in (wishes(result), hinges(result), comparisons(result)) if part is not None),
        table=_table(result),
        reach=_reach(result),
        assumptions=tuple(_assumptions(result)),
        concepts=tuple(_concepts(result)),
        source=PurePath(conflict.source).name or conflict.title,
    )


def _assumptions(result: ConflictStability) -> Iterator[str]:
    yield from result.conflict.assumptions
    if result.judged is not None:
        yield ONLY_JUDGED
    if result.unasked and len(result.conflict.model.dms) > 1:
        yield f"What groups could do together was not examined. {result.unasked}"


def _verdict(result: ConflictStability) -> str:
    conflict = result.conflict
    states = len(conflict.model.states())
    rest = result.equilibria
    last = result.conflict.path[-1:]
    if last and result.conflict.model.feasible[last[0].code]:
        words = sense(result.verdicts(last[0].code))
        return f"The package of the roadmap, one of {states:,} states, is {words}."
    if result.judged is not None:
        return f"Of {states:,} states, {len(result.judged)} were judged, with orders that are known only in part."
    if not rest:
        return f"None of the {states:,} states is stable for everybody in any of the senses that were asked about."
    parts = []
    for name, found in result.stability.equilibria.items():
        every = int(found.every.sum())
        some = int((found.some & ~found.every).sum())
        maybe = f" (and {some:,} for some orders that fit)" if some else ""
        parts.append(f"{every:,} under {short(name)}{maybe}")
    return f"Of {states:,} states, so many are stable for everybody: {all_of(parts)}."


def _facts(result: ConflictStability) -> tuple[tuple[str, str], ...]:
    model = result.conflict.model
    return (
        ("Parties", all_of(list(result.conflict.dm_titles))),
        ("Options", str(len(model.options))),
        ("Feasible states", f"{len(model.states()):,} of {model.size:,}"),
        ("Senses of stability", all_of([short(name) for name in result.stability.concepts])),
    )


def _state(result: ConflictStability, code: int, heading: str = "") -> StateTold:
    conflict = result.conflict
    name = state_name(conflict, code)
    told = tuple(reasons(result, code)) if result.stability.stable else ()
    if not told and result.stability.stable:
        told = ("Nobody has an improvement.",)
    return StateTold(
        code,
        heading or name[:1].upper() + name[1:],
        state_words(conflict, code),
        sense(result.verdicts(code)),
        told,
        tuple(_jumps(result, code)),
    )


def sense(verdicts: Sequence[tuple[str, Certainty]]) -> str:
    """Say in which sense a state is an equilibrium."""
    every = [name for name, verdict in verdicts if verdict is Certainty.EVERY]
    some = [name for name, verdict in verdicts if verdict in POSSIBLE]
    open_ = [name for name, verdict in verdicts if verdict in (Certainty.OPEN, Certainty.NONE_OR_SOME)]
    parts = []
    if every:
        parts.append(f"stable under {all_of([short(name) for name in every])}")
    if some:
        parts.append(f"stable for some orders that fit under {all_of([short(name) for name in some])}")
    if open_:
        parts.append(f"not decided under {all_of([short(name) for name in open_])}")
    return "; ".join(parts) or "not stable in any of these senses"


def _jumps(result: ConflictStability, code: int) -> Iterator[str]:
    conflict = result.conflict
    found = result.jumps.get(code, ())
    for one in found[:MOST_JUMPS]:
        who = names_of(conflict, one.members)
        yield f"{who} together could jump to {state_name(conflict, one.to)}: {state_words(conflict, one.to)}."
    if len(found) > MOST_JUMPS:
        yield f"And {len(found) - MOST_JUMPS} further jumps, which --json lists."
    against = result.verdicts_against(code)
    for members, verdicts in list(against.items())[:MOST_JUMPS]:
        yield f"Against {names_of(conflict, members)} together, it is {sense(verdicts)}."
    if len(against) > MOST_JUMPS:
        yield f"Against {count(len(against) - MOST_JUMPS, 'further group')} --json says it."


def _waypoints(result: ConflictStability) -> Iterator[StateTold]:
    conflict = result.conflict
    before = 0
    for point in conflict.path:
        heading = f"{point.title[:1].upper()}{point.title[1:]}"
        words = f"added: {state_words(conflict, point.code & ~before)}" if before else state_words(conflict, point.code)
        if conflict.model.feasible[point.code]:
            heading = f"{heading}: {state_name(conflict, point.code)}"
            yield replace(_state(result, point.code, heading), words=words)
        else:
            yield StateTold(point.code, heading, words, "excluded by a rule, so no state to rest in")
        before = point.code


def _others(result: ConflictStability) -> Iterator[StateTold]:
    """Yield the state that was asked about, and of a small conflict all states that are no equilibria."""
    start = () if result.by_moves is None else (result.by_moves.start,)
    rest = set(result.equilibria)
    codes = [code for code in result.codes if code not in rest] if len(result.codes) <= MOST_EXPLAINED else start
    for code in codes:
        if code not in rest or code in start:
            yield _state(result, code)


def _table(result: ConflictStability) -> TableTold | None:
    if not result.stability.stable:
        return None
    conflict, model = result.conflict, result.conflict.model
    codes = list(result.codes)
    shown = "all states" if result.judged is None else "the states that were judged"
    if len(codes) > MOST_ROWS:
        way = [point.code for point in conflict.path if model.feasible[point.code]]
        codes = list(dict.fromkeys([*way, *result.equilibria]))[:MOST_ROWS]
        shown = f"{'the roadmap’s way and ' if way else ''}equilibria, at most {MOST_ROWS} states"
    movers = [place for place, mover in enumerate(model.movers) if mover.options]
    columns = (*(names_of(conflict, model.movers[place].members) for place in movers), "everybody")
    rows = tuple(
        (
            f"{model.number(code)} {model.yn(code)}",
            (*(cell(result.verdicts_of(place, code)) for place in movers), cell(result.verdicts(code))),
        )
        for code in codes
    )
    return TableTold(columns, rows, shown)


def _reach(result: ConflictStability) -> ReachTold | None:
    by_moves, by_improvements = result.by_moves, result.by_improvements
    if by_moves is None or by_improvements is None:
        return None
    conflict = result.conflict
    return ReachTold(
        f"From {state_name(conflict, by_moves.start)}: {state_words(conflict, by_moves.start)}",
        tuple(_ways(result, by_moves)),
        tuple(_ways(result, by_improvements)),
        tuple(
            f"{state_name(conflict, code)} cannot be reached by {kind}"
            for kind, found in (("any moves", by_moves), ("improvements", by_improvements))
            for code in found.missed(result.is_rest).tolist()[:MOST_REACHED]
        ),
    )


def _ways(result: ConflictStability, found: Reach) -> Iterator[str]:
    """Yield the shortest ways to equilibria, or to all states where there are few."""
    conflict = result.conflict
    codes = found.reached.nonzero()[0].tolist()
    listed = [code for code in codes if code != found.start]
    if len(listed) > MOST_REACHED:
        yield f"{len(listed):,} states can be reached; of these the equilibria:"
        is_rest = result.is_rest
        listed = [code for code in listed if is_rest[code]]
    for code in sorted(listed, key=lambda code: (int(found.steps[code]), code))[:MOST_REACHED]:
        yield f"{state_name(conflict, code)} in {count(int(found.steps[code]), 'move')}: {_way(conflict, found, code)}"


def _way(conflict: Conflict, found: Reach, code: int) -> str:
    before, told = found.start, []
    for move in found.path(code):
        told.append(move_words(conflict, move, before))
        before = move.to
    return ", then ".join(told)


def _concepts(result: ConflictStability) -> Iterator[tuple[str, str]]:
    for name, concept in result.stability.concepts.items():
        meaning = MEANINGS.get(name)
        words = f"Stable for a party that {meaning}. " if meaning else ""
        yield f"{short(name)}: {concept.title}", f"{words}Source: {concept.source}."


def marks(result: ConflictStability) -> dict[int, list[str]]:
    """Return for each state that is an equilibrium for every order the strongest senses, as the picture marks them."""
    found: dict[int, list[str]] = {}
    for code in result.equilibria:
        names = [name for name, verdict in result.verdicts(code) if verdict is Certainty.EVERY]
        if names:
            found[code] = [short(name) for name in strongest(names)]
    return found
