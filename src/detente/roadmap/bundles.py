"""Several goals in strict order, searched as one (model.md §6).

Goals of a strict order can be put into one sum when each weighs more than all that come after it together. One search
then proves them all, which is faster than proving each over again, as long as the sum stays small enough to be
computed with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from detente.case import Objective
from detente.roadmap.linear import Sum
from detente.roadmap.objectives import Goal
from detente.roadmap.standing import Course

LARGEST_OBJECTIVE = 2**52
"""Bundled sums stay below this, where the solver's bounds, which are floating-point numbers, are still exact."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Goals searched together. Their joint sum is always made as small as possible."""

    goals: tuple[Goal, ...]

    @property
    def is_last(self) -> bool:
        """Whether nothing is searched after it: the choice among equals comes last."""
        return self.goals[-1].name is None

    @property
    def weights(self) -> tuple[int, ...]:
        """What one unit of each goal weighs: more than all later goals can come to together."""
        weights = [1]
        for later in reversed(self.goals[1:]):
            weights.append(weights[-1] * (_range(later) + 1))
        return tuple(reversed(weights))

    def total(self) -> Sum:
        """Give the joint sum, to be minimised."""
        joint = Sum()
        for goal, weight in zip(self.goals, self.weights, strict=True):
            sign = -weight if goal.maximise else weight
            joint.constant += sign * (goal.total.constant - goal.limit)
            for coefficient, term in zip(goal.total.coefficients, goal.total.terms, strict=True):
                joint.add(sign * coefficient, term)
        return joint

    def measure(self, course: Course) -> int:
        """Give what a finished roadmap comes to under the joint sum."""
        return sum(
            weight * abs(goal.measure(course) - goal.limit)
            for goal, weight in zip(self.goals, self.weights, strict=True)
        )

    def bounds(self, joint_bound: float, values: Sequence[int]) -> Iterator[int]:
        """Tell a bound for each goal from a bound of the joint sum, given what the goals came to.

        A goal's bound is proved; once one falls short of its value nothing is known of the later ones but their limits.
        """
        left = max(0, ceil(joint_bound - 1e-6))
        exact = True
        for goal, weight, value in zip(self.goals, self.weights, values, strict=True):
            reached = abs(value - goal.limit)
            least = min(reached, left // weight) if exact else 0
            exact = exact and least == reached
            left = max(0, left - least * weight)
            yield goal.limit - least if goal.maximise else goal.limit + least


def bundles(goals: Iterable[Goal]) -> Iterator[Bundle]:
    """Group goals: each alone until "easier first", then as many as one sum can hold."""
    waiting: list[Goal] = []
    for goal in goals:
        if waiting and (not _go_together(waiting[0], goal) or _size([*waiting, goal]) > LARGEST_OBJECTIVE):
            yield Bundle(tuple(waiting))
            waiting = []
        waiting.append(goal)
    if waiting:
        yield Bundle(tuple(waiting))


def _go_together(first: Goal, other: Goal) -> bool:
    """Only what is searched after "easier first" is worth bundling, and the package has bounds of its own."""
    return first.name is Objective.EASIER and other.name is not Objective.PACKAGE


def _size(goals: Sequence[Goal]) -> int:
    size = 1
    for goal in goals:
        size *= _range(goal) + 1
    return size


def _range(goal: Goal) -> int:
    return abs(goal.worst - goal.limit)
