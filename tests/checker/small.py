"""Cases of a few steps, written in one line each, for examples that are computed by hand."""

from __future__ import annotations

from fractions import Fraction

from detente.case.model import Bonus, Case, Interval, Levels, Party, Role, Scale, Step, Value, Verification
from detente.case.rules import Condition, Rule, StepDone
from detente.case.written import WrittenRoadmap
from detente.checker import CheckReport, Standing, check

Given = int | float | str | Fraction | tuple[int, int]


def exact(number: int | float | str | Fraction) -> Fraction:
    """Read a number as it is written: 0.1 is a tenth."""
    return Fraction(str(number))


def numbers(name: str, scale: Scale = Scale.CARDINAL, **amounts: Given | None) -> Party:
    """Make a cardinal party with amounts such as ``walk_away`` and ``breach_cost`` as given."""
    read = {key: None if amount is None else exact(amount) for key, amount in amounts.items()}
    return Party(name, name, Role.PRINCIPAL, scale, **read)


def ranges(name: str, **amounts: Given | None) -> Party:
    """Make an interval party."""
    return numbers(name, Scale.INTERVAL, **amounts)


def levels(name: str, trust_growth: Given = 0, **amounts: Levels | None) -> Party:
    """Make an ordinal party; amounts are tuples of levels."""
    none: dict[str, Levels | None] = {"walk_away": (), "breach_cost": (), "tolerance": ()}
    return Party(name, name, Role.PRINCIPAL, Scale.ORDINAL, **(none | amounts), trust_growth=exact(trust_growth))


def helper(name: str) -> Party:
    """Make a party without preferences."""
    return Party(name, name, Role.VERIFIER)


def step(
    name: str,
    by: str,
    reversible: Given = 0,
    *,
    if_: Condition | None = None,
    days: int = 0,
    detection: Given | None = None,
    **worth: Given,
) -> Step:
    """Make a step; ``by`` are owners with spaces between, ``worth`` is by party: a number, a pair or a `Level`."""
    found = None if detection is None else exact(detection)
    verified = Verification(detection=found)
    value = {party: _value(amount) for party, amount in worth.items()}
    return Step(name, name, tuple(by.split()), value, exact(reversible), if_, "", days, verified)


class Level(int):
    """A signed importance level, to tell it from a number."""


def _value(amount: Given) -> Value:
    if isinstance(amount, tuple):
        return Interval(exact(amount[0]), exact(amount[1]))
    return int(amount) if isinstance(amount, Level) else exact(amount)


def case(*members: Party | Step | Bonus | Rule, **rest: object) -> Case:
    """Make a case of these parties, steps, bonuses and rules, in this order."""
    return Case(
        "A small case",
        {one.id: one for one in members if isinstance(one, Party)},
        {one.id: one for one in members if isinstance(one, Step)},
        tuple(one for one in members if isinstance(one, Bonus)),
        tuple(one for one in members if isinstance(one, Rule)),
        **rest,
    )


def bonus(when: Condition, **worth: Given) -> Bonus:
    """Make a bonus for the parties named."""
    return Bonus(when, str(when), {party: exact(amount) for party, amount in worth.items()})


def done(name: str) -> Condition:
    """Make the condition that a step has been done."""
    return StepDone(name)


def roadmap(phases: str, before: str = "") -> WrittenRoadmap:
    """Make a roadmap: phases with bars, steps with spaces between; ``before`` are steps already done."""
    parts = phases.split("|") if phases else []
    return WrittenRoadmap(tuple(tuple(part.split()) for part in parts), tuple(before.split()))


def checked(one: Case, phases: str, before: str = "") -> CheckReport:
    """Check a roadmap written as in `roadmap`."""
    return check(one, roadmap(phases, before))


def standing(one: Case, phases: str, party: str, phase: int, before: str = "") -> Standing:
    """How a party stands in a phase."""
    return checked(one, phases, before).standing(party, phase)
