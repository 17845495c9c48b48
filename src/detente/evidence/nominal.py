"""Cues that are no verbs: "according to", nouns ("her demand that"), adjectives ("is confident that")."""

from __future__ import annotations

from detente.evidence import contents, subjects
from detente.evidence.found import Found
from detente.evidence.lexicon import Cues
from detente.evidence.parsed import IS, Parsed
from detente.evidence.subjects import Subject


def according(parsed: Parsed, cues: Cues, place: int, floor: int, ceiling: int) -> Found | None:
    """Read "according to somebody"."""
    letters = parsed.letters
    source = subjects.after(parsed, place + 2, ceiling)
    if source is None:
        return None
    end = _to_mark(parsed, source.run[1], ceiling)
    source = Subject((source.run[0], end), "after")
    cue = (place, place + 2)
    if place - floor <= 1 or letters[place - 1] in ":;":
        comma = letters.find(",", end, ceiling)
        colon = end if end < ceiling and letters[end] in ":-" else -1
        start = (comma if 0 <= comma <= end + 25 else colon) + 1
        if start <= 0 or start >= ceiling:
            return None
        stop = contents.end_of(parsed, start, ceiling, "clause", cues, relative=False)
        return Found(cue, ((start, stop),), source, None, "according")
    first = floor
    last = place - 1 if letters[place - 1] in ",-" else place
    return Found(cue, ((first, last),), source, None, "according")


def _to_mark(parsed: Parsed, place: int, ceiling: int) -> int:
    """Go on to the next mark, as "according to a poll that was published on Monday" does."""
    letters = parsed.letters
    while (
        place < ceiling
        and letters[place] not in ",.;:q-(K"
        and parsed.tokens.lowered[place] not in ("as", "while", "when")
    ):
        place += 1
    return place


def noun(parsed: Parsed, cues: Cues, place: int, floor: int, ceiling: int) -> Found | None:
    """Read "the minister's demand that", "his refusal to"."""
    letters, lowered = parsed.letters, parsed.tokens.lowered
    frame = cues.nouns[lowered[place]]
    if place + 1 >= ceiling:
        return None
    word = lowered[place + 1]
    if word == "that" and frame.clause:
        begun = (place + 2, "clause")
    elif letters[place + 1] == "T" and frame.infinitive and place + 2 < ceiling and letters[place + 2] == "B":
        begun = (place + 1, "infinitive")
    elif word in frame.prepositions:
        begun = (place + 2, "matter")
    else:
        return None
    source = _owner(parsed, place, floor)
    if source is None or begun[0] >= ceiling:
        return None
    start, make = begun
    stop = contents.end_of(parsed, start, ceiling, "matter" if make == "matter" else make, cues, relative=False)
    return Found((place, place + 1), ((start, stop),), source, frame, f"noun {make}")


def _owner(parsed: Parsed, noun: int, floor: int) -> Subject | None:
    """Whose statement it is: a possessive before the noun."""
    letters = parsed.letters
    here = noun - 1
    while here >= floor and letters[here] in "JNRC":
        here -= 1
    if here < floor:
        return None
    if letters[here] == "S":
        return Subject((here, here + 1), "owner")
    if letters[here] == "O":
        start = here
        while start > floor and letters[start - 1] in "NMJDSCO":
            start -= 1
            if letters[start] in "DS":
                break
        if start < here:
            return Subject((start, here + 1), "owner")
    return None


def adjective(parsed: Parsed, cues: Cues, place: int, floor: int, ceiling: int) -> Found | None:
    """Read "he is confident that"."""
    letters, lowered = parsed.letters, parsed.tokens.lowered
    frame = cues.adjectives[lowered[place]]
    group = subjects.group_start(parsed, place, floor)
    if not any(word in IS for word in lowered[group:place]):
        return None
    if place + 1 >= ceiling:
        return None
    word = lowered[place + 1]
    begun = None
    if frame.clause and word == "that":
        begun = (place + 2, "clause")
    elif frame.infinitive and letters[place + 1] == "T":
        begun = (place + 1, "infinitive")
    elif word in frame.prepositions:
        begun = (place + 2, "matter")
    if begun is None or begun[0] >= ceiling:
        return None
    source = subjects.before(parsed, group, floor)
    if source is None:
        return None
    start, make = begun
    stop = contents.end_of(parsed, start, ceiling, make, cues, relative=source.how == "relative")
    helpers = lowered[group:place]
    return Found(
        (group, place + 1), ((start, stop),), source, frame, f"adjective {make}", "not" in helpers or "n’t" in helpers
    )
