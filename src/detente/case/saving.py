"""A case written in any of its notations: YAML, JSON, a workbook, a folder of CSV files.

What was written is read again and compared, so that whatever a notation cannot hold is known and can be told.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Literal

from detente.case.documenting import to_document
from detente.case.files import FileName, refuse_input, write_whole
from detente.case.model import Case
from detente.case.problems import path_text
from detente.case.visible import visible
from detente.errors import CaseError, InternalError

Notation = Literal["yaml", "json", "xlsx", "csv"]

SUFFIXES: dict[str, Notation] = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".xlsx": "xlsx"}
"""The endings of file names by which a notation is known; a name that ends in a slash is a folder of CSV files."""


def notation_of(path: FileName) -> Notation | None:
    """Return the notation that a file's name asks for, if it asks for one of a case."""
    name = os.fspath(path)
    if name.endswith(("/", os.sep)):
        return "csv"
    return SUFFIXES.get(os.path.splitext(name)[1].lower())


def save(case: Case, path: FileName, *, onto: FileName | None = None, inputs: Iterable[FileName] = ()) -> list[str]:
    """Write a case to a file in the notation that its name asks for.

    Parameters
    ----------
    case
        The case.
    path
        The file: ``.yaml``, ``.yml``, ``.json`` or ``.xlsx``; or, with a slash at its end, a folder of CSV files, which
        must be new or empty.
    onto
        A YAML file of the case as it was: its comments and its wording stay where the case says the same.
    inputs
        Files that were read to get here, which are not overwritten.

    Returns
    -------
    list of str
        What the notation could not hold, as paths of the case; mostly nothing.

    Raises
    ------
    CaseError
        ``output-is-input``, ``cannot-write``, ``file-exists`` (a folder), ``text-too-long`` (for a cell), or what is
        wrong with ``onto``.
    ValueError
        Where the name asks for no notation, or ``onto`` is given for another than YAML.
    """
    notation = notation_of(path)
    if notation is None:
        raise ValueError(f"{os.fspath(path)!r} ends in none of {', '.join(SUFFIXES)} or a slash")
    if onto is not None and notation != "yaml":
        raise ValueError("only YAML can be written onto a file")
    given = [*inputs, *([onto] if onto is not None else [])]
    refuse_input(os.fspath(path), given)
    if notation == "csv":
        from detente.case.workbook.csv_folder import write_folder

        with _named(path):
            texts = csv_texts(case)
        write_folder(os.fspath(path), texts)
        from detente.case.reading import load

        return differences(case, load(path))
    with _named(path):
        data = text_of(case, notation, onto) if notation != "xlsx" else workbook_of(case)
    lost = differences(case, _read(data, notation))
    write_whole(path, data, given)
    if onto is not None and is_afresh(case, str(data), onto):
        lost.append(f"the comments and the wording of {os.fspath(onto)}")
    return lost


@contextmanager
def _named(path: FileName) -> Iterator[None]:
    """Name the file in findings that know only their sheet and cell."""
    try:
        yield
    except CaseError as error:
        found = (replace(one, file=one.file or visible(os.fspath(path))) for one in error.findings)
        raise CaseError(tuple(found)) from None


def is_afresh(case: Case, text: str, onto: FileName) -> bool:
    """Whether a case that was to be written onto a file with comments had to be written afresh."""
    from detente.case.yaml_nodes import comment_lines

    return text == text_of(case, "yaml") and bool(comment_lines(_text(onto)))


def text_of(case: Case, notation: Notation, onto: FileName | None = None) -> str:
    """Return a case as YAML or JSON."""
    document = to_document(case)
    if notation == "json":
        from detente.case.json_text import json_text

        return json_text(document) + "\n"
    if onto is None:
        from detente.case.yaml_text import fresh_text

        return fresh_text(document)
    from detente.case.writing import write

    return write(document, _text(onto))


def _text(onto: FileName) -> str:
    """Return the text of a YAML case file that is to be written onto.

    Raises
    ------
    CaseError
        Where it is no text in YAML; what else may be wrong with it does not matter.
    """
    from detente.case.problems import Problems
    from detente.case.reading import open_document, read_bytes

    data, origin = read_bytes(onto)
    return open_document(data, origin, "yaml", Problems()).source.text


def workbook_of(case: Case) -> bytes:
    """Return a case as the bytes of an .xlsx file."""
    from detente.case.workbook.xlsx_writing import write_xlsx

    return write_xlsx(case)


def csv_texts(case: Case) -> dict[str, str]:
    """Return a case as the texts of CSV files, by name."""
    from detente.case.workbook.csv_folder import folder_texts
    from detente.case.workbook.filling import fill

    return folder_texts((filled.form.title, [filled.first_row, *filled.rows]) for filled in fill(case))


def _read(data: str | bytes, notation: Notation) -> Case:
    import io

    from detente.case.reading import load, read_text

    try:
        if isinstance(data, bytes):
            return load(io.BytesIO(data))
        return read_text(data, format="json" if notation == "json" else "yaml")
    except CaseError as error:
        raise InternalError(f"what was written cannot be read again: {error.findings[0].message}") from error


def differences(case: Case, other: Case) -> list[str]:
    """Return the places in which two cases differ, as paths of the case file, in its order."""
    document = to_document(case)
    return [path_text(path, document) for path in _differ(document, to_document(other), ())]


def _differ(one: Any, other: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in dict.fromkeys([*one, *other]):
            if key not in one or key not in other:
                yield (*path, key)
            else:
                yield from _differ(one[key], other[key], (*path, key))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for place, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from _differ(left, right, (*path, place))
    elif one != other or isinstance(one, bool) is not isinstance(other, bool):
        yield path
