"""Text of others, made safe to print: characters that act instead of showing are written as escapes.

Terminal escapes could move the cursor or recolour a screen; bidirectional marks could make a line read as what it is
not. Both may stand in a case file, since its texts are quoted from anywhere; neither may reach a terminal or a page.
"""

from __future__ import annotations

import re

_ACTING = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # controls
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional marks, embeddings, overrides, isolates
    "\u2028\u2029"  # separators of lines and paragraphs
    "\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"  # invisible formats; not the joiners that scripts need
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f"  # the same for music, and tags
    "\ud800-\udfff]"  # halves of surrogate pairs, which cannot be printed at all
)

_NAMED = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}


def visible(text: str, *, keep: str = "") -> str:
    r"""Return the text with control and bidirectional characters shown escaped, as in ``\x1b[31m``.

    Parameters
    ----------
    text
        Any text, also one that holds half of a surrogate pair.
    keep
        Characters to leave as they are, such as ``"\n"`` where several lines are meant.
    """
    return _ACTING.sub(lambda match: match[0] if match[0] in keep else escape(match[0]), text)


def escape(character: str) -> str:
    r"""Return a character's escape: ``\t``, ``\x1b``, ``\u202e`` or ``\U000e0001``."""
    if character in _NAMED:
        return _NAMED[character]
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
