"""Random cases that look like dossiers: everything follows from the seed, nothing from the clock or the machine.

The shape is fixed and is tested: half of the steps have a prerequisite, there is a demand for every six steps, half of
the steps cannot be taken back at all and the others in half or in full. Values are drawn so that a step costs its owner
something and is worth something to one or more of the others; about one step in five costs more than it brings, so that
the best package is neither nothing nor everything.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from detente.case.model import (
    Amount,
    Case,
    Demand,
    Interval,
    Party,
    Role,
    Scale,
    Step,
    Value,
    Verification,
)
from detente.case.rules import (
    After,
    And,
    AtLeast,
    AtMost,
    ByPhase,
    Excludes,
    Never,
    Not,
    NotBeforeDays,
    Requires,
    Rule,
    RuleForm,
    StepDone,
    Within,
    WithOrAfter,
)

Scales = Literal["mixed", "cardinal", "interval", "ordinal"]
"""The scale of all principals, or `mixed`: cardinal, interval, ordinal, cardinal, … in turn."""

NAMES = ("north", "south", "east", "west", "coast", "hills", "lakes", "plain")
MONITOR = "monitor"
DAYS = (0, 7, 14, 30, 30, 60, 90)
VERIFICATION_DAYS = (0, 0, 3, 7, 14)
DETECTION = (Fraction(9, 10), Fraction(19, 20), Fraction(49, 50), Fraction(99, 100))


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A step before it is priced on anybody's scale: sizes are whole numbers, negative for a cost."""

    id: str
    owners: tuple[str, ...]
    sizes: dict[str, int]


