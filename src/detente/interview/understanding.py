"""Reading answers: numbers or names of a list, choices by their first letters, "3 after 1 and 2"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from detente.case.names import nearest

_AFTER = re.compile(r"^\s*(?P<step>.+?)\s+(?P<same>with or )?after\s+(?P<after>.+?)\s*$", re.IGNORECASE)


class NotUnderstoodError(Exception):
    """An answer does not fit its question; the text says what would."""


def some_of(text: str, names: Sequence[str]) -> tuple[int, ...]:
    """Return which of a list are meant, counted from 1: by number or name, several with commas or ``and``."""
    parts = [part for part in re.split(r",|\band\b|&|;", text) if part.strip()]
    whole = _one(text, names)
    if whole:
        return (whole,)
    if not parts:
        raise NotUnderstoodError(f"Please name one of 1 to {len(names)}, or several with commas.")
    found = []
    for part in parts:
        number = _one(part, names)
        if not number:
            near = nearest(part.strip(), list(names))
            hint = f" Did you mean “{near}”?" if near else ""
            raise NotUnderstoodError(f"“{part.strip()}” is none of 1 to {len(names)}, nor a name of the list.{hint}")
        found.append(number)
    return tuple(dict.fromkeys(found))


def _one(text: str, names: Sequence[str]) -> int:
    text = text.strip()
    if text.isascii() and text.isdigit():
        return int(text) if len(text) < 6 and 1 <= int(text) <= len(names) else 0
    matching = [number for number, name in enumerate(names, start=1) if name.casefold() == text.casefold()]
    return matching[0] if matching else 0


def choice(text: str, choices: Mapping[str, str]) -> str:
    """Return the key of the choice that an answer means: by its key, or by how its words begin."""
    said = text.strip().casefold()
    for key, words in choices.items():
        if said and (said == key or words.casefold().startswith(said)):
            return key
    raise NotUnderstoodError(f"Please answer {'; '.join(f'{key} ({words})' for key, words in choices.items())}.")


def title(text: str) -> str:
    """Return a title on one line, refusing an empty one."""
    words = " ".join(text.split())
    if not words:
        raise NotUnderstoodError("Please give a few words.")
    if len(words) > 300:
        raise NotUnderstoodError("That is longer than a title: please keep to 300 characters.")
    return words


def new_name(text: str, known: Sequence[str]) -> str:
    """Return a name that is not on a list yet; empty where nothing was said."""
    if not text.strip():
        return ""
    name = title(text)
    if name.casefold() in (one.casefold() for one in known):
        raise NotUnderstoodError(f"“{name}” is on the list already.")
    return name


def order(text: str, steps: Sequence[str]) -> tuple[int, tuple[int, ...], bool] | None:
    """Return what "3 after 1 and 2" means: the step, what it waits for, and whether the same phase will do."""
    if not text.strip():
        return None
    found = _AFTER.match(text)
    if found is None:
        raise NotUnderstoodError('Please write it like "3 after 1", "3 after 1 and 2", or "3 with or after 1".')
    step = some_of(found["step"], steps)
    after = some_of(found["after"], steps)
    if len(step) != 1:
        raise NotUnderstoodError("Please name one step before “after”; the others get a line of their own.")
    if step[0] in after:
        raise NotUnderstoodError("A step cannot wait for itself.")
    return step[0], after, bool(found["same"])


def day(text: str) -> date | None:
    """Return a date written as 2027-03-01; nothing where nothing was said."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise NotUnderstoodError("Please write the date like 2027-03-01, or leave it empty.") from None


def firmness(text: str) -> int:
    """Return points of firmness from 1 to 5, or 0 for a red line."""
    said = text.strip().casefold()
    if said in ("r", "red", "red line"):
        return 0
    if said in ("1", "2", "3", "4", "5"):
        return int(said)
    raise NotUnderstoodError("Please answer 1 (a wish) to 5 (nearly everything), or r for a red line.")
