"""Show each party's positions in order of time, and what of the case stands on no source."""

from __future__ import annotations

import shutil

import click

from detente.cli.options import case_argument, html_option, json_option, read_case
from detente.cli.saying import say


@click.command()
@case_argument
@json_option
@html_option
def command(case: str, as_json: bool, html: str | None) -> None:
    """Show the dossier of CASE: each party's positions in order of time, with their words and sources.

    Positions are the statements accepted with `detente read --into CASE`, and the demands of the case. Below them it
    says which demands and steps of the case stand on no source.
    """
    from detente.evidence.decisions import Decisions, decisions_file, load_decisions
    from detente.report.dossier import dossier

    known = read_case(case)
    beside = decisions_file(case)
    found = dossier(known, Decisions() if case == "-" else load_decisions(beside))
    if html is not None:
        from detente.case.files import write_whole
        from detente.report.dossier_page import dossier_page

        write_whole(html, dossier_page(found), inputs=(case, beside))
        say(f"The page is in {html}")
    if as_json:
        from detente.case.json_text import json_text

        click.echo(json_text(found.to_dict()))
    else:
        from detente.report.dossier_text import dossier_text

        click.echo(dossier_text(found, width=max(60, shutil.get_terminal_size((80, 24)).columns)), nl=False)
