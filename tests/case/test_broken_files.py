"""Every broken file is refused with its code at its place, and with nothing else."""

from __future__ import annotations

import pytest

from detente.case import read_text
from detente.case.codes import CODES
from detente.errors import CaseError, Finding

from .broken import BASE, JSON_ROWS, ROWS, Broken


def refused(text: str | bytes, format: str | None = None) -> tuple[Finding, ...]:
    with pytest.raises(CaseError) as caught:
        read_text(text, "case.yaml", format)  # type: ignore[arg-type]
    return caught.value.findings


def names(rows: list[Broken]) -> list[str]:
    return [f"{row.codes[0]}: {row.name}" for row in rows]


def test_the_base_case_is_sound() -> None:
    assert len(read_text(BASE).steps) == 2


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_a_broken_yaml_file_is_refused_with_its_code_at_its_place(row: Broken) -> None:
    check(row, refused(row.clean, "yaml"))


@pytest.mark.parametrize("row", JSON_ROWS, ids=names(JSON_ROWS))
def test_a_broken_json_file_is_refused_with_its_code_at_its_place(row: Broken) -> None:
    check(row, refused(row.clean, "json"))


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_windows_line_ends_change_no_place(row: Broken) -> None:
    if "\x85" in row.text:
        pytest.skip("a line end of its own")
    check(row, refused(row.clean.replace("\n", "\r\n"), "yaml"))


def check(row: Broken, findings: tuple[Finding, ...]) -> None:
    shown = "\n".join(map(str, findings))
    assert {finding.code for finding in findings} == set(row.codes), shown
    first = findings[0]
    assert (first.line, first.column) == row.place, shown
    assert set(row.codes) <= set(CODES)
    assert first.expected, shown
    assert str(first).isprintable() or "\n" in str(first)
    assert all(character == "\n" or character.isprintable() for character in str(first)), repr(str(first))
    assert len(str(first)) < 2000
