"""Rules and demands as sentences: what the rule language says, with titles in place of ids (model.md §5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.case.model import Case
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
    Rule,
    RuleForm,
    StepDone,
    With,
    Within,
    WithOrAfter,
    steps_of,
)
from detente.report.words import day, duration, listing


def title(case: Case, step: str) -> str:
    """Return a step's title, or its id where it has none or is not in the case."""
    known = case.steps.get(step)
    return known.title or step if known else step


def party_name(case: Case, party: str) -> str:
    """Return a party's name, or its id where it has none or is not in the case."""
    known = case.parties.get(party)
    return known.name or party if known else party


def rule_sentence(case: Case, rule: Rule) -> str:
    """Say what a rule asks, in titles and without the rule language."""
    return _sentence(case, rule.form, ())


def rule_sentences(case: Case, rules: Sequence[Rule]) -> tuple[str, ...]:
    """Say what several rules ask; those that ask the same of several steps are said in one sentence."""
    groups: dict[object, list[RuleForm]] = {}
    for rule in rules:
        groups.setdefault(_asked_of_its_step(rule.form), []).append(rule.form)
    return tuple(
        _sentence(case, forms[0], tuple(form.step for form in forms[1:] if hasattr(form, "step")))
        for forms in groups.values()
    )


def _asked_of_its_step(form: RuleForm) -> object:
    """Return what rules have in common that ask the same of different steps; where they name none, the rule itself."""
    match form:
        case After() | WithOrAfter() | Requires() | ByPhase() | ByDate() | Within() | NotBeforeDate() | NotBeforeDays():
            return replace(form, step="")
        case _:
            return form


def condition_words(case: Case, condition: Condition) -> str:
    """Say a condition over steps: ``“a” and (“b” or “c”)``."""
    match condition:
        case StepDone(step):
            return f"“{title(case, step)}”"
        case Not(part):
            return f"not {_bracketed(case, part)}"
        case And(parts):
            return listing([_bracketed(case, part) for part in parts])
        case Or(parts):
            return listing([_bracketed(case, part) for part in parts], "or")


def _bracketed(case: Case, condition: Condition) -> str:
    words = condition_words(case, condition)
    return f"({words})" if isinstance(condition, And | Or) else words


def _sentence(case: Case, form: RuleForm, further: tuple[str, ...]) -> str:
    def step(name: str) -> str:
        return listing([f"“{title(case, each)}”" for each in (name, *further)])

    def words(condition: Condition) -> str:
        return condition_words(case, condition)

    match form:
        case After(name, needs):
            return f"{step(name)} only in a later phase than {words(needs)}"
        case WithOrAfter(name, needs):
            return f"{step(name)} no earlier than {words(needs)}; the same phase will do"
        case With(name, other):
            return f"{step(name)} and {step(other)} in the same phase, or neither"
        case Requires(name, needs):
            return f"{step(name)} only in a package that has {words(needs)}"
        case Excludes(name, other):
            return f"{step(name)} and {step(other)} not in the same package"
        case Include(what):
            return f"The package has {words(what)}"
        case Never(what):
            return f"There is to be no package that has {words(what)}"
        case AtMost(number, of):
            return f"At most {number} of {listing([words(item) for item in of])}"
        case AtLeast(number, of):
            return f"At least {number} of {listing([words(item) for item in of])}"
        case ByPhase(name, phase):
            return f"{step(name)} in phase {phase} or earlier"
        case ActsOnlyWith(party, partners):
            others = listing([party_name(case, partner) for partner in partners], "or")
            return f"{party_name(case, party)} acts only in a phase in which {others} acts too"
        case ByDate(name, when):
            return f"{step(name)} done by {day(when)}"
        case Within(name, days):
            return f"{step(name)} done within {duration(days)} of the start"
        case NotBeforeDate(name, when):
            return f"{step(name)} not before {day(when)}"
        case NotBeforeDays(name, days):
            return f"{step(name)} no earlier than {duration(days)} after the start"


def steps_named(rule: Rule) -> tuple[str, ...]:
    """Return the ids of the steps that a rule names, each once, from left to right."""
    form = rule.form
    names: list[str] = []
    match form:
        case After(name, needs) | WithOrAfter(name, needs) | Requires(name, needs):
            names = [name, *steps_of(needs)]
        case With(name, other) | Excludes(name, other):
            names = [name, other]
        case Include(what) | Never(what):
            names = list(steps_of(what))
        case AtMost(_, of) | AtLeast(_, of):
            names = [name for item in of for name in steps_of(item)]
        case ActsOnlyWith():
            names = []
        case _:
            names = [form.step]
    return tuple(dict.fromkeys(names))
