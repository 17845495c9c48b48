"""The figures of a finished roadmap: temptation, exposure and required detection, exact (model.md §4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from detente.case import Case, Party, Scale, Step, steps_of
from detente.roadmap.conditions import meets
from detente.roadmap.oracle import Response, best_response
from detente.roadmap.pretences import checked_detection, may_cost
from detente.roadmap.rays import ZERO, Ray, rays
from detente.roadmap.result import Figure, Verdict
from detente.roadmap.situations import Break, Contribution, left_alone, staying
from detente.roadmap.solver import Solver
from detente.roadmap.worth import bonuses_of

MOMENTS: tuple[Break, ...] = ("in", "before")


@dataclass(frozen=True)
class Course:
    """A finished roadmap of a case: its phases and the states they lead through."""

    case: Case
    phases: tuple[tuple[str, ...], ...]
    done: tuple[str, ...] = ()

    @cached_property
    def states(self) -> tuple[frozenset[str], ...]:
        """``X_0 … X_K``."""
        states = [frozenset(self.done)]
        for phase in self.phases:
            states.append(states[-1] | frozenset(phase))
        return tuple(states)

    @property
    def package(self) -> frozenset[str]:
        """``T``."""
        return self.states[-1]

    def before(self, k: int) -> frozenset[str]:
        """``X_{k−1}``."""
        return self.states[k - 1]

    def by(self, k: int) -> frozenset[str]:
        """``X_k``; after the last phase nothing changes."""
        return self.states[min(k, len(self.phases))]

    def can_be_taken_back(self, step: Step, k: int) -> bool:
        """Whether ``ρ_s(k)`` is the step's share rather than 0."""
        return step.reversible_if is None or meets(step.reversible_if, self.before(k))


