"""From a row of PA-X to a skeleton case: what the database codes, and nothing that it does not.

PA-X says which topics an agreement goes into and how deeply. It says neither who is to do what, nor in which order, nor
what it is worth to anybody. So every topic becomes a step stub that is owned by nobody in particular, and the case says
at its head that it is a skeleton.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from detente.case import Case
from detente.case.building import build
from detente.case.names import new_id
from detente.case.visible import visible
from detente.skeletons.pax_parties import signatories
from detente.skeletons.pax_table import Agreement
from detente.skeletons.pax_topics import DEEPEST, topics

NOBODY_YET = "to-be-named"
SOURCE = "pax"
DATABASE = "PA-X Peace Agreements Database (University of Edinburgh)"

NOTES = (
    "A skeleton made from PA-X, which codes the topics of an agreement and how deeply it goes into them. It codes "
    "neither who is to do what, nor an order, nor what anything is worth to anybody: all of that is still to be "
    "written. Give every step its owner, take out topics that are no steps, split those that are several, and say what "
    "each is worth to whom."
)


def skeleton(agreement: Agreement) -> Case:
    """Return a skeleton case: parties, the date, and a step stub for each topic that the agreement goes into.

    Parameters
    ----------
    agreement
        A row of the table (`detente.skeletons.agreement`).

    Returns
    -------
    Case
        A case that can be read and shown, without principals, values, rules or demands. Its title begins with
        ``Skeleton:``, its steps are owned by a party that is named as still to be named.
    """
    parties = _parties(agreement)
    document: dict[str, Any] = {
        "detente": 1,
        "title": f"Skeleton: {_words(agreement.name) or f'PA-X agreement {agreement.id}'}",
        "notes": NOTES,
        "facts": _facts(agreement),
        "parties": parties,
        "steps": _steps(agreement, parties),
        "sources": {SOURCE: _source(agreement)},
    }
    return build(document, f"PA-X agreement {agreement.id}")


def _facts(agreement: Agreement) -> list[dict[str, Any]]:
    said = [
        f"Signed or agreed on {agreement.signed.isoformat()}." if agreement.signed else "",
        f"Country or entity, as PA-X names it: {agreement.country}." if agreement.country else "",
        f"Peace process, as PA-X names it: {agreement.process}." if agreement.process else "",
        f"Stage, as PA-X codes it: {agreement.stage}." if agreement.stage else "",
        f"Status, as PA-X codes it: {agreement.status}." if agreement.status else "",
        f"Signatories, as PA-X lists them: {agreement.parties}" if agreement.parties else "",
        f"Third parties, as PA-X lists them: {agreement.third_parties}" if agreement.third_parties else "",
    ]
    return [{"text": _words(text, 4000), "mark": "verified", "sources": [SOURCE]} for text in said if text]


def _parties(agreement: Agreement) -> dict[str, Any]:
    parties: dict[str, Any] = {
        NOBODY_YET: {"name": "To be named: PA-X does not say who is to do what", "role": "stakeholder"}
    }
    for name in signatories(agreement.parties):
        parties[new_id(name, parties)] = {
            "name": _words(name),
            "role": "stakeholder",
            "notes": "Listed by PA-X among the signatories; give it a scale if it is a principal.",
        }
    return parties


def _steps(agreement: Agreement, parties: Collection[str]) -> dict[str, Any]:
    steps: dict[str, Any] = {}
    for code, depth in agreement.depth.items():
        topic = topics()[code]
        details = [f"{name}={value}" for name, value in agreement.details.items() if topic.is_detailed_by(name)]
        coded = f"PA-X codes the topic {code} here, depth {depth} of {DEEPEST}"
        steps[new_id(topic.label, {*steps, *parties})] = {
            "title": f"{topic.label} (stub)",
            "by": NOBODY_YET,
            "notes": _words(f"{coded}{'; ' if details else ''}{', '.join(details)}.", 2000),
            "sources": [SOURCE],
        }
    if not steps:
        steps["nothing-coded"] = {
            "title": "PA-X codes no topic of this agreement (stub)", "by": NOBODY_YET, "sources": [SOURCE],
        }  # fmt: skip
    return steps


def _source(agreement: Agreement) -> dict[str, Any]:
    source: dict[str, Any] = {
        "title": _words(agreement.name) or f"Agreement {agreement.id}",
        "publisher": f"{DATABASE}, AgtId {agreement.id}",
    }
    if agreement.signed:
        source["date"] = agreement.signed.isoformat()
    if agreement.url:
        source["url"] = agreement.url
    return source


def _words(text: str, most: int = 400) -> str:
    """Return a text on one line, with nothing in it that acts on a terminal, and not without end."""
    line = visible(" ".join(text.split()))
    return line if len(line) <= most else f"{line[: most - 1]}…"
