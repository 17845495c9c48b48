"""Whether a roadmap holds at all, with some of the conditions asked and the others not (model.md §7).

One model per horizon, in which every condition hangs on a literal that waives it. No objective of model.md §6 is set
up, so that a question costs little; parties with bonuses are held against their exact best response, as in
`detente.roadmap.search`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ortools.sat.python import cp_model

from detente.case import Case, Party
from detente.diagnosis.conditions import PRINCIPALS_OWN, Condition, Kind, conditions_of
from detente.diagnosis.deviations import Deviations, IsAsked
from detente.roadmap.calendar import Calendar
from detente.roadmap.courses import course_of
from detente.roadmap.holding import Waived
from detente.roadmap.lattice import Lattice
from detente.roadmap.linear import Sum
from detente.roadmap.logic import Literal
from detente.roadmap.ordered import require
from detente.roadmap.solver import Answer, Clock, Solver
from detente.roadmap.standing import Course


class Outcome(StrEnum):
    """What is known of a question."""

    HOLDS = "holds"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to "is there a roadmap?": with it, a roadmap that shows it; ``unknown`` where time ran out.

    ``met`` are the conditions that the roadmap was made to meet (those asked, and whichever others it could be made to
    meet beside them), ``most`` says that this is proved to be as many as can be.
    """

    outcome: Outcome
    course: Course | None = None
    met: frozenset[str] = frozenset()
    most: bool = False


def holds(
    case: Case,
    *,
    done: Sequence[str] = (),
    solver: Solver,
    clock: Clock,
    ask: Callable[[Lattice], None] | None = None,
) -> Verdict:
    """Find out whether a case, with all changes applied, has any roadmap that holds.

    Parameters
    ----------
    case
        The case as changed (`detente.case.apply`).
    done
        Steps done already.
    solver, clock
        Who solves, and until when.
    ask
        Puts more into the model that the roadmap has to meet.
    """
    asked = frozenset(condition.name for condition in conditions_of(case))
    question = Feasibility(case, done, solver, clock, switchable=False)
    if ask is not None:
        ask(question.lattice)
    return question.ask(asked)


class Feasibility:
    """One case whose conditions can be asked for or not.

    Parameters
    ----------
    case, done
        The case with all changes applied, and the steps done already.
    solver, clock
        Who solves, and until when.
    switchable
        Whether conditions can be waived; if not, all of them are part of the model, which is then smaller.
    horizon
        The number of phases to search (default: the case's limit).
    """

    def __init__(
        self,
        case: Case,
        done: Sequence[str],
        solver: Solver,
        clock: Clock,
        *,
        switchable: bool = True,
        horizon: int | None = None,
    ) -> None:
        self.case = case
        self._solver, self._clock, self._switchable = solver, clock, switchable
        self.lattice = Lattice(replace(case, max_phases=horizon or case.max_phases), done)
        self._waived: dict[str, cp_model.IntVar] = {}
        self._own: dict[tuple[str, Kind], str] = {}
        self._set_up(conditions_of(case))

    def _set_up(self, conditions: Iterable[Condition]) -> None:
        lattice, case = self.lattice, self.lattice.case
        calendar = Calendar(lattice, case.rules_in_force())
        for rule in case.rules:
            require(lattice, calendar, rule.form)
        for condition in conditions:
            if condition.kind is Kind.DEMAND:
                unless = self._literal(condition)
                for rule in case.demands[condition.about].in_force:
                    require(lattice, calendar, rule.form, unless)
            elif condition.kind is not Kind.PHASES:
                self._own[condition.about, condition.kind] = condition.name
                self._literal(condition)
        self._deviations = Deviations(lattice, self._solver, self._waived_of)

    def _literal(self, condition: Condition) -> Literal:
        if not self._switchable:
            return 0
        return self._waived.setdefault(condition.name, self.lattice.model.new_bool_var(f"waived: {condition.name}"))

    def _waived_of(self, party: Party) -> Waived:
        own = (self._own.get((party.id, kind), "") for kind in PRINCIPALS_OWN)
        accepts, stays, safe, honest = (self._waived.get(name, 0) for name in own)
        return Waived(accepts, stays, safe, honest)

    def ask(self, asked: Collection[str]) -> Verdict:
        """Find out whether a roadmap meets the conditions of these names; the number of phases is the horizon's."""
        return self._ask(asked, 0)

    def ask_for_most(self, asked: Collection[str]) -> Verdict:
        """Find a roadmap that meets the conditions asked and, beside them, as many of the others as can be."""
        return self._ask(asked, 1)

    def _ask(self, asked: Collection[str], weight: int) -> Verdict:
        model = self.lattice.model
        self._assume(asked)
        model.clear_objective()  # type: ignore[no-untyped-call]
        total = Sum()
        for name, literal in self._waived.items():
            total.add(weight if name not in asked else 0, literal)
        if total.terms:
            model.minimize(total.expression())
        while True:
            answer = self._solver.solve(model, self._clock.left())
            if answer.values is None:
                return Verdict(Outcome.NONE if answer.infeasible else Outcome.UNKNOWN)
            course = course_of(self.lattice, answer.values)
            if not self._deviations.overlooked(course, self._is_asked(answer)):
                met = frozenset(name for name, literal in self._waived.items() if not answer.values[literal.index])
                return Verdict(Outcome.HOLDS, course, met | frozenset(asked), answer.proved)

    def _assume(self, asked: Collection[str]) -> None:
        model = self.lattice.model
        model.clear_assumptions()
        model.add_assumptions([~literal for name, literal in self._waived.items() if name in asked])

    def _is_asked(self, answer: Answer) -> IsAsked:
        def is_asked(party: str, kind: Kind) -> bool:
            literal = self._waived.get(self._own.get((party, kind), ""))
            return literal is None or answer.values is None or not answer.values[literal.index]

        return is_asked
