"""Solves one exchange game with pygambit in this process and prints what it took as JSON."""

from __future__ import annotations

import io
import json
import sys
import time
from typing import Any

from benchmarks.exchange_tree import as_efg


def measure(request: dict[str, Any]) -> dict[str, Any]:
    """Solve the game of a request (``steps``, ``bonus``, ``solver``: ``lcp`` or ``logit``); times in seconds."""
    import pygambit  # type: ignore[import-untyped,import-not-found,unused-ignore]

    text = as_efg(request["steps"], request["bonus"])
    began = time.perf_counter()
    game = pygambit.read_efg(io.StringIO(text))
    read = time.perf_counter()
    if request["solver"] == "lcp":
        result = pygambit.nash.lcp_solve(game, rational=True)
    else:
        result = pygambit.nash.logit_solve(game)
    solved = time.perf_counter()
    return {**request, "read": read - began, "solve": solved - read, "payoffs": _payoffs(game, result)}


def _payoffs(game: Any, result: Any) -> list[float]:
    """Read the payoffs of the first equilibrium, from pygambit 17 or from pygambit 16."""
    profile = result.equilibrium if hasattr(result, "equilibrium") else result.equilibria[0]
    if hasattr(profile, "payoffs"):
        return [float(profile.payoffs[label]) for label in ("left", "right")]
    return [float(profile.payoff(player)) for player in game.players]


if __name__ == "__main__":
    json.dump(measure(json.load(sys.stdin)), sys.stdout)
