"""Rules that make a step wait for itself: then it can never be done, and the file is wrong (case-format.md)."""

from __future__ import annotations

from collections.abc import Sequence

from detente.case.problems import Path, Problems
from detente.case.rules import After, And, Condition, Not, Or, Rule, StepDone, WithOrAfter


def note_cycles(placed: Sequence[tuple[Path, Rule]], problems: Problems) -> None:
    """Note each group of steps that wait for each other, at its first `after`.

    A step waits for every step without which the condition of an ``after`` or ``with or after`` cannot hold. Steps that
    wait for each other by ``with or after`` alone can share a phase; one strict ``after`` among them cannot be met.
    """
    waits: dict[str, dict[str, tuple[Path, bool]]] = {}
    for path, rule in placed:
        form = rule.form
        if isinstance(form, After | WithOrAfter):
            strict = isinstance(form, After)
            for other in sorted(necessary(form.needs, holds=True)):
                known = waits.setdefault(form.step, {}).get(other)
                if known is None or (strict and not known[1]):
                    waits[form.step][other] = path, strict
    group = _groups(waits)
    seen: set[int] = set()
    for step, others in waits.items():
        for other, (path, strict) in others.items():
            if strict and group.get(step) == group.get(other, -1) and group[step] not in seen:
                seen.add(group[step])
                way = " after ".join([step, *_way(waits, other, step)])
                message = f"the rules make a step wait for itself: {way}"
                problems.add(
                    "cyclic-after", message, path, expected="an order that does not come back to its beginning"
                )


def necessary(condition: Condition, *, holds: bool) -> frozenset[str]:
    """Return the steps without which a condition cannot hold (or, not ``holds``, cannot fail)."""
    match condition:
        case StepDone(step):
            return frozenset({step}) if holds else frozenset()
        case Not(part):
            return necessary(part, holds=not holds)
        case And(parts) | Or(parts):
            sets = [necessary(part, holds=holds) for part in parts]
            every = isinstance(condition, And) == holds
            return frozenset.union(*sets) if every else frozenset.intersection(*sets)


def _groups(waits: dict[str, dict[str, tuple[Path, bool]]]) -> dict[str, int]:
    """Return the strongly connected component of each step (Kosaraju: order of leaving, then the other way)."""
    left: list[str] = []
    entered: set[str] = set()
    for start in waits:
        trail = [(start, iter(waits[start]))] if start not in entered else []
        entered.add(start)
        while trail:
            step, others = trail[-1]
            following = next((other for other in others if other not in entered), None)
            if following is None:
                left.append(step)
                trail.pop()
            else:
                entered.add(following)
                trail.append((following, iter(waits.get(following, {}))))
    backwards: dict[str, list[str]] = {}
    for step, others_of in waits.items():
        for other in others_of:
            backwards.setdefault(other, []).append(step)
    group: dict[str, int] = {}
    for number, start in enumerate(reversed(left)):
        waiting = [start]
        while waiting:
            step = waiting.pop()
            if step not in group:
                group[step] = number
                waiting.extend(backwards.get(step, ()))
    return group


def _way(waits: dict[str, dict[str, tuple[Path, bool]]], start: str, end: str) -> list[str]:
    """Return a shortest chain of waiting from one step to another."""
    came: dict[str, str] = {start: ""}
    waiting = [start]
    for step in waiting:
        if step == end:
            break
        for other in waits.get(step, {}):
            if other not in came:
                came[other] = step
                waiting.append(other)
    way = [end]
    while way[-1] != start:
        way.append(came[way[-1]])
    return way[::-1]
