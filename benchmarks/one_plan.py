"""Plans one random case in this process and prints what it took as JSON; see `benchmarks.processes.in_child`."""

from __future__ import annotations

import json
import sys
import time
from fractions import Fraction
from typing import Any

from benchmarks.generator import generate
from benchmarks.processes import peak_memory
from detente.case.model import Objective
from detente.checker import check
from detente.roadmap import plan
from detente.roadmap.progress import Progress
from detente.roadmap.result import ObjectiveValue, Roadmap


def measure(request: dict[str, Any]) -> dict[str, Any]:
    """Plan the case of a request and give times in seconds, gaps as shares, memory in bytes."""
    case = generate(
        request["steps"],
        request["principals"],
        request["phases"],
        seed=request["seed"],
        durations=request["durations"],
    )
    first: list[float] = []
    proofs: dict[tuple[Objective, str], float] = {}

    def listen(event: Progress) -> None:
        if event.objective is None:
            return
        if event.value is not None and not first:
            first.append(event.seconds)
        if event.proved:
            proofs[event.objective, event.part] = event.seconds

    began = time.perf_counter()
    roadmap = plan(case, time_limit=request["time_limit"], progress=listen)
    spent = time.perf_counter() - began
    memory = peak_memory()
    return {
        **request,
        "status": roadmap.status.value,
        "in_package": len(roadmap.package),
        "phases_used": len(roadmap.phases),
        "first": first[0] if first else None,
        "proof": {objective.value: _proved(roadmap, objective, proofs) for objective in Objective},
        "gap": {objective.value: _gap(roadmap, objective) for objective in Objective},
        "seconds": spent,
        "memory": memory,
        "holds": check(case, roadmap.written).holds if roadmap.phases else None,
    }


def _parts(roadmap: Roadmap, objective: Objective) -> list[ObjectiveValue]:
    return [one for one in roadmap.objectives if one.name is objective]


def _proved(roadmap: Roadmap, objective: Objective, proofs: dict[tuple[Objective, str], float]) -> float | None:
    """Tell when the last part of an objective was proved; where no roadmap exists, nothing is left to prove."""
    parts = _parts(roadmap, objective)
    if not parts or not all(one.proved for one in parts):
        return None
    return max(proofs.get((one.name, one.part), roadmap.seconds) for one in parts)


def _gap(roadmap: Roadmap, objective: Objective) -> float | None:
    """Give the largest gap of the parts of an objective: distance of value and bound, by the larger of the two."""
    parts = _parts(roadmap, objective)
    if not parts:
        return None
    return max(_part_gap(one.value, one.value if one.proved else one.bound) for one in parts)


def _part_gap(value: Fraction, bound: Fraction | None) -> float:
    if bound is None:
        return 1.0
    larger = max(abs(value), abs(bound))
    return float(abs(value - bound) / larger) if larger else 0.0


if __name__ == "__main__":
    json.dump(measure(json.load(sys.stdin)), sys.stdout)
