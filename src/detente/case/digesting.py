"""The digest of a case: the same for two files that mean the same.

What a roadmap is computed from counts: parties and their amounts, steps in their order (which decides among equals,
model.md §6), preferences, bonuses, rules, demands with their softer forms, bridges, and how the best roadmap is
chosen. What is only read by people does not: titles, names, quotations, sources, marks, notes, comments, the name of
the file, the wording of a rule where its meaning is the same, and the order of parties, rules, demands, bridges and of
keys.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Any

from detente.case.formulas import formula_text
from detente.case.model import Amount, Bonus, Bridge, Case, Demand, Interval, Party, SofterForm, Step, Value
from detente.case.rules import And, AtLeast, AtMost, Condition, Excludes, Not, Or, Rule, With
from detente.case.unparse import condition_text, rule_text


def digest(case: Case) -> str:
    """Return the SHA-256 (64 hexadecimal digits) of what a case means (see the module's text for what counts)."""
    meaning: dict[str, Any] = {
        "parties": {party.id: _party(party) for party in case.parties.values()},
        "steps": [_step(step) for step in case.steps.values()],
        "bonuses": _sorted(_bonus(bonus) for bonus in case.bonuses),
        "rules": _rules(case.rules),
        "demands": {demand.id: _demand(demand) for demand in case.demands.values()},
        "bridges": {bridge.id: _bridge(bridge) for bridge in case.bridges.values()},
        "starts": case.starts.isoformat() if case.starts else None,
        "max_phases": case.max_phases,
        "fairness": case.fairness.value,
        "objectives": [objective.value for objective in case.objectives],
    }
    if case.preferences:
        # Left out where there are none, so that cases written before there were preferences keep their digest.
        meaning["preferences"] = {
            party: [formula_text(one.formula) for one in said] for party, said in case.preferences.items()
        }
    return sha256(_canonical(meaning).encode()).hexdigest()


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _sorted(values: Iterable[Any]) -> list[Any]:
    return sorted(values, key=_canonical)


def _party(party: Party) -> dict[str, Any]:
    return {
        "role": party.role.value,
        "scale": party.scale.value if party.scale else None,
        "walk_away": _amount(party.walk_away),
        "breach_cost": _amount(party.breach_cost),
        "tolerance": _amount(party.tolerance),
        "trust": None if party.trust is None else _amount(party.trust),
        "trust_growth": str(party.trust_growth),
    }


def _amount(amount: Amount) -> str | list[int]:
    return str(amount) if isinstance(amount, Fraction) else sorted(amount, reverse=True)


def _step(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "by": sorted(step.by),
        "value": {party: _value(value) for party, value in step.value.items()},
        "reversible": str(step.reversible),
        "reversible_if": step.reversible_if and condition_text(_in_order(step.reversible_if)),
        "days": step.days,
        "verified": [
            sorted(step.verified.by),
            step.verified.days,
            None if step.verified.detection is None else str(step.verified.detection),
        ],
        "admits": sorted(step.admits),
    }


def _value(value: Value) -> str | list[str] | int:
    if isinstance(value, Interval):
        return [str(value.lo), str(value.hi)]
    return str(value) if isinstance(value, Fraction) else value


def _bonus(bonus: Bonus) -> list[Any]:
    return [condition_text(_in_order(bonus.when)), {party: str(value) for party, value in bonus.value.items()}]


def _demand(demand: Demand) -> dict[str, Any]:
    return {
        "by": demand.by,
        "rules": _rules(demand.rules),
        "firmness": demand.firmness,
        "red_line": demand.red_line,
        "softer": [_softer(form) for form in demand.softer],
        "form": demand.form,
    }


def _softer(form: SofterForm) -> list[Any]:
    return [_rules(form.rules), form.firmness]


def _bridge(bridge: Bridge) -> dict[str, Any]:
    return {
        "changes": _part(bridge.changes),
        "split": bridge.split,
        "into": [[step, _part(part)] for step, part in bridge.into.items()],
        "cost": str(bridge.cost),
    }


def _part(value: object) -> object:
    """Return a part of a case file (taken as it stands) with its numbers in one form."""
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Mapping):
        return {str(key): _part(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_part(inner) for inner in value]
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return f"number {Fraction(value)}"
    return value if value is None or isinstance(value, bool) else str(value)


def _rules(rules: Iterable[Rule]) -> list[str]:
    return sorted(_rule(rule) for rule in rules)


def _rule(rule: Rule) -> str:
    """Return a rule in one wording for all that say the same in another order."""
    form = rule.form
    match form:
        case With(step, other) | Excludes(step, other):
            first, second = sorted((step, other))
            return rule_text(type(form)(first, second))
        case AtMost(number, of) | AtLeast(number, of):
            return rule_text(type(form)(number, _ordered(of)))
    for name in ("needs", "what"):
        if hasattr(form, name):
            fields = {key: getattr(form, key) for key in form.__slots__} | {name: _in_order(getattr(form, name))}
            return rule_text(type(form)(**fields))
    return rule_text(form)


def _in_order(condition: Condition) -> Condition:
    """Return the condition with the parts of each ``and`` and ``or`` flattened and in alphabetical order."""
    match condition:
        case Not(part):
            return Not(_in_order(part))
        case And(parts) | Or(parts):
            kind = type(condition)
            flat: list[Condition] = []
            for part in map(_in_order, parts):
                flat.extend(part.parts if isinstance(part, kind) else (part,))
            return kind(_ordered(tuple(flat)))
    return condition


def _ordered(parts: tuple[Condition, ...]) -> tuple[Condition, ...]:
    return tuple(sorted(map(_in_order, parts), key=condition_text))
