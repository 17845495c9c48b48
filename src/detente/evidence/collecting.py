"""The files that somebody means by naming files and folders: each once, in a fixed order."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from detente.errors import CaseError, Finding
from detente.evidence.article import STANDARD_INPUT
from detente.evidence.decoding import LARGEST

SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".txt", ".text"})
"""What is read in a folder; a file that is named is read whatever its suffix."""


def article_files(named: Iterable[str]) -> list[str]:
    """Return the files of articles that are meant, in the order named, those of a folder sorted by their paths.

    Parameters
    ----------
    named
        Paths of files and folders; ``-`` is standard input. Folders are searched with what is below them for web pages
        and plain text; hidden files and what symbolic links to folders lead to are passed over.

    Raises
    ------
    CaseError
        ``no-file``, or ``empty-folder`` for a folder that holds no article: all of them at once.
    """
    files: dict[str, None] = {}
    findings: list[Finding] = []
    for name in named:
        if name == STANDARD_INPUT or not os.path.lexists(name) or not Path(name).is_dir():
            if name != STANDARD_INPUT and not Path(name).exists():
                findings.append(Finding("no-file", "there is no such file", file=name))
            files.setdefault(name)
            continue
        found = _in_folder(name)
        if not found:
            expected = f"files that end in {', '.join(sorted(SUFFIXES))}"
            findings.append(Finding("empty-folder", "the folder holds no article", expected, file=name))
        files.update(dict.fromkeys(found))
    if findings:
        raise CaseError(findings)
    return list(files)


def _in_folder(folder: str) -> list[str]:
    found = []
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            str(Path(where) / name)
            for name in names
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES
        ]
    return sorted(found)


def bytes_of(file: str) -> bytes:
    """Return the bytes of a file or of standard input; of one that is too large, enough to tell.

    Raises
    ------
    CaseError
        ``cannot-read``.
    """
    try:
        if file == STANDARD_INPUT:
            return sys.stdin.buffer.read(LARGEST + 1)
        with open(file, "rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or error}"
        raise CaseError([Finding("cannot-read", message, file=file)]) from error
