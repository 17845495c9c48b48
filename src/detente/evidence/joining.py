"""Quotations that go on: after "…," she said. "…", and over further paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from detente.evidence.found import Found
from detente.evidence.parsed import Parsed, Run
from detente.evidence.quotations import Quotation
from detente.evidence.result import Span

LEAST = 4
"""A quotation of fewer words than this is no speech that goes on."""


@dataclass(slots=True)
class Placed:
    """A statement with its words as places in the text; `content` grows while its quotation goes on."""

    found: Found
    parsed: Parsed
    content: list[Span] = field(default_factory=list)
    marks: list[Quotation] = field(default_factory=list)
    """The quotations of the paragraphs that its words lie in."""
    quoted: bool = False


class Joiner:
    """Goes through the paragraphs in order, and remembers whose quotation is open."""

    def __init__(self) -> None:
        self._placed: list[Placed] = []
        self._last: Placed | None = None
        self._paragraph_of_last = -2
        self._number = 0

    def add(self, parsed: Parsed, found: Iterable[Found]) -> None:
        """Take in one paragraph's statements, and its quotations that no cue of its own introduces."""
        here = [self._place(one, parsed) for one in found]
        here = _once([one for one in here if one.content or one.found.make == "next"])
        ends = parsed.tokens.span[1]
        events: list[tuple[int, Placed | int]] = [
            (min((span[0] for span in one.content), default=ends), one) for one in here
        ]
        loose = self._loose(parsed, here)
        events += [(parsed.quotations[number].span[0], number) for number in loose]
        for _, event in sorted(events, key=lambda pair: pair[0]):
            if isinstance(event, Placed):
                self._remember(event)
            else:
                self._continue(parsed, event)
        self._placed += here
        self._number += 1

    def _remember(self, event: Placed) -> None:
        """Keep whose quotation may go on: the last one quoted, else whoever was reported last in this paragraph."""
        here = self._paragraph_of_last == self._number
        if (
            event.quoted
            or event.found.make in ("after words", "next")
            or (here and self._last and not self._last.quoted)
            or not here
        ):
            self._last, self._paragraph_of_last = event, self._number

    def placed(self) -> list[Placed]:
        """All statements, in order of cue."""
        return [one for one in self._placed if one.content]

    def _place(self, found: Found, parsed: Parsed) -> Placed:
        spans = [_whole_quotations(parsed, run) for run in found.words if run[1] > run[0]]
        quoted = any(parsed.inside[run[0]] >= 0 for run in found.words if run[1] > run[0])
        return Placed(found, parsed, spans, list(parsed.quotations), quoted)

    def _loose(self, parsed: Parsed, here: list[Placed]) -> list[int]:
        covered = [span for one in here for span in one.content]
        return [
            number
            for number, (first, last) in enumerate(parsed.quote_runs)
            if last - first >= LEAST + 2
            and _starts_sentence(parsed, first)
            and not any(
                start < parsed.quotations[number].span[1] and parsed.quotations[number].span[0] < end
                for start, end in covered
            )
        ]

    def _continue(self, parsed: Parsed, number: int) -> None:
        first, last = parsed.quote_runs[number]
        if self._last is None:
            return
        same = self._paragraph_of_last == self._number
        alone = first == 0 and last >= len(parsed.letters) - 1
        next_one = self._paragraph_of_last >= self._number - 1 and self._last.quoted
        awaited = self._last.found.make == "next" and self._paragraph_of_last == self._number - 1
        if (
            same
            or (awaited and first == 0)
            or (alone and next_one)
            or (first == 0 and next_one and self._open_at_end())
        ):
            self._last.content.append(parsed.quotations[number].span)
            if not same:
                self._last.marks += [one for one in parsed.quotations if one not in self._last.marks]
            self._last.quoted = True
            self._paragraph_of_last = self._number

    def _open_at_end(self) -> bool:
        return self._last is not None and any(not one.closed for one in self._last.parsed.quotations)


def _once(placed: list[Placed]) -> list[Placed]:
    """Leave out "according to the transcript" beside "he said" where both are of the same words."""
    told = [one.content for one in placed if one.found.make != "according"]
    return [one for one in placed if one.found.make != "according" or one.content not in told]


def _starts_sentence(parsed: Parsed, first: int) -> bool:
    return first == 0 or parsed.letters[first - 1] in ".:" or parsed.sentences[parsed.sentence_of(first)][0] == first


def _whole_quotations(parsed: Parsed, run: Run) -> Span:
    """Widen words that end within a quotation which goes on in the next sentence."""
    start, end = parsed.place(run)
    for number in {parsed.inside[run[0]], parsed.inside[run[1] - 1]}:
        if number >= 0:
            span = parsed.quotations[number].span
            if parsed.quote_runs[number][0] >= run[0] or parsed.inside[run[0]] == number:
                if span[0] < start and parsed.inside[run[0]] == number and parsed.quote_runs[number][1] >= run[1]:
                    start = span[0]
                end = max(end, span[1])
    return start, end
