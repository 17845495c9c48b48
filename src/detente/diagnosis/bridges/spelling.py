"""Writing general bridges into a set of changes, so that anybody can make, check and keep them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from detente.case import Case, Changes, apply
from detente.case.json_text import json_text
from detente.diagnosis.bridges.offer import Offer
from detente.errors import CaseError, Finding

Chosen = tuple[tuple[Offer, int], ...]
"""Offers, each with the amount that is taken of it."""

Spelt = tuple[tuple[str, Mapping[str, Any]], ...]
"""Ids of bridges, each with what it is in the case format."""


def with_offers(case: Case, changes: Changes, chosen: Chosen) -> tuple[Changes, Spelt]:
    """Add general bridges to changes, one after the other.

    Parameters
    ----------
    case
        The case as the user wrote it.
    changes
        What is changed already; each bridge is spelt out for the case as it is by then.
    chosen
        The offers and how much of each.

    Returns
    -------
    tuple
        The changes with a setting for each bridge that writes it into the case, and its use; and the id of each bridge
        with what it is spelt.

    Raises
    ------
    CaseError
        Where a bridge speaks of something that is no more.
    """
    spelt: list[tuple[str, Mapping[str, Any]]] = []
    taken = {*case.bridges, *changes.bridges}
    for offer, notches in chosen:
        name = _free(offer.id, taken)
        taken.add(name)
        now = apply(case, changes)
        gone = [one for one in offer.about if not _is_in(one, now)]
        if gone:
            raise CaseError([Finding("unknown-id", f"{' and '.join(gone)} is no more", file=f"bridge {name}")])
        document = {"title": offer.title(notches), **offer.spelt(now, notches)}
        spelt.append((name, document))
        setting = (f"bridges.{name}", json_text(document, indent=None))
        changes = replace(changes, settings=(*changes.settings, setting), bridges=(*changes.bridges, name))
    return changes, tuple(spelt)


def _is_in(name: str, case: Case) -> bool:
    """Whether a case has a party, step or demand of this id; a number is a place among the rules of a demand."""
    return name in case.steps or name in case.parties or name in case.demands or name.isdigit()


def _free(name: str, taken: Collection[str]) -> str:
    number, free = 2, name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free
