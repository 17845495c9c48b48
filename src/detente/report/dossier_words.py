"""How a dossier says things, on paper and on the page."""

from __future__ import annotations

from detente.report.dossier import Dossier, Position
from detente.report.words import count, day, span

HOW_TO_READ = (
    "Statements are in the words of their sources; demands are worded by whoever wrote the case, after the sources "
    "named. A position without a source is a judgement of theirs."
)

ACTS = {
    "demand": "demands",
    "offer": "offers",
    "refusal": "refuses",
    "condition": "sets a condition",
    "assessment": "assesses",
    "report": "reports",
}
"""What a position does, as a verb, by its act; the order is that of the legend."""


def lead(dossier: Dossier) -> str:
    """Say in a sentence what the dossier holds."""
    positions = count(len(dossier.positions), "position")
    parties = count(len({one.party for one in dossier.positions if one.party}), "party", "parties")
    days = [one.when for one in dossier.positions if one.when is not None]
    when = f", {span(min(days), max(days))}" if days else ""
    return f"{positions} of {parties}{when}." if dossier.positions else "No position is on record."


def standing(dossier: Dossier) -> str:
    """Say how much of the case stands on no source."""
    if not dossier.demands and not dossier.steps:
        return "Every demand and every step of the case stands on a source."
    return (
        f"{len(dossier.demands)} of {count(dossier.demands_in_all, 'demand')} and {len(dossier.steps)} of "
        f"{count(dossier.steps_in_all, 'step')} stand on no source."
    )


def when_said(position: Position) -> str:
    """Say when something was said, and what the day is of."""
    if position.when is None:
        return "day not known"
    return f"{day(position.when)} ({position.when_known})" if position.when_known else day(position.when)


def who(position: Position) -> str:
    """Say who spoke, who relayed it, and where."""
    relayed = f"relayed by {position.relayed_by}" if position.relayed_by else ""
    return ", ".join(part for part in (position.speaker, relayed, position.setting) if part)


def about(position: Position) -> str:
    """Say which steps and demands of the case it is about."""
    if position.demand:
        return f"demand {position.demand}"
    return f"on {', '.join(position.about)}" if position.about else ""
