"""The corpus of our own and its gold, made by hand: texts with brackets round the roles of each statement.

A text begins with ``== name day-of-publication``. ``{1c …}``, ``{1s …}`` and ``{1q …}`` are content, source and cue of
statement 1, in as many pieces as they have; brackets nest. ``{x …}`` is clutter. Lines after the text, such as
``# 1 | speaker | kind | day | act | relayed by``, say the rest; ``-`` is nobody, or a day that the text does not tell.
A turn of a transcript that has brackets and no such line only has to be found.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
ROLES = {"s": "source", "q": "cue", "c": "content"}

_BRACKET = re.compile(r"\{(?:(\d+)([sqc])|x) |\}")
_TOLD = re.compile(r"^# .*$", re.MULTILINE)

Span = tuple[int, int]


@dataclass(slots=True)
class GoldStatement:
    """A statement as a careful reader marks it. An empty text is what the gold leaves open."""

    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)
    speaker: str = ""
    kind: str = ""
    said_on: date | None = None
    act: str = ""
    relayed_by: str = ""


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with its statements and its clutter."""

    name: str
    published: date
    text: str
    statements: tuple[GoldStatement, ...]
    clutter: tuple[Span, ...]


@cache
def corpus() -> tuple[GoldText, ...]:
    """Return all texts, by file and in its order."""
    return tuple(text for path in sorted(CORPUS.glob("*.txt")) for text in read_gold(path.read_text("utf-8")))


def digest() -> str:
    """Return a digest of texts and gold: whoever changes either changes it."""
    content = b"".join(path.name.encode() + path.read_bytes() for path in sorted(CORPUS.glob("*.txt")))
    return hashlib.sha256(content).hexdigest()[:16]


def read_gold(written: str) -> list[GoldText]:
    """Read the texts of a file of the corpus."""
    parts = re.split(r"^== (\S+) (\d{4}-\d\d-\d\d)\n", written, flags=re.MULTILINE)[1:]
    return [_text(*parts[place : place + 3]) for place in range(0, len(parts), 3)]


def _text(name: str, day: str, marked: str) -> GoldText:
    told = _TOLD.findall(marked)
    text, statements, clutter = _unmarked(_TOLD.sub("", marked).strip() + "\n")
    for line in told:
        number, speaker, kind, said_on, act, *relayed = (part.strip() for part in line[1:].split("|"))
        statement = statements[int(number)]
        statement.speaker, statement.kind, statement.act = speaker.removeprefix("-"), kind, act
        statement.said_on = None if said_on == "-" else date.fromisoformat(said_on)
        statement.relayed_by = relayed[0] if relayed else ""
    in_order = tuple(statements[number] for number in sorted(statements))
    return GoldText(name, date.fromisoformat(day), text, in_order, tuple(clutter))


def _unmarked(marked: str) -> tuple[str, dict[int, GoldStatement], list[Span]]:
    """Return a text without its brackets, and what they enclosed."""
    statements: dict[int, GoldStatement] = {}
    clutter: list[Span] = []
    opened: list[tuple[re.Match[str], int]] = []
    text, at = "", 0
    for match in _BRACKET.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match[0] != "}":
            opened.append((match, len(text)))
            continue
        opening, start = opened.pop()
        if opening[1] is None:
            clutter.append((start, len(text)))
            continue
        statement = statements.setdefault(int(opening[1]), GoldStatement())
        getattr(statement, ROLES[opening[2]]).append((start, len(text)))
    assert not opened, marked
    return text + marked[at:], statements, clutter
