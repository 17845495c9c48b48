"""The conflict in option form: parties, their options, which states are feasible, and how each party ranks them.

A **state** says of every option whether it is taken. Its **code** is a whole number with bit ``k`` set if option ``k``
is taken (the "decimal" of the literature's programs); its **YN string** has one character an option, option 0 first;
its **number** counts the feasible states in ascending order of their codes, from 1. Arrays over states are indexed by
code and have ``2**options`` places, also where few states are feasible: a party's moves from a state are then a
subcube, and everything that is asked about moves is a minimum or a maximum along axes (`detente.states.moves`).

A **mover** is whoever moves options in one act: each party with the options that are its own, and each group of
parties that owns options jointly, with these. A joint option is switched by all its owners together or not at all; a
group's move is an improvement if every member strictly prefers where it leads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from detente.errors import CaseError, Finding
from detente.states.memory import ensure_room
from detente.states.orders import Flags, PartialOrder, Preference, Ranking


class Direction(StrEnum):
    """Which way an option can be switched."""

    BOTH = "both"
    FORWARD = "forward"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Option:
    """One option: its name, who owns it (indices of parties; several: jointly), which way it can be switched."""

    name: str
    owners: tuple[int, ...]
    direction: Direction = Direction.BOTH


@dataclass(frozen=True, slots=True)
class Mover:
    """Who moves in one act: the members (indices of parties, ascending) and the options (indices) they switch."""

    members: tuple[int, ...]
    options: tuple[int, ...]

    @property
    def mask(self) -> int:
        """The bits of the mover's options."""
        return sum(1 << option for option in self.options)


