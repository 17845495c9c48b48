"""Where sentences end, told from the tokens of one paragraph."""

from __future__ import annotations

from collections.abc import Sequence

_FINAL = frozenset({".", "?", "!"})
_AFTER = frozenset({"”", '"', "’", "'", "''", ")", "»", "]"})
LONGEST = 250
"""A longer run of tokens without an end is cut (nobody says so much in a breath; lists and tables do)."""


def sentences(words: Sequence[str]) -> list[tuple[int, int]]:
    """Cut into runs of tokens (start, end exclusive); closing marks belong to the sentence before them."""
    found = []
    start = place = 0
    count = len(words)
    while place < count:
        ends = words[place] in _FINAL
        place += 1
        if not ends:
            if place - start < LONGEST:
                continue
        else:
            while place < count and (words[place] in _FINAL or words[place] in _AFTER):
                place += 1
            if place < count and (words[place][0].islower() or words[place] == ","):
                continue
        found.append((start, place))
        start = place
    if start < count:
        found.append((start, count))
    return found
