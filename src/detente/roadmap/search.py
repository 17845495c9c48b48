"""The search: one objective after the other, each fixed before the next (model.md §6).

Every answer of the solver is held against the oracle of the parties with bonuses; a deviation the model did not foresee is
added and the objective is searched again, until none is left.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor

from detente.errors import InternalError
from detente.roadmap.bonuses import Strategy
from detente.roadmap.linear import Sum
from detente.roadmap.objectives import Goal, Search, goals, tie_break
from detente.roadmap.progress import Listener, Progress
from detente.roadmap.result import ObjectiveValue
from detente.roadmap.solver import Answer, Clock, Improved, Solver
from detente.roadmap.standing import MOMENTS, Course, Standing

PATIENCE = 0.5
"""The share of the time left that one unproved objective may use before the next ones get their turn."""


@dataclass
class Found:
    """What the search has so far."""

    course: Course | None = None
    objectives: list[ObjectiveValue] = field(default_factory=list)
    infeasible: bool = False
    settled: bool = False
    """Whether every objective was proved, and the choice among equals too."""


class Lexicographic:
    """Searches the goals of one model in order.

    Parameters
    ----------
    search
        The model and what its goals speak of.
    solver, clock
        Who solves, and until when.
    listener
        Is told of progress.
    """

    def __init__(self, search: Search, solver: Solver, clock: Clock, listener: Listener) -> None:
        self._search = search
        self._solver = solver
        self._clock = clock
        self._listener = listener
        self._values: tuple[int, ...] = ()
        self._found = Found()

    def run(self) -> Found:
        """Search all goals, then decide among equals."""
        found = self._found
        for goal in goals(self._search):
            self._reach(goal)
            if found.course is None:
                return found
        settled = self._decide_among_equals()
        found.settled = settled and all(one.proved for one in found.objectives)
        return found

    def _reach(self, goal: Goal) -> None:
        """Search one goal, record what it came to and fix it."""
        found = self._found
        answer = self._improve(goal)
        if found.course is None:
            found.infeasible = answer is not None and answer.infeasible
            return
        value = goal.measure(found.course)
        bound = _bound(goal, answer, value)
        self._fix(goal, value)
        one = ObjectiveValue(
            goal.name,
            goal.part,
            Fraction(value, goal.unit),
            None if bound is None else Fraction(bound, goal.unit),
            bound == value,
        )
        found.objectives.append(one)
        self._listener(Progress(one.name, one.part, one.value, one.bound, one.proved, self._clock.spent()))

    def _improve(self, goal: Goal) -> Answer | None:
        """Give the solver's answer, `None` where the roadmap in hand reaches what no roadmap can pass."""
        if self._found.course is not None and goal.measure(self._found.course) == goal.limit:
            return None
        _aim(self._search, goal.total, maximise=goal.maximise)
        return self._solve(lambda value, bound: self._tell(goal, value, bound))

    def _tell(self, goal: Goal, value: float, bound: float) -> None:
        reached = Fraction(round(value), goal.unit)
        limit = Fraction(ceil(bound - 1e-6) if not goal.maximise else floor(bound + 1e-6), goal.unit)
        self._listener(Progress(goal.name, goal.part, reached, limit, False, self._clock.spent()))

    def _solve(self, improved: Improved | None) -> Answer:
        """Solve until the oracle has nothing to add; take over the roadmap found."""
        while True:
            self._hint()
            answer = self._solver.solve(self._search.lattice.model, self._turn(), improved)
            if answer.values is None:
                return answer
            course = self._course(answer.values)
            if not self._foresee(course):
                self._values = answer.values
                self._found.course = course
                return answer

    def _turn(self) -> float | None:
        left = self._clock.left()
        return left if left is None or self._found.course is None else left * PATIENCE

    def _hint(self) -> None:
        model = self._search.lattice.model
        model.clear_hints()
        for index, value in enumerate(self._values):
            model.add_hint(model.get_int_var_from_proto_index(index), value)

    def _course(self, values: tuple[int, ...]) -> Course:
        lattice = self._search.lattice
        total = {step: [Sum() for _ in range(lattice.horizon + 1)] for step in lattice.open}
        phases: list[tuple[str, ...]] = []
        for k in range(1, lattice.horizon + 1):
            phase = []
            for step, sums in total.items():
                sums[k].add(1, lattice.by(step, k))
                sums[k].add(-1, lattice.by(step, k - 1))
                if sums[k].value(values):
                    phase.append(step)
            if phase:
                phases.append(tuple(phase))
        return Course(lattice.case, tuple(phases), tuple(step for step in lattice.case.steps if step in lattice.done))

    def _foresee(self, course: Course) -> bool:
        """Ask the oracle of every party with bonuses; tell whether it found a deviation the model did not know."""
        found: dict[str, set[Strategy]] = {name: set() for name in self._search.bonus_parties}
        for name, strategies in found.items():
            standing = Standing(course, course.case.parties[name], self._solver)
            for k in range(1, len(course.phases) + 2):
                for moment in MOMENTS:
                    if standing.is_tempted(k, moment):
                        strategies.add(standing.response(k, moment).standing)
        for name, strategies in found.items():
            for strategy in sorted(strategies, key=sorted):
                if not self._search.bonus_parties[name].foresee(strategy):
                    raise InternalError(f"the search let {name} gain by a deviation it had foreseen")
        return any(found.values())

    def _fix(self, goal: Goal, value: int) -> None:
        model = self._search.lattice.model
        expression = goal.total.expression()
        model.add(expression >= value if goal.maximise else expression <= value)

    def _decide_among_equals(self) -> bool:
        total = tie_break(self._search)
        _aim(self._search, total, maximise=False)
        answer = self._solve(None)
        return answer.proved


def _aim(search: Search, total: Sum, *, maximise: bool) -> None:
    model = search.lattice.model
    if maximise:
        model.maximize(total.expression())
    else:
        model.minimize(total.expression())


def _bound(goal: Goal, answer: Answer | None, value: int) -> int | None:
    if answer is None:
        return goal.limit
    if answer.proved:
        return value
    if answer.values is None and not answer.bound:
        return goal.limit
    bound = floor(answer.bound + 1e-6) if goal.maximise else ceil(answer.bound - 1e-6)
    return min(bound, goal.limit) if goal.maximise else max(bound, goal.limit)
