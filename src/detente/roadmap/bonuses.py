"""Parties with bonuses: what breaking off or being left is worth when steps complement each other (model.md §4).

With bonuses a party's best deviation is a choice of which own steps to do, keep or take back. For the steps that no
bonus names that choice is made one by one, as for everybody. For the *named* ones a **strategy** fixes it: the set of
own steps the party wants to see done. Every strategy is a possible deviation, so a constraint for each is valid; the
search begins with a few, and an oracle (`detente.roadmap.oracle`) adds the ones that matter until none is left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from detente.case import Bonus, Party, Step, steps_of
from detente.roadmap.lattice import Lattice
from detente.roadmap.linear import Sum
from detente.roadmap.logic import Literal, is_true, negate
from detente.roadmap.pretences import checked_detection
from detente.roadmap.situations import Break
from detente.roadmap.tables import WholeRay, may_be_taken_back
from detente.roadmap.worth import add_value, bonuses_of

Strategy = frozenset[str]
"""The own bonus-named steps a party that breaks off wants to see done."""

MOMENTS: tuple[Break, ...] = ("in", "before")


class BonusParty:
    """The constraints of one (cardinal) principal whose value has bonuses."""

    def __init__(self, lattice: Lattice, party: Party, bonuses: Sequence[Bonus]) -> None:
        self.party = party
        self._lattice = lattice
        self._bonuses = tuple(bonuses)
        named = {step for bonus in bonuses for step in steps_of(bonus.when)}
        self.named = tuple(step for step in lattice.case.steps if step in named)
        self._skip = frozenset(self.named)
        self.strategies: list[Strategy] = []
        self._kept: dict[int, dict[str, Literal]] = {}
        self._waived: tuple[Literal, Literal] = (0, 0)
        self._whole: WholeRay | None = None

    @classmethod
    def of(cls, lattice: Lattice, party: Party) -> BonusParty | None:
        """Give the bonus side of a party, or `None` where no bonus adds to its value."""
        bonuses = bonuses_of(lattice.case.bonuses, party)
        return cls(lattice, party, bonuses) if bonuses else None

    @property
    def amounts(self) -> tuple[Fraction, ...]:
        """The bonus amounts, which a scale must turn whole."""
        return tuple(bonus.value[self.party.id] for bonus in self._bonuses)

    @property
    def whole(self) -> WholeRay:
        """The party's numbers; `open` sets them."""
        if self._whole is None:
            raise AssertionError("open() comes first")
        return self._whole

    def open(self, whole: WholeRay, unless_acceptable: Literal, unless_safe: Literal) -> None:
        """Ask for **acceptable** and **safe**, and keep the numbers for what follows."""
        self._whole = whole
        ray = whole.ray
        if not is_true(unless_acceptable):
            total = Sum(-whole.whole(ray.walk_away))
            add_value(total, self._lattice, self.party, whole)
            self._enforce(total, [negate(unless_acceptable)])
        if ray.trust is None or is_true(unless_safe):
            return
        for k in range(1, self._lattice.horizon + 2):
            total = Sum(whole.whole(ray.trust) - whole.whole(ray.walk_away))
            self.add_left_alone(total, whole, k)
            self._enforce(total, [negate(unless_safe)])

    def ask_deviations(self, unless_staying: Literal, unless_deterred: Literal) -> None:
        """Begin with three strategies: what each step is worth by itself, all, and none."""
        self._waived = (unless_staying, unless_deterred)
        own = [step for step in self.named if self.party.id in self._step(step).by]
        liked = [step for step in own if self.whole.least.get(step, 0) > 0]
        for strategy in (frozenset(liked), frozenset(own), frozenset[str]()):
            self.foresee(strategy)

    def foresee(self, strategy: Strategy) -> bool:
        """Add the constraints against one strategy, at every phase; tell whether it was new."""
        if strategy in self.strategies:
            return False
        self.strategies.append(strategy)
        staying, deterred = self._waived
        for k in range(1, self._lattice.horizon + 2):
            for moment in MOMENTS if k <= self._lattice.horizon else MOMENTS[1:]:
                if not is_true(staying):
                    total = Sum(self._whole_tolerance())
                    self._add_staying(total, strategy, k, moment)
                    self._enforce(total, [negate(staying)])
                if not is_true(deterred) and k <= self._lattice.horizon:
                    self._ask_deterred(strategy, k, moment, deterred)
        return True

    def add_left_alone(self, total: Sum, whole: WholeRay, k: int) -> None:
        """Add ``exp_i(k)``, with growing trust where the ray has any: what is kept is for the solver to choose."""
        lattice = self._lattice
        whole.alone.add_to(total, lattice, k, skip=self._skip)
        kept = self._kept_at(k)
        for step in self.named:
            worth = whole.least.get(step, 0)
            total.add(worth, kept[step])
            if worth > 0 and self.party.id not in self._step(step).by:
                grown = whole.whole(whole.ray.trust_growth * whole.ray.lo[step]) if whole.ray.trust_growth else 0
                total.add(grown, lattice.by(step, k - 1))
        self._add_bonuses(total, whole, lambda step: kept[step], 1)

    def _add_bonuses(self, total: Sum, whole: WholeRay, member: Callable[[str], Literal], sign: int) -> None:
        for bonus, amount in zip(self._bonuses, self.amounts, strict=True):
            total.add(sign * whole.whole(amount), self._lattice.reify(bonus.when, member))

    def _add_package_bonuses(self, total: Sum, factor: int) -> None:
        for bonus, amount in zip(self._bonuses, self.amounts, strict=True):
            total.add(factor * self.whole.whole(amount), self._lattice.holds(bonus.when, self._lattice.horizon))

    def _add_staying(self, total: Sum, strategy: Strategy, k: int, moment: Break, factor: int = 1) -> None:
        """Add ``factor · (v_i(T) − v_i(what is left after the strategy) + breach_cost_i)``."""
        whole, lattice = self.whole, self._lattice
        part = Sum(whole.whole(whole.ray.breach_cost))
        whole.stay[moment].add_to(part, lattice, k, skip=self._skip)
        left = {step: self._left(step, strategy, k, moment) for step in self.named}
        for step in self.named:
            part.add(whole.least.get(step, 0), lattice.in_package(step))
            part.add(-whole.least.get(step, 0), left[step])
        self._add_package_bonuses(part, 1)
        self._add_bonuses(part, whole, lambda step: left[step], -1)
        total.constant += factor * part.constant
        for coefficient, term in zip(part.coefficients, part.terms, strict=True):
            total.add(factor * coefficient, term)

    def _left(self, name: str, strategy: Strategy, k: int, moment: Break) -> Literal:
        """Give the literal that a named step stands after the party has broken off and the others have answered."""
        lattice, step = self._lattice, self._step(name)
        worth = self.whole.least.get(name, 0)
        earlier = lattice.by(name, k - 1)
        reached = lattice.by(name, k) if moment == "in" else earlier
        stays = negate(may_be_taken_back(lattice, step, k))
        own = self.party.id in step.by
        if worth > 0 and (step.is_joint or not own):
            if own and name not in strategy:
                return lattice.both(earlier, stays)
            return lattice.both(reached, stays)
        if own and name not in strategy:
            return lattice.both(earlier, stays)
        return reached

    def _kept_at(self, k: int) -> dict[str, Literal]:
        if k not in self._kept:
            self._kept[k] = {step: self._kept_literal(step, k) for step in self.named}
        return self._kept[k]

    def _kept_literal(self, name: str, k: int) -> Literal:
        """Give the literal that a named step stands after the others broke off; a choice where the party has one."""
        lattice, step = self._lattice, self._step(name)
        worth = self.whole.least.get(name, 0)
        earlier, reached = lattice.by(name, k - 1), lattice.by(name, k)
        back = may_be_taken_back(lattice, step, k)
        if self.party.id not in step.by:
            reliable = not any(lattice.case.parties[owner].is_principal for owner in step.by)
            return reached if reliable or worth <= 0 else lattice.both(earlier, negate(back))
        if step.is_joint and worth > 0:
            return lattice.both(earlier, negate(back))
        if isinstance(back, int) and not back:
            return reached
        kept = lattice.model.new_bool_var(f"{self.party.id} keeps {name} at {k}")
        lattice.clause([negate(kept), reached])
        lattice.clause([kept, negate(reached), back])
        return kept

    def _ask_deterred(self, strategy: Strategy, k: int, moment: Break, unless: Literal) -> None:
        lattice, whole = self._lattice, self.whole
        for name in lattice.open:
            detection = checked_detection(self.party, self._step(name))
            if detection is None:
                continue
            found, all_cases = detection.numerator, detection.denominator
            total = Sum(all_cases * self._whole_tolerance())
            self._add_staying(total, strategy, k, moment, found)
            missed = all_cases - found
            total.add(missed * whole.least.get(name, 0), lattice.in_package(name))
            if name in self._skip:
                self._add_lost_bonuses(total, name, missed)
            self._enforce(total, [lattice.placed(name, k), negate(unless)])

    def _add_lost_bonuses(self, total: Sum, without: str, factor: int) -> None:
        lattice = self._lattice
        self._add_package_bonuses(total, factor)
        self._add_bonuses(total, self.whole, lambda step: 0 if step == without else lattice.in_package(step), -factor)

    def _whole_tolerance(self) -> int:
        return self.whole.whole(self.whole.ray.tolerance)

    def _enforce(self, total: Sum, conditions: Sequence[Literal]) -> None:
        if any(isinstance(one, int) and not one for one in conditions):
            return
        constraint = self._lattice.model.add(total.expression() >= 0)
        free = [one for one in conditions if not isinstance(one, int)]
        if free:
            constraint.only_enforce_if(free)

    def _step(self, name: str) -> Step:
        return self._lattice.case.steps[name]
