"""How far the words of a statement reach: from after its cue to where the reported clause ends."""

from __future__ import annotations

from detente.evidence.lexicon import Cues, Frame, word_set
from detente.evidence.parsed import Parsed, Run
from detente.evidence.subjects import DAYS, extended_right
from detente.evidence.venues import VENUES

_FINITE = frozenset("VZA")
_BREAKS = word_set("when while as after before because since although though if unless but where during despite")
_QUESTION = word_set("what how why whether where who when which if whom")
_OPENERS = word_set("if when after as although while once until unless despite because since even both either")
_OF_THE_WORDS = word_set("no not never only just both even nothing nobody none neither too there")
_SPELLS = word_set("week month year morning afternoon evening night weekend")
_LOOK = 16
"""How many tokens of adverbials ("in an interview with the paper on Monday") may stand between cue and words."""
_CLAUSE = 30
"""How far ahead a reported clause's own verb is looked for, in tokens."""


def opened_quote(parsed: Parsed, place: int) -> bool:
    """Tell whether a quotation begins at a token."""
    number = parsed.inside[place]
    return number >= 0 and parsed.quote_runs[number][0] == place


def start_after(parsed: Parsed, frame: Frame, place: int, ceiling: int) -> tuple[int, str] | None:
    """Find where the words begin after a cue that ends before `place`, and of what make they are.

    Returns
    -------
    tuple of int and str, or None
        The first token, and ``quote``, ``clause``, ``infinitive``, ``thing`` or ``matter`` (after a preposition).
    """
    place = _past_adverbs(parsed, place, ceiling)
    if place >= ceiling:
        return None
    direct = _begins(parsed, frame, place, ceiling, strict=frame.addressee)
    if direct:
        return direct
    told = _addressed(parsed, frame, place, ceiling)
    if told is not None:
        return _begins(parsed, frame, told, ceiling, strict=False) or _marked(parsed, frame, told, ceiling)
    return _marked(parsed, frame, place, ceiling) or _begins(parsed, frame, place, ceiling, strict=False)


def _addressed(parsed: Parsed, frame: Frame, place: int, ceiling: int) -> int | None:
    """Pass over who is spoken to: "told reporters", "said to her"; `None` where nobody is."""
    letters = parsed.letters
    by_word = parsed.tokens.lowered[place] == "to"
    if not (by_word or frame.addressee):
        return None
    end = parsed.phrase_starting.get(place + by_word)
    if end is None or end >= ceiling:
        return None
    end = extended_right(parsed, end, ceiling)
    after = _past_adverbs(parsed, end, ceiling)
    if not by_word and after < ceiling and letters[after] in _FINITE:
        return None
    return after if after < ceiling else None


def _past_adverbs(parsed: Parsed, place: int, ceiling: int) -> int:
    """Pass over adverbs and days: "said again on Monday", "said last week"."""
    letters, lowered = parsed.letters, parsed.tokens.lowered
    while place < ceiling and not opened_quote(parsed, place):
        ahead = lowered[place + 1] if place + 1 < ceiling else ""
        if (letters[place] == "R" and lowered[place] not in _OF_THE_WORDS) or lowered[place] in DAYS:
            place += 1
        elif lowered[place] in ("on", "late", "early", "last", "next", "this") and (ahead in DAYS or ahead in _SPELLS):
            place += 2
        else:
            break
    return place


def _begins(parsed: Parsed, frame: Frame, place: int, ceiling: int, *, strict: bool) -> tuple[int, str] | None:
    """Say what begins at a token; `strict`: only what cannot be somebody spoken to."""
    letters, lowered = parsed.letters, parsed.tokens.lowered
    if place >= ceiling:
        return None
    if opened_quote(parsed, place):
        return place, "quote"
    word = lowered[place]
    if letters[place] == ":" and place + 1 < ceiling:
        return place + 1, "quote" if opened_quote(parsed, place + 1) else "clause"
    if letters[place] == ":" and place + 1 == len(letters) and frame.quotes:
        return place, "next"
    if word == "that" and frame.clause and place + 1 < ceiling:
        return place + 1, "clause"
    if word == "," and place + 1 < ceiling and opened_quote(parsed, place + 1):
        return place + 1, "quote"
    if letters[place] == "T" and frame.infinitive and place + 1 < ceiling and letters[place + 1] not in "DSMPC":
        return place, "infinitive"
    if word in frame.prepositions and place + 1 < ceiling:
        return place + 1, "matter"
    if word in _QUESTION and (frame.clause or frame.thing):
        return place, "clause"
    if strict:
        return None
    if frame.clause and _clause_at(parsed, place, ceiling):
        return place, "clause"
    if frame.thing and (place in parsed.phrase_starting or letters[place] in "GJ"):
        return place, "thing"
    return None


