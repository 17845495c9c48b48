"""The text in colours, where standard output is a terminal. Colours add nothing that the text does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator

RULE = re.compile(r"[=-]{3,}")
ID = re.compile(r"\[[a-z0-9][a-z0-9-]*\]")


def print_coloured(text: str) -> None:
    """Print a report's text on standard output with headings bold, warnings yellow and ids dim."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    for line, style in styled(text):
        written = Text(line, style=style)
        for found in ID.finditer(line):
            written.stylize("dim", *found.span())
        console.print(written)


def styled(text: str) -> Iterator[tuple[str, str]]:
    """Yield each line with its style: ``bold`` headings, ``dim`` rules below them, ``yellow`` warnings."""
    lines = text.splitlines()
    warning = False
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        warning = line.startswith("  ! ") or (warning and line.startswith("    "))
        if RULE.fullmatch(below) and not RULE.fullmatch(line):
            yield line, "bold"
        elif RULE.fullmatch(line):
            yield line, "dim"
        else:
            yield line, "yellow" if warning else ""
