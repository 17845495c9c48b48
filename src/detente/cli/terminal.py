"""Whether a stream is a terminal that wants colours."""

from __future__ import annotations

import os
from typing import IO


def is_coloured(stream: IO[str]) -> bool:
    """Tell whether to colour: on a terminal only, never with ``NO_COLOR`` set or on a dumb one."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()
