"""Transcripts: turns that begin with who speaks, ``NAME:``, or with ``Q.`` and ``A.``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.evidence.result import Span

_NAMED = re.compile(
    r"[ \t]*(?P<who>(?:[A-Z][\w.’'-]*|\([A-Z][\w .’'-]*\))"
    r"(?:[ \t]+(?:[A-Z][\w.’'-]*|of|the|de|van|von|al|bin|for|\([^():\n]{1,40}\))){0,7})"
    r"[ \t]*:[ \t]*(?=\S)"
)
_LETTER = re.compile(r"[ \t]*(?P<who>[QA])(?:[.:][ \t]+|[ \t]*:[ \t]*)(?=\S)")
_NO_NAME = re.compile(
    r"(?i)(?:note|update|correction|editor|related|read|see|also|more|source|photo|image|video|by|published|updated|tags?|"
    r"topics?|date|time|where|when|what|why|how|contact|e-?mail|phone|tel|fax|disclaimer|warning|abstract|full|text|copyright|"
    r"subject|re|to|from|cc|headline|summary|comments?|share|watch|listen|location|place|venue|ps)\b"
)
_ADDRESSED = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|H\.E|Ambassador)\b|"
    r"The (?:Acting )?(?:Vice-)?(?:President|Chair\w*|Speaker)(?: \(.*\))?$"
)
_DELEGATE = re.compile(r".*\([A-Z].*\)$")
_ASKS = re.compile(
    r"(?i)Q|question|questioner|reporter|moderator|interviewer|journalist|press|host|presenter|anchor"
)
SHORTEST = 12
"""Lines that are shorter than this on average, label included, are a table (code points)."""
LEAST = 2
"""A text with fewer turns is no transcript."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: who, and the paragraphs of what was said."""

    who: Span
    words: tuple[Span, ...]


def turns(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """Read a text's turns, none where it is no transcript.

    A text is one where at least two paragraphs begin with a speaker and these, with what follows them, are the larger
    part of it. A turn goes on to the next speaker.
    """
    starts = [(place, match) for place, span in enumerate(paragraphs) if (match := _speaker(text, span))]
    alone = (
        len(starts) == 1
        and starts[0][0] == 0
        and starts[0][1]["who"].isupper()
        and not text[slice(*paragraphs[0])].isupper()
    )
    if (len(starts) < LEAST and not alone) or len(paragraphs) - starts[0][0] < len(paragraphs) / 2:
        return []
    if not _converses(text, paragraphs, starts):
        return []
    labelled = sum(span[1] - span[0] for place, span in enumerate(paragraphs) if place >= starts[0][0])
    if not _of_record([match["who"] for _, match in starts]) and 5 * len(starts) < len(paragraphs) - starts[0][0]:
        return []
    if 3 * labelled < sum(end - start for start, end in paragraphs):
        return []
    found = []
    for number, (place, match) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else len(paragraphs)
        words = [(match.end(), paragraphs[place][1]), *paragraphs[place + 1 : end]]
        found.append(Turn(match.span("who"), tuple(_trimmed(text, span) for span in words)))
    return found


def _converses(text: str, paragraphs: Sequence[Span], starts: Sequence[tuple[int, re.Match[str]]]) -> bool:
    """Tell a conversation from a list of "Name: remark".

    It has capitals, Q and A, somebody twice, a question asked, or only such labels as a record of a meeting has.
    """
    labels = [match["who"] for _, match in starts]
    if (
        all(label.isupper() for label in labels)
        or len(set(labels)) < len(labels)
        or _of_record(labels)
    ):
        return sum(span[1] - span[0] for span in (paragraphs[place] for place, _ in starts)) > SHORTEST * len(starts)
    return any(text[slice(*paragraphs[place])].rstrip().endswith("?") for place, _ in starts)


def _of_record(labels: Sequence[str]) -> bool:
    """Tell the labels of a meeting's record: people addressed as such, and delegates with their delegation."""
    addressed = [_ADDRESSED.match(label) is not None for label in labels]
    return 2 * sum(addressed) > len(labels) and all(
        one or _DELEGATE.match(label) for one, label in zip(addressed, labels, strict=True)
    )


def _speaker(text: str, span: Span) -> re.Match[str] | None:
    match = _LETTER.match(text, *span) or _NAMED.match(text, *span)
    if match is None or _NO_NAME.match(match["who"]) or match.end() >= span[1]:
        return None
    return match


def _trimmed(text: str, span: Span) -> Span:
    words = text[span[0] : span[1]]
    start = span[0] + len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def questions(who: str) -> bool:
    """Tell whether a label is that of somebody who only asks."""
    return _ASKS.fullmatch(who.strip(" .")) is not None


def answers(who: str) -> bool:
    """Tell whether a label says only that this is the answer."""
    return re.fullmatch(r"(?i)A|answer|interviewee", who.strip(" .")) is not None
