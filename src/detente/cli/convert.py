"""Write a case in another notation: a workbook, YAML, JSON or a folder of CSV files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from detente.cli.documents import private_option
from detente.cli.options import case_argument, json_option
from detente.cli.saying import say
from detente.cli.status import ExitStatus

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
@click.option(
    "roadmap",
    "--roadmap",
    metavar="ROADMAP",
    type=click.Path(allow_dash=True),
    help="Write this roadmap (the JSON of `plan --json`, or one by hand) as a document: .docx, .xlsx, .csv, .ics, .svg"
    " or .png.",
)
@private_option
@json_option
@click.pass_context
def command(
    context: click.Context,
    case: str,
    file: str,
    onto: str | None,
    roadmap: str | None,
    private: bool,
    as_json: bool,
) -> None:
    """Write CASE to FILE in the notation that its name asks for, or a roadmap of it as a document.

    FILE ends in .xlsx (a workbook), .yaml, .yml or .json; a name with a slash at its end is a new folder of CSV files;
    - writes YAML to standard output. Nothing is lost on the way; what a notation has no place for, such as comments, is
    said. A file that was read is never overwritten.

    To bring a workbook's changes back into a YAML file with comments:
    detente convert case.xlsx new.yaml --onto case.yaml

    With --roadmap, FILE is a document made from a roadmap of the case, which is checked first: a Word annex (.docx), a
    workbook (.xlsx), a table (.csv), a calendar (.ics) or the timeline as a picture (.svg, .png). Nothing private
    stands in it without --private. The exit status is 1 where the roadmap does not hold; then nothing is written.
    """
    if roadmap is not None:
        _convert_roadmap(context, case, roadmap, file, onto, private, as_json)
        return
    if private:
        raise click.UsageError("--private is for documents, which are made from a roadmap: --roadmap FILE.")
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
        say(f"{file} written{' as a folder of CSV files' if notation_of(file) == 'csv' else ''}.")


def _convert_roadmap(
    context: click.Context, case: str, roadmap: str, file: str, onto: str | None, private: bool, as_json: bool
) -> None:
    from detente.cli.documents import convert_roadmap

    if onto is not None:
        raise click.UsageError("--onto is for a case in YAML, and --roadmap makes a document.")
    if case == roadmap == "-":
        raise click.UsageError("CASE and ROADMAP cannot both be standard input.")
    if not convert_roadmap(case, roadmap, file, private=private):
        context.exit(ExitStatus.NO)
    if as_json:
        from detente.case.json_text import json_text

        click.echo(json_text({"file": file, "private": private}))


def _check(file: str, onto: str | None) -> None:
    from detente.case.saving import notation_of
    from detente.cli.documents import ending_of

    notation = "yaml" if file == "-" else notation_of(file)
    if notation is None and ending_of(file):
        raise click.UsageError(
            f"{file!r} would be a document, which is made from a roadmap: --roadmap FILE, the JSON of `detente plan "
            f"--json`. Or write it while planning: detente plan CASE --save {file}"
        )
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
