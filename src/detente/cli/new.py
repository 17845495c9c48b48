"""Write a commented starter case, or a copy of a shipped one."""

from __future__ import annotations

import os
import sys
from importlib.resources import files
from importlib.resources.abc import Traversable

import click

from detente.cli.options import json_option
from detente.cli.saying import say
from detente.cli.status import ExitStatus
from detente.errors import CaseError, Finding

SUFFIXES = (".yaml", ".yml", ".json", ".xlsx")


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(allow_dash=True))
@click.option(
    "name",
    "--from",
    metavar="NAME",
    shell_complete=lambda _context, _parameter, begun: [name for name in shipped_cases() if name.startswith(begun)],
    help="Copy the shipped case NAME instead, such as hanoi.",
)
@click.option("blank", "--blank", is_flag=True, help="Only the empty sheets of a workbook, to be filled in.")
@click.option("guided", "--guided", is_flag=True, help="Ask, in words, and write the case from the answers.")
@json_option
@click.pass_context
def command(context: click.Context, file: str, name: str | None, blank: bool, guided: bool, as_json: bool) -> None:
    """Write a starter case to FILE (.yaml, .json or .xlsx; - for standard output, in YAML).

    The starter is a small made-up case that plans to a roadmap; its comments explain every key. In a workbook (.xlsx)
    they stand at the headings, with drop-downs in the cells; in JSON there is no place for comments. A file that exists
    is never overwritten.

    With --guided, questions are asked in the terminal: who, what could be done, by whom, for whom it is a gain or a
    cost, what matters most, what must come before what. What was answered is kept in a file beside FILE, so that it can
    be left and taken up again.
    """
    if blank and (name is not None or not file.lower().endswith(".xlsx")):
        raise click.UsageError("--blank is for a workbook (.xlsx), without --from.")
    if file != "-" and not file.lower().endswith(SUFFIXES):
        raise click.UsageError(f"{file!r} does not end in {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}.")
    if guided and (blank or name is not None or file == "-"):
        raise click.UsageError("--guided asks for everything: without --from and --blank, and with a FILE to write.")
    text: str | bytes
    if guided:
        asked = _asked(file)
        if asked is None:
            context.exit(ExitStatus.UNDECIDED)
        text = asked
    else:
        text = "" if blank else _text(name)
    if file.lower().endswith(".xlsx"):
        text = _as_workbook(str(text))
    elif file.lower().endswith(".json"):
        text = _as_json(str(text))
    if file == "-":
        click.echo(text, nl=False)
        return
    _write_new(file, text)
    if as_json:
        from detente.case.json_text import json_text

        click.echo(json_text({"file": file}))
    else:
        following = "Fill it in, then" if blank else "Next"
        say(f"{file} written. {following}: detente plan {file}")


def _asked(file: str) -> str | None:
    """Return a case from an interview; nothing where it was left before its end."""
    from detente.cli.interviewing import interview

    _refuse_existing(file)
    return interview(file)


def _text(name: str | None) -> str:
    if name is None:
        return files("detente.cli").joinpath("starter.yaml").read_text(encoding="utf-8")
    shipped = shipped_cases()
    if name not in shipped:
        from detente.case.names import nearest

        near = nearest(name, shipped)
        hint = f"Did you mean {near}? " if near else ""
        raise click.UsageError(f"There is no shipped case {name!r}. {hint}Shipped are: {', '.join(shipped)}.")
    return shipped[name].read_text(encoding="utf-8")


def shipped_cases() -> dict[str, Traversable]:
    """Return the shipped cases and models by name, in alphabetical order: one file each, with no list to keep."""
    examples = files("detente").joinpath("examples")
    found = {entry.name: entry for folder in (examples.joinpath("models"), examples) for entry in folder.iterdir()}
    return {name.removesuffix(".yaml"): found[name] for name in sorted(found) if name.endswith(".yaml")}


def _as_json(text: str) -> str:
    from detente.case import read_text, to_document
    from detente.case.json_text import json_text

    return json_text(to_document(read_text(text, format="yaml"))) + "\n"


def _as_workbook(text: str) -> bytes:
    """Return a case in YAML as a workbook; without a text, a workbook with nothing filled in."""
    from detente.case import Case, read_text
    from detente.case.saving import workbook_of

    return workbook_of(read_text(text, format="yaml") if text else Case("", {}, {}))


def _write_new(file: str, text: str | bytes) -> None:
    from detente.case.files import write_whole

    _refuse_existing(file)
    write_whole(file, text)
    sys.stdout.flush()


def _refuse_existing(file: str) -> None:
    if os.path.lexists(file):
        expected = "the name of a file that does not exist yet"
        raise CaseError([Finding("file-exists", "the file exists already", expected, file=file)])
