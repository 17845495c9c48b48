"""What the search has found so far, on standard error and only at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.roadmap.progress import Progress

OTHERS = {"": "the choice among equals", "places": "the choice among equals"}
"""Names for what the search does beside the objectives."""


@contextmanager
def watching(*, quiet: bool = False) -> Iterator[Callable[[Progress], None] | None]:
    """Show progress while the block runs: objective, value and bound in one line that changes.

    Nothing is shown without a terminal, nor with ``quiet`` (figures of a public copy are nobody's business).
    """
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with console.status("Searching…") as status:
        yield lambda progress: status.update(progress_line(progress))


def progress_line(progress: Progress) -> str:
    """Say one message of the search in a line."""
    from detente.report.words import decimal

    other = OTHERS.get(progress.part, progress.part)
    what = f"{progress.objective}, {progress.part}" if progress.objective else other
    parts = [f"{progress.seconds:.1f} s", what]
    if progress.value is not None:
        parts.append(f"{decimal(progress.value)} found")
    if progress.proved:
        parts.append("proved")
    elif progress.bound is not None:
        parts.append(f"at best {decimal(progress.bound)}")
    return ": ".join((parts[0], ", ".join(parts[1:])))
