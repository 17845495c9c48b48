"""Who does what a verb says: the noun phrase before it, after it (inverted), or that of the verb before."""

from __future__ import annotations

from dataclasses import dataclass

from detente.evidence.lexicon import word_set
from detente.evidence.parsed import AUXILIARY, Parsed, Run

_ATTACHED = word_set("of for in at from with on to near under by")
_SUBORDINATE = word_set(
    "that because while although though when as if whether since before after until where but and or than"
)
_FINITE = frozenset("VZA")
_CLAUSE_MARKS = frozenset(",q:;-.(")
DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow later then")
REACH = 45
"""How far back, in tokens, the noun phrase before a parenthesis is looked for."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A noun phrase, and how it was found: ``before``, ``after``, ``relative``, ``shared`` with a verb, ``owner``."""

    run: Run
    how: str
    antecedent: Run | None = None


def group_start(parsed: Parsed, verb: int, floor: int) -> int:
    """Step back over auxiliaries, modals and adverbs to where the verb group begins."""
    letters, lowered = parsed.letters, parsed.tokens.lowered
    start = verb
    place = verb - 1
    while place >= floor:
        letter = letters[place]
        if letter == "A" or lowered[place] in AUXILIARY:
            start = place
        elif letter != "R" and lowered[place] not in ("’d", "’ll", "n’t", "not"):
            break
        else:
            start = place
        place -= 1
    return start


def before(parsed: Parsed, group: int, floor: int) -> Subject | None:
    """Find the subject that stands before a finite verb group.

    Parameters
    ----------
    parsed
        The paragraph.
    group
        Where the verb group begins.
    floor
        The first token of the sentence.
    """
    letters, lowered = parsed.letters, parsed.tokens.lowered
    last = group - 1
    if last < floor:
        return None
    if letters[last] == "W" or (lowered[last] == "that" and last - 1 >= floor and letters[last - 1] in "NM"):
        if lowered[last] in ("who", "which", "that"):
            return Subject((last, last + 1), "relative", _antecedent(parsed, last, floor))
        return None
    if letters[last] == "K":
        return _shared(parsed, last, floor)
    if letters[last] in ",-)":
        return _across(parsed, last, floor)
    start = parsed.phrase_ending.get(group)
    if start is None or start < floor:
        return None
    if lowered[last] in DAYS:
        return (
            before(parsed, start - (start > floor and letters[start - 1] == "I"), floor) if start > floor + 1 else None
        )
    extended = extended_left(parsed, start, floor)
    if extended > floor and lowered[extended - 1] in _ATTACHED:
        return before(parsed, extended - 1, floor) if extended - 1 > floor else None
    return Subject((_with_place(parsed, extended, floor), group), "before")


def _with_place(parsed: Parsed, start: int, floor: int) -> int:
    """Take in a name before "of Columbia, South Carolina": the last comma parts a town from its state."""
    if start - 3 < floor or parsed.letters[start - 1] != "," or parsed.letters[start] != "M":
        return start
    town = parsed.phrase_ending.get(start - 1)
    if town is None or parsed.letters[town] != "M" or parsed.tokens.lowered[town - 1] not in ("of", "from"):
        return start
    extended = extended_left(parsed, town, floor)
    return extended if extended < town and _heads_clause(parsed, extended, floor) else start


def extended_left(parsed: Parsed, start: int, floor: int) -> int:
    """Take in the noun phrases that this one hangs on: "the head of the agency", "Kim and Trump"."""
    letters, lowered = parsed.letters, parsed.tokens.lowered
    while start - 2 >= floor:
        link = lowered[start - 1]
        earlier = parsed.phrase_ending.get(start - 1)
        if earlier is None and letters[start - 2] in "JEG" and start - 3 >= floor:
            earlier = parsed.phrase_ending.get(start - 2)
        if earlier is None or earlier < floor or letters[earlier] == "P":
            break
        joined = link in ("and", "or", "&")
        if joined and (_heads_clause(parsed, earlier, floor) or lowered[earlier - 1] == "both"):
            start = earlier
        elif link in _ATTACHED and letters[start] != "P":
            if link != "of" and not _heads_clause(parsed, extended_left(parsed, earlier, floor), floor):
                break
            start = earlier
        else:
            break
    if (
        start - 1 >= floor
        and lowered[start - 1] in ("both", "all", "some", "many", "most")
        and letters[start - 1] in "DJ"
    ):
        start -= 1
    return start


