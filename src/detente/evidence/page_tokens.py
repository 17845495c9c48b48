"""A web page cut into tags and text, each with its place: the way back from the text to the page.

No parser at hand keeps the place of every character and reads any input in linear time, so this is the data state of
the HTML standard (§13.2.5) as one expression without backtracking: what is not closed runs to the end of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""<!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|-?\Z))
      |<(?P<close>/)?(?P<name>[a-zA-Z][^\s/>]*+)
         (?P<attributes>(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+)*+)(?:>|\Z)
      |<[!?/][^>]*+(?:>|\Z)
    """,
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"?|'([^']*+)'?|([^\s"'>]++)))?+""")
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "template"})
"""Elements whose content holds no tags, or nothing that is shown."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or end tag. ``name`` is in lower case."""

    name: str
    closes: bool
    written: str

    def attributes(self) -> dict[str, str]:
        """Return the attributes, names in lower case, values as they are meant."""
        from html import unescape

        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.written):
            value = match[2] or match[3] or match[4] or ""
            found.setdefault(match[1].lower(), unescape(value))
        return found


@dataclass(frozen=True, slots=True)
class Run:
    """Characters between two tags, ``start`` to ``end`` of the page; ``inside`` names a raw element around them."""

    start: int
    end: int
    inside: str = ""


def tokens(page: str) -> Iterator[Tag | Run]:
    """Yield the tags of a page and the runs of text between them, in linear time whatever the page holds."""
    at = 0
    while at < len(page):
        match = _TOKEN.search(page, at)
        if match is None:
            yield Run(at, len(page))
            return
        if match.start() > at:
            yield Run(at, match.start())
        at = match.end()
        if match["name"] is None:
            continue
        tag = Tag(match["name"].lower(), match["close"] is not None, match["attributes"] or "")
        yield tag
        if tag.name in _RAW and not tag.closes:
            end = _end_of_raw(page, tag.name, at)
            yield Run(at, end, tag.name)
            at = end


def _end_of_raw(page: str, name: str, start: int) -> int:
    end = re.compile(rf"</{re.escape(name)}(?=[\s/>]|\Z)", re.IGNORECASE).search(page, start)
    return end.start() if end is not None else len(page)
