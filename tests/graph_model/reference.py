"""The published tables of small conflicts, where they lie beside the checkout."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from detente.states import ConflictModel, Direction, Option, Ranking

NAMES = ("Prisoners", "SyriaIraq", "Cuban", "Elmira")
WAYS = {"both": Direction.BOTH, "fwd": Direction.FORWARD, "back": Direction.BACK}


@cache
def table(name: str) -> dict[str, Any]:
    """Read a table; the test is skipped where there is none."""
    for parent in Path(__file__).resolve().parents:
        path = parent / "shared" / "reference" / "gmcr" / f"{name}.json"
        if path.exists():
            found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            return found
    pytest.skip("the tables of the reference conflicts are not beside the checkout")


def conflict(name: str) -> ConflictModel:
    """Build the conflict of a table."""
    read = table(name)
    options = [Option(o["name"], (read["dms"].index(o["dm"]),), WAYS[o["direction"]]) for o in read["options"]]
    feasible = np.zeros(1 << len(options), np.bool_)
    feasible[[state["decimal"] for state in read["states"]]] = True
    orders = []
    for dm in read["dms"]:
        scores = np.zeros(feasible.shape, np.int64)
        for state in read["states"]:
            scores[state["decimal"]] = read["rank"][dm][state["yn"]]
        orders.append(Ranking.of(scores, feasible))
    return ConflictModel.of(read["dms"], options, orders, feasible=feasible)
