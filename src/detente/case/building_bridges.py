"""The bridges of a case: which parts of it they change (model.md §7). What they lead to is looked at afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.case.document import BridgeDocument, CaseDocument, Filler, StepDocument
from detente.case.draft import Draft
from detente.case.model import Bridge
from detente.case.problems import Path
from detente.case.shape import known_names
from detente.case.values import show

CHANGEABLE = [key for key in CaseDocument.model_fields if key not in {"detente", "bridges"}]


def build_bridges(draft: Draft, given: object) -> dict[str, Bridge]:
    """Return the bridges in the order of the file; ``given`` is the whole document."""
    bridges: dict[str, Bridge] = {}
    for path, document in draft.shape.items(("bridges",), draft.shape.document.bridges):
        _check(draft, document, path, given)
        if isinstance(document.id, Filler):
            continue
        draft.check_id(document.id, (*path, "id"))
        if document.id in bridges:
            message = f"two bridges have the name {show(document.id)}"
            draft.problems.add("duplicate-id", message, (*path, "id"), expected="a name of its own for each bridge")
        bridges.setdefault(document.id, _bridge(draft, document, path))
    return bridges


def _bridge(draft: Draft, document: BridgeDocument, path: Path) -> Bridge:
    return Bridge(
        id=document.id,
        title=document.id if document.title is None else document.title,
        changes=document.changes,
        split=document.split,
        into=document.into,
        cost=document.cost,
        sources=draft.known_sources(document.sources, (*path, "sources")),
        notes=document.notes,
    )


def _check(draft: Draft, document: BridgeDocument, path: Path, given: object) -> None:
    problems = draft.problems
    whole = not draft.shape.touched(path)
    if not document.changes and document.split is None and not document.into and whole:
        message = "the bridge changes nothing"
        problems.add("empty-bridge", message, path, expected="`changes`, or `split` with `into`", at_key=True)
    if document.split is not None:
        draft.knows_step(document.split, (*path, "split"))
    if (document.split is None) != (not document.into) and whole:
        missing, there = ("split", "into") if document.into else ("into", "split")
        message = f"`{there}` without `{missing}`"
        problems.add("empty-bridge", message, (*path, there), expected="`split` and `into` together", at_key=True)
    _check_parts(draft, document, path)
    _check_changes(draft, document.changes, (*path, "changes"), given)


def _check_parts(draft: Draft, document: BridgeDocument, path: Path) -> None:
    keys = list(StepDocument.model_fields)
    for name, part in document.into.items():
        place = (*path, "into", name)
        draft.check_id(name, place, at_key=True)
        taken = {*(draft.steps or ()), *(draft.parties or ())} - {document.split}
        if name in taken:
            message = f"{show(name)} is the name of something else in the case"
            draft.problems.add("same-id", message, place, expected="a new name for each part", at_key=True)
        if not isinstance(part, dict):
            if part is not None:
                draft.problems.add("wrong-type", f"{show(part)} cannot stand here", place, expected="a mapping")
            continue
        for key in part:
            if key not in keys:
                draft.problems.add(
                    "unknown-key",
                    f"{show(key)} is no key of a step",
                    (*place, key),
                    expected=f"one of {', '.join(keys)}",
                    word=str(key),
                    among=keys,
                    at_key=True,
                )


def _check_changes(draft: Draft, changes: Mapping[str, Any], path: Path, given: object) -> None:
    """Note keys that a case has not, and names in ``parties``, ``steps`` and ``sources`` that are new but not whole."""
    for section, change in changes.items():
        place = (*path, section)
        if section not in CHANGEABLE:
            expected = f"one of {', '.join(CHANGEABLE)}"
            message = f"{show(section)} is nothing that a bridge can change"
            draft.problems.add(
                "unknown-key", message, place, expected=expected, word=str(section), among=CHANGEABLE, at_key=True
            )
        elif section in {"parties", "steps"} and isinstance(change, dict):
            _check_names(draft, section, change, place, given)


def _check_names(draft: Draft, section: str, change: Mapping[str, Any], path: Path, given: object) -> None:
    kind, marks_new = {"parties": ("party", {"role", "scale"}), "steps": ("step", {"by"})}[section]
    known = known_names(given, section)
    for name, part in change.items():
        if known is None or name in known or (isinstance(part, dict) and marks_new & set(part)):
            continue
        message = f"there is no {kind} {show(name)}"
        expected = f"a {kind} of this case, or a new one with `{sorted(marks_new)[0]}`"
        place = (*path, name)
        draft.problems.add("unknown-id", message, place, expected=expected, word=str(name), among=known, at_key=True)
