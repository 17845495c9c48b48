"""The best choice among steps that add up and bonuses that depend on several of them: an exact maximum.

This is what a party with bonuses does when it breaks off (model.md §4): of the steps that are its own to leave standing
or not, it picks the set that is worth most to it. The maximum is found by conditioning on one step after another.
What is left after each answer is simplified and falls apart into independent groups, equal remainders are solved once,
a step whose own value outweighs every bonus that speaks against it needs no second try, and a second try is left out
where it cannot reach the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from detente.case.rules import And, Condition, Not, Or, StepDone, steps_of

Bonuses = tuple[tuple[Condition, int], ...]
"""What is left of the bonuses: conditions over open steps, each once, with what they add."""

Best = tuple[int, frozenset[str]]
"""The greatest total and the set of steps that reaches it."""


class Chooser:
    """Finds best choices for one party; what it has found for a remainder of bonuses serves all later questions.

    Parameters
    ----------
    values
        What every step is worth to the party by itself.
    bonuses
        Conditions and what each adds for the party.
    """

    def __init__(self, values: Mapping[str, Fraction], bonuses: Iterable[tuple[Condition, Fraction]]) -> None:
        worth = [(condition, value) for condition, value in bonuses if value]
        named = {step for condition, _ in worth for step in steps_of(condition)}
        self._unit = lcm(*(value.denominator for _, value in worth), *(values[step].denominator for step in named))
        self._values = {step: int(values[step] * self._unit) for step in sorted(named)}
        self._bonuses = tuple((condition, int(value * self._unit)) for condition, value in worth)
        self._solved: dict[Bonuses, Best] = {}
        self.named = frozenset(named)

    def best(self, free: Set[str], standing: Set[str]) -> frozenset[str]:
        """Return which of the ``free`` named steps stand in the best choice.

        ``standing`` are the named steps that stand whatever the party does; all others do not.
        """
        fixed = dict.fromkeys(self.named - free, False) | dict.fromkeys(standing, True)
        rest, _ = _fix(self._bonuses, fixed)
        chosen = self._solve_groups(rest)[1]
        return chosen | {step for step in self._values if step in free - _names(rest) and self._values[step] > 0}

    def _solve_groups(self, bonuses: Bonuses) -> Best:
        total, chosen = 0, frozenset[str]()
        for group in _groups(bonuses):
            value, steps = self._solve(group)
            total, chosen = total + value, chosen | steps
        return total, chosen

    def _solve(self, bonuses: Bonuses) -> Best:
        """Return the best total of these bonuses and of the steps they name."""
        found = self._solved.get(bonuses)
        if found is None:
            found = self._solved[bonuses] = self._search(bonuses)
        return found

    def _search(self, bonuses: Bonuses) -> Best:
        pull = _pulls(bonuses)
        clear = {step: stands for step in pull if (stands := self._clear(step, *pull[step])) is not None}
        if clear:
            return self._with(bonuses, clear)
        step = max(pull, key=lambda name: (sum(pull[name]), name))
        likely = self._values[step] + pull[step][0] - pull[step][1] >= 0
        first = self._with(bonuses, {step: likely})
        if self._bound(bonuses, step, not likely) <= first[0]:
            return first
        second = self._with(bonuses, {step: not likely})
        return second if second[0] > first[0] else first

    def _clear(self, step: str, for_it: int, against: int) -> bool | None:
        """Return whether the step should stand, where that does not depend on what becomes of the others."""
        if self._values[step] >= against:
            return True
        return False if -self._values[step] >= for_it else None

    def _with(self, bonuses: Bonuses, fixed: Mapping[str, bool]) -> Best:
        rest, gained = _fix(bonuses, fixed)
        dropped = _names(bonuses) - _names(rest) - fixed.keys()
        kept = {name for name in dropped if self._values[name] > 0} | {name for name in fixed if fixed[name]}
        value, chosen = self._solve_groups(rest)
        return value + gained + sum(self._values[name] for name in kept), chosen | kept

    def _bound(self, bonuses: Bonuses, step: str, stands: bool) -> int:
        """Return a number that the total cannot exceed once the step is decided."""
        rest, gained = _fix(bonuses, {step: stands})
        own = self._values[step] if stands else 0
        others = sum(max(self._values[name], 0) for name in _names(bonuses) - {step})
        return own + others + gained + sum(max(value, 0) for _, value in rest)


@dataclass(slots=True)
class _Pull:
    """How much the bonuses can speak for a step standing, and how much against it."""

    for_it: int = 0
    against: int = 0


def _pulls(bonuses: Bonuses) -> dict[str, tuple[int, int]]:
    pulls: dict[str, _Pull] = {}
    for condition, value in bonuses:
        helps, hinders = set[str](), set[str]()
        _influence(condition, helps, hinders)
        for step in helps | hinders:
            pull = pulls.setdefault(step, _Pull())
            if step in (helps if value > 0 else hinders):
                pull.for_it += abs(value)
            if step in (hinders if value > 0 else helps):
                pull.against += abs(value)
    return {step: (pulls[step].for_it, pulls[step].against) for step in sorted(pulls)}


def _influence(condition: Condition, helps: set[str], hinders: set[str]) -> None:
    """Sort the steps of a condition into those that can make it hold by standing, and by not standing."""
    match condition:
        case StepDone(step):
            helps.add(step)
        case Not(part):
            _influence(part, hinders, helps)
        case And(parts) | Or(parts):
            for part in parts:
                _influence(part, helps, hinders)


def _names(bonuses: Bonuses) -> set[str]:
    return {step for condition, _ in bonuses for step in steps_of(condition)}


def _fix(bonuses: Bonuses, fixed: Mapping[str, bool]) -> tuple[Bonuses, int]:
    """Return what is left of the bonuses once some steps are decided, and what is certain by then."""
    certain = 0
    rest: dict[Condition, int] = {}
    for condition, value in bonuses:
        left = _simplified(condition, fixed)
        if isinstance(left, bool):
            certain += value * left
        else:
            rest[left] = rest.get(left, 0) + value
    return tuple((condition, value) for condition, value in rest.items() if value), certain


def _simplified(condition: Condition, fixed: Mapping[str, bool]) -> Condition | bool:
    match condition:
        case StepDone(step):
            return fixed.get(step, condition)
        case Not(part):
            inner = _simplified(part, fixed)
            if isinstance(inner, bool):
                return not inner
            return inner.part if isinstance(inner, Not) else Not(inner)
        case And(parts):
            return _joined(parts, fixed, And, decided_by=False)
        case Or(parts):
            return _joined(parts, fixed, Or, decided_by=True)


def _joined(
    parts: tuple[Condition, ...], fixed: Mapping[str, bool], kind: type[And] | type[Or], *, decided_by: bool
) -> Condition | bool:
    """Simplify a conjunction (decided by one false part) or a disjunction (decided by one true part)."""
    left: dict[Condition, None] = {}
    for part in parts:
        inner = _simplified(part, fixed)
        if inner is decided_by:
            return decided_by
        if not isinstance(inner, bool):
            left[inner] = None
    if not left:
        return not decided_by
    return kind(tuple(left)) if len(left) > 1 else next(iter(left))


def _groups(bonuses: Bonuses) -> list[Bonuses]:
    """Split the bonuses into groups that have no step in common."""
    groups: list[tuple[set[str], list[tuple[Condition, int]]]] = []
    for bonus in bonuses:
        names, members = set(steps_of(bonus[0])), [bonus]
        apart = []
        for group in groups:
            if names.isdisjoint(group[0]):
                apart.append(group)
            else:
                names |= group[0]
                members = group[1] + members
        groups = [*apart, (names, members)]
    return [tuple(members) for _, members in groups]
