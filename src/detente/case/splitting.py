"""Replacing one step by its parts, in a whole case document (model.md §7, "split a step in parts").

What was said of the step is then said of its parts. A condition that the step is done means all its parts are done. A
rule whose subject is the step holds for each part. In ``at most n of (…)`` and ``at least n of (…)`` all parts together
stand for the one step they replace.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from detente.case.documenting import Document
from detente.case.formulas import (
    Biconditional,
    Conditional,
    Conjunction,
    Disjunction,
    Formula,
    Negation,
    Option,
    formula_text,
)
from detente.case.names import nearest
from detente.case.rules import (
    After,
    And,
    AtLeast,
    AtMost,
    ByDate,
    ByPhase,
    Condition,
    Excludes,
    Include,
    Never,
    Not,
    NotBeforeDate,
    NotBeforeDays,
    Or,
    Requires,
    RuleForm,
    StepDone,
    With,
    Within,
    WithOrAfter,
)
from detente.case.unparse import condition_text, rule_text
from detente.errors import Finding

INHERITED = ("by", "reversible", "reversible_if", "takes", "verified", "admits", "sources", "mark", "marks")
"""What a part takes over from the step where it does not state it itself; its value it must state."""


def trouble_with_split(document: Document, step: str, into: Mapping[str, Any]) -> list[Finding]:
    """Return why a step cannot be replaced by parts: ``unknown-id``, ``same-id``, ``split-value-missing``."""
    steps = document["steps"]
    if step not in steps:
        return [Finding("unknown-id", f"there is no step “{step}” to split", nearest=nearest(step, steps))]
    found = [
        Finding("same-id", f"the part “{part}” has the name of another step", "a new name")
        for part in into
        if part in steps and part != step
    ]
    named = {party for part in into.values() for party in _value(part)}
    found.extend(
        Finding(
            "split-value-missing",
            f"“{step}” has a value for {party}, and none of its parts says what it is worth to {party}",
            f"a value for {party} in at least one part (0 where it is worth nothing)",
        )
        for party in steps[step].get("value", {})
        if party not in named
    )
    return found


def _value(part: Any) -> Mapping[str, Any]:
    """Return the value that a part states, if it states one."""
    value = part.get("value") if isinstance(part, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def split(document: Document, step: str, into: Mapping[str, Any]) -> Document:
    """Return the document with a step replaced, in its place, by its parts.

    Parameters
    ----------
    document
        A case document; it is not changed.
    step
        The id of the step to replace.
    into
        The parts by id, each with its ``value`` and whatever else differs from the step (``null``: its default).
    """
    whole = document["steps"][step]
    parts = tuple(into)
    steps: Document = {}
    for name, other in document["steps"].items():
        if name == step:
            steps |= {part: _part(whole, into[part] or {}, place, parts) for place, part in enumerate(parts, 1)}
        else:
            steps[name] = other
    rewritten = _Rewriting(step, parts)
    changed = document | {"steps": {name: rewritten.step(given) for name, given in steps.items()}}
    if "bonuses" in document:
        changed["bonuses"] = [bonus | {"when": rewritten.condition(bonus["when"])} for bonus in document["bonuses"]]
    if "preferences" in document:
        changed["preferences"] = {
            party: [rewritten.statement(text, tuple(document["steps"])) for text in said]
            for party, said in document["preferences"].items()
        }
    if "rules" in document:
        changed["rules"] = list(rewritten.rules(document["rules"]))
    if "demands" in document:
        changed["demands"] = [rewritten.demand(demand) for demand in document["demands"]]
    return changed


def split_condition(text: str, step: str, parts: tuple[str, ...]) -> str:
    """Return a condition's text with a step replaced by all its parts; as it is where it does not name the step."""
    return _Rewriting(step, parts).condition(text)


def _part(whole: Document, stated: Mapping[str, Any], place: int, parts: tuple[str, ...]) -> Document:
    part: Document = {}
    if "title" in whole:
        part["title"] = f"{whole['title']} (part {place} of {len(parts)})"
    part |= {key: whole[key] for key in INHERITED if key in whole} | dict(stated)
    return {key: value for key, value in part.items() if value is not None}


