"""The text of a file: decoded, with its lines, its places and its quotations."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right

from detente.case.values import RefusedError
from detente.case.visible import visible

WIDEST = 160
"""So many characters of a line are quoted at most; a longer one is quoted around the place that matters."""

_BREAK = re.compile(r"\r\n|\r|\n")


class SourceText:
    """A decoded text that knows the line and column (from 1) of every place in it (from 0)."""

    def __init__(self, text: str, origin: str) -> None:
        self.text = text
        self.origin = origin
        self._starts = [0, *(match.end() for match in _BREAK.finditer(text))]

    def line_and_column(self, index: int) -> tuple[int, int]:
        """Return line and column, both from 1, of a place in the text."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Return a line (from 1) without its end."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


def quote(line: str, offset: int) -> tuple[str, int]:
    """Return a line as it can be printed, and the column (from 1) at which a place of it (from 0) is then found."""
    first = max(0, offset - WIDEST // 2) if len(line) > WIDEST else 0
    part = line[first : first + WIDEST]
    lead = "…" if first else ""
    tail = "…" if first + WIDEST < len(line) else ""
    caret = len(lead) + len(visible(part[: offset - first])) + 1
    return lead + visible(part) + tail, caret


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8 or, with its mark, UTF-16, without the mark.

    Raises
    ------
    UndecodableError
        Where the bytes are neither.
    """
    encoding = "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and not data.startswith(codecs.BOM_UTF32_LE):
        encoding = "utf-16"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, errors="replace").removeprefix("\ufeff")
        rest = data[error.start : error.start + WIDEST].decode("latin-1")
        raise UndecodableError(before, rest) from None
    return text.removeprefix("\ufeff")


class UndecodableError(RefusedError):
    """Bytes that are no text: ``before`` is the text up to them, ``after`` the rest with each byte as one character."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__("bad-encoding", "the file is no text in UTF-8 from here on", "a text file saved as UTF-8")
        self.before = before
        self.after = after
