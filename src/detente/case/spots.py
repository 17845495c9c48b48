"""Where the parts of a document stand in its source: the places that errors point to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from detente.case.problems import Path, Problem
from detente.case.source_text import SourceText, quote
from detente.errors import Finding


@dataclass(slots=True)
class Spot:
    """A value's place in the source (``start`` to ``end``, from 0), and the places of what is inside of it.

    ``kind`` is ``plain``, ``single``, ``double`` or ``block`` for a text or number, else ``mapping`` or ``list``.
    ``inside`` maps keys to spots, or lists them; ``keys`` maps the keys of a mapping to where they begin.
    """

    start: int
    end: int
    kind: str
    inside: Any = None
    keys: dict[str, int] | None = None


class Spots:
    """The places of a document read from a source."""

    def __init__(self, source: SourceText, root: Spot | None) -> None:
        self.source = source
        self.root = root

    def finish(self, problem: Problem, finding: Finding) -> tuple[int, Finding]:
        """Return the place of a problem as a number to sort by, and its finding with line, column and quoted line."""
        index = problem.index if problem.index is not None else self.place(problem)
        line, column = self.source.line_and_column(index)
        quoted, caret = quote(self.source.line(line), column - 1)
        return index, replace(finding, line=line, column=column, quoted=quoted, quoted_column=caret)

    def place(self, problem: Problem) -> int:
        """Return where a problem stands (from 0): the deepest part of its path that the source has."""
        index, spot = self._find(problem.path, at_key=problem.at_key)
        if spot is None or problem.offset is None or not isinstance(spot.inside, type(None)):
            return index
        return index_in_scalar(self.source.text, spot, problem.offset)

    def _find(self, path: Path, *, at_key: bool) -> tuple[int, Spot | None]:
        spot = self.root
        if spot is None:
            return 0, None
        index = spot.start
        for place, part in enumerate(path):
            inside = spot.inside
            if isinstance(inside, dict) and part in inside:
                assert spot.keys is not None
                key = spot.keys[str(part)]
                spot = inside[part]
                index = key if place == len(path) - 1 and at_key else spot.start
            elif isinstance(inside, list) and isinstance(part, int) and part < len(inside):
                spot = inside[part]
                index = spot.start
            else:
                break
        return index, spot


_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|\r\n|[\s\S])")


def index_in_scalar(text: str, spot: Spot, offset: int) -> int:
    """Return where a character of a text value stands in the source, whatever the quoting.

    Folding, indentation and line ends change white space only, so the character is found by counting the others.

    Parameters
    ----------
    text
        The whole source.
    spot
        The place of the text.
    offset
        The number of characters of the value, white space left out, that stand before the one looked for.
    """
    index, end = spot.start, spot.end
    if spot.kind in {"single", "double"}:
        index, end = index + 1, end - 1
    elif spot.kind == "block":
        header = re.compile(r"[^\r\n]*").match(text, index, end)
        index = header.end() if header else index
    if (spot.kind == "single" and "''" in text[index:end]) or (spot.kind == "double" and "\\" in text[index:end]):
        return _among_escapes(text, index, end, spot.kind, offset)
    last = index
    for word in _WORD.finditer(text, index, end):
        if offset < len(word[0]):
            return word.start() + offset
        offset -= len(word[0])
        last = word.end()
    return last


_WORD = re.compile(r"\S+")


def _among_escapes(text: str, index: int, end: int, kind: str, offset: int) -> int:
    last = index
    while index < end:
        length, solid = _next(text, index, kind)
        if solid:
            if not offset:
                return index
            offset -= 1
            last = index + length
        index += length
    return last


def _next(text: str, index: int, kind: str) -> tuple[int, bool]:
    """Return how long the writing of the next character is, and whether it is more than white space."""
    if kind == "single" and text.startswith("''", index):
        return 2, True
    if kind == "double" and (match := _ESCAPE.match(text, index)):
        code = match[1] or match[2] or match[3]
        if code:
            return len(match[0]), not chr(min(int(code, 16), 0x10FFFF)).isspace()
        return len(match[0]), match[0][1] not in " \t\r\nnrtvfN_LP\x85\u2028\u2029"
    return 1, not text[index].isspace()
