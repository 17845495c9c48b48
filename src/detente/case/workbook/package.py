"""The container of an .xlsx file: a zip archive whose parts are unpacked piece by piece, never more than is allowed.

What a workbook may carry besides cells (macros, links to other files, pictures, connections) is not looked at.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from detente.case.visible import visible
from detente.errors import CaseError, Finding

MOST_UNPACKED = 150_000_000
"""Bytes of all parts that are read, unpacked, at most."""

MOST_PARTS = 10_000
_PIECE = 65_536

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_EXPECTED = "a workbook saved as .xlsx, or a case in YAML or JSON"

SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")
"""The names of files that are read as workbooks; any other is where it begins as one."""

_OTHERS = {
    ".xls": "an old Excel workbook (.xls)",
    ".ods": "an OpenDocument spreadsheet (.ods)",
    ".xlsb": "a binary Excel workbook (.xlsb)",
}


def is_workbook(data: bytes, name: str) -> bool:
    """Whether a file is to be read as a workbook: by its name, or by how it begins."""
    lower = name.lower()
    return lower.endswith((*SUFFIXES, *_OTHERS)) or data.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE))


class Package:
    """The parts of a workbook file.

    Raises
    ------
    CaseError
        ``unsupported-format`` where it is another kind of file, ``bad-workbook`` where it is broken.
    """

    def __init__(self, data: bytes, origin: str) -> None:
        self.origin = origin
        self.left = MOST_UNPACKED
        if data.startswith(_OLE):
            kind = "a workbook with a password" if _ENCRYPTED in data else _OTHERS[".xls"]
            raise self.unsupported(f"the file is {kind}")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self.names = {info.filename: info for info in self._archive.infolist()[: MOST_PARTS + 1]}
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, OverflowError):
            raise self.broken("the file is no workbook, or a broken one") from None
        if len(self.names) > MOST_PARTS:
            raise self.too_large(f"the workbook has more than {MOST_PARTS:,} parts")
        self._refuse_other_kinds()

    def _refuse_other_kinds(self) -> None:
        if "mimetype" in self.names and b"opendocument" in b"".join(self.pieces("mimetype"))[:200]:
            raise self.unsupported(f"the file is {_OTHERS['.ods']}, or another OpenDocument file")
        if "xl/workbook.bin" in self.names:
            raise self.unsupported(f"the file is {_OTHERS['.xlsb']}")
        for folder, kind in (("word/", "a Word document"), ("ppt/", "a presentation")):
            if any(name.startswith(folder) for name in self.names) and "xl/workbook.xml" not in self.names:
                raise self.unsupported(f"the file is {kind}")

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a part, unpacked, in pieces.

        Raises
        ------
        CaseError
            ``bad-workbook`` where it cannot be unpacked, ``too-large`` where too much comes out.
        """
        try:
            with self._archive.open(self.names[name]) as part:
                while piece := part.read(_PIECE):
                    self.left -= len(piece)
                    if self.left < 0:
                        raise self.too_large(f"the workbook unpacks to more than {MOST_UNPACKED // 1_000_000} MB")
                    yield piece
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError, NotImplementedError):
            raise self.broken(f"the part {visible(name)} of the workbook cannot be unpacked") from None

    def unsupported(self, message: str) -> CaseError:
        """Return the error for another kind of file."""
        return self._error("unsupported-format", message, f"{_EXPECTED} (File, Save as)")

    def broken(self, message: str) -> CaseError:
        """Return the error for a workbook that cannot be read."""
        return self._error("bad-workbook", message, _EXPECTED)

    def too_large(self, message: str) -> CaseError:
        """Return the error for a workbook beyond what is read."""
        expected = "a smaller workbook: without empty rows and columns that are only formatted, and sheets of other use"
        return self._error("too-large", message, expected)

    def _error(self, code: str, message: str, expected: str) -> CaseError:
        return CaseError([Finding(code, message, expected, file=visible(self.origin))])
