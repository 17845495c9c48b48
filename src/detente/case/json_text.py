r"""Documents as JSON text: exact numbers, and nothing that could disturb the terminal it may be shown on."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

_MARKED = re.compile(
    "[\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)


def json_text(document: Any, *, indent: int | None = 2) -> str:
    r"""Return plain data as JSON.

    Letters of all scripts stay readable; control and bidirectional characters are written as ``\u…`` escapes, which
    every JSON reader turns back into what they were.

    Parameters
    ----------
    document
        Mappings, lists, texts, booleans, ``None`` and numbers (`int`, `Decimal`, `Fraction` or `float`, all finite).
    indent
        Spaces a level; ``None`` for one line.
    """
    text = json.dumps(document, indent=indent, ensure_ascii=False, allow_nan=False, default=_plain)
    return _MARKED.sub(lambda match: json.dumps(match[0])[1:-1], text)


def _plain(value: object) -> float | int:
    """Return a number of at most fifteen digits as JSON writes it: such a float shows exactly its digits."""
    if isinstance(value, Decimal | Fraction):
        return int(value) if value == int(value) else float(value)
    raise TypeError(f"{type(value).__name__} is not plain data")
