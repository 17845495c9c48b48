"""The page: one HTML file that needs no network, made from templates that escape everything and miss nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

from detente import __version__
from detente.case.model import Case
from detente.report import charts, headline
from detente.report.assumptions import MARKS, assumptions, facts
from detente.report.demands import Form, cite, demands, standing_rules
from detente.report.detection import detections
from detente.report.figures import exposure_table, share_table, temptation_table, worth_table
from detente.report.holding import stages
from detente.report.marks import LEGEND
from detente.report.omitted import ONE_AT_A_TIME, omitted
from detente.report.phases import outline, phases
from detente.report.provenance import computed_from, objective_rows, picture_source, why_package
from detente.report.public import LEFT_OUT
from detente.report.rest import resting
from detente.report.timeline import tall, wide
from detente.report.told import Told, tell
from detente.report.words import day
from detente.roadmap.result import Roadmap

if TYPE_CHECKING:
    from detente.checker import CheckReport


DIAGNOSED = {
    "clashes": "What clashes",
    "goals": "How near one can come",
    "concessions": "Who could give what",
    "bridges": "What would help",
    "trust": "Least trust",
    "prices": "Price list",
    "fragility": "Fragility",
}
"""Sections that a diagnosis may bring along, by the ids in its HTML."""


@dataclass(frozen=True, slots=True)
class AlternativeTold:
    """An alternative in words: what it trades, and its phases in a line each."""

    trades: tuple[str, ...]
    outline: tuple[tuple[str, str], ...]


def as_page(
    case: Case,
    roadmap: Roadmap,
    check: CheckReport | None = None,
    *,
    public: bool = False,
    on: date | None = None,
    diagnosis: str = "",
) -> str:
    """Return the report on a roadmap as one self-contained HTML page.

    Parameters
    ----------
    case
        The case as the user wrote it.
    roadmap
        What planning it gave, also where there is none.
    check
        The checker's report; made here where it is not given.
    public
        Leave out everything private, or that would give it away (see `detente.report.public`).
    on
        The date that the page bears; none is taken from a clock.
    diagnosis
        Sections, as trusted HTML, on why there is no roadmap or a poor one, and what would help (see `why_page`).

    Returns
    -------
    str
        The same bytes for the same result. It holds no script and loads nothing.
    """
    return page_of(tell(case, roadmap, check, public=public, on=on), diagnosis)


def page_of(told: Told, diagnosis: str = "") -> str:
    """Return the same from what has been put together already, for whoever makes text and page of one roadmap."""
    return environment().get_template("page.html.j2").render(_context(told, diagnosis))


@cache
def environment() -> jinja2.Environment:
    """Return the environment of all templates: it escapes everything, and a missing name is a failure."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("detente.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["capitalize_first"] = lambda text: str(text)[:1].upper() + str(text)[1:]
    return environment


def _context(told: Told, diagnosis: str) -> dict[str, Any]:
    """Put together all that the templates use; a missing name is a failure, not a gap."""
    context: dict[str, Any] = {
        "told": told,
        "version": __version__,
        "css": Markup(files("detente.report").joinpath("page.css").read_text(encoding="utf-8")),
        "on_words": day(told.on) if told.on else "",
        "verdict": headline.verdict(told),
        "not_a_forecast": headline.NOT_A_FORECAST,
        "left_out_of_copy": LEFT_OUT,
        "facts": _facts(told),
        "demands": demands(told),
        "rules": standing_rules(told),
        "assumptions": assumptions(told),
        "stated_facts": facts(told),
        "sources": tuple(cite(source) for source in told.case.sources.values()),
        "marks": MARKS,
        "computed": computed_from(told),
        "objectives": objective_rows(told),
        "source_line": picture_source(told),
        "diagnosis": Markup(diagnosis),
    }
    if told.holds:
        context |= _of_a_roadmap(told)
    return context | {"sections": _sections(context)}


def _of_a_roadmap(told: Told) -> dict[str, Any]:
    """Put together what only a roadmap that holds has."""
    drawn = bool(told.roadmap.phases)
    return {
        "leaves_out": headline.what_it_leaves_out(told),
        "proof": headline.proof(told),
        "warnings": told.roadmap.warnings,
        "warning_label": headline.warning_label,
        "timelines": [Markup(picture) for picture in (*wide(told), tall(told))] if drawn else [],
        "phases": phases(told),
        "legend": LEGEND,
        "standings": [Markup(charts.standing(told, party)) for party in told.principals] if drawn else [],
        "ordering_only": any(told.is_for_ordering_only(party.id) for party in told.principals),
        "temptation_table": temptation_table(told),
        "exposure_table": exposure_table(told),
        "share_table": share_table(told),
        "stages": stages(told),
        "detections": detections(told),
        "why_package": why_package(told),
        "one_at_a_time": ONE_AT_A_TIME,
        "trades": headline.what_each_trades(told),
        "worth": worth_table(told),
        "omitted": omitted(told),
        "rest": resting(told),
        "alternatives": [
            AlternativeTold(each.trades, outline(told, each.roadmap)) for each in told.roadmap.alternatives
        ],
    }


def _facts(told: Told) -> list[tuple[str, str]]:
    """Give the few facts that stand at the top of the page."""
    rows = []
    if told.holds:
        rows.append(("Phases", str(len(told.roadmap.phases))))
        rows.append(("Steps", f"{len(told.roadmap.package)} of {len(told.case.steps)}"))
        if headline.when(told):
            rows.append(("When", headline.when(told)))
    else:
        rows.append(("Steps in the case", str(len(told.case.steps))))
    found = demands(told)
    if found:
        counts = Counter(demand.form for demand in found)
        rows.append(("Demands", ", ".join(f"{counts[form]} {form}" for form in Form if counts[form])))
    if told.roadmap.phases:
        rows.append(("Steps each carries out", headline.who_does_how_much(told)))
    return rows


def _sections(context: dict[str, Any]) -> list[tuple[str, str]]:
    """List the sections that the page has, for its navigation."""
    told: Told = context["told"]
    has = {
        "why": not told.holds,
        **{key: f'id="{key}"' in context["diagnosis"] for key in DIAGNOSED},
        "warnings": bool(context.get("warnings")),
        "timeline": told.holds and bool(told.roadmap.phases),
        "phases": told.holds and bool(told.roadmap.phases),
        "standing": bool(context.get("standings")),
        "holds": bool(context.get("standings")),
        "detection": bool(context.get("standings")),
        "rest": bool(context.get("rest")),
        "package": told.holds,
        "alternatives": bool(context.get("alternatives")),
        "demands": True,
        "assumptions": True,
        "computed": True,
    }
    names = {
        "warnings": "What to watch",
        "timeline": "At a glance",
        "phases": "Phase by phase",
        "standing": "Temptation, exposure, shares",
        "holds": "What holds whom",
        "detection": "Verification",
        "rest": "Stability",
        "package": "What is left out",
        "alternatives": "Alternatives",
        "why": "What this means",
        **DIAGNOSED,
        "demands": "Demands",
        "assumptions": "Assumptions and sources",
        "computed": "How it was computed",
    }
    return [(key, names[key]) for key, there in has.items() if there]
