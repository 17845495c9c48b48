"""An order of importance from comparisons of two things at a time: as few as sorting by insertion needs.

Each thing in turn is compared with the middle of what is ordered already, then with the middle of the half where it
belongs, so that n things take about n·log₂(n) questions. Things that matter as much share a place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Compare = Callable[[str, str], str]
"""Say of two things which matters more: ``"1"``, ``"2"`` or ``"="``."""


class NotComparedError(Exception):
    """Two things have not been compared yet; ``pair`` are the two."""

    def __init__(self, pair: tuple[str, str]) -> None:
        super().__init__(*pair)
        self.pair = pair


def tiers(things: Sequence[str], compare: Compare) -> list[list[str]]:
    """Return things in tiers of equal importance, the least important first.

    Raises
    ------
    NotComparedError
        By ``compare``, where an answer is still missing.
    """
    ordered: list[list[str]] = []
    for thing in things:
        low, high = 0, len(ordered)
        while low < high:
            middle = (low + high) // 2
            verdict = compare(thing, ordered[middle][0])
            if verdict == "=":
                ordered[middle].append(thing)
                break
            if verdict == "1":
                low = middle + 1
            else:
                high = middle
        else:
            ordered.insert(low, [thing])
    return ordered
