"""The checker says whether a roadmap holds, and what holds each party at each phase (model.md §4).

Written from model.md alone, with exact fractions. It shares the case with the planner and nothing else, so that neither
can inherit the other's mistake.
"""

from __future__ import annotations

from detente.checker.judgement import check
from detente.checker.report import (
    Balance,
    Checked,
    CheckReport,
    Deviation,
    Hold,
    Ideal,
    IdealSource,
    LevelShare,
    ObjectiveFigure,
    PhaseDays,
    Requirement,
    Standing,
    Verdict,
    Way,
)

__all__ = [
    "Balance",
    "CheckReport",
    "Checked",
    "Deviation",
    "Hold",
    "Ideal",
    "IdealSource",
    "LevelShare",
    "ObjectiveFigure",
    "PhaseDays",
    "Requirement",
    "Standing",
    "Verdict",
    "Way",
    "check",
]
