"""Whether a roadmap could come to rest: in which senses the package, and each phase's end, are stable.

The roadmap holds by its own conditions; this asks the other question of the field, that of the graph model: from the
state at a phase's end, would anybody move on alone, if all that each knows is how it ranks the states?
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.errors import CaseError
from detente.report.told import Told

if TYPE_CHECKING:
    from detente.states.conflict import Conflict

MOST_STATES = 1 << 17
"""A conflict of more states is left to ``detente stability``, which takes its time."""

MOST_PAIRS = 1 << 25
"""Likewise where orders are partial and each state asked about is compared with so many others."""


@dataclass(frozen=True, slots=True)
class Resting:
    """A row for each phase's end: its name, and in which senses it is stable. ``note`` says how that was found."""

    rows: tuple[tuple[str, str], ...]
    note: str


@lru_cache(maxsize=2)
def resting(told: Told) -> Resting | None:
    """Return in which senses the ends of a roadmap's phases are stable; worked out once for text and page.

    Nothing where that would give preferences away, where nobody has any, or where there is no roadmap.
    """
    if told.public or not told.holds or not told.roadmap.phases or not told.principals:
        return None
    from detente.states.from_case import from_case

    done = (tuple(told.roadmap.done),) if told.roadmap.done else ()
    try:
        conflict = from_case(told.case, phases=(*done, *(phase.steps for phase in told.roadmap.phases)))
    except CaseError as error:
        return Resting((), f"Not examined: {error.findings[0].message}.")
    model = conflict.model
    asked = sorted({point.code for point in conflict.path if model.feasible[point.code]})
    pairs = 0 if model.is_ranked else len(model.states()) ** 2
    if model.size > MOST_STATES or pairs > MOST_PAIRS:
        return Resting((), f"Not examined: {len(model.states()):,} states are too many to look at in passing.")
    return _judged(conflict, asked)


def _judged(conflict: Conflict, asked: list[int]) -> Resting:
    import numpy as np

    from detente.graph_model.analysis import analyse
    from detente.report.stability_told import sense

    found = analyse(conflict.model, equilibria_only=conflict.model.is_ranked, asked=np.array(asked, np.int64))
    rows = []
    for point in conflict.path:
        words = "excluded by a rule as a state of its own"
        if point.code in asked:
            words = sense([(name, verdicts.at(point.code)) for name, verdicts in found.equilibria.items()])
        rows.append((f"{point.title[:1].upper()}{point.title[1:]}", words))
    return Resting(tuple(rows), _note(conflict))


def _note(conflict: Conflict) -> str:
    partial = "" if conflict.model.is_ranked else (
        " Levels and intervals leave the order of some states open: “for some orders that fit” means that it hangs on "
        "these."
    )  # fmt: skip
    return (
        f"In the sense of the graph model for conflict resolution, among {len(conflict.model.states()):,} states: "
        "Nash, nobody has an improvement; SEQ, improvements would be answered to the mover's harm by what others "
        "prefer; GMR, they could be; SMR and SSEQ, the mover could not escape the answer. `detente stability` says "
        "why. Only what the states are worth counts here: neither the price of breaking one's word nor tolerance, "
        f"which may hold a roadmap where its states alone would not.{partial}"
    )
