"""What people do to a workbook and may do: none of it changes the case that is read."""

# ruff: noqa: E501 (tables: a row a line)

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from detente.case import load_with_remarks, to_document
from detente.case.workbook.cells import number, read_cell
from detente.case.workbook.columns import Kind

from .making import complete, edited, part, read, sheet_part, with_part, workbook


def put(**cells: object) -> Callable[[Workbook], None]:
    """Return an edit that types values into cells of the sheet Steps."""

    def edit(workbook: Workbook) -> None:
        for cell, value in cells.items():
            workbook["Steps"][cell] = value

    return edit


def titles(workbook: Workbook) -> None:
    steps = workbook["Steps"]
    steps.insert_rows(1, 3)
    steps["A1"] = "Ministry of the Interior"
    steps.merge_cells("A1:H1")
    steps["A2"] = "Steps (draft 3), By: the working group"
    steps.merge_cells("A2:H2")


def gaps(workbook: Workbook) -> None:
    steps = workbook["Steps"]
    steps.insert_rows(4, 2)
    steps["A5"], steps["D5"] = "   ", "\u00a0"


def own_columns(workbook: Workbook) -> None:
    steps = workbook["Steps"]
    steps.insert_cols(4)
    steps["D2"], steps["D3"] = "Comments of the desk", "ask the embassy"


def filtered(workbook: Workbook) -> None:
    steps = workbook["Steps"]
    steps.auto_filter.ref = "A2:Q6"
    steps.auto_filter.add_filter_column(2, ["north"])
    steps.row_dimensions[4].hidden = True


def blanks(workbook: Workbook) -> None:
    steps = workbook["Steps"]
    steps["A4"], steps["C4"], steps["I4"], steps["G4"] = "convoy  ", " south ", " 1w ", "Yes "
    steps["C5"] = "north ,\nsouth;"
    steps["C2"] = "  BY: "


def own_order(workbook: Workbook) -> None:
    workbook.move_sheet("Steps", 5)
    steps = workbook["Steps"]
    column = [steps.cell(row, 3).value for row in range(1, 7)]
    steps.delete_cols(3)
    for row, value in enumerate(column, 1):
        steps.cell(row, 30, value)


def totals(workbook: Workbook) -> None:
    """Add a line below the table, in a column of somebody's own."""
    workbook["Steps"]["V2"], workbook["Steps"]["V20"] = "Checked", "by the desk, 3 May"


def scratch(workbook: Workbook) -> None:
    workbook.create_sheet("Scratch", 0)["B2"] = "12 + 3"
    workbook["Steps"].title = " STEPS"


EDITS: list[tuple[str, Callable[[Workbook], object]]] = [
    ("merged titles above", titles),
    ("empty rows between", gaps),
    ("a column of somebody's own", own_columns),
    ("a filter left on", filtered),
    ("blanks, capitals, separators", blanks),
    ("sheets and columns in another order", own_order),
    ("a remark below", totals),
    ("a sheet of somebody's own", scratch),
    ("a number as text", put(D3="-1", E3=" +3 ")),
    ("a typographic minus", put(D3="\u22121", E4="\u20131")),
    ("an interval in words", put(F3="-1 to 2.5")),
    ("an interval with dots", put(F3="\u22121 .. 2.5")),
    ("a percentage as text", put(L3="95 %")),
    ("true and false", put(G4=True, G3=False)),
    ("a dash for nothing", put(E5="-", F4="\u2014")),
    ("the name of a party at its column", put(E2="Southern Council", D2="worth to NORTHERN AUTHORITY")),
    ("the id of a party at its column", put(E2="south")),
    ("a typographic hyphen in a rule", lambda book: book["Demands"].__setitem__("C5", "never (convoy and\u00a0not release)")),
    ("a date as a date and time", lambda book: book["Case"].__setitem__("B5", datetime(2026, 1, 5))),
    ("a date as text", lambda book: book["Case"].__setitem__("B5", " 2026-01-05 ")),
    ("a date of days from 1904", lambda book: setattr(book, "epoch", openpyxl.utils.datetime.CALENDAR_MAC_1904)),
    ("no version", lambda book: book["Case"].delete_rows(3)),
    ("no headings over the lines of the case", lambda book: book["Case"].delete_rows(1, 2)),
    ("empty rows below the headings", lambda book: book["Bonuses"].insert_rows(3, 5)),
    ("an option as a number", lambda book: book["Preferences"].__setitem__("B4", -2)),
    ("a typographic minus in a statement", lambda book: book["Preferences"].__setitem__("B4", " \u22122 ")),
    ("a row between statements", lambda book: book["Preferences"].insert_rows(4, 2)),
    ("rules in one cell", lambda book: book["Rules"].__setitem__("A3", "convoy requires release; at most 3 of (release, convoy, talks)") or book["Rules"].delete_rows(4)),
    ("the keys of the case file as headings", lambda book: [book["Parties"].__setitem__(cell, value) for cell, value in (("E2", "walk_away"), ("F2", "Breach-Cost"), ("I2", "TRUST GROWTH *"))]),
    ("other columns for softer forms", lambda book: [book["Demands"].__setitem__(cell, value) for cell, value in (("H2", "Softer 1"), ("I2", "Its firmness 1"), ("J2", "Softer form 4"), ("K2", "Firmness 4"))]),
]  # fmt: skip


