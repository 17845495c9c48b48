"""Where a statement says that one thing must follow another: a demand proposed, its rule a skeleton to be filled.

The ids in the skeleton are made from the statement's own words; whoever accepts it puts the case's steps in their
place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.evidence.lexicon import word_set
from detente.evidence.result import ProposedDemand, Span

_SIDE = r"[^.;:“”\"?!]{3,120}?"
_LAST = r"[^.;:“”\"?!,]{3,120}"
_MUST = r"(?:must|has to|have to|should|needs? to|can|would have to|will have to)"
_MAY_NOT = r"(?:can|could|will|would|may)\s+(?:not|never)"
_UNTIL = r"(?:until|unless|before|without)"
_ONCE = r"(?:as soon as(?! possible)|the day after|provided(?: that)?|on condition that|once)"


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(parts), re.IGNORECASE)


_FIRST, _LATER, _VERB = rf"(?P<first>{_LAST})", rf"(?P<later>{_SIDE})", rf"(?P<verb>{_SIDE})"
_PATTERNS = (
    (_pattern(_LATER, _MUST, rf"(?:only\s+)?(?:follow|come after|wait for|await)\s+{_FIRST}"), "after"),
    (
        _pattern(
            r"(?P<first>[\w -]{3,60}?)",
            r"first, (?:and )?(?:then )?(?P<later>[\w -]{3,60}?)(?: second| later| after| next)?(?=[.,;”\"!]|$)",
        ),
        "after",
    ),
    (_pattern(rf"{_LATER},?", "only", "(?:after|once|when|if)", _FIRST), "after"),
    (_pattern(_LATER, _MAY_NOT, _VERB, _UNTIL, _FIRST), "after"),
    (_pattern(rf"(?P<later>(?:no|not)\b{_SIDE})", _UNTIL, _FIRST), "after"),
    (_pattern(_LATER, _ONCE, _FIRST), "after"),
    (
        _pattern(
            rf"(?P<first>{_SIDE})",
            "(?:must|has to|have to|should|needs? to|be)",
            _VERB,
            rf"before\s+(?P<later>{_LAST})",
        ),
        "after",
    ),
    (_pattern(_LATER, "(?:is|are|will be|would be|to be)", _VERB, "after", _FIRST), "after"),
    (_pattern(_LATER, "in (?:exchange|return) for", _FIRST), "with"),
    (_pattern(_LATER, "(?:will|would|can|could|shall)", _VERB, "if", _FIRST), "after"),
)
"""How one thing is said to follow another, and the relation between them in the rule language."""
_STOP = word_set(
    "a an the of to in on at for by with from and or not no any all that this these those is are was were be "
    "been being it its their his her our your my we they he she i you has have had will would shall should "
    "must can could may might do does did after before until unless without only never requires excludes "
    "include most least phase acts within than as so when once if there s t ll re ve m d true false null "
    "getting one single more very"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z-]*|\d+")
LONGEST = 4
"""How many words an id of the skeleton is made of."""
BOUND = 600
"""How much of a piece of a statement is looked at (code points)."""


def proposed(text: str, content: Sequence[Span]) -> ProposedDemand | None:
    """Propose a demand where the words of a statement put one thing after another.

    Parameters
    ----------
    text, content
        The source's text, and where the statement's words lie in it.
    """
    for start, end in content:
        piece = " ".join(text[start : min(end, start + BOUND)].split())
        for sentence in re.split(r"(?<=[.;?!])\s", piece):
            found = _in_sentence(sentence.strip(' “”"‘’'))
            if found:
                return found
    return None


def _in_sentence(sentence: str) -> ProposedDemand | None:
    for pattern, relation in _PATTERNS:
        match = pattern.search(sentence)
        if match is None:
            continue
        groups = match.groupdict()
        side = (
            "first"
            if relation == "after" and groups.get("verb") and match.start("first") < match.start("verb")
            else "later"
        )
        sides = {name: groups[name] for name in ("first", "later")}
        if groups.get("verb"):
            sides[side] = f"{sides[side]} {groups['verb']}"
        later, first = identifier(sides["later"]), identifier(sides["first"])
        if later and first and later != first:
            return ProposedDemand(f"{later} {relation} {first}", sentence.rstrip(",;"))
    return None


def identifier(words: str) -> str:
    """Make an id out of words: their first few that mean something, joined by hyphens."""
    kept = [word.lower().strip("-") for word in _WORD.findall(words.replace("’", "'")) if word.lower() not in _STOP]
    return "-".join([word for word in kept if word and len(word) > 1][:LONGEST])
