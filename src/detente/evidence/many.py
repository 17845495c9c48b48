"""Reading sources, one or many: from files to articles, and from articles to records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from detente.errors import CaseError, Finding
from detente.evidence.article import Article, open_article
from detente.evidence.collecting import article_files, bytes_of
from detente.evidence.result import Attribution, LeftOut, Record


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with the record made of it."""

    article: Article
    record: Record

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """The statements, in the order of the text."""
        return self.record.attributions

    def place_in_page(self, attribution: Attribution) -> tuple[int, int] | None:
        """Return where in the page's source a statement's content begins and ends; `None` for plain text."""
        if self.article.page is None or not attribution.content:
            return None
        return self.article.page.place(attribution.content[0][0], attribution.content[-1][1])

    def to_dict(self) -> dict[str, Any]:
        """Give the contract's shape, and what the source says of itself; for a page also the way back.

        ``page`` lists pieces ``[place in the text, place in the page, length in the page]``.
        """
        metadata, page = self.article.metadata, self.article.page
        told = {"title": metadata.title, "publisher": metadata.publisher, "url": metadata.url}
        beside: dict[str, Any] = {key: value or None for key, value in told.items()}
        if page is not None:
            beside["page"] = [list(piece) for piece in page.pieces]
        return self.record.to_dict() | beside


def read(
    path: str,
    *,
    published: date | None = None,
    parties: str | None = None,
    encoding: str | None = None,
) -> Reading:
    """Read an article or a transcript: a text file, a saved web page, or ``-`` for standard input.

    Parameters
    ----------
    path
        The file.
    published
        The day of publication; goes before what the source says.
    parties
        A list of offices, countries and demonyms with their parties, that goes before the shipped one.
    encoding
        The encoding of the file, where it cannot be told from it.

    Raises
    ------
    CaseError
        Where the file is no article.
    """
    article = open_article(bytes_of(path), path, encoding=encoding)
    return record_of(article, published=published, parties=parties)


def record_of(article: Article, *, published: date | None = None, parties: str | None = None) -> Reading:
    """Read the statements of an article that is open."""
    from detente.evidence.reading import read_text

    if published is not None:
        article = replace(article, metadata=replace(article.metadata, published=published, basis="as given"))
    found = read_text(article.article_text, id=article.id, published=article.published, parties=parties)
    left_out = sorted((*article.left_out, *_new(found.lines_left_out, article.left_out)), key=lambda one: one.span)
    return Reading(article, replace(found, text=article.text, lines_left_out=tuple(left_out)))


def _new(found: Iterable[LeftOut], before: Sequence[LeftOut]) -> list[LeftOut]:
    """Return what the reader left out beside what had been blanked for it."""
    spans = [one.span for one in before]
    return [one for one in found if not any(start <= one.span[0] and one.span[1] <= end for start, end in spans)]


def open_articles(
    named: Iterable[str], *, encoding: str | None = None, progress: Callable[[int, int], None] | None = None
) -> list[Article]:
    """Open all articles that files and folders hold; their records' names are made unlike each other.

    Raises
    ------
    CaseError
        With everything that is wrong with any of them.
    """
    files = article_files(named)
    articles: list[Article] = []
    findings: list[Finding] = []
    for number, file in enumerate(files):
        if progress is not None:
            progress(number, len(files))
        try:
            articles.append(open_article(bytes_of(file), file, encoding=encoding))
        except CaseError as error:
            findings.extend(error.findings)
    if findings:
        raise CaseError(findings)
    return _told_apart(articles)


def _told_apart(articles: list[Article]) -> list[Article]:
    taken: set[str] = set()
    named = []
    for article in articles:
        name, number = article.id, 1
        while name in taken:
            number += 1
            name = f"{article.id}-{number}"
        taken.add(name)
        named.append(replace(article, id=name))
    return named
