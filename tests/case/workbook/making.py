"""Workbooks for tests: ours, edited as somebody in a spreadsheet program would, or made by hand from XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from detente.case import Case, load, read_text
from detente.case.workbook.xlsx_writing import write_xlsx
from detente.errors import CaseError, Finding
from tests.case.complete import TEXT

Edit = Callable[[Workbook], object]

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@cache
def complete() -> Case:
    """Return the case in which every key stands."""
    return read_text(TEXT)


@cache
def workbook() -> bytes:
    """Return that case as a workbook."""
    return write_xlsx(complete())


def edited(edit: Edit | Mapping[str, Any]) -> bytes:
    """Return the workbook after an edit: a function, or new values by cells such as ``Steps!C3``."""
    opened = openpyxl.load_workbook(io.BytesIO(workbook()))
    if isinstance(edit, Mapping):
        for place, value in edit.items():
            sheet, _, cell = place.partition("!")
            opened[sheet][cell] = value
    else:
        edit(opened)
    saved = io.BytesIO()
    opened.save(saved)
    return saved.getvalue()


def read(data: bytes) -> Case:
    """Return the case of a workbook."""
    return load(io.BytesIO(data))


def findings(data: bytes) -> tuple[Finding, ...]:
    """Return what is wrong with a workbook that must be refused."""
    with pytest.raises(CaseError) as caught:
        read(data)
    return caught.value.findings


def told(data: bytes) -> list[tuple[str, str, str]]:
    """Return sheet, cell and code of everything that is wrong with a workbook."""
    return [(finding.sheet, finding.cell, finding.code) for finding in findings(data)]


def with_part(name: str, content: bytes | str, data: bytes | None = None) -> bytes:
    """Return the workbook with one of its parts replaced or added."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data or workbook())) as given,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in given.namelist():
            if part != name:
                new.writestr(part, given.read(part))
        new.writestr(name, content)
    return made.getvalue()


def part(name: str, data: bytes | None = None) -> str:
    """Return a part of the workbook."""
    with zipfile.ZipFile(io.BytesIO(data or workbook())) as given:
        return given.read(name).decode("utf-8")


def sheet_part(title: str) -> str:
    """Return the name of the part that holds a sheet of the workbook."""
    titles = openpyxl.load_workbook(io.BytesIO(workbook()), read_only=True).sheetnames
    return f"xl/worksheets/sheet{titles.index(title) + 1}.xml"


def raw_sheet(rows: str) -> str:
    """Return the XML of a sheet from that of its rows."""
    return f'<worksheet xmlns="{NAMESPACE}"><sheetData>{rows}</sheetData></worksheet>'
