"""Which blocks of a page are the article: readability's judgement, on a copy of the page that cannot hurt it.

The copy holds the page's block elements with their classes and ids, links, and the text, each block led by a mark in
private-use characters. The marks that come out again name the blocks that belong to the article, exactly.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_left
from collections.abc import Iterator
from html import escape

from detente.evidence.page_text import PageText
from detente.evidence.page_tokens import Tag, tokens

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_DEEPEST = 80
"""The copy nests no deeper: real pages do not, and the time that scoring takes grows with the depth."""

_MOST_BLOCKS = 20_000
"""A page of more blocks is a list of something, and nothing in it is looked for."""

_TELLING = frozenset({"class", "id", "itemprop", "role", "href", "hidden", "style"})
_LONGEST = 200
_HARMLESS = str.maketrans({"<": "&lt;", _OPEN: "\ufffd", _CLOSE: "\ufffd"})

_COPIED_NAMES = """address article aside blockquote body dd div dl dt figure figcaption footer form h1 h2 h3 h4 h5 h6
    header li main nav ol p pre section span table tbody td th tr ul a"""
_COPIED = frozenset(_COPIED_NAMES.split())


def article_blocks(page: str, found: PageText) -> frozenset[int] | None:
    """Return the numbers of the blocks that are the article.

    Returns
    -------
    frozenset of int or None
        `None` where the page shows no article apart from the rest; then nothing may be left out on its account.
    """
    if not found.blocks or len(found.blocks) > _MOST_BLOCKS:
        return None
    summary = _summary(_copy(page, found))
    return frozenset(int(number) for number in _MARK.findall(summary)) or None


def _summary(copy: str) -> str:
    """Return the part of a page that readability takes for the article; nothing where it finds none."""
    from readability import Document  # type: ignore[import-untyped]
    from readability.readability import Unparseable  # type: ignore[import-untyped]

    logging.getLogger("readability").setLevel(logging.CRITICAL)  # what it cannot do is told by our return value
    try:
        return str(Document(copy).summary(html_partial=True))
    except (Unparseable, ValueError):
        return ""


def _copy(page: str, found: PageText) -> str:
    return f"<html><body>{''.join(_copied(page, found))}</body></html>"


def _copied(page: str, found: PageText) -> Iterator[str]:
    """Yield the copy: balanced tags no deeper than a parser takes, and a mark and the text of each block."""
    starts = [found.place(block.start, block.start + 1)[0] for block in found.blocks]
    nested: list[str] = []
    for token in tokens(page):
        if isinstance(token, Tag):
            yield from _tag(token, nested)
        elif not token.inside:
            number = bisect_left(starts, token.start)
            if number < len(starts) and starts[number] < token.end:
                yield f"{_OPEN}{number}{_CLOSE}"
            yield page[token.start : token.end].translate(_HARMLESS)
    yield from (f"</{name}>" for name in reversed(nested))


def _tag(tag: Tag, nested: list[str]) -> Iterator[str]:
    """Yield a tag's copy, with the end tags that it implies."""
    if tag.name == "br":
        yield "<br>"
    if tag.name not in _COPIED:
        return
    if not tag.closes:
        if len(nested) < _DEEPEST:
            nested.append(tag.name)
            yield f"<{tag.name}{''.join(_attributes(tag))}>"
        return
    if tag.name in nested:
        while (name := nested.pop()) != tag.name:
            yield f"</{name}>"
        yield f"</{tag.name}>"


def _attributes(tag: Tag) -> Iterator[str]:
    for name, value in tag.attributes().items():
        if name in _TELLING:
            yield f' {name}="{escape(value[:_LONGEST])}"'
