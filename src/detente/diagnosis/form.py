"""The diagnosis as JSON: the contract's shape.

Every roadmap stands there with the keys of ``plan --json`` (see `detente.roadmap.form`), so that an entry of a list,
saved by itself, is a roadmap that ``detente check`` reads.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from detente.diagnosis.public import public_diagnosis
from detente.diagnosis.result import (
    LISTS,
    Concession,
    DemandCost,
    Diagnosis,
    GoalReached,
    Payment,
    Price,
    Story,
)
from detente.roadmap.form import FORMAT
from detente.roadmap.form import to_dict as roadmap_to_dict
from detente.roadmap.result import Roadmap

_OF_THE_WHOLE = ("alternatives", "seconds", "seed", "time_limit", "case_digest", "version", "objectives_order")
"""Keys of a roadmap that an entry of a list leaves to the diagnosis as a whole."""


def to_dict(diagnosis: Diagnosis, *, public: bool = False) -> dict[str, Any]:
    """Give a diagnosis in the JSON shape of the contract.

    Parameters
    ----------
    diagnosis
        The result of `detente.why`.
    public
        Keep the keys, but leave out all that is private or would give it away (see `detente.diagnosis.public`): lists
        are empty, figures null.
    """
    from detente import __version__

    if public:
        diagnosis = public_diagnosis(diagnosis)
    hidden = public and diagnosis.rests_on_values
    changes = diagnosis.changes
    return {
        "detente": FORMAT,
        "case": diagnosis.case_title,
        "status": str(diagnosis.status),
        **_reasons(diagnosis, hidden),
        "price_list": [_price(one, hidden) for one in diagnosis.price_list],
        "demand_costs": [_cost(one) for one in diagnosis.demand_costs],
        "least_trust": diagnosis.least_trust.to_dict(public=hidden) if diagnosis.least_trust else None,
        "fragility": diagnosis.fragility.to_dict(public=hidden) if diagnosis.fragility else None,
        "complete": {name: None if hidden else diagnosis.complete.get(name, False) for name in LISTS},
        "roadmap": roadmap_to_dict(diagnosis.roadmap, public=hidden) if diagnosis.roadmap.exists else None,
        "given_up": list(changes.given_up),
        "softened": [{"demand": one.demand, "form": None if hidden else one.form + 1} for one in changes.softened],
        "bridges_used": list(changes.bridges),
        "included": list(changes.included),
        "settings": [{"path": path, "value": value} for path, value in changes.settings],
        "done": list(diagnosis.done),
        "seconds": None if hidden else diagnosis.seconds,
        "case_digest": diagnosis.case_digest or None,
        "seed": diagnosis.seed,
        "time_limit": diagnosis.time_limit,
        "version": __version__,
    }


def reasons_to_dict(diagnosis: Diagnosis, *, public: bool = False) -> dict[str, Any]:
    """Give the keys that ``plan --json`` fills where there is no roadmap."""
    if public:
        diagnosis = public_diagnosis(diagnosis)
    return _reasons(diagnosis, public and diagnosis.rests_on_values)


def _reasons(diagnosis: Diagnosis, public: bool) -> dict[str, Any]:
    return {
        "conflicts": [list(conflict.conditions) for conflict in diagnosis.conflicts],
        "stories": [_story(story) for story in diagnosis.stories],
        "concessions": [_concession(one, public) for one in diagnosis.concessions],
        "bridges": [one.to_dict(public=public) for one in diagnosis.bridges],
        "goals": [_goal(one, public) for one in diagnosis.goals],
    }


def _story(story: Story) -> dict[str, Any]:
    return {
        "conditions": list(story.conditions),
        "links": [
            {
                "steps": list(link.steps),
                "waits_for": [list(group) for group in link.waits_for],
                "kind": str(link.kind),
                "rules": list(link.rules),
                "demand": link.demand or None,
            }
            for link in story.links
        ],
        "is_a_circle": story.is_a_circle,
    }


def _concession(one: Concession, public: bool) -> dict[str, Any]:
    return {
        **payment_to_dict(one.payment),
        "firmness_if_5_counts_double": one.doubled,
        "smallest_share": _decimal(_smallest(one.roadmap)),
        **roadmap_of_entry(one.roadmap, public),
    }


def _price(one: Price, public: bool) -> dict[str, Any]:
    return {
        **payment_to_dict(one.payment),
        "smallest_share": _decimal(one.smallest_share),
        **roadmap_of_entry(one.roadmap, public),
    }


def payment_to_dict(payment: Payment) -> dict[str, Any]:
    """Give what is paid, as the entries of all lists have it."""
    return {
        "give_up": list(payment.give_up),
        "soften": [
            {"demand": one.demand, "form": one.form + 1, "rule": "; ".join(one.rules)} for one in payment.soften
        ],
        "firmness": payment.firmness,
        "by_party": dict(payment.by_party),
    }


def roadmap_of_entry(roadmap: Roadmap, public: bool) -> dict[str, Any]:
    """Give the roadmap of an entry of a list, with the keys of ``plan --json``."""
    whole = roadmap_to_dict(roadmap, public=public)
    return {key: value for key, value in whole.items() if key not in _OF_THE_WHOLE}


def _cost(one: DemandCost) -> dict[str, Any]:
    return {"demand": one.demand, "smallest_share": _decimal(one.smallest_share), "gain": _decimal(one.gain)}


def _goal(one: GoalReached, public: bool) -> dict[str, Any]:
    return {
        "goal": one.goal,
        "parts": list(one.parts),
        "reached": list(one.reached),
        "missing": list(one.missing),
        "proved": one.proved,
        **(roadmap_of_entry(one.roadmap, public) if one.roadmap else {"phases": []}),
    }


def _smallest(roadmap: Roadmap) -> Fraction | None:
    return min((share for share in roadmap.share.values() if share is not None), default=None)


def _decimal(number: Fraction | None) -> float | None:
    # shares are whole ten-thousandths, which a decimal says exactly
    return None if number is None else float(number)