def _clause_at(parsed: Parsed, place: int, ceiling: int) -> bool:
    """Tell whether a clause with a subject and a finite verb begins at a token."""
    letters, lowered = parsed.letters, parsed.tokens.lowered
    subject = parsed.phrase_starting.get(place)
    if subject is None:
        if lowered[place] in _OPENERS:
            return any(letter in _FINITE for letter in letters[place + 1 : min(ceiling, place + _CLAUSE)])
        if letters[place] == "I" or letters[place] == "G":
            comma = letters.find(",", place, min(ceiling, place + 12))
            return comma > 0 and comma + 1 < ceiling and _clause_at(parsed, comma + 1, ceiling)
        return False
    for here in range(subject, min(ceiling, place + _CLAUSE)):
        letter = letters[here]
        if letter in _FINITE:
            return letters[here - 1] != "W" or "," in letters[place:here]
        if letter in ".;:":
            return False
        if letter == "," and here - place > 14:
            return False
        if letter == "B" and here == subject and letters[place] != "M":
            return True
    return False


def _marked(parsed: Parsed, frame: Frame, place: int, ceiling: int) -> tuple[int, str] | None:
    """Pass over adverbials to a mark that leaves no doubt: that, a colon, a quotation."""
    letters, lowered = parsed.letters, parsed.tokens.lowered
    if place >= ceiling or letters[place] not in "IMNDRC,T":
        return None
    for here in range(place, min(ceiling, place + _LOOK)):
        letter = letters[here]
        if opened_quote(parsed, here):
            if frame.quotes and (letters[here - 1] in ",:" or letters[here - 1] in "MNC"):
                return here, "quote"
            return None
        if lowered[here] == "that" and letter == "I" and here > place and here + 1 < ceiling:
            return (here + 1, "clause") if frame.clause else None
        if letter == ":" and here + 1 == len(letters) and frame.quotes:
            return here, "next"
        if letter == ":" and here + 1 < ceiling and frame.quotes:
            return here + 1, "quote" if opened_quote(parsed, here + 1) else "clause"
        if letter in "VZAG.;W(" or (letter == "," and here > place and letters[here - 1] not in "MCN"):
            return None
    return None


def end_of(
    parsed: Parsed, start: int, ceiling: int, make: str, cues: Cues, *, relative: bool, inner: bool = False
) -> int:
    """Find where the words that begin at `start` end.

    Parameters
    ----------
    parsed, start, ceiling
        The paragraph, the first token of the words, and the sentence's end.
    make
        As `start_after` tells.
    cues
        The lexicon: a further cue ends what is reported before it.
    relative
        Whether the cue stands in a relative clause, which the next finite verb after a comma leaves.
    inner
        Whether it stands in a clause before the main one ("Though she said …, …"), which the next clause leaves.
    """
    letters, lowered = parsed.letters, parsed.tokens.lowered
    outside = parsed.inside[start - 1] if start else -1
    narrow = make in ("thing", "matter", "infinitive")
    here = start
    while here < ceiling:
        number = parsed.inside[here]
        if number >= 0 and number != outside:
            here = max(here + 1, min(parsed.quote_runs[number][1], ceiling))
            if here < ceiling and _after_quote(parsed, here - 1, ceiling, start, make):
                return here
            continue
        letter = letters[here]
        if letter == "." and here >= ceiling - 2:
            return here
        if letter == ";" or (letter == "-" and narrow):
            return here
        if (
            letter in ",-"
            and here + 1 < ceiling
            and (
                _leaves(parsed, here + 1, ceiling, cues, narrow=narrow, relative=relative)
                or (inner and letter == "," and _clause_at(parsed, here + 1, ceiling))
            )
        ):
            return here
        if (
            letter == "K"
            and here > start
            and here + 1 < ceiling
            and _further_cue(parsed, here + 1, ceiling, cues, narrow=narrow)
        ):
            return here
        if narrow and here > start and letter in "IT" and _to_occasion(parsed, here, ceiling):
            return here
        breaks = narrow and here > start + 1 and lowered[here] in _BREAKS and letter in "IWK"
        if breaks and (lowered[here] != "as" or _clause_at(parsed, here + 1, ceiling)):
            return here
        here += 1
    return ceiling


def _to_occasion(parsed: Parsed, place: int, ceiling: int) -> bool:
    """Tell whether "in a speech", "on Sunday" begins at a preposition: where and when it was said, not what."""
    lowered = parsed.tokens.lowered
    if lowered[place] not in ("in", "on", "during", "at"):
        return False
    ahead = lowered[place + 1 : min(ceiling, place + 4)]
    if lowered[place] == "on":
        return bool(ahead) and ahead[0] in DAYS
    return bool(ahead) and ahead[0] in ("a", "an", "his", "her", "their") and not VENUES.isdisjoint(ahead)


def _after_quote(parsed: Parsed, mark: int, ceiling: int, start: int, make: str) -> bool:
    """A quotation that closes with a full stop or comma inside its marks ends the words, if it began them."""
    word = parsed.tokens.words[mark - 1]
    if word in ".?!" and parsed.tokens.words[mark + 1][0].isupper():
        return True
    return make == "quote" and word == ","


