"""Lines that a page put round an article: flagged and left out, never taken for a statement.

Each reason has its pattern in ``lists/clutter.txt``: one a line, matched against a whole line of text.
"""

from __future__ import annotations

import re
from functools import cache

from detente.evidence.lexicon import entries
from detente.evidence.result import LeftOut, Span

LONGEST = 600
"""A longer line is no clutter whatever it says (code points)."""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    by_reason: dict[str, list[str]] = {}
    for line in entries("clutter.txt"):
        reason, _, pattern = line.partition(": ")
        by_reason.setdefault(reason, []).append(pattern)
    return tuple((reason, re.compile("|".join(patterns), re.IGNORECASE)) for reason, patterns in by_reason.items())


def clutter(text: str, line: Span) -> LeftOut | None:
    """Say why a line is left out, or that it is not."""
    words = text[line[0] : line[1]]
    stripped = words.strip(" \t\u00a0*•|·—–-")
    if not stripped or len(stripped) > LONGEST:
        return None
    for reason, pattern in _patterns():
        if pattern.match(stripped):
            start = line[0] + len(words) - len(words.lstrip())
            return LeftOut((start, start + len(words.strip())), reason)
    return None
