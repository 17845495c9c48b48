"""Say whether a roadmap holds, by code that shares nothing with the planner's."""

from __future__ import annotations

import click

from detente.cli.options import case_argument, json_option, public_option, read_case
from detente.cli.status import ExitStatus

NODES = 200_000
"""How long the checker searches for the ideals that shares are measured against: here nobody else has found them."""


@click.command()
@case_argument
@click.argument("roadmap", metavar="ROADMAP", type=click.Path(allow_dash=True))
@json_option
@public_option
@click.pass_context
def command(context: click.Context, case: str, roadmap: str, as_json: bool, public: bool) -> None:
    """Check a roadmap against the model: whether it holds, what holds each party, what fails and by how much.

    ROADMAP is the output of `detente plan CASE --json`, or a file written by hand that lists the steps of each phase
    (`phases: [[release], [convoy, inspection]]`). Demands given up or softened and bridges used are applied to the case
    first, and named. The exit status is 0 where the roadmap holds and 1 where it does not.
    """
    if case == roadmap == "-":
        raise click.UsageError("CASE and ROADMAP cannot both be standard input.", context)
    from detente.case import read_roadmap
    from detente.checker import check

    known = read_case(case)
    report = check(known, read_roadmap(roadmap, known), nodes=NODES)
    if as_json:
        from detente.case.json_text import json_text

        click.echo(json_text(report.to_dict(public=public)))
    else:
        click.echo(report.summary(public=public), nl=False)
    if not report.holds:
        context.exit(ExitStatus.NO)
