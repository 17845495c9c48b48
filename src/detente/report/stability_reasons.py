"""Why a state is stable for somebody or is not, in sentences: the improvement that unsettles, or what holds it back."""

from __future__ import annotations

from collections.abc import Iterator

from detente.graph_model.certainty import Certainty
from detente.graph_model.play import Answer
from detente.graph_model.relations import Reading
from detente.graph_model.results import ConflictStability
from detente.graph_model.witness import Witness, explain
from detente.report.stability_words import change_words, move_words, names_of, short, state_name
from detente.states.conflict import Conflict

CREDIBLE_FIRST = ("seq", "sseq", "smr", "gmr", "nash")
"""In this order a concept is asked what holds an improvement back: what would be done tells more than what could."""

MOST_ANSWERS = 2
"""So many improvements of a party are told with what holds them back; the rest are counted."""


def reasons(result: ConflictStability, code: int) -> Iterator[str]:
    """Yield a sentence for each party or group that has an improvement from a state: what holds it, or that none does.

    Where an order is open, a sentence is about what is certain.
    """
    for place, mover in enumerate(result.conflict.model.movers):
        if mover.options:
            yield from _of_mover(result, place, code)


def _of_mover(result: ConflictStability, place: int, code: int) -> Iterator[str]:
    conflict = result.conflict
    mover = conflict.model.movers[place]
    verdicts = dict(result.verdicts_of(place, code))
    names = [name for name in CREDIBLE_FIRST if name in verdicts]
    nash = explain(conflict.model, mover, "nash", code)
    if nash.stable:
        if verdicts.get("nash") not in (None, Certainty.EVERY):
            yield f"{names_of(conflict, mover.members)}: whether it has an improvement hangs on an order that is open."
        return
    if not names:
        yield from _foreseen(conflict, place, code, list(verdicts))
        return
    held = next((name for name in names if verdicts[name] is Certainty.EVERY), None)
    if held is not None:
        found = explain(conflict.model, mover, held, code, own=Reading.POSSIBLE, others=Reading.CERTAIN)
        yield _held(conflict, found)
        return
    refuted = [name for name in reversed(names) if verdicts[name] is Certainty.NONE]
    if refuted:
        name = next((one for one in ("gmr", "smr", "seq", "nash") if one in refuted), refuted[0])
        found = explain(conflict.model, mover, name, code, own=Reading.CERTAIN, others=Reading.POSSIBLE)
        if not found.stable:
            yield _unsettled(conflict, found)
            return
    yield f"{names_of(conflict, mover.members)}: whether what it could gain is held back hangs on orders that are open."


def _foreseen(conflict: Conflict, place: int, code: int, names: list[str]) -> Iterator[str]:
    """Yield what answers the best improvement under concepts that are not told by sanctions."""
    mover = conflict.model.movers[place]
    if not names:
        yield f"{names_of(conflict, mover.members)} could improve together, which these senses do not judge."
    for name in names:
        found = explain(conflict.model, mover, name, code)
        yield _held(conflict, found) if found.stable else _unsettled(conflict, found)


def _held(conflict: Conflict, found: Witness) -> str:
    who = names_of(conflict, found.mover.members)
    several = len(found.mover.members) > 1
    told = [_answer(conflict, found, answer) for answer in found.answers[:MOST_ANSWERS]]
    left = len(found.answers) - len(told)
    more = f" So with {left} further improvement{'s' if left > 1 else ''}." if left else ""
    return f"{who} {'are' if several else 'is'} held back ({short(found.concept.name)}): {'; '.join(told)}.{more}"


def _answer(conflict: Conflict, found: Witness, answer: Answer) -> str:
    before = answer.improvement.to
    if answer.at_once:
        return _at_once(conflict, found, answer)
    it, them, several = ("they", "one of them", True) if len(found.mover.members) > 1 else ("it", "it", False)
    words = f"if {it} {change_words(conflict, found.state, before, several=several)} ({state_name(conflict, before)})"
    then = []
    for move in answer.then:
        then.append(move_words(conflict, move, before))
        before = move.to
    if not then:
        return f"{words}, that alone leaves {them} no better off"
    could = "could" if found.concept.name in ("gmr", "smr") else "would"
    return (
        f"{words}, it {could} follow that {', then '.join(then)}, which leaves {them} no better off "
        f"({state_name(conflict, answer.end)})"
    )


def _at_once(conflict: Conflict, found: Witness, answer: Answer) -> str:
    """Say of an improvement what moves at the same moment make of it."""
    others = " and ".join(move_words(conflict, move, found.state) for move in answer.then)
    words = f"if it {change_words(conflict, found.state, answer.improvement.to)}"
    return f"{words} while {others}, that leaves it no better off ({state_name(conflict, answer.end)})"


def _unsettled(conflict: Conflict, found: Witness) -> str:
    who = names_of(conflict, found.mover.members)
    answer = found.answers[0]
    there = answer.improvement.to
    several = len(found.mover.members) > 1
    move = f"{change_words(conflict, found.state, there, several=several)} ({state_name(conflict, there)})"
    better, harm, it = ("are better off if they", "to their harm", "they") if several else (
        "is better off if it", "to its harm", "it"
    )  # fmt: skip
    name = found.concept.name
    if name == "nash":
        return f"{who} {better} {move}."
    if name == "gmr":
        return f"{who} {better} {move}. Nothing the others can do would undo that."
    if name == "smr":
        return f"{who} {better} {move}. Whatever the others did, {it} could still reach something better."
    if name not in ("seq", "sseq"):
        return f"{who} {better} {move}. In this sense ({short(name)}) nothing holds that back."
    return f"{who} {better} {move}. None of the others would answer that {harm}."
