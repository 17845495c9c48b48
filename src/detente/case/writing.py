"""Writing a case back into the YAML file it came from: only what differs changes, comments and order stay.

The file is walked together with two canonical documents, of the case as the file has it and of the case to be written.
Where the two agree, the file's own text is kept, character for character, however it is written. Comments on lines of
their own survive even where the step or demand beneath them goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from detente.case.documenting import Document, to_document
from detente.case.problems import Problems
from detente.case.spots import Spot
from detente.case.yaml_text import dated, entry, flow, fresh_text, item, section
from detente.errors import CaseError

_ANCHOR = re.compile(r"(?:&\S+\s+)?")
_TO_DASH = re.compile(r"(?:\s|#[^\n]*\n)*-")
_REST_OF_LINE = re.compile(r"[^\r\n]*")
_EITHER = {"rule": "rules", "rules": "rule"}

_ONE_LINE = -(10**9)
"""A column at which every entry is short enough for one line."""

_ORDERED = frozenset({"steps", "into"})
"""Mappings whose order means something: it decides among equals (model.md §6)."""


def write(document: Mapping[str, Any], onto_text: str) -> str:
    """Return the text of a YAML case file with what differs from a case document brought up to date.

    Parameters
    ----------
    document
        The case to be written, in the plain shape of `detente.case.to_document`.
    onto_text
        The file as it is.

    Returns
    -------
    str
        A text that reads as the document. Where the file's own words cannot be kept (it is no case, or it uses aliases
        for what changes) it is written afresh.

    Raises
    ------
    CaseError
        Where the document is no case.
    """
    wanted = _canonical(document)
    try:
        written = _updated(wanted, onto_text)
    except CaseError:
        return fresh_text(wanted)
    return written if _reads_as(written, wanted) else fresh_text(wanted)


def _canonical(document: Mapping[str, Any]) -> Document:
    from detente.case.building import build

    return to_document(build(document))


def _reads_as(text: str, wanted: Document) -> bool:
    try:
        found, _, _ = _read(text)
    except CaseError:
        return False
    return _same(found, wanted)


def _updated(wanted: Document, text: str) -> str:
    present, raw, spot = _read(text)
    return text[: spot.start] + _Walk(text).value(spot, raw, present, wanted) + text[_end(text, spot) :]


def _read(text: str) -> tuple[Document, Any, Spot]:
    """Return what a file says in canonical shape, its values as written, and their places."""
    from detente.case.reading import open_document

    problems = Problems()
    opened = open_document(text, "(text)", "yaml", problems)
    opened.raise_problems(problems)
    spot = opened.spots()
    assert spot is not None
    return _canonical(opened.value), opened.value, spot


def _end(text: str, spot: Spot) -> int:
    """Return where a value ends: its last character, or the end of its last line where it has lines of its own."""
    if spot.kind in ("mapping", "list") and not _is_flow(text, spot):
        inside = list(spot.inside.values() if isinstance(spot.inside, dict) else spot.inside)
        return max((_line_end(text, _end(text, inner)) for inner in inside), default=spot.start)
    return spot.start + len(text[spot.start : spot.end].rstrip())


def _line_end(text: str, index: int) -> int:
    match = _REST_OF_LINE.match(text, index)
    assert match is not None
    return match.end()


def _is_flow(text: str, spot: Spot) -> bool:
    anchor = _ANCHOR.match(text, spot.start)
    return text[anchor.end() if anchor else spot.start : spot.end][:1] in ("{", "[")


_Name = str | int
"""A key of a mapping, or the place of an entry in the old list (a text: an entry that is new)."""

_Made = Callable[[Any], str]
"""Makes the text of what is new."""


class _Piece(NamedTuple):
    """A key with its value, or an entry of a list: where it stands, and what its text becomes."""

    start: int
    end: int
    text: str


_Pieces = dict[_Name, _Piece]


class _Walk:
    """A walk through a text that gives each part back as it is, or as it should be.

    In every method, ``spot`` and ``raw`` are a part of the file, its place and its value as written; ``old`` and
    ``new`` are what it says, and what it should say, in canonical shape; ``key`` is what it stands under.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def value(self, spot: Spot, raw: Any, old: Any, new: Any, key: str = "") -> str:
        """Return the text of a value."""
        if _same(old, new, key):
            return self.kept(spot)
        if isinstance(raw, dict) and isinstance(old, dict) and isinstance(new, dict) and raw and new:
            return self.mapping(spot, raw, old, new, key)
        if isinstance(raw, list) and isinstance(old, list) and isinstance(new, list) and new and len(raw) == len(old):
            return self.list(spot, raw, old, new)
        space = " " if self.text[spot.start - 1 : spot.start] in (":", "-") else ""
        return space + flow(dated(key, new))

    def mapping(self, spot: Spot, raw: Document, old: Document, new: Document, key: str) -> str:
        """Return the text of a mapping; its keys in their order, or in the new one where order means something."""
        assert spot.keys is not None
        order = _order(raw, old, new, key)
        pieces: _Pieces = {}
        for name, inner in spot.inside.items():
            here = raw[name], old.get(name), new.get(name), name
            value = self.value(inner, *here) if name in new else self.kept(inner)
            start = spot.keys[name]
            pieces[name] = _Piece(start, _end(self.text, inner), self.text[start : inner.start] + value)
        if _is_flow(self.text, spot):
            return self.enclosed(spot, pieces, order, lambda name: entry(name, new[name], _ONE_LINE))
        column = self.column(next(iter(pieces.values())).start)
        return self.stacked(spot, pieces, order, column, lambda name: _lines(name, new[name], column))

    def list(self, spot: Spot, raw: list[Any], old: list[Any], new: list[Any]) -> str:
        """Return the text of a list; entries are matched by their ids, or by what they say."""
        order = _matched(old, new)
        target = {name: new[place] for place, name in enumerate(order)}
        is_flow = _is_flow(self.text, spot)
        pieces: _Pieces = {}
        tail = spot.start
        for place, inner in enumerate(spot.inside):
            end = _end(self.text, inner)
            start = inner.start if is_flow else self.dash(tail)
            value = self.value(inner, raw[place], old[place], target[place]) if place in target else self.kept(inner)
            pieces[place] = _Piece(start, end, self.text[start : inner.start] + value)
            tail = _line_end(self.text, end)
        if is_flow:
            return self.enclosed(spot, pieces, order, lambda name: flow(dated("", target[name])))
        column = self.column(spot.start)
        return self.stacked(spot, pieces, order, column, lambda name: f"- {item(target[name], column)}")

    def stacked(self, spot: Spot, pieces: _Pieces, order: Sequence[_Name], column: int, made: _Made) -> str:
        """Return pieces one under the other, each led by the lines that stood before it; new ones are made."""
        lead, rest, tail = {}, {}, spot.start
        for name, piece in pieces.items():
            lead[name] = self.text[tail : piece.start]
            tail = _line_end(self.text, piece.end)
            rest[name] = self.text[piece.end : tail]
        places = {name: place for place, name in enumerate(pieces)}
        orphaned = [name for name in pieces if name not in order and "#" in lead[name]]
        begin = self.newline + " " * column
        text = ""
        for name in order:
            for gone in [other for other in orphaned if name in places and places[other] < places[name]]:
                text += lead[gone].rstrip()
                orphaned.remove(gone)
            if name in pieces:
                text += (lead[name] or begin) + pieces[name].text + rest[name]
            else:
                text += begin + made(name).replace("\n", self.newline)
        return (text + "".join(lead[gone].rstrip() for gone in orphaned)).lstrip()

    def enclosed(self, spot: Spot, pieces: _Pieces, order: Sequence[_Name], made: _Made) -> str:
        """Return pieces between brackets, with the separators that stood before them."""
        whole = self.kept(spot)
        if not pieces:
            return whole[:-1].rstrip() + ", ".join(map(made, order)) + whole[-1]
        places = list(pieces.values())
        before = {name: self.text[places[i - 1].end : places[i].start] for i, name in enumerate(pieces) if i}
        text = self.text[spot.start : places[0].start]
        for i, name in enumerate(order):
            text += before.get(name, ", ") if i else ""
            text += pieces[name].text if name in pieces else made(name)
        return text + self.text[places[-1].end : spot.start + len(whole)]

    def kept(self, spot: Spot) -> str:
        """Return a value as it is."""
        return self.text[spot.start : _end(self.text, spot)]

    def dash(self, index: int) -> int:
        """Return where the next dash stands, past empty lines and comments."""
        match = _TO_DASH.match(self.text, index)
        assert match is not None
        return match.end() - 1

    def column(self, index: int) -> int:
        return index - (self.text.rfind("\n", 0, index) + 1)


