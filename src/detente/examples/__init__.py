"""The shipped cases: dossiers of real talks, one file each, facts and assumptions kept apart.

A new example is one new file here, with its test and its page in ``docs/cases``; nothing else lists them. Beside them,
in ``models``, are the classical models of the literature on stability, as case files with preferences by statements.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

__all__ = ["model_path", "models", "names", "path"]


def names() -> tuple[str, ...]:
    """Return the names of all shipped cases, in alphabetical order."""
    return _stems(files(__name__))


def models() -> tuple[str, ...]:
    """Return the names of all shipped models of the literature, in alphabetical order."""
    return _stems(files(__name__).joinpath("models"))


def _stems(folder: Traversable) -> tuple[str, ...]:
    return tuple(sorted(Path(entry.name).stem for entry in folder.iterdir() if entry.name.endswith(".yaml")))


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


def model_path(name: str) -> Path:
    """Return the file of a shipped model.

    Raises
    ------
    KeyError
        No model of that name is shipped.
    """
    if name not in models():
        raise KeyError(f"no shipped model is called {name!r}; there are {', '.join(models())}")
    return Path(str(files(__name__).joinpath("models", f"{name}.yaml")))
