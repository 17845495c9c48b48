"""One part of the diagnosis beside the others: the solver leaves the interpreter free while it works."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from detente.roadmap.solver import Clock

Result = TypeVar("Result")


@contextmanager
def beside(work: Callable[[], Result], clock: Clock) -> Iterator[Future[Result]]:
    """Work something out in a second thread while the block runs; where the block fails, both end early.

    The parts of a diagnosis only read what they share, so each comes to the same result as by itself, unless the time
    limit cuts in.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="beside") as threads:
        try:
            yield threads.submit(work)
        except BaseException:
            clock.interrupted = True
            raise
