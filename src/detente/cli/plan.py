"""Plan a roadmap, or say why there is none."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from detente.cli.documents import content_of, known_ending, private_option, say_written
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
    from collections.abc import Mapping

    from detente.case import Case
    from detente.case.written import Changes
    from detente.diagnosis.fragility import Fragility
    from detente.diagnosis.result import Diagnosis
    from detente.report.told import Told
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
@click.option(
    "documents",
    "--save",
    metavar="FILE",
    multiple=True,
    type=click.Path(dir_okay=False),
    help="Write the roadmap as a document too: .docx, .xlsx, .csv, .ics, .svg or .png. May be repeated.",
)
@private_option
@click.option(
    "fragile",
    "--fragile",
    is_flag=True,
    help="Say what the roadmap hangs on: which level, number or demand, moved a little, breaks or changes it.",
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
    documents: tuple[str, ...],
    private: bool,
    fragile: bool,
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
    _check_outputs([*documents, *([html] if html is not None else [])], case)
    roadmap, diagnosis = _plan(known, changes, done, alternatives, time_limit, seed, quiet=public)
    hangs_on = _fragility(known, roadmap, time_limit, quiet=public) if fragile else None
    told = _tell(known, roadmap, public) if html is not None or not as_json else None
    contents: dict[str, str | bytes] = {}
    if html is not None and told is not None:
        contents[html] = _page(told, known, diagnosis, hangs_on)
    if roadmap.phases:
        contents |= {name: content_of(known, roadmap, name, private=private) for name in documents}
    _write(contents, case, html, private)
    if told is None or as_json:
        _print_json(roadmap, diagnosis, hangs_on, public)
    else:
        _print_text(told, known, diagnosis, hangs_on)
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
) -> tuple[Roadmap, Diagnosis | None]:
    """Plan; where it is proved that no roadmap holds, ask why in the time that is left."""
    from detente.api import plan
    from detente.cli.progress import watching

    with watching(quiet=quiet) as progress:
        roadmap = plan(
            case,
            changes=changes,
            done=done,
            time_limit=time_limit,
            seed=seed,
            alternatives=alternatives,
            progress=progress,
        )
        if roadmap.status != "none":
            return roadmap, None
        from detente.diagnosis import why

        left = max(0.0, time_limit - roadmap.seconds)
        return roadmap, why(
            case, changes=changes, done=done, time_limit=left, seed=seed, brief=True, known=roadmap, progress=progress
        )


def _fragility(case: Case, roadmap: Roadmap, time_limit: float, *, quiet: bool) -> Fragility | None:
    """Find what a roadmap hangs on, in the time that planning has left."""
    from detente.cli.progress import watching
    from detente.diagnosis.fragility import fragility_of

    with watching(quiet=quiet) as progress:
        return fragility_of(case, roadmap, time_limit=max(0.0, time_limit - roadmap.seconds), progress=progress)


def _check_outputs(outputs: list[str], case: str) -> None:
    """Refuse to write over the case, or one file twice, before any time is spent on it."""
    from detente.case.files import refuse_outputs

    refuse_outputs(outputs, (case,))


def _tell(case: Case, roadmap: Roadmap, public: bool) -> Told:
    """Put together what text and page are made from, once for both."""
    from detente.report.told import tell

    return tell(case, roadmap, public=public)


def _page(told: Told, case: Case, diagnosis: Diagnosis | None, hangs_on: Fragility | None) -> str:
    from detente.report.fragility_page import fragility_html
    from detente.report.page import page_of
    from detente.report.why_page import reasons_page_of

    if diagnosis is not None:
        return reasons_page_of(told, case, diagnosis)
    return page_of(told, "" if hangs_on is None or told.public else fragility_html(told, hangs_on))


def _write(contents: Mapping[str, str | bytes], case: str, html: str | None, private: bool) -> None:
    """Write the page and all documents, or nothing, and say so."""
    from detente.case.files import write_all

    write_all(contents, (case,))
    for name in contents:
        if name == html:
            say(f"The page is in {html}")
        else:
            say_written(name, private=private)


def _print_json(roadmap: Roadmap, diagnosis: Diagnosis | None, hangs_on: Fragility | None, public: bool) -> None:
    from detente.case.json_text import json_text

    document = roadmap.to_dict(public=public)
    if diagnosis is not None:
        from detente.diagnosis.form import reasons_to_dict

        document |= reasons_to_dict(diagnosis, public=public)
    if hangs_on is not None:
        document["fragility"] = hangs_on.to_dict(public=public)
    click.echo(json_text(document))


def _print_text(told: Told, case: Case, diagnosis: Diagnosis | None, hangs_on: Fragility | None) -> None:
    from detente.cli.terminal import is_coloured
    from detente.report.text import text_of

    text = text_of(told, case, diagnosis=diagnosis, fragility=hangs_on)
    if is_coloured(sys.stdout):
        from detente.report.terminal import print_coloured

        print_coloured(text)
    else:
        click.echo(text, nl=False)
