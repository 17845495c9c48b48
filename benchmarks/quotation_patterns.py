"""The alternative that a reader of statements is measured against: patterns for quotations with who said them.

What somebody writes in an afternoon, and what many tools do: no tagging, no pronouns, no relayed speech, no dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from detente.evidence import Act, Attribution, Kind, Record, Span, Speaker

_CUE = (
    "said|says|told|added|adds|wrote|stated|warned|replied|asked|argued|claimed|announced|insisted|noted|explained|"
    "declared|confirmed|denied|demanded|promised|stressed|repeated|continued"
)
_NAME = r"(?:(?:the|The|a|A|an|An)\s+)?(?:[\w’'.-]+\s+){0,6}?(?:[A-Z][\w’'.-]+|[Hh]e|[Ss]he|[Tt]hey|\w+)"
_QUOTE = r"“[^”]{1,2000}”|\"[^\"]{1,2000}\""

_BEGIN = r"(?:^|(?<=[.!?”]\s))(?P<source>[^.!?“”\"\n]{2,80}?)\s+"

_PATTERNS = (
    re.compile(rf"(?P<content>{_QUOTE})\s+(?P<source>{_NAME})\s+(?P<cue>{_CUE})\b"),
    re.compile(rf"(?P<content>{_QUOTE})\s+(?P<cue>{_CUE})\s+(?P<source>{_NAME})[\s,.]"),
    re.compile(rf"{_BEGIN}(?P<cue>{_CUE})[\s,:]+(?:that\s+)?(?P<content>{_QUOTE})", re.MULTILINE),
    re.compile(rf"{_BEGIN}(?P<cue>{_CUE})\s+(?:that\s+)?(?P<content>[^.!?\n]{{5,400}})", re.MULTILINE),
    re.compile(
        r"(?:^|(?<=[.!?”]\s))(?P<content>[^.!?\n]{5,400}),\s+(?P<cue>according to)\s+(?P<source>[^.,!?\n]{2,80})",
        re.MULTILINE,
    ),
)


def read_with_patterns(text: str, *, id: str, published: date | None = None) -> Record:
    """Read a text into the statements that the patterns find; of two that overlap, the earlier pattern's counts."""
    taken: list[Span] = []
    found: list[Attribution] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            span = match.span("content")
            if not any(start < span[1] and span[0] < end for start, end in taken):
                taken.append(span)
                found.append(_statement(match, published))
    return Record(id, published, text, (), tuple(_numbered(found)))


def _statement(match: re.Match[str], published: date | None) -> Attribution:
    kind = Kind.DIRECT if match["content"][0] in "“\"" else Kind.INDIRECT
    return Attribution(
        0, (match.span("source"),), (match.span("cue"),), (match.span("content"),), Speaker(match["source"]), None,
        kind, published, None, None, Act.REPORT, (), (), None, 0.5,
    )  # fmt: skip


def _numbered(found: list[Attribution]) -> Iterator[Attribution]:
    from dataclasses import replace

    for number, one in enumerate(sorted(found, key=lambda one: one.content), start=1):
        yield replace(one, id=number)
