"""Ids: what may be one, and the known one nearest to a misspelt one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher, get_close_matches

RULE_WORDS = frozenset(
    {"after", "with", "or", "and", "not", "requires", "excludes", "include", "never", "at",
     "most", "least", "of", "by", "phase", "acts", "only", "within", "before"}
)  # fmt: skip
"""The words of the rule language, which are no ids."""

YAML_WORDS = frozenset({"true", "false", "null"})
"""Words that YAML and JSON read as something else than a text: no ids either."""

LONGEST_ID = 100

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_LIKE_NUMBER = re.compile(r"[0-9]+e[0-9-]+")


def id_trouble(name: str) -> tuple[str, str, str] | None:
    """Return code, what is wrong and what is expected where a name is no id, else None."""
    if name in RULE_WORDS:
        return "reserved-word", "is a word of the rule language", "another name"
    if name in YAML_WORDS or _LIKE_NUMBER.fullmatch(name):
        return "reserved-word", "is read as something else than a name in YAML or JSON", "another name"
    if len(name) > LONGEST_ID or not _ID.fullmatch(name):
        expected = (
            f"lower-case letters, digits and hyphens, beginning with a letter or digit, at most {LONGEST_ID} of them"
        )
        return "bad-id", "is no id", expected
    return None


def new_id(name: str, taken: Collection[str], *, prefix: str = "n", most: int = 32) -> str:
    """Return an id that is not taken, made of a name's letters and digits.

    Parameters
    ----------
    name
        Any text; accents are left off, other scripts fall away.
    taken
        Ids in use.
    prefix
        What an id begins with where the name leaves nothing that could stand alone.
    most
        How many characters of the name are used.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:most].rstrip("-")
    if len(base) < 2 or not base[0].isalpha() or id_trouble(base):
        base = f"{prefix}-{base}".rstrip("-")
    identifier, number = base, 2
    while identifier in taken:
        identifier, number = f"{base}-{number}", number + 1
    return identifier


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known name nearest to a misspelt one, the first of several, or an empty text where none is near."""
    if not word or len(word) > LONGEST_ID:
        return ""
    plain = re.sub(r"[\s_.]+", "-", word.strip().lower())
    candidates = [name for name in known if abs(len(name) - len(plain)) <= max(3, len(plain) // 2)]
    letters = sorted(plain)
    turned = [name for name in candidates if name == plain or sorted(name) == letters]
    if turned:
        return plain if plain in turned else turned[0]
    close = get_close_matches(plain, candidates, n=5, cutoff=0.6)
    alike = [name for name in close if _likeness(name, plain) >= _likeness(close[0], plain)]
    return min(alike, key=candidates.index) if alike else ""


def _likeness(name: str, word: str) -> float:
    return SequenceMatcher(None, name, word).ratio()
