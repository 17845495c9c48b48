"""Bridges as JSON: an entry, saved by itself, is a roadmap that ``detente check`` reads."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from detente.case import Levels
from detente.case.json_text import json_text
from detente.diagnosis.bridges.result import BridgeFound, Use
from detente.diagnosis.form import payment_to_dict, roadmap_of_entry


def bridge_to_dict(found: BridgeFound, *, public: bool = False) -> dict[str, Any]:
    """Give one set of bridges with its roadmap; with ``public``, without amounts, which would give values away."""
    return {
        "use": [use.id for use in found.uses],
        "built": [_use(use, public) for use in found.uses],
        **payment_to_dict(found.payment),
        "smallest_share_before": None if public or found.before is None else float(found.before),
        "smallest_share": None if public or found.after is None else float(found.after),
        **roadmap_of_entry(found.roadmap, public),
    }


def _use(use: Use, public: bool) -> dict[str, Any]:
    amount = use.amount
    return {
        "id": use.id,
        "kind": use.kind,
        "title": use.title,
        "about": list(use.about),
        "key": amount.key or None,
        "of": amount.of or None,
        "least": None if public else figure(amount.least),
        "now": None if public else figure(amount.now),
        "proved": amount.proved,
        "cost": None if public or use.cost is None else float(use.cost),
        "bridge": None if public or not use.spelt else _plain(use.spelt),
    }


def figure(amount: Fraction | Levels | None) -> float | int | list[int] | None:
    """Give a number, or levels, as JSON has it."""
    if amount is None:
        return None
    if isinstance(amount, tuple):
        return list(amount)
    return amount.numerator if amount.denominator == 1 else float(amount)


def _plain(document: Any) -> Any:
    """Give a part of a case file in the types of JSON."""
    import json

    return json.loads(json_text(document, indent=None))
