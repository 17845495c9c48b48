"""Random disputes: many steps that all have to be done, and demands on their order that cannot all be met.

Everything follows from the seed. Two of three steps have a prerequisite; every party wants steps of its own to come
only after steps of others, one demand in three with an alternative, so that demands close circles with each other and
with the prerequisites. Nobody has preferences: what is measured is the search for conflicts, not the conditions on
values, which `lattice` and `scaling` measure.
"""

from __future__ import annotations

import random

from detente.case.model import Case, Demand, Fairness, Party, Step
from detente.case.rules import After, And, Condition, Include, Or, Rule, RuleForm, StepDone, WithOrAfter
from detente.case.unparse import rule_text

NAMES = ("north", "south", "east", "west")
PHASES = 60


def dispute(steps: int, demands: int, *, seed: int) -> Case:
    """Build a random dispute.

    Parameters
    ----------
    steps
        Number of steps, at least 4.
    demands
        Number of demands, at least 1.
    seed
        Non-negative.
    """
    draw = random.Random(f"{seed} {steps} {demands}")
    ids = [f"s{n}" for n in range(1, steps + 1)]
    owner = {step: draw.choice(NAMES) for step in ids}
    rules = [_rule(WithOrAfter(step, StepDone(draw.choice(ids[:n])))) for n, step in enumerate(ids) if n and n % 3]
    everything = _rule(Include(And(tuple(map(StepDone, ids)))))
    asked = [_demand(draw, f"d{n}", ids, owner) for n in range(1, demands + 1)]
    return Case(
        title=f"Dispute {seed}: {steps} steps, {demands} demands",
        parties={name: Party(name, name.capitalize()) for name in NAMES},
        steps={step: Step(step, "", (owner[step],), {}) for step in ids},
        rules=(*rules, everything),
        demands={demand.id: demand for demand in asked},
        max_phases=PHASES,
        fairness=Fairness.EVERYTHING,
    )


def _demand(draw: random.Random, name: str, ids: list[str], owner: dict[str, str]) -> Demand:
    """Let a party ask that steps of its own wait for a step of somebody else, mostly a later one."""
    party = draw.choice(NAMES)
    own = [step for step in ids if owner[step] == party] or ids[:1]
    others = [step for step in ids if owner[step] != party] or ids[-1:]
    waiting = draw.sample(own, min(len(own), draw.choice((2, 3, 4))))
    needs: Condition = StepDone(draw.choice(others[len(others) // 3 :]))
    if draw.random() < 1 / 3:
        needs = Or((needs, StepDone(draw.choice(others))))
    return Demand(name, party, tuple(_rule(After(step, needs)) for step in waiting), firmness=draw.randint(1, 5))


def _rule(form: RuleForm) -> Rule:
    return Rule(form, rule_text(form))
