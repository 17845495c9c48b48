"""The search: one objective after the other, each fixed before the next (model.md §6).

Every answer of the solver is held against the oracle of the parties with bonuses; a deviation the model did not
foresee is added and the objective is searched again, until none is left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from math import prod

from ortools.sat.python import cp_model

from detente.case import Objective
from detente.errors import InternalError
from detente.roadmap.bonuses import Strategy
from detente.roadmap.bundles import Bundle, bundles
from detente.roadmap.capacity import fill
from detente.roadmap.courses import course_of
from detente.roadmap.logic import negate
from detente.roadmap.nash import tangent
from detente.roadmap.objectives import Goal, Search, goals
from detente.roadmap.progress import Listener, Progress
from detente.roadmap.relaxation import Relaxation
from detente.roadmap.result import ObjectiveValue
from detente.roadmap.shares import UNITS
from detente.roadmap.solver import GLANCE, Answer, Clock, Improved, Solver, Stage
from detente.roadmap.standing import MOMENTS, Course, Standing

PATIENCE = 0.5
"""The share of the time left that one unproved objective may use before the next ones get their turn."""

SMALL = 1000
"""Up to so many variables the whole model is glanced at first, which halves the time of most dossiers."""

AT_ONCE = (Stage(),)

BARE, FULL, TOGETHER = partial(Stage, 0), partial(Stage, 2), Stage(takes_turns=True)
"""Without a linear relaxation, with a full one, and several ways of searching in turns."""

STAGES: Mapping[Objective | None, tuple[Stage, ...]] = {
    Objective.EXPOSURE: (BARE(0.5), FULL()),
    Objective.LEAP: (BARE(2.0), FULL(5.0), TOGETHER),
    Objective.TIME: (BARE(10.0), TOGETHER),
    Objective.EASIER: (BARE(2.0), FULL(6.0), TOGETHER),
    Objective.BALANCE: (BARE(2.0), FULL()),
    None: (BARE(2.0), FULL()),
}
"""How each goal is searched, and how long each way may try (benchmarks/); the package at once with a full relaxation.

A search without one is many times quicker where it ends at all, above all for the days; where it does not, little is
lost. Efforts are counted in the solver's own time."""


