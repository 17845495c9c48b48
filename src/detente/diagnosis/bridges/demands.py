"""A demand with one of its rules in force in other words, as a bridge writes it."""

from __future__ import annotations

from typing import Any

from detente.case import Demand, Rule
from detente.case.documenting import demand_document


def with_rule(demand: Demand, place: int, text: str) -> dict[str, Any]:
    """Return the part of a demand that a bridge lays over it, so that the rule at a place of its form reads so."""
    if demand.form is None:
        return {"id": demand.id, **_rules(demand.rules, place, text)}
    forms = demand_document(demand)["softer"]
    softer = demand.softer[demand.form]
    forms[demand.form] = {**_rules(softer.rules, place, text), "firmness": softer.firmness}
    return {"id": demand.id, "softer": forms}


def _rules(rules: tuple[Rule, ...], place: int, text: str) -> dict[str, Any]:
    texts = [text if number == place else rule.text for number, rule in enumerate(rules)]
    return {"rule": texts[0]} if len(texts) == 1 else {"rules": texts}
