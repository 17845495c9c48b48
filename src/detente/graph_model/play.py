"""Moves as they are told: who moves where, and what answers an improvement."""

from __future__ import annotations

from dataclasses import dataclass

from detente.states.model import Mover


@dataclass(frozen=True, slots=True)
class Move:
    """A mover switches some of its options, which leads to the state ``to``."""

    mover: Mover
    to: int


@dataclass(frozen=True, slots=True)
class Answer:
    """An improvement, and what answers it.

    Attributes
    ----------
    improvement
        The move that would be made.
    then
        The moves that follow, in order; empty if nothing does.
    end
        The state in which that leaves the conflict.
    held
        Whether that holds the improvement back, because ``end`` is no better than where it began.
    at_once
        The moves of ``then`` are made at the same moment as the improvement, from the same state: each ``to`` is where
        the move would lead alone.
    """

    improvement: Move
    then: tuple[Move, ...]
    end: int
    held: bool
    at_once: bool = False
