"""The steps left out, and what is known of why: which conditions would fail if one were added, and whom it would cost.

What would fail is found out in `detente.report.against`.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.report.against import Asking
from detente.report.sentences import steps_named
from detente.report.told import Told
from detente.report.words import listing
from detente.report.worth import middle, worth_words

ONE_AT_A_TIME = (
    "Each is looked at by itself, added to this roadmap: several together may fit where one alone does not. What "
    "stands against such a set, detente why CASE --include CONDITION says."
)
"""Said before the list, so that “by itself it fits nowhere” is not read as “no deal could have it”."""


@dataclass(frozen=True, slots=True)
class Omitted:
    """One step that is not in the package: why, whom it would cost or serve, and which demands and rules name it."""

    step: str
    why: str
    losers: str
    gainers: str
    named_by: tuple[str, ...]


def omitted(told: Told) -> tuple[Omitted, ...]:
    """Tell of every step left out, in the file's order; a public copy names the steps and no more."""
    asking = Asking(told)
    return tuple(
        Omitted(
            told.step(name),
            "" if told.public else asking.why_not(name),
            _parties(told, name, -1),
            _parties(told, name, 1),
            () if told.public else _named_by(told, name),
        )
        for name in told.left_out
    )


def _parties(told: Told, name: str, sign: int) -> str:
    return listing(
        [
            f"{told.party(party)} ({worth_words(value)})"
            for party, value in told.case.steps[name].value.items()
            if sign * middle(value) > 0
        ]
    )


def _named_by(told: Told, name: str) -> tuple[str, ...]:
    """Say which demands in force and which rules are about the step."""
    lines = [
        f"demand “{demand.id}” ({told.party(demand.by)})"
        for demand in told.case.demands.values()
        if any(name in steps_named(rule) for rule in demand.in_force)
    ]
    lines += [f"rule “{rule.text}”" for rule in told.case.rules if name in steps_named(rule)]
    return tuple(lines)
