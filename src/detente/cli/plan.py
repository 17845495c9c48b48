"""Plan a roadmap, or say why there is none."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from detente.cli.options import (
    CaseCommand,
    case_argument,
    changes_options,
    done_option,
    html_option,
    json_option,
    no_workbook_yet,
    public_option,
    read_case,
    time_limit_option,
)
from detente.cli.status import STATUSES

if TYPE_CHECKING:
    from detente.case import Case
    from detente.case.written import Changes
    from detente.roadmap.result import Roadmap

MOST_ALTERNATIVES = 20


@click.command(cls=CaseCommand)
@case_argument
@json_option
@html_option
@public_option
@changes_options
@done_option
@click.option(
    "alternatives",
    "--alternatives",
    metavar="N",
    type=click.IntRange(0, MOST_ALTERNATIVES),
    default=0,
    help="Give N further roadmaps of a really different shape, with what each trades.",
)
@time_limit_option
@click.option("seed", "--seed", metavar="N", type=click.IntRange(0, 2**31 - 1), default=0, hidden=True)
def command(
    case: str,
    as_json: bool,
    html: str | None,
    public: bool,
    changes: Changes,
    done: tuple[str, ...],
    alternatives: int,
    time_limit: float,
    seed: int,
) -> None:
    """Plan CASE: the phased roadmap in which nobody ever gains by walking away.

    Every roadmap is confirmed by a checker of its own before it is printed.

    Exit status: 0 a roadmap holds; 1 there is none, and that is proved; 2 the input is wrong; 3 the time ended before
    either was known.
    """
    no_workbook_yet(case)
    known = read_case(case)
    if html is not None:
        _refuse_input_as_output(html, case)
    roadmap = _plan(known, changes, done, alternatives, time_limit, seed, quiet=public)
    if html is not None:
        _write_page(html, case, known, roadmap, public)
    if as_json:
        _print_json(roadmap, public)
    else:
        _print_text(known, roadmap, public)
    sys.stdout.flush()
    raise click.exceptions.Exit(STATUSES[roadmap.status])


def _plan(
    case: Case, changes: Changes, done: tuple[str, ...], alternatives: int, time_limit: float, seed: int, *, quiet: bool
) -> Roadmap:
    from detente.api import plan
    from detente.cli.progress import watching

    with watching(quiet=quiet) as progress:
        return plan(
            case,
            changes=changes,
            done=done,
            time_limit=time_limit,
            seed=seed,
            alternatives=alternatives,
            progress=progress,
        )


def _refuse_input_as_output(html: str, case: str) -> None:
    """Refuse to write over the case before any time is spent on it."""
    from detente.case.files import refuse_input

    refuse_input(html, (case,))


def _write_page(html: str, path: str, case: Case, roadmap: Roadmap, public: bool) -> None:
    from detente.case.files import write_whole
    from detente.report import as_page

    write_whole(html, as_page(case, roadmap, public=public), inputs=(path,))
    click.echo(f"The page is in {html}", err=True)


def _print_json(roadmap: Roadmap, public: bool) -> None:
    import json

    click.echo(json.dumps(roadmap.to_dict(public=public), ensure_ascii=False, indent=2, allow_nan=False))


def _print_text(case: Case, roadmap: Roadmap, public: bool) -> None:
    from detente.cli.terminal import is_coloured
    from detente.report import as_text

    text = as_text(case, roadmap, public=public)
    if is_coloured(sys.stdout):
        from detente.report.terminal import print_coloured

        print_coloured(text)
    else:
        click.echo(text, nl=False)
