"""The text content of a page, block by block, and for each of its characters the way back to the page."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from html import unescape

from detente.evidence.page_tokens import Tag, tokens

_BLOCK_NAMES = """address article aside blockquote body button caption center dd details dialog div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html label legend li main menu nav
    ol option p pre section select summary table tbody td tfoot th thead title tr ul video audio svg noscript"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CLOSED_BY_THEMSELVES = frozenset({"p", "li", "dt", "dd", "option", "tr", "td", "th"})
_UNSEEN = frozenset({"script", "style", "template", "iframe", "noembed", "noframes", "textarea", "title", "xmp"})
_CLUTTER = frozenset(
    {"nav", "header", "footer", "aside", "button", "select", "label", "figcaption", "dialog", "noscript"}
)
"""Elements that hold no part of an article wherever they stand (a header inside of the article is its headline)."""

_PIECE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|[^&\s]++|\s++|&")
_DEEPEST = 200
"""Tags nested deeper than that are not minded; their text is kept."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, headline, list entry or the like: its place in the text, and the elements that it stands in."""

    start: int
    end: int
    within: tuple[str, ...]

    @property
    def is_headline(self) -> bool:
        """Whether it is a title of the article or of a part of it."""
        return bool({"h1", "h2", "h3", "h4", "h5", "h6"} & set(self.within))

    @property
    def is_clutter(self) -> bool:
        """Whether it stands where no part of an article does."""
        return bool(_CLUTTER & set(self.within))


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page. ``pieces`` are (place in the text, place in the page, length in the page), in order.

    A piece of the same length in both is copied as it is; any other stands for a character reference or for white space
    in the page.
    """

    text: str
    blocks: tuple[Block, ...]
    pieces: tuple[tuple[int, int, int], ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the page a part of the text stands (not empty; tags inside of it are included)."""
        return self._in_page(start)[0], self._in_page(end - 1)[1]

    def _in_page(self, at: int) -> tuple[int, int]:
        """Return start and end in the page of one character."""
        number = bisect_right(self.pieces, at, key=lambda piece: piece[0]) - 1
        start, page, length = self.pieces[max(number, 0)]
        following = self.pieces[number + 1][0] if number + 1 < len(self.pieces) else len(self.text)
        if following - start != length:
            return page, page + length
        return page + at - start, page + at - start + 1


@dataclass(slots=True)
class _Writer:
    """Puts the text together: white space runs together, blocks are parted by an empty line."""

    page: str
    parts: list[str] = field(default_factory=list)
    pieces: list[tuple[int, int, int]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    within: list[str] = field(default_factory=list)
    length: int = 0
    begun: int = -1
    space: tuple[int, int] | None = None

    def run(self, start: int, end: int) -> None:
        """Add what stands between two tags."""
        for match in _PIECE.finditer(self.page, start, end):
            written = match[0]
            if written.isspace():
                self.space = self.space or match.span()
                continue
            text = unescape(written) if written[0] == "&" else written
            if text.isspace() and text != "\n":
                self.space = self.space or match.span()
                continue
            self.piece(text, match.start(), match.end())

    def piece(self, text: str, start: int, end: int) -> None:
        if self.begun < 0:
            if self.length:
                self.append("\n\n", start, 0)
            self.begun = self.length
        elif self.space is not None:
            self.append(" ", self.space[0], self.space[1] - self.space[0])
        self.space = None
        self.append(text, start, end - start)

    def append(self, text: str, start: int, length: int) -> None:
        """Add text; what follows its neighbour in the page, letter by letter, goes into the same piece."""
        is_copy = length > 0 and self.page.startswith(text, start) and len(text) == length
        last = self.pieces[-1] if self.pieces else None
        joins = last is not None and is_copy and self.length - last[0] == last[2] and last[1] + last[2] == start
        if joins and last is not None and (last[2] > 1 or self.page[last[1]] == self.parts[-1]):
            self.pieces[-1] = (last[0], last[1], last[2] + length)
        else:
            self.pieces.append((self.length, start, length))
        self.parts.append(text)
        self.length += len(text)

    def line(self) -> None:
        """Break the line inside of a block."""
        if self.begun >= 0 and self.parts[-1] != "\n":
            self.append("\n", self.pieces[-1][1] + self.pieces[-1][2], 0)
            self.space = None

    def block(self) -> None:
        """End a block."""
        if self.begun >= 0:
            self.blocks.append(Block(self.begun, self.length, tuple(self.within)))
        self.begun, self.space = -1, None

    def tag(self, tag: Tag) -> None:
        if tag.name == "br":
            self.line()
        elif tag.name in _BLOCKS:
            self.block()
            self.nest(tag)

    def nest(self, tag: Tag) -> None:
        if not tag.closes:
            if tag.name in _CLOSED_BY_THEMSELVES and self.within[-1:] == [tag.name]:
                self.within.pop()
            if len(self.within) < _DEEPEST and tag.name != "hr":
                self.within.append(tag.name)
        elif tag.name in self.within:
            while self.within.pop() != tag.name:
                pass


def page_text(page: str) -> PageText:
    """Return the text content of a page: what a reader sees, without scripts and styles.

    Parameters
    ----------
    page
        The source of the page, decoded.

    Returns
    -------
    PageText
        Blocks parted by an empty line, with white space run together as browsers show it.
    """
    writer = _Writer(page)
    for token in tokens(page):
        if isinstance(token, Tag):
            writer.tag(token)
        elif token.inside not in _UNSEEN:
            writer.run(token.start, token.end)
    writer.block()
    return PageText("".join(writer.parts), tuple(writer.blocks), tuple(writer.pieces))
