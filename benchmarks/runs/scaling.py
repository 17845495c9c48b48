"""How planning grows with the case: first roadmap, proof of each objective, gaps at the time limit, memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.growth import growth_picture
from benchmarks.processes import in_child, middle
from benchmarks.tables import Cell, Goal, Outcome, Settings, Table
from detente.case.model import Objective

OBJECTIVES = tuple(objective.value for objective in Objective)
GRACE = 120.0
"""Seconds beyond the time limit after which a plan that does not come back is ended, and the run with it."""

NOTES = (
    "Random cases (benchmarks/generator.py), each planned in a process of its own with the default settings; medians",
    "over the seeds, a proof that did not come before the limit counting as longer than any (shown as > limit).",
    "Seconds are from the start of planning. Gap: distance of value and bound by the larger of the two, 0 when proved.",
    "Every roadmap was accepted by the independent checker; one that was not would have ended the run.",
)

COLUMNS = (
    *("steps", "principals", "phases", "durations", "seeds", "proved", "first (s)"),
    *(f"{name} (s)" for name in OBJECTIVES),
    *("gap of package", "largest gap", "memory (MB)", "whole (s)"),
)
SINGLE = (
    *("steps", "principals", "phases", "durations", "seed", "status", "in package", "phases used", "first (s)"),
    *(f"{name} (s)" for name in OBJECTIVES),
    *(f"gap of {name}" for name in OBJECTIVES),
    *("memory (MB)", "whole (s)"),
)

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Size:
    """One size of case."""

    steps: int
    principals: int
    phases: int
    durations: bool

    def __str__(self) -> str:
        return f"{self.steps} steps, {self.principals} principals, {self.phases} phases" + (
            ", durations" if self.durations else ""
        )


SIZES = [
    Size(steps, principals, phases, durations)
    for durations in (False, True)
    for steps, principals, phases in ((20, 2, 8), (40, 3, 8), (60, 3, 10), (120, 3, 12), (300, 4, 12))
]
QUICK = [size for size in SIZES if size.steps <= 40]


def run(settings: Settings) -> Outcome:
    """Measure all sizes."""
    records: dict[Size, list[Record]] = {}
    for size in QUICK if settings.quick else SIZES:
        records[size] = []
        for seed in range(1, settings.seeds + 1):
            settings.say(f"scaling: {size}, seed {seed}")
            records[size].append(_measured(size, seed, settings))
            _keep(settings, records)
    return outcome(records, settings.time_limit)


def outcome(records: Mapping[Size, Sequence[Record]], limit: float) -> Outcome:
    """Turn the records of single plans into tables, goals and the picture."""
    medians = [_medians(size, found, limit) for size, found in records.items()]
    rows = [row for found in records.values() for row in _rows(found)]
    table = Table("scaling", f"Growth with the number of steps, {limit:g} s a plan", COLUMNS, medians, NOTES)
    single = Table("scaling-single", "Every plan by itself", SINGLE, rows)
    return Outcome(
        [table, single], list(_goals(records, limit)), {"scaling.svg": growth_picture(_curves(records), limit)}
    )


def _measured(size: Size, seed: int, settings: Settings) -> Record:
    request = {
        "steps": size.steps,
        "principals": size.principals,
        "phases": size.phases,
        "durations": size.durations,
        "seed": seed,
        "time_limit": settings.time_limit,
    }
    found = in_child("benchmarks.one_plan", request, at_most=settings.time_limit + GRACE)
    if found is None:
        raise RuntimeError(f"{size}, seed {seed}: no answer {GRACE:g} s after the time limit")
    if found["holds"] is False:
        raise AssertionError(f"{size}, seed {seed}: the checker does not accept the roadmap")
    return found


def _keep(settings: Settings, records: Mapping[Size, Sequence[Record]]) -> None:
    """Keep what was measured so far: a full run takes an hour."""
    if settings.directory is not None:
        every = [record for found in records.values() for record in found]
        (settings.directory / "scaling-partial.json").write_text(json.dumps(every), encoding="utf-8")


def _medians(size: Size, found: Sequence[Record], limit: float) -> list[Cell]:
    roadmaps = [record for record in found if record["status"] != "none"]
    cells: list[Cell] = [size.steps, size.principals, size.phases, size.durations, len(found)]
    cells.append(sum(record["status"] in ("optimal", "none") for record in found))
    for times in ([r["first"] for r in roadmaps], *([r["proof"][name] for r in roadmaps] for name in OBJECTIVES)):
        median = middle(times)
        cells.append(f"> {limit:g}" if median is None else median)
    cells.append(middle([r["gap"]["package"] for r in roadmaps]))
    cells.append(middle([_largest_gap(r) for r in roadmaps]))
    cells.append(round((middle([r["memory"] for r in found]) or 0) / 1e6))
    cells.append(middle([r["seconds"] for r in found]))
    return cells


def _largest_gap(record: Record) -> float | None:
    gaps = list(record["gap"].values())
    return None if None in gaps else max(gaps)


def _rows(found: Sequence[Record]) -> Iterator[list[Cell]]:
    for r in found:
        yield [
            *(r[key] for key in ("steps", "principals", "phases", "durations", "seed", "status")),
            *(r[key] for key in ("in_package", "phases_used", "first")),
            *(r["proof"][name] for name in OBJECTIVES),
            *(r["gap"][name] for name in OBJECTIVES),
            round(r["memory"] / 1e6),
            r["seconds"],
        ]


def _curves(records: Mapping[Size, Sequence[Record]]) -> dict[tuple[str, bool], list[tuple[int, float | None]]]:
    """Collect, for each curve and with or without durations, a point a size: steps and seconds."""
    curves: dict[tuple[str, bool], list[tuple[int, float | None]]] = {}
    for size, found in records.items():
        roadmaps = [record for record in found if record["status"] != "none"]
        for name, times in (
            ("first roadmap", [r["first"] for r in roadmaps]),
            ("first objective proved", [r["proof"]["package"] for r in roadmaps]),
            ("all objectives proved", [_all_proved(r) for r in roadmaps]),
        ):
            curves.setdefault((name, size.durations), []).append((size.steps, middle(times)))
    return curves


def _all_proved(record: Record) -> float | None:
    """Tell when the last objective was proved."""
    proofs = list(record["proof"].values())
    return None if None in proofs else max(proofs)


def _first_four(record: Record) -> float | None:
    proofs = [record["proof"][name] for name in OBJECTIVES[:4]]
    return None if None in proofs else max(proofs)


def _goals(records: Mapping[Size, Sequence[Record]], limit: float) -> Iterator[Goal]:
    for size, found in records.items():
        roadmaps = [record for record in found if record["status"] != "none"]
        if size.steps == 60:
            at_most = 60.0 if size.durations else 10.0
            yield Goal(f"{size}: everything proved", at_most, middle([_all_proved(r) for r in roadmaps]))
        if size.steps == 120:
            yield Goal(f"{size}: first four objectives proved", 30.0, middle([_first_four(r) for r in roadmaps]))
        if size.steps == 300:
            yield Goal(f"{size}: a roadmap", 60.0, middle([r["first"] for r in roadmaps]))
            gap = middle([r["gap"]["package"] for r in roadmaps])
            yield Goal(f"{size}: gap of the first objective", 5.0, None if gap is None else 100 * gap, "%")
    most = max((r["memory"] for found in records.values() for r in found), default=0)
    yield Goal("memory of any plan", 2000.0, most / 1e6, "MB")
