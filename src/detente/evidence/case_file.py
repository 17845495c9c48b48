"""The case that decisions go into: opened with its text, so that writing back keeps what an analyst wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from detente.case import Case, build, read_text, to_document
from detente.case.files import write_whole
from detente.case.json_text import json_text
from detente.case.reading import read_bytes
from detente.case.source_text import decode
from detente.case.writing import write
from detente.errors import CaseError, Finding
from detente.evidence.decisions import Decisions
from detente.evidence.into_case import NewDemand, with_decisions, with_demands

_SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case file: its path, its text and what it says."""

    path: str
    text: str
    case: Case


def open_case(path: str) -> OpenCase:
    """Open a case file that decisions are to be written into.

    Raises
    ------
    CaseError
        With everything that is wrong with the file; ``unsupported-format`` where it is neither YAML nor JSON.
    """
    if not path.lower().endswith(_SUFFIXES):
        message = "decisions are written into a case in YAML or JSON"
        raise CaseError([Finding("unsupported-format", message, ", ".join(_SUFFIXES), file=path)])
    data, origin = read_bytes(path)
    case = read_text(data, origin, "json" if path.lower().endswith(".json") else "yaml")
    return OpenCase(path, decode(data), case)


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
    write_whole(opened.path, _text(opened, wanted))
    return True


def _text(opened: OpenCase, wanted: dict[str, Any]) -> str:
    if opened.path.lower().endswith(".json"):
        return json_text(wanted) + "\n"
    return write(wanted, opened.text)


def trouble_with_rule(case: Case, rule: str) -> str:
    """Say in a sentence what is wrong with a rule in a case, such as a step that is not there; nothing if it fits."""
    document = to_document(case)
    try:
        build({**document, "rules": [*document.get("rules", ()), rule]})
    except CaseError as error:
        finding = error.findings[0]
        return finding.message + (f"; did you mean {finding.nearest}?" if finding.nearest else "")
    return ""