@dataclass
class Found:
    """What the search has so far."""

    course: Course | None = None
    objectives: list[ObjectiveValue] = field(default_factory=list)
    infeasible: bool = False
    settled: bool = False
    """Whether the choice among equals was proved too."""


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

    def __init__(
        self, search: Search, solver: Solver, clock: Clock, listener: Listener, relaxation: Relaxation | None = None
    ) -> None:
        self._search = search
        self._solver = solver
        self._clock = clock
        self._listener = listener
        self._values: tuple[int, ...] = ()
        self._found = Found()
        self._relaxation = relaxation
        self._suggested: frozenset[str] = frozenset()
        self._factors: tuple[cp_model.IntVar, ...] = ()
        self._least_product = 0
        self._product_course: Course | None = None
        self._product_values: tuple[int, ...] = ()

    def run(self, *, package_only: bool = False) -> Found:
        """Search all goals, the choice among equals last; with ``package_only`` no more than decide on the package."""
        found = self._found
        previous: Objective | None = None
        for bundle in bundles(goals(self._search)):
            if previous is Objective.PACKAGE is not bundle.goals[0].name and self._settle_package() and package_only:
                return found
            self._reach(self._bounded(bundle))
            if found.course is None:
                return found
            previous = bundle.goals[0].name
        return found

    def _bounded(self, bundle: Bundle) -> Bundle:
        """Bound a goal of the package by what any package could reach, whatever the order."""
        goal = bundle.goals[0]
        if self._relaxation is None or goal.name is not Objective.PACKAGE:
            return bundle
        reached = self._relaxation.bound(self._turn())
        if reached is None:
            self._found.infeasible = self._found.course is None
            return bundle
        limit, package = reached
        if not goal.factors:
            self._restrict(goal, limit)
        if package is not None and self._found.course is None:
            self._suggested = package
        return bundle if goal.factors else Bundle((replace(goal, limit=limit),))

    def _restrict(self, goal: Goal, limit: int) -> None:
        model, expression = self._search.lattice.model, goal.total.expression()
        model.add(expression <= limit if goal.maximise else expression >= limit)

    def _settle_package(self) -> bool:
        """Fix the steps on which all packages agree that reach what has been reached; tell whether these are all."""
        if self._relaxation is None or self._found.course is None:
            return False
        lattice = self._search.lattice
        agreed = self._relaxation.agreed(self._found.course.package, self._turn())
        for step, inside in agreed.items():
            literal = lattice.in_package(step)
            lattice.clause([literal if inside else negate(literal)])
        return len(agreed) == len(lattice.open)

    def _reach(self, bundle: Bundle) -> None:
        """Search the goals of one bundle, record what they came to and fix them."""
        found = self._found
        if found.infeasible:
            return
        if bundle.goals[0].factors:
            self._reach_product(bundle.goals[0])
            return
        answer = self._improve(bundle)
        if found.course is None:
            found.infeasible = answer is not None and answer.infeasible
            return
        values = [goal.measure(found.course) for goal in bundle.goals]
        joint = bundle.measure(found.course)
        bound = float(joint) if answer is None or answer.proved else answer.bound
        for goal, value, limit in zip(bundle.goals, values, bundle.bounds(bound, values), strict=True):
            self._fix(goal, value)
            if self._relaxation is not None and goal.name is Objective.PACKAGE:
                self._relaxation.fix(value)
            self._record(goal, value, limit)

    def _record(self, goal: Goal, value: int, bound: int) -> None:
        one = (Fraction(value, goal.unit), Fraction(bound, goal.unit), value == bound)
        if goal.name is None:
            self._found.settled = value == bound
        else:
            self._found.objectives.append(ObjectiveValue(goal.name, goal.part, *one))
        self._listener(Progress(goal.name, goal.part, *one, self._clock.spent()))

    def _reach_product(self, goal: Goal) -> None:
        """Search the largest product of shares, tangent by tangent (`detente.roadmap.nash`)."""
        model, found, measures = self._search.lattice.model, self._found, self._search.measures
        better = model.new_bool_var("a better product")
        for factor in goal.factors:
            model.add(factor >= 1).only_enforce_if(better)
        total = cp_model.LinearExpr.sum(goal.factors)
        proved = False
        while not proved:
            model.maximize(total)
            answer = self._solve(None)
            if found.course is None:
                found.infeasible = answer.infeasible
                return
            if answer.values is None:
                break
            latest = measures.shares(found.course.package)
            proved = answer.proved and self._product_course is not None and not answer.values[better.index]
            if self._product_course is None or prod(latest) > goal.measure(self._product_course):
                self._product_course, self._product_values = found.course, answer.values
            best = goal.measure(self._product_course)
            coefficients, least = tangent(latest, best + 1)
            tangent_sum = cp_model.LinearExpr.weighted_sum(goal.factors, coefficients)
            model.add(tangent_sum >= least).only_enforce_if(better)
            total = tangent_sum + better * (2 * sum(coefficients) * UNITS)
        self._settle_product(goal, proved)

    def _settle_product(self, goal: Goal, proved: bool) -> None:
        if self._product_course is None:
            raise AssertionError("a product was searched and none was found")
        self._found.course, self._values = self._product_course, self._product_values
        value = goal.measure(self._product_course)
        self._least_product = value
        if value > 0:
            for factor in goal.factors:
                self._search.lattice.model.add(factor >= 1)
        self._factors = goal.factors
        self._ask_product(self._product_course)
        if self._relaxation is not None:
            self._relaxation.fix(value)
        self._record(goal, value, value if proved else goal.limit)

    def _ask_product(self, course: Course) -> None:
        """Ask by a tangent at a roadmap's shares that the best product is reached."""
        coefficients, least = tangent(self._search.measures.shares(course.package), self._least_product)
        self._search.lattice.model.add(cp_model.LinearExpr.weighted_sum(self._factors, coefficients) >= least)

    def _falls_short(self, course: Course) -> bool:
        """Whether a roadmap misses the product that has been reached; if so, keep its like out."""
        if not self._factors or self._search.measures.product(course) >= self._least_product:
            return False
        self._ask_product(course)
        return True

    def _improve(self, bundle: Bundle) -> Answer | None:
        """Give the solver's answer, `None` where the roadmap in hand reaches what no roadmap can pass."""
        if self._found.course is not None and bundle.measure(self._found.course) == 0:
            return None
        self._search.lattice.model.minimize(bundle.total().expression())
        return self._solve(lambda value, bound: self._tell(bundle, value, bound), bundle)

    def _tell(self, bundle: Bundle, value: float, bound: float) -> None:
        """Report what the bundle's first goal has come to."""
        goal, weight = bundle.goals[0], bundle.weights[0]
        sign = -1 if goal.maximise else 1
        reached = goal.limit + sign * (round(value) // weight)
        limit = goal.limit + sign * (max(0, round(bound)) // weight)
        self._listener(
            Progress(
                goal.name,
                goal.part,
                Fraction(reached, goal.unit),
                Fraction(limit, goal.unit),
                False,
                self._clock.spent(),
            )
        )

    def _solve(self, improved: Improved | None, bundle: Bundle | None = None) -> Answer:
        """Solve until the oracle has nothing to add; take over the roadmap found."""
        while True:
            self._hint()
            answer = self._ask_solver(improved, bundle)
            if answer.values is None:
                return answer
            course = course_of(self._search.lattice, answer.values)
            if not self._foresee(course) and not self._falls_short(course):
                self._values = answer.values
                self._found.course = course
                return answer

    def _ask_solver(self, improved: Improved | None, bundle: Bundle | None) -> Answer:
        model = self._search.lattice.model
        limit = self._clock.left() if bundle and bundle.is_last else self._turn()
        stages = STAGES.get(bundle.goals[0].name, AT_ONCE) if bundle else AT_ONCE
        if len(model.proto.variables) <= SMALL:
            stages = (GLANCE, *stages)
        return self._solver.solve_in_stages(model, limit, improved, stages)

    def _turn(self) -> float | None:
        left = self._clock.left()
        return left if left is None or self._found.course is None else left * PATIENCE

    def _hint(self) -> None:
        model = self._search.lattice.model
        model.clear_hints()  # type: ignore[no-untyped-call]
        if not self._values:
            self._suggest()
        for index, value in enumerate(self._values):
            model.add_hint(model.get_int_var_from_proto_index(index), value)

    def _suggest(self) -> None:
        """Hint at a package that would be best if any order carried it out."""
        lattice = self._search.lattice
        for step in lattice.open if self._suggested else ():
            literal = lattice.in_package(step)
            if not isinstance(literal, int):
                lattice.model.add_hint(literal, step in self._suggested)  # type: ignore[arg-type]

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
        if goal.name is Objective.LEAP:
            fill(self._search, value)
