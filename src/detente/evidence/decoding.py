"""The bytes of an article: what is no text is refused, what is text in any usual encoding becomes one."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from detente.errors import CaseError, Finding

LARGEST = 10 * 1024 * 1024
"""An article has no more bytes than that; what is larger is something else."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_NO_TEXT = (
    (b"%PDF-", "a PDF", "save or copy its text into a text file first"),
    (b"PK\x03\x04", "a Word, OpenDocument or zip file", "save it as plain text or as a web page (HTML) first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "save it as plain text first"),
    (b"{\\rtf", "a rich text (RTF) file", "save it as plain text first"),
    (b"\x89PNG", "a picture", ""),
    (b"\xff\xd8\xff", "a picture", ""),
    (b"GIF8", "a picture", ""),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"BZh", "a compressed file", "unpack it first"),
    (b"7z\xbc\xaf", "a compressed file", "unpack it first"),
    (b"\x7fELF", "a program", ""),
    (b"ID3", "a recording", ""),
    (b"OggS", "a recording", ""),
    (b"SQLite format 3", "a database", ""),
)

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_HEAD = 4096
"""Where a page has to declare its encoding; browsers look at the first 1,024 bytes, saved pages put more before it."""

_WESTERN = 0.15
"""Below this share of bytes beyond ASCII a text is in a Latin script, and the reader reads English: windows-1252."""

_BEYOND_ASCII = bytes(range(0x80, 0x100))

_EXPECTED = "an article or a transcript: a text file or a saved web page (HTML)"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and whether that was guessed from the look of the bytes."""

    text: str
    encoding: str
    guessed: bool = False


def decode_article(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Return the text of an article.

    A byte order mark, valid UTF-8 and what a page declares are believed, in this order; else the encoding is told from
    the bytes, and marked as guessed.

    Parameters
    ----------
    data
        All bytes of the file.
    name
        Its name, for messages.
    encoding
        The encoding, where the user knows it.

    Raises
    ------
    CaseError
        ``too-large``, ``empty-file``, ``no-article`` (a PDF, a picture, anything binary), ``bad-encoding``.
    """
    _refuse_what_is_no_text(data, name, encoding)
    decoded = _as_told(data, name, encoding) if encoding else _by_its_marks(data) or _by_its_look(data, name)
    text = decoded.text.removeprefix("\ufeff")
    if not text.strip():
        raise refusal("empty-file", name, "there is no text in the file", _EXPECTED)
    if "\0" in text:
        raise refusal("no-article", name, "the file has nul bytes: it is binary, or damaged", _EXPECTED)
    return Decoded(text, decoded.encoding, decoded.guessed)


def refusal(code: str, name: str, message: str, expected: str = "") -> CaseError:
    """Return the error about a file as a whole."""
    return CaseError([Finding(code, message, expected, file=name)])


def _refuse_what_is_no_text(data: bytes, name: str, encoding: str | None) -> None:
    if len(data) > LARGEST:
        raise refusal("too-large", name, "the file is larger than 10 MB", _EXPECTED)
    if not data.strip(b"\0 \t\r\n"):
        raise refusal("empty-file", name, "there is nothing in the file", _EXPECTED)
    for start, what, remedy in _NO_TEXT:
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(start):
            raise refusal("no-article", name, f"this is {what}, not a text", remedy or _EXPECTED)
    wide = encoding is not None or data.startswith(tuple(mark for mark, _ in _MARKS))
    if b"\0" in data and not wide:
        raise refusal("no-article", name, "the file has nul bytes: it is binary, or damaged", _EXPECTED)


def _as_told(data: bytes, name: str, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except LookupError:
        message = f"there is no encoding “{encoding}”"
        raise refusal("bad-encoding", name, message, "a name such as utf-8, windows-1252 or euc-kr") from None
    except (UnicodeError, ValueError):
        raise refusal("bad-encoding", name, f"the file is no text in {encoding}", "its encoding") from None


def _by_its_marks(data: bytes) -> Decoded | None:
    """Return the text by its byte order mark, by what the page declares, or as UTF-8."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _tried(data, encoding)
    if (text := _tried(data, "utf-8")) is not None:
        return text
    found = _DECLARED.search(data[:_HEAD])
    if found is None:
        return None
    declared = (found[1] or found[2]).decode("ascii", "replace").lower()
    # As browsers do: pages that declare Latin-1 or ASCII are in windows-1252.
    return _tried(data, "windows-1252" if declared in ("iso-8859-1", "latin-1", "latin1", "us-ascii") else declared)


def _tried(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding.removesuffix("-sig"))
    except (LookupError, UnicodeError, ValueError):
        return None


def _by_its_look(data: bytes, name: str) -> Decoded:
    beyond = len(data) - len(data.translate(None, _BEYOND_ASCII))
    if beyond < _WESTERN * len(data) and (western := _tried(data, "windows-1252")) is not None:
        return Decoded(western.text, western.encoding, guessed=True)
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 64 * 1024]).best()
    decoded = _tried(data, best.encoding) if best is not None else None
    if decoded is None:
        raise refusal("bad-encoding", name, "the bytes are no text in any known encoding", _EXPECTED)
    return Decoded(decoded.text, decoded.encoding, guessed=True)
