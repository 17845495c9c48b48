"""Where quotation marks open and close, within one paragraph, and what to make of marks that lack their fellow."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.evidence.result import Span

_MARK = re.compile(r"[“”„«»\"]|``|''")
_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=\w)[^‘“”\"]{2,}?(?:[,.?!…][’']|[’'](?=[,.;:]?\s|$)(?![\w]))")
_OPENING, _CLOSING = frozenset({"“", "„", "«", "``"}), frozenset({"”", "»"})
_EITHER = frozenset({'"', "''"})
_SAID = re.compile(r",(?= (?:he|she|they|(?:[A-Z][\w.’-]* ){1,4}?)(?<=\w| )(?: ?(?:said|says|told|added|wrote))\b)")
_BEFORE_OPENING = " \t\u00a0([—–-"


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation, marks included; `closed` is false where it runs on to the paragraph's end without a mark."""

    span: Span
    closed: bool


def quotations(text: str, span: Span) -> list[Quotation]:
    """Find a paragraph's quotations, the outermost only.

    A closing mark without an opening one is passed over; an opening mark without a closing one runs to the paragraph's
    end, as where a speech goes on in the next paragraph.
    """
    found: list[Quotation] = []
    opened: int | None = None
    for match in _MARK.finditer(text, *span):
        mark, place = match[0], match.start()
        if opened is None:
            if mark in _CLOSING or (mark in _EITHER and not _opens(text, place, span)):
                continue
            opened = place
        elif mark in _CLOSING or mark in _EITHER:
            found.append(Quotation((opened, match.end()), closed=True))
            opened = None
        elif mark in _OPENING:  # the earlier mark was never closed
            if _ends_sentence(text[opened:place].rstrip()):
                found.append(Quotation((opened, opened + len(text[opened:place].rstrip())), closed=False))
            opened = place
    if opened is not None:
        end = opened + len(text[opened : span[1]].rstrip())
        said = _SAID.search(text, opened, end)
        found.append(Quotation((opened, said.start() + 1 if said else end), closed=said is not None))
    if not found and ("‘" in text[span[0] : span[1]] or " '" in text[span[0] : span[1]] or text[span[0]] == "'"):
        found = [Quotation(match.span(), closed=True) for match in _SINGLE.finditer(text, *span)]
    return found


def _opens(text: str, place: int, span: Span) -> bool:
    return place == span[0] or text[place - 1] in _BEFORE_OPENING or text[place - 1].isspace()


def _ends_sentence(words: str) -> bool:
    return words.endswith((".", "?", "!", ",", "…"))
