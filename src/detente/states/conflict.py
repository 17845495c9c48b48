"""A conflict to be analysed: the model, and the words in which its results are told."""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.states.gmcr_model import GmcrFile
from detente.states.model import ConflictModel


@dataclass(frozen=True, slots=True)
class OptionTold:
    """An option in words: its title, the steps of a case that it stands for (none for a `.gmcr` model), and theirs."""

    title: str
    steps: tuple[str, ...] = ()
    step_titles: tuple[str, ...] = ()

    @property
    def is_bundle(self) -> bool:
        """Whether it stands for steps that its own title does not name."""
        return bool(self.step_titles) and self.step_titles != (self.title,)


@dataclass(frozen=True, slots=True)
class Waypoint:
    """A state on the way of a roadmap: what it is called, and its code."""

    title: str
    code: int


@dataclass(frozen=True, slots=True, eq=False)
class Conflict:
    """A conflict model with its words.

    ``dm_titles`` and ``options_told`` go with the parties and options of the model. ``status_quo`` is the code of the
    state where things stand, ``None`` where the file does not say. ``path`` are the states at which a roadmap's phases
    end, the status quo first. ``assumptions`` say in sentences how the model was made.
    """

    title: str
    model: ConflictModel
    dm_titles: tuple[str, ...]
    options_told: tuple[OptionTold, ...]
    status_quo: int | None = None
    path: tuple[Waypoint, ...] = ()
    assumptions: tuple[str, ...] = ()
    source: str = ""
    gmcr: GmcrFile | None = None

    def on_the_way(self, path: tuple[Waypoint, ...]) -> Conflict:
        """Return the conflict with a roadmap's way through it."""
        return replace(self, path=path)
