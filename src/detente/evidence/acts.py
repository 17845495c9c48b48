"""What a statement does in the negotiation, with the words that show it, by ``lists/acts.txt``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from detente.evidence.found import Found
from detente.evidence.lexicon import sections
from detente.evidence.result import Act, Span

BOUND = 800
"""How much of a piece of a statement is looked at (code points): what it does is said in its first sentences."""

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class Signs:
    """What shows one act; see the head of ``lists/acts.txt``."""

    act: Act
    cues: frozenset[str]
    negated: frozenset[str]
    words: frozenset[str]
    needs: frozenset[str]
    phrases: re.Pattern[str] | None


@cache
def signs() -> tuple[Signs, ...]:
    """Read the shipped list, in its order."""
    return tuple(_signs(Act(name), lines) for name, lines in sections("acts.txt").items())


def _signs(name: Act, lines: Sequence[str]) -> Signs:
    kinds: dict[str, list[str]] = {"cue": [], "negated": [], "word": [], "needs": [], "phrase": []}
    for line in lines:
        kind, _, rest = line.partition(": ")
        kinds[kind] += [rest] if kind == "phrase" else rest.split()
    phrases = re.compile("|".join(kinds["phrase"]), re.IGNORECASE) if kinds["phrase"] else None
    cues, negated, words, needs = (frozenset(kinds[kind]) for kind in ("cue", "negated", "word", "needs"))
    return Signs(name, cues, negated, words, needs, phrases)


def act(text: str, found: Found, cue: Span, content: Sequence[Span]) -> tuple[Act, tuple[Span, ...]]:
    """Say what a statement does, and which words show it.

    Parameters
    ----------
    text, found
        The source's text and the statement as it was found.
    cue, content
        Where they lie.

    Returns
    -------
    Act and tuple of spans
        The words are the cue, or some of the content; none for a plain report.
    """
    lemma = found.frame.lemma if found.frame else ""
    keys = {lemma, f"{lemma}/{found.make.split()[-1]}"}
    pieces = [(start, min(end, start + BOUND)) for start, end in content]
    lowered = [text[start:end].lower() for start, end in pieces]
    present = {word for piece in lowered for word in _WORD.findall(piece)}
    for one in signs():
        by_cue = not keys.isdisjoint(one.negated if found.negated else one.cues)
        shown = () if by_cue and one.act is not Act.CONDITION else _shown(text, one, pieces, lowered, present)
        if by_cue or shown:
            return one.act, shown or (cue,)
    return Act.REPORT, ()


def _shown(
    text: str, one: Signs, pieces: Sequence[Span], lowered: Sequence[str], present: set[str]
) -> tuple[Span, ...]:
    if one.phrases and not one.needs.isdisjoint(present):
        for start, end in pieces:
            match = one.phrases.search(text[start:end])
            if match and match.end() > match.start():
                return ((start + match.start(), start + match.end()),)
    if one.words.isdisjoint(present):
        return ()
    for (start, _), piece in zip(pieces, lowered, strict=True):
        for match in _WORD.finditer(piece):
            if match[0] in one.words:
                return ((start + match.start(), start + match.end()),)
    return ()
