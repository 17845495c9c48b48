"""Steps that nothing tells apart but their names, searched in one order only.

Two steps are **twins** where exchanging their names gives the same case: same owners, values, reversibility, days and
verification, and the rules, demands and bonuses say of one what they say of the other. Exchanging twins in a roadmap
then gives a roadmap that is as good under every objective (model.md §6), and among equals the one that has the earlier
in the file earlier is preferred. So nothing is lost where of twins the first in the file comes first, and the solver
need not look at all the ways to deal equal parts out.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import fields
from itertools import pairwise

from detente.case import ActsOnlyWith, And, AtLeast, AtMost, Case, Condition, Not, Or, RuleForm, Step, StepDone
from detente.roadmap.lattice import Lattice
from detente.roadmap.logic import negate

Rename = Callable[[str], str]


def order_twins(lattice: Lattice) -> None:
    """Ask that of twins the first in the file is done no later than the others."""
    for first, second in pairs(lattice.case, lattice.open):
        for k in range(1, lattice.horizon + 1):
            lattice.clause([negate(lattice.by(second, k)), lattice.by(first, k)])


def pairs(case: Case, steps: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each step with the next of its twins, in the file's order."""
    alike: dict[Hashable, list[str]] = {}
    for step in steps:
        alike.setdefault(_nature(case.steps[step]), []).append(step)
    groups = [group for group in alike.values() if len(group) > 1]
    said = _said(case, lambda step: step) if groups else frozenset()
    for group in groups:
        yield from _neighbours(case, group, said)


def _neighbours(case: Case, group: list[str], said: Hashable) -> Iterator[tuple[str, str]]:
    """Deal steps of one nature into sets of twins; being twins is transitive, so one of each set stands for all."""
    sets: list[list[str]] = []
    for step in group:
        for twins in sets:
            if _said(case, _exchange(twins[0], step)) == said:
                twins.append(step)
                break
        else:
            sets.append([step])
    for twins in sets:
        yield from pairwise(twins)


def _exchange(one: str, other: str) -> Rename:
    names = {one: other, other: one}
    return lambda step: names.get(step, step)


def _nature(step: Step) -> Hashable:
    """Everything about a step but its name, its words and what hangs on other steps."""
    value = tuple(sorted(step.value.items(), key=lambda item: item[0]))
    return frozenset(step.by), value, step.reversible, step.days, step.verified, step.admits


def _said(case: Case, rename: Rename) -> Hashable:
    """All that a case says of steps by name, with the names changed, whatever the order in which it says it."""
    forms = frozenset(_form(rule.form, rename) for rule in case.rules_in_force())
    bonuses = frozenset((_condition(one.when, rename), tuple(sorted(one.value.items()))) for one in case.bonuses)
    hanging = frozenset(
        (rename(step.id), _condition(step.reversible_if, rename))
        for step in case.steps.values()
        if step.reversible_if is not None
    )
    return forms, bonuses, hanging


def _form(form: RuleForm, rename: Rename) -> Hashable:
    if isinstance(form, ActsOnlyWith):  # speaks of parties, and twins have the same owners
        return form
    if isinstance(form, AtMost | AtLeast):
        items = tuple(sorted((_condition(item, rename) for item in form.of), key=repr))
        return type(form), form.number, items
    said = (getattr(form, one.name) for one in fields(form))
    return type(form), *(_argument(one, rename) for one in said)


def _argument(said: object, rename: Rename) -> Hashable:
    if isinstance(said, str):
        return rename(said)
    if isinstance(said, StepDone | Not | And | Or):
        return _condition(said, rename)
    return said


def _condition(condition: Condition, rename: Rename) -> Hashable:
    match condition:
        case StepDone(step):
            return rename(step)
        case Not(part):
            return "not", _condition(part, rename)
        case And(parts) | Or(parts):
            return type(condition).__name__, frozenset(_condition(part, rename) for part in parts)
