"""How a conflict comes about: the rules behind it, in the order in which one waits for the other (model.md §7).

A conflict names demands; a demand has several rules, and the facts of the case stand between them. So the conflict is
searched again one level deeper: which single rules, of the demands and of the case, clash by themselves, none of them
to spare? The solver names rules that are enough, and each is then tried without (deletion; Chinneck & Dravnieks 1991).
What is left says who waits for whose step.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from detente.case import Case, Include, Party, Rule
from detente.diagnosis.conditions import PRINCIPALS_OWN, Kind, conditions_of, phases_condition
from detente.diagnosis.deviations import Deviations
from detente.diagnosis.links import linked
from detente.diagnosis.result import Story
from detente.errors import LimitReached
from detente.roadmap.calendar import Calendar
from detente.roadmap.courses import course_of
from detente.roadmap.holding import Waived
from detente.roadmap.lattice import Lattice
from detente.roadmap.ordered import require
from detente.roadmap.solver import Clock, Solver

FEW = 8
"""How many phases the first search allows at most."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule with whose it is: a demand's id, or empty for a rule of the case."""

    rule: Rule
    demand: str = ""


def story(case: Case, done: Sequence[str], conflict: Sequence[str], solver: Solver, clock: Clock) -> Story:
    """Tell one minimal conflict.

    Parameters
    ----------
    case, done
        The case with all changes applied, and the steps done already.
    conflict
        The names of its conditions.
    solver, clock
        Who solves, and until when.

    Raises
    ------
    LimitReached
        Time ran out.
    """
    links = linked(
        case, _needed(case, done, conflict, solver, clock), [name for name in conflict if name not in case.demands]
    )
    return Story(tuple(conflict), *links)


def _needed(
    case: Case, done: Sequence[str], conflict: Sequence[str], solver: Solver, clock: Clock
) -> tuple[Clause, ...]:
    """Give rules that clash, none of them to spare.

    What can be carried out in few phases can be in many, so rules that are all needed for a clash in few phases are
    needed in many; it is left to see that they clash there too.
    """
    longest = max(1, len(case.steps) - len(done))
    if phases_condition(case).name in conflict:
        return _Clauses(case, done, conflict, solver, clock, case.max_phases).needed()
    few = _Clauses(case, done, conflict, solver, clock, min(longest, case.max_phases, FEW)).needed()
    many = _Clauses(case, done, conflict, solver, clock, longest)
    return few if many.clash(few) else many.needed()


class _Clauses:
    """The rules that a conflict could come from, each on a literal of its own."""

    def __init__(
        self, case: Case, done: Sequence[str], conflict: Sequence[str], solver: Solver, clock: Clock, horizon: int
    ) -> None:
        self._solver, self._clock, self._conflict = solver, clock, frozenset(conflict)
        asked = [condition for condition in conditions_of(case) if condition.name in self._conflict]
        self._own = {(condition.about, condition.kind) for condition in asked}
        self._lattice = Lattice(replace(case, max_phases=horizon), done)
        calendar = Calendar(self._lattice, case.rules_in_force())
        self._waived: dict[Clause, cp_model.IntVar] = {}
        for clause in _clauses(case, self._conflict):
            self._waived[clause] = self._lattice.model.new_bool_var(clause.rule.text)
            require(self._lattice, calendar, clause.rule.form, self._waived[clause])
        self._deviations = Deviations(self._lattice, solver, self._waived_of)

    def _waived_of(self, party: Party) -> Waived:
        accepts, stays, safe, honest = (int((party.id, kind) not in self._own) for kind in PRINCIPALS_OWN)
        return Waived(accepts, stays, safe, honest)

    def needed(self) -> tuple[Clause, ...]:
        """Give rules that clash, none of them to spare; those of the demands first."""
        enough = self._refuted(list(self._waived))
        if enough is None:
            raise AssertionError("a conflict has no roadmap")
        for clause in _dropping_order(enough):
            rest = [one for one in enough if one != clause]
            if clause in enough and (fewer := self._refuted(rest)) is not None:
                enough = fewer
        return tuple(clause for clause in self._waived if clause in enough)

    def clash(self, clauses: Collection[Clause]) -> bool:
        """Whether there is no roadmap with these rules."""
        return self._refuted(clauses) is not None

    def _refuted(self, clauses: Collection[Clause]) -> list[Clause] | None:
        """Give those of some rules that are enough for there to be no roadmap; `None` where there is one."""
        model = self._lattice.model
        model.clear_assumptions()
        model.add_assumptions([~self._waived[clause] for clause in clauses])
        while True:
            answer = self._solver.solve(model, self._clock.left())
            if answer.infeasible:
                used = {-index - 1 if index < 0 else index for index in answer.core}
                return [clause for clause in clauses if self._waived[clause].index in used]
            if answer.values is None:
                raise LimitReached("a conflict has not been told")
            if not self._deviations.overlooked(course_of(self._lattice, answer.values), self._is_asked):
                return None

    def _is_asked(self, party: str, kind: Kind) -> bool:
        return (party, kind) in self._own


def _clauses(case: Case, conflict: Collection[str]) -> Iterable[Clause]:
    for name, demand in case.demands.items():
        if name in conflict:
            yield from dict.fromkeys(Clause(rule, name) for rule in demand.in_force)
    yield from dict.fromkeys(Clause(rule) for rule in case.rules)


def _dropping_order(clauses: Iterable[Clause]) -> list[Clause]:
    """Try first to do without rules of the case; those that only say what must be in the package last of all."""
    return sorted(clauses, key=lambda clause: (bool(clause.demand), isinstance(clause.rule.form, Include)))
