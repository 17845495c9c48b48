"""Random conflicts of states: rankings at random or by prioritised statements, states ruled out, options one-way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.states import ConflictModel, Direction, Option, Ranking
from detente.states.orders import Flags

STATEMENTS = 12
"""Of a party whose order is told by statements; each speaks of two options."""

RULED_OUT = 0.3
"""The share of states that are infeasible, where some are."""

ONE_WAY = 0.25
"""The share of options that can be switched one way only, where some are."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What kind of conflict is drawn."""

    statements: bool = False
    ruled_out: bool = False
    one_way: float = 0.0


KINDS = {
    "random rankings": Kind(),
    "statements": Kind(statements=True),
    "rankings, states ruled out": Kind(ruled_out=True),
    "rankings, one-way options": Kind(one_way=ONE_WAY),
    "statements, both": Kind(statements=True, ruled_out=True, one_way=ONE_WAY),
    "rankings, all one-way": Kind(one_way=1.0),
}


def draw(options: int, parties: int, kind: str, *, seed: int) -> ConflictModel:
    """Draw a conflict; the options are dealt out evenly, in order."""
    how, rng = KINDS[kind], np.random.default_rng(seed)
    wanted = [Option(f"option {k}", (k * parties // options,), _direction(how, rng)) for k in range(options)]
    feasible = rng.random(1 << options) >= (RULED_OUT if how.ruled_out else 0)
    orders = [Ranking.of(_scores(options, how, rng), feasible) for _ in range(parties)]
    return ConflictModel.of([f"party {dm}" for dm in range(parties)], wanted, orders, feasible=feasible)


def _direction(how: Kind, rng: np.random.Generator) -> Direction:
    if rng.random() >= how.one_way:
        return Direction.BOTH
    return Direction.FORWARD if rng.random() < 0.5 else Direction.BACK


def _scores(options: int, how: Kind, rng: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    if not how.statements:
        return rng.permutation(1 << options).astype(np.int32)
    codes = np.arange(1 << options, dtype=np.int32)
    scores = np.zeros_like(codes)
    for _ in range(STATEMENTS):
        scores = 2 * scores + ~_statement(codes, options, rng)
    return scores


def _statement(codes: np.ndarray[tuple[int], np.dtype[np.int32]], options: int, rng: np.random.Generator) -> Flags:
    """Return where "a (or not a), and (or or) b (or not b)" is true."""
    first, second = rng.integers(options, size=2)
    one, other = ((codes >> option & 1) == rng.integers(2) for option in (first, second))
    found: Flags = one & other if rng.random() < 0.5 else one | other
    return found
