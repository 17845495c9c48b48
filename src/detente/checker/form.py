"""The report of a check as plain data for JSON: decimals where the report has fractions."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from detente.checker.days import Day
from detente.checker.report import (
    Balance,
    Checked,
    CheckReport,
    Figure,
    Hold,
    Requirement,
    Standing,
    Sum,
    Verdict,
)
from detente.checker.words import changes_named, sentence

FORMAT = 1


def document(report: CheckReport, *, public: bool) -> dict[str, Any]:
    """Return the report for JSON; the public form has no figure of a party, and nothing that would give one away."""
    result: dict[str, Any] = {
        "detente": FORMAT,
        "case": report.case_title,
        "holds": report.holds,
        "conditions": len(report.checked),
        "failures": [_failure(failure, public=public) for failure in report.failures],
        "phases": [
            {"steps": list(phase.steps), "starts": _day(phase.starts), "ends": _day(phase.ends)}
            | ({} if public else {"parties": _parties(report, phase.number)})
            for phase in report.phases
        ],
        "package": list(report.package),
        "done": list(report.done),
        "given_up": list(report.changes.given_up),
        "softened": [{"demand": one.demand, "form": one.form + 1} for one in report.changes.softened],
        "bridges_used": list(report.changes.bridges),
        "included": list(report.changes.included),
        "changes": changes_named(report, public=public),
    }
    return result if public else result | _figures(report)


def _figures(report: CheckReport) -> dict[str, Any]:
    refused = {one.party for one in report.failures if one.requirement is Requirement.ACCEPTABLE}
    return {
        "after": {"parties": _parties(report, len(report.phases) + 1)},
        "value": {party: _value(value, party in refused) for party, value in report.value.items()},
        "share": {party: _decimal(share) for party, share in report.share.items()},
        "required_detection": {step: _decimal(least) for step, least in report.required_detection.items()},
        "objectives": [
            {"name": one.name.value, "part": one.part, "value": float(one.value)} for one in report.objectives
        ],
    }


def _failure(failure: Checked, *, public: bool) -> dict[str, Any]:
    known: dict[str, Any] = {
        "condition": failure.requirement.value,
        "phase": failure.phase,
        "party": failure.party,
        "step": failure.step,
        "demand": failure.demand,
        "rule": failure.rule,
        "way": failure.way.value if failure.way else None,
    }
    if not public or failure.requirement is Requirement.ORDERED:
        known |= {"by": _decimal(failure.amount), "level": failure.level}
    said = {key: value for key, value in known.items() if value is not None}
    return said | {"text": sentence(failure, public=public)}


def _parties(report: CheckReport, phase: int) -> dict[str, Any]:
    return {standing.party: _standing(standing) for standing in report.standings if standing.phase == phase}


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "temptation": _figure(standing.temptation),
        "exposure": _figure(standing.exposure),
        "share": _decimal(standing.share),
        "self_enforcing": standing.self_enforcing,
        "safe": standing.safe,
        "holds": [hold.value for hold in standing.holds],
        "way": standing.way.value,
        "withholds": list(standing.deviation.withholds),
        "takes_back": list(standing.deviation.takes_back),
        "others_take_back": list(standing.deviation.others_take_back),
        "spared": _sum(standing.balance.spared),
        "against": _against(standing.balance),
    }


def _against(balance: Balance) -> dict[str, Any]:
    return {hold.value: _sum(balance.of(hold)) for hold in Hold}


def _value(value: Fraction | tuple[Fraction, Fraction] | None, refused: bool) -> Any:
    if value is None:
        return "not" if refused else "acceptable"
    return [float(end) for end in value] if isinstance(value, tuple) else float(value)


def _figure(figure: Figure) -> Any:
    return figure.value if isinstance(figure, Verdict) else float(figure)


def _sum(amount: Sum) -> Any:
    if not isinstance(amount, tuple):
        return float(amount)
    return [one.level if one.share == 1 else {"level": one.level, "share": float(one.share)} for one in amount]


def _decimal(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _day(day: Day) -> str | int:
    return day.isoformat() if isinstance(day, date) else day
