"""Paragraphs and their words: the text cut where lines end, and, in lines without end, where a bound is reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.evidence.result import Span

LONGEST = 8000
"""A longer paragraph is cut at white space, so that no later step sees more at once (code points)."""

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Sens|Rep|Reps|Gov|Govs|Lt|Col|Maj|Capt|Sgt|Adm|Amb|Hon|Rev|St|Jr|Sr|No|vs|Jan|Feb|Mar|"
    "Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun|Inc|Corp|Co|Ltd|Ala|Ariz|Ark|Calif|"
    "Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|"
    "Wyo|Dept|dept|spokesman|cf|approx|Art|Secy|Min"
).replace("spokesman|", "")
_WORD = re.compile(
    r"[a-z]+(?![\w'’.&‑-])|[,.](?!\w|\.)"  # most tokens, without further ado
    r"|n['’]t\b"  # don’t → do + n’t, as treebanks have it
    r"|['’](?:s|re|ve|ll|d|m|S)\b"
    r"|(?:[A-Za-z]\.){2,}"  # U.S., e.g.
    r"|\b[A-HJ-Z]\.(?=\s[A-Z][a-z])"  # an initial
    rf"|(?:{_ABBREVIATIONS})\.(?=\s+[\w“\"‘(]|,)"
    r"|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s|pm|am)?\b"
    r"|\w+?(?=n['’]t\b)"
    r"|[^\W\d]\w*(?:[-‑&]\w+|['’](?!(?:s|re|ve|ll|d|m|S)\b)\w+|\.\w+)*"
    r"|\.\.\.+|--+|''|``|\w+|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of one paragraph; places are those of the whole text."""

    span: Span
    words: tuple[str, ...]
    lowered: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def lines(text: str) -> Iterator[Span]:
    """Yield where the lines with something on them lie, none longer than `LONGEST`."""
    for match in _LINE.finditer(text):
        start, end = match.span()
        while end - start > LONGEST:
            cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            cut = start + LONGEST if cut < 0 else cut
            yield start, cut
            start = cut
        if text[start:end].strip():
            yield start, end


def words(text: str, span: Span) -> Words:
    """Cut a paragraph into tokens: words, numbers, clitics and marks."""
    found = list(_WORD.finditer(text, *span))
    tokens = tuple([match[0] for match in found])
    lowered = [token.lower() for token in tokens]
    if "'" in text[span[0] : span[1]]:
        lowered = [token.replace("'", "’") for token in lowered]
    starts = tuple([match.start() for match in found])
    return Words(span, tokens, tuple(lowered), starts, tuple([match.end() for match in found]))