def _leaves(parsed: Parsed, place: int, ceiling: int, cues: Cues, *, narrow: bool, relative: bool) -> bool:
    """Tell whether what comes after a comma no longer belongs to the words before it."""
    letters, lowered = parsed.letters, parsed.tokens.lowered
    word = lowered[place]
    if word == "according" or (word == "as" and lowered[min(place + 1, ceiling - 1)] in ("he", "she", "they")):
        return True
    adverb = place + (letters[place] == "R" and place + 1 < ceiling)
    if letters[adverb] == "G" and (lowered[adverb] in cues.verbs):
        return True
    if letters[place] == "K" and place + 1 < ceiling:
        if _further_cue(parsed, place + 1, ceiling, cues, narrow=narrow):
            return True
        if narrow and _clause_at(parsed, place + 1, ceiling):
            return True
    if word in ("while", "whereas", "though", "although") and place + 1 < ceiling:
        return narrow or _further_cue(parsed, place + 1, ceiling, cues, narrow=False)
    if relative and letters[adverb] in _FINITE:
        return True
    if narrow and (letters[place] in "WGRI" or _clause_at(parsed, place, ceiling)):
        return letters[place] != "I" or word in _BREAKS or word in ("with", "saying", "according")
    return cue_clause(parsed, place, ceiling, cues)


def cue_clause(parsed: Parsed, place: int, ceiling: int, cues: Cues) -> bool:
    """Tell whether "he said" or "said the minister" stands at a token and closes the sentence."""
    letters, lowered = parsed.letters, parsed.tokens.lowered
    end = parsed.phrase_starting.get(place)
    if end is not None:
        while end < ceiling and letters[end] in "RA":
            end += 1
        verb = end
    else:
        verb = place
    if verb >= ceiling or letters[verb] not in "VZEB":
        return False
    frames = cues.verbs.get(lowered[verb], ())
    if not any(frame.quotes and frame.clause for frame in frames):
        return False
    stop = letters[min(verb + 1, ceiling - 1)]
    return stop in ",.:I" or (end is None) or lowered[verb + 1 if verb + 1 < ceiling else verb] in ("on", "in", "at")


def _further_cue(parsed: Parsed, place: int, ceiling: int, cues: Cues, *, narrow: bool) -> bool:
    """Tell whether the verb after "and" or "but" reports anew: "… and added that …"."""
    letters, lowered = parsed.letters, parsed.tokens.lowered
    verb = place
    while verb < ceiling and letters[verb] in "RA":
        verb += 1
    if verb >= ceiling:
        return False
    if letters[verb] in "VZ" and (narrow or any(frame.quotes for frame in cues.verbs.get(lowered[verb], ()))):
        return True
    subject = parsed.phrase_starting.get(place)
    if subject is None or subject >= ceiling:
        return False
    verb = subject
    while verb < ceiling and letters[verb] == "R":
        verb += 1
    if verb >= ceiling or letters[verb] not in "VZ":
        return False
    frames = cues.verbs.get(lowered[verb], ())
    return any(frame.quotes for frame in frames) and letters[min(verb + 1, ceiling - 1)] not in ","


def _asked_before(parsed: Parsed, place: int) -> Run | None:
    """Take a quotation that ends in ? or ! for the words of the cue after it, though a sentence seems to end there."""
    number = parsed.inside[place - 1] if place else -1
    if number < 0 or parsed.quote_runs[number][1] != place or parsed.letters[place - 1] != "q":
        return None
    return parsed.quote_runs[number] if parsed.tokens.words[place - 2] in "?!…–—" else None


def before_cue(parsed: Parsed, place: int, floor: int, *, alone: bool = False) -> Run | None:
    """Find the words that stand before "…, he said": they end before `place`, at a comma or a closing mark.

    Parameters
    ----------
    parsed
        The paragraph.
    place
        The first token of source or cue, whichever comes first.
    floor
        The first token of the sentence.
    alone
        Whether nothing after the cue can be its words, so that a past form before it may be taken for a verb.
    """
    letters = parsed.letters
    verbs = "VZAE" if alone else "VZA"
    last = place - 1
    if last < floor:
        return _asked_before(parsed, place)
    if letters[last] not in ",q-.":
        return None
    number = parsed.inside[last]
    if number >= 0 and parsed.quote_runs[number][1] == place:
        first = parsed.quote_runs[number][0]
        if first > floor and letters[first - 1] not in ",:-.;" and first - floor <= 40:
            return floor, place
        if first > floor and letters[first - 1] == "," and not parsed.tokens.words[first + 1][0].isupper():
            return floor, place
        return first, place
    if letters[last] == "q" or letters[last] == ".":
        return None
    if last - floor < 2 or not any(letter in verbs for letter in letters[floor:last]):
        return None
    return floor, last
