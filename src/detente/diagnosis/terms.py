"""A case whose demands can be moved at a price: the model behind concessions and price list (model.md §§5, 7).

Everything else (rules, principals, number of phases, red lines) is asked for as it stands.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from detente.case import Case, Fairness
from detente.diagnosis.deviations import Deviations
from detente.diagnosis.result import Payment
from detente.diagnosis.retreats import Retreat, payment, retreats_of
from detente.errors import LimitReached
from detente.roadmap.calendar import Calendar
from detente.roadmap.courses import course_of
from detente.roadmap.ideals import Yardstick
from detente.roadmap.lattice import Lattice
from detente.roadmap.linear import Sum
from detente.roadmap.logic import negate
from detente.roadmap.measures import Measures
from detente.roadmap.objectives import Search, package_goals
from detente.roadmap.ordered import require
from detente.roadmap.solver import Clock, Solver
from detente.roadmap.standing import Course


@dataclass(frozen=True, slots=True)
class Deal:
    """A roadmap with the retreats that it needs."""

    course: Course
    retreats: tuple[Retreat, ...]
    price: int

    def payment(self, case: Case) -> Payment:
        """Give what the retreats come to, and who pays it."""
        return payment(case, self.retreats)


class Terms:
    """Searches roadmaps over the retreats of a case.

    Parameters
    ----------
    case, done
        The case with all changes applied, and the steps done already.
    solver, clock
        Who solves, and until when.
    """

    def __init__(self, case: Case, done: Sequence[str], solver: Solver, clock: Clock) -> None:
        self.retreats = retreats_of(case)
        self.lattice = Lattice(replace(case, fairness=Fairness.EGALITARIAN), done)
        self._solver, self._clock = solver, clock
        self._made: dict[Retreat, cp_model.IntVar] = {}
        self._stands: dict[str, cp_model.IntVar] = {}
        softer = tuple(rule for ways in self.retreats.values() for way in ways for rule in way.rules)
        self.calendar = Calendar(self.lattice, case.rules_in_force() + softer)
        for rule in case.rules:
            require(self.lattice, self.calendar, rule.form)
        for demand in case.demands:
            self._set_up(demand)
        self._deviations = Deviations(self.lattice, solver)

    def _set_up(self, name: str) -> None:
        """Let the demand stand, or take exactly one of its retreats."""
        model, ways = self.lattice.model, self.retreats[name]
        stands = self._stands[name] = model.new_bool_var(f"{name} stands")
        for way in ways:
            made = self._made[way] = model.new_bool_var(f"{name} moved by {way.price}")
            for rule in way.rules:
                require(self.lattice, self.calendar, rule.form, negate(made))
        model.add_exactly_one([stands, *(self._made[way] for way in ways)])
        for rule in self.lattice.case.demands[name].in_force:
            require(self.lattice, self.calendar, rule.form, negate(stands))

    @property
    def price(self) -> Sum:
        """The points that are paid."""
        total = Sum()
        for way, made in self._made.items():
            total.add(way.price, made)
        return total

    @property
    def imbalance(self) -> Sum:
        """How much whoever pays most pays; among equals, what comes earlier in the case counts as less."""
        demands, model = self.lattice.case.demands, self.lattice.model
        most = model.new_int_var(0, sum(way.price for way in self._made), "paid by whoever pays most")
        for party in dict.fromkeys(demand.by for demand in demands.values()):
            paid = Sum()
            for way, made in self._made.items():
                paid.add(way.price if demands[way.demand].by == party else 0, made)
            model.add(most >= paid.expression())
        total, places = Sum(), len(self._made) * (len(self._made) + 1) // 2
        total.add(places + 1, most)
        for place, made in enumerate(self._made.values(), start=1):
            total.add(place, made)
        return total

    def smallest_share(self, yardsticks: Mapping[str, Yardstick]) -> Sum | None:
        """Give the smallest share of the package, at most; `None` where nobody has a share."""
        if not yardsticks:
            return None
        measures = Measures(self.lattice.case, yardsticks, self._solver)
        search = Search(self.lattice, self.calendar, yardsticks, measures, {})
        return next(package_goals(search)).total

    def only(self, demands: Collection[str]) -> list[cp_model.LiteralT]:
        """Give the literals under which no demand but these is moved."""
        return [stands for name, stands in self._stands.items() if name not in demands]

    def given_up(self, demand: str) -> list[cp_model.LiteralT]:
        """Give the literals under which a demand is given up and no other moved; none for a red line."""
        away = [made for way, made in self._made.items() if way.demand == demand and way.form is None]
        return [*away, *self.only([demand])] if away else []

    def exclude(self, retreats: Sequence[Retreat]) -> None:
        """Leave out every deal in which each of these demands is moved at least as far."""
        ways = self.retreats
        less = [
            literal
            for one in retreats
            for literal in (
                self._stands[one.demand],
                *(self._made[way] for way in ways[one.demand] if not way.is_at_least(one)),
            )
        ]
        self.lattice.model.add_bool_or(less)

    def best(
        self, total: Sum, *, maximise: bool = False, assuming: Sequence[cp_model.LiteralT] = ()
    ) -> tuple[int, Deal] | None:
        """Find the deal with the least (or largest) sum, proved; `None` where there is none.

        Raises
        ------
        LimitReached
            Time ran out before that was proved.
        """
        model = self.lattice.model
        expression = total.expression()
        if maximise:
            model.maximize(expression)
        else:
            model.minimize(expression)
        model.clear_assumptions()
        model.add_assumptions(assuming)
        while True:
            answer = self._solver.solve(model, self._clock.left())
            if answer.infeasible:
                return None
            if answer.values is None or not answer.proved:
                raise LimitReached("the terms have not all been searched")
            course = course_of(self.lattice, answer.values)
            if not self._deviations.overlooked(course):
                return total.value(answer.values), self._deal(course, answer.values)

    def _deal(self, course: Course, values: Sequence[int]) -> Deal:
        chosen = tuple(way for way, made in self._made.items() if values[made.index])
        return Deal(course, chosen, sum(way.price for way in chosen))
