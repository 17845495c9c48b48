"""The XML of a workbook's parts, read as a stream: the few elements that say which sheets, texts and formats there are.

A document type, and with it every entity, is refused at once. Prefixes and namespaces do not matter, so that the
transitional and the strict variant of the format are read alike.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from xml.parsers import expat

from detente.case.visible import visible
from detente.case.workbook.package import Package

MOST_ELEMENTS = 4_000_000
"""So many elements are read at most, in all parts together."""

MOST_FORMATS = 100_000
"""So many formats of cells are read at most; spreadsheet programs allow some 65,000."""

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BUILTIN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_NOT_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


def local(name: str) -> str:
    """Return the name of an element or attribute without its namespace or prefix."""
    return name.rpartition(" ")[2].rpartition(":")[2]


def parse(package: Package, name: str, start: Start, end: End | None = None, text: End | None = None) -> None:
    """Read one part, calling back for each element's start and end, and for text.

    Raises
    ------
    CaseError
        ``bad-workbook`` or ``too-large``.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def refuse(*_: object) -> None:
        raise package.broken(f"the part {visible(name)} of the workbook declares a document type")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        for piece in package.pieces(name):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise package.broken(f"the part {visible(name)} of the workbook is no well-formed XML") from None


def attribute(attributes: Mapping[str, str], name: str) -> str:
    """Return an attribute, whatever its namespace; an empty text where there is none."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if local(key) == name), "")


def related(package: Package, name: str) -> dict[str, tuple[str, str]]:
    """Return what a part is related to: by id, the kind (its last word) and the name of the other part."""
    folder, base = posixpath.split(name)
    relations = posixpath.join(folder, "_rels", f"{base}.rels")
    found: dict[str, tuple[str, str]] = {}

    def start(element: str, attributes: Mapping[str, str]) -> None:
        if local(element) == "Relationship" and attribute(attributes, "TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attribute(attributes, "Target")))
            kind = attribute(attributes, "Type").rpartition("/")[2]
            found[attribute(attributes, "Id")] = kind, target.lstrip("/")

    if relations in package.names:
        parse(package, relations, start)
    return found


def sheet_list(package: Package, name: str) -> tuple[list[tuple[str, str]], bool]:
    """Return the sheets of a workbook part (title and relation's id), and whether its days count from 1904."""
    found: list[tuple[str, str]] = []
    from_1904 = False

    def start(element: str, attributes: Mapping[str, str]) -> None:
        nonlocal from_1904
        if local(element) == "sheet":
            relation = next((value for key, value in attributes.items() if " " in key and local(key) == "id"), "")
            found.append((attribute(attributes, "name"), relation))
        elif local(element) == "workbookPr":
            from_1904 = attribute(attributes, "date1904") in {"1", "true", "on"}

    parse(package, name, start)
    return found, from_1904


def shared_texts(package: Package, name: str) -> list[str]:
    """Return the texts that cells refer to by number: runs of different formats joined, readings left out."""
    found: list[str] = []
    pieces: list[str] = []
    depth = {"t": 0, "rPh": 0}

    def start(element: str, _: Mapping[str, str]) -> None:
        kind = local(element)
        if kind in depth:
            depth[kind] += 1

    def end(element: str) -> None:
        kind = local(element)
        if kind in depth:
            depth[kind] -= 1
        elif kind == "si":
            found.append(unescaped("".join(pieces)))
            pieces.clear()

    def text(data: str) -> None:
        if depth["t"] and not depth["rPh"]:
            pieces.append(data)

    parse(package, name, start, end, text)
    return found


def date_formats(package: Package, name: str) -> set[int]:
    """Return the numbers of the cell formats that show a date."""
    dates: set[int] = set()
    custom: dict[str, str] = {}
    formats: list[str] = []
    inside = False

    def start(element: str, attributes: Mapping[str, str]) -> None:
        nonlocal inside
        kind = local(element)
        if kind == "numFmt":
            custom[attribute(attributes, "numFmtId")] = attribute(attributes, "formatCode")
        elif kind == "cellXfs":
            inside = True
        elif kind == "xf" and inside:
            formats.append(attribute(attributes, "numFmtId"))
            if len(formats) > MOST_FORMATS:
                raise package.too_large(f"the workbook has more than {MOST_FORMATS:,} formats of cells")

    def end(element: str) -> None:
        nonlocal inside
        inside = inside and local(element) != "cellXfs"

    parse(package, name, start, end)
    for place, number in enumerate(formats):
        code = custom.get(number)
        if (code is not None and is_date_format(code)) or (
            code is None and number.isdigit() and len(number) < 4 and int(number) in _BUILTIN_DATES
        ):
            dates.add(place)
    return dates


def is_date_format(code: str) -> bool:
    """Whether a number format such as ``dd/mm/yyyy`` shows a date or time."""
    first = _NOT_CODE.sub("", code[:1000]).partition(";")[0].lower()
    return "general" not in first and any(letter in first for letter in "dmyh")


def unescaped(text: str) -> str:
    """Return a text with the format's escapes, such as ``_x000D_``, as the characters they stand for."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
