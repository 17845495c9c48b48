"""Read articles and transcripts into sourced statements."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import click

from detente.cli.options import json_option

if TYPE_CHECKING:
    from detente.evidence.article import Article
    from detente.evidence.many import Reading


def day(written: str) -> date:
    """Return the day that is written as 2019-03-19; what is none is refused."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise click.BadParameter(f"{written!r} is no date; write it as 2019-03-19.") from None


@click.command()
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option(
    "published", "--published", metavar="DATE", type=day, help="The day of publication; goes before what a file says."
)
@json_option
@click.option(
    "into",
    "--into",
    metavar="CASE",
    type=click.Path(),
    help="Decide on each statement, one after the other, and write the sources into this case.",
)
@click.option("again", "--again", is_flag=True, help="With --into: ask again about what was decided before.")
@click.option(
    "parties",
    "--parties",
    metavar="LIST",
    type=click.Path(dir_okay=False),
    help="A list of offices, countries and demonyms of your own, which goes before the shipped one.",
)
@click.option("encoding", "--encoding", metavar="NAME", help="The encoding of the files, where it cannot be told.")
def command(
    files: tuple[str, ...],
    published: date | None,
    as_json: bool,
    into: str | None,
    again: bool,
    parties: str | None,
    encoding: str | None,
) -> None:
    """Read articles and transcripts: who said what, when, where, and what it does in the negotiation.

    FILE is a saved web page, a plain text, a folder of both, or - for standard input. Nothing is looked up on the
    network. With --into the statements become sources of a case, once you have accepted them.
    """
    if into is not None and (as_json or "-" in files):
        raise click.UsageError("--into asks questions: it goes with neither --json nor standard input.")
    if again and into is None:
        raise click.UsageError("--again goes with --into.")
    if into is not None:
        from detente.cli.reviewing import Deciding

        deciding = Deciding(into)  # what is wrong with the case is said before any article is read
        deciding.decide(_read(files, published, _list_of_parties(parties), encoding), again=again)
        return
    readings = _read(files, published, _list_of_parties(parties), encoding)
    if as_json:
        _print_json(readings)
    else:
        _print_text(readings)


def _read(files: tuple[str, ...], published: date | None, parties: str | None, encoding: str | None) -> list[Reading]:
    from detente.evidence.many import open_articles, record_of

    with _counting("Opening") as progress:
        articles = open_articles(files, encoding=encoding, progress=progress)
    if published is None:
        articles = _dated(articles)
    readings = []
    with _counting("Reading") as progress:
        for number, article in enumerate(articles):
            progress(number, len(articles))
            readings.append(record_of(article, published=published, parties=parties))
    return readings


def _dated(articles: list[Article]) -> list[Article]:
    """Have the day of publication of each article that needs one; ask for it at a terminal, else refuse.

    Raises
    ------
    CaseError
        ``missing-date``, for all articles at once.
    """
    from detente.errors import CaseError, Finding

    needy = [one for one in articles if one.published is None and one.counts_from_publication()]
    if not needy:
        return articles
    if sys.stdin.isatty() and sys.stderr.isatty():
        return [_asked(article) if article in needy else article for article in articles]
    findings = [
        Finding(
            "missing-date",
            f"the day of publication is not known, and the text counts from it (“{one.counts_from_publication()}”)",
            "--published 2019-03-19, a line “Published: 2019-03-19” in the text, or that date in the file's name",
            file="(standard input)" if one.file == "-" else one.file,
        )
        for one in needy
    ]
    raise CaseError(findings)


def _asked(article: Article) -> Article:
    from detente.case.visible import visible

    question = f"{visible(article.file)} says “{article.counts_from_publication()}”: when was it published?"
    published = click.prompt(question, value_proc=day, err=True)
    return replace(article, metadata=replace(article.metadata, published=published, basis="as given"))


def _list_of_parties(path: str | None) -> str | None:
    if path is None:
        return None
    from detente.evidence.collecting import bytes_of
    from detente.evidence.decoding import decode_article

    return decode_article(bytes_of(path), path).text


@contextmanager
def _counting(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show on standard error how far the work is; at a terminal only."""
    if not sys.stderr.isatty():
        yield lambda number, of: None
        return
    from rich.console import Console

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with console.status(f"{what}…") as status:
        yield lambda number, of: status.update(f"{what} {number + 1} of {of}")


def _print_json(readings: list[Reading]) -> None:
    from detente.case.json_text import json_text

    for reading in readings:
        click.echo(json_text(reading.to_dict(), indent=None))


def _print_text(readings: list[Reading]) -> None:
    import shutil

    from detente.report.record_text import record_text

    width = max(60, shutil.get_terminal_size((80, 24)).columns)
    click.echo("\n".join(record_text(reading, width=width) for reading in readings), nl=False)
