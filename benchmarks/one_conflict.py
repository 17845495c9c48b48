"""Finds the equilibria of one random conflict in this process, and prints what it took as JSON."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import numpy as np

from benchmarks.conflicts import draw
from benchmarks.processes import peak_memory
from detente.graph_model import analyse
from detente.graph_model.concept import DEFAULT, concepts
from detente.states import ConflictModel
from tests.brute.graph_model import Brute


def measure(request: dict[str, Any]) -> dict[str, Any]:
    """Compute the conflict of a request; seconds are of the processor and of the clock, memory is in bytes."""
    model = draw(request["options"], request["parties"], request["kind"], seed=request["seed"])
    find = by_lists if request["by_lists"] else by_passes
    concepts()  # loads their modules
    began, clock = time.process_time(), time.perf_counter()
    found = find(model)
    spent, waited = time.process_time() - began, time.perf_counter() - clock
    sums = {concept: [len(codes), sum(codes)] for concept, codes in found.items()}
    return {**request, "seconds": spent, "clock": waited, "memory": peak_memory(), "equilibria": sums}


def by_passes(model: ConflictModel) -> dict[str, list[int]]:
    """Find the equilibria with `detente.graph_model`."""
    found = analyse(model, equilibria_only=True).equilibria
    return {concept: np.flatnonzero(found[concept].every).tolist() for concept in DEFAULT}


def by_lists(model: ConflictModel) -> dict[str, list[int]]:
    """Find the equilibria as the definitions read: lists of moves, searches of sequences, state by state."""
    brute = Brute.of(model)
    return {concept: brute.equilibria(concept) for concept in DEFAULT}


if __name__ == "__main__":
    print(json.dumps(measure(json.load(sys.stdin))))