class _Rewriting:
    """The replacement of one step by its parts in the texts of a document."""

    def __init__(self, step: str, parts: tuple[str, ...]) -> None:
        self.old = step
        self.parts = parts
        self.all_options: Formula = Conjunction(tuple(map(Option, parts))) if len(parts) > 1 else Option(parts[0])
        self.all_parts: Condition = And(tuple(map(StepDone, parts))) if len(parts) > 1 else StepDone(parts[0])

    def step(self, given: Document) -> Document:
        """Return a step with its ``reversible_if`` rewritten."""
        if not isinstance(given.get("reversible_if"), str):
            return given
        return given | {"reversible_if": self.condition(given["reversible_if"])}

    def demand(self, given: Document) -> Document:
        """Return a demand with its rules, and those of its softer forms, rewritten."""
        demand = self._ruled(given)
        if "softer" in demand:
            demand["softer"] = [self._ruled(form) for form in demand["softer"]]
        return demand

    def _ruled(self, given: Document) -> Document:
        """Return a mapping with ``rule`` or ``rules`` rewritten, in its place among the keys."""
        ruled: Document = {}
        for key, value in given.items():
            if key in ("rule", "rules"):
                rules = list(self.rules([value] if key == "rule" else value))
                ruled |= {"rule": rules[0]} if len(rules) == 1 else {"rules": rules}
            else:
                ruled[key] = value
        return ruled

    def rules(self, texts: list[str]) -> Iterator[str]:
        """Yield the rules that say of the parts what these say of the step, each once."""
        from detente.case.grammar import parse_rule

        for text in texts:
            if self.old not in text:
                yield text
                continue
            form = parse_rule(text)
            forms = list(dict.fromkeys(self._forms(form)))
            yield from [text] if forms == [form] else map(rule_text, forms)

    def condition(self, text: str) -> str:
        """Return a condition's text with the step replaced by all its parts."""
        from detente.case.grammar import parse_condition

        if self.old not in text:
            return text
        condition = parse_condition(text)
        changed = self._done(condition)
        return text if changed == condition else condition_text(changed)

    def statement(self, text: str, steps: tuple[str, ...]) -> str:
        """Return a statement's text with the step replaced by all its parts, and steps by number named."""
        from detente.case.statements import read_statement

        formula = read_statement(text, steps)
        changed = self._taken(formula)
        names_all = formula == read_statement(text)
        return text if names_all and changed == formula else formula_text(changed)

    def _taken(self, formula: Formula) -> Formula:
        """Return the statement with “the step is taken” read as “all its parts are taken”."""
        match formula:
            case Option(name):
                return self.all_options if name == self.old else formula
            case Negation(part):
                return Negation(self._taken(part))
            case Conjunction(parts) | Disjunction(parts):
                return type(formula)(tuple(map(self._taken, parts)))
            case Conditional(first, second) | Biconditional(first, second):
                return type(formula)(self._taken(first), self._taken(second))

    def _forms(self, form: RuleForm) -> Iterator[RuleForm]:
        """Yield the forms of one rule once the step is split."""
        match form:
            case After() | WithOrAfter() | Requires():
                needs = self._done(form.needs)
                for step in self._each(form.step):
                    yield replace(form, step=step, needs=needs)
            case With() | Excludes():
                for step in self._each(form.step):
                    for other in self._each(form.other):
                        yield replace(form, step=step, other=other)
            case Include() | Never():
                yield replace(form, what=self._done(form.what))
            case AtMost() | AtLeast():
                yield replace(form, of=tuple(map(self._done, form.of)))
            case ByPhase() | ByDate() | Within() | NotBeforeDate() | NotBeforeDays():
                for step in self._each(form.step):
                    yield replace(form, step=step)
            case _:
                yield form

    def _each(self, step: str) -> tuple[str, ...]:
        return self.parts if step == self.old else (step,)

    def _done(self, condition: Condition) -> Condition:
        """Return the condition with “the step is done” read as “all its parts are done”."""
        match condition:
            case StepDone(step):
                return self.all_parts if step == self.old else condition
            case Not(part):
                return Not(self._done(part))
            case Or(parts):
                return Or(tuple(map(self._done, parts)))
            case And(parts):
                return And(tuple(self._conjuncts(parts)))

    def _conjuncts(self, parts: tuple[Condition, ...]) -> Iterator[Condition]:
        for part in parts:
            if part == StepDone(self.old) and isinstance(self.all_parts, And):
                yield from self.all_parts.parts
            else:
                yield self._done(part)
