"""Plan a roadmap, or say why there is none."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from detente.cli.documents import known_ending, private_option, save
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
from detente.cli.status import ExitStatus

if TYPE_CHECKING:
    from detente.case import Case
    from detente.case.written import Changes
    from detente.roadmap.result import Roadmap

MOST_ALTERNATIVES = 20

STATUSES = {
    "optimal": ExitStatus.DONE,
    "feasible": ExitStatus.DONE,
    "none": ExitStatus.NO,
    "unknown": ExitStatus.UNDECIDED,
}


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
@click.option(
    "documents",
    "--save",
    metavar="FILE",
    multiple=True,
    type=click.Path(dir_okay=False),
    help="Write the roadmap as a document too: .docx, .xlsx, .csv, .ics, .svg or .png. May be repeated.",
)
@private_option
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
    documents: tuple[str, ...],
    private: bool,
    time_limit: float,
    seed: int,
) -> None:
    """Plan CASE: the phased roadmap in which nobody ever gains by walking away.

    CASE is a file in YAML or JSON, a workbook (.xlsx), a folder of CSV files, or - for standard input.

    Every roadmap is confirmed by a checker of its own before it is printed.

    Exit status: 0 a roadmap holds; 1 there is none, and that is proved; 2 the input is wrong; 3 the time ended before
    either was known.
    """
    _check_documents(documents, private, public)
    known = read_case(case)
    for output in (*documents, *([html] if html is not None else [])):
        _refuse_input_as_output(output, case)
    roadmap = _plan(known, changes, done, alternatives, time_limit, seed, quiet=public)
    if html is not None:
        _write_page(html, case, known, roadmap, public)
    if roadmap.phases:
        for document in documents:
            save(known, roadmap, document, private=private, inputs=(case,))
    if as_json:
        _print_json(roadmap, public)
    else:
        _print_text(known, roadmap, public)
    sys.stdout.flush()
    raise click.exceptions.Exit(STATUSES[roadmap.status])


def _check_documents(documents: tuple[str, ...], private: bool, public: bool) -> None:
    """Refuse names and options that do not go together before any time is spent."""
    for document in documents:
        known_ending(document)
    if private and public:
        raise click.UsageError("--private and --public contradict each other.")
    if private and not documents:
        raise click.UsageError("--private is for documents: add --save FILE.")


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


def _refuse_input_as_output(output: str, case: str) -> None:
    """Refuse to write over the case before any time is spent on it."""
    from detente.case.files import refuse_input

    refuse_input(output, (case,))


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
