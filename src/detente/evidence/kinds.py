"""Whether a statement's words stand in quotation marks: all, some, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.evidence.quotations import Quotation
from detente.evidence.result import Kind, Span

_LETTERS = re.compile(r"\w")


def kind(text: str, content: Sequence[Span], marks: Sequence[Quotation]) -> Kind:
    """Tell direct from mixed and indirect speech.

    Parameters
    ----------
    text, content
        The text, and where the statement's words lie.
    marks
        The quotations of the paragraphs that the words lie in.
    """
    within = without = False
    for start, end in content:
        place = start
        for mark in marks:
            first, last = max(mark.span[0], place), min(mark.span[1], end)
            if first < last:
                without = without or _LETTERS.search(text, place, first) is not None
                within = within or _LETTERS.search(text, first, last) is not None
                place = last
        without = without or _LETTERS.search(text, place, end) is not None
    if not within:
        return Kind.INDIRECT
    return Kind.MIXED if without else Kind.DIRECT