@pytest.mark.parametrize("edit", [edit for _, edit in EDITS], ids=[name for name, _ in EDITS])
def test_what_people_do_changes_nothing(edit: Callable[[Workbook], object]) -> None:
    assert to_document(read(edited(edit))) == to_document(complete())


def test_what_is_not_read_is_said() -> None:
    def edit(workbook: Workbook) -> None:
        own_columns(workbook)
        scratch(workbook)
        workbook["Case"]["A12"], workbook["Case"]["B12"] = "Desk officer", "M."

    _, remarks = load_with_remarks(io.BytesIO(edited(edit)))
    assert [(one.sheet, one.cell, one.message) for one in remarks] == [
        ("Scratch", "A1", "the sheet “Scratch” is not read"),
        ("Case", "A12", "the line “Desk officer” is not read"),
        (" STEPS", "D2", "the column “Comments of the desk” is not read"),
    ]


def test_formulas_are_read_by_the_value_that_was_saved_beside_them() -> None:
    name = sheet_part("Steps")
    sheet = part(name)
    changed = sheet.replace("<v>-1</v>", "<f>SUM(A1:A9)-9</f><v>-1</v>", 1)
    assert changed != sheet
    assert to_document(read(with_part(name, changed))) == to_document(complete())


def test_the_noise_of_binary_numbers_is_not_read() -> None:
    name = sheet_part("Steps")
    changed = part(name).replace("<v>0.95</v>", "<v>0.94999999999999996</v>")
    assert to_document(read(with_part(name, changed))) == to_document(complete())


def test_the_strict_variant_and_prefixes_are_read() -> None:
    """Excel can save in namespaces of the standard's strict variant; other programs write prefixes."""
    data = workbook()
    for name in (sheet_part("Steps"), "xl/workbook.xml"):
        changed = part(name, data).replace(
            "schemas.openxmlformats.org/spreadsheetml/2006/main", "purl.oclc.org/ooxml/spreadsheetml/main"
        )
        data = with_part(name, changed, data)
    name = sheet_part("Rules")
    changed = part(name).replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?").replace("xmlns=", "xmlns:x=")
    assert to_document(read(with_part(name, changed, data))) == to_document(complete())


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1 to 3", Kind.WORTH, [1, 3]), ("[1; 3]", Kind.WORTH, [1, 3]), ("-3 .. -1", Kind.WORTH, [-3, -1]),
        ("1–3", Kind.WORTH, "1-3"), ("3, 2", Kind.AMOUNT, [3, 2]), ("[3]", Kind.AMOUNT, [3]), ("[]", Kind.AMOUNT, []),
        ("1 000", Kind.NUMBER, 1000), ("1,000 ", Kind.NUMBER, None), ("1e3", Kind.NUMBER, 1000), ("x", Kind.SHARE, True),
        ("2 W", Kind.DAYS, "2w"), ("a : verified", Kind.MARKS, {"a": "verified"}), ("From memory", Kind.CHOICE, "from memory"),
        (2019, Kind.TEXT, "2019"), (True, Kind.TEXT, "true"),
    ],
)  # fmt: skip
def test_a_cell_means(text: object, kind: Kind, value: object) -> None:
    try:
        meant = read_cell(text, kind)  # type: ignore[arg-type]
    except ValueError:
        assert value is None
    else:
        assert meant is not None
        assert meant.value == value


def test_a_number_is_exact() -> None:
    assert str(number("0.1")) == "0.1"
    assert str(number("12.5%")) == "0.125"
