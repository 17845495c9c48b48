"""A roadmap as somebody wrote it down: phases of step ids, and what was changed in the case to get there.

This is the common ground of planner, checker and files. It claims nothing: whether it holds is for `detente.checker`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Softening:
    """A demand put in one of its softer forms. ``form`` counts from 0, as the case lists them."""

    demand: str
    form: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What is tried on a case without editing its file, in the order in which it is applied.

    ``settings`` are pairs of a path such as ``parties.us.breach_cost`` and the new value as YAML text; ``bridges`` are
    ids of the case's own bridges; ``given_up`` and ``softened`` are about demands; ``included`` are conditions that the
    package must meet, as text.
    """

    settings: tuple[tuple[str, str], ...] = ()
    bridges: tuple[str, ...] = ()
    given_up: tuple[str, ...] = ()
    softened: tuple[Softening, ...] = ()
    included: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.settings or self.bridges or self.given_up or self.softened or self.included)


@dataclass(frozen=True, slots=True)
class WrittenRoadmap:
    """Phases of step ids in order, what had been done before, and the changes under which it is meant to hold."""

    phases: tuple[tuple[str, ...], ...]
    done: tuple[str, ...] = ()
    changes: Changes = Changes()
