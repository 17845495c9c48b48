"""The case that decisions go into: opened with its text, so that writing back keeps what an analyst wrote."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from detente.case import Case, build, load, read_text, to_document
from detente.case.files import write_whole
from detente.case.json_text import json_text
from detente.case.reading import read_bytes
from detente.case.source_text import decode
from detente.case.writing import write
from detente.errors import CaseError, Finding, InternalError
from detente.evidence.decisions import Decisions
from detente.evidence.into_case import NewDemand, with_decisions, with_demands

_SUFFIXES = (".yaml", ".yml", ".json", ".xlsx")


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case file: its path, its bytes and what it says."""

    path: str
    data: bytes
    case: Case


def open_case(path: str) -> OpenCase:
    """Open a case file that decisions are to be written into.

    Raises
    ------
    CaseError
        With everything that is wrong with the file; ``unsupported-format`` where it is neither YAML, JSON nor a
        workbook.
    """
    if not path.lower().endswith(_SUFFIXES):
        what = "a folder of CSV files" if os.path.isdir(path) else "such a file"
        message = f"decisions are written into a case in YAML or JSON or into a workbook, not into {what}"
        expected = f"{', '.join(_SUFFIXES)}; `detente convert CASE case.xlsx` makes one"
        raise CaseError([Finding("unsupported-format", message, expected, file=path)])
    if path.lower().endswith(".xlsx"):
        case = load(path)
        data = Path(path).read_bytes()
        from detente.case.workbook.editing import opened

        opened(data, path)  # what would be lost is said before anything is asked
        return OpenCase(path, data, case)
    data, origin = read_bytes(path)
    case = read_text(data, origin, "json" if path.lower().endswith(".json") else "yaml")
    return OpenCase(path, data, case)


def write_decided(opened: OpenCase, before: Decisions, after: Decisions, demands: Sequence[NewDemand]) -> bool:
    """Write what was decided into the case; comments, order and everything else of the file stay.

    Returns
    -------
    bool
        Whether there was anything to write.

    Raises
    ------
    CaseError
        Where the file cannot be written.
    """
    document = to_document(opened.case)
    wanted = with_decisions(with_demands(document, demands), before, after)
    if wanted == document:
        return False
    write_whole(opened.path, _content(opened, document, wanted))
    return True


def _content(opened: OpenCase, document: dict[str, Any], wanted: dict[str, Any]) -> str | bytes:
    if opened.path.lower().endswith(".json"):
        return json_text(wanted) + "\n"
    if not opened.path.lower().endswith(".xlsx"):
        return write(wanted, decode(opened.data))
    from detente.case.workbook.editing import edited

    content = edited(opened.data, opened.path, document, wanted)
    if to_document(load(BytesIO(content))) != to_document(build(wanted)):
        raise InternalError("a workbook with decisions in it does not say what was decided")
    return content


def trouble_with_rule(case: Case, rule: str) -> str:
    """Say in a sentence what is wrong with a rule in a case, such as a step that is not there; nothing if it fits."""
    document = to_document(case)
    try:
        build({**document, "rules": [*document.get("rules", ()), rule]})
    except CaseError as error:
        finding = error.findings[0]
        return finding.message + (f"; did you mean {finding.nearest}?" if finding.nearest else "")
    return ""
