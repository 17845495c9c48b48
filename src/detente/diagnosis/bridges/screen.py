"""Which general bridges can help at all: those that touch a minimal conflict (model.md §7)."""

from __future__ import annotations

from collections.abc import Sequence

from detente.case import Case
from detente.diagnosis.bridges.offer import Offer
from detente.diagnosis.conditions import PRINCIPALS_OWN, Kind, phases_condition
from detente.diagnosis.result import Conflict


def may_help(offer: Offer, case: Case, conflicts: Sequence[Conflict] | None) -> bool:
    """Whether a bridge can belong to a minimal set that unlocks.

    Parameters
    ----------
    offer
        The bridge.
    case
        The case with all changes applied.
    conflicts
        All its minimal conflicts; `None` where they are not known.

    Returns
    -------
    bool
        False only where none of the conditions that the bridge bears on stands in any conflict: then the roadmaps that
        it makes possible, if any, were possible without it.
    """
    if conflicts is None:
        return True
    touched = {name for conflict in conflicts for name in conflict.conditions}
    loosens = offer.loosens
    if loosens.rule:
        return loosens.rule[0] in touched
    if loosens.phases:
        return phases_condition(case).name in touched
    if loosens.word_of:
        return bool(touched & {f"{loosens.word_of} {kind}" for kind in (Kind.SELF_ENFORCING, Kind.DETERRED)})
    if loosens.found_out:
        return f"{case.steps[loosens.found_out].by[0]} {Kind.DETERRED}" in touched
    concerned = {party for step in offer.about for party in case.steps[step].value}
    return bool(touched & {f"{party} {kind}" for party in concerned for kind in PRINCIPALS_OWN})
