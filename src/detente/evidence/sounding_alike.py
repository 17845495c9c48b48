"""Steps and demands of a case that sound like a statement: a hint of what it may be about, never a decision."""

from __future__ import annotations

import re
from fractions import Fraction

from detente.case import Case

_STEM = 5
_SHORTEST = 4
_LITTLE_WORDS = "that this with from have will would there they their after before only once"
_COMMON = frozenset(_LITTLE_WORDS.split())


def sounding_alike(case: Case, words: str, *, most: int = 3) -> tuple[str, ...]:
    """Return ids of steps and demands that share at least two stems of words with a statement, most alike first.

    Parameters
    ----------
    case
        The case whose ids, titles and words of demands are looked at.
    words
        The statement's own words.
    most
        How many at most.
    """
    said = _stems(words)
    texts = {step.id: f"{step.id} {step.title}" for step in case.steps.values()}
    texts |= {demand.id: f"{demand.id} {demand.says}" for demand in case.demands.values()}
    found = []
    for place, (name, text) in enumerate(texts.items()):
        stems = _stems(text)
        if len(shared := said & stems) > 1:
            found.append((-Fraction(len(shared) ** 2, len(stems)), place, name))
    return tuple(name for _, _, name in sorted(found)[:most])


def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return frozenset(word[:_STEM] for word in words if len(word) >= _SHORTEST and word not in _COMMON)