@dataclass(frozen=True, slots=True, eq=False)
class ConflictModel:
    """A conflict: ``preferences[i]`` is the order of ``dms[i]``. Make one with `ConflictModel.of`, which validates.

    ``feasible`` has shape ``(2**len(options),)``.
    """

    dms: tuple[str, ...]
    options: tuple[Option, ...]
    feasible: Flags
    preferences: tuple[Preference, ...]

    @classmethod
    def of(
        cls,
        dms: Sequence[str],
        options: Sequence[Option],
        preferences: Sequence[Preference],
        *,
        feasible: Flags | None = None,
    ) -> ConflictModel:
        """Make a model.

        Parameters
        ----------
        dms
            Names of the parties, each once.
        options
            In the order of the bits of state codes. A party may have none.
        preferences
            One a party; a `Ranking` ranks exactly the feasible states, a `PartialOrder` has a row for each.
        feasible
            Shape ``(2**len(options),)``; all states, if not given.

        Raises
        ------
        CaseError
            With every finding: ``too-many-states``, ``no-feasible-state``, ``unranked-state``.
        ValueError
            If the pieces do not belong together: wrong shapes, unknown owners, a name twice.
        """
        _check_names(dms, options)
        ensure_room(len(options), len(dms), copies=_copies(len(dms), options))
        allowed = np.ones(1 << len(options), np.bool_) if feasible is None else feasible
        _check_shapes(len(dms), len(options), preferences, allowed)
        if findings := _findings(dms, preferences, allowed):
            raise CaseError(findings)
        ordered = tuple(Option(option.name, tuple(sorted(option.owners)), option.direction) for option in options)
        return cls(tuple(dms), ordered, allowed, tuple(preferences))

    @property
    def size(self) -> int:
        """How many state codes there are, feasible or not."""
        return 1 << len(self.options)

    @property
    def movers(self) -> tuple[Mover, ...]:
        """Every party in order, each with its own options (maybe none), then every group that owns some jointly."""
        groups: dict[tuple[int, ...], list[int]] = {(party,): [] for party in range(len(self.dms))}
        for index, option in enumerate(self.options):
            groups.setdefault(option.owners, []).append(index)
        return tuple(Mover(members, tuple(mine)) for members, mine in groups.items())

    @property
    def is_ranked(self) -> bool:
        """Whether every party has a complete order."""
        return all(isinstance(preference, Ranking) for preference in self.preferences)

    @property
    def is_full(self) -> bool:
        """Whether every state is feasible."""
        return bool(self.feasible.all())

    def states(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Return the codes of the feasible states, ascending."""
        return np.flatnonzero(self.feasible)

    def yn(self, code: int) -> str:
        """Write a state as a YN string, option 0 first."""
        return "".join("Y" if code >> option & 1 else "N" for option in range(len(self.options)))

    def code(self, yn: str) -> int:
        """Read a YN string.

        Raises
        ------
        ValueError
            If it has other characters than Y and N, or not one an option.
        """
        if len(yn) != len(self.options) or set(yn) - {"Y", "N"}:
            raise ValueError(f"{yn!r} is no state: it needs {len(self.options)} characters, each Y or N")
        return sum(1 << option for option, sign in enumerate(yn) if sign == "Y")

    def number(self, code: int) -> int:
        """Count a feasible state among the feasible ones, ascending, from 1."""
        return int(np.count_nonzero(self.feasible[: code + 1]))


def _copies(parties: int, options: Sequence[Option]) -> float:
    """Tell how many times a state stands in sorted moves: 1.5 times as often for each one-way option of a party.

    Where a party can switch at most two options both ways, its moves are not sorted (`detente.graph_model.subcubes`).
    """
    copies = 0.0
    for party in range(parties):
        own = [option.direction for option in options if option.owners == (party,)]
        both = own.count(Direction.BOTH)
        one_way = len(own) - both
        copies += 1.5**one_way if both > 2 or not one_way else 0.0
    return copies


def _check_names(dms: Sequence[str], options: Sequence[Option]) -> None:
    if not dms:
        raise ValueError("a conflict needs a party")
    if len(set(dms)) < len(dms):
        raise ValueError(f"a party stands twice among {list(dms)}")
    for option in options:
        if not option.owners or len(set(option.owners)) < len(option.owners):
            raise ValueError(f"option {option.name!r} is owned by {option.owners}: one party or several, each once")
        if not all(0 <= owner < len(dms) for owner in option.owners):
            raise ValueError(f"option {option.name!r} is owned by {option.owners}, of {len(dms)} parties")


def _check_shapes(parties: int, options: int, preferences: Sequence[Preference], feasible: Flags) -> None:
    if feasible.dtype != np.bool_ or feasible.shape != (1 << options,):
        raise ValueError(f"feasible is {feasible.dtype} of shape {feasible.shape}, not bool of ({1 << options},)")
    if len(preferences) != parties:
        raise ValueError(f"{len(preferences)} preferences for {parties} parties")
    states = int(np.count_nonzero(feasible))
    for preference in preferences:
        if isinstance(preference, Ranking):
            fits = preference.rank.shape == feasible.shape
        else:
            fits = preference.at_least.shape == (states, states)
        if not fits:
            raise ValueError(f"a preference does not have the shape of {states} feasible of {feasible.size} states")


def _findings(dms: Sequence[str], preferences: Sequence[Preference], feasible: Flags) -> list[Finding]:
    if not feasible.any():
        return [Finding("no-feasible-state", "no state is feasible", "conditions that leave at least one state")]
    found = []
    for dm, preference in zip(dms, preferences, strict=True):
        if isinstance(preference, PartialOrder):
            continue
        wrong = np.flatnonzero((preference.rank > 0) != feasible)
        if wrong.size:
            code = int(wrong[0])
            what = "is feasible, but has no rank" if feasible[code] else "is infeasible, but has a rank"
            more = f" (and {wrong.size - 1} more)" if wrong.size > 1 else ""
            message = f"the ranking of {dm} does not cover the states: state {code} {what}{more}"
            found.append(Finding("unranked-state", message, "every feasible state once, and no other"))
    return found
