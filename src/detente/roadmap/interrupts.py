"""Ctrl-C during a search ends its clock, so that the best found by then is given."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from detente.roadmap.solver import Clock


@contextmanager
def interrupts_end(clock: Clock) -> Iterator[None]:
    """Let an interrupt end the clock while the block runs; a second one raises `KeyboardInterrupt` as usual.

    Wherever it falls, in the solver or between two calls of it, the search then comes to its end by itself. Threads
    other than the main one are never interrupted, and whoever has a handler of their own keeps it.
    """
    usual = signal.default_int_handler
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGINT) is not usual:
        yield
        return

    def end(number: int, frame: FrameType | None) -> None:
        if clock.interrupted:
            usual(number, frame)
        clock.interrupted = True

    signal.signal(signal.SIGINT, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
