"""The named alternative of the record: a page of regular expressions that takes quotations and "said that"."""

from __future__ import annotations

import re
from datetime import date

from detente.evidence import Act, Attribution, Kind, Record, Span, Speaker

VERBS = (
    "said|says|told|added|noted|stated|announced|declared|claimed|insisted|warned|explained|argued|wrote|tweeted|asked|"
    "replied|continued|confirmed|denied|reported|stressed|demanded|rejected|called|urged|believes?|promised"
)
NAME = r"(?:[Tt]he |[A-Z])[\w.’'-]*(?: (?:of |the |and )?[A-Z][\w.’'-]*){0,6}|[Hh]e|[Ss]he|[Tt]hey"
QUOTE = r"[“\"](?P<quote>[^”\"]{3,600})[”\"]"
PATTERNS = (
    re.compile(rf"(?P<content>{QUOTE}),? (?P<source>{NAME}) (?P<cue>{VERBS})\b"),
    re.compile(rf"(?P<content>{QUOTE}),? (?P<cue>{VERBS}) (?P<source>{NAME})"),
    re.compile(rf"(?P<source>{NAME}) (?P<cue>{VERBS})(?: \w+){{0,4}}?[,:]? (?P<content>{QUOTE})"),
    re.compile(rf"(?P<source>{NAME}) (?P<cue>{VERBS})(?: on \w+| \w+day)?(?: that)? (?P<content>[^.“”\"]{{5,400}})"),
    re.compile(rf"(?P<content>[A-Z][^.“”\"]{{5,400}}), (?P<source>{NAME}) (?P<cue>{VERBS})\b"),
    re.compile(rf"(?P<cue>[Aa]ccording to) (?P<source>{NAME}), (?P<content>[^.]{{5,400}})"),
    re.compile(rf"(?P<content>[A-Z][^.]{{5,400}}), (?P<cue>according to) (?P<source>{NAME})"),
)


def read_by_patterns(text: str, *, id: str, published: date | None = None) -> Record:
    """Read a text as a script of an afternoon would: no tags, no coreference, no dates."""
    taken: list[Span] = []
    found = []
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            span = match.span("content")
            if any(start < span[1] and span[0] < end for start, end in taken):
                continue
            taken.append(span)
            found.append(_statement(match))
    return Record(id, published, text, (), tuple(sorted(found, key=lambda one: one.content)))


def _statement(match: re.Match[str]) -> Attribution:
    quoted = "quote" in match.re.groupindex
    return Attribution(
        id=match.start(),
        source=(match.span("source"),),
        cue=(match.span("cue"),),
        content=(match.span("content"),),
        speaker=Speaker(match["source"]),
        relayed_by=None,
        kind=Kind.DIRECT if quoted else Kind.INDIRECT,
        said_on=None,
        date_basis=None,
        setting=None,
        act=Act.REPORT,
        act_words=(),
        about=(),
        demand=None,
        confidence=0.5,
    )