def _heads_clause(parsed: Parsed, start: int, floor: int) -> bool:
    if start <= floor:
        return True
    return parsed.letters[start - 1] in _CLAUSE_MARKS or parsed.tokens.lowered[start - 1] in _SUBORDINATE


def _antecedent(parsed: Parsed, relative: int, floor: int) -> Run | None:
    place = relative - 1 if parsed.letters[relative - 1] in ",-" else relative
    start = parsed.phrase_ending.get(place)
    if start is None or start < floor:
        return None
    return start, place


def _across(parsed: Parsed, last: int, floor: int) -> Subject | None:
    """Look for the subject on the far side of an apposition, a relative clause or a bracket."""
    letters = parsed.letters
    mark = letters[last]
    opening = "(" if mark == ")" else mark
    limit = max(floor, last - REACH)
    place = last - 1
    found: Run | None = None
    while place > limit:
        if letters[place] == opening:
            start = parsed.phrase_ending.get(place)
            if start is not None and start >= floor:
                extended = extended_left(parsed, start, floor)
                if _heads_clause(parsed, extended, floor):
                    found = extended, place
                    if extended == floor or letters[extended - 1] != ",":
                        break
            elif found:
                break
        elif letters[place] in ":;" or (letters[place] == "q" and found):
            break
        place -= 1
    if found is None:
        return None
    return Subject((found[0], last + (mark == ")")), "before")


def _shared(parsed: Parsed, conjunction: int, floor: int) -> Subject | None:
    """The subject of the verb before, for a verb joined to it: "he left and said"."""
    found = controller(parsed, conjunction, floor)
    return Subject(found.run, "shared", found.antecedent) if found else None


def controller(parsed: Parsed, place: int, floor: int) -> Subject | None:
    """The subject of the nearest finite verb before a place that has one of its own."""
    letters = parsed.letters
    outside = parsed.inside[place]
    for verb in range(place - 1, floor, -1):
        if letters[verb] in _FINITE and parsed.inside[verb] == outside:
            group = group_start(parsed, verb, floor)
            if letters[group - 1] == "K":
                continue
            found = before(parsed, group, floor)
            if found:
                return found
            inverted = after(parsed, verb + 1, len(letters))
            if inverted and letters[group - 1] in ",q.":
                return inverted
    return None


def following(parsed: Parsed, place: int, ceiling: int) -> Subject | None:
    """The subject of the main clause that comes after a participle's clause ("Noting that …, she confirmed …")."""
    letters = parsed.letters
    for comma in range(place, ceiling):
        if letters[comma] == "," and parsed.inside[comma] == parsed.inside[place]:
            end = parsed.phrase_starting.get(comma + 1)
            if end is not None:
                end = extended_right(parsed, end, ceiling)
                verb = end
                while verb < ceiling and letters[verb] == "R":
                    verb += 1
                if verb < ceiling and letters[verb] in _FINITE:
                    return Subject((comma + 1, end), "shared")
    return None


def after(parsed: Parsed, place: int, ceiling: int) -> Subject | None:
    """The subject of an inverted verb: "…," said the minister of defence, a former general."""
    end = parsed.phrase_starting.get(place)
    if end is None or end > ceiling:
        return None
    return Subject((place, apposition(parsed, extended_right(parsed, end, ceiling), ceiling)), "after")


def extended_right(parsed: Parsed, end: int, ceiling: int) -> int:
    """Take in what hangs on a noun phrase to its right: "of the agency", "and Trump"."""
    lowered = parsed.tokens.lowered
    while end + 1 < ceiling:
        further = parsed.phrase_starting.get(end + 1)
        if further is None or further > ceiling:
            break
        if (lowered[end] in _ATTACHED and lowered[end] not in ("to", "on")) or lowered[end] in ("and", "&"):
            end = further
        else:
            break
    return end


def apposition(parsed: Parsed, end: int, ceiling: int) -> int:
    """Take in an apposition that a comma, or the sentence's end, closes."""
    letters = parsed.letters
    if end + 1 < ceiling and letters[end] == "," and letters[end + 1] in "DNMSJC":
        further = parsed.phrase_starting.get(end + 1)
        if further is not None:
            further = extended_right(parsed, further, ceiling)
            if further >= ceiling or letters[further] in ",.-:q":
                return further
    return end
