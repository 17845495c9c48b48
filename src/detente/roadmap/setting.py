"""The setting of a search: a case put into the solver's words, ready to be searched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.case import Case
from detente.roadmap.bonuses import BonusParty
from detente.roadmap.calendar import Calendar
from detente.roadmap.holding import hold
from detente.roadmap.ideals import Yardstick
from detente.roadmap.lattice import Lattice
from detente.roadmap.measures import Measures
from detente.roadmap.objectives import Search
from detente.roadmap.ordered import require
from detente.roadmap.solver import Solver


@dataclass(frozen=True, slots=True)
class Setting:
    """A case with all changes applied, what has been done, and what shares are measured against."""

    case: Case
    done: tuple[str, ...]
    yardsticks: Mapping[str, Yardstick]
    solver: Solver

    @property
    def measures(self) -> Measures:
        """Measure finished roadmaps of this setting."""
        return Measures(self.case, self.yardsticks, self.solver)


def set_up(setting: Setting) -> Search:
    """Put everything that model.md §§4–5 ask of a roadmap into a fresh model."""
    case = setting.case
    lattice = Lattice(case, setting.done)
    rules = case.rules_in_force()
    calendar = Calendar(lattice, rules)
    for rule in rules:
        require(lattice, calendar, rule.form)
    bonus_parties: dict[str, BonusParty] = {}
    for party in case.principals:
        bonus_party = hold(lattice, party)
        if bonus_party:
            bonus_parties[party.id] = bonus_party
    return Search(lattice, calendar, setting.yardsticks, setting.measures, bonus_parties)
