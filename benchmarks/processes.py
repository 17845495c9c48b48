"""Measuring in a process of its own, so that memory and warm-up of one measurement cannot touch the next."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def in_child(module: str, request: dict[str, Any], *, at_most: float) -> dict[str, Any] | None:
    """Run ``python -m module`` with a request as JSON on its standard input, and read the JSON it prints.

    Parameters
    ----------
    module
        A module of this package that answers with one JSON object.
    request
        What it is asked.
    at_most
        Seconds after which the child is ended; then the answer is `None`.

    Raises
    ------
    RuntimeError
        If the child failed; the message has the end of what it wrote to standard error.
    """
    command = [sys.executable, "-m", module]
    try:
        done = subprocess.run(
            command, input=json.dumps(request), capture_output=True, text=True, timeout=at_most, cwd=ROOT, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        raise RuntimeError(f"{module} {json.dumps(request)} failed:\n{done.stderr[-2000:]}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def repeated(command: Sequence[str], repeats: int, *, at_most: float = 120.0) -> list[float]:
    """Time a command from its start to its end, so many times, in seconds.

    Raises
    ------
    RuntimeError
        If it ends with another exit status than 0.
    """
    spent = []
    for _ in range(repeats):
        began = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, timeout=at_most, cwd=ROOT, check=False)
        spent.append(time.perf_counter() - began)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return spent


def peak_memory() -> int:
    """Tell the most memory this process has held, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # unlike getrusage, this does not count what the parent held when it started the child
        for line in status.read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def middle(numbers: Sequence[float | None]) -> float | None:
    """Give the median, where `None` is longer than any number."""
    ordered = sorted(float("inf") if number is None else number for number in numbers)
    found = median(ordered) if ordered else float("inf")
    return None if found == float("inf") else found
