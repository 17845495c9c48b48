"""How near one can come to what was asked for with ``--include`` (model.md §7).

A goal that joins conditions by *and* has parts; the most parts that some roadmap meets, with all demands in force, is
how near one can come.
"""

from __future__ import annotations

from dataclasses import replace

from detente.case import And, Case, Changes, Condition, Demand, Include, Rule, apply, parse_condition
from detente.case.unparse import condition_text
from detente.diagnosis.inquiry import Inquiry
from detente.diagnosis.result import GoalReached
from detente.diagnosis.terms import Terms
from detente.errors import LimitReached
from detente.roadmap.result import Roadmap
from detente.roadmap.solver import Clock


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """Give the conditions that a condition joins by *and*."""
    if isinstance(condition, And):
        return tuple(part for one in condition.parts for part in parts_of(one))
    return (condition,)


def nearest_to_goal(inquiry: Inquiry, clock: Clock) -> tuple[GoalReached, ...]:
    """Say how near one can come to everything that was to be included; nothing where nothing was.

    All goals are taken together: what one roadmap can have of them.
    """
    goals = inquiry.changes.included
    if not goals:
        return ()
    parts = tuple(dict.fromkeys(condition_text(part) for goal in goals for part in parts_of(parse_condition(goal))))
    goal = " and ".join(f"({text})" if len(goals) > 1 else text for text in goals)
    if inquiry.roadmap.exists:
        return (GoalReached(goal, parts, parts, inquiry.roadmap, True),)
    try:
        reached, proved = _most(inquiry, parts, clock), True
    except LimitReached:
        reached, proved = None, False
    if reached is None:
        return (GoalReached(goal, parts, (), None, proved),)
    roadmap = inquiry.planned(_including(inquiry.changes, reached), clock)
    return (GoalReached(goal, parts, reached if roadmap.exists else (), _if_any(roadmap), proved),)


def _if_any(roadmap: Roadmap) -> Roadmap | None:
    return roadmap if roadmap.exists else None


def _including(changes: Changes, parts: tuple[str, ...]) -> Changes:
    return replace(changes, included=tuple(f"({part})" for part in parts))


def _most(inquiry: Inquiry, parts: tuple[str, ...], clock: Clock) -> tuple[str, ...] | None:
    """Give the most parts that a roadmap can have, `None` where there is no roadmap even without any."""
    terms = Terms(_parts_as_demands(inquiry, parts), inquiry.done, inquiry.solver, clock)
    found = terms.best(terms.price)
    if found is None:
        return None
    missed = {retreat.demand for retreat in found[1].retreats}
    return tuple(part for part in parts if part not in missed)


def _parts_as_demands(inquiry: Inquiry, parts: tuple[str, ...]) -> Case:
    """Give the case with all its demands as rules, and each part of the goal as a demand of one point."""
    changes = inquiry.changes
    without = apply(inquiry.case, replace(changes, included=()))
    asked = {part: apply(inquiry.case, _including(changes, (part,))).rules[-1] for part in parts}
    demands = {part: Demand(part, "", (_only(rule),), firmness=1) for part, rule in asked.items()}
    return replace(without, rules=without.rules_in_force(), demands=demands)


def _only(rule: Rule) -> Rule:
    if not isinstance(rule.form, Include):
        raise AssertionError("what is to be included is the last rule of the changed case")
    return rule
