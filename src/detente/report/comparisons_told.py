"""What partial orders leave open, in words: whom to ask how two states compare, and what the answers settle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.graph_model.certainty import Certainty
from detente.graph_model.comparisons import Comparison, Comparisons, Settled
from detente.graph_model.results import ConflictStability
from detente.report.stability_words import all_of, short, state_name, state_words
from detente.states.conflict import Conflict
from detente.states.orders import Relation

MOST_TOLD = 20

MOST_WORDS = 160
"""A state is told by its options in so many characters at most."""


def comparisons(result: ConflictStability) -> tuple[str, tuple[str, ...]] | None:
    """Return a heading and sentences on what would settle the equilibria left open; nothing if it was not asked."""
    found = result.comparisons
    if found is None:
        return None
    heading = f"What the orders leave open, and would settle an equilibrium ({found.tried:,} comparisons tried)"
    return heading, tuple(_sentences(result, found))


def _sentences(result: ConflictStability, found: Comparisons) -> Iterator[str]:
    conflict = result.conflict
    told = [each for each in found.comparisons if each.equilibria]
    if found.asked is not None:
        yield f"Of so many states only these were asked about: {_list(conflict, found.asked)}."
    for each in told[:MOST_TOLD]:
        yield _comparison(conflict, each)
    if len(told) > MOST_TOLD:
        yield f"And {len(told) - MOST_TOLD} more, which --json lists."
    left = {name: codes for name, codes in found.unsettled.items() if codes}
    for name, codes in left.items():
        yield f"{short(name)}: no single comparison that was tried settles {_list(conflict, codes)}."
    if not told and not left:
        yield "Whatever the orders leave open, every verdict on an equilibrium is the same."
    if not found.sanctioning:
        yield (
            "Under SEQ and SSEQ, what a party says could also settle the verdicts of others, by what it would do in "
            "earnest; with so many states that was not gone through."
        )


def _comparison(conflict: Conflict, comparison: Comparison) -> str:
    """Say what is asked, and what each answer settles; answers that settle the same are told together."""
    one, other = (state_name(conflict, code) for code in comparison.states)
    words = {
        Relation.BETTER: f"{one} is better",
        Relation.TIED: "both are as good",
        Relation.WORSE: f"{other} is better",
    }
    alike: dict[tuple[str, ...], list[str]] = {}
    for relation, settled in comparison.answers.items():
        if told := tuple(_settled(conflict, settled)):
            alike.setdefault(told, []).append(words[relation])
    answers = "; ".join(f"if {' or '.join(given)}, {' and '.join(told)}" for told, given in alike.items())
    return f"{conflict.dm_titles[comparison.dm]}, between {_named(conflict, comparison.states)}: {answers}."


def _named(conflict: Conflict, codes: Sequence[int]) -> str:
    told = []
    for code in codes:
        words = state_words(conflict, code)
        told.append(state_name(conflict, code) + (f", “{words}”," if len(words) <= MOST_WORDS else ""))
    return " and ".join(told).rstrip(",")


def _settled(conflict: Conflict, settled: Sequence[Settled]) -> Iterator[str]:
    """Yield what becomes of equilibria, senses with the same answer told together."""
    names: dict[tuple[int, Certainty], list[str]] = {}
    for one in settled:
        if one.mover is None:
            names.setdefault((one.state, one.becomes), []).append(short(one.concept))
    for (code, becomes), senses in names.items():
        is_one = "an equilibrium for every order that fits" if becomes is Certainty.EVERY else "no equilibrium"
        yield f"{state_name(conflict, code)} is {is_one} under {all_of(senses)}"


def _list(conflict: Conflict, codes: Sequence[int]) -> str:
    left = len(codes) - MOST_TOLD
    names = [state_name(conflict, code) for code in codes[:MOST_TOLD]]
    return all_of([*names, f"{left} more"] if left > 0 else names)
