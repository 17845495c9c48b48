"""Plain text in, record out: the parts of the reader joined."""

from __future__ import annotations

from datetime import date

from detente.evidence import lexicon
from detente.evidence.clutter import clutter
from detente.evidence.coreference import Resolver
from detente.evidence.people import People
from detente.evidence.parties import parties as party_names
from detente.evidence.paragraphs import lines
from detente.evidence.parsed import parse
from detente.evidence.result import Act, Attribution, Kind, Record
from detente.evidence.statements import found_in
from detente.evidence.joining import Joiner


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
    return read_with_makes(text, id=id, published=published, parties=parties)[0]


def read_with_makes(text, *, id, published=None, parties=None):
    cues = lexicon.shipped()
    out = []
    makes = []
    joiner = Joiner(text)
    people = People(party_names(parties))
    left=[]
    for span in lines(text):
        gone = clutter(text, span)
        if gone:
            left.append(gone)
            continue
        parsed = parse(text, span)
        people.read(parsed)
        joiner.add(parsed, found_in(parsed, cues))
    res = Resolver(people)
    for placed in joiner.placed():
            found, parsed, content = placed.found, placed.parsed, tuple(placed.content)
            source = (parsed.place(found.source.run),) if found.source else ()
            relay = res.speaker(text, parsed, found.relayed_by) if found.relayed_by else None
            sp = res.speaker(text, parsed, found.source) if found.source else None
            if relay == sp: relay = None
            out.append(Attribution(len(out) + 1, source, (parsed.place(found.cue),), content,
                sp, relay, Kind.DIRECT, published, None, None, Act.REPORT, (), (), None, 0.5))
            makes.append((found.make, found.frame.lemma if found.frame else "-"))
    return Record(id, published, text, tuple(left), tuple(out)), makes
