"""The exit statuses that scripts may rely on."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """What a command's exit status means; a contract, the same for every command."""

    DONE = 0
    """A roadmap holds, or what was asked is done."""
    NO = 1
    """Proved: there is no roadmap; or the roadmap that was checked does not hold."""
    WRONG_INPUT = 2
    """The input or the call is wrong; the message says where."""
    UNDECIDED = 3
    """The time limit, or Ctrl-C, ended it before either was proved."""
    OUR_FAULT = 70
    """Planner and checker disagree, or something broke; nothing that looks like a result was printed."""
    CANNOT_WRITE = 74
    """Standard output could not be written (a full disk, say)."""
    READER_LEFT = 141
    """Whoever read our output stopped reading, as ``head`` does; 128 + SIGPIPE, as shells report it."""


STATUSES = {
    "optimal": ExitStatus.DONE,
    "feasible": ExitStatus.DONE,
    "none": ExitStatus.NO,
    "unknown": ExitStatus.UNDECIDED,
}
"""What each status of planning means for a command that plans."""
