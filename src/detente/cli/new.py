"""Write a commented starter case, or a copy of a shipped one."""

from __future__ import annotations

import os
import sys
from importlib.resources import files
from importlib.resources.abc import Traversable

import click

from detente.cli.options import json_option, no_workbook_yet
from detente.errors import CaseError, Finding

SUFFIXES = (".yaml", ".yml", ".json")


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(allow_dash=True))
@click.option(
    "name",
    "--from",
    metavar="NAME",
    shell_complete=lambda _context, _parameter, begun: [name for name in shipped_cases() if name.startswith(begun)],
    help="Copy the shipped case NAME instead, such as hanoi.",
)
@json_option
def command(file: str, name: str | None, as_json: bool) -> None:
    """Write a starter case to FILE (.yaml or .json; - for standard output).

    The starter is a small made-up case that plans to a roadmap; its comments explain every key. In JSON there is no
    place for comments. A file that exists is never overwritten.
    """
    no_workbook_yet(file)
    if file != "-" and not file.lower().endswith(SUFFIXES):
        raise click.UsageError(f"{file!r} does not end in {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}.")
    text = _text(name)
    if file.lower().endswith(".json"):
        text = _as_json(text)
    if file == "-":
        click.echo(text, nl=False)
        return
    _write_new(file, text)
    if as_json:
        from detente.case.json_text import json_text

        click.echo(json_text({"file": file}))
    else:
        click.echo(f"{file} written. Next: detente plan {file}", err=True)


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


def _write_new(file: str, text: str) -> None:
    from detente.case.files import write_whole

    if os.path.lexists(file):
        expected = "the name of a file that does not exist yet"
        raise CaseError([Finding("file-exists", "the file exists already", expected, file=file)])
    write_whole(file, text)
    sys.stdout.flush()
