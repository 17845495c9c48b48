"""Everything that others wrote, made safe to show, in one place and without exception.

A case quotes texts from anywhere. Before any of it is told, each text of case and roadmap goes through
`detente.case.visible`: what would act on a terminal or turn a line of a page round is shown as an escape instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar, cast

from detente.case.visible import visible

_BLANKS = re.compile(r"[ \t\r\n]+")

T = TypeVar("T")


def shown(thing: T) -> T:
    """Return the same record with every text in it safe to show and on one line."""
    return cast(T, _shown(thing))


def shown_text(text: str) -> str:
    """Return one text safe to show, its line breaks and runs of blanks as single blanks."""
    return visible(_BLANKS.sub(" ", text).strip())


def _shown(thing: Any) -> Any:
    if isinstance(thing, Enum):
        return thing
    if isinstance(thing, str):
        return shown_text(thing)
    if isinstance(thing, tuple):
        return tuple(_shown(part) for part in thing)
    if isinstance(thing, Mapping):
        return {_shown(key): _shown(value) for key, value in thing.items()}
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(thing, **{f.name: _shown(getattr(thing, f.name)) for f in fields(thing) if f.init})
    return thing
