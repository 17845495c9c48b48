"""Cold starts: the command line from its start to its end, as somebody at a terminal waits for it."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

import detente
from benchmarks.processes import repeated
from benchmarks.tables import Goal, Outcome, Settings, Table

HELP = 0.3
HANOI = 2.0


def run(settings: Settings) -> Outcome:
    """Measure `detente --help` and planning the flagship case, beside an interpreter that does nothing."""
    repeats = 3 if settings.quick else 15
    hanoi = Path(detente.__file__).parent / "examples" / "hanoi.yaml"
    program = [sys.executable, "-m", "detente"]
    commands = {
        "python (nothing)": ([sys.executable, "-c", "pass"], repeats),
        "detente --help": ([*program, "--help"], repeats),
    }
    skipped = []
    if hanoi.exists():
        commands["detente plan hanoi.yaml"] = ([*program, "plan", str(hanoi)], max(3, repeats // 3))
    else:
        skipped.append("the flagship case is not there")
    rows = []
    middles = {}
    for name, (command, times) in commands.items():
        settings.say(f"start: {name}")
        repeated(command, 1)  # reads the files into the system's cache
        spent = repeated(command, times)
        middles[name] = median(spent)
        rows.append((name, times, min(spent), median(spent), max(spent)))
    goals = [
        Goal(name, limit, middles.get(name))
        for name, limit in (("detente --help", HELP), ("detente plan hanoi.yaml", HANOI))
        if name in middles
    ]
    columns = ("command", "repeats", "least (s)", "median (s)", "most (s)")
    note = "Whole processes, the files once read before; the goal for Hanoi is all objectives proved."
    return Outcome([Table("start", "Cold starts", columns, rows, (note,))], goals, skipped=skipped)
