"""Using a bridge of the case: laying its changes over the case document, or splitting a step as it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from detente.case.documenting import Document, plain, to_document
from detente.case.splitting import split, trouble_with_split
from detente.errors import CaseError

_ADDED = ("rules", "bonuses")
"""What a bridge says of these is added to the case's: facts do not go away because a bridge brings another."""


def use_bridge(document: Document, bridge: Mapping[str, Any]) -> Document:
    """Return the document as it is with a bridge in use.

    ``changes`` are laid over the document: mappings key by key, demands by their ids, rules and bonuses are added, all
    else is replaced, and ``null`` takes a key away. Then ``split`` replaces a step by its parts; rules among the
    changes that name a part are added after that. The bridge itself, and those that speak of a step that is no more,
    are not offered again.

    Raises
    ------
    CaseError
        Where the changes lead to no case, the step to split is not there, or its parts do not fit.
    """
    from detente.case.building import build

    step, into = bridge.get("split"), bridge.get("into", {})
    changes, about_parts = _apart(bridge.get("changes"), into)
    changed = to_document(build(laid_over(document, changes))) if changes else document
    gone = {bridge["id"]}
    if step is not None:
        trouble = trouble_with_split(changed, step, into)
        if trouble:
            raise CaseError(trouble)
        changed = split(changed, step, into)
        if about_parts:
            changed["rules"] = [*changed.get("rules", ()), *about_parts]
        gone |= {other["id"] for other in document.get("bridges", ()) if _speaks_of(other, step)}
    return changed | {"bridges": [other for other in changed.get("bridges", ()) if other["id"] not in gone]}


def _apart(changes: Any, into: Mapping[str, Any]) -> tuple[Any, list[str]]:
    """Return the changes without the rules that name a part, and those rules: before the split no case has parts."""
    rules = changes.get("rules") if isinstance(changes, Mapping) else None
    late = [rule for rule in rules if any(_names(rule, part) for part in into)] if isinstance(rules, list) else []
    if not late:
        return changes, []
    early = {key: value for key, value in changes.items() if key != "rules"}
    kept = [rule for rule in rules or () if rule not in late]
    return (early | {"rules": kept} if kept else early), late


def laid_over(below: Any, above: Any, way: tuple[str, ...] = ()) -> Any:
    """Return one part of a case document with another laid over it (see `use_bridge`); neither is changed."""
    if isinstance(below, Mapping) and isinstance(above, Mapping):
        merged = dict(below)
        for key, value in above.items():
            if value is None:
                merged.pop(key, None)
            else:
                merged[key] = laid_over(_replaceable(merged, key), value, (*way, key))
        return merged
    if isinstance(below, list) and isinstance(above, list) and len(way) == 1:
        if way[0] in _ADDED:
            return [*below, *(plain(entry) for entry in above if entry not in below)]
        if way[0] == "demands":
            return _by_id(below, above, way)
    return plain(above)


def _replaceable(merged: dict[str, Any], key: str) -> Any:
    """Return what stands under a key; ``rule`` and ``rules`` replace each other."""
    if key in ("rule", "rules") and "by" in merged:
        merged.pop({"rule": "rules", "rules": "rule"}[key], None)
    return merged.get(key)


def _by_id(below: list[Any], above: Iterable[Any], way: tuple[str, ...]) -> list[Any]:
    """Return a list of things with ids, those of the same id laid over each other, new ones at the end."""
    merged = {entry["id"]: entry for entry in below}
    for entry in above:
        name = entry.get("id") if isinstance(entry, Mapping) else None
        merged[name] = laid_over(merged[name], entry, (*way, str(name))) if name in merged else plain(entry)
    return list(merged.values())


def _speaks_of(bridge: Mapping[str, Any], step: str) -> bool:
    """Whether a bridge changes or splits a step, or one of its rules names it."""
    return bridge.get("split") == step or _names(bridge.get("changes"), step)


def _names(part: Any, step: str) -> bool:
    if isinstance(part, Mapping):
        return any(key == step or _names(value, step) for key, value in part.items())
    if isinstance(part, list):
        return any(_names(value, step) for value in part)
    return isinstance(part, str) and step in part.replace("(", " ").replace(")", " ").replace(",", " ").split()
