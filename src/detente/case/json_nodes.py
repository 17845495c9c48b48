"""JSON, read fast; where things stand is found in a second pass, and only if there is something to say about them."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from detente.case.problems import Problems
from detente.case.spots import Spot
from detente.case.values import number_from_text, show

DEEPEST = 50

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


def decode_json(text: str, problems: Problems) -> tuple[Any] | None:
    """Return the value of a JSON text (in a tuple), or None after noting why it cannot be read.

    Numbers are exact: `int` or `Decimal`.
    """
    repeated = False

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        found = dict(pairs)
        if len(found) != len(pairs):
            repeated = True
            found = dict(reversed(pairs))
        return found

    try:
        value = json.loads(
            text,
            parse_float=number_from_text,
            parse_int=number_from_text,
            parse_constant=lambda name: Decimal("NaN" if name == "NaN" else "Infinity"),
            object_pairs_hook=mapping,
        )
    except json.JSONDecodeError as error:
        message = f"this cannot be read as JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        problems.add_at("bad-json", message, min(error.pos, len(text)), expected=_expected(text, error.pos))
        return None
    except RecursionError:
        _note_depth(text, problems)
        return None
    if _too_deep(value):
        _note_depth(text, problems)
        return None
    if repeated:
        spots_of_json(text, problems)
    return (value,)


def _expected(text: str, position: int) -> str:
    rest = text[position : position + 1]
    if rest == "'":
        return "double quotation marks"
    if rest and rest < " ":
        return "no raw control characters; \\n or \\t in a text"
    return "JSON: texts and keys in double quotation marks, no comma before a closing bracket, no comments"


def _too_deep(value: Any) -> bool:
    level = [value]
    for _ in range(DEEPEST + 1):
        level = [
            entry
            for holder in level
            for entry in (holder.values() if isinstance(holder, dict) else holder if isinstance(holder, list) else ())
            if isinstance(entry, dict | list)
        ]
        if not level:
            return False
    return True


def _note_depth(text: str, problems: Problems) -> None:
    depth = 0
    for match in _TOKEN.finditer(text):
        if match[0] in "{[":
            depth += 1
        elif match[0] in "}]":
            depth -= 1
        if depth > DEEPEST:
            message = "lists and mappings nest too deep here"
            problems.add_at("too-deep", message, match.start(), expected=f"at most {DEEPEST} levels")
            return


def spots_of_json(text: str, problems: Problems | None = None) -> Spot | None:
    """Return the places of all values of a JSON text that is known to be well formed.

    With ``problems``, keys that stand twice in one mapping are noted. Of those the first counts.
    """
    open_: list[Spot] = []
    keys: list[tuple[str, int] | None] = []
    root: Spot | None = None
    for match in _TOKEN.finditer(text):
        token, start = match[0], match.start()
        if token in ",:":
            continue
        if token in "}]":
            done = open_.pop()
            done.end = match.end()
            keys.pop()
            continue
        if open_ and open_[-1].keys is not None and keys[-1] is None:
            keys[-1] = _key(token, start, open_[-1], problems)
            continue
        spot = _spot(token, start, match.end())
        root = root or spot
        if open_:
            _put(open_[-1], keys[-1], spot)
            keys[-1] = None
        if token in "{[":
            open_.append(spot)
            keys.append(None)
    return root


def _spot(token: str, start: int, end: int) -> Spot:
    if token == "{":
        return Spot(start, end, "mapping", {}, {})
    if token == "[":
        return Spot(start, end, "list", [])
    return Spot(start, end, "double" if token.startswith('"') else "plain")


def _key(token: str, start: int, mapping: Spot, problems: Problems | None) -> tuple[str, int]:
    key = json.loads(token)
    if key in mapping.inside and problems is not None:
        message = f"the key {show(key)} stands twice in one mapping"
        problems.add_at("duplicate-key", message, start, expected="each key once")
    return key, start


def _put(holder: Spot, key: tuple[str, int] | None, spot: Spot) -> None:
    if holder.keys is None:
        holder.inside.append(spot)
        return
    assert key is not None
    if key[0] not in holder.inside:
        holder.inside[key[0]] = spot
        holder.keys[key[0]] = key[1]
