"""The package without its order: a small problem that bounds the large one.

Which packages could any order ever carry out? They must be acceptable to everybody, meet the rules that speak of
packages, and leave nobody tempted once all is done (phase K + 1 of model.md §4). Leaving the phases out makes this a
problem of as many unknowns as there are steps. Its best value bounds that of the whole, and the steps on which all
its best packages agree are settled before the order is searched. Both follow exactly; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.case import (
    After,
    AtLeast,
    AtMost,
    Excludes,
    Include,
    Never,
    Requires,
    RuleForm,
    StepDone,
    With,
    WithOrAfter,
)
from detente.roadmap.calendar import Calendar
from detente.roadmap.lattice import Lattice
from detente.roadmap.linear import Sum
from detente.roadmap.logic import negate
from detente.roadmap.objectives import Goal, Search, package_goals
from detente.roadmap.ordered import is_rising, require
from detente.roadmap.rays import rays
from detente.roadmap.setting import Setting
from detente.roadmap.solver import Solver
from detente.roadmap.tables import whole_ray
from detente.roadmap.worth import add_value, bonuses_of

MOST_TRIES = 60
"""How many packages may be looked at to find what all the best ones agree on."""


class Relaxation:
    """The package problem of a setting, kept in step with the search of the whole.

    Parameters
    ----------
    setting
        The case to be planned.
    """

    def __init__(self, setting: Setting) -> None:
        case = replace(setting.case, max_phases=1)
        self._solver: Solver = setting.solver
        self._lattice = Lattice(case, setting.done)
        calendar = Calendar(self._lattice, ())
        for rule in case.rules_in_force():
            for form in _without_order(rule.form, self._lattice.done):
                require(self._lattice, calendar, form)
        _ask_acceptable_and_lasting(self._lattice)
        self.search = Search(self._lattice, calendar, setting.yardsticks, setting.measures, {})
        """The small model, for questions of one's own about it."""
        self._goals = package_goals(self.search)
        self._goal: Goal | None = None
        self._package: frozenset[str] | None = None

    def bound(self, limit: float | None) -> tuple[int, frozenset[str] | None] | None:
        """Search the next package goal without order.

        Parameters
        ----------
        limit
            Seconds.

        Returns
        -------
        tuple or None
            What no roadmap can pass, and a package that reaches it (`None` where the search was cut off);
            `None` altogether where no package will do, so that there is no roadmap either.
        """
        goal = self._goal = next(self._goals)
        if goal.factors:
            return goal.limit, None
        expression = goal.total.expression()
        if goal.maximise:
            self._lattice.model.maximize(expression)
        else:
            self._lattice.model.minimize(expression)
        answer = self._solver.solve(self._lattice.model, limit)
        if answer.infeasible:
            return None
        if not answer.proved or answer.values is None:
            return goal.limit, None
        self._package = self._read(answer.values)
        return goal.total.value(answer.values), self._package

    def fix(self, value: int) -> None:
        """Ask of every further package that it reaches what the whole has reached for the goal last searched."""
        if self._goal is None:
            raise AssertionError("no goal has been searched")
        if self._goal.factors:
            if value > 0:
                for factor in self._goal.factors:
                    self._lattice.model.add(factor >= 1)
            return
        expression = self._goal.total.expression()
        self._lattice.model.add(expression >= value if self._goal.maximise else expression <= value)

    def agreed(self, known: frozenset[str], limit: float | None) -> dict[str, bool]:
        """Give the steps on which all remaining packages agree: in (True) or out (False).

        Parameters
        ----------
        known
            One such package.
        limit
            Seconds for each package looked at.
        """
        lattice = self._lattice
        agreed = {step: step in known for step in lattice.open}
        lattice.model.clear_objective()  # type: ignore[no-untyped-call]
        for _ in range(MOST_TRIES):
            some_other = lattice.model.new_bool_var("")
            moved = [
                negate(lattice.in_package(step)) if inside else lattice.in_package(step)
                for step, inside in agreed.items()
            ]
            lattice.clause([negate(some_other), *moved])
            answer = self._solver.solve_assuming(lattice.model, some_other, limit)
            if answer.infeasible:
                return agreed
            if answer.values is None:
                return {}
            other = self._read(answer.values)
            agreed = {step: inside for step, inside in agreed.items() if inside == (step in other)}
        return {}

    def _read(self, values: tuple[int, ...]) -> frozenset[str]:
        package = set(self._lattice.done)
        for step in self._lattice.open:
            one = Sum()
            one.add(1, self._lattice.in_package(step))
            if one.value(values):
                package.add(step)
        return frozenset(package)


def _ask_acceptable_and_lasting(lattice: Lattice) -> None:
    """Ask that the package is acceptable and, of parties without bonuses, that it holds once all is done."""
    case = lattice.case
    for party in case.principals:
        bonuses = bonuses_of(case.bonuses, party)
        extra = tuple(bonus.value[party.id] for bonus in bonuses)
        for ray in rays(case, party):
            whole = whole_ray(case, ray, extra)
            acceptable = Sum(-whole.whole(ray.walk_away))
            add_value(acceptable, lattice, party, whole)
            lattice.model.add(acceptable.expression() >= 0)
            if not bonuses:
                lasting = Sum(whole.whole(ray.breach_cost) + whole.whole(ray.tolerance))
                whole.stay["before"].add_to(lasting, lattice, lattice.horizon + 1)
                lattice.model.add(lasting.expression() >= 0)


def _without_order(rule: RuleForm, done: frozenset[str]) -> Iterator[RuleForm]:
    """Give what a rule asks of the package whatever the order: a consequence of it, or nothing."""
    match rule:
        case After(step, needs) | WithOrAfter(step, needs) if is_rising(needs) and step not in done:
            yield Requires(step, needs)
        case With(step, other):
            yield Requires(step, StepDone(other))
            yield Requires(other, StepDone(step))
        case Requires() | Excludes() | Include() | Never() | AtMost() | AtLeast():
            yield rule
        case _:
            return
