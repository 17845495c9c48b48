"""Write a case in another notation: a workbook, YAML, JSON or a folder of CSV files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from detente.cli.options import case_argument, json_option

if TYPE_CHECKING:
    from detente.errors import Finding

ENDINGS = ".xlsx, .yaml, .yml, .json, or a slash for a folder of CSV files"


@click.command()
@case_argument
@click.argument("file", metavar="FILE", type=click.Path(allow_dash=True))
@click.option(
    "onto",
    "--onto",
    metavar="YAML",
    type=click.Path(dir_okay=False),
    help="Keep the comments and the wording of this YAML file where the case says the same.",
)
@json_option
def command(case: str, file: str, onto: str | None, as_json: bool) -> None:
    """Write CASE to FILE in the notation that its name asks for.

    FILE ends in .xlsx (a workbook), .yaml, .yml or .json; a name with a slash at its end is a new folder of CSV files;
    - writes YAML to standard output. Nothing is lost on the way; what a notation has no place for, such as comments, is
    said. A file that was read is never overwritten.

    To bring a workbook's changes back into a YAML file with comments:
    detente convert case.xlsx new.yaml --onto case.yaml
    """
    from detente.case import digest, load_with_remarks, save
    from detente.case.saving import is_afresh, notation_of, text_of

    _check(file, onto)
    known, remarks = load_with_remarks(case)
    if file == "-":
        text = text_of(known, "yaml", onto)
        click.echo(text, nl=False)
        sys.stdout.flush()
        afresh = onto is not None and is_afresh(known, text, onto)
        _say(remarks, [f"the comments and the wording of {onto}"] if afresh else [], file, onto)
        return
    lost = save(known, file, onto=onto, inputs=[case])
    _say(remarks, lost, file, onto)
    if as_json:
        from detente.case.json_text import json_text

        unread = [{"place": remark.place, "text": remark.message} for remark in remarks]
        click.echo(json_text({"file": file, "digest": digest(known), "not_read": unread, "not_kept": lost}))
    else:
        click.echo(f"{file} written{' as a folder of CSV files' if notation_of(file) == 'csv' else ''}.", err=True)


def _check(file: str, onto: str | None) -> None:
    from detente.case.saving import notation_of

    notation = "yaml" if file == "-" else notation_of(file)
    if notation is None:
        if os.path.splitext(file)[1]:
            raise click.UsageError(f"{file!r} does not end in {ENDINGS}.")
        raise click.UsageError(f"{file!r} has no ending: {ENDINGS}.")
    if onto is not None and notation != "yaml":
        raise click.UsageError(f"--onto is for YAML only, and {file!r} is none.")


def _say(remarks: Iterable[Finding], lost: Iterable[str], file: str, onto: str | None) -> None:
    """Say on stderr what was not read, and what could not be kept."""
    from detente.case.visible import visible

    for remark in remarks:
        if onto is None or remark.sheet:
            click.echo(f"{remark.place}: {remark.message}", err=True)
    for path in lost:
        click.echo(f"{visible(file)}: not kept: {path}", err=True)