class Standing:
    """One principal's standing in a roadmap.

    Parameters
    ----------
    course
        The roadmap.
    party
        A principal.
    solver
        For the choices of a party with bonuses.
    """

    def __init__(self, course: Course, party: Party, solver: Solver) -> None:
        self.course, self.party = course, party
        self._solver = solver
        self._rays = rays(course.case, party)
        self._bonuses = tuple((one, one.value[party.id]) for one in bonuses_of(course.case.bonuses, party))
        named = {step for bonus, _ in self._bonuses for step in steps_of(bonus.when)}
        self._named = tuple(step for step in course.case.steps if step in named)
        self._responses: dict[tuple[int, Break], Response] = {}

    def temptation(self, k: int) -> Figure:
        """Give ``dev_i(k) − breach_cost_i − v_i(T)``: what breaking off gains, at worst (ordinal: a verdict)."""
        worst = [max(-self.staying(ray, k, moment) for moment in MOMENTS) for ray in self._rays]
        return self._figure(worst)

    def is_tempted(self, k: int, moment: Break) -> bool:
        """Whether breaking off at this moment gains more than the tolerance on any ray, or makes a pretence pay."""
        return self.breaks_off(k, moment) or self.pretends(k, moment)

    def breaks_off(self, k: int, moment: Break) -> bool:
        """Whether breaking off at this moment gains more than the tolerance on any ray."""
        return any(self.staying(ray, k, moment) + ray.tolerance < 0 for ray in self._rays)

    def pretends(self, k: int, moment: Break) -> bool:
        """Whether pretending some step of the phase pays, because breaking off at this moment is worth so much."""
        return any(self._may_pretend(name, k, moment) for name in self._phase(k))

    def _phase(self, k: int) -> tuple[str, ...]:
        return self.course.phases[k - 1] if k <= len(self.course.phases) else ()

    def _may_pretend(self, name: str, k: int, moment: Break) -> bool:
        """Whether pretending a step of this phase pays at its stated detection (model.md §4, Deterred)."""
        detection = checked_detection(self.party, self.course.case.steps[name])
        if detection is None:
            return False
        return any(
            detection * self.staying(ray, k, moment) + (1 - detection) * self._lost(ray, name) + ray.tolerance < 0
            for ray in self._rays
        )

    def exposure(self, k: int) -> Figure:
        """Give ``max(0, walk_away_i − exp_i(k))``, at worst; a verdict for ordinal parties."""
        return self._figure([max(ZERO, ray.walk_away - self.left(ray, k)) for ray in self._rays])

    def _figure(self, worst: Sequence[Fraction]) -> Figure:
        if self.party.scale is Scale.ORDINAL:
            return Verdict.SOME if any(one > 0 for one in worst) else Verdict.NONE
        return worst[0]

    def staying(self, ray: Ray, k: int, moment: Break) -> Fraction:
        """Give ``v_i(T) + breach_cost_i − br_i(k, P)`` on one ray: what staying is worth over breaking off."""
        steps = self.course.case.steps
        total = ray.breach_cost
        for step in self.course.package:
            if step not in self._named:
                total += self._situation(staying(self.course.case, ray, steps[step], moment), step, k)
        if self._bonuses:
            total += self._named_value(ray, self.course.package) - self.response(k, moment).value
        return total

    def left(self, ray: Ray, k: int) -> Fraction:
        """Give ``exp_i(k)`` on one ray (trust aside)."""
        case = self.course.case
        plain = Ray(ray.party, ray.level, ray.lo, ray.hi, ray.walk_away, ZERO, ZERO, None, ZERO)
        total = ZERO
        for step in self.course.by(k):
            if step not in self._named:
                total += self._situation(left_alone(case, plain, case.steps[step]), step, k)
        if self._bonuses:
            total += self._kept(k).value
        return total

    def _situation(self, one: Contribution, step: str, k: int) -> Fraction:
        back = self.course.can_be_taken_back(self.course.case.steps[step], k)
        if step in self.course.before(k):
            return one.before_back if back else one.before
        if step in self.course.by(k):
            return one.now_back if back else one.now
        return one.later

    def _named_value(self, ray: Ray, done: frozenset[str]) -> Fraction:
        worth = sum((ray.lo.get(step, ZERO) for step in self._named if step in done), ZERO)
        return worth + self._bonus_value(done)

    def _bonus_value(self, done: frozenset[str]) -> Fraction:
        return sum((amount for bonus, amount in self._bonuses if meets(bonus.when, done)), ZERO)

    def response(self, k: int, moment: Break) -> Response:
        """Give the best deviation of a party with bonuses, as far as bonus-named steps go."""
        if (k, moment) not in self._responses:
            reached = self.course.by(k) if moment == "in" else self.course.before(k)
            fixed, free = self._after_breaking_off(k, reached)
            self._responses[k, moment] = self._best(fixed, free)
        return self._responses[k, moment]

    def _after_breaking_off(self, k: int, reached: frozenset[str]) -> tuple[dict[str, bool], tuple[str, ...]]:
        fixed: dict[str, bool] = {}
        free: list[str] = []
        ray = self._rays[0]
        for name in self._named:
            step = self.course.case.steps[name]
            own = self.party.id in step.by
            back = step.reversible > 0 and self.course.can_be_taken_back(step, k)
            earlier = name in self.course.before(k)
            wanted = ray.lo.get(name, ZERO) > 0
            if name not in reached or (wanted and back and (step.is_joint or not own)):
                fixed[name] = False
            elif own and (back or not earlier):
                free.append(name)
            else:
                fixed[name] = True
        return fixed, tuple(free)

    def _kept(self, k: int) -> Response:
        fixed: dict[str, bool] = {}
        free: list[str] = []
        ray = self._rays[0]
        for name in self._named:
            step = self.course.case.steps[name]
            own = self.party.id in step.by
            back = step.reversible > 0 and self.course.can_be_taken_back(step, k)
            wanted = ray.lo.get(name, ZERO) > 0
            reliable = not any(self.course.case.parties[owner].is_principal for owner in step.by)
            theirs = wanted and (step.is_joint if own else not reliable)
            if name not in (self.course.before(k) if theirs else self.course.by(k)):
                fixed[name] = False
            elif theirs:
                fixed[name] = not back
            elif own and back:
                free.append(name)
            else:
                fixed[name] = True
        return self._best(fixed, tuple(free))

    def _best(self, fixed: Mapping[str, bool], free: tuple[str, ...]) -> Response:
        return best_response(self._solver, fixed, free, self._rays[0].lo, self._bonuses)

    def required_detection(self, name: str, k: int) -> Fraction | None:
        """Give the least detection, rounded up to four decimals, that deters pretending a step (model.md §4).

        `None` where none does.
        """
        lowest, highest = ZERO, Fraction(1)
        for ray in self._rays:
            lost = self._lost(ray, name)
            for moment in MOMENTS:
                low, high = _deterring(self.staying(ray, k, moment), lost, ray.tolerance)
                lowest, highest = max(lowest, low), min(highest, high)
        rounded = Fraction(-(-lowest.numerator * 10_000 // lowest.denominator), 10_000)
        return rounded if rounded <= highest else None

    def _lost(self, ray: Ray, name: str) -> Fraction:
        """``v_i(T) − v_i(T∖{s})``, at its lowest where the step is a cost."""
        package = self.course.package
        lost = min(ray.lo.get(name, ZERO), ZERO)
        if self._bonuses:
            lost += self._bonus_value(package) - self._bonus_value(package - {name})
        return lost

    def is_pretendable(self, step: Step) -> bool:
        """Whether **deterred** speaks of the step: owned alone, and a cost (or possibly one)."""
        return step.by == (self.party.id,) and may_cost(step, self.party)


def _deterring(staying: Fraction, lost: Fraction, tolerance: Fraction) -> tuple[Fraction, Fraction]:
    """Give the ends of the range of ``d`` in [0, 1] with ``d·staying + (1−d)·lost + tolerance ≥ 0`` (empty: 2, −1)."""
    slope, at_zero = staying - lost, lost + tolerance
    if slope == 0:
        return (ZERO, Fraction(1)) if at_zero >= 0 else (Fraction(2), Fraction(-1))
    crossing = -at_zero / slope
    return (max(crossing, ZERO), Fraction(1)) if slope > 0 else (ZERO, min(crossing, Fraction(1)))
