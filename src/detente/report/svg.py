"""The little SVG that our pictures need: measured text, marks that are told by shape, and a frame that stands alone.

All coordinates are whole numbers or tenths, and text is measured with the widths of Helvetica (which Arial and
Liberation Sans share), so the same result gives the same bytes on every machine. Lines are broken with room to spare,
because a machine that has none of the three shows a wider face.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from html import escape

_ASCII_WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
"""Widths of Helvetica's printable ASCII characters in thousandths of the font size (Adobe font metrics)."""

ROOM_FOR_WIDER_FACES = 86
"""How much of a line may be filled, in percent: DejaVu Sans and Verdana are wider than Helvetica by up to a sixth."""

STYLE = """
.dt{font-family:"Liberation Sans",Arial,Helvetica,sans-serif}
.dt text{fill:var(--ink,#1c2430)}
.dt .soft{fill:var(--soft,#55606e)}
.dt .bold{font-weight:bold}
.dt .paper{fill:var(--paper,#fff)}
.dt .band{fill:var(--band,#f3f5f8)}
.dt .box{fill:var(--paper,#fff);stroke:var(--line-strong,#8a95a3)}
.dt .thin{stroke:var(--line,#d5dae1);fill:none}
.dt .axis{stroke:var(--line-strong,#8a95a3);fill:none}
.dt .limit{stroke:var(--ink,#1c2430);stroke-dasharray:4 3;fill:none}
.dt .mark{stroke:var(--accent,#24507a);fill:none;stroke-width:1.4}
.dt .full{fill:var(--accent,#24507a);stroke:var(--accent,#24507a)}
.dt .second{fill:var(--accent-soft,#a9c1d8);stroke:var(--accent,#24507a)}
.dt .hollow{fill:var(--paper,#fff);stroke:var(--accent,#24507a);stroke-dasharray:3 2}
"""
"""How all pictures look; the colours are the page's where there is one, else their own."""


def text_width(text: str, size: int) -> int:
    """Return about how wide a text is at a font size, in tenths of a pixel."""
    return sum(_width(character) for character in text) * size // 100


def _width(character: str) -> int:
    code = ord(character)
    if 32 <= code < 127:
        return _ASCII_WIDTHS[code - 32]
    if unicodedata.combining(character):
        return 0
    return 1000 if unicodedata.east_asian_width(character) in "WF" else 600


def wrap(text: str, width: int, size: int, *, bold: bool = False) -> list[str]:
    """Break a text into lines of at most ``width`` pixels, between words where that is possible."""
    width = width * ROOM_FOR_WIDER_FACES // 100
    if bold:  # Helvetica's bold is wider by less than that
        width = width * 10 // 11
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if text_width(longer, size) <= width * 10:
            line = longer
            continue
        if line:
            lines.append(line)
        *pieces, line = _pieces(word, width, size)
        lines.extend(pieces)
    return [*lines, line] if line or not lines else lines


def _pieces(word: str, width: int, size: int) -> list[str]:
    """Cut a word that is longer than a line."""
    pieces = [""]
    for character in word:
        if pieces[-1] and text_width(pieces[-1] + character, size) > width * 10:
            pieces.append("")
        pieces[-1] += character
    return pieces


class Drawing:
    """An SVG in the making. Elements are appended; `finish` wraps them in a frame with title and description."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def add(self, element: str, attributes: Mapping[str, object], content: str = "") -> None:
        """Append an element; ``content`` is text and is escaped."""
        written = "".join(f' {name}="{escape(str(value))}"' for name, value in attributes.items())
        end = f">{escape(content)}</{element}>" if content else "/>"
        self._parts.append(f"<{element}{written}{end}")

    def text(self, x: float, y: float, content: str, *, size: int = 13, style: str = "", anchor: str = "") -> None:
        """Append one line of text with its baseline at ``y``."""
        attributes: dict[str, object] = {"x": x, "y": y, "font-size": size}
        if style:
            attributes["class"] = style
        if anchor:
            attributes["text-anchor"] = anchor
        self.add("text", attributes, content)

    def lines(self, x: float, y: float, lines: list[str], *, size: int, gap: int, style: str = "") -> float:
        """Append several lines of text, and return the baseline after the last one."""
        for line in lines:
            self.text(x, y, line, size=size, style=style)
            y += gap
        return y

    def rect(self, x: float, y: float, width: float, height: float, style: str, *, rx: int = 0) -> None:
        """Append a rectangle."""
        attributes: dict[str, object] = {"x": x, "y": y, "width": width, "height": height, "class": style}
        if rx:
            attributes["rx"] = rx
        self.add("rect", attributes)

    def line(self, x1: float, y1: float, x2: float, y2: float, style: str = "thin") -> None:
        """Append a line."""
        self.add("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "class": style})

    def path(self, d: str, style: str) -> None:
        """Append a path."""
        self.add("path", {"d": d, "class": style})

    def finish(self, key: str, width: int, height: int, title: str, description: str, *, kind: str = "") -> str:
        """Return the whole picture.

        Parameters
        ----------
        key
            Unique on a page: the ids of title and description begin with it.
        width, height
            The picture's own measure in pixels; it scales with its place.
        title, description
            The text alternative.
        kind
            A further class, for the page to place it by.
        """
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="dt {kind}" viewBox="0 0 {width} {height}" width="{width}" '
            f'height="{height}" role="img" aria-labelledby="{key}-title {key}-desc">'
            f'<title id="{key}-title">{escape(title)}</title><desc id="{key}-desc">{escape(description)}</desc>'
            f"<style>{STYLE}</style>"
        )
        return "\n".join([head.replace('class="dt "', 'class="dt"'), *self._parts, "</svg>"])
