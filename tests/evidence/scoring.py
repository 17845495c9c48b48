"""How well statements found agree with gold ones: pairs whose contents overlap by half and whose sources are the same.

The measure is that of the field's corpora: intersection over union of the contents' characters, white space aside, of
at least 0.5, paired one to one, best first; and the same head word in both sources, or none in either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from detente.evidence import Attribution, Record
from tests.evidence.gold import GoldStatement, GoldText, Span

_HEAD_ENDS = re.compile(r"[,(\[]| (?:of|in|at|for|from|with|on|to|by|as|who|whom|which|that|familiar)\b")

_QUOTED = re.compile(r"“[^”]*(?:”|\Z)|\"[^\"]*(?:\"|\Z)")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts, from which the shares come. ``told`` counts, by what is told, right and all of the pairs."""

    gold: int
    found: int
    right: int
    direct: int
    direct_right: int
    told: dict[str, tuple[int, int]]

    @property
    def f1(self) -> Fraction:
        """The harmonic mean of precision and recall of statements with the right source."""
        return Fraction(2 * self.right, self.gold + self.found)

    @property
    def direct_recall(self) -> Fraction:
        """The share of direct quotations that were found with the right source."""
        return Fraction(self.direct_right, self.direct)

    def share(self, what: str) -> Fraction:
        """The share of pairs in which something told beside the places is right."""
        right, total = self.told[what]
        return Fraction(right, total)


TOLD: dict[str, Callable[[GoldStatement, Attribution], bool | None]] = {
    "speaker": lambda gold, found: _same_name(gold.speaker, found) if gold.speaker else None,
    "kind": lambda gold, found: found.kind.value == gold.kind if gold.kind else None,
    "said_on": lambda gold, found: found.said_on == gold.said_on if gold.said_on else None,
    "act": lambda gold, found: found.act.value == gold.act if gold.act else None,
    "relayed_by": lambda gold, found: (
        found.relayed_by is not None and gold.relayed_by in found.relayed_by.name if gold.relayed_by else None
    ),
}
"""What is told of a statement beside its places, and whether it is right; `None` where the gold leaves it open."""


def score(pairs: Iterable[tuple[GoldText, Record]]) -> Score:
    """Score records against the gold of their texts, all together."""
    gold = found = right = direct = direct_right = 0
    told = {what: [0, 0] for what in TOLD}
    for text, record in pairs:
        matched = [
            (one, other)
            for one, other in paired(text.text, text.statements, record.attributions)
            if same_source(text.text, one.source, other.source)
        ]
        gold, found, right = gold + len(text.statements), found + len(record.attributions), right + len(matched)
        direct += sum(is_direct(text.text, one) for one in text.statements)
        direct_right += sum(is_direct(text.text, one) for one, _ in matched)
        for one, other in matched:
            for what, judge in TOLD.items():
                if (verdict := judge(one, other)) is not None:
                    told[what][0] += verdict
                    told[what][1] += 1
    return Score(gold, found, right, direct, direct_right, {what: (a, b) for what, (a, b) in told.items()})


def paired(
    text: str, gold: Sequence[GoldStatement], found: Sequence[Attribution]
) -> list[tuple[GoldStatement, Attribution]]:
    """Pair statements one to one, those whose contents agree best first, none below one half."""
    close = [
        (overlap, place, other)
        for place, one in enumerate(gold)
        for other, candidate in enumerate(found)
        if (overlap := _overlap(text, one.content, candidate.content)) >= Fraction(1, 2)
    ]
    pairs, taken, used = [], set(), set()
    for _, place, other in sorted(close, key=lambda one: (-one[0], one[1], one[2])):
        if place not in taken and other not in used:
            taken.add(place)
            used.add(other)
            pairs.append((gold[place], found[other]))
    return pairs


def same_source(text: str, gold: Sequence[Span], found: Sequence[Span]) -> bool:
    """Whether two sources are both absent, or each holds the other's head word."""
    if not gold or not found:
        return not gold and not found
    return _characters(text, [_head(text, gold)]) <= _characters(text, found) and _characters(
        text, [_head(text, found)]
    ) <= _characters(text, gold)


def is_direct(text: str, statement: GoldStatement) -> bool:
    """Whether all words of a statement stand in quotation marks."""
    return not any(re.search(r"\w", _QUOTED.sub("", text[start:end])) for start, end in statement.content)


def _head(text: str, spans: Sequence[Span]) -> Span:
    """Return the head word of a source: the last one before a comma, a bracket or a preposition."""
    start, end = spans[0]
    written = _HEAD_ENDS.split(text[start:end])[0].rstrip(" .:’'")
    words = list(re.finditer(r"[\w’'-]+", written)) or list(re.finditer(r"\S+", text[start:end]))
    return start + words[-1].start(), start + words[-1].end()


def _overlap(text: str, one: Sequence[Span], other: Sequence[Span]) -> Fraction:
    left, right = _characters(text, one), _characters(text, other)
    return Fraction(len(left & right), len(left | right) or 1)


def _characters(text: str, spans: Sequence[Span]) -> set[int]:
    return {place for start, end in spans for place in range(start, end) if not text[place].isspace()}


def _same_name(name: str, found: Attribution) -> bool:
    """Whether every word of the gold's name is in the name or the office that was found."""
    if found.speaker is None:
        return False
    told = set(re.findall(r"\w+", f"{found.speaker.name} {found.speaker.office or ''}".lower()))
    return set(re.findall(r"\w+", name.lower())) <= told
