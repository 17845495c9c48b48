"""The roadmap as JSON and back: the contract's shape, with nothing lost.

Inside, every figure is a `Fraction`; here, at the border, it becomes a decimal. Nearly all of them are short decimals
and come back as they were. Where one is not, its exact value stands under the key ``exact``, addressed by a JSON
pointer, so that a result can be written down, sent, and read again without a digit's difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from detente.case.model import Objective
from detente.case.written import Changes, Softening
from detente.errors import CaseError, Finding
from detente.roadmap.public import public_roadmap
from detente.roadmap.result import (
    After,
    Alternative,
    Day,
    Figure,
    Hold,
    ObjectiveValue,
    Phase,
    Roadmap,
    Status,
    Verdict,
    Warning,
)

FORMAT = 1
"""The version of the JSON form."""

_EXACT = "exact"


def to_dict(roadmap: Roadmap, *, public: bool = False) -> dict[str, Any]:
    """Give a roadmap in the JSON shape of the contract.

    Parameters
    ----------
    roadmap
        The result of planning.
    public
        Keep the keys, but leave out all that is private or would give it away (see `detente.roadmap.public`): figures
        are null, mappings and lists of them empty.

    Returns
    -------
    dict
        Plain JSON-able data. Amounts are decimals in the party's own unit, shares decimals, days ISO dates or whole
        numbers of days from the start. ``exact`` is there only where a decimal could not say it exactly.
    """
    if public:
        roadmap = public_roadmap(roadmap)
    raw = _roadmap(roadmap)
    if public:
        # the number of a softer form would say that there are others, which the party has not offered
        softened = [{"demand": each["demand"], "form": None} for each in raw["softened"]]
        raw.update(case_digest=None, seconds=None, softened=softened)
    exact: dict[str, str] = {}
    document: dict[str, Any] = _to_decimals(raw, "", exact)
    if exact:
        document[_EXACT] = exact
    return document


def from_dict(document: Mapping[str, Any]) -> Roadmap:
    """Read what `to_dict` wrote.

    A public copy cannot be read back where a demand was softened in it: which form is in force is not said there.

    Raises
    ------
    CaseError
        Where the document is not of that shape.
    """
    try:
        exact = document.get(_EXACT) or {}
        return _read_roadmap(_to_fractions({k: v for k, v in document.items() if k != _EXACT}, "", exact))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        finding = Finding(
            code="roadmap-form",
            message=f"this is not a roadmap as `detente plan --json` prints it ({type(error).__name__}: {error})",
            expected="the document of `detente plan --json`, unchanged",
        )
        raise CaseError([finding]) from error


# ------------------------------------------------------------------ decimals, only here


def _to_decimals(node: Any, path: str, exact: dict[str, str]) -> Any:
    """Replace every fraction of a tree by a decimal, noting in ``exact`` those that a decimal cannot say."""
    if isinstance(node, dict):
        return {key: _to_decimals(value, f"{path}/{_pointer(key)}", exact) for key, value in node.items()}
    if isinstance(node, list):
        return [_to_decimals(value, f"{path}/{place}", exact) for place, value in enumerate(node)]
    if isinstance(node, Fraction):
        decimal = float(node)
        if Fraction(repr(decimal)) != node:
            exact[path] = str(node)
        return decimal
    return node


def _to_fractions(node: Any, path: str, exact: Mapping[str, str]) -> Any:
    """Undo `_to_decimals`: every number with a decimal point becomes the fraction it stands for."""
    if isinstance(node, Mapping):
        return {key: _to_fractions(value, f"{path}/{_pointer(key)}", exact) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [_to_fractions(value, f"{path}/{place}", exact) for place, value in enumerate(node)]
    if path in exact:
        return Fraction(exact[path])
    return Fraction(repr(node)) if isinstance(node, float) else node


def _pointer(key: object) -> str:
    return str(key).replace("~", "~0").replace("/", "~1")


# ------------------------------------------------------------------ writing


def _roadmap(roadmap: Roadmap) -> dict[str, Any]:
    from detente import __version__

    changes = roadmap.changes
    return {
        "detente": FORMAT,
        "case": roadmap.case_title,
        "status": str(roadmap.status),
        "phases": [_phase(phase) for phase in roadmap.phases],
        "after": _after(roadmap.after) if roadmap.after else None,
        "package": list(roadmap.package),
        "value": {party: _value(value) for party, value in roadmap.value.items()},
        "share": dict(roadmap.share),
        "required_detection": {step: "none" if d is None else d for step, d in roadmap.required_detection.items()},
        "ideals": dict(roadmap.ideals),
        "objectives": [_objective(objective) for objective in roadmap.objectives],
        "objectives_order": [str(objective) for objective in roadmap.objectives_order],
        "given_up": list(changes.given_up),
        "softened": [{"demand": softening.demand, "form": softening.form + 1} for softening in changes.softened],
        "bridges_used": list(changes.bridges),
        "included": list(changes.included),
        "settings": [{"path": path, "value": value} for path, value in changes.settings],
        "done": list(roadmap.done),
        "warnings": [_warning(warning) for warning in roadmap.warnings],
        "alternatives": [{**_roadmap(each.roadmap), "trades": list(each.trades)} for each in roadmap.alternatives],
        "seconds": roadmap.seconds,
        "case_digest": roadmap.case_digest,
        "seed": roadmap.seed,
        "time_limit": roadmap.time_limit,
        "version": __version__,
    }


def _phase(phase: Phase) -> dict[str, Any]:
    return {
        "steps": list(phase.steps),
        "starts": _day(phase.starts),
        "ends": _day(phase.ends),
        "temptation": {party: _figure(figure) for party, figure in phase.temptation.items()},
        "exposure": {party: _figure(figure) for party, figure in phase.exposure.items()},
        "share": dict(phase.share),
        "holds": {party: [str(hold) for hold in holds] for party, holds in phase.holds.items()},
    }


def _after(after: After) -> dict[str, Any]:
    return {
        "temptation": {party: _figure(figure) for party, figure in after.temptation.items()},
        "exposure": {party: _figure(figure) for party, figure in after.exposure.items()},
        "holds": {party: [str(hold) for hold in holds] for party, holds in after.holds.items()},
    }


def _objective(objective: ObjectiveValue) -> dict[str, Any]:
    return {
        "name": str(objective.name),
        "part": objective.part,
        "value": objective.value,
        "bound": objective.bound,
        "proved": objective.proved,
    }


def _warning(warning: Warning) -> dict[str, Any]:
    return {"kind": warning.kind, "text": warning.text, "about": list(warning.about), "private": warning.private}


def _value(value: Fraction | tuple[Fraction, Fraction] | None) -> Fraction | list[Fraction] | str:
    if value is None:  # an ordinal party: all that can be said, and a roadmap that holds says it (model.md §4)
        return "acceptable"
    return list(value) if isinstance(value, tuple) else value


def _figure(figure: Figure) -> Fraction | str:
    return str(figure) if isinstance(figure, Verdict) else figure


def _day(day: Day) -> str | int:
    return day if isinstance(day, int) else day.isoformat()


# ------------------------------------------------------------------ reading


def _read_roadmap(raw: Mapping[str, Any]) -> Roadmap:
    return Roadmap(
        case_title=str(raw["case"]),
        case_digest=raw.get("case_digest") or "",
        status=Status(raw["status"]),
        phases=tuple(_read_phase(phase) for phase in raw["phases"]),
        after=_read_after(raw["after"]) if raw.get("after") else None,
        package=tuple(raw["package"]),
        value={party: _read_value(value) for party, value in raw["value"].items()},
        share=_read_shares(raw["share"]),
        required_detection={
            step: None if needed == "none" else Fraction(needed) for step, needed in raw["required_detection"].items()
        },
        ideals=_read_shares(raw.get("ideals", {})),
        objectives=tuple(_read_objective(objective) for objective in raw["objectives"]),
        objectives_order=tuple(Objective(name) for name in raw["objectives_order"]),
        changes=_read_changes(raw),
        done=tuple(raw["done"]),
        warnings=tuple(
            Warning(each["kind"], each["text"], tuple(each.get("about", ())), bool(each.get("private", False)))
            for each in raw["warnings"]
        ),
        alternatives=tuple(
            Alternative(_read_roadmap(each), tuple(each["trades"])) for each in raw.get("alternatives", ())
        ),
        seconds=float(raw.get("seconds") or 0),
        seed=int(raw.get("seed") or 0),
        time_limit=None if raw.get("time_limit") is None else float(raw["time_limit"]),
    )


def _read_changes(raw: Mapping[str, Any]) -> Changes:
    return Changes(
        settings=tuple((each["path"], each["value"]) for each in raw.get("settings", ())),
        bridges=tuple(raw["bridges_used"]),
        given_up=tuple(raw["given_up"]),
        softened=tuple(Softening(each["demand"], int(each["form"]) - 1) for each in raw["softened"]),
        included=tuple(raw["included"]),
    )


def _read_phase(raw: Mapping[str, Any]) -> Phase:
    return Phase(
        steps=tuple(raw["steps"]),
        starts=_read_day(raw["starts"]),
        ends=_read_day(raw["ends"]),
        temptation=_read_figures(raw["temptation"]),
        exposure=_read_figures(raw["exposure"]),
        share=_read_shares(raw["share"]),
        holds=_read_holds(raw["holds"]),
    )


def _read_after(raw: Mapping[str, Any]) -> After:
    return After(_read_figures(raw["temptation"]), _read_figures(raw["exposure"]), _read_holds(raw.get("holds", {})))


def _read_objective(raw: Mapping[str, Any]) -> ObjectiveValue:
    bound = None if raw["bound"] is None else Fraction(raw["bound"])
    return ObjectiveValue(
        Objective(raw["name"]), str(raw.get("part", "")), Fraction(raw["value"]), bound, bool(raw["proved"])
    )


def _read_value(raw: Any) -> Fraction | tuple[Fraction, Fraction] | None:
    if raw == "acceptable":
        return None
    if isinstance(raw, list):
        lo, hi = raw
        return Fraction(lo), Fraction(hi)
    return Fraction(raw)


def _read_figures(raw: Mapping[str, Any]) -> dict[str, Figure]:
    return {party: Verdict(figure) if isinstance(figure, str) else Fraction(figure) for party, figure in raw.items()}


def _read_shares(raw: Mapping[str, Any]) -> dict[str, Fraction | None]:
    return {party: None if share is None else Fraction(share) for party, share in raw.items()}


def _read_holds(raw: Mapping[str, Any]) -> dict[str, tuple[Hold, ...]]:
    return {party: tuple(Hold(hold) for hold in holds) for party, holds in raw.items()}


def _read_day(raw: Any) -> Day:
    return date.fromisoformat(raw) if isinstance(raw, str) else int(raw)
