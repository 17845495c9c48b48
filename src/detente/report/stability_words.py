"""Stability in words: concepts, states, verdicts, and in short the strongest sense in which a state is stable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.graph_model.certainty import Certainty
from detente.graph_model.play import Move
from detente.states.conflict import Conflict

SHORT = {"nash": "Nash", "gmr": "GMR", "smr": "SMR", "seq": "SEQ", "sseq": "SSEQ", "sim": "SIM"}
"""Names of concepts as the literature abbreviates them; others are told by their own name."""

IMPLIED = {"nash": ("gmr", "smr", "seq", "sseq"), "sseq": ("gmr", "smr", "seq"), "smr": ("gmr",), "seq": ("gmr",)}
"""What a state that is stable in one sense is in others too."""

MEANINGS = {
    "nash": "has no improvement from there",
    "gmr": "could for every improvement be answered by moves of the others that leave it no better off",
    "smr": "could be so answered, and would find no way out of it by another move of its own",
    "seq": "would for every improvement be answered by improvements of the others that leave it no better off",
    "sseq": "would be so answered, and would find no way out of it by another move of its own",
}
"""What each concept says of a party for which a state is stable."""

VERDICTS = {
    Certainty.EVERY: "for every order that fits",
    Certainty.SOME: "for some orders that fit",
    Certainty.NONE: "for no order that fits",
    Certainty.SOME_OR_EVERY: "for some orders that fit, maybe for every",
    Certainty.NONE_OR_SOME: "not for every order that fits, maybe for none",
    Certainty.OPEN: "not decided",
}

POSSIBLE = (Certainty.SOME, Certainty.SOME_OR_EVERY)


def short(concept: str) -> str:
    """Return the abbreviation of a concept."""
    return SHORT.get(concept, concept)


def strongest(concepts: Iterable[str]) -> list[str]:
    """Return the concepts that no other of them implies, in their order."""
    names = list(concepts)
    implied = {weaker for name in names for weaker in IMPLIED.get(name, ())}
    return [name for name in names if name not in implied]


def cell(verdicts: Sequence[tuple[str, Certainty]]) -> str:
    """Return verdicts on a state in short: ``Nash``, ``SEQ SMR``, ``GMR, Nash?`` (for some orders), or a dash."""
    every = strongest(name for name, verdict in verdicts if verdict is Certainty.EVERY)
    implied = {weaker for name in every for weaker in IMPLIED.get(name, ())} | set(every)
    some = [name for name in strongest(n for n, verdict in verdicts if verdict in POSSIBLE) if name not in implied]
    told = " ".join(short(name) for name in every)
    maybe = " ".join(f"{short(name)}?" for name in some)
    return ", ".join(part for part in (told, maybe) if part) or "–"


def state_name(conflict: Conflict, code: int) -> str:
    """Return a state as ``state 7 (NYNNY)``."""
    return f"state {conflict.model.number(code)} ({conflict.model.yn(code)})"


def state_words(conflict: Conflict, code: int) -> str:
    """Return a state by the options that are taken in it."""
    taken = [told.title for place, told in enumerate(conflict.options_told) if code >> place & 1]
    return "; ".join(taken) if taken else "none of the options"


def names_of(conflict: Conflict, members: Sequence[int]) -> str:
    """Return the names of a group of parties."""
    return all_of([conflict.dm_titles[member] for member in members])


def all_of(names: Sequence[str]) -> str:
    """Return names as a list in words."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def change_words(conflict: Conflict, before: int, after: int, *, several: bool = False) -> str:
    """Say what is switched between two states, by one party or several: ``takes “Pay” and gives up “Protest”``."""
    take, give = ("take", "give up") if several else ("takes", "gives up")
    titles = [told.title for told in conflict.options_told]
    taken = [f"“{title}”" for place, title in enumerate(titles) if after & ~before & 1 << place]
    dropped = [f"“{title}”" for place, title in enumerate(titles) if before & ~after & 1 << place]
    return " and ".join(f"{verb} {all_of(changed)}" for verb, changed in ((take, taken), (give, dropped)) if changed)


def move_words(conflict: Conflict, move: Move, before: int) -> str:
    """Say who switches what in a move from a state."""
    members = move.mover.members
    return f"{names_of(conflict, members)} {change_words(conflict, before, move.to, several=len(members) > 1)}"
