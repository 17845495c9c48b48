"""Words that come through another's mouth: "she quoted the minister as saying", "he was quoted as saying"."""

from __future__ import annotations

from detente.evidence import contents, subjects
from detente.evidence.found import Found
from detente.evidence.lexicon import Cues, word_set
from detente.evidence.parsed import IS, Parsed, Run
from detente.evidence.subjects import Subject

RELAYING = word_set("quote quotes quoted quoting cite cites cited citing")
REACH = 30
"""How many tokens may stand between "quoted" and "as saying"."""


def relayed(parsed: Parsed, cues: Cues, verb: int, floor: int, ceiling: int) -> Found | None:
    """Read "quoted … as saying": the words are theirs who are quoted, relayed by whoever quotes."""
    saying = _as_saying(parsed, cues, verb, ceiling)
    if saying is None:
        return None
    group = subjects.group_start(parsed, verb, floor)
    passive = bool(IS.intersection(parsed.tokens.lowered[group:verb]))
    subject = subjects.before(parsed, group, floor) or subjects.controller(parsed, group, floor)
    first = verb + 1
    if passive:
        by = parsed.tokens.lowered[first] == "by"
        by_after = saying[1] < ceiling and parsed.tokens.lowered[saying[1]] == "by"
        source, relay = subject, subjects.after(parsed, first + 1, saying[0]) if by else None
        if by_after:
            relay = subjects.after(parsed, saying[1] + 1, ceiling)
    else:
        source, relay = Subject((first, saying[0]), "after") if first < saying[0] else None, subject
    if source is None:
        return None
    words = _words(parsed, cues, subject.run[0] if subject else group, saying, floor, ceiling)
    return Found(saying, words, source, None, "relayed", relayed_by=relay) if words else None


def _as_saying(parsed: Parsed, cues: Cues, verb: int, ceiling: int) -> Run | None:
    lowered, letters = parsed.tokens.lowered, parsed.letters
    for place in range(verb + 1, min(ceiling - 1, verb + REACH)):
        if lowered[place] == "as" and letters[place + 1] == "G" and lowered[place + 1] in cues.verbs:
            return place, place + 2
    return None


def _words(parsed: Parsed, cues: Cues, start: int, saying: Run, floor: int, ceiling: int) -> tuple[Run, ...]:
    frame = cues.verbs[parsed.tokens.lowered[saying[1] - 1]][-1]
    begun = contents.start_after(parsed, frame, saying[1], ceiling)
    preposed = contents.before_cue(parsed, start, floor)
    if preposed and (begun is None or begun[1] not in ("quote", "clause")):
        return (preposed,)
    if begun is None:
        return ()
    first, make = begun
    if make == "next":
        return ()
    return ((first, contents.end_of(parsed, first, ceiling, make, cues, relative=False)),)
