"""Make a skeleton case from the table of the PA-X Peace Agreements Database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from detente.cli.options import json_option
from detente.cli.saying import say

if TYPE_CHECKING:
    from detente.skeletons import Agreement


@click.command()
@click.argument("table", metavar="TABLE", type=click.Path())
@click.argument("file", metavar="[FILE]", type=click.Path(), required=False)
@click.option("identifier", "--agreement", metavar="AGTID", help="The agreement to make a skeleton of, by its AgtId.")
@click.option("find", "--find", metavar="WORDS", help="List only agreements whose name, country or process has these.")
@json_option
def command(table: str, file: str | None, identifier: str | None, find: str | None, as_json: bool) -> None:
    """List the agreements of TABLE, or write one of them to FILE as a skeleton case.

    TABLE is the table of PA-X (CSV or Excel) as it can be downloaded from the database; every version will do, since it
    is read by the names in its first row. FILE ends in .yaml, .json or .xlsx.

    A skeleton has the parties, the date and a step stub for each topic that PA-X codes. It has no order, no owners and
    no values, because PA-X codes none: those are for you to write.
    """
    if (file is None) != (identifier is None):
        raise click.UsageError("FILE and --agreement AGTID belong together; without both, the agreements are listed.")
    if file is not None and identifier is not None:
        _write(table, file, identifier, as_json)
    else:
        _list(table, find or "", as_json)


def _write(table: str, file: str, identifier: str, as_json: bool) -> None:
    import os

    from detente.case.saving import notation_of, save
    from detente.errors import CaseError, Finding
    from detente.skeletons import agreement, skeleton

    if notation_of(file) is None:
        raise click.UsageError(f"{file!r} does not end in .yaml, .yml, .json or .xlsx.")
    if os.path.lexists(file):
        expected = "the name of a file that does not exist yet"
        raise CaseError([Finding("file-exists", "the file exists already", expected, file=file)])
    case = skeleton(agreement(table, identifier))
    save(case, file, inputs=[table])
    if as_json:
        from detente.case.json_text import json_text

        click.echo(json_text({"file": file, "steps": len(case.steps), "parties": len(case.parties) - 1}))
    else:
        say(f"{file} written: a skeleton. Next: give every step its owner, then detente show {file}")


def _list(table: str, find: str, as_json: bool) -> None:
    from detente.skeletons import agreements

    wanted = [one for one in agreements(table) if _has(one, find)]
    if as_json:
        from detente.case.json_text import json_text

        click.echo(json_text({"agreements": [_as_dict(one) for one in wanted]}))
        return
    from detente.case.visible import visible

    for one in wanted:
        when = one.signed.isoformat() if one.signed else "no date   "
        topics = f"{len(one.depth)} topic{'' if len(one.depth) == 1 else 's'}"
        click.echo(visible(f"{one.id:>6}  {when}  {' '.join(one.name.split())} ({one.country}; {topics})"))


def _has(agreement: Agreement, find: str) -> bool:
    text = f"{agreement.name} {agreement.country} {agreement.process}".lower()
    return all(word in text for word in find.lower().split())


def _as_dict(agreement: Agreement) -> dict[str, object]:
    return {
        "id": agreement.id,
        "name": agreement.name,
        "signed": agreement.signed.isoformat() if agreement.signed else None,
        "country": agreement.country,
        "process": agreement.process,
        "stage": agreement.stage,
        "topics": dict(agreement.depth),
    }
