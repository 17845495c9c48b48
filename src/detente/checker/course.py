"""The course of a written roadmap: its phases, the states between them, and what can still be taken back.

The course is what is left after everything that is no phase of known, fresh steps has been put aside; what was put
aside is reported by `detente.checker.judgement`, not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import lcm

from detente.case.model import Case
from detente.checker.conditions import met

Parts = int
"""A share, counted in parts of which `Course.whole` make a whole: integers are as exact as fractions, and faster."""


@dataclass(frozen=True, slots=True)
class Course:
    """Phases ``P_1 … P_K`` and states ``X_0 … X_K`` of model.md §3.

    ``phase_of`` gives the phase of every step of the package, 0 for what was done before. ``package`` is ``T`` in the
    order of the case file. ``returnable[k - 1]`` has ``ρ_s(k)`` for every step of the package, ``k = 1 … K + 1``, in
    parts of which ``whole`` make 1.
    """

    case: Case
    phases: tuple[tuple[str, ...], ...]
    states: tuple[frozenset[str], ...]
    phase_of: Mapping[str, int]
    package: tuple[str, ...]
    returnable: tuple[Mapping[str, Parts], ...]
    whole: Parts

    @property
    def last(self) -> int:
        """The number ``K`` of phases."""
        return len(self.phases)

    def before(self, phase: int) -> frozenset[str]:
        """``X_{k-1}``: all that has been done when phase ``k = 1 … K + 1`` begins."""
        return self.states[phase - 1]

    def of(self, phase: int) -> tuple[str, ...]:
        """``P_k``; nothing for ``k = K + 1``."""
        return self.phases[phase - 1] if phase <= self.last else ()


def follow(case: Case, phases: tuple[tuple[str, ...], ...], done: tuple[str, ...]) -> Course:
    """Return the course of these phases; unknown steps and steps that come a second time are put aside."""
    phase_of = {step: 0 for step in done if step in case.steps}
    for number, steps in enumerate(phases, start=1):
        for step in steps:
            if step in case.steps:
                phase_of.setdefault(step, number)
    fresh = tuple(
        tuple(dict.fromkeys(step for step in steps if phase_of.get(step) == number))
        for number, steps in enumerate(phases, start=1)
    )
    states = [frozenset(step for step, number in phase_of.items() if number == 0)]
    for steps in fresh:
        states.append(states[-1].union(steps))
    package = tuple(step for step in case.steps if step in phase_of)
    whole = _parts_of_a_whole(case)
    returnable = tuple(_returnable(case, package, state, whole) for state in states)
    return Course(case, fresh, tuple(states), phase_of, package, returnable, whole)


def _parts_of_a_whole(case: Case) -> Parts:
    """Return in how many parts to count, so that every share and every growth of trust is a whole number of them."""
    shares = [step.reversible for step in case.steps.values()]
    return lcm(
        *(share.denominator for share in shares), *(one.trust_growth.denominator for one in case.parties.values())
    )


def _returnable(case: Case, package: tuple[str, ...], before: frozenset[str], whole: Parts) -> Mapping[str, Parts]:
    """Return ``ρ_s(k)`` of model.md §1: ``r_s`` where its condition, if any, holds in ``X_{k-1}``, else 0."""
    shares: dict[str, Parts] = {}
    for name in package:
        step = case.steps[name]
        usable = step.reversible_if is None or met(step.reversible_if, before)
        shares[name] = int(step.reversible * whole) if usable else 0
    return shares
