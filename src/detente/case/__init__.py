"""The case: parties, steps, rules and demands as exact data, and the files they are read from and written to.

Importing the package is cheap: parsers, YAML and schema machinery are loaded when one of their functions is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

# No home has the name of what lives in it: an imported module takes its name in the package.
_HOMES = {
    "apply": "variant",
    "build": "building",
    "digest": "digesting",
    "load": "reading",
    "parse_condition": "grammar",
    "parse_rule": "grammar",
    "read_roadmap": "read_roadmap",
    "read_text": "reading",
    "schema": "json_schema",
    "to_document": "documenting",
}

from detente.case.model import (
    DEFAULT_OBJECTIVES, Amount, Bonus, Bridge, Case, Demand, Fairness, Interval, Levels, Objective, Party, Role, Scale,
    SofterForm, Source, Step, Value, Verification,
)
from detente.case.rules import (
    ActsOnlyWith, After, And, AtLeast, AtMost, ByDate, ByPhase, Condition, Excludes, Include, Never, Not,
    NotBeforeDate, NotBeforeDays, Or, Requires, Rule, RuleForm, StepDone, With, Within, WithOrAfter, steps_of,
)
from detente.case.written import Changes, Softening, WrittenRoadmap


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"detente.case.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'detente.case' has no attribute {name!r}")
