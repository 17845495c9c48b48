"""Say where a conflict could come to rest: which states are stable, for whom, in which sense, and why."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from detente.cli.options import html_option, json_option
from detente.cli.saying import say

if TYPE_CHECKING:
    from detente.graph_model.results import ConflictStability
    from detente.states.conflict import Conflict


def _names(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for text in given for name in text.split(",") if name.strip()))


def _file(name: str, words: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(name, metavar="FILE", type=click.Path(dir_okay=False), help=words)


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(allow_dash=True))
@json_option
@click.option(
    "concepts",
    "--concepts",
    metavar="NAME,…",
    multiple=True,
    callback=_names,
    help="Senses of stability: nash, gmr, smr, seq, sseq (the default), sim; limited-move and non-myopic for two.",
)
@click.option(
    "start",
    "--from",
    metavar="STATE",
    help="What can be reached from STATE: its number, its letters (YNN), options joined by commas, none, status-quo.",
)
@click.option("wish", "--wish", metavar="STATE", help="What would make STATE an equilibrium: the fewest changes.")
@click.option(
    "fragile", "--fragile", is_flag=True, help="Which equilibria hang on one detail of an order, or on a gap in it."
)
@click.option("equilibria_only", "--equilibria-only", is_flag=True, help="Keep no verdicts by party: for large models.")
@click.option(
    "options", "--options", metavar="ID,…", multiple=True, callback=_names, help="Steps of the case that are options."
)
@click.option(
    "roadmap",
    "--roadmap",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Show the way of this roadmap (of `plan --json`, or written by hand) through the states.",
)
@html_option
@_file("--svg", "Write the picture of the states to FILE.")
@_file("--csv", "Write the verdicts as a table to FILE.")
@_file("--gmcr", "Write the conflict as a .gmcr model to FILE.")
@click.option(
    "time_limit",
    "--time-limit",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True, max=1e7),
    help="For planning the roadmap by whose phases a large case is bundled: stop after so many seconds.  [default: 60]",
)
def command(
    file: str,
    as_json: bool,
    concepts: tuple[str, ...],
    start: str | None,
    wish: str | None,
    fragile: bool,
    equilibria_only: bool,
    options: tuple[str, ...],
    roadmap: str | None,
    html: str | None,
    svg: str | None,
    csv: str | None,
    gmcr: str | None,
    time_limit: float | None,
) -> None:
    """Say where the conflict in FILE, a case or a .gmcr model, could come to rest.

    The steps of a case are its options; each party switches its own. A case of more than 12 steps is looked at with
    each party's part of each phase of its roadmap as one option, unless --options names some steps.
    """
    from detente.case.files import refuse_outputs

    inputs = tuple(name for name in (file, roadmap) if name is not None)
    refuse_outputs([output for output in (html, svg, csv, gmcr) if output is not None], inputs)
    conflict = _conflict(file, options, roadmap, time_limit)
    with _watching() as progress:
        from detente.api import stability

        result = stability(
            conflict,
            concepts=concepts,
            start=start,
            wish=wish,
            fragile=fragile,
            equilibria_only=equilibria_only,
            progress=progress,
        )
    contents = dict(_contents(result, html, svg, csv, gmcr))
    _write(contents, inputs)
    if as_json:
        from detente.case.json_text import json_text

        click.echo(json_text(result.to_dict()))
    else:
        click.echo(result.summary(), nl=False)


def _conflict(file: str, options: tuple[str, ...], roadmap: str | None, time_limit: float | None) -> Conflict:
    from detente import api
    from detente.states.gmcr_file import is_gmcr

    if time_limit is not None and (options or roadmap is not None or is_gmcr(file)):
        raise click.UsageError("--time-limit is for planning, and here no roadmap has to be planned.")
    if is_gmcr(file):
        if options or roadmap is not None:
            raise click.UsageError("--options and --roadmap are for cases: a .gmcr model has its options already.")
        return api.conflict(file)
    case = api.load(file)
    written = None
    if roadmap is not None:
        from detente.case import read_roadmap

        written = read_roadmap(roadmap, case)
    return api.conflict(case, options=options, roadmap=written, time_limit=60.0 if time_limit is None else time_limit)


def _contents(
    result: ConflictStability, html: str | None, svg: str | None, csv: str | None, gmcr: str | None
) -> Iterator[tuple[str, str]]:
    """Yield the files to write, all computed before the first is written."""
    if html is not None:
        from detente.report.stability_page import stability_page

        yield html, stability_page(result)
    if svg is not None:
        from detente.report.stability_page import picture

        yield svg, picture(result) + "\n"
    if csv is not None:
        from detente.report.stability_csv import stability_csv

        yield csv, stability_csv(result)
    if gmcr is not None:
        from detente.states.to_gmcr import to_gmcr

        yield gmcr, to_gmcr(result.conflict)


def _write(contents: dict[str, str], inputs: tuple[str, ...]) -> None:
    from detente.case.files import write_all

    write_all(contents, inputs)
    for name in contents:
        say(f"{name} written")


@contextmanager
def _watching() -> Iterator[Callable[[str], None] | None]:
    """Show on standard error, at a terminal, what is being computed."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with console.status("Computing…") as status:
        yield lambda words: status.update(words)
