"""Reading a case file: YAML, JSON or a workbook; all its errors at once, each with its place (case-format.md)."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any, Literal, Protocol

from detente.case.model import Case
from detente.case.problems import Problems
from detente.case.source_text import SourceText, UndecodableError, decode
from detente.case.spots import Spot, Spots
from detente.case.visible import escape, visible
from detente.errors import CaseError, Finding

LARGEST_FILE = 10_000_000
"""Bytes of a file at most."""

Format = Literal["yaml", "json"]

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_MOST_FORBIDDEN = 20
_MOST_BRIDGED = 5000


def load(path: str | os.PathLike[str] | IO[str] | IO[bytes]) -> Case:
    """Read a case from a file.

    Parameters
    ----------
    path
        A YAML or JSON file or a workbook (.xlsx), at most 10 MB; a folder of CSV files; ``-`` for standard input; or
        an open file.

    Raises
    ------
    CaseError
        With everything that is wrong with it, in the order of the file.
    """
    opened, problems = _open(path)
    return _case(opened, problems)


def load_with_remarks(path: str | os.PathLike[str] | IO[str] | IO[bytes]) -> tuple[Case, tuple[Finding, ...]]:
    """Read a case from a file, and say what of the file was not read, such as columns of somebody's own.

    Parameters
    ----------
    path
        As for `load`.

    Raises
    ------
    CaseError
        With everything that is wrong with it.
    """
    opened, problems = _open(path)
    return _case(opened, problems), opened.remarks


def _open(path: str | os.PathLike[str] | IO[str] | IO[bytes]) -> tuple[Opened, Problems]:
    problems = Problems()
    if isinstance(path, str | os.PathLike) and os.path.isdir(path):
        from detente.case.workbook.csv_folder import read_folder
        from detente.case.workbook.opening import open_sheets

        return open_sheets(read_folder(os.fspath(path)), problems), problems
    data, origin = read_bytes(path)
    from detente.case.workbook.package import is_workbook

    if is_workbook(data, origin):
        from detente.case.workbook.opening import open_sheets
        from detente.case.workbook.xlsx import read_xlsx

        return open_sheets(read_xlsx(data, origin), problems), problems
    suffix = os.path.splitext(origin)[1].lower()
    known: dict[str, Format] = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}
    return open_document(data, origin, known.get(suffix), problems), problems


def _case(opened: Opened, problems: Problems) -> Case:
    """Return the case of an opened document.

    Raises
    ------
    CaseError
        With everything that is wrong with it.
    """
    from detente.case.building import assemble

    case = assemble(opened.value, problems, opened.origin)
    opened.raise_problems(problems)
    assert case is not None
    _check_bridges(case, problems)
    opened.raise_problems(problems)
    return case


def read_bytes(path: str | os.PathLike[str] | IO[str] | IO[bytes]) -> tuple[bytes, str]:
    """Return what a file holds (standard input for ``-``), and its name for errors.

    Raises
    ------
    CaseError
        ``no-file``, ``cannot-read`` or ``too-large``.
    """
    if not isinstance(path, str | os.PathLike):
        name = getattr(path, "name", None)
        data = path.read(LARGEST_FILE + 1)
        return _sized(data, name if isinstance(name, str) else "(open file)")
    origin = os.fspath(path)
    if origin == "-":
        return _sized(sys.stdin.buffer.read(LARGEST_FILE + 1), "(standard input)")
    try:
        with open(origin, "rb") as file:
            return _sized(file.read(LARGEST_FILE + 1), origin)
    except FileNotFoundError:
        finding = Finding("no-file", "there is no such file", "the name of a case file", file=visible(origin))
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        finding = Finding("cannot-read", f"the file cannot be read: {reason.lower()}", "a file", file=visible(origin))
    raise CaseError([finding])


def _sized(data: str | bytes, origin: str) -> tuple[bytes, str]:
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(raw) > LARGEST_FILE:
        expected = f"at most {LARGEST_FILE // 1_000_000} MB"
        raise CaseError([Finding("too-large", "the file is too large", expected, file=visible(origin))])
    return raw, origin


def read_text(text: str | bytes, origin: str = "(text)", format: Format | None = None) -> Case:
    """Read a case from the text of a file.

    Parameters
    ----------
    text
        The whole file, as text or as bytes (UTF-8, or UTF-16 with its mark).
    origin
        What to call it in errors.
    format
        ``"yaml"`` or ``"json"``; by default JSON where it is JSON, else YAML.

    Raises
    ------
    CaseError
        With everything that is wrong with it, in the order of the file.
    """
    problems = Problems()
    return _case(open_document(text, origin, format, problems), problems)


class Opened(Protocol):
    """A plain document that was read, in whatever notation, and the way to the places of its parts."""

    @property
    def value(self) -> Any:
        """The document."""

    @property
    def origin(self) -> str:
        """What to call its file in errors."""

    @property
    def remarks(self) -> tuple[Finding, ...]:
        """What of the file was not read."""

    def raise_problems(self, problems: Problems) -> None:
        """Raise all problems, if there are any, with their places.

        Raises
        ------
        CaseError
            With every finding.
        """


@dataclass(frozen=True, slots=True)
class OpenedText:
    """A document that was read from a text, and the way to the places of its parts."""

    value: Any
    source: SourceText
    spots: Callable[[], Spot | None]
    notation: Format = "yaml"

    @property
    def origin(self) -> str:
        """What to call its file in errors."""
        return self.source.origin

    @property
    def remarks(self) -> tuple[Finding, ...]:
        """The comments of a YAML file, which are no part of the case."""
        from detente.case.yaml_nodes import comment_lines

        lines = comment_lines(self.source.text) if self.notation == "yaml" else []
        if not lines:
            return ()
        many = "1 line" if len(lines) == 1 else f"{len(lines):,} lines"
        message = f"the comments of this file ({many}) are not taken over"
        return (Finding("", message, file=visible(self.origin), line=lines[0], column=1),)

    def raise_problems(self, problems: Problems) -> None:
        """Raise all problems, if there are any, with their places.

        Raises
        ------
        CaseError
            With every finding.
        """
        if problems:
            problems.raise_if_any(Spots(self.source, self.spots()), self.source.origin)


def open_document(
    text: str | bytes, origin: str, format: Format | None, problems: Problems, *, kind: str = "case"
) -> OpenedText:
    """Return the plain document that a text in YAML or JSON holds.

    Parameters
    ----------
    text, origin, format
        As for `read_text`.
    kind
        What is to be read, for errors.
    problems
        Where problems that do not keep the rest from being read are noted.

    Raises
    ------
    CaseError
        Where nothing can be read.
    """
    from detente.case.json_nodes import decode_json, spots_of_json

    source = SourceText(_text(text, origin), origin)
    refuse = Spots(source, None)
    words = source.text
    if format == "json" or (format is None and words.lstrip()[:1] in {"{", "["}):
        attempt = problems if format == "json" else Problems()
        decoded = decode_json(words, attempt)
        if decoded is not None:
            problems.found += [problem for problem in attempt if attempt is not problems]
            return OpenedText(decoded[0], source, lambda: spots_of_json(words), "json")
        problems.raise_if_any(refuse, origin)
    _refuse_characters(words, problems)
    problems.raise_if_any(refuse, origin)
    from detente.case.yaml_nodes import compose

    composed = compose(words, problems)
    if composed is None:
        if not problems:
            expected = "a case; `detente new` writes one to begin with" if kind == "case" else f"a {kind}"
            problems.add_at("empty-file", "there is nothing in this file", 0, expected=expected)
        problems.raise_if_any(refuse, origin)
    assert composed is not None
    return OpenedText(composed[0], source, lambda: composed[1])


def _text(text: str | bytes, origin: str) -> str:
    if isinstance(text, str):
        _sized(text, origin)
        return text.removeprefix("\ufeff")
    _sized(text, origin)
    try:
        return decode(text)
    except UndecodableError as trouble:
        source = SourceText(trouble.before + trouble.after, origin)
        problems = Problems()
        problems.add_at(trouble.code, trouble.message, len(trouble.before), expected=trouble.expected)
        raise CaseError(problems.findings(Spots(source, None), origin)) from None


def _refuse_characters(text: str, problems: Problems) -> None:
    """Note characters that may not stand raw in a file; in double quotation marks, an escape writes them."""
    for place, match in enumerate(_FORBIDDEN.finditer(text)):
        if place == _MOST_FORBIDDEN:
            return
        message = f"the character {escape(match[0])} may not stand in a text file"
        problems.add_at("bad-character", message, match.start(), expected="printable characters, tabs and line ends")


def _check_bridges(case: Case, problems: Problems) -> None:
    """Note bridges that lead to no case, at their place in the file.

    Each is tried on the whole case. In very large cases that would take longer than reading, so there it is left to
    whoever uses the bridge, with the same errors.
    """
    from detente.case.variant import apply
    from detente.case.written import Changes

    if len(case.bridges) * len(case.steps) > _MOST_BRIDGED:
        return
    for place, bridge in enumerate(case.bridges.values()):
        try:
            apply(case, Changes(bridges=(bridge.id,)))
        except CaseError as error:
            for finding in error.findings:
                about = f" ({finding.path})" if finding.path else ""
                problems.add(
                    finding.code,
                    f"with this bridge the case would be wrong: {finding.message}{about}",
                    ("bridges", place, "split" if bridge.split else "changes"),
                    expected=finding.expected,
                    at_key=True,
                    word=finding.nearest,
                    among=(finding.nearest,),
                )
