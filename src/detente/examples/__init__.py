"""The shipped cases: dossiers of real talks, one file each, facts and assumptions kept apart.

A new example is one new file here, with its test and its page in ``docs/cases``; nothing else lists them.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

__all__ = ["names", "path"]


def names() -> tuple[str, ...]:
    """Return the names of all shipped cases, in alphabetical order."""
    return tuple(sorted(Path(entry.name).stem for entry in files(__name__).iterdir() if entry.name.endswith(".yaml")))


def path(name: str) -> Path:
    """Return the file of a shipped case.

    Raises
    ------
    KeyError
        No case of that name is shipped.
    """
    if name not in names():
        raise KeyError(f"no shipped case is called {name!r}; there are {', '.join(names())}")
    return Path(str(files(__name__).joinpath(f"{name}.yaml")))
