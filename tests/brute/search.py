"""All roadmaps of a tiny case, and the best of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from detente.case.model import Case
from tests.brute.judge import Judge
from tests.brute.objectives import MOST_IS_BEST

Phases = tuple[tuple[str, ...], ...]


def all_roadmaps(steps: Sequence[str], most_phases: int) -> Iterator[Phases]:
    """Every way to put some of the steps into at most so many phases, none of them empty."""
    yield ()
    if most_phases == 0:
        return
    for n in range(1, len(steps) + 1):
        for first in combinations(steps, n):
            rest = [s for s in steps if s not in first]
            for later in all_roadmaps(rest, most_phases - 1):
                yield (first, *later)


def rank(judge: Judge, phases: Phases) -> tuple:
    """Return what is compared: the objectives in order, then the tie-break; smallest is best."""
    figures = judge.objectives(phases)
    return (*(-value if part in MOST_IS_BEST else value for _, part, value in figures), judge.tie_break(phases))


def best(case: Case, done: Sequence[str] = ()) -> tuple[list, list[Phases]] | None:
    """Return the objectives of the best roadmaps and all roadmaps that share first place, or `None`."""
    judge = Judge(case, done)
    open_steps = [s for s in case.steps if s not in done]
    holding = [phases for phases in all_roadmaps(open_steps, case.max_phases) if judge.holds(phases)]
    if not holding:
        return None
    ranks = {phases: rank(judge, phases) for phases in holding}
    first = min(ranks.values())
    winners = [phases for phases in holding if ranks[phases] == first]
    return judge.objectives(winners[0]), winners
