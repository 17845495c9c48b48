"""What would change the verdicts, in sentences: the fewest changes a wish needs, and the details verdicts hang on."""

from __future__ import annotations

from collections.abc import Iterator

from detente.graph_model.inverse import Change, Inverse
from detente.graph_model.results import ConflictStability
from detente.graph_model.robustness import Hinge, Kind
from detente.report.stability_words import all_of, short, state_name, state_words
from detente.states.conflict import Conflict

MOST_HINGES = 40

MOST_WORDS = 160
"""A heading names the options of a state in so many characters at most."""


def wishes(result: ConflictStability) -> tuple[str, tuple[str, ...]] | None:
    """Return a heading and sentences on what would make the wished state an equilibrium; nothing if none was wished."""
    if not result.wishes:
        return None
    conflict = result.conflict
    state = result.wishes[0].state
    heading = f"What would make {state_name(conflict, state)} an equilibrium"
    words = state_words(conflict, state)
    if len(words) <= MOST_WORDS:
        heading = f"{heading}: {words}"
    return heading, tuple(sentence for inverse in result.wishes for sentence in _of_concept(conflict, inverse))


def _of_concept(conflict: Conflict, inverse: Inverse) -> Iterator[str]:
    name = short(inverse.concept.name)
    needed = [change for change in inverse.changes if change.below]
    if not needed:
        known = "" if conflict.model.is_ranked else ", whatever order fits"
        yield f"{name}: it is stable for each party today{known}."
    for change in needed:
        yield f"{name}: {_change(conflict, change)}"
    if needed and inverse.enough is None:
        yield f"{name}: whether all of that at once is enough was not examined: sanctions hang on the same orders."
    elif needed and not inverse.enough:
        yield f"{name}: all of that at once is not enough, since sanctions hang on the same orders."
    counted = [one for one in inverse.counts if one.equilibrium is not None]
    if counted:
        told = all_of([f"{one.equilibrium:,} of {one.orders:,} for {conflict.dm_titles[one.dm]}" for one in counted])
        yield f"{name}: strict orders of one party, the others' as today, that make it an equilibrium: {told}."


def _change(conflict: Conflict, change: Change) -> str:
    fewest = all_of([state_name(conflict, code) for code in change.below])
    if change.ranking is None:
        proved = "" if change.proved else " (that no fewer would do is not proved)"
        return f"{conflict.dm_titles[change.dm]}, which prefers or could prefer {fewest} to it, must not{proved}."
    lifted = all_of([state_name(conflict, code) for code in change.lifted_above])
    proved = "" if change.proved else " (that no fewer would do is not proved)"
    same = set(change.below) == set(change.lifted_above)
    rest = "" if same else f"; with every other state as it is, it would be lifted above {lifted}"
    return f"{conflict.dm_titles[change.dm]} must no longer prefer {fewest} to it{proved}{rest}."


def hinges(result: ConflictStability) -> tuple[str, tuple[str, ...]] | None:
    """Return a heading and sentences on the details of orders that equilibria hang on; nothing if it was not asked."""
    found = result.robustness
    if found is None:
        return None
    told = [words for hinge in found.hinges if (words := _hinge(result.conflict, hinge))]
    heading = f"What the equilibria hang on ({found.swaps_tried} swaps and {found.ties_tried} ties tried)"
    if not told:
        return heading, ("No equilibrium comes or goes with one swap of neighbouring states, or with a tie.",)
    left = len(told) - MOST_HINGES
    more = [f"And {left} more, which --json lists."] if left > 0 else []
    return heading, (*told[:MOST_HINGES], *more)


def _hinge(conflict: Conflict, hinge: Hinge) -> str:
    turns: dict[tuple[int, bool], list[str]] = {}
    for turn in hinge.turns:
        if turn.mover is None:
            turns.setdefault((turn.state, turn.stable), []).append(turn.concept)
    if not turns:
        return ""
    states = all_of([state_name(conflict, code) for code in hinge.states])
    who = conflict.dm_titles[hinge.dm]
    change = f"{states} changed places" if hinge.kind is Kind.SWAP else f"the tie of {states} were broken"
    # of all the ways to break a tie, some turn the verdict
    would = "would" if hinge.kind is Kind.SWAP else "could"
    told = [
        f"{state_name(conflict, code)} {would} {'no longer' if stable else 'then'} be an equilibrium under "
        f"{all_of([short(name) for name in names])}"
        for (code, stable), names in turns.items()
    ]
    return f"{who}: if {change}, {'; '.join(told)}."
