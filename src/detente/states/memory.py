"""What a model needs of the machine's memory, told before it is tried."""

from __future__ import annotations

import math
import os
from pathlib import Path

from detente.errors import CaseError, Finding

MOST_OPTIONS = 30
"""State codes are 32-bit numbers; no machine of today holds more states than these options have anyway."""

BYTES_OF_MODEL = 9
"""A state in the model: whether it is feasible, with room for making the arrays."""

BYTES_OF_RANK = 4
"""A state in one party's ranking."""

BYTES_OF_ANALYSIS = 22
"""A state while stability is computed, for each party: its verdicts and sanctions, with working room."""

BYTES_OF_MOVES = 6
"""A state in a party's sorted moves."""

SHARE = 0.8
"""Of the memory that is free, no more than this share is planned for."""


def bytes_needed(options: int, parties: int, copies: float | None = None) -> int:
    """Estimate the bytes that building a model and computing its equilibria take.

    Parameters
    ----------
    options, parties
        How many there are.
    copies
        How many times a state stands in sorted moves, if not once a party: one-way options make it more.

    >>> bytes_needed(20, 3) // 2**20
    105
    """
    by_party = parties * (BYTES_OF_RANK + BYTES_OF_ANALYSIS)
    moves = math.ceil(BYTES_OF_MOVES * (parties if copies is None else copies))
    return (BYTES_OF_MODEL + by_party + moves) << options


def bytes_free() -> int | None:
    """Tell how many bytes this machine could still give; `None` where that is not known."""
    told = Path("/proc/meminfo")
    if told.exists():
        for line in told.read_text(encoding="utf-8").splitlines():
            if line.startswith("MemAvailable:"):
                free = int(line.split()[1]) * 1024
                left = _left_in_group()
                return free if left is None else min(free, left)
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return None


def _left_in_group(group: Path = Path("/sys/fs/cgroup")) -> int | None:
    """Tell how many bytes a container's own limit leaves; `None` where there is none, or it is not known."""
    try:
        most = (group / "memory.max").read_text(encoding="ascii").strip()
        return max(0, int(most) - int((group / "memory.current").read_text(encoding="ascii")))
    except (OSError, ValueError):  # "max": no limit
        return None


def ensure_room(options: int, parties: int, *, copies: float | None = None, free: int | None = None) -> None:
    """Refuse a model that memory would not hold.

    Parameters
    ----------
    options, parties, copies
        As in `bytes_needed`.
    free
        Bytes that may be used; what the machine has free, if not given.

    Raises
    ------
    CaseError
        With the code ``too-many-states``: how many states there would be, what they need, and what is there.
    """
    if free is None:
        free = bytes_free()
    needed = bytes_needed(options, parties, copies)
    if options <= MOST_OPTIONS and (free is None or needed <= free * SHARE):
        return
    there = "" if free is None else f"; about {free / 2**30:,.1f} GB are free"
    states = f"{2**options:,}" if options <= 64 else f"2^{options}"
    size = f"{needed / 2**30:,.1f} GB" if options <= 64 else "more memory than any machine has"
    message = f"{options} options make {states} states, which need {size} with {parties} parties{there}"
    raise CaseError([Finding("too-many-states", message, "fewer options: leave out those that matter least")])
