"""Every way to break off, one by one, and what it leaves standing (model.md §4).

An *outcome* says of each step whether it stands in full, is left as a remnant (it was taken back as far as it can be),
or is missing. Its value is the sum over the steps and bonuses; the best deviation is simply the best outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

from detente.case.model import Case
from tests.brute.conditions import holds
from tests.brute.worlds import World

Outcome = tuple[frozenset[str], frozenset[str]]
"""The steps that stand in full, and those of which only the remnant is left."""

FULL, REMNANT, MISSING = "full", "remnant", "missing"


def value(world: World, full: frozenset[str], remnant: frozenset[str] = frozenset()) -> int:
    """Return what an outcome is worth. What a bonus names is there in full or not at all: bonuses look at ``full``."""
    steps = sum(world.worth[s] for s in full) + sum(world.remnant[s] for s in remnant)
    return steps + sum(amount for when, amount in world.bonuses if holds(when, full))


def can_be_taken_back(case: Case, s: str, before: frozenset[str]) -> bool:
    """Whether anything of a step can be taken back in the phase that begins with the state ``before``."""
    step = case.steps[s]
    return step.reversible > 0 and (step.reversible_if is None or holds(step.reversible_if, before))


def _outcomes(choices: dict[str, list[str]]) -> Iterator[Outcome]:
    for picked in product(*choices.values()):
        fate = dict(zip(choices, picked, strict=True))
        yield (
            frozenset(s for s in fate if fate[s] == FULL),
            frozenset(s for s in fate if fate[s] == REMNANT),
        )


def breaches(case: Case, i: str, world: World, before: frozenset[str], phase: frozenset[str]) -> Iterator[Outcome]:
    """All outcomes of ``i`` breaking off in a phase, the others having delivered their part of it."""
    choices: dict[str, list[str]] = {}
    for s in sorted(before | phase):
        step = case.steps[s]
        back = can_be_taken_back(case, s, before)
        others_take_it = world.worth[s] > 0 and back
        if i not in step.by:  # delivered; the others take back what i values
            choices[s] = [REMNANT] if others_take_it else [FULL]
        elif step.is_joint and others_take_it:  # any owner can take a joint step back, and the others do
            choices[s] = [REMNANT] if s in before else [REMNANT, MISSING]
        elif s in before:  # its own earlier step: as it likes
            choices[s] = [FULL, REMNANT] if back else [FULL]
        else:  # its own step of this phase: it may still do it
            choices[s] = [FULL, MISSING]
    return _outcomes(choices)


def desertions(case: Case, i: str, world: World, before: frozenset[str], phase: frozenset[str]) -> Iterator[Outcome]:
    """All outcomes of the others breaking off in a phase in which ``i`` has delivered its part."""
    choices: dict[str, list[str]] = {}
    for s in sorted(before | phase):
        step = case.steps[s]
        back = can_be_taken_back(case, s, before)
        valued = world.worth[s] > 0
        may_take_back = [FULL, REMNANT] if back else [FULL]
        if i in step.by and not step.is_joint:
            choices[s] = may_take_back
        elif i in step.by and s in before:
            choices[s] = [REMNANT] if valued and back else may_take_back
        elif i in step.by:  # joint and of this phase: it happens only where the others want i to have it
            choices[s] = [MISSING] if valued else may_take_back
        elif not any(case.parties[owner].is_principal for owner in step.by):  # the reliable do not break off
            choices[s] = [FULL]
        elif s in before:
            choices[s] = [REMNANT] if valued and back else [FULL]
        else:
            choices[s] = [MISSING] if valued else [FULL]
    return _outcomes(choices)


Ways = Callable[[Case, str, World, frozenset[str], frozenset[str]], Iterator[Outcome]]


def best_outcome(ways: Ways, case: Case, i: str, world: World, before: frozenset[str], phase: frozenset[str]) -> int:
    """Return the most that ``i`` can make of it."""
    return max(value(world, *outcome) for outcome in ways(case, i, world, before, phase))
