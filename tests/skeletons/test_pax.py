"""Skeletons from the table of PA-X: what it codes is there, what it does not code is not, whatever its version.

The table here is invented, in the shape of the real one.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from detente.case import digest, load
from detente.case.saving import save
from detente.errors import CaseError
from detente.skeletons import agreement, agreements, skeleton
from detente.skeletons.pax_parties import signatories
from tests.cli.running import run

TABLE = str(Path(__file__).parent / "invented.csv")


def test_topics_come_with_their_depth_and_details() -> None:
    found = agreement(TABLE, "7")
    assert found.depth == {"GRef": 1, "Ele": 2, "Polps": 3, "Ce": 3, "SsrDdr": 2, "TjPrire": 1}
    assert found.details == {"GRefSubs": "1", "PpsEx": "1", "CeGen": "1", "DdrProg": "1"}
    assert (found.signed, found.country, found.process) == (date(2011, 5, 3), "Lindmark", "Lindmark talks")


def test_a_day_is_read_year_first_or_day_first_and_left_open_otherwise() -> None:
    assert [one.signed for one in agreements(TABLE)] == [date(2011, 5, 3), date(2012, 2, 3), None]


def test_a_skeleton_says_that_it_is_one_and_claims_no_owner_order_or_value() -> None:
    case = skeleton(agreement(TABLE, "7"))
    assert case.title == "Skeleton: Lakeside Accord on Ceasefire and Elections"
    assert "skeleton" in case.notes
    assert {step.by for step in case.steps.values()} == {("to-be-named",)}
    assert not [step for step in case.steps.values() if step.value or "(stub)" not in step.title]
    assert not case.principals
    assert not case.rules
    assert not case.demands


def test_parties_and_steps_are_named_after_the_table() -> None:
    case = skeleton(agreement(TABLE, "8"))
    assert [party.name for party in case.parties.values()][1:] == ["Government of Lindmark", "Northern Front"]
    assert case.steps["refugees-and-displaced-persons"].notes == (
        "PA-X codes the topic GRef here, depth 3 of 3; GRefRhet=1, GRefSubs=1."
    )


def test_an_agreement_without_topics_or_parties_is_a_skeleton_too() -> None:
    case = skeleton(agreement(TABLE, "9"))
    assert list(case.steps) == ["nothing-coded"]
    assert list(case.parties) == ["to-be-named"]


@pytest.mark.parametrize("name", ["case.yaml", "case.json", "case.xlsx"])
def test_a_skeleton_is_a_case_in_every_notation(name: str, tmp_path: Path) -> None:
    case = skeleton(agreement(TABLE, "7"))
    assert save(case, tmp_path / name) == []
    assert digest(load(tmp_path / name)) == digest(case)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Israel, Lebanon", ["Israel", "Lebanon"]),
        ("The Front;\nThe Government;", ["The Front", "The Government"]),
        ("For the national government:\nX. Y.\n\nFor the Front:\nZ.", ["national government", "Front"]),
        (
            "A. B., on behalf of the Republic of Ostria; C. D., on behalf of Lindmark",
            ["Republic of Ostria", "Lindmark"],
        ),
        ("Sd.\nChair of the Front\n\nSd.\nPrime Minister", ["Sd. Chair of the Front", "Sd. Prime Minister"]),
        ("[Note: not listed]", []),
        ("", []),
    ],
)
def test_signatories_are_told_apart_where_the_text_lets_them(text: str, names: list[str]) -> None:
    assert list(signatories(text)) == names


def test_columns_may_come_in_any_order_and_in_a_workbook(tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(Path(TABLE).read_text("utf-8-sig"))))
    book = Workbook()
    for row in rows:
        book.active.append(row[::-1])
    book.save(tmp_path / "pax.xlsx")
    turned = list(agreements(str(tmp_path / "pax.xlsx")))
    assert [one.depth for one in turned] == [one.depth for one in agreements(TABLE)]
    assert [one.parties for one in turned] == [one.parties for one in agreements(TABLE)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not-pax"),
        (b"name,date\nx,1\n", "not-pax"),
        (b"PK\x03\x04nothing", "not-pax"),
        (b"\x00\x01\x02" * 50, "not-pax"),
        (b"AgtId,Agt\n1,Peace\n", "unknown-agreement"),
        ("AgtId,Agt\n1,Paz en Bogotá\n".encode("cp1252"), "unknown-agreement"),
    ],
)
def test_what_is_no_table_is_refused_by_code(content: bytes, code: str, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_bytes(content)
    with pytest.raises(CaseError) as refused:
        agreement(str(file), "2")
    assert [finding.code for finding in refused.value.findings] == [code]


def test_hostile_texts_become_harmless(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text('AgtId,Agt,Part,Ele\n1,"Peace\x1b[31m \u202e","after; with; =1+1; 7th of May",1\n', "utf-8")
    case = skeleton(agreement(str(file), "1"))
    assert "\x1b" not in case.title
    assert "\u202e" not in case.title
    assert list(case.parties)[1:] == ["n-after", "n-with", "n-1-1", "n-7th-of-may"]


def test_reading_a_table_leaves_the_limit_of_cells_as_it_was() -> None:
    before = csv.field_size_limit(12_345)
    try:
        agreement(TABLE, "8")
        assert csv.field_size_limit() == 12_345
    finally:
        csv.field_size_limit(before)


def test_the_command_lists_finds_and_writes(tmp_path: Path) -> None:
    assert len(run("import", TABLE).out.splitlines()) == 3
    found = run("import", TABLE, "--find", "returns lindmark")
    assert found.out == "     8  2012-02-03  Annex on Returns (Lindmark; 2 topics)\n"
    file = tmp_path / "case.yaml"
    written = run("import", TABLE, str(file), "--agreement", "8")
    assert (written.status, written.out) == (0, "")
    assert "a skeleton" in written.err
    assert run("show", str(file)).status == 0
    again = run("import", TABLE, str(file), "--agreement", "8")
    assert again.status == 2
    assert "exists already" in again.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([TABLE, "case.yaml"], "belong together"),
        ([TABLE, "case.docx", "--agreement", "8"], "does not end in"),
        (["absent.csv"], "there is no such file"),
        ([TABLE, "case.yaml", "--agreement", "70"], "has no agreement 70"),
    ],
)
def test_calls_that_make_no_sense_say_why(arguments: list[str], says: str, tmp_path: Path) -> None:
    ran = run("import", *arguments, cwd=str(tmp_path))
    assert ran.status == 2
    assert says in " ".join(ran.err.split())
    assert list(tmp_path.iterdir()) == []
