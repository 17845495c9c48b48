"""Rules as links of a story: which steps wait for which, put in the order in which they wait."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Protocol

from detente.case import (
    After,
    And,
    Case,
    Condition,
    Not,
    Or,
    Rule,
    RuleForm,
    StepDone,
    With,
    WithOrAfter,
)
from detente.diagnosis.result import Link, LinkKind

WAITING = (LinkKind.BEFORE, LinkKind.WITH)


class Owned(Protocol):
    """A rule with whose it is."""

    @property
    def rule(self) -> Rule:
        """The rule."""
        ...

    @property
    def demand(self) -> str:
        """The demand's id, empty for a rule of the case."""
        ...


def linked(case: Case, clauses: Iterable[Owned], own: Iterable[str]) -> tuple[tuple[Link, ...], bool]:
    """Give the links of a story in order, and whether they go round in a circle.

    Parameters
    ----------
    case
        The case, for the order of steps.
    clauses
        The rules that clash, none of them to spare.
    own
        The names of the conflict's conditions that are no demands.
    """
    links = _merged([_link(clause) for clause in clauses])
    waiting = [link for link in links if link.kind in WAITING]
    others = [link for link in links if link.kind not in WAITING]
    places = {step: place for place, step in enumerate(case.steps)}
    ordered = [_in_file_order(link, places) for link in _followed(waiting)]
    own_links = [Link(LinkKind.OWN, (name,)) for name in own]
    return (*ordered, *others, *own_links), _is_closed(ordered)


def _link(clause: Owned) -> Link:
    kind, steps, waits_for = _waits(clause.rule.form)
    return Link(kind, (clause.rule.text,), clause.demand, steps, waits_for)


def _waits(form: RuleForm) -> tuple[LinkKind, tuple[str, ...], tuple[tuple[str, ...], ...]]:
    match form:
        case After(step, Not(StepDone(other))):
            return LinkKind.WITH, (other,), ((step,),)
        case WithOrAfter(step, Not(StepDone(other))):
            return LinkKind.BEFORE, (other,), ((step,),)
        case After(step, needs) if (ways := _alternatives(needs)) is not None:
            return LinkKind.BEFORE, (step,), ways
        case WithOrAfter(step, needs) if (ways := _alternatives(needs)) is not None:
            return LinkKind.WITH, (step,), ways
        case With(step, other):
            return LinkKind.WITH, (step, other), ((step, other),)
    return LinkKind.RULE, (), ()


def _alternatives(condition: Condition) -> tuple[tuple[str, ...], ...] | None:
    """Give the sets of steps any of which makes a condition true, `None` where something must *not* be done."""
    match condition:
        case StepDone(step):
            return ((step,),)
        case Or(parts):
            ways = [_alternatives(part) for part in parts]
            return None if None in ways else tuple(one for way in ways if way for one in way)
        case And(parts):
            sets = [_alternatives(part) for part in parts]
            if None in sets:
                return None
            combined = product(*(way for way in sets if way))
            return tuple(tuple(dict.fromkeys(step for one in combination for step in one)) for combination in combined)
        case _:
            return None


def _merged(links: Iterable[Link]) -> list[Link]:
    """Make one link of those that ask the same of several steps on the same grounds."""
    merged: dict[object, Link] = {}
    for link in links:
        key = (link.kind, link.demand, link.waits_for)
        before = merged.get(key)
        merged[key] = (
            link
            if before is None
            else Link(
                link.kind,
                (*before.rules, *link.rules),
                link.demand,
                tuple(dict.fromkeys((*before.steps, *link.steps))),
                link.waits_for,
            )
        )
    return list(merged.values())


def _followed(links: Sequence[Link]) -> list[Link]:
    """Put links in the order in which they wait: after each, those that say what its steps wait for wait for."""
    left, ordered = list(links), list[Link]()
    while left:
        stack = [left[0]]
        while stack:
            link = stack.pop()
            if link not in left:
                continue
            left.remove(link)
            ordered.append(link)
            needed = {step for way in link.waits_for for step in way}
            stack.extend(reversed([one for one in left if needed & set(one.steps)]))
    return ordered


def _is_closed(links: Sequence[Link]) -> bool:
    """Whether whatever the links wait for waits itself, so that nothing can come first."""
    waiting = {step for link in links for step in link.steps}
    return bool(links) and all(set(way) & waiting for link in links for way in link.waits_for)


def _in_file_order(link: Link, places: dict[str, int]) -> Link:
    steps = tuple(sorted(link.steps, key=lambda step: places.get(step, len(places))))
    return Link(link.kind, link.rules, link.demand, steps, link.waits_for)
