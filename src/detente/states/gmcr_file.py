"""The `.gmcr` model file as users of the graph model have it: read in every version in circulation, written back whole.

A `GmcrFile` keeps the document as it was given, unknown fields and all, beside what was understood of it, so that
reading and writing loses nothing.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import IO

from detente.states.gmcr_model import GmcrFile

SUFFIX = ".gmcr"


def read_gmcr(path: str | os.PathLike[str] | IO[str] | IO[bytes]) -> GmcrFile:
    """Read a `.gmcr` model.

    Parameters
    ----------
    path
        A file, at most 10 MB; ``-`` for standard input; or an open file.

    Raises
    ------
    CaseError
        With everything that is wrong with it, in the order of the file.
    """
    from detente.case.reading import read_bytes

    data, origin = read_bytes(path)
    return read_gmcr_text(data, origin)


def read_gmcr_text(text: str | bytes, origin: str = "(text)") -> GmcrFile:
    """Read a `.gmcr` model from the text of its file.

    Raises
    ------
    CaseError
        With everything that is wrong with it, in the order of the text.
    """
    from detente.case.problems import Problems
    from detente.case.reading import open_document
    from detente.states.gmcr_shape import understand

    problems = Problems()
    opened = open_document(text, origin, "json", problems, kind="model")
    problems.document = opened.value
    found = understand(opened.value, problems, origin)
    opened.raise_problems(problems)
    assert found is not None
    return replace(found, opened=opened)


def gmcr_text(model: GmcrFile) -> str:
    """Return a model as the text of a `.gmcr` file: its document, with nothing left out."""
    from detente.case.json_text import json_text

    return json_text(model.document, indent=2) + "\n"


def is_gmcr(path: str) -> bool:
    """Whether a path names a `.gmcr` model."""
    return path.lower().endswith(SUFFIX)
