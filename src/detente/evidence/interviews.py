"""Turns of a transcript told as statements: who a label means, and when and where all of it was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente.evidence.acts import act
from detente.evidence.confidence import TURN
from detente.evidence.dates import expressions, resolve
from detente.evidence.demands import proposed
from detente.evidence.found import Found
from detente.evidence.occasions import Occasion
from detente.evidence.offices import HONORIFICS, word_class
from detente.evidence.parties import party_of
from detente.evidence.people import People, Person
from detente.evidence.result import Act, Attribution, Kind, Span, Speaker
from detente.evidence.transcripts import Turn, answers, questions
from detente.evidence.venues import VENUES

_BRACKETS = re.compile(r"\(([^()]*)\)")
_HEARD = re.compile(
    r"(?i)\b(?:interpret|translat|through|via|by (?:phone|video)|voice|spoke in|speaking|off.mi|inaudible|continu|"
    r"laugh|applause|cross.?talk)"
)
_PLAIN = Found((0, 0), (), None, None, "turn")
ASKS = Speaker("questioner")
"""Whoever asks, where a transcript says only Q."""


@dataclass(frozen=True, slots=True)
class Interview:
    """What the lines above the first turn say of a transcript."""

    occasion: Occasion
    answering: Person | None


def interview(text: str, header: Sequence[Span], people: People, published: date | None) -> Interview:
    """Read who answers, when and where, from the lines above the first turn."""
    found = [
        moment
        for span in header
        for one in expressions(text, (span[0], min(span[1], span[0] + 300)))
        if (moment := resolve(one, anchor=published or date.max))
        and moment.day
        and (published or "as written" in moment.basis)
    ]
    titled = [mention.person for span in header for mention in people.mentions.get(span[0], {}).values()]
    answering = next((person for person in titled if person.office), titled[0] if titled else None)
    day, basis = (found[0].day, f"{found[0].basis}, above the transcript") if found else (None, None)
    return Interview(Occasion(day, basis, _setting(text, header)), answering)


def _setting(text: str, header: Sequence[Span]) -> str | None:
    for start, end in header:
        line = " ".join(text[start : min(end, start + 200)].split())
        first = line.split(",")[0]
        if not VENUES.isdisjoint(first.lower().replace("(", " ").split()):
            return first
    return None


def tell_turn(text: str, number: int, turn: Turn, about: Interview, people: People) -> Attribution:
    """Tell one turn as a statement."""
    label = " ".join(text[slice(*turn.who)].split())
    asks = questions(label) and text[slice(*turn.words[-1])].endswith("?")
    does, shown = (Act.REPORT, ()) if asks else act(text, _PLAIN, turn.who, turn.words)
    return Attribution(
        id=number,
        source=(turn.who,),
        cue=(),
        content=turn.words,
        speaker=_speaker(label, about, people),
        relayed_by=None,
        kind=Kind.DIRECT,
        said_on=about.occasion.day,
        date_basis=about.occasion.basis,
        setting=about.occasion.setting,
        act=does,
        act_words=shown,
        about=(),
        demand=proposed(text, turn.words) if does is Act.CONDITION else None,
        confidence=TURN,
    )


def _speaker(label: str, about: Interview, people: People) -> Speaker:
    if answers(label) and about.answering:
        return _of(about.answering)
    if questions(label):
        return ASKS
    label, told = _parenthesised(label)
    words = [word for word in label.split() if word not in HONORIFICS and word.lower() != "the"]
    names = [word for word in words if word_class(word.lower()) not in ("T", "a", "c")]
    titled = any(word_class(word.lower()) == "T" for word in told.split())
    party = party_of([_cased(word) for word in (*words, *told.split())], people.parties)
    party = party or (told if told and not titled else None)
    if not names:
        return Speaker(" ".join(_cased(word) for word in label.split()), None, party)
    known = people.named(names[-1]) or people.named(names[-1].capitalize())
    if known and (len(names) == 1 or names[0].capitalize() in known.name.split() or names[0] in known.name.split()):
        return Speaker(known.name, known.office, known.party or party)
    office = " ".join(_cased(word) for word in words if word not in names) or (told if titled else None)
    return Speaker(" ".join(_cased(word) for word in names), office, party)


def _parenthesised(label: str) -> tuple[str, str]:
    """Part a label from what it says in brackets: a delegation or an office, but not how somebody was heard."""
    inside = [one.strip() for one in _BRACKETS.findall(label)]
    told = " ".join(one for one in inside if one[:1].isupper() and not _HEARD.search(one))
    outside = " ".join(_BRACKETS.sub(" ", label).split())
    return (outside, told) if outside else (" ".join(inside), "")


def _cased(word: str) -> str:
    return word.capitalize() if word.isupper() and (len(word) > 3 or word == "THE") else word


def _of(person: Person) -> Speaker:
    return Speaker(person.name, person.office, person.party)
