"""What a statement does in the negotiation, with the words that show it, by ``lists/acts.txt``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from detente.evidence.found import Found
from detente.evidence.lexicon import sections
from detente.evidence.result import Act, Span

BOUND = 2000
"""How much of a piece of a statement is looked at (code points): what it does is said in its first sentences."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What shows one act: cues, cues with "not", patterns of words."""

    act: Act
    cues: frozenset[str]
    negated: frozenset[str]
    words: re.Pattern[str] | None


@cache
def signs() -> tuple[Signs, ...]:
    """Read the shipped list, in its order."""
    found = []
    for name, lines in sections("acts.txt").items():
        kinds: dict[str, list[str]] = {"cue": [], "negated": [], "words": []}
        for line in lines:
            kind, _, rest = line.partition(": ")
            kinds[kind] += [rest] if kind == "words" else rest.split()
        pattern = re.compile("|".join(kinds["words"]), re.IGNORECASE) if kinds["words"] else None
        found.append(Signs(Act(name), frozenset(kinds["cue"]), frozenset(kinds["negated"]), pattern))
    return tuple(found)


def act(text: str, found: Found, cue: Span, content: Sequence[Span]) -> tuple[Act, tuple[Span, ...]]:
    """Say what a statement does, and which words show it.

    Returns
    -------
    Act and tuple of spans
        The cue, or words of the content; none for a plain report.
    """
    lemma = found.frame.lemma if found.frame else ""
    pieces = [(start, min(end, start + BOUND)) for start, end in content]
    for one in signs():
        if lemma in one.cues and not found.negated or (found.negated and lemma in one.negated):
            worded = _words(text, one, pieces) if one.act is Act.CONDITION else ()
            return one.act, worded or (cue,)
        if shown := _words(text, one, pieces):
            return one.act, shown
    return Act.REPORT, ()


def _words(text: str, one: Signs, pieces: Sequence[Span]) -> tuple[Span, ...]:
    if one.words is None:
        return ()
    for start, end in pieces:
        match = one.words.search(text, start, end)
        if match and match.end() > match.start():
            return (match.span(),)
    return ()
