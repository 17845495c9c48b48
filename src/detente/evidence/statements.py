"""Statements in one paragraph: each cue with its source and its words, as runs of tokens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.evidence import contents, nominal, subjects
from detente.evidence.found import Found
from detente.evidence.lexicon import Cues, Frame, word_set
from detente.evidence.parsed import HAS, IS, Parsed, Run
from detente.evidence.relaying import RELAYING, relayed
from detente.evidence.subjects import Subject


def found_in(parsed: Parsed, cues: Cues) -> Iterator[Found]:
    """Yield the statements of a paragraph, in the order of their cues."""
    for floor, ceiling in parsed.sentences:
        yield from _sorted_out(parsed, list(_in_sentence(parsed, cues, floor, ceiling)))
    signed = _signed(parsed)
    if signed:
        yield signed


def _signed(parsed: Parsed) -> Found | None:
    """Read a quotation with a name below a dash: "…" — Ada Lorn."""
    letters = parsed.letters
    for first, last in parsed.quote_runs:
        end = len(letters.rstrip("."))
        below = last + 1
        dashed = first == 0 and last < end and letters[last] == "-" and below < end <= below + SIGNATURE
        if dashed and below in parsed.phrase_starting and not set(letters[below:end]) & set("VZABGq"):
            return Found((last, last + 1), ((first, last),), Subject((last + 1, end), "after"), None, "signed")
    return None


def _in_sentence(parsed: Parsed, cues: Cues, floor: int, ceiling: int) -> Iterator[Found]:
    reported = taken = floor
    previous: Found | None = None
    for place in range(floor, ceiling):
        if parsed.tokens.lowered[place] not in cues.all or place < taken or parsed.spoken[place]:
            continue
        found = _at(parsed, cues, place, floor, ceiling)
        if found is None or _unreal(parsed, found, floor):
            continue
        if found.make == "relayed":
            taken = found.cue[1]
        elif found.make == "according" and found.source:
            taken = found.source.run[1]
        nested = place < reported and found.make != "after words"
        if nested and not _reports_within(found):
            continue
        if nested:
            relay = found.relayed_by or (previous.source if previous else None)
            found = replace(found, make=f"nested {found.make}", relayed_by=relay)
        elif found.words and found.words[-1][0] > place:
            reported = max(reported, found.words[-1][1])
        shared = found.source is not None and found.source.how == "shared"
        if shared and previous and previous.source and _goes_on(parsed, previous, found):
            found = replace(found, source=replace(previous.source, how="shared"))
        if not nested:
            previous = found
        yield found


def _at(parsed: Parsed, cues: Cues, place: int, floor: int, ceiling: int) -> Found | None:
    """Find the statement whose cue stands at a token."""
    word, letter = parsed.tokens.lowered[place], parsed.letters[place]
    if word in RELAYING and (found := relayed(parsed, cues, place, floor, ceiling)):
        return found
    if word in cues.verbs and letter in "VZEGB":
        return _verb(parsed, cues, place, floor, ceiling)
    if word == "according" and place + 2 < ceiling and parsed.tokens.lowered[place + 1] == "to":
        return nominal.according(parsed, cues, place, floor, ceiling)
    if word in cues.verbs and letter == "N" and _reads_as_verb(parsed, place, ceiling):
        return _verb(parsed, cues, place, floor, ceiling)
    if word in cues.nouns and letter == "N":
        return nominal.noun(parsed, cues, place, floor, ceiling)
    if word in cues.adjectives and letter in "JE":
        return nominal.adjective(parsed, cues, place, floor, ceiling)
    return None


def _reads_as_verb(parsed: Parsed, place: int, ceiling: int) -> bool:
    """Tell whether what was tagged a noun is a verb: "Article 4 states that", "the Council calls upon"."""
    if place + 1 >= ceiling or place == 0 or not parsed.tokens.lowered[place].endswith("s"):
        return False
    ahead = parsed.tokens.lowered[place + 1] in ("that", "upon", ":") or contents.opened_quote(parsed, place + 1)
    return ahead and parsed.letters[place - 1] in "NMCPJ" and parsed.tokens.lowered[place - 1] not in ("new", "recent")


def _sorted_out(parsed: Parsed, found: list[Found]) -> Iterator[Found]:
    """Leave out what is told twice, and what stands within words that come before their cue."""
    for one in found:
        others = [other for other in found if other is not one]
        if one.make == "according" and any(_told_by(other, one) for other in others):
            continue
        around = [other for other in others if _holds(other, one.cue)]
        if around and not one.make.startswith("nested"):
            if not _reports_within(one):
                continue
            one = replace(one, make=f"nested {one.make}", relayed_by=one.relayed_by or around[0].source)
        yield one


def _holds(other: Found, cue: Run) -> bool:
    return (
        bool(other.words)
        and other.words[0][0] <= cue[0]
        and cue[1] <= other.words[0][1]
        and other.make in ("after words", "around")
    )


def _told_by(other: Found, one: Found) -> bool:
    return other.make in ("clause", "quote", "after words") and (_holds(one, other.cue) or _overlaps(one, other))


def _overlaps(one: Found, other: Found) -> bool:
    return (
        bool(one.words and other.words)
        and one.words[0][0] < other.words[-1][1]
        and other.words[0][0] < one.words[-1][1]
    )


def _verb(parsed: Parsed, cues: Cues, verb: int, floor: int, ceiling: int) -> Found | None:
    letters, lowered = parsed.letters, parsed.tokens.lowered
    frame, end = _framed(parsed, cues, verb, ceiling)
    floor = _inner_floor(parsed, verb, floor)
    group = subjects.group_start(parsed, verb, floor)
    helpers = lowered[group:verb]
    negated = "not" in helpers or "n’t" in helpers or "never" in helpers
    letter = letters[verb]
    if letter == "E" and any(word in IS for word in helpers) and not any(word in HAS for word in helpers[-1:]):
        return _passive(parsed, cues, frame, (group, end), floor, ceiling)
    if letter == "G" and not any(word in IS for word in helpers):
        return _participle(parsed, cues, frame, (verb, end), floor, ceiling)
    if letter == "B" and not helpers:
        if group > floor and letters[group - 1] == "T":
            return _infinitive(parsed, cues, frame, (verb, end), floor, ceiling)
        return None
    source = subjects.before(parsed, group, floor)
    begun = contents.start_after(parsed, frame, end, ceiling)
    if source is None or source.how == "shared":
        inverted = _inverted(parsed, frame, (group, end), floor, ceiling)
        if inverted:
            return inverted
    if letter == "E" and not helpers and (begun is None or begun[1] == "matter" or (source and source.how != "before")):
        begun_ok = begun is not None and begun[1] in ("clause", "quote", "infinitive", "next")
        if not begun_ok and not frame.quotes:
            return None
    if source is None:
        return None
    relative = source.how == "relative"
    if frame.quotes and source.how == "before":
        preposed = contents.before_cue(parsed, source.run[0], floor, alone=begun is None)
        quoted = letters[source.run[0] - 1] == "q"
        if preposed and (quoted or begun is None or begun[1] not in ("quote", "clause")):
            return Found(
                (group, end), (preposed, *_resumed(parsed, end, ceiling, cues)), source, frame, "after words", negated
            )
    if frame.quotes and source.how == "before" and letters[source.run[0] - 1] == "," and source.run[0] - floor > 1:
        resumed = _resumed(parsed, end, ceiling, cues)
        if resumed and letters[end] == ",":
            return Found((group, end), ((floor, source.run[0] - 1), *resumed), source, frame, "around", negated)
    if begun is None:
        return None
    start, make = begun
    if make == "next":
        return Found((group, end), (), source, frame, make, negated)
    inner = source.run[0] == floor + 1 and parsed.tokens.lowered[floor] in _INNER
    stop = contents.end_of(parsed, start, ceiling, make, cues, relative=relative, inner=inner)
    if stop - start < 1 or parsed.letters[start:stop] == "P":
        return None
    name = {"before": "", "relative": "relative ", "shared": "shared ", "after": ""}[source.how]
    cue = (group, start if make == "matter" and start == end + 1 else end)
    return Found(cue, ((start, stop),), source, frame, f"{name}{make}", negated)


def _framed(parsed: Parsed, cues: Cues, verb: int, ceiling: int) -> tuple[Frame, int]:
    """Choose the frame whose particle follows; tell where the cue ends."""
    frames = cues.verbs[parsed.tokens.lowered[verb]]
    for frame in frames:
        if frame.particle is None:
            return frame, verb + 1
        if verb + 1 < ceiling and parsed.tokens.lowered[verb + 1] == frame.particle:
            return frame, verb + 2
    return replace(
        frames[-1], quotes=False, clause=False, infinitive=False, thing=False, prepositions=frozenset()
    ), verb + 1


def _inner_floor(parsed: Parsed, place: int, floor: int) -> int:
    """Inside a quotation nothing before its mark counts."""
    number = parsed.inside[place]
    return max(floor, parsed.quote_runs[number][0] + 1) if number >= 0 else floor


def _inverted(parsed: Parsed, frame: Frame, cue: Run, floor: int, ceiling: int) -> Found | None:
    """Read a cue before its subject: said the minister."""
    if not frame.quotes:
        return None
    preposed = contents.before_cue(parsed, cue[0], floor)
    source = subjects.after(parsed, cue[1], ceiling)
    if preposed is None or source is None:
        return None
    return Found(cue, (preposed,), source, frame, "after words")


def _resumed(parsed: Parsed, place: int, ceiling: int, cues: Cues) -> tuple[Run, ...]:
    """What goes on after "…, he said, …", where it does."""
    letters = parsed.letters
    here = place
    while here < ceiling and letters[here] not in ",.q:":
        here += 1
    if here >= ceiling - 2 or letters[here] == ".":
        return ()
    start = here if letters[here] == "q" else here + 1
    if not contents.opened_quote(parsed, start):
        if letters[here] != "," or letters[start] in "GWKI" or here - place > 6:
            return ()
        if not any(letter in "VZAB" for letter in letters[start:ceiling]):
            return ()
    return ((start, contents.end_of(parsed, start, ceiling, "clause", cues, relative=False)),)


def _participle(parsed: Parsed, cues: Cues, frame: Frame, cue: Run, floor: int, ceiling: int) -> Found | None:
    """Read "…, saying that"."""
    letters = parsed.letters
    begun = contents.start_after(parsed, frame, cue[1], ceiling)
    if begun is None:
        return None
    previous = letters[cue[0] - 1] if cue[0] > floor else "^"
    earlier = cue[0] - 1
    while earlier > floor and letters[earlier] == "R":
        earlier -= 1
        previous = letters[earlier]
    source = subjects.controller(parsed, cue[0], floor)
    if source is None:
        source = subjects.following(parsed, cue[0], ceiling)
    if source is None:
        return None
    if previous in "DSJ":
        return None
    start, make = begun
    if make == "next":
        return None
    stop = contents.end_of(parsed, start, ceiling, make, cues, relative=False)
    where = "participle" if previous in ",-^" else "gerund" if previous in "I" else "inner participle"
    return Found(cue, ((start, stop),), Subject(source.run, "shared", source.antecedent), frame, f"{where} {make}")


def _infinitive(parsed: Parsed, cues: Cues, frame: Frame, cue: Run, floor: int, ceiling: int) -> Found | None:
    """Read "she went on to say that"."""
    before = parsed.tokens.lowered[max(floor, cue[0] - 3) : cue[0] - 1]
    if not _CONTINUING.intersection(before):
        return None
    begun = contents.start_after(parsed, frame, cue[1], ceiling)
    source = subjects.controller(parsed, cue[0], floor)
    if begun is None or source is None:
        return None
    start, make = begun
    if make == "next":
        return None
    stop = contents.end_of(parsed, start, ceiling, make, cues, relative=False)
    return Found(cue, ((start, stop),), Subject(source.run, "shared", source.antecedent), frame, f"infinitive {make}")


def _passive(parsed: Parsed, cues: Cues, frame: Frame, cue: Run, floor: int, ceiling: int) -> Found | None:
    """Read "both armies are said to have moved": nobody says who says it. Of other passives the hearer is no source."""
    if not frame.clause or cue[1] >= ceiling or parsed.letters[cue[1]] != "T":
        return None
    subject = subjects.before(parsed, cue[0], floor)
    if subject is None or subject.how != "before":
        return None
    stop = contents.end_of(parsed, cue[1], ceiling, "infinitive", cues, relative=False)
    return Found(cue, (subject.run, (cue[1], stop)), None, frame, "passive")


_INNER = word_set("though although while as when because after since where whereas")
SIGNATURE = 12
"""How many tokens a name below a quotation may have, with what is said of who bears it."""
_CONTINUING = word_set(
    "continue continued continues continuing on rushed hastened quick sought took taken takes used seemed "
    "appeared began begun started came proceeded went careful"
)
_MODAL = word_set("would could should might may can must ’d")
_OPEN = word_set("if unless whether once until before")


def _goes_on(parsed: Parsed, previous: Found, found: Found) -> bool:
    """Tell whether a cue follows where another's words end: "… and added that …", "…, noting that …"."""
    last = previous.words[-1] if previous.words else previous.cue
    end = last[1] if last[0] > previous.cue[0] else previous.cue[1]
    between = parsed.letters[end : found.cue[0]]
    return end <= found.cue[0] and not between.strip(",KR-")


def _unreal(parsed: Parsed, found: Found, floor: int) -> bool:
    """Tell whether a cue speaks of what would be said, or whether it will be."""
    lowered = parsed.tokens.lowered
    if any(word in _MODAL for word in lowered[slice(*found.cue)]) and found.make not in ("after words", "around"):
        return True
    return found.source is not None and found.source.run[0] > floor and lowered[found.source.run[0] - 1] in _OPEN


def _reports_within(found: Found) -> bool:
    """Tell whether a cue inside another's words is a report of its own: "he said that they had told him that …"."""
    return found.frame is None or (found.frame.quotes and found.make.split()[-1] in ("clause", "quote", "infinitive"))
