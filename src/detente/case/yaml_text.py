r"""Documents and parts of them as YAML text: short things on one line, long ones a line for each key.

What acts on a terminal instead of showing is written as an escape (``"\u202e"``), which every YAML reader turns back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from detente.case.visible import visible

WIDEST = 110
"""A mapping that is longer on one line than this gets a line for each of its keys."""

_SPACED = (
    "parties", "steps", "preferences", "bonuses", "rules", "demands", "bridges", "sources", "facts", "assumptions",
)  # fmt: skip
"""The sections that stand apart, after an empty line."""

_DATES = frozenset({"starts", "date"})
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?\Z")


class _Dumper(yaml.SafeDumper):
    """Writes decimals as the numbers they are, and quotes every text that some YAML reader takes for a number."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _number(dumper: Any, value: Decimal) -> yaml.ScalarNode:
    kind = "int" if value == int(value) else "float"
    node: yaml.ScalarNode = dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", format(value.normalize(), "f"))
    return node


def _text(dumper: Any, value: str) -> yaml.ScalarNode:
    """Write a text; one with line ends, or with characters that act, in double quotes, where both can be escapes."""
    style = '"' if visible(value) != value else None
    node: yaml.ScalarNode = dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)
    return node


_Dumper.add_representer(Decimal, _number)
_Dumper.add_representer(str, _text)
_Dumper.add_implicit_resolver("tag:yaml.org,2002:float", _NUMBER, list("-+.0123456789"))
_Dumper.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+\Z"), list("-+0123456789"))


def fresh_text(document: Mapping[str, Any]) -> str:
    """Return a case document as a YAML file of its own."""
    lines: list[str] = []
    for key, value in document.items():
        if key in _SPACED:
            lines.append("")
        lines.extend(section(key, value))
    return "\n".join(lines) + "\n"


def section(key: str, value: Any) -> Iterator[str]:
    """Yield the lines of one key of the case."""
    if isinstance(value, Mapping) and value:
        yield f"{key}:"
        for name, inner in value.items():
            yield f"  {entry(name, inner, 2)}"
    elif isinstance(value, list) and value and key in _SPACED:
        yield f"{key}:"
        for inner in value:
            yield f"  - {item(inner, 2)}"
    else:
        yield entry(key, value, 0)


def entry(key: str, value: Any, column: int) -> str:
    """Return ``key: value``, begun at a column: on one line if that is short enough, else a line for each inner key.

    With a negative column it may stand inside of braces.
    """
    if column >= 0 and isinstance(value, str) and not isinstance(dated(key, value), date):
        return f"{flow(key)}: {_block(value)}"
    line = f"{flow(key)}: {flow(dated(key, value))}"
    if not isinstance(value, Mapping) or not value or column + len(line) <= WIDEST:
        return line
    inner = "".join(f"\n{' ' * (column + 2)}{entry(name, part, column + 2)}" for name, part in value.items())
    return f"{flow(key)}:{inner}"


def item(value: Any, column: int) -> str:
    """Return what stands after the dash of a list entry whose dash is at a column."""
    line = flow(dated("", value))
    if not isinstance(value, Mapping) or not value or column + 2 + len(line) <= WIDEST:
        return line
    return f"\n{' ' * (column + 2)}".join(entry(name, part, column + 2) for name, part in value.items())


def flow(value: Any) -> str:
    """Return any part of a document as YAML on one line, in the form that may stand inside of brackets."""
    text = yaml.dump([value], Dumper=_Dumper, default_flow_style=True, width=10**9, allow_unicode=True, sort_keys=False)
    return visible(text.strip()[1:-1])


def _block(text: str) -> str:
    """Return a text as YAML on one line outside of brackets, where it needs quotes less often."""
    written = yaml.dump({"k": text}, Dumper=_Dumper, default_flow_style=False, width=10**9, allow_unicode=True)
    return visible(written.strip().removeprefix("k: "))


def dated(key: str, value: Any) -> Any:
    """Return the value with the dates that it holds as dates, which need no quotes."""
    if isinstance(value, Mapping):
        return {name: dated(name, inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [dated("", inner) for inner in value]
    if key in _DATES and isinstance(value, str) and _ISO_DATE.fullmatch(value):
        return date.fromisoformat(value)
    return value
