"""From a roadmap to the bytes of a document, by the file's ending."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module

from detente.case import Case
from detente.errors import CaseError, Finding
from detente.report.told import Told, tell
from detente.roadmap.result import Roadmap

PACKAGE = "detente.report.documents"

MODULES = {
    ".csv": "table",
    ".docx": "annex",
    ".ics": "calendar",
    ".png": "picture",
    ".svg": "picture",
    ".xlsx": "sheets",
}
"""Which module makes which kind of document. Named here, so that asking for the endings imports none of them."""

EXTRA = "documents"
"""The extra of the package that brings the libraries for documents."""


def endings() -> tuple[str, ...]:
    """Return the file endings for which there is a document."""
    return tuple(MODULES)


def write_document(
    case: Case, roadmap: Roadmap, ending: str, *, private: bool = False, on: date | None = None
) -> bytes:
    """Return a roadmap that holds as a document.

    Parameters
    ----------
    case
        The case as the user wrote it.
    roadmap
        A roadmap of it that has been checked.
    ending
        One of `endings`, such as ``.docx``.
    private
        Put in what steps are worth, what detection is required and what holds whom. Otherwise none of it is there, nor
        anything that would give it away.
    on
        The date that the document bears; none is taken from a clock.

    Returns
    -------
    bytes
        The same for the same roadmap.

    Raises
    ------
    CaseError
        ``no-roadmap`` where there is none, ``no-dates`` for a calendar without a first day, ``missing-library`` where
        the extra ``documents`` is not installed.
    ValueError
        The ending is not one of `endings`.
    """
    if ending not in MODULES:
        raise ValueError(f"{ending!r} is not one of {', '.join(MODULES)}")
    told = tell(case, roadmap, public=not private, on=on)
    if not told.holds or not roadmap.phases:
        raise CaseError([Finding("no-roadmap", "there is no phase to write into a document", "a roadmap that holds")])
    return _writer(ending)(told)


def _writer(ending: str) -> Callable[[Told], bytes]:
    try:
        module = import_module(f"{PACKAGE}.{MODULES[ending]}")
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.startswith("detente"):
            raise
        message = f"the library {missing.name} is not installed, and {ending} files need it"
        raise CaseError([Finding("missing-library", message, f"pip install 'detente[{EXTRA}]'")]) from missing
    writer: Callable[[Told], bytes] = module.WRITERS[ending]
    return writer
