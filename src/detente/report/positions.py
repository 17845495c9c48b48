"""How a party stands in a phase, in a sentence: what leaving would bring it, and what it risks."""

from __future__ import annotations

from fractions import Fraction

from detente.case.model import Party
from detente.report.told import Told
from detente.report.words import decimal, percent
from detente.roadmap.result import After, Figure, Phase, Verdict


def temptation_words(party: Party, figure: Figure) -> str:
    """Say what breaking off would bring a party."""
    if isinstance(figure, Verdict):
        if figure is Verdict.NONE:
            return "leaving would gain it nothing, whatever its levels are worth"
        return "leaving might gain it something, but no more than it would not act on"
    if figure < 0:
        return f"leaving would cost it {decimal(-figure)}"
    if figure == 0:
        return "leaving would gain it nothing"
    assert isinstance(party.tolerance, Fraction)
    return f"leaving would gain it {decimal(figure)}, and it would not act on less than {decimal(party.tolerance)}"


def exposure_words(party: Party, figure: Figure) -> str:
    """Say what a party would lose against its alternative if the others broke off."""
    if figure == 0 or figure is Verdict.NONE:
        return "if the others left, it would lose nothing against its alternative"
    bound = "" if party.trust is None else ", within what it is willing to risk"
    if isinstance(figure, Verdict):
        return f"if the others left, it could lose something against its alternative{bound}"
    return f"if the others left, it would lose {decimal(figure)} against its alternative{bound}"


def share_words(told: Told, party: str, share: Fraction | None) -> str:
    """Write a share of a party of the case; see `share_words_of`."""
    return share_words_of(share, told.is_for_ordering_only(party))


def share_words_of(share: Fraction | None, for_ordering_only: bool) -> str:
    """Write a share, marked ``*`` where it rests on ranks; a party left out of the objectives has none."""
    if share is None:
        return "not counted"
    return f"{percent(share)}{' *' if for_ordering_only else ''}"


def positions(told: Told, stage: Phase | After) -> tuple[tuple[str, str], ...]:
    """Say of each principal how it stands at one stage, as pairs of name and sentence (none in a public copy)."""
    found = []
    for party in told.principals:
        leaving = temptation_words(party, stage.temptation[party.id])
        risk = exposure_words(party, stage.exposure[party.id])
        found.append((told.party(party.id), f"{leaving}; {risk}."))
    return tuple(found)
