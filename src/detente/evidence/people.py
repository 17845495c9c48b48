"""People named in a text: every mention with its office, put together into persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from detente.evidence.lexicon import word_set
from detente.evidence.offices import gender, word_class
from detente.evidence.parsed import Parsed, Run
from detente.evidence.parties import Parties, name_at, party_of

_TITLED = re.compile(
    r"(?P<office>(?:[GNacT]p?|o(?=d?[GNcTa])|d(?=[GNcTa])){0,12}?T(?:od?(?:Gp?|c|a){1,6}|od?N(?=N))?(?=[NHv]))H?(?P<name>N[Nv]{0,4})"
)
_HONOURED = re.compile(r"(?P<office>H)(?P<name>N[Nv]{0,3})")
_APPOSED = re.compile(r"(?P<name>N[Nv]{0,4}),(?P<office>[dGNacpo-]{0,8}T[^,.;zk#]{0,14})(?=[,.;z]|$)")
_PREPOSED = re.compile(r"(?P<office>(?:[GNacT]p?|o|d){0,8}T[od\-acGNk]{0,10}),(?P<name>N[Nv]{1,4})(?=,)")
_PLAIN = re.compile(r"(?P<office>)(?P<name>N[Nv]{1,4})")

_OTHER = {**dict.fromkeys("VZAW", "z"), **dict.fromkeys(":;-.q()", ";"), "K": "k", "C": "#"}
_CALENDAR = word_set(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July "
    "August September October November December Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec. "
    "Christmas Easter Ramadan"
)


@dataclass(slots=True)
class Person:
    """Somebody named, with the fullest name and the first office that the text gives."""

    name: str
    office: str | None
    party: str | None
    gender: str | None
    seen: int = -1
    """Where in the text the person last spoke or stood at the head of a sentence."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named: tokens with and without the office."""

    run: Run
    name: Run
    person: Person


@dataclass(slots=True)
class People:
    """All persons of a text, by each word of their names."""

    parties: Parties
    by_word: dict[str, list[Person]] = field(default_factory=dict)
    mentions: dict[int, dict[int, Mention]] = field(default_factory=dict)
    """By paragraph (its place in the text) and first token of mention or of name."""
    heads: list[tuple[int, Person]] = field(default_factory=list)
    """Who stood at the head of a sentence, and where, in the order of the text."""
    holders: list[Person] = field(default_factory=list)
    """Who has an office."""

    def read(self, parsed: Parsed) -> None:
        """Take in the mentions of one paragraph."""
        classes = word_classes(parsed, self.parties)
        here: dict[int, Mention] = {}
        heads: list[tuple[int, Person]] = []
        for match in _matches(classes):
            name, office = match.span("name"), match.span("office")
            if name[0] in here:
                continue
            person = self._person(parsed, name, office)
            run = (min(office[0] if match["office"] else name[0], name[0]), max(name[1], office[1]))
            mention = Mention(run, name, person)
            here.setdefault(run[0], mention)
            here[name[0]] = mention
            place = parsed.tokens.starts[run[0]]
            if run[0] - parsed.sentences[parsed.sentence_of(run[0])][0] <= 1 and parsed.inside[run[0]] < 0:
                heads.append((place, person))
        self.heads += sorted(heads, key=lambda head: head[0])
        self.mentions[parsed.tokens.span[0]] = here

    def named(self, word: str) -> Person | None:
        """Find whom a single name means: by family name before given name, the fullest and first mentioned."""
        found = self.by_word.get(word)
        if not found:
            return None
        return min(found, key=lambda one: (one.name.split()[-1] != word, one.name.split()[0] != word))

    def _person(self, parsed: Parsed, name: Run, office: Run) -> Person:
        words = parsed.tokens.words[name[0] : name[1]]
        title = " ".join(_joined(parsed, office).split()) if office[1] > office[0] else None
        honorific = title in ("Mr.", "Mrs.", "Ms.", "Miss", "Dr.", "Sir", "Mr", "Mrs", "Ms", "Dr")
        told = party_of(parsed.tokens.words[office[0] : office[1]], self.parties) if title else None
        person = self._known(words)
        if person is None:
            person = Person(_joined(parsed, name), None, None, None)
            for word in words:
                self.by_word.setdefault(word, []).append(person)
        elif len(words) > len(person.name.split()):
            person.name = _joined(parsed, name)
            for word in words:
                known = self.by_word.setdefault(word, [])
                if not any(one is person for one in known):
                    known.append(person)
        if title and not honorific:
            bare = re.sub(r"^(?:the|a|an)\s+", "", title, flags=re.IGNORECASE)
            if person.office is None:
                self.holders.append(person)
            if person.office is None or (person.party is None and told):
                person.office = bare
            person.party = person.party or told
        person.gender = person.gender or (gender(title) if title else None)
        return person

    def _known(self, words: tuple[str, ...]) -> Person | None:
        for person in self.by_word.get(words[-1], ()):
            own = person.name.split()
            if (
                len(words) == 1
                or len(own) == 1
                or own[0] == words[0]
                or set(words) <= set(own)
                or set(own) <= set(words)
            ):
                return person
        if len(words) == 1:
            return None
        for person in self.by_word.get(words[0], ()):
            if person.name.split() == [words[0]]:
                return person
        return None


def _joined(parsed: Parsed, run: Run) -> str:
    parts: list[str] = []
    for place in range(*run):
        glued = place > run[0] and parsed.tokens.starts[place] == parsed.tokens.ends[place - 1]
        parts.append(("" if glued or not parts else " ") + parsed.tokens.words[place])
    return "".join(parts)


def _matches(classes: str) -> Iterator[re.Match[str]]:
    for pattern in (_APPOSED, _PREPOSED, _TITLED, _HONOURED, _PLAIN):
        yield from pattern.finditer(classes)


def word_classes(parsed: Parsed, names: Parties) -> str:
    """Give one letter a token: G party, N name, z verb, and those of `word_class`."""
    words, letters = parsed.tokens.words, parsed.letters
    firsts = {start for start, _ in parsed.sentences}
    found: list[str] = []
    skip = 0
    for place, word in enumerate(words):
        if skip:
            skip -= 1
        elif word in names and (name := name_at(words, place, names)):
            skip = len(name.tokens) - 1
            found.append("G" * len(name.tokens))
        else:
            kind = word_class(word)
            if not kind:
                letter = letters[place]
                named = word[0].isupper() and _names(parsed, word, letter, place, place in firsts)
                kind = "N" if named else _OTHER.get(letter, "-")
            found.append(kind)
    return "".join(found)


def _names(parsed: Parsed, word: str, letter: str, place: int, first: bool) -> bool:
    """Tell whether a word with a capital is part of a name."""
    if word in _CALENDAR:
        return False
    if letter == "M" and word != "I":
        return True
    return letter in "NJCEG" and len(word) > 1 and not first and parsed.inside[place - 1] == parsed.inside[place]
