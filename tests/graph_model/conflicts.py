"""Strategies of hypothesis for small conflicts: ties, infeasible states, one-way and joint options."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from detente.states import ConflictModel, Direction, Option, PartialOrder, Preference, Ranking

MOST_OPTIONS = 5


@st.composite
def conflicts(
    draw: st.DrawFn, *, fewest: int = 1, most: int = 5, joint: bool = True, most_options: int = MOST_OPTIONS
) -> ConflictModel:
    """Draw a conflict of rankings."""
    parties = draw(st.integers(fewest, most))
    options = draw(st.integers(1, most_options))
    wanted = []
    for number in range(options):
        size = draw(st.sampled_from([1, 1, 1, 2, 3] if joint else [1]))
        owners = draw(st.permutations(range(parties)))[: min(size, parties)]
        direction = draw(st.sampled_from([*[Direction.BOTH] * 3, Direction.FORWARD, Direction.BACK]))
        wanted.append(Option(f"option {number}", tuple(owners), direction))
    size = 1 << options
    often = draw(st.sampled_from([1.0, 0.8, 0.5]))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    feasible = rng.random(size) <= often
    feasible[int(rng.integers(size))] = True
    kinds = [draw(st.sampled_from([3, size, 10 * size])) for _ in range(parties)]
    orders = [Ranking.of(rng.integers(0, kind, size), feasible) for kind in kinds]
    return ConflictModel.of([f"party {dm}" for dm in range(parties)], wanted, orders, feasible=feasible)


@st.composite
def uncertain_conflicts(draw: st.DrawFn, *, most: int = 3, most_states: int = 4) -> ConflictModel:
    """Draw a conflict of few feasible states in which the orders of one or two parties are partial."""
    model = draw(conflicts(most=most, most_options=3))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    feasible = np.zeros(model.size, np.bool_)
    feasible[rng.permutation(model.states())[:most_states]] = True
    orders: list[Preference] = [Ranking.of(rng.integers(0, 4, model.size), feasible) for _ in model.dms]
    for dm in draw(st.permutations(range(len(orders))))[:2]:
        scores = rng.integers(0, 4, (2, int(feasible.sum())))
        orders[dm] = PartialOrder.of((scores[:, :, None] <= scores[:, None, :]).all(axis=0))
    return ConflictModel.of(model.dms, model.options, orders, feasible=feasible)
