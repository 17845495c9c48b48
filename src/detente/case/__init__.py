"""The case: parties, steps, rules and demands as exact data, and the files they are read from and written to.

Importing the package is cheap: parsers, YAML and schema machinery are loaded when one of their functions is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from detente.case.model import (
    DEFAULT_OBJECTIVES,
    Amount,
    Bonus,
    Bridge,
    Case,
    Demand,
    Fairness,
    Interval,
    Levels,
    Mark,
    Objective,
    Party,
    Role,
    Scale,
    SofterForm,
    Source,
    Statement,
    Step,
    Value,
    Verification,
)
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
from detente.case.written import Changes, Softening, WrittenRoadmap

if TYPE_CHECKING:
    from detente.case.building import build
    from detente.case.digesting import digest
    from detente.case.documenting import to_document
    from detente.case.grammar import parse_condition, parse_rule
    from detente.case.json_schema import schema
    from detente.case.reading import load, load_with_remarks, read_text
    from detente.case.roadmap_file import read_roadmap
    from detente.case.saving import save
    from detente.case.variant import apply

_HOMES = {
    "apply": "variant",
    "build": "building",
    "digest": "digesting",
    "load": "reading",
    "load_with_remarks": "reading",
    "parse_condition": "grammar",
    "parse_rule": "grammar",
    "read_roadmap": "roadmap_file",
    "read_text": "reading",
    "save": "saving",
    "schema": "json_schema",
    "to_document": "documenting",
}
"""Functions whose modules are loaded when first asked for. No module has the name of its function."""

__all__ = [
    "DEFAULT_OBJECTIVES",
    "ActsOnlyWith",
    "After",
    "Amount",
    "And",
    "AtLeast",
    "AtMost",
    "Bonus",
    "Bridge",
    "ByDate",
    "ByPhase",
    "Case",
    "Changes",
    "Condition",
    "Demand",
    "Excludes",
    "Fairness",
    "Include",
    "Interval",
    "Levels",
    "Mark",
    "Never",
    "Not",
    "NotBeforeDate",
    "NotBeforeDays",
    "Objective",
    "Or",
    "Party",
    "Requires",
    "Role",
    "Rule",
    "RuleForm",
    "Scale",
    "Softening",
    "SofterForm",
    "Source",
    "Statement",
    "Step",
    "StepDone",
    "Value",
    "Verification",
    "With",
    "WithOrAfter",
    "Within",
    "WrittenRoadmap",
    "apply",
    "build",
    "digest",
    "load",
    "load_with_remarks",
    "parse_condition",
    "parse_rule",
    "read_roadmap",
    "read_text",
    "save",
    "schema",
    "steps_of",
    "to_document",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"detente.case.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'detente.case' has no attribute {name!r}")
