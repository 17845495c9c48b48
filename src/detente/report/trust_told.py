"""Least trust in words: the headline figure of a case for which no roadmap holds."""

from __future__ import annotations

from collections.abc import Iterator

from detente.diagnosis.feasibility import Outcome
from detente.diagnosis.least_trust import LeastTrust
from detente.report.fragility_told import figure_words
from detente.report.told import Told
from detente.report.words import percent


def trust_sentences(told: Told, trust: LeastTrust) -> tuple[str, ...]:
    """Say how much trust is missing, and what that comes to for each party."""
    return tuple(_sentences(told, trust))


def _sentences(told: Told, trust: LeastTrust) -> Iterator[str]:
    if trust.outcome is Outcome.UNKNOWN:
        yield "How much trust is missing was not found out in the time given."
        return
    if trust.outcome is Outcome.NONE:
        yield "No trust is missing that could be made up for by a price on breaking one's word: something else clashes."
        return
    if trust.is_nothing:
        yield "None is missing: a roadmap holds as things stand."
        return
    least = "" if trust.proved else " at most (the least was not proved in the time given)"
    if trust.level:
        yield (
            f"Breaking one's word would have to cost every party that states levels one matter of level {trust.level} "
            f"more{least}."
        )
    if trust.share:
        yield (
            f"Breaking one's word would have to cost every party that states numbers {percent(trust.share)} more of "
            f"what the deal could be worth to it at best{least}."
        )
    for party, added in trust.added.items():
        if added:
            yield f"{told.party(party)}: {figure_words(added)} more."
    steps = [", ".join(told.step(step) for step in phase) for phase in trust.phases]
    yield f"A roadmap that holds then: {'; then '.join(steps)}."
