"""A conflict as a `.gmcr` model, for those who work with the format's own program as well.

The format knows neither joint options nor open orders nor notes; what it cannot say is refused, never left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from detente.errors import CaseError, Finding
from detente.states.conflict import Conflict
from detente.states.gmcr_file import gmcr_text
from detente.states.gmcr_model import DIRECTIONS
from detente.states.orders import Flags, Ranking

VERSION = "0.4.1"
"""The newest version of the format in circulation, which is what is written."""

_WORDS = {meaning: word for word, meaning in DIRECTIONS.items()}


def to_gmcr(conflict: Conflict) -> str:
    """Return a conflict as the text of a `.gmcr` file.

    A conflict that was read from such a file is written as it was, unknown fields and all. Of others, options stand in
    the order of their owners, and preferences as rankings.

    Raises
    ------
    CaseError
        ``not-in-gmcr`` for each joint option and each order that is not complete.
    """
    if conflict.gmcr is not None:
        return gmcr_text(conflict.gmcr)
    from detente.case.json_text import json_text

    if findings := list(_what_it_cannot_say(conflict)):
        raise CaseError(findings)
    return json_text(_document(conflict), indent=2) + "\n"


def _what_it_cannot_say(conflict: Conflict) -> Iterator[Finding]:
    model = conflict.model
    for option, told in zip(model.options, conflict.options_told, strict=True):
        if len(option.owners) > 1:
            message = f"“{told.title}” is an option of several parties, which a .gmcr file cannot say"
            yield Finding(
                "not-in-gmcr", message, "options with one owner each: name them with --options", file="--gmcr"
            )
    for title, preference in zip(conflict.dm_titles, model.preferences, strict=True):
        if not isinstance(preference, Ranking):
            message = f"the order of {title} is not complete, which a .gmcr file cannot say"
            yield Finding("not-in-gmcr", message, "numbers or statements instead of levels or intervals", file="--gmcr")


def _document(conflict: Conflict) -> dict[str, Any]:
    model = conflict.model
    parties = range(len(model.dms))
    order = [place for party in parties for place, one in enumerate(model.options) if one.owners == (party,)]
    feasible = _reordered(model.feasible, order)
    codes = np.flatnonzero(feasible)
    makers = []
    for party in parties:
        preference = model.preferences[party]
        assert isinstance(preference, Ranking)
        makers.append(
            {
                "name": conflict.dm_titles[party],
                "options": [new for new, old in enumerate(order) if model.options[old].owners == (party,)],
                "preferences": [],
                "misperceptions": [],
                "preferenceRanking": _tiers(_reordered(preference.rank, order)[codes]),
            }
        )
    return {
        "program": "gmcr-py",
        "version": VERSION,
        "options": [
            {
                "name": conflict.options_told[old].title,
                "permittedDirection": _WORDS[model.options[old].direction.value],
            }
            for old in order
        ],
        "decisionMakers": makers,
        "infeasibles": [[[place, "Y" if taken else "N"] for place, taken in one] for one in _cubes(~feasible)],
        "useManualPreferenceRanking": True,
        "coalitions": list(parties),
    }


def _reordered(values: Any, order: list[int]) -> Any:
    """Return values by state code once options stand in another order: new option ``k`` is the old ``order[k]``."""
    count = len(order)
    axes = [count - 1 - old for old in reversed(order)]
    return values.reshape((2,) * count).transpose(axes).reshape(-1)


def _tiers(ranks: Any) -> list[int | list[int]]:
    """Return ordered numbers, best first, tied ones as a list."""
    tiers: dict[int, list[int]] = {}
    for number, rank in enumerate(ranks.tolist(), start=1):
        tiers.setdefault(rank, []).append(number)
    return [tier[0] if len(tier) == 1 else tier for _, tier in sorted(tiers.items())]


def _cubes(wanted: Flags, option: int | None = None) -> Iterator[list[tuple[int, bool]]]:
    """Yield conjunctions that together hold in exactly the wanted states, splitting at one option after the other."""
    top = wanted.size.bit_length() - 2 if option is None else option
    if not wanted.any():
        return
    if wanted.all():
        yield []
        return
    without, taken = wanted.reshape(2, -1)
    if np.array_equal(without, taken):
        yield from _cubes(without, top - 1)
        return
    both = without & taken
    for cube in _cubes(both, top - 1):
        yield cube
    for state, part in ((False, without), (True, taken)):
        for cube in _cubes(part & ~both, top - 1):
            yield [*cube, (top, state)]
