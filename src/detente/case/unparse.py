"""From a rule or condition back to its words in the rule language (model.md §5).

``parse_rule(rule_text(form)) == form`` for every form the language can write, so a case changed by code can be written
to a file and read again.
"""

from __future__ import annotations

from detente.case.rules import (
    ActsOnlyWith,
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


def condition_text(condition: Condition) -> str:
    """Return a condition in the words of the rule language, with as few brackets as keep its shape.

    A conjunction inside a conjunction (or a disjunction inside a disjunction) keeps its brackets.
    """
    match condition:
        case StepDone(step):
            return step
        case Not(part):
            return f"not {_inside(part, And, Or)}"
        case And(parts):
            return " and ".join(_inside(part, And, Or) for part in parts)
        case Or(parts):
            return " or ".join(_inside(part, Or) for part in parts)


def _inside(part: Condition, *bracketed: type) -> str:
    text = condition_text(part)
    return f"({text})" if isinstance(part, bracketed) else text


def rule_text(form: RuleForm) -> str:
    """Return a rule in the words of the rule language; durations in the largest unit that divides them."""
    match form:
        case After(step, needs):
            return f"{step} after {condition_text(needs)}"
        case WithOrAfter(step, needs):
            return f"{step} with or after {condition_text(needs)}"
        case With(step, other):
            return f"{step} with {other}"
        case Requires(step, needs):
            return f"{step} requires {condition_text(needs)}"
        case Excludes(step, other):
            return f"{step} excludes {other}"
        case Include(what):
            return f"include {condition_text(what)}"
        case Never(what):
            return f"never {_inside(what, And, Or)}"
        case AtMost(number, of):
            return f"at most {number} of {_list(of)}"
        case AtLeast(number, of):
            return f"at least {number} of {_list(of)}"
        case _:
            return _bound_text(form)


def _bound_text(form: ByPhase | ActsOnlyWith | ByDate | Within | NotBeforeDate | NotBeforeDays) -> str:
    """Return a rule about phases, dates or partners."""
    match form:
        case ByPhase(step, phase):
            return f"{step} by phase {phase}"
        case ActsOnlyWith(party, partners):
            return f"{party} acts only with {' or '.join(partners)}"
        case ByDate(step, date):
            return f"{step} by {date.isoformat()}"
        case Within(step, days):
            return f"{step} within {duration_text(days)}"
        case NotBeforeDate(step, date):
            return f"{step} not before {date.isoformat()}"
        case NotBeforeDays(step, days):
            return f"{step} not before {duration_text(days)}"


def _list(items: tuple[Condition, ...]) -> str:
    return f"({', '.join(condition_text(item) for item in items)})"


def duration_text(days: int) -> str:
    """Return a whole number of days as the case file writes it: ``1y`` is 365 days, ``1mo`` 30, ``1w`` 7."""
    for unit, length in (("y", 365), ("mo", 30), ("w", 7)):
        if days and days % length == 0:
            return f"{days // length}{unit}"
    return f"{days}d"
