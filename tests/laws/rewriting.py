"""The same case told otherwise: other names, another order, other units."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from detente.case.model import Amount, Case, Demand, Interval, Party, Scale, Value
from detente.case.rules import ActsOnlyWith, Rule
from detente.case.unparse import rule_text

Names = Mapping[str, str]


def renamed(case: Case, names: Names) -> Case:
    """Give parties other names; everything keeps its place in the file."""
    return replace(
        case,
        parties={names[p.id]: replace(p, id=names[p.id]) for p in case.parties.values()},
        steps={
            s.id: replace(s, by=tuple(names[p] for p in s.by), value=_keys(s.value, names)) for s in case.steps.values()
        },
        bonuses=tuple(replace(bonus, value=_keys(bonus.value, names)) for bonus in case.bonuses),
        rules=_renamed_rules(case.rules, names),
        demands={d.id: _renamed_demand(d, names) for d in case.demands.values()},
    )


def _keys(table: Mapping[str, object], names: Names) -> dict:
    return {names[key]: entry for key, entry in table.items()}


def _renamed_rules(rules: Sequence[Rule], names: Names) -> tuple[Rule, ...]:
    forms = [
        ActsOnlyWith(names[r.form.party], tuple(names[p] for p in r.form.partners))
        if isinstance(r.form, ActsOnlyWith)
        else r.form
        for r in rules
    ]
    return tuple(Rule(form, rule_text(form)) for form in forms)


def _renamed_demand(demand: Demand, names: Names) -> Demand:
    softer = tuple(replace(form, rules=_renamed_rules(form.rules, names)) for form in demand.softer)
    return replace(demand, by=names[demand.by], rules=_renamed_rules(demand.rules, names), softer=softer)


def with_parties(case: Case, order: Sequence[str]) -> Case:
    """List the parties in another order, everywhere in the file."""
    return replace(
        case,
        parties={name: case.parties[name] for name in order},
        steps={
            s.id: replace(
                s,
                by=tuple(name for name in order if name in s.by),
                value={name: s.value[name] for name in order if name in s.value},
            )
            for s in case.steps.values()
        },
    )


def remeasured(case: Case, who: str, value: Callable, amount: Callable) -> Case:
    """Restate all values and amounts of one party."""
    party = case.parties[who]
    return replace(
        case,
        parties={**case.parties, who: _amounts(party, amount)},
        steps={
            s.id: replace(s, value={i: value(v) if i == who else v for i, v in s.value.items()})
            for s in case.steps.values()
        },
        bonuses=tuple(
            replace(bonus, value={i: value(v) if i == who else v for i, v in bonus.value.items()})
            for bonus in case.bonuses
        ),
    )


def _amounts(party: Party, amount: Callable[[Amount], Amount]) -> Party:
    return replace(
        party,
        walk_away=amount(party.walk_away),
        breach_cost=amount(party.breach_cost),
        tolerance=amount(party.tolerance),
        trust=None if party.trust is None else amount(party.trust),
    )


def multiplied(case: Case, who: str, factor: Fraction) -> Case:
    """Count all that a cardinal or interval party values in another unit."""

    def value(v: Value) -> Value:
        return Interval(factor * v.lo, factor * v.hi) if isinstance(v, Interval) else factor * v

    assert case.parties[who].scale is not Scale.ORDINAL
    return remeasured(case, who, value, lambda amount: factor * amount)


def stretched(case: Case, who: str, levels: Mapping[int, int]) -> Case:
    """Give the levels of an ordinal party other numbers in the same order."""
    return remeasured(
        case,
        who,
        lambda v: levels[v] if v > 0 else -levels[-v],
        lambda amount: tuple(levels[level] for level in amount),
    )
