"""What the answers say, in the order in which it is asked: parties, steps, comparisons, what comes before what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass
class Other:
    """Somebody with a part in it, but without preferences."""

    name: str
    role: str = ""


@dataclass
class Doing:
    """A step as the interview knows it. ``worth`` says of each principal whether it is a gain, a cost or neither."""

    title: str
    by: tuple[int, ...] = ()
    taken_back: str = ""
    worth: dict[int, str] = field(default_factory=dict)


@dataclass
class Before:
    """Something that must come before something else: ``rule`` in numbers of steps, and who says so.

    ``who`` is 0 where it lies in the nature of things, else the number of the party that demands it; ``firmness`` is 1
    to 5, or 0 for a red line.
    """

    step: int
    after: tuple[int, ...]
    same_phase: bool
    who: int = 0
    words: str = ""
    source: str = ""
    firmness: int = 0


@dataclass
class Dossier:
    """All that has been said. Parties are counted from 1, principals first; steps from 1."""

    title: str = ""
    starts: date | None = None
    principals: list[str] = field(default_factory=list)
    others: list[Other] = field(default_factory=list)
    steps: list[Doing] = field(default_factory=list)
    order: list[Before] = field(default_factory=list)
    tiers: dict[int, list[list[str]]] = field(default_factory=dict)

    @property
    def parties(self) -> list[str]:
        """The names of all parties."""
        return [*self.principals, *(other.name for other in self.others)]
