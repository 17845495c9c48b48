"""From a case back to the plain shape of its file (the format of `detente.case.build`).

Only what differs from a default is written, in the order of the format's own example, so that a case file written from
it is as short as one written by hand. Numbers are `int` or, where they have decimals, `Decimal`: never floats.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from detente.case.model import (
    DEFAULT_OBJECTIVES,
    Amount,
    Bonus,
    Bridge,
    Case,
    Demand,
    Fairness,
    Interval,
    Party,
    Role,
    SofterForm,
    Source,
    Statement,
    Step,
    Value,
    Verification,
)
from detente.case.rules import Rule
from detente.case.unparse import condition_text, duration_text

Document = dict[str, Any]


def to_document(case: Case) -> Document:
    """Return a case in the plain shape of the case file: mappings, lists, texts, booleans and exact numbers.

    ``build(to_document(case)) == case`` but for ``origin``. Use `detente.case.json_text` to write it as JSON.

    Raises
    ------
    ValueError
        Where the case holds an amount that has no finite decimal form; no case that was read from a file does.
    """
    return _without_nothing(
        {
            "detente": 1,
            "title": case.title,
            "starts": case.starts.isoformat() if case.starts else None,
            "max_phases": case.max_phases if case.max_phases != 8 else None,
            "fairness": case.fairness.value if case.fairness is not Fairness.EGALITARIAN else None,
            "objectives": [name.value for name in case.objectives] if case.objectives != DEFAULT_OBJECTIVES else None,
            "notes": case.notes,
            "facts": [_statement(fact) for fact in case.facts],
            "assumptions": [_statement(assumption) for assumption in case.assumptions],
        }
    ) | {
        "parties": {party.id: party_document(party) for party in case.parties.values()},
        "steps": {step.id: step_document(step) for step in case.steps.values()},
        **_without_nothing(
            {
                "preferences": {party: [one.text for one in said] for party, said in case.preferences.items()},
                "bonuses": [_bonus(bonus) for bonus in case.bonuses],
                "rules": [rule.text for rule in case.rules],
                "demands": [demand_document(demand) for demand in case.demands.values()],
                "bridges": [_bridge(bridge) for bridge in case.bridges.values()],
                "sources": {source.id: _source(source) for source in case.sources.values()},
            }
        ),
    }


def number(amount: Fraction) -> int | Decimal:
    """Return an exact number as an `int`, or as a `Decimal` where it has decimals.

    Raises
    ------
    ValueError
        Where it has no finite decimal form.
    """
    if amount.denominator == 1:
        return amount.numerator
    scaled, places = amount, 0
    while scaled.denominator != 1:
        if scaled.denominator % 2 and scaled.denominator % 5:
            raise ValueError(f"{amount} has no finite decimal form")
        scaled, places = scaled * 10, places + 1
    return Decimal(scaled.numerator).scaleb(-places)


def party_document(party: Party) -> Document:
    """Return a party in the shape of the case file."""
    usual = Role.PRINCIPAL if party.scale else Role.STAKEHOLDER
    return _without_nothing(
        {
            "name": party.name if party.name != party.id else None,
            "role": party.role.value if party.role is not usual else None,
            "scale": party.scale.value if party.scale else None,
            "walk_away": _amount(party.walk_away),
            "breach_cost": _amount(party.breach_cost),
            "tolerance": _amount(party.tolerance),
            "trust": None if party.trust is None else _amount(party.trust) or 0,
            "trust_growth": number(party.trust_growth) if party.trust_growth else None,
            "sources": list(party.sources),
            "mark": party.mark,
            "notes": party.notes,
        }
    )


def step_document(step: Step) -> Document:
    """Return a step in the shape of the case file."""
    return _without_nothing(
        {
            "title": step.title if step.title != step.id else None,
            "by": one_or_list(step.by),
            "value": {party: _value(value) for party, value in step.value.items()},
            "reversible": _reversible(step.reversible),
            "reversible_if": _words(step.reversible_if_text, step),
            "takes": duration_text(step.days) if step.days else None,
            "verified": _verified(step.verified),
            "admits": list(step.admits),
            "sources": list(step.sources),
            "mark": step.mark,
            "marks": dict(step.marks),
            "notes": step.notes,
        }
    )


def demand_document(demand: Demand) -> Document:
    """Return a demand in the shape of the case file."""
    return _without_nothing(
        {
            "id": demand.id,
            "by": demand.by,
            **_rules(demand.rules),
            "firmness": demand.firmness or None,
            "red_line": demand.red_line,
            "says": demand.says,
            "sources": list(demand.sources),
            "softer": [_softer(form) for form in demand.softer],
            "form": None if demand.form is None else demand.form + 1,
            "mark": demand.mark,
            "notes": demand.notes,
        }
    )


def _without_nothing(document: Mapping[str, Any]) -> Document:
    """Leave out what a reader would assume anyway."""
    return {key: value for key, value in document.items() if value or _is_number(value)}


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _amount(amount: Amount | None) -> int | Decimal | list[int] | None:
    if not amount:
        return None
    if isinstance(amount, Fraction):
        return number(amount)
    return amount[0] if len(amount) == 1 else list(amount)


def _value(value: Value) -> int | Decimal | list[int | Decimal]:
    if isinstance(value, Interval):
        return [number(value.lo), number(value.hi)]
    return number(value) if isinstance(value, Fraction) else value


def _reversible(share: Fraction) -> bool | int | Decimal | None:
    if share == 1:
        return True
    return number(share) if share else None


def _words(text: str, step: Step) -> str:
    return text or (condition_text(step.reversible_if) if step.reversible_if else "")


def _verified(verified: Verification) -> Document:
    return _without_nothing(
        {
            "by": one_or_list(verified.by),
            "takes": duration_text(verified.days) if verified.days else None,
            "detection": None if verified.detection is None else number(verified.detection),
        }
    )


def one_or_list(names: Iterable[str]) -> str | list[str] | None:
    """Return one name as a text, several as a list, none as `None`."""
    several = list(names)
    return several[0] if len(several) == 1 else several or None


def _rules(rules: tuple[Rule, ...]) -> Document:
    return {"rule": rules[0].text} if len(rules) == 1 else {"rules": [rule.text for rule in rules]}


def _softer(form: SofterForm) -> Document:
    return {**_rules(form.rules), "firmness": form.firmness}


def _bonus(bonus: Bonus) -> Document:
    return {
        "when": bonus.text or condition_text(bonus.when),
        "value": {party: number(value) for party, value in bonus.value.items()},
    }


def _bridge(bridge: Bridge) -> Document:
    return _without_nothing(
        {
            "id": bridge.id,
            "title": bridge.title if bridge.title != bridge.id else None,
            "changes": plain(bridge.changes),
            "split": bridge.split,
            "into": plain(bridge.into),
            "cost": number(bridge.cost) if bridge.cost else None,
            "sources": list(bridge.sources),
            "notes": bridge.notes,
        }
    )


def _statement(statement: Statement) -> Document | str:
    said = _without_nothing({"text": statement.text, "mark": statement.mark, "sources": list(statement.sources)})
    return said if len(said) > 1 else statement.text


def _source(source: Source) -> Document:
    return _without_nothing(
        {
            "title": source.title if source.title != source.id else None,
            "publisher": source.publisher,
            "date": source.date.isoformat() if source.date else None,
            "url": source.url,
            "statements": list(source.statements),
            "mark": source.mark,
            "notes": source.notes,
        }
    )


def plain(value: Any) -> Any:
    """Return a copy of any part of a document as plain mappings, lists and exact numbers."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value
