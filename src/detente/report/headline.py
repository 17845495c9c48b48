"""The result in plain words: what deal, how many phases, how long, what it leaves out."""

from __future__ import annotations

from detente.case.model import Party, Step
from detente.report.told import Told
from detente.report.words import count, days_between, length, listing, span
from detente.report.worth import heaviest, one_of
from detente.roadmap.result import Status

NOT_A_FORECAST = (
    "It is a proposal, not a forecast: with these stated assumptions nobody is better off leaving at any checked point."
)

WARNINGS = {
    "back-loaded": "Back-loaded",
    "signature-beside-years-work": "A signature beside a year's work",
    "no-way-in": "No way in",
    "detection-assumed": "Detection assumed",
    "answer-hurts": "An answer that hurts",
    "exposure-understated": "Exposure may be understated",
    "fragile": "Fragile",
}
"""What the kinds of warnings (model.md §7) are called."""


def warning_label(kind: str) -> str:
    """Name a kind of warning; one that is not known here is named by its own words."""
    return WARNINGS.get(kind, kind.replace("-", " ").capitalize())


def days_of(told: Told) -> int:
    """Return how many days the roadmap takes from its start (0 without phases)."""
    phases = told.roadmap.phases
    first = told.case.starts or 0
    return days_between(first, phases[-1].ends) if phases else 0


def has_calendar(told: Told) -> bool:
    """Whether time plays a part: the case has dates, or something takes a day or more."""
    return told.case.starts is not None or days_of(told) > 0


def verdict(told: Told) -> str:
    """Say in one sentence what planning came to."""
    status = told.roadmap.status
    if status is Status.NONE:
        return "No roadmap holds under these assumptions, and that is proved."
    if status is Status.UNKNOWN:
        return "No roadmap was found in the time given; that there is none is not proved."
    if not told.roadmap.phases:
        return "Nothing is left to do: what has been done already is the package that holds."
    steps = f"{len(told.roadmap.package)} of {len(told.case.steps)} steps"
    over = f" over {length(days_of(told))}" if days_of(told) else ""
    return f"A deal of {steps} holds, in {count(len(told.roadmap.phases), 'phase')}{over}."


def when(told: Told) -> str:
    """Say from when to when the roadmap runs; empty where time plays no part."""
    phases = told.roadmap.phases
    if not phases or not has_calendar(told):
        return ""
    return span(phases[0].starts, phases[-1].ends)


def who_does_how_much(told: Told) -> str:
    """Say how many steps each party carries out, joint ones counted for each."""
    steps = [told.known(name) for phase in told.roadmap.phases for name in phase.steps]
    parts = []
    for party in told.acting:
        own = sum(party.id in step.by for step in steps)
        if own:
            parts.append(f"{told.party(party.id)} {own}")
    return listing(parts)


def what_each_trades(told: Told) -> tuple[tuple[str, str], ...]:
    """Say for each principal which step is its greatest gain, which its greatest cost, and which gain is left out.

    The words fit a party whose name is plural, and say of no step that somebody gives or pays too much or too little.

    Returns
    -------
    tuple of (str, str)
        The party's name and a text without a verb, to stand after a colon. Steps are compared within a party only.
        Empty in a public copy.
    """
    inside = [told.case.steps[name] for name in told.in_order((*told.roadmap.package, *told.roadmap.done))]
    outside = [told.case.steps[name] for name in told.left_out]
    lines = ((told.party(party.id), _trade(told, party, inside, outside)) for party in told.principals)
    return tuple((name, line) for name, line in lines if line)


def _trade(told: Told, party: Party, inside: list[Step], outside: list[Step]) -> str:
    def name(steps: tuple[str, ...]) -> str:
        return one_of(tuple(told.step(step) for step in steps))

    gain, cost = heaviest(party, inside, 1), heaviest(party, inside, -1)
    missed = heaviest(party, outside, 1)
    parts = ((gain, "greatest gain"), (cost, "greatest cost"), (missed, "greatest gain among the steps left out"))
    return "; ".join(f"{words} {name(steps)}" for steps, words in parts if steps)


def what_it_leaves_out(told: Told) -> str:
    """Say which steps of the case are not part of the deal: all of a few, else how many."""
    left = [f"“{told.step(name)}”" for name in told.left_out]
    if not left:
        return "Every step of the case is part of it."
    if len(left) <= 3:
        return f"It leaves out {listing(left)}."
    return f"It leaves out {len(left)} steps of the case, listed below."


def proof(told: Told) -> str:
    """Say how good the roadmap is known to be: proved best, or best found (nothing in a public copy)."""
    objectives = told.roadmap.objectives
    if not told.holds or told.public:
        return ""
    names = list(dict.fromkeys(str(each.name) for each in objectives if not each.proved))
    if told.roadmap.status is Status.OPTIMAL and not names:
        return "Proved best in every objective, in the case's order."
    open_ = f" (open: {listing(names)})" if names else ""
    return f"It holds; that no better one exists is not proved in every objective{open_}."
