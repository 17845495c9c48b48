"""Who a source is: pronouns, short names and descriptions led back to the fullest mention, with office and party."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from detente.evidence.lexicon import word_set
from detente.evidence.offices import gender, may_mean, word_class
from detente.evidence.parsed import Parsed, Run
from detente.evidence.parties import name_at, party_of
from detente.evidence.people import Mention, People, Person
from detente.evidence.result import Speaker
from detente.evidence.subjects import Subject

_PERSONAL = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
_RELATIVE = word_set("who which that whom whose")
_BODIES = word_set(
    "ministry government company organisation organization group agency commission party council court "
    "newspaper paper statement committee department office bank union alliance movement delegation mission "
    "army military report communique communiqué agreement declaration letter text draft document bloc body "
    "foundation institute campaign administration"
)
_LISTED = re.compile(r", [A-Z][\w ]* and [A-Z]")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_OWN = re.compile(
    r"(?:my|our) (?:own )?(?:government|delegation|country|nation|side|people|team|party|movement)", re.IGNORECASE
)
"""So a speaker calls those for whom he or she speaks."""
_VAGUE = word_set("organisation organization group agency body company")

REACH = 40
"""How many of those who spoke or stood at the head of a sentence last a pronoun may mean."""
HOLDERS = 400
"""How many of those with an office "the minister" may mean."""


@dataclass(slots=True)
class Resolver:
    """Goes through a text's statements in order and remembers who spoke last."""

    people: People
    spoken: list[Person] = field(default_factory=list)
    bodies: list[Speaker] = field(default_factory=list)
    last: Speaker | None = None
    questioner: bool = False
    voice: Speaker | None = None
    """Whose turn of a transcript it is."""

    def speaker(self, text: str, parsed: Parsed, source: Subject) -> Speaker | None:
        """Resolve one source to a speaker.

        Parameters
        ----------
        text
            The whole text.
        parsed, source
            The paragraph, and the source's tokens in it.

        Returns
        -------
        Speaker or None
            `None` where a pronoun has nobody to stand for.
        """
        run = source.run
        first = parsed.tokens.lowered[run[0]]
        place = parsed.tokens.starts[run[0]]
        if first in _RELATIVE and run[1] - run[0] == 1:
            if source.antecedent is None:
                return self._remember(self.last)
            run = source.antecedent
            first = parsed.tokens.lowered[run[0]]
        if run[1] - run[0] == 1 and first in _PERSONAL:
            return self._remember(self._personal(_PERSONAL[first], place))
        if run[1] - run[0] == 1 and first in ("they", "their", "it", "its", "we", "i"):
            return self._remember(self._impersonal(first))
        if self.is_own(" ".join(parsed.tokens.words[slice(*run)])):
            return self._remember(self.voice)
        mention = self._mention(parsed, run)
        if mention:
            return self._remember(self._of(mention.person, place))
        return self._remember(self._described(text, parsed, run, place))

    def is_own(self, words: str) -> bool:
        """Tell whether words name those for whom somebody speaks whose turn it is: "my Government", or the party."""
        if self.voice is None:
            return False
        name = _ARTICLE.sub("", words)
        if _OWN.fullmatch(name) or name == self.voice.party:
            return True
        tokens = tuple(name.split())
        known = name_at(tokens, 0, self.people.parties) if tokens and tokens[0] in self.people.parties else None
        return known is not None and known.party == self.voice.party and len(known.tokens) == len(tokens)

    def _remember(self, speaker: Speaker | None) -> Speaker | None:
        if speaker:
            self.last = speaker
        return speaker

    def _of(self, person: Person, place: int) -> Speaker:
        person.seen = place
        self.spoken.append(person)
        return Speaker(person.name, person.office, person.party)

    def _personal(self, pronoun: str, place: int) -> Speaker | None:
        """The person who spoke last, or stood last at the head of a sentence, and can be a he or a she."""
        heads = self.people.heads
        last = bisect_left(heads, place, key=lambda head: head[0])
        recent = heads[max(0, last - REACH) : last] + [(person.seen, person) for person in self.spoken[-REACH:]]
        for _, person in sorted(recent, key=lambda pair: -pair[0]):
            if person.gender in (None, pronoun):
                person.gender = pronoun
                return self._of(person, place)
        return None if recent else self.last

    def _impersonal(self, pronoun: str) -> Speaker | None:
        if pronoun in ("it", "its") and self.bodies:
            return self.bodies[-1]
        return self.last

    def _mention(self, parsed: Parsed, run: Run) -> Mention | None:
        """The person whom a source names at its head: not "the spokesman of Mr. Lee"."""
        here = self.people.mentions.get(parsed.tokens.span[0], {})
        lowered = parsed.tokens.lowered
        for place in range(run[0], run[1]):
            if place > run[0] and lowered[place - 1] in (
                "of",
                "for",
                "to",
                "from",
                "in",
                "at",
                "with",
                "by",
                "who",
                "whom",
            ):
                return None
            if lowered[place] == "and" and place > run[0]:
                return None
            mention = here.get(place)
            if mention is None and parsed.letters[place] == "M":
                known = self.people.named(parsed.tokens.words[place])
                mention = Mention((place, place + 1), (place, place + 1), known) if known else None
            if mention is None:
                continue
            if (
                _modifies(parsed, mention.name[1], run)
                or _possessive(parsed, mention.name[1], run)
                or _joined_with_another(parsed, mention, run)
            ):
                return None
            return mention
        return None

    def _described(self, text: str, parsed: Parsed, run: Run, place: int) -> Speaker:
        words = parsed.tokens.words[run[0] : run[1]]
        named = " ".join(text[parsed.tokens.starts[run[0]] : parsed.tokens.ends[run[1] - 1]].split()).strip(" ,")
        party = party_of(words, self.people.parties)
        definite = words[0].lower() in ("the", "his", "her", "their", "its") or word_class(words[0]) == ""
        head = _head(words)
        if definite and head:
            known = self._holder(head, party, place, gender(named))
            if known:
                return self._of(known, place)
            if self.last and words[0].lower() == "the" and self._goes_on(self.last, head, party):
                return self.last
        if " and " in named:
            several = {one for word in words for one in (party_of((word,), self.people.parties),) if one}
            party = party if len(several) < 2 else None
        short = _ARTICLE.sub("", named if _LISTED.search(named) else re.split(r",\s|\s\(", named)[0], count=1)
        if words[0].lower() in ("the", "its") and len(words) <= 3:
            known_body = self._body(words[-1].lower())
            if known_body:
                return known_body
        fuller = next((body for body in reversed(self.bodies[-REACH:]) if body.name.endswith(f" {short}")), None)
        speaker = fuller if fuller and party in (fuller.party, None) else Speaker(short or named, None, party)
        if not _is_person(words):
            self.bodies.append(speaker)
        return speaker

    @staticmethod
    def _goes_on(last: Speaker, head: str, party: str | None) -> bool:
        """Tell whether "the spokesman" is whoever spoke last: called so, or a bare name without an office."""
        if last.office or (party and last.party not in (party, None)):
            return False
        words = last.name.split()
        bare = len(words) <= 2 and all(word[0].isupper() for word in words) and last.party is None
        return bare or head.split()[-1] in last.name.lower().split()

    def _holder(self, head: str, party: str | None, place: int, told: str | None) -> Person | None:
        """Who holds an office: whoever spoke last of those it fits, then whoever was named last."""
        fitting = [
            person
            for person in self.people.holders[-HOLDERS:]
            if may_mean(head, (person.office or "").lower())
            and (party is None or person.party in (party, None))
            and (told is None or person.gender in (told, None))
        ]
        if not fitting:
            return None
        return max(fitting, key=lambda person: person.seen)

    def _body(self, noun: str) -> Speaker | None:
        if noun not in _BODIES:
            return None
        for body in reversed(self.bodies[-REACH:]):
            name = body.name.lower()
            if name != noun and (noun in name.split() or noun in _VAGUE):
                return body
        return None


