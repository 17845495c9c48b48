"""A part of the time that is left: one list of the diagnosis must not use up what the others need."""

from __future__ import annotations

from detente.roadmap.solver import Clock


class Turn(Clock):
    """A clock that ends with another, and before it after so many seconds of its own.

    Parameters
    ----------
    whole
        The clock of the whole search; an interrupt of either ends both.
    seconds
        From now; ``None``: all that is left.
    """

    def __init__(self, whole: Clock, seconds: float | None) -> None:
        self._whole = whole
        super().__init__(seconds)

    @property
    def interrupted(self) -> bool:
        """Whether the search was stopped by hand."""
        return self._whole.interrupted

    @interrupted.setter
    def interrupted(self, value: bool) -> None:
        # only an interrupt is passed on: a turn that begins says nothing of the whole
        if value:
            self._whole.interrupted = True

    def left(self) -> float | None:
        """Give the seconds left of the turn, at most those of the whole."""
        own, whole = super().left(), self._whole.left()
        return whole if own is None else own if whole is None else min(own, whole)


def turn(clock: Clock, share: float) -> Turn:
    """Give a turn that may use a share, in (0, 1], of what is left."""
    left = clock.left()
    return Turn(clock, None if left is None else left * share)
