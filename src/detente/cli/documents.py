"""Writing a roadmap as a document: what `detente convert --roadmap` and `detente plan --save` have in common."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from detente.cli.saying import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.case import Case
    from detente.roadmap.result import Roadmap

private_option = click.option(
    "private",
    "--private",
    is_flag=True,
    help="In a document: put in what the steps are worth, what has to be detected, and all assumptions.",
)
"""``--private`` (the parameter ``private``): documents are made to be passed on, so it has to be asked for."""


def ending_of(file: str) -> str | None:
    """Return the ending of a document's name, or nothing where there is no such kind of document."""
    from detente.report.documents import endings

    ending = os.path.splitext(file)[1].lower()
    return ending if ending in endings() else None


def known_ending(file: str) -> str:
    """Return the ending of a document's name.

    Raises
    ------
    click.UsageError
        There is no such kind of document.
    """
    from detente.report.documents import endings

    ending = ending_of(file)
    if ending is None:
        raise click.UsageError(f"{file!r} does not end in one of {', '.join(endings())}.")
    return ending


def save(case: Case, roadmap: Roadmap, file: str, *, private: bool, inputs: Sequence[str]) -> None:
    """Write a roadmap that has been checked as a document, and say so.

    Raises
    ------
    CaseError
        There is nothing to write, a library is missing, or the file cannot be written or was read from.
    """
    from detente.case.files import write_whole

    write_whole(file, content_of(case, roadmap, file, private=private), inputs=inputs)
    say_written(file, private=private)


def content_of(case: Case, roadmap: Roadmap, file: str, *, private: bool) -> bytes:
    """Return a document of the kind that its name asks for."""
    from detente.report.documents import write_document

    return write_document(case, roadmap, known_ending(file), private=private)


def say_written(file: str, *, private: bool) -> None:
    """Say on standard error that a document has been written, and whether it may be passed on."""
    say(f"{file} written{', with private figures in it' if private else ''}.")


def convert_roadmap(case: str, roadmap: str, file: str, *, private: bool) -> bool:
    """Hold a roadmap's file against its case and write it as a document.

    Returns
    -------
    bool
        Whether the roadmap holds; where it does not, what fails is said on stderr and nothing is written.
    """
    from detente.case import load, read_roadmap
    from detente.confirming import as_roadmap, check

    known_ending(file)
    known = load(case)
    written = read_roadmap(roadmap, known)
    report = check(known, written)
    if not report.holds:
        click.echo(report.summary(public=not private), err=True, nl=False)
        return False
    save(known, as_roadmap(known, written, report), file, private=private, inputs=(case, roadmap))
    return True
