"""The page of a diagnosis: what clashes and what would help, before the roadmap that there is, if there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from detente.case import Case
from detente.case.variant import names
from detente.diagnosis.fragility import Fragility
from detente.diagnosis.least_trust import LeastTrust
from detente.diagnosis.public import public_diagnosis
from detente.diagnosis.result import Diagnosis
from detente.report.bridges_told import bridges_heading, bridges_intro, bridges_told
from detente.report.conflicts_told import ConflictTold, conflicts_told
from detente.report.fragility_page import fragility_html
from detente.report.page import environment, page_of
from detente.report.payments_told import concessions_told, prices_told
from detente.report.price_chart import price_chart
from detente.report.reasons import (
    NOBODY_IS_TO_BLAME,
    concessions_intro,
    conflicts_intro,
    cost_lines,
    dearest_demand,
    goal_sentences,
    left_out_of_copy,
    price_intro,
)
from detente.report.shown import shown, shown_text
from detente.report.told import Told, tell
from detente.report.trust_told import trust_sentences
from detente.report.waiting import waiting


@dataclass(frozen=True, slots=True)
class ConflictDrawn:
    """A conflict in words and, where it goes round in a circle, as a picture."""

    told: ConflictTold
    picture: Markup


def as_reasons_page(case: Case, diagnosis: Diagnosis, *, public: bool = False, on: date | None = None) -> str:
    """Return the diagnosis as one self-contained HTML page, with the roadmap where there is one.

    Parameters
    ----------
    case
        The case as the user wrote it.
    diagnosis
        The result of `detente.why`.
    public
        Leave out everything private, or that would give it away.
    on
        The date that the page bears; none is taken from a clock.

    Returns
    -------
    str
        The same bytes for the same result. It holds no script and loads nothing.
    """
    return reasons_page_of(tell(case, diagnosis.roadmap, public=public, on=on), case, diagnosis)


def reasons_page_of(told: Told, case: Case, diagnosis: Diagnosis) -> str:
    """Return the same from what has been put together already."""
    return page_of(told, reasons_html(told, case, diagnosis))


def reasons_html(told: Told, case: Case, diagnosis: Diagnosis) -> str:
    """Return the sections of a diagnosis as trusted HTML, to be set into a page."""
    public = told.public
    changes = names(case, diagnosis.changes if not public else public_diagnosis(diagnosis).changes)
    if public:
        diagnosis = public_diagnosis(diagnosis)
    context = _context(case, told, shown(diagnosis), tuple(map(shown_text, changes)))
    return environment().get_template("why.html.j2").render(context)


def _context(case: Case, told: Told, diagnosis: Diagnosis, changes: tuple[str, ...]) -> dict[str, Any]:
    """Put together all that the template uses; a missing name is a failure, not a gap."""
    prices = prices_told(case, told, diagnosis.price_list)
    return {
        "changes": changes,
        "nobody_is_to_blame": NOBODY_IS_TO_BLAME,
        "is_stuck": not diagnosis.roadmap.exists,
        "hides": told.public and diagnosis.rests_on_values,
        "left_out_of_copy": left_out_of_copy(),
        "conflicts_intro": conflicts_intro(told, diagnosis),
        "conflicts": _drawn(told, diagnosis),
        "concessions_intro": concessions_intro(diagnosis),
        "concessions": concessions_told(case, told, diagnosis.concessions),
        "told_principals": bool(told.principals),
        "bridges_heading": bridges_heading(diagnosis),
        "bridges_intro": bridges_intro(diagnosis),
        "bridges": bridges_told(case, told, diagnosis),
        "goals": goal_sentences(told, diagnosis),
        "price_intro": price_intro(told, diagnosis),
        "prices": prices,
        "price_chart": Markup(price_chart(told, prices)),
        "dearest": dearest_demand(told, diagnosis),
        "costs": cost_lines(told, diagnosis),
        "trust": _trust(told, diagnosis),
        "fragility": _fragility(told, diagnosis),
        "marks": {},
    }


def _trust(told: Told, diagnosis: Diagnosis) -> tuple[str, ...]:
    missing = diagnosis.least_trust
    return trust_sentences(told, missing) if isinstance(missing, LeastTrust) and not missing.is_nothing else ()


def _fragility(told: Told, diagnosis: Diagnosis) -> Markup:
    found = diagnosis.fragility
    return Markup(fragility_html(told, found) if isinstance(found, Fragility) else "")


def _drawn(told: Told, diagnosis: Diagnosis) -> tuple[ConflictDrawn, ...]:
    return tuple(
        ConflictDrawn(one, Markup(waiting(told, one.story, one.number, one.members) if one.story else ""))
        for one in conflicts_told(told, diagnosis)
    )
