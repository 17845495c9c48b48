"""Say what clashes, what each demand costs everybody, and what would unlock a roadmap."""

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
    public_option,
    read_case,
    time_limit_option,
)
from detente.cli.saying import say
from detente.cli.status import STATUSES

if TYPE_CHECKING:
    from detente.case import Case
    from detente.case.written import Changes
    from detente.diagnosis.result import Diagnosis


@click.command(cls=CaseCommand)
@case_argument
@json_option
@html_option
@public_option
@changes_options
@done_option
@time_limit_option
@click.option("seed", "--seed", metavar="N", type=click.IntRange(0, 2**31 - 1), default=0, hidden=True)
def command(
    case: str,
    as_json: bool,
    html: str | None,
    public: bool,
    changes: Changes,
    done: tuple[str, ...],
    time_limit: float,
    seed: int,
) -> None:
    """Say why CASE has no roadmap, or what the one it has hangs on.

    All minimal conflicts, who could give what, the price list of demands, and what would unlock a better roadmap
    without anybody giving up anything. Every roadmap named has been confirmed by a checker of its own.

    Exit status: 0 a roadmap holds; 1 there is none, and that is proved; 2 the input is wrong; 3 the time ended before
    either was known.
    """
    known = read_case(case)
    if html is not None:
        from detente.case.files import refuse_input

        refuse_input(html, (case,))
    diagnosis = _ask(known, changes, done, time_limit, seed, quiet=public)
    if html is not None:
        _write_page(html, case, known, diagnosis, public)
    if as_json:
        _print_json(diagnosis, public)
    else:
        _print_text(known, diagnosis, public)
    sys.stdout.flush()
    raise click.exceptions.Exit(STATUSES[diagnosis.status])


def _ask(
    case: Case, changes: Changes, done: tuple[str, ...], time_limit: float, seed: int, *, quiet: bool
) -> Diagnosis:
    from detente.cli.progress import watching
    from detente.diagnosis import why

    with watching(quiet=quiet) as progress:
        return why(case, changes=changes, done=done, time_limit=time_limit, seed=seed, progress=progress)


def _write_page(html: str, path: str, case: Case, diagnosis: Diagnosis, public: bool) -> None:
    from detente.case.files import write_whole
    from detente.report import as_reasons_page

    write_whole(html, as_reasons_page(case, diagnosis, public=public), inputs=(path,))
    say(f"The page is in {html}")


def _print_json(diagnosis: Diagnosis, public: bool) -> None:
    from detente.case.json_text import json_text

    click.echo(json_text(diagnosis.to_dict(public=public)))


def _print_text(case: Case, diagnosis: Diagnosis, public: bool) -> None:
    from detente.cli.terminal import is_coloured
    from detente.report import as_reasons

    text = as_reasons(case, diagnosis, public=public)
    if is_coloured(sys.stdout):
        from detente.report.terminal import print_coloured

        print_coloured(text)
    else:
        click.echo(text, nl=False)
