"""Setting one thing in a case document: ``parties.us.breach_cost=4`` (a path into the case file, and a YAML value)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from detente.case.documenting import Document
from detente.case.names import nearest
from detente.case.problems import Problems
from detente.case.values import show
from detente.errors import CaseError, Finding

_PIECE = re.compile(r"([^.\[\]]+)((?:\[[0-9]{1,6}\])*)")

_NAMED_BY_ID = {"parties": "party", "steps": "step", "sources": "source", "demands": "demand", "bridges": "bridge"}
"""The parts of a case whose things have ids, and what one of them is called."""

_OPTIONAL_MAPPINGS = frozenset({"value", "verified", "marks", "changes", "into"})
"""Mappings that a thing may have and that a setting may begin."""


class BadPathError(Exception):
    """A path that leads nowhere in this case; ``finding`` says where it stops."""

    def __init__(self, code: str, message: str, expected: str = "", near: str = "") -> None:
        self.finding = Finding(code, message, expected, near)
        super().__init__(message)


def set_in(document: Document, path: str, value_text: str) -> None:
    """Set what a path names to a value, in place.

    Parameters
    ----------
    document
        A case document (a copy that may be changed).
    path
        Keys joined by dots, ids among them; entries of lists by their place from 1: ``rules[2]``,
        ``demands.step-by-step.softer[1].firmness``.
    value_text
        The value as YAML text; ``null`` takes the key away, so that its default holds. A demand or bridge of a new id
        is added at the end where the value is a whole one, as in ``bridges.escrow={split: convoy, into: {…}}``.

    Raises
    ------
    BadPathError
        ``unknown-path`` or ``unknown-id``, with the nearest name.
    CaseError
        Where the value is no YAML.
    """
    value = read_value(value_text)
    *way, last = keys(path)
    at: Any = document
    for depth, key in enumerate(way):
        at = _inside(at, key, tuple(way[:depth]))
    _put(at, last, value, tuple(way))


def keys(path: str) -> list[str | int]:
    """Return the keys of a path; places in lists as numbers from 0."""
    found: list[str | int] = []
    for piece in path.split("."):
        match = _PIECE.fullmatch(piece.strip())
        if not match:
            expected = "keys joined by dots, as in parties.us.breach_cost"
            raise BadPathError("unknown-path", f"{show(path)} is no path", expected)
        found.append(match[1])
        found.extend(int(place) - 1 for place in re.findall(r"[0-9]+", match[2]))
    return found


def read_value(text: str) -> Any:
    """Return the value that a YAML text means, numbers exactly."""
    from detente.case.yaml_nodes import compose

    problems = Problems()
    composed = compose(text, problems)
    if problems:
        raise CaseError([Finding(p.code, p.message, p.expected) for p in problems])
    return composed[0] if composed else None


def _inside(at: Any, key: str | int, way: tuple[str | int, ...]) -> Any:
    """Return what a key leads to, beginning what a case may leave out."""
    if isinstance(at, list):
        return at[_place(at, key, way)]
    if not isinstance(at, dict):
        raise BadPathError("unknown-path", f"{_said(way)} is {show(at)}, with nothing inside of it")
    if key not in at:
        _begin(at, key, way)
    return at[key]


def _begin(at: Document, key: str | int, way: tuple[str | int, ...]) -> None:
    """Begin a part of the case that may be left out and was."""
    if not way and key in _NAMED_BY_ID:
        at[str(key)] = [] if key in ("demands", "bridges") else {}
    elif len(way) == 1 and way[0] in _NAMED_BY_ID:
        raise _unknown(way, key, at)
    elif key in _OPTIONAL_MAPPINGS:
        at[str(key)] = {}
    else:
        known = [*at, *(_NAMED_BY_ID if not way else _OPTIONAL_MAPPINGS)]
        raise BadPathError("unknown-path", f"{_said(way)} has no {show(key)}", _one_of(known), nearest(str(key), known))


def _put(at: Any, key: str | int, value: Any, way: tuple[str | int, ...]) -> None:
    if isinstance(at, list):
        if isinstance(value, Mapping) and isinstance(key, str):
            value = {"id": key, **value}
            if len(way) == 1 and way[0] in _NAMED_BY_ID and not any(_is_entry(entry, key) for entry in at):
                at.append(value)
                return
        place = _place(at, key, way)
        at[place : place + 1] = [] if value is None else [value]
    elif not isinstance(at, dict) or isinstance(key, int):
        raise BadPathError("unknown-path", f"{_said(way)} is {show(at)}, where {show(key)} cannot be set")
    elif value is None:
        at.pop(key, None)
    else:
        if key == "rule":
            at.pop("rules", None)
        elif key == "rules" and way:
            at.pop("rule", None)
        at[key] = value


def _is_entry(entry: object, name: str) -> bool:
    return isinstance(entry, dict) and entry.get("id") == name


def _place(at: list[Any], key: str | int, way: tuple[str | int, ...]) -> int:
    """Return the place in a list of an entry named by its place or by its id."""
    if isinstance(key, int):
        if not 0 <= key < len(at):
            message = f"{_said(way)} has no entry {key + 1}"
            raise BadPathError(
                "unknown-path", message, f"a place from 1 to {len(at)}" if at else "an empty list has none"
            )
        return key
    ids = [entry.get("id") if isinstance(entry, dict) else None for entry in at]
    if key not in ids:
        raise _unknown(way, key, [name for name in ids if name])
    return ids.index(key)


def _unknown(way: tuple[str | int, ...], key: str | int, known: Any) -> BadPathError:
    kind = _NAMED_BY_ID.get(str(way[0])) if len(way) == 1 else None
    names = [str(name) for name in known]
    code, message = (
        ("unknown-id", f"there is no {kind} {show(str(key))}")
        if kind
        else ("unknown-path", f"{_said(way)} has no entry {show(str(key))}")
    )
    return BadPathError(code, message, _one_of(names), nearest(str(key), names))


def _one_of(names: list[str]) -> str:
    return f"one of {', '.join(names)}" if 0 < len(names) <= 12 else ""


def _said(way: tuple[str | int, ...]) -> str:
    text = ""
    for key in way:
        text += f"[{key + 1}]" if isinstance(key, int) else f".{key}" if text else key
    return text or "the case"
