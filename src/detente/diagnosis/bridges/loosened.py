"""All general bridges in one model, each behind a literal, to find the smallest sets that leave room for a roadmap.

Every offer that lifts a condition is put in at its largest amount. What the model finds is confirmed by making it
(`detente.diagnosis.bridges.search`): lifting leaves never less room than the bridge itself, so that no set is missed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ortools.sat.python import cp_model

from detente.case import Case, Condition, Demand, Or, Party, Step, StepDone
from detente.diagnosis.bridges.floor import Floor
from detente.diagnosis.bridges.offer import Offer
from detente.diagnosis.deviations import Deviations
from detente.diagnosis.retreats import Retreat, retreats_of
from detente.roadmap.calendar import Calendar
from detente.roadmap.holding import Waived
from detente.roadmap.lattice import Lattice
from detente.roadmap.linear import Sum
from detente.roadmap.logic import Literal, negate
from detente.roadmap.ordered import require
from detente.roadmap.pretences import checked_detection
from detente.roadmap.solver import Clock, Solver

POINT = 1_000
"""How many bridges weigh as much as one point of firmness: points are saved first."""


@dataclass(frozen=True, slots=True)
class Loose:
    """A set of offers, and of retreats from demands beside them, that leaves room for a roadmap."""

    offers: tuple[Offer, ...]
    retreats: tuple[Retreat, ...] = ()

    @property
    def points(self) -> int:
        """What the retreats cost in points of firmness."""
        return sum(one.price for one in self.retreats)


@dataclass(frozen=True, slots=True)
class Answered:
    """The next smallest set, or none: with ``proved``, that there is none smaller, or none at all."""

    loose: Loose | None
    proved: bool


class WithFacts(Lattice):
    """A lattice in which conditions may also name facts, which hold throughout or not, as the solver likes."""

    def __init__(self, case: Case, done: Sequence[str]) -> None:
        self.facts: dict[str, cp_model.IntVar] = {}
        super().__init__(case, done)

    def by(self, step: str, k: int) -> Literal:
        """Give the literal of ``s ∈ X_k``, or that of a fact."""
        return self.facts[step] if step in self.facts else super().by(step, k)


class Loosened:
    """The loosened model of one case.

    Parameters
    ----------
    case, done
        The case with all changes applied, and the steps done already.
    offers
        What may be lifted.
    solver, clock
        Who solves, and until when.
    with_retreats
        Whether demands may be moved at their price as well.
    order_only
        Ask for rules and demands only, and nothing of what model.md §4 asks of the principals.
    floor
        A share that everybody has to reach.
    """

    def __init__(
        self,
        case: Case,
        done: Sequence[str],
        offers: Iterable[Offer],
        solver: Solver,
        clock: Clock,
        *,
        with_retreats: bool = False,
        order_only: bool = False,
        floor: Floor | None = None,
    ) -> None:
        self._case, self._solver, self._clock = case, solver, clock
        self._offers = tuple(offer for offer in offers if offer.loosens)
        further = max((offer.most for offer in self._offers if offer.loosens.phases), default=0)
        loosened = replace(case, steps=_loosened_steps(case, self._offers), max_phases=case.max_phases + further)
        self._lattice = WithFacts(loosened, done)
        model = self._lattice.model
        self._lifted = {offer.id: model.new_bool_var(f"lifted: {offer.id}") for offer in self._offers}
        for offer in self._offers:
            if offer.loosens.taken_back:
                self._lattice.facts[_fact(offer.loosens.taken_back)] = self._lifted[offer.id]
        retreats = retreats_of(case) if with_retreats else {}
        self._moved: dict[Retreat, cp_model.IntVar] = {}
        softer = tuple(rule for ways in retreats.values() for way in ways for rule in way.rules)
        self._calendar = Calendar(self._lattice, case.rules_in_force() + softer)
        for rule in case.rules:
            require(self._lattice, self._calendar, rule.form)
        for demand in case.demands.values():
            self._set_up(demand, retreats.get(demand.id, ()))
        self._limit_phases()
        if not order_only:
            Deviations(self._lattice, solver, self._waived)
        if floor is not None:
            floor.ask(self._lattice)
        self._size = Sum()
        for lifted in self._lifted.values():
            self._size.add(1, lifted)
        for way, moved in self._moved.items():
            self._size.add(POINT * way.price, moved)

    def _set_up(self, demand: Demand, ways: Sequence[Retreat]) -> None:
        """Ask for a demand, unless it is moved; a rule of it that is lifted leaves what takes its place."""
        lattice, model = self._lattice, self._lattice.model
        moved: list[cp_model.IntVar] = []
        for way in ways:
            made = self._moved[way] = model.new_bool_var(f"{way.demand} moved by {way.price}")
            moved.append(made)
            for rule in way.rules:
                require(lattice, self._calendar, rule.form, negate(made))
        model.add_at_most_one(moved)
        away = negate(lattice.all_of([negate(made) for made in moved]))
        for place, rule in enumerate(demand.in_force):
            lifted: list[Literal] = [away]
            for offer in self._offers:
                if offer.loosens.rule == (demand.id, place):
                    lifted.append(self._lifted[offer.id])
                    if offer.loosens.replaced_by is not None:
                        require(lattice, self._calendar, offer.loosens.replaced_by, away)
            require(lattice, self._calendar, rule.form, _any(lattice, lifted))

    def _limit_phases(self) -> None:
        for offer in self._offers:
            if offer.loosens.phases:
                for used in self._lattice.used[self._case.max_phases :]:
                    self._lattice.model.add_implication(used, self._lifted[offer.id])

    def _waived(self, party: Party) -> Waived:
        words = [self._lifted[offer.id] for offer in self._offers if offer.loosens.word_of == party.id]
        word = _any(self._lattice, list(words))
        pretended: dict[str, Literal] = {}
        for step in self._case.steps.values():
            if checked_detection(party, step) is None:
                continue
            found_out = [self._lifted[one.id] for one in self._offers if one.loosens.found_out == step.id]
            pretended[step.id] = _any(self._lattice, [word, *found_out])
        has_bonuses = any(bonus.value.get(party.id) for bonus in self._case.bonuses)
        deterred = _any(self._lattice, list(pretended.values())) if has_bonuses else 0
        return Waived(self_enforcing=word, deterred=deterred, pretended=pretended)

    def next(self, least: int, most: int) -> Answered:
        """Find the smallest set with ``least`` to ``most`` offers that has not been excluded.

        Points of firmness, where they count, come before the number of offers.
        """
        model = self._lattice.model
        lifted = list(self._lifted.values())
        if not lifted and least > 0:
            return Answered(None, True)
        within = model.new_bool_var("")
        if lifted:
            model.add_linear_constraint(sum(lifted), least, most).only_enforce_if(within)
        if self._size.terms:
            model.minimize(self._size.expression())
        answer = self._solver.solve_assuming(model, within, self._clock.left())
        if answer.values is None:
            return Answered(None, answer.infeasible)
        values = answer.values
        offers = tuple(offer for offer in self._offers if values[self._lifted[offer.id].index])
        retreats = tuple(way for way, moved in self._moved.items() if values[moved.index])
        return Answered(Loose(offers, retreats), answer.proved)

    def limit_points(self, most: int) -> None:
        """Ask of all further sets that they cost no more points of firmness than this."""
        points = Sum()
        for way, moved in self._moved.items():
            points.add(way.price, moved)
        self._lattice.model.add(points.expression() <= most)

    def exclude(self, loose: Loose, *, only_itself: bool = False) -> None:
        """Leave out a set and all that contain it, or the set alone."""
        inside = {offer.id for offer in loose.offers}
        if not inside <= self._lifted.keys():
            return
        literals: list[Literal] = [~self._lifted[name] for name in sorted(inside)]
        if only_itself:
            literals += [lifted for name, lifted in self._lifted.items() if name not in inside]
            literals += [~moved if way in loose.retreats else moved for way, moved in self._moved.items()]
        else:
            for one in loose.retreats:
                at_least = [
                    self._moved[way] for way in self._moved if way.demand == one.demand and way.is_at_least(one)
                ]
                literals.append(negate(_any(self._lattice, at_least)))
        self._lattice.clause(literals)


def _any(lattice: Lattice, literals: Collection[Literal]) -> Literal:
    return negate(lattice.all_of([negate(literal) for literal in literals]))


def _fact(step: str) -> str:
    return f"snapback of {step}"


def _loosened_steps(case: Case, offers: Iterable[Offer]) -> Mapping[str, Step]:
    steps = dict(case.steps)
    for offer in offers:
        if offer.loosens.taken_back:
            step = steps[offer.loosens.taken_back]
            fact = StepDone(_fact(step.id))
            stands: Condition = fact
            if step.reversible == 1 and step.reversible_if is not None:
                stands = Or((step.reversible_if, fact))
            steps[step.id] = replace(step, reversible=Fraction(1), reversible_if=stands)
    return steps
