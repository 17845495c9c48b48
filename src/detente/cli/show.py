"""Show the case as a table: steps × parties, with rules, demands and sources below."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import click

from detente.cli.options import case_argument, changes_options, json_option, public_option

if TYPE_CHECKING:
    from detente.case.model import Case
    from detente.case.written import Changes


@click.command()
@case_argument
@json_option
@public_option
@changes_options
def command(case: str, as_json: bool, public: bool, changes: Changes) -> None:
    """Show CASE (a file, a workbook, a folder of CSV files, or - for standard input) as a table of steps × parties.

    Below it stand the rules, the demands with their firmness, the bridges, what is assumed, and the sources. With
    --set, --with-bridge, --give-up, --soften and --include the case is shown as they make it.
    """
    from detente.case import apply, load_with_remarks
    from detente.case.variant import names

    given, remarks = load_with_remarks(case)
    for remark in remarks:
        if remark.sheet:
            click.echo(f"{remark.place}: {remark.message}", err=True)
    changed = apply(given, changes)
    if as_json:
        from detente.case.json_text import json_text

        click.echo(json_text(_document(changed, changes, public=public)))
        return
    from detente.report.case_text import case_text

    sentences = () if public else names(given, changes)
    width = max(60, shutil.get_terminal_size((80, 24)).columns)
    text = case_text(changed, width=width, public=public, changed=sentences, bridges=changes.bridges)
    click.echo(text, nl=False)


def _document(case: Case, changes: Changes, *, public: bool) -> dict[str, Any]:
    from detente.case import to_document

    if not public:
        return to_document(case)
    from detente.report.public import public_case

    document = to_document(public_case(case, changes.bridges))
    for step in document["steps"].values():
        if step.get("reversible") not in (None, True):
            step["reversible"] = "in part"
    return document
