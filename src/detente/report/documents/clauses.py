"""The words of an annex: what a roadmap asks of whom, as clauses that a lawyer can go on editing."""

from __future__ import annotations

from dataclasses import dataclass

from detente.case.model import Step
from detente.report.detection import owners, verifiers
from detente.report.headline import has_calendar
from detente.report.phases import by_owners
from detente.report.sentences import condition_words
from detente.report.told import Told
from detente.report.words import count, day, duration, listing, sentence, span
from detente.roadmap.result import Phase

TAKING_BACK = "What may be taken back"
NOT_COMPLETED = "What if a phase is not completed"
"""Articles that others refer to: by heading, since their numbers change when somebody inserts an article."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered clause and the lettered points under it."""

    text: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its heading and its clauses."""

    heading: str
    clauses: tuple[Clause, ...]


def articles(told: Told) -> tuple[Article, ...]:
    """Return the annex: how it works, an article a phase, what may be taken back, what if a phase is not completed."""
    phases = tuple(_phase(told, number, phase) for number, phase in enumerate(told.roadmap.phases, start=1))
    return (_general(told), *phases, _taking_back(told), _not_completed(told))


def _general(told: Told) -> Article:
    number = count(len(told.roadmap.phases), "phase")
    clauses = [
        Clause(f"The steps of this annex are carried out in {number}, in the order in which they stand here."),
        Clause(
            "The steps of one phase are carried out together: none of them is owed before the others of its phase, and "
            "none may be held back until the others of its phase are done."
        ),
        Clause(
            "A phase is completed when each of its steps has been carried out and verified. The next phase begins "
            "then, and not before."
        ),
    ]
    if told.case.starts is not None:
        clauses.append(
            Clause(
                f"The first phase begins on {day(told.case.starts)}. The dates of later phases are those on which they "
                "begin if every phase is completed in the time foreseen for it. A month counts 30 days, a year 365."
            )
        )
    if told.roadmap.done:
        done = tuple(sentence(told.step(name)) for name in told.roadmap.done)
        clauses.append(Clause("These steps have been carried out before:", done))
    return Article("How this annex is carried out", tuple(clauses))


def _phase(told: Told, number: int, phase: Phase) -> Article:
    when = f" ({span(phase.starts, phase.ends)})" if has_calendar(told) else ""
    trigger = "This phase begins when this annex enters into force."
    if told.case.starts is not None:
        trigger = f"This phase begins on {day(told.case.starts)}, provided that this annex is in force by then."
    if number > 1:
        wait = _not_before(told.roadmap.phases[number - 2], phase)
        trigger = f"This phase begins when each step of phase {number - 1} has been verified{wait}."
    clauses = [Clause(trigger)]
    for who, steps in by_owners(told, phase):
        clauses.append(Clause(f"{who}:", tuple(_step(told, step) for step in steps)))
    verification = _verification(told, phase)
    if verification:
        clauses.append(Clause("Verification:", verification))
    return Article(f"Phase {number}{when}", tuple(clauses))


def _not_before(before: Phase, phase: Phase) -> str:
    """Say the day before which a phase does not begin, where the phase before it ends earlier."""
    return f", and not before {day(phase.starts)}" if before.ends != phase.starts else ""


def _step(told: Told, step: Step) -> str:
    time = f", within {duration(step.days)} of the beginning of the phase" if step.days else ""
    admitted = listing([told.party(party) for party in step.admits])
    lets_in = f"; access for it is given to {admitted}" if admitted else ""
    return sentence(f"{told.step(step.id)}{time}{lets_in}")


def _verification(told: Told, phase: Phase) -> tuple[str, ...]:
    """Return who verifies which steps, those that ask for the same in one point."""
    groups: dict[tuple[str, int], list[str]] = {}
    for name in told.in_order(phase.steps):
        step = told.known(name)
        by = verifiers(told, step) or "the other parties, by what can be seen of it"
        groups.setdefault((by, step.verified.days), []).append(f"“{told.step(name)}”")
    return tuple(
        sentence(f"{listing(steps)}: by {by}{f', within {duration(days)} of its being carried out' if days else ''}")
        for (by, days), steps in groups.items()
    )


def _taking_back(told: Told) -> Article:
    """Say what stays in force whatever happens, and what those who gave it may take back if an obligation is broken."""
    points, final = [], []
    for number, phase in enumerate(told.roadmap.phases, start=1):
        for name in told.in_order(phase.steps):
            step = told.known(name)
            if step.reversible:
                points.append(_may_be_taken_back(told, number, step))
            else:
                final.append(f"“{told.step(name)}”")
    clauses = []
    if points:
        words = f"Those who carried them out may take back, where the article “{NOT_COMPLETED}” says so:"
        clauses.append(Clause(words, tuple(points)))
    if final:
        clauses.append(Clause(sentence(f"What has been carried out of the following stays as it is: {listing(final)}")))
    return Article(TAKING_BACK, tuple(clauses))


def _may_be_taken_back(told: Told, number: int, step: Step) -> str:
    part = "" if step.reversible == 1 else ", in part"
    if step.reversible_if is not None:
        part += f", once {condition_words(told.case, step.reversible_if)} is in force"
    return sentence(f"“{told.step(step.id)}” (phase {number}; {owners(told, step)}){part}")


def _not_completed(told: Told) -> Article:
    verifying = [told.party(party.id) for party in told.acting if _verifies(told, party.id)]
    whom = f", and to {listing(verifying)}" if verifying else ""
    return Article(
        NOT_COMPLETED,
        (
            Clause(
                "Whoever finds that a step has not been carried out, not in time, or not as described, says so in "
                f"writing to all parties{whom}."
            ),
            Clause("As long as a phase is not completed, no party owes a step of a later phase."),
            Clause(
                "If the step is not made good within the time that the parties have agreed for it [… days], the other "
                f"parties may take back what the article “{TAKING_BACK}” lists."
            ),
            Clause("The parties may at any time agree on a new order for the steps that have not been carried out."),
        ),
    )


def _verifies(told: Told, party: str) -> bool:
    return any(party in told.known(name).verified.by for phase in told.roadmap.phases for name in phase.steps)
