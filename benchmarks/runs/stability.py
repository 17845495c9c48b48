"""Equilibria under Nash, GMR, SMR, SEQ and SSEQ of random conflicts, against lists of moves state by state."""

from __future__ import annotations

from typing import Any

from benchmarks.conflicts import KINDS
from benchmarks.processes import in_child
from benchmarks.tables import Cell, Goal, Outcome, Settings, Table

GB = 2**30

GOALS = {
    (12, 2): (0.1, 1),
    (12, 4): (0.1, 1),
    (12, 12): (0.1, 1),
    (16, 4): (0.7, 1),
    (20, 3): (6, 1),
    (24, 4): (180, 8),
}
"""By options and parties: seconds, and GB of memory."""

COMPARED = ((6, 2), (6, 3), (8, 2), (8, 4), (10, 2), (10, 4))
"""Options and parties of the conflicts that the lists solve too."""

LIMIT = 600.0

NOTES = (
    "Seconds are of one processor, computing alone: the conflict is there, the interpreter has started.",
    "Memory is the most that the whole process held, numpy and the conflict with it.",
    "One conflict of each kind; states are codes, feasible or not.",
)


def run(settings: Settings) -> Outcome:
    """Measure both tables; the largest conflicts only in a full run."""
    compared, goals = [_compared(settings, *size) for size in COMPARED[: 3 if settings.quick else None]], []
    rows: list[tuple[Cell, ...]] = []
    for (options, parties), (seconds, memory) in GOALS.items():
        if settings.quick and options > 16:
            continue
        found = [_measured(settings, options, parties, kind) for kind in KINDS]
        rows += [_row(one) for one in found]
        name = f"{options} options, {parties} parties, the slowest kind"
        goals.append(Goal(name, seconds, _most(found, "seconds")))
        held = _most(found, "memory")
        goals.append(Goal(f"{name}: memory", memory, None if held is None else held / GB, "GB"))
    skipped = ["conflicts of 20 and 24 options"] if settings.quick else []
    columns = ("options", "parties", "states", "kind", "processor (s)", "clock (s)", "memory (GB)")
    tables = [
        Table("stability", "Equilibria of random conflicts", columns, rows, NOTES),
        Table(
            "stability-lists",
            "The same equilibria by lists of moves",
            ("options", "parties", "passes (s)", "lists (s)", "ratio"),
            compared,
            ("Random rankings. Equilibria of both are the same; a difference ends the run.",),
        ),
    ]
    return Outcome(tables, goals, skipped=skipped)


def _compared(settings: Settings, options: int, parties: int) -> tuple[Cell, ...]:
    quick = _measured(settings, options, parties, "random rankings")
    slow = _measured(settings, options, parties, "random rankings", by_lists=True)
    if quick is None or slow is None:
        return options, parties, None if quick is None else quick["seconds"], f"> {LIMIT:g}", None
    if quick["equilibria"] != slow["equilibria"]:
        raise AssertionError(f"{options} options, {parties} parties: {quick['equilibria']}, not {slow['equilibria']}")
    return options, parties, quick["seconds"], slow["seconds"], slow["seconds"] / quick["seconds"]


def _measured(
    settings: Settings, options: int, parties: int, kind: str, *, by_lists: bool = False
) -> dict[str, Any] | None:
    settings.say(f"stability: {options} options, {parties} parties, {kind}{', by lists' if by_lists else ''}")
    request = {"options": options, "parties": parties, "kind": kind, "seed": 1, "by_lists": by_lists}
    return in_child("benchmarks.one_conflict", request, at_most=LIMIT)


def _row(one: dict[str, Any] | None) -> tuple[Cell, ...]:
    if one is None:
        return ("", "", "", "", f"> {LIMIT:g}", "", "")
    size = one["options"], one["parties"], 1 << one["options"], one["kind"]
    return *size, one["seconds"], one["clock"], one["memory"] / GB


def _most(found: list[dict[str, Any] | None], what: str) -> float | None:
    told = [one[what] for one in found if one is not None]
    return max(told) if len(told) == len(found) else None