def _lines(name: str, value: Any, column: int) -> str:
    return entry(name, value, column) if column else "\n".join(section(name, value))


def _same(old: Any, new: Any, key: str = "") -> bool:
    """Whether two parts say the same."""
    if isinstance(old, dict) and isinstance(new, dict):
        if old.keys() != new.keys() or (key in _ORDERED and list(old) != list(new)):
            return False
        return all(_same(old[name], new[name], name) for name in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(_same, old, new))
    return type(old) is type(new) and bool(old == new)


def _order(raw: Document, old: Document, new: Document, key: str) -> list[str]:
    """Return the keys that a mapping should have: the file's, and each new one behind those before it in ``new``."""
    said_otherwise = {name for name in new if _EITHER.get(name) in raw and _same(old.get(name), new[name])}
    added = [name for name in new if name not in raw and name not in said_otherwise]
    replaced = {_EITHER.get(name) for name in added}
    kept = [name for name in raw if name in new or (name not in old and name not in replaced)]
    if key in _ORDERED and [name for name in new if name in kept] != kept:
        return list(new)
    names = list(new)
    for name in added:
        before = [earlier for earlier in names[: names.index(name)] if earlier in kept]
        kept.insert(kept.index(before[-1]) + 1 if before else 0, name)
    return kept


def _matched(old: list[Any], new: list[Any]) -> list[_Name]:
    """Return, for each new entry, the place of the old one that it comes from, or a name of its own."""
    matched: list[_Name] = [f"new {place}" for place in range(len(new))]
    ids = [_id(one) for one in old]
    if old and None not in ids:
        return [ids.index(_id(one)) if _id(one) in ids else name for one, name in zip(new, matched, strict=True)]
    opcodes = SequenceMatcher(None, list(map(repr, old)), list(map(repr, new))).get_opcodes()
    for kind, start, end, new_start, new_end in opcodes:
        if kind == "equal" or (kind == "replace" and end - start == new_end - new_start):
            matched[new_start:new_end] = range(start, end)
    return matched


def _id(part: Any) -> str | None:
    name = part.get("id") if isinstance(part, dict) else None
    return name if isinstance(name, str) else None
