"""What a step contributes to staying, and to being left alone, by where it stands in the roadmap (model.md §4).

For a principal and a phase ``k`` a step is in one of four situations: not in the package, still to come (``later``), in
the phase itself (``now``) or done before it (``before``). What it contributes to a condition depends on nothing
else but whether it can be taken back at that moment, so each condition is a sum of looked-up numbers.

Staying rather than breaking off is worth ``v_i(T) − br_i(k, P)``; being left is worth ``exp_i(k)``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from detente.case import Case, Step
from detente.roadmap.rays import ZERO, Ray

REMEMBERED = 4096
"""How many contributions are kept at hand."""

Break = Literal["in", "before"]
"""Whether a party breaks off in a phase (after the others delivered) or before it begins."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one step contributes by its situation; the ``back`` figures hold where it can be taken back."""

    later: Fraction
    now: Fraction
    now_back: Fraction
    before: Fraction
    before_back: Fraction

    def figures(self) -> tuple[Fraction, ...]:
        """Give all five numbers, for scaling."""
        return (self.later, self.now, self.now_back, self.before, self.before_back)

    def is_zero(self) -> bool:
        """Whether the step never matters."""
        return not any(self.figures())


NOTHING = Contribution(ZERO, ZERO, ZERO, ZERO, ZERO)


def staying(case: Case, ray: Ray, step: Step, moment: Break) -> Contribution:
    """Give the share of one step in ``v_i(T) − br_i(k, P)``, at its worst over the step's possible values."""
    if step.id not in ray.lo:  # worth nothing, on most rays of most parties
        return NOTHING
    return _staying(ray.vertices(step.id), _always(step), step.reversible, ray.party in step.by, step.is_joint, moment)


def left_alone(case: Case, ray: Ray, step: Step) -> Contribution:
    """Give the share of one step in ``exp_i(k) + trust_growth_i · Σ w⁺``, at its worst over its possible values."""
    if step.id not in ray.lo:
        return NOTHING
    own = ray.party in step.by
    reliable = not own and not any(case.parties[owner].is_principal for owner in step.by)
    return _left_alone(
        ray.vertices(step.id), _always(step), step.reversible, own, step.is_joint, reliable, ray.trust_growth
    )


def _always(step: Step) -> Fraction:
    """Give the share that can be taken back whatever has been done."""
    return ZERO if step.reversible_if is not None else step.reversible


@lru_cache(maxsize=REMEMBERED)
def _staying(
    vertices: tuple[Fraction, ...], always: Fraction, at_best: Fraction, own: bool, joint: bool, moment: Break
) -> Contribution:
    """Give the same from all that it depends on: few combinations, which whole cases share."""

    def now(w: Fraction, rho: Fraction) -> Fraction:
        if moment == "before":
            return w
        if own:
            return min(w, ZERO) + (rho * max(w, ZERO) if joint else ZERO)
        return rho * max(w, ZERO)

    def before(w: Fraction, rho: Fraction) -> Fraction:
        if own:
            return rho * (w if joint else min(w, ZERO))
        return rho * max(w, ZERO)

    return _worst(vertices, always, at_best, lambda w, rho: w, now, before)


@lru_cache(maxsize=REMEMBERED)
def _left_alone(
    vertices: tuple[Fraction, ...],
    always: Fraction,
    at_best: Fraction,
    own: bool,
    joint: bool,
    reliable: bool,
    trust_growth: Fraction,
) -> Contribution:
    def now(w: Fraction, rho: Fraction) -> Fraction:
        if reliable:
            return w
        if own and not joint:
            return max(w, ZERO) + (1 - rho) * min(w, ZERO)
        return (1 - rho) * min(w, ZERO) if own else min(w, ZERO)

    def before(w: Fraction, rho: Fraction) -> Fraction:
        gain, cost = max(w, ZERO), min(w, ZERO)
        if own:
            return (1 - rho if joint else 1) * gain + (1 - rho) * cost
        grown = trust_growth * gain
        return grown + (w if reliable else (1 - rho) * gain + cost)

    return _worst(vertices, always, at_best, lambda w, rho: ZERO, now, before)


def _worst(
    vertices: tuple[Fraction, ...],
    always: Fraction,
    at_best: Fraction,
    *parts: Callable[[Fraction, Fraction], Fraction],
) -> Contribution:
    later, now, before = parts

    def worst(part: Callable[[Fraction, Fraction], Fraction], rho: Fraction) -> Fraction:
        return min(part(w, rho) for w in vertices)

    return Contribution(
        worst(later, always),
        worst(now, always),
        worst(now, at_best),
        worst(before, always),
        worst(before, at_best),
    )
