"""Whatever a case says goes to a workbook or a CSV folder and back, and nothing is lost on the way."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from detente import api, examples
from detente.case import Case, Mark, build, digest, load, save, to_document
from detente.case.saving import differences
from detente.case.workbook.grid import is_blank
from detente.case.workbook.xlsx import read_xlsx
from detente.case.workbook.xlsx_writing import write_xlsx
from detente.cli.new import shipped_cases
from detente.errors import CaseError
from tests import strategies
from tests.examples import shipped as cases_shipped

from .making import complete, read, workbook

SHIPPED = sorted(shipped_cases())


def shipped(name: str) -> Case:
    """Return a shipped case or model."""
    return api.load(examples.model_path(name)) if name in examples.models() else cases_shipped.shipped(name)


def through_folder(case: Case) -> Case:
    """Return a case after it has been a CSV folder."""
    with tempfile.TemporaryDirectory() as folder:
        save(case, f"{folder}/case/")
        return load(f"{folder}/case")


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_case_comes_back_the_same(name: str) -> None:
    case = shipped(name)
    back = read(write_xlsx(case))
    assert differences(case, back) == []
    assert digest(back) == digest(case)
    assert differences(case, through_folder(case)) == []


@pytest.mark.slow
def test_the_flagship_has_the_same_roadmap() -> None:
    case = api.load(examples.path("hanoi"))
    there, back = api.plan(case), api.plan(read(write_xlsx(case)))
    assert replace_seconds(there.to_dict()) == replace_seconds(back.to_dict())


def replace_seconds(result: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is no part of the result: how long it took."""
    return {key: value for key, value in result.items() if key != "seconds"}


def test_a_case_with_every_key_comes_back_the_same() -> None:
    assert to_document(read(workbook())) == to_document(complete())
    assert to_document(through_folder(complete())) == to_document(complete())


def test_the_same_case_gives_the_same_bytes() -> None:
    assert write_xlsx(complete()) == workbook()


texts = st.one_of(
    st.text(min_size=1, max_size=30),
    st.sampled_from(
        [
            "=1+1",
            "+x",
            "-y",
            "@z",
            "'=quoted",
            "_x000D_",
            "a\rb\r\nc\n",
            "\x01\x1b[31m",
            "\ufffe",
            " both ends ",
            "2019",
            "true",
            "0x1",
            "#REF!",
            '"quoted"; a, b',
            "…",
            "''",
            "\u202eabc",
            "[1, 2]",
            "2026-01-05",
            "\x85",
            "\u2028",
        ]
    ),
).filter(lambda text: not is_blank(text))
numbers = st.one_of(
    st.integers(-1_000_000, 1_000_000), st.decimals(-1000, 1000, places=4, allow_nan=False, allow_infinity=False)
)
marks = st.sampled_from([str(mark) for mark in Mark])


@st.composite
def documents(draw: Any) -> dict[str, Any]:
    """Draw a case with every feature, as a document, with texts of any kind, sources, facts and bridges."""
    document = to_document(draw(strategies.cases()))
    document |= {"title": draw(texts), "notes": draw(texts)}
    document["sources"] = {
        name: {
            "title": draw(texts),
            "publisher": draw(texts),
            "date": draw(st.dates(date(1900, 3, 1), date(2999, 1, 1))).isoformat(),
            "statements": draw(st.lists(st.integers(0, 99), max_size=3)),
            "mark": draw(marks),
            "notes": draw(texts),
        }
        for name in draw(
            st.lists(st.sampled_from(["a", "title", "2", "source-x"]), min_size=1, max_size=2, unique=True)
        )
    }
    some = st.lists(st.sampled_from(list(document["sources"])), max_size=2, unique=True)
    document["facts"] = [{"text": draw(texts), "mark": draw(marks), "sources": draw(some)}]
    document["assumptions"] = [draw(texts)]
    for party in document["parties"].values():
        party |= {"name": draw(texts), "notes": draw(texts), "sources": draw(some)}
    for step in document["steps"].values():
        step |= {"title": draw(texts), "notes": draw(texts), "sources": draw(some), "mark": draw(marks)}
        step |= {"marks": draw(st.dictionaries(st.sampled_from(["value", "takes", "verified"]), marks, max_size=2))}
    document["preferences"] = draw(preferences(document))
    for demand in document.get("demands", ()):
        demand |= {"says": draw(texts), "notes": draw(texts), "sources": draw(some)}
    document["bridges"] = [draw(bridges(list(document["steps"]), list(document["parties"]), some))]
    return document