def _modifies(parsed: Parsed, place: int, run: Run) -> bool:
    """Tell whether a name only says which: "the Trump campaign"."""
    return place < run[1] and parsed.letters[place] == "N" and parsed.tokens.words[place][0].islower()


def _possessive(parsed: Parsed, place: int, run: Run) -> bool:
    return place < run[1] - 1 and parsed.letters[place] == "O"


def _joined_with_another(parsed: Parsed, mention: Mention, run: Run) -> bool:
    end = mention.name[1]
    return end + 1 < run[1] and parsed.tokens.lowered[end] in ("and", "&") and parsed.tokens.words[end + 1][0].isupper()


def _head(words: tuple[str, ...]) -> str | None:
    """The office that a description names, in small letters with what belongs to it: "prime minister"."""
    for place, word in enumerate(words):
        if word in (",", "(") or word.lower() in ("of", "for", "who", "in", "at", "with"):
            break
        if word_class(word) == "T" and (place + 1 == len(words) or word_class(words[place + 1]) != "T"):
            start = place
            while start > 0 and word_class(words[start - 1]) in ("a", "c", "T"):
                start -= 1
            return " ".join(words[start : place + 1]).lower()
    return None


def _is_person(words: tuple[str, ...]) -> bool:
    return any(word_class(word) in ("T", "H") for word in words)
