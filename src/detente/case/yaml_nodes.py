"""YAML, composed from the parser's events into plain values and the places where they stand.

Plain YAML libraries guess too much for this format and lose the places: here `no` is a text, `1:30` is not 90, numbers
are exact, a key stands once, aliases cannot explode and depth is bounded. The work is done event by event, without
recursion, so that no input can exhaust the stack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, cast

import yaml

from detente.case.problems import Problems
from detente.case.spots import Spot
from detente.case.values import number_from_text, show

DEEPEST = 50
"""Brackets, lists and mappings may nest so deep."""

MOST_ALIASED = 100_000
"""So many values may come into a file through aliases."""

_NUMBER = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_WORDS: dict[str, object] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INFINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_KINDS = {"'": "single", '"': "double", "|": "block", ">": "block"}


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet."""

    value: Any
    spot: Spot
    anchor: str | None
    size: int = 1
    key: str | None = None
    key_start: int = 0
    wants_key: bool = False


@dataclass(slots=True)
class _Anchor:
    value: object
    spot: Spot
    size: int
    complete: bool


class _UnreadableError(Exception):
    """Reading ends here; the problem has been noted."""


def compose(text: str, problems: Problems) -> tuple[object, Spot] | None:
    """Return the values and places of the one document of a YAML text, or None after noting why it cannot be read.

    Problems that do not keep the rest from being read (a key that stands twice, a tag, a merge key) are noted too.
    """
    composer = _Composer(problems)
    try:
        for event in yaml.parse(text, Loader=_loader()):
            composer.take(event)
    except _UnreadableError:
        return None
    except yaml.MarkedYAMLError as error:
        _note_syntax(error, text, problems)
        return None
    except yaml.YAMLError as error:
        problems.add("bad-yaml", f"this cannot be read as YAML: {error}", (), expected="YAML")
        return None
    return composer.result


def _loader() -> Any:
    return getattr(yaml, "CLoader", yaml.Loader)


def _note_syntax(error: yaml.MarkedYAMLError, text: str, problems: Problems) -> None:
    mark = error.problem_mark or error.context_mark
    index = min(mark.index, len(text)) if mark else 0
    what = error.problem or "no YAML"
    if text[index : index + 1] == "\t" or "'\\t'" in what:
        message, expected = "a tab stands where YAML allows only spaces", "spaces"
        problems.add_at("tab", message, index, expected=expected)
        return
    context = f" ({error.context})" if error.context else ""
    problems.add_at("bad-yaml", f"this cannot be read as YAML: {what}{context}", index, expected=_expected(what))


def _expected(what: str) -> str:
    hints = {
        "mapping values are not allowed": "quotes around a text that holds “: ”",
        "did not find expected key": "a key, or quotes around a text that begins with a sign",
        "could not find expected ':'": "a colon and a space after the key",
        "did not find expected ',' or ": "a comma between entries, and the closing bracket",
        "unexpected end of stream": "the closing quotation mark",
        "cannot start any token": "quotes around a text that begins with such a sign",
        "node content": "a value, or quotes around a text that begins with a sign",
    }
    return next((hint for start, hint in hints.items() if start in what), "YAML: keys, colons, indentation by spaces")


