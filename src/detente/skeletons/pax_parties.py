"""Parties out of the free text in which PA-X lists who signed: a proposal, to be mended by whoever writes the case."""

from __future__ import annotations

import re

MOST = 24
LONGEST = 90

_BEHALF = re.compile(r"(?:on behalf of|signed for|for and on behalf of)\s+(?:the\s+)?(?P<who>[^,;:()]+)", re.IGNORECASE)
_FOR = re.compile(r"^for\s+(?:the\s+)?(?P<who>[^:]+):?$", re.IGNORECASE)
_ASIDE = re.compile(r"\[[^\]]*\]")


def signatories(text: str) -> tuple[str, ...]:
    """Return the names of those who signed, as far as they can be told apart.

    A text with lines "For X:" names the X; "on behalf of X" names X; otherwise what stands between semicolons, or
    between blank lines, or, in a short text, between commas. At most 24 names of at most 90 characters.
    """
    text = _ASIDE.sub(" ", text)
    heads = [found["who"] for line in text.splitlines() if (found := _FOR.match(line.strip()))]
    pieces = heads or [match["who"] for match in _BEHALF.finditer(text)] or _pieces(text)
    names = dict.fromkeys(name for piece in pieces if (name := _tidy(piece)))
    return tuple(names)[:MOST]


def _pieces(text: str) -> list[str]:
    if ";" in text:
        return text.split(";")
    blocks = re.split(r"\n\s*\n", text)
    if len(blocks) > 1:
        return blocks
    return text.split(",") if len(text) <= LONGEST and "\n" not in text.strip() else [text]


def _tidy(piece: str) -> str:
    name = " ".join(piece.split()).strip(" .,;:")
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rsplit(' ', 1)[0]}…"
