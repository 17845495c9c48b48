"""When and where a statement was made, by the words round it: its day with the basis of it, and its setting."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from detente.evidence.dates import Expression, Tense, expressions_among, resolve
from detente.evidence.joining import Placed
from detente.evidence.lexicon import word_set
from detente.evidence.parsed import Parsed, Run
from detente.evidence.result import Speaker, SpokenOf
from detente.evidence.venues import VENUES

_INTO = word_set("in at during on via through after by to")
_ARTICLES = word_set("a an the his her their its this that another one")
_OF = word_set("with to on of for before at in from by")
_LIES_AHEAD = word_set("will would shall ’ll wo going plans planned next expected due")
TENSE_REACH = 12
"""How many tokens before an expression may say that it lies ahead."""
LEFT = 6
"""How many tokens may stand between "in" and "interview"."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """The day of a statement and how it was told, and its setting."""

    day: date | None
    basis: str | None
    setting: str | None


@dataclass(frozen=True, slots=True)
class _Before:
    """The statement before: its day and setting hold on while the same person speaks."""

    speaker: Speaker | None
    occasion: Occasion
    paragraph: int
    number: int

    def by(self, speaker: Speaker | None) -> bool:
        return self.speaker is not None and speaker is not None and self.speaker.name == speaker.name


@dataclass(slots=True)
class Occasions:
    """Goes through statements in their order, and carries day and setting on while the same person speaks."""

    text: str
    published: date | None
    mentioned: date | None = None
    _by_paragraph: dict[int, list[tuple[Expression, int]]] = field(default_factory=dict)
    _expressions: dict[int, list[Expression]] = field(default_factory=dict)
    before: _Before | None = None
    """The statement that day and setting are carried on from."""

    def of(
        self, number: int, placed: Placed, speaker: Speaker | None, relay: Speaker | None, others: Sequence[Placed]
    ) -> Occasion:
        """Work out one statement's occasion.

        Parameters
        ----------
        number
            The statement's number in the record.
        placed
            The statement.
        speaker, relay
            Who made it, and through whom it comes.
        others
            All statements of its paragraph, itself among them: an expression belongs to the cue it stands next to.
        """
        day, basis = self._day(placed, others)
        setting = _setting(self.text, placed, others)
        paragraph = placed.parsed.tokens.span[0]
        before = self.before
        if before and before.by(speaker):
            if day is None and basis is None and before.occasion.day:
                day, basis = before.occasion.day, f"as statement {before.number}, by the same speaker"
            if setting is None and before.paragraph == paragraph:
                setting = before.occasion.setting
        elif before and relay and day is None and basis is None and before.by(relay) and before.occasion.day:
            day, basis = before.occasion.day, f"relayed on this day, as statement {before.number}"
        found = Occasion(day, basis, setting)
        if not relay and not _goes_before(placed):
            carried = before is not None and basis is not None and basis.startswith("as statement")
            first = before.number if before and carried else number
            self.before = _Before(speaker, found, paragraph, first)
        return found

    def _day(self, placed: Placed, others: Sequence[Placed]) -> tuple[date | None, str | None]:
        if self.published is None:
            return None, None
        owned = self._owned(placed.parsed, others)
        for found, owner in owned:
            if owner != placed.found.cue[0]:
                continue
            moment = resolve(
                found, anchor=self.published, mentioned=self.mentioned, tense=_tense(placed.parsed, placed.found.cue)
            )
            if moment and moment.day:
                self.mentioned = moment.day
                return moment.day, _told(self.text, found, moment.basis)
            if moment:
                return None, f"{moment.basis}: no single day"
        return None, None

    def _owned(self, parsed: Parsed, others: Sequence[Placed]) -> list[tuple[Expression, int]]:
        """Give each expression the cue nearest to it in its sentence, among those whose words do not hold it.

        One within reported words belongs to a report within them, or to none: "he said she had left on Sunday".
        """
        known = self._by_paragraph.get(parsed.tokens.span[0])
        if known is None:
            known = []
            for found in self._among(parsed):
                place = bisect_left(parsed.tokens.starts, found.span[0])
                sentence = parsed.sentence_of(place)
                around = [one for one in others if _within(one, found.span[0])]
                near = [
                    one.found.cue
                    for one in others
                    if parsed.sentence_of(one.found.cue[0]) == sentence
                    and not any(one is outer for outer in around)
                    and all(_within(outer, parsed.place(one.found.cue)[0]) for outer in around)
                ]
                if near:
                    known.append((found, min(near, key=lambda cue: _distance(place, cue))[0]))
            self._by_paragraph = {parsed.tokens.span[0]: known}
        return known

    def _among(self, parsed: Parsed) -> list[Expression]:
        """All expressions of a paragraph; only the last paragraph's are kept."""
        place = parsed.tokens.span[0]
        if place not in self._expressions:
            self._expressions = {place: expressions_among(self.text, parsed.tokens)}
        return self._expressions[place]

    def spoken_of(self, placed: Placed, said_on: date | None) -> tuple[SpokenOf, ...]:
        """Resolve what a statement's own words say of time, from the day they were said ("three weeks back")."""
        anchor = said_on or self.published
        if anchor is None:
            return ()
        found = []
        for one in self._among(placed.parsed):
            if any(start <= one.span[0] < end for start, end in placed.content):
                moment = resolve(one, anchor=anchor, mentioned=said_on, tense=_ahead(placed.parsed, one))
                if moment:
                    found.append(SpokenOf(one.span, moment.value))
        return tuple(found)


