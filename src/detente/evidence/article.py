"""An article or a transcript as it came: its text, what it says of itself, and what in it is not the article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import PurePath

from detente.evidence.decoding import decode_article, refusal
from detente.evidence.page_metadata import Metadata, page_metadata
from detente.evidence.page_text import Block, PageText, page_text
from detente.evidence.result import LeftOut
from detente.evidence.text_metadata import head_lines, text_metadata

STANDARD_INPUT = "-"

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,5000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|meta|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")

_COUNTS_FROM_PUBLICATION = re.compile(
    r"\b((?:on |last |this |next |earlier )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tomorrow"
    r"|(?:last|this|next) (?:week|month|year)|\w+ (?:days?|weeks?|months?|years?) ago"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:\.|[a-z]{2,6})? \d{1,2}(?!\d)(?!,? \d{4}))\b"
)


@dataclass(frozen=True, slots=True)
class Article:
    """A source as it was read from a file.

    ``id`` is its name in records, ``file`` the file that it came from. ``text`` is the file's own text; for a page its
    text content, with ``page`` as the way back. ``left_out`` are the parts of a page outside of the article.
    ``published_basis`` says where the day of publication is from; ``guessed`` whether ``encoding`` was.
    """

    id: str
    file: str
    text: str
    metadata: Metadata
    left_out: tuple[LeftOut, ...] = ()
    page: PageText | None = None
    encoding: str = "utf-8"
    guessed: bool = False

    @property
    def published(self) -> date | None:
        """The day of publication, as far as the source says."""
        return self.metadata.published

    @property
    def article_text(self) -> str:
        """The text with blanks in place of what is left out, so that every place stays what it is."""
        parts, at = [], 0
        for one in self.left_out:
            start, end = one.span
            parts += [self.text[at:start], re.sub(r"[^\n]", " ", self.text[start:end])]
            at = end
        return "".join([*parts, self.text[at:]])

    def counts_from_publication(self) -> str:
        """Return the first words that need the day of publication to be a date, such as ``on Monday``."""
        match = _COUNTS_FROM_PUBLICATION.search(self.article_text)
        return match[0] if match is not None else ""


def open_article(data: bytes, file: str, *, encoding: str | None = None) -> Article:
    """Return an article from the bytes of a file: a saved page, or plain text.

    Parameters
    ----------
    data
        All bytes of the file.
    file
        Its name; ``-`` is standard input.
    encoding
        The encoding, where the user knows it.

    Raises
    ------
    CaseError
        Where the bytes are no article (see `detente.evidence.decoding.decode_article`), or a page shows no text.
    """
    name = "(standard input)" if file == STANDARD_INPUT else file
    decoded = decode_article(data, name, encoding)
    told = (decoded.encoding, decoded.guessed)
    if not _is_page(decoded.text, file):
        head = tuple(LeftOut(span, "about the text") for span in head_lines(decoded.text))
        return Article(name_of(file), file, decoded.text, text_metadata(decoded.text, file), head, None, *told)
    found = page_text(decoded.text)
    if not found.text.strip():
        raise refusal("empty-file", name, "the page shows no text", "a page saved with its text, not only its scripts")
    metadata = _or_name(page_metadata(decoded.text), file)
    return Article(name_of(file), file, found.text, metadata, _outside(decoded.text, found), found, *told)


def name_of(file: str) -> str:
    """Return the name of a record: the file's own, in the letters of ids."""
    stem = "standard-input" if file == STANDARD_INPUT else PurePath(file).stem
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:80] or "article"


def _is_page(text: str, file: str) -> bool:
    return PurePath(file).suffix.lower() in _PAGE_SUFFIXES or _PAGE.match(text) is not None


def _or_name(metadata: Metadata, file: str) -> Metadata:
    """Take the day from the file's name where the page declares none."""
    if metadata.published is not None:
        return metadata
    named = text_metadata("", file)
    return Metadata(metadata.title, metadata.publisher, metadata.url, named.published, named.basis)


def _outside(page: str, found: PageText) -> tuple[LeftOut, ...]:
    """Return what of a page is not the article, neighbours with one reason put together."""
    from detente.evidence.main_text import article_blocks

    chosen = article_blocks(page, found)
    reasons = [(block, _reason(block, chosen is None or number in chosen)) for number, block in enumerate(found.blocks)]
    if all(why for _, why in reasons):  # rather too much than nothing
        return ()
    groups = [(why, [block for block, _ in group]) for why, group in groupby(reasons, key=lambda pair: pair[1])]
    return tuple(LeftOut((blocks[0].start, blocks[-1].end), why) for why, blocks in groups if why)


def _reason(block: Block, in_article: bool) -> str:
    if "figcaption" in block.within:
        return "caption"
    if not in_article or (block.is_clutter and "header" not in block.within):
        return "outside the article"
    if "h1" in block.within:
        return "headline"
    return "above the article" if "header" in block.within else ""
