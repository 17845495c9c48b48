"""Plain text in, record out: the parts of the reader joined."""

from __future__ import annotations

import re
from datetime import date

from detente.evidence.result import Act, Attribution, Kind, Record, Speaker

_SAID = re.compile(r"(“[^“”]{3,}?[,.?!]”) ((?:[A-Z][\w.’-]+ ){1,4})(said)\b")


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
    found = []
    for number, match in enumerate(_SAID.finditer(text), 1):
        name = match[2].strip()
        start = match.start(2)
        found.append(
            Attribution(
                number,
                ((start, start + len(name)),),
                (match.span(3),),
                (match.span(1),),
                Speaker(name),
                None,
                Kind.DIRECT,
                published,
                "the day of publication" if published else None,
                None,
                Act.REPORT,
                (),
                (),
                None,
                0.8,
            )
        )
    return Record(id, published, text, (), tuple(found))