@dataclass(slots=True)
class _Composer:
    problems: Problems
    open: list[_Open] = field(default_factory=list)
    anchors: dict[str, _Anchor] = field(default_factory=dict)
    aliased: int = 0
    documents: int = 0
    result: tuple[object, Spot] | None = None

    def take(self, event: Any) -> None:
        """Take in the next event."""
        match event:
            case yaml.ScalarEvent():
                self.scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self.begin(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.end(event)
            case yaml.AliasEvent():
                self.alias(event)
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    message = "a second document begins here"
                    start = cast(Any, event).start_mark.index
                    self.problems.add_at("several-documents", message, start, expected="one document")
                    raise _UnreadableError

    def scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        if event.tag is not None and event.tag != "!":
            self.refuse_tag(event.tag, start)
        top = self.open[-1] if self.open else None
        if top and top.wants_key:
            self.key(top, event, start)
            return
        plain = not event.style
        value = _resolve(event.value) if plain and event.tag is None else event.value
        spot = Spot(start, end, "plain" if plain else _KINDS[event.style])
        if event.anchor:
            self.anchors[event.anchor] = _Anchor(value, spot, 1, complete=True)
        self.put(value, spot, 1)

    def key(self, top: _Open, event: Any, start: int) -> None:
        top.wants_key = False
        top.key, top.key_start = event.value, start
        if event.value == "<<" and not event.style:
            message = "merge keys (“<<”) are not read"
            self.problems.add_at("merge-key", message, start, expected="the keys themselves, written out")
            top.key = None
        elif event.anchor or (event.value == "" and not event.style):
            self.problems.add_at("bad-key", "this is no key", start, expected="a plain text as key")
            top.key = None
        elif event.value in top.value:
            message = f"the key {show(event.value)} stands twice in one mapping"
            self.problems.add_at("duplicate-key", message, start, expected="each key once")
            top.key = None

    def begin(self, event: Any) -> None:
        start = event.start_mark.index
        if event.tag is not None and event.tag != "!":
            self.refuse_tag(event.tag, start)
        if len(self.open) >= DEEPEST:
            message = "lists and mappings nest too deep here"
            self.problems.add_at("too-deep", message, start, expected=f"at most {DEEPEST} levels")
            raise _UnreadableError
        mapping = isinstance(event, yaml.MappingStartEvent)
        value: Any = {} if mapping else []
        spot = Spot(start, start, "mapping" if mapping else "list", {} if mapping else [], {} if mapping else None)
        if event.anchor:
            self.anchors[event.anchor] = _Anchor(value, spot, 1, complete=False)
        if self.open and self.open[-1].wants_key:
            message = "a list or a mapping cannot be a key"
            self.problems.add_at("bad-key", message, start, expected="a plain text as key")
            raise _UnreadableError
        self.open.append(_Open(value, spot, event.anchor, wants_key=mapping))

    def end(self, event: Any) -> None:
        done = self.open.pop()
        done.spot.end = event.end_mark.index
        if done.anchor:
            anchor = self.anchors[done.anchor]
            if anchor.value is done.value:
                anchor.size, anchor.complete = done.size, True
        self.put(done.value, done.spot, done.size)

    def alias(self, event: Any) -> None:
        start = event.start_mark.index
        anchor = self.anchors.get(event.anchor)
        if self.open and self.open[-1].wants_key:
            self.problems.add_at("bad-key", "an alias cannot be a key", start, expected="a plain text as key")
            raise _UnreadableError
        if anchor is None:
            known = f"an anchor “&{event.anchor}” earlier in the file"
            message = f"the alias {show('*' + event.anchor)} stands for nothing"
            self.problems.add_at("unknown-alias", message, start, expected=known)
            self.put(None, Spot(start, start, "plain"), 1)
            return
        if not anchor.complete:
            message = f"the alias {show('*' + event.anchor)} stands inside of what it stands for"
            self.problems.add_at("endless-alias", message, start, expected="aliases that end")
            raise _UnreadableError
        self.aliased += anchor.size
        if self.aliased > MOST_ALIASED:
            message = "the aliases of this file stand for too many values"
            self.problems.add_at("too-many-aliases", message, start, expected=f"at most {MOST_ALIASED:,} values")
            raise _UnreadableError
        self.put(anchor.value, anchor.spot, anchor.size)

    def put(self, value: object, spot: Spot, size: int) -> None:
        """Add a finished value to the mapping or list that is open, or make it the document."""
        if not self.open:
            self.result = value, spot
            return
        top = self.open[-1]
        top.size += size
        if top.spot.keys is None:
            top.value.append(value)
            top.spot.inside.append(spot)
            return
        top.wants_key = True
        if top.key is not None:
            top.value[top.key] = value
            top.spot.inside[top.key] = spot
            top.spot.keys[top.key] = top.key_start

    def refuse_tag(self, tag: str, start: int) -> None:
        expected = "values without tags; quotes make a text of anything"
        self.problems.add_at("tag", f"tags such as {show(tag)} are not read", start, expected=expected)


def comment_lines(text: str) -> list[int]:
    """Return the lines (from 1) of a well-formed YAML text that have a comment."""
    found: list[int] = []
    end = line = 0
    for token in yaml.scan(text, Loader=_loader()):
        begin = token.start_mark.index
        between = text[end:begin]
        if "#" in between:
            found += [line + place + 1 for place, part in enumerate(between.split("\n")) if "#" in part]
        if token.end_mark.index > end:
            end, line = token.end_mark.index, token.end_mark.line
    return list(dict.fromkeys(found))


def _resolve(text: str) -> object:
    """Return the value of an unquoted scalar by the rules of YAML 1.2, numbers exactly; the rest is text."""
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.fullmatch(text):
        return number_from_text(text)
    if _INFINITE.fullmatch(text):
        return number_from_text("NaN" if text[1:].lower() == "nan" else "Infinity")
    return text