def generate(
    steps: int,
    principals: int,
    phases: int,
    *,
    seed: int,
    scales: Scales = "mixed",
    durations: bool = False,
) -> Case:
    """Build a random case.

    Parameters
    ----------
    steps
        Number of steps, 2 to 1,000.
    principals
        Number of parties with preferences, 2 to 8; one verifier without preferences is added.
    phases
        ``max_phases`` of the case, 1 to 60.
    seed
        The same seed and sizes give the same case on every machine. With and without durations, values, rules about
        order and demands are the same.
    scales
        How values are stated, see `Scales`.
    durations
        Whether steps and their verification take days, with a few calendar rules (one step in twenty).

    Raises
    ------
    ValueError
        If a number is outside its range.
    """
    for name, number, low, high in (
        ("steps", steps, 2, 1000),
        ("principals", principals, 2, len(NAMES)),
        ("phases", phases, 1, 60),
    ):
        if not low <= number <= high:
            raise ValueError(f"{name} must be {low} to {high}, not {number}")
    rng = random.Random(f"{seed}/{steps}/{principals}/{phases}/{scales}")
    names = NAMES[:principals]
    sketches = _sketches(rng, steps, names)
    scale_of = _scales(names, scales)
    shares = _reversibility(rng, steps)
    detection = {s.id: rng.choice(DETECTION) for s in rng.sample(sketches, steps // 6)}
    values = {s.id: _values(rng, s, scale_of) for s in sketches}
    prerequisites = _prerequisites(rng, sketches)
    demands = _demands(rng, sketches, phases)
    parties = _parties(rng, sketches, scale_of)
    calendar = random.Random(f"{seed}/calendar")
    days = {s.id: calendar.choice(DAYS) if durations else 0 for s in sketches}
    checks = {s.id: calendar.choice(VERIFICATION_DAYS) if durations else 0 for s in sketches}
    built = {
        s.id: Step(
            id=s.id,
            title=f"Step {place} of {' and '.join(s.owners)}",
            by=s.owners,
            value=values[s.id],
            reversible=share,
            days=days[s.id],
            verified=Verification((MONITOR,), checks[s.id], detection.get(s.id)),
            admits=(MONITOR,) if place <= principals else (),
        )
        for place, (s, share) in enumerate(zip(sketches, shares, strict=True), 1)
    }
    rules = prerequisites + (_calendar_rules(calendar, sketches, phases) if durations else ())
    return Case(
        title=f"{steps} steps, {principals} principals, {phases} phases, seed {seed}",
        parties=parties,
        steps=built,
        rules=rules,
        demands=demands,
        max_phases=phases,
    )


def _scales(names: Sequence[str], scales: Scales) -> dict[str, Scale]:
    turn = (Scale.CARDINAL, Scale.INTERVAL, Scale.ORDINAL) if scales == "mixed" else (Scale(scales),)
    return {name: turn[place % len(turn)] for place, name in enumerate(names)}


def _sketches(rng: random.Random, steps: int, names: Sequence[str]) -> list[_Sketch]:
    """Deal the steps to the parties in turn; one in fifteen is joint."""
    joint = set(rng.sample(range(steps), steps // 15))
    found = []
    for place in range(steps):
        owner = names[place % len(names)]
        owners = (owner, rng.choice([n for n in names if n != owner])) if place in joint else (owner,)
        found.append(_Sketch(f"s{place + 1:03d}", owners, _sizes(rng, owners, names)))
    return found


def _sizes(rng: random.Random, owners: tuple[str, ...], names: Sequence[str]) -> dict[str, int]:
    """Draw what a step costs its owners and brings the others; an answer to a poor step is to leave it out."""
    sizes: dict[str, int] = {}
    if len(owners) > 1:  # a treaty signed: a small cost to one, a gain to the other, now and then a gain to both
        sizes[owners[0]] = rng.choice((-2, -1, 1))
        sizes[owners[1]] = rng.choice((1, 2, 3))
        return sizes
    (owner,) = owners
    poor = rng.random() < 0.2
    cost = rng.choice((3, 4, 5, 6)) if poor else rng.choice((1, 1, 2, 2, 3, 4))
    sizes[owner] = -cost
    others = [name for name in names if name != owner]
    main = rng.choice(others)
    sizes[main] = max(1, cost - rng.choice((1, 2, 3))) if poor else cost + rng.choice((0, 1, 1, 2, 3))
    for other in others:
        if other != main and rng.random() < 0.35:
            sizes[other] = rng.choice((-1, 1, 1, 2))
    return sizes


def _values(rng: random.Random, sketch: _Sketch, scale_of: dict[str, Scale]) -> dict[str, Value]:
    return {party: _value(rng, size, scale_of[party]) for party, size in sketch.sizes.items()}


def _value(rng: random.Random, size: int, scale: Scale) -> Value:
    sign = 1 if size > 0 else -1
    if scale is Scale.ORDINAL:
        return sign * min(abs(size), 6)
    amount = size + Fraction(rng.randrange(-4, 5), 10)
    if scale is Scale.CARDINAL:
        return amount
    width = Fraction(rng.choice((0, 2, 5, 10, 20)), 10)  # a width of 2 around 1 or less spans zero
    return Interval(amount - width / 2, amount + width / 2)


def _reversibility(rng: random.Random, steps: int) -> list[Fraction]:
    """Half of the steps cannot be taken back; the others by half or in full."""
    fixed = steps - steps // 2
    shares = [Fraction(0)] * fixed + [rng.choice((Fraction(1, 2), Fraction(1))) for _ in range(steps - fixed)]
    rng.shuffle(shares)
    return shares


def _prerequisites(rng: random.Random, sketches: Sequence[_Sketch]) -> tuple[Rule, ...]:
    """Give half of the steps a prerequisite that stands before them in a hidden order, so that there is no cycle."""
    hidden = list(sketches)
    rng.shuffle(hidden)
    with_one = sorted(rng.sample(range(1, len(hidden)), len(hidden) // 2))
    rules = []
    for place in with_one:
        step = hidden[place].id
        needed = hidden[rng.randrange(max(0, place - 12), place)].id
        rules.append(_after(step, needed) if rng.random() < 0.5 else _with_or_after(step, needed))
    return tuple(rules)


def _after(step: str, needed: str) -> Rule:
    return Rule(After(step, StepDone(needed)), f"{step} after {needed}")


def _with_or_after(step: str, needed: str) -> Rule:
    return Rule(WithOrAfter(step, StepDone(needed)), f"{step} with or after {needed}")


def _demands(rng: random.Random, sketches: Sequence[_Sketch], phases: int) -> dict[str, Demand]:
    """One demand for every six steps, each made by a party about steps that cost it or bring it something."""
    names = sorted({owner for s in sketches for owner in s.owners}, key=NAMES.index)
    demands = {}
    for number in range(1, len(sketches) // 6 + 1):
        party = rng.choice(names)
        gives = [s.id for s in sketches if s.owners == (party,)] or [sketches[0].id]
        wants = [s.id for s in sketches if party not in s.owners and s.sizes.get(party, 0) > 0] or [sketches[1].id]
        rule = _demand_rule(rng, gives, wants, phases)
        demands[f"d{number:02d}"] = Demand(f"d{number:02d}", party, (rule,), firmness=rng.randrange(1, 6))
    return demands


def _demand_rule(rng: random.Random, gives: Sequence[str], wants: Sequence[str], phases: int) -> Rule:
    """Draw what parties ask for: first the other side, then we; not this without that; soon; not all of it."""
    give, want = rng.choice(gives), rng.choice(wants)
    some_wants = sorted(rng.sample(wants, min(4, len(wants))))
    some_gives = sorted(rng.sample(gives, min(4, len(gives))))
    soon = max(1, phases // 2)
    rules: list[tuple[int, RuleForm, str]] = [
        (4, After(give, StepDone(want)), f"{give} after {want}"),
        (4, WithOrAfter(give, StepDone(want)), f"{give} with or after {want}"),
        (2, Requires(give, StepDone(want)), f"{give} requires {want}"),
        (1, Never(And((StepDone(give), Not(StepDone(want))))), f"never ({give} and not {want})"),
        (2, ByPhase(want, soon), f"{want} by phase {soon}"),
        (1, Excludes(give, want), f"{give} excludes {want}"),
        (1, AtLeast(1, _done(some_wants)), f"at least 1 of ({', '.join(some_wants)})"),
        (1, AtMost(2, _done(some_gives)), f"at most 2 of ({', '.join(some_gives)})"),
    ]
    _, form, text = rng.choices(rules, weights=[weight for weight, _, _ in rules])[0]
    return Rule(form, text)


def _done(steps: Sequence[str]) -> tuple[StepDone, ...]:
    return tuple(StepDone(step) for step in steps)


def _calendar_rules(rng: random.Random, sketches: Sequence[_Sketch], phases: int) -> tuple[Rule, ...]:
    """Give one step in twenty a deadline or an earliest day."""
    rules = []
    for sketch in sorted(rng.sample(sketches, len(sketches) // 20), key=lambda s: s.id):
        if rng.random() < 0.5:
            days = 60 * rng.randrange(2, phases + 2)
            rules.append(Rule(Within(sketch.id, days), f"{sketch.id} within {days}d"))
        else:
            days = 15 * rng.randrange(1, 9)
            rules.append(Rule(NotBeforeDays(sketch.id, days), f"{sketch.id} not before {days}d"))
    return tuple(rules)


def _parties(rng: random.Random, sketches: Sequence[_Sketch], scale_of: dict[str, Scale]) -> dict[str, Party]:
    """Give every party a price of its word; every second one (not the ordinal ones) bounds what it risks."""
    parties = {}
    for place, (name, scale) in enumerate(scale_of.items()):
        price = rng.randrange(0, 4)
        gains = sum(size for s in sketches for party, size in s.sizes.items() if party == name and size > 0)
        trust: Amount | None = None
        if place % 2 == 1 and scale is not Scale.ORDINAL:
            trust = Fraction(max(4, gains // 8))
        parties[name] = Party(
            id=name,
            name=name.capitalize(),
            role=Role.PRINCIPAL,
            scale=scale,
            walk_away=() if scale is Scale.ORDINAL else Fraction(0),
            breach_cost=_price(price, scale),
            tolerance=() if scale is Scale.ORDINAL else Fraction(0),
            trust=trust,
            trust_growth=Fraction(1, 2) if trust is not None else Fraction(0),
        )
    parties[MONITOR] = Party(MONITOR, "Monitors", Role.VERIFIER)
    return parties


def _price(price: int, scale: Scale) -> Amount:
    if scale is Scale.ORDINAL:
        return (price,) if price else ()
    return Fraction(price)