@st.composite
def preferences(draw: Any, document: dict[str, Any]) -> dict[str, list[str]]:
    """Draw statements of parties that no step has a value for."""
    steps = list(document["steps"])
    valued = {party for step in document["steps"].values() for party in step.get("value", {})}
    option = st.one_of(st.sampled_from(steps), st.integers(1, len(steps)).map(str))
    literal = st.tuples(st.sampled_from(["", "-", "not "]), option).map("".join)
    word = st.sampled_from([" and ", ", ", "\n| ", " if ", " iff "])
    statement = st.one_of(literal, st.tuples(literal, word, literal).map("".join))
    free = [party for party in reversed(document["parties"]) if party not in valued]
    return {party: draw(st.lists(statement, min_size=1, max_size=3)) for party in free}


@st.composite
def bridges(draw: Any, steps: list[str], parties: list[str], some: Any) -> dict[str, Any]:
    """Draw a bridge: changes, or a step in parts, written in whatever way somebody may write them."""
    bridge = {
        "id": "bridge",
        "title": draw(texts),
        "cost": abs(draw(numbers)),
        "sources": draw(some),
        "notes": draw(texts),
    }
    step = draw(st.sampled_from(steps))
    if draw(st.booleans()):
        change = {"title": draw(texts), "notes": draw(st.one_of(texts, st.lists(numbers, max_size=2)))}
        return bridge | {
            "changes": {"steps": {step: change}, "max_phases": draw(st.integers(1, 60)), "notes": draw(texts)}
        }
    part = st.fixed_dictionaries(
        {},
        optional={
            "title": texts,
            "by": st.one_of(
                st.sampled_from(parties), st.lists(st.sampled_from(parties), min_size=1, max_size=2, unique=True)
            ),
            "reversible": st.one_of(st.booleans(), st.sampled_from([0, 1, Decimal("0.5")])),
            "takes": st.sampled_from(["0d", "10d", "1y"]),
            "verified": st.fixed_dictionaries(
                {},
                optional={
                    "by": st.sampled_from(parties),
                    "takes": st.just("2w"),
                    "detection": st.sampled_from([0, 1, Decimal("0.9")]),
                },
            ),
            "admits": st.lists(st.sampled_from(parties), max_size=2, unique=True),
            "sources": some,
            "notes": texts,
        },
    )
    return bridge | {"split": step, "into": {"part-1": draw(part), "part-2": draw(part)}}


@settings(max_examples=20, deadline=None)
@given(documents())
def test_any_case_comes_back_the_same(document: dict[str, Any]) -> None:
    try:
        case = build(document)
    except CaseError:
        reject()
    for back in (read_unchecked(write_xlsx(case)), through_folder_unchecked(case)):
        assert differences(case, back) == []
        assert digest(back) == digest(case)


def read_unchecked(data: bytes) -> Case:
    """Return the case of a workbook, its bridges not tried (those drawn here lead to no sensible case)."""
    from detente.case.workbook.reading import read_sheets

    return build(read_sheets(read_xlsx(data, "x"), places=False).document)


def through_folder_unchecked(case: Case) -> Case:
    from detente.case.saving import csv_texts
    from detente.case.workbook.csv_folder import read_folder, write_folder
    from detente.case.workbook.reading import read_sheets

    with tempfile.TemporaryDirectory() as folder:
        write_folder(f"{folder}/case", csv_texts(case))
        return build(read_sheets(read_folder(f"{folder}/case"), places=False).document)


@pytest.mark.parametrize("name", SHIPPED)
def test_our_reader_sees_what_openpyxl_sees(name: str) -> None:
    """Reading is our own, for its bounds; a second implementation agrees with it, cell by cell."""
    data = write_xlsx(shipped(name))
    theirs = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for sheet in read_xlsx(data, "x").sheets:
        ours = {(row, column): cell for row, cells in sheet.rows.items() for column, cell in cells.items()}
        seen = {
            (cell.row, cell.column): cell.value.date() if cell.is_date else cell.value
            for row in theirs[sheet.name].iter_rows()
            for cell in row
            if cell.value is not None
        }
        assert {place: float(cell) if isinstance(cell, Decimal) else cell for place, cell in ours.items()} == seen


@pytest.mark.slow
def test_what_libreoffice_saves_reads_the_same(tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    cases = {
        "complete": complete(),
        "hanoi": shipped("hanoi"),
        "texts": replace(complete(), title="=1+1", notes="-a\nb\t\x1b"),
    }
    for name, case in cases.items():
        (tmp_path / f"{name}.xlsx").write_bytes(write_xlsx(case))
    made = tmp_path / "made"
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
    files = [str(tmp_path / f"{name}.xlsx") for name in cases]
    subprocess.run([*command, "--outdir", str(made), *files], capture_output=True, check=True, timeout=300)
    for name, case in cases.items():
        assert differences(case, load(made / f"{name}.xlsx")) == [], name
