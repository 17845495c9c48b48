"""Plain text in, record out: the parts of the reader joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from detente.evidence import lexicon, transcripts
from detente.evidence import parties as party_lists
from detente.evidence.clutter import clutter
from detente.evidence.interviews import Interview, interview, tell_turn
from detente.evidence.joining import Joiner, Placed
from detente.evidence.paragraphs import lines
from detente.evidence.parsed import parse
from detente.evidence.people import People
from detente.evidence.resolving import Teller
from detente.evidence.result import Attribution, LeftOut, Record, Span, Speaker
from detente.evidence.statements import found_in

PRONOUNS = frozenset(["i", "we", "you", "he", "she", "they", "it", "this", "that", "who"])
"""Of whom a turn speaks by these is not known for certain, and may be the speaker."""


def read_text(text: str, *, id: str, published: date | None = None, parties: str | None = None) -> Record:
    """Read an article or a transcript into its attributed statements.

    Parameters
    ----------
    text
        The source's own text; what comes out points into it.
    id
        The record's name (a file's stem).
    published
        The day of publication, from which weekdays and the like are counted; without it they stay unresolved.
    parties
        A list of parties in the form of ``evidence/lists/parties.txt``, which goes before the shipped one.

    Returns
    -------
    Record
        Statements in order of place, numbered from 1.
    """
    return _read(text, id, published, parties)[0]


def read_with_makes(
    text: str, *, id: str, published: date | None = None, parties: str | None = None
) -> tuple[Record, list[tuple[str, str]]]:
    """Read as `read_text` does, and tell of each statement by what construction and cue it was found.

    For looking into errors, and for measuring confidence.
    """
    record, placed = _read(text, id, published, parties)
    makes = [(one.found.make, one.found.frame.lemma if one.found.frame else "-") for one in placed]
    return record, makes + [("turn", "-")] * (len(record.attributions) - len(makes))


def _read(text: str, name: str, published: date | None, own: str | None) -> tuple[Record, list[Placed]]:
    cues = lexicon.shipped()
    people = People(party_lists.parties(own))
    joiner = Joiner()
    left, kept = _parted(text)
    turns = transcripts.turns(text, kept)
    header = [span for span in kept if not turns or span[1] <= turns[0].who[0]]
    for span in header:
        parsed = parse(text, span)
        people.read(parsed)
        joiner.add(parsed, found_in(parsed, cues))
    placed = joiner.placed()
    teller = Teller.of(text, people, published)
    beside = {place: list(group) for place, group in groupby(placed, key=_paragraph)}
    told = [teller.tell(number, one, beside[_paragraph(one)]) for number, one in enumerate(placed, 1)]
    if turns:
        about = interview(text, header, people, published)
        told += _conversation(text, turns, about, people, published, len(told))
    return Record(name, published, text, left, tuple(told)), placed


def _conversation(
    text: str, turns: Sequence[transcripts.Turn], about: Interview, people: People, published: date | None, before: int
) -> list[Attribution]:
    """Tell all turns, and after each what its speaker passes on of others; ``before`` statements stand above them."""
    spoken = [tell_turn(text, 0, turn, about, people) for turn in turns]
    teller = Teller.of(text, people, about.occasion.day or published)
    told: list[Attribution] = []
    for turn, one in zip(turns, spoken, strict=True):
        told.append(replace(one, id=before + len(told) + 1))
        told += _passed_on(text, turn, one, teller, people, before + len(told))
    return told


def _passed_on(
    text: str, turn: transcripts.Turn, spoken: Attribution, teller: Teller, people: People, before: int
) -> Iterator[Attribution]:
    """Yield what others are said in a turn to have said: theirs who are named, relayed by whose turn it is."""
    teller.resolver.voice = spoken.speaker
    joiner = Joiner()
    for span in turn.words:
        parsed = parse(text, span)
        people.read(parsed)
        joiner.add(parsed, found_in(parsed, lexicon.shipped()))
    placed = joiner.placed()
    beside = {place: list(group) for place, group in groupby(placed, key=_paragraph)}
    for one in placed:
        carried = teller.occasions.before
        told = teller.tell(before + 1, one, beside[_paragraph(one)])
        named = told.speaker is not None and (told.speaker.name or told.speaker.office or told.speaker.party)
        source = " ".join(text[slice(*told.source[0])].split()) if told.source else ""
        own = teller.resolver.is_own(source)
        if not named or source.lower() in PRONOUNS or (not own and _is_same(told.speaker, spoken.speaker)):
            teller.occasions.before = carried  # it is no statement of the record that others could refer to
            continue
        before += 1
        if not own:
            told = replace(told, relayed_by=told.relayed_by or spoken.speaker)
        elif _is_present(one):
            told = replace(
                told, said_on=spoken.said_on, date_basis=spoken.date_basis, setting=told.setting or spoken.setting
            )
        yield told


def _is_present(placed: Placed) -> bool:
    """Tell whether a cue says that it is being said now: "rejects", "is ready", "will not accept"."""
    frame, words = placed.found.frame, placed.parsed.tokens.lowered[slice(*placed.found.cue)]
    now = {"am", "is", "are", "will", *(lexicon.forms(frame.lemma)[:2] if frame else ())}
    return not now.isdisjoint(words) and not {"have", "has", "had"}.intersection(words)


def _is_same(one: Speaker | None, other: Speaker | None) -> bool:
    return one is not None and other is not None and one.name is not None and one.name == other.name


def _parted(text: str) -> tuple[tuple[LeftOut, ...], list[Span]]:
    """Part the lines of an article from what stands round it."""
    left, kept = [], []
    for span in lines(text):
        if gone := clutter(text, span):
            left.append(gone)
        else:
            kept.append(span)
    return tuple(left), kept


def _paragraph(placed: Placed) -> int:
    return placed.parsed.tokens.span[0]
