"""Deviations of parties with bonuses that a model has not foreseen (model.md §4; see `detente.roadmap.bonuses`)."""

from __future__ import annotations

from collections.abc import Callable

from detente.case import Case, Party
from detente.diagnosis.conditions import Kind
from detente.errors import InternalError
from detente.roadmap.bonuses import BonusParty, Strategy
from detente.roadmap.holding import NOTHING_WAIVED, Waived, hold
from detente.roadmap.lattice import Lattice
from detente.roadmap.solver import Solver
from detente.roadmap.standing import MOMENTS, Course, Standing

IsAsked = Callable[[str, Kind], bool]
"""Whether a principal's condition is asked for."""


def always_asked(_party: str, _kind: Kind) -> bool:
    """Whatever it is, it is asked for."""
    return True


class Deviations:
    """The principals of a model, and what those with bonuses may do that it does not know yet.

    Parameters
    ----------
    lattice
        The model; everything model.md §4 asks of each principal is put into it.
    solver
        Finds best responses.
    waived
        Gives the literals that switch a principal's conditions off.
    """

    def __init__(
        self, lattice: Lattice, solver: Solver, waived: Callable[[Party], Waived] = lambda _party: NOTHING_WAIVED
    ) -> None:
        self._solver = solver
        self._parties: dict[str, BonusParty] = {}
        for party in lattice.case.principals:
            bonus_party = hold(lattice, party, waived(party))
            if bonus_party:
                self._parties[party.id] = bonus_party

    def overlooked(self, course: Course, is_asked: IsAsked = always_asked) -> bool:
        """Add the deviations that pay in a roadmap and were not foreseen; tell whether there was any."""
        found = {name: self._found(course, name, is_asked) for name in self._parties}
        for name, strategies in found.items():
            for strategy in sorted(strategies, key=sorted):
                if not self._parties[name].foresee(strategy):
                    raise InternalError(f"the search let {name} gain by a deviation it had foreseen")
        return any(found.values())

    def _found(self, course: Course, name: str, is_asked: IsAsked) -> set[Strategy]:
        staying, deterred = is_asked(name, Kind.SELF_ENFORCING), is_asked(name, Kind.DETERRED)
        if not staying and not deterred:
            return set()
        case: Case = course.case
        standing = Standing(course, case.parties[name], self._solver)
        return {
            standing.response(k, moment).standing
            for k in range(1, len(course.phases) + 2)
            for moment in MOMENTS
            if (staying and standing.breaks_off(k, moment)) or (deterred and standing.pretends(k, moment))
        }