def _ahead(parsed: Parsed, found: Expression) -> Tense:
    """Tell by the words before an expression whether it lies ahead: "will meet on Friday"."""
    place = bisect_left(parsed.tokens.starts, found.span[0])
    before = parsed.tokens.lowered[max(0, place - TENSE_REACH) : place]
    return Tense.PAST if _LIES_AHEAD.isdisjoint(before) else Tense.FUTURE


def _within(placed: Placed, place: int) -> bool:
    return any(start <= place < end for start, end in placed.content)


def _distance(place: int, cue: Run) -> int:
    return place - cue[1] if place >= cue[1] else cue[0] - place


def _told(text: str, found: Expression, basis: str) -> str:
    start = found.span[0]
    before = text[max(0, start - 12) : start].split()
    kept = [word for word in before[-2:] if word.lower() in ("on", "earlier", "late", "early")]
    return " ".join([*kept, basis])


def _tense(parsed: Parsed, cue: Run) -> Tense:
    return Tense.FUTURE if "A" in parsed.letters[slice(*cue)] else Tense.PAST


def _goes_before(placed: Placed) -> bool:
    """Tell whether a participle stands before its subject: what was noted "earlier on Friday" dates nothing else."""
    source = placed.found.source
    return placed.found.make.startswith("participle") and source is not None and placed.found.cue[0] < source.run[0]


def _setting(text: str, placed: Placed, others: Sequence[Placed]) -> str | None:
    """Find "in an interview with the station" in a statement's sentence, outside all reported words."""
    parsed = placed.parsed
    lowered = parsed.tokens.lowered
    floor, ceiling = parsed.sentences[parsed.sentence_of(placed.found.cue[0])]
    if VENUES.isdisjoint(lowered[floor:ceiling]):
        return None
    covered = [span for one in others for span in one.content]
    nearest: tuple[int, str] | None = None
    for place in range(floor, ceiling):
        if lowered[place] not in VENUES or any(s <= parsed.tokens.starts[place] < e for s, e in covered):
            continue
        found = _phrase(text, parsed, place, floor, ceiling)
        distance = _distance(place, placed.found.cue)
        if found and (nearest is None or distance < nearest[0]):
            nearest = distance, found
    return nearest[1] if nearest else None


def _phrase(text: str, parsed: Parsed, noun: int, floor: int, ceiling: int) -> str | None:
    lowered = parsed.tokens.lowered
    for place in range(noun - 1, max(floor - 1, noun - LEFT - 1), -1):
        if lowered[place] in _INTO:
            start = place + 1
            break
        if parsed.letters[place] in "VZA,.;:q":
            return None
    else:
        return None
    if start < noun and lowered[start] in _ARTICLES:
        start += 1
    end = noun + 1
    while end + 1 < ceiling and lowered[end] in _OF:
        further = parsed.phrase_starting.get(end + 1)
        if further is None or further > ceiling or not _DAY_WORDS.isdisjoint(lowered[end + 1 : further]):
            break
        end = further
    return " ".join(text[parsed.tokens.starts[start] : parsed.tokens.ends[end - 1]].split())


_DAY_WORDS = word_set("monday tuesday wednesday thursday friday saturday sunday day morning evening")
