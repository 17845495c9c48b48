"""What somebody finds who opens a new workbook: comments, drop-downs, headings that stay, colours that print."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from detente.case import Case
from detente.case.model import Mark, Role, Scale
from detente.case.workbook.forms import CASE, FORMS, READ_ME, WORTH
from detente.case.workbook.xlsx_writing import write_xlsx

from .making import NAMESPACE, workbook

M = f"{{{NAMESPACE}}}"


@pytest.fixture(scope="module")
def opened() -> Workbook:
    """The workbook of the complete case, opened by another program."""
    return openpyxl.load_workbook(io.BytesIO(workbook()))


TABLES = [form.title for form in FORMS if form is not CASE]


def test_the_sheets_stand_in_their_order(opened: Workbook) -> None:
    assert opened.sheetnames == [READ_ME, *(form.title for form in FORMS)]


@pytest.mark.parametrize("title", TABLES)
def test_every_heading_is_explained_and_stays_in_view(opened: Workbook, title: str) -> None:
    sheet = opened[title]
    assert [
        cell.coordinate for cell in sheet[2] if cell.value and not (cell.comment and len(cell.comment.text) > 30)
    ] == []
    assert sheet.freeze_panes in {"A3", "B3"}
    assert sheet.auto_filter.ref.startswith("A2:")
    assert sheet.print_title_rows == "$2:$2"


def lists(opened: Workbook, title: str) -> dict[str, tuple[str, bool]]:
    """Return what is offered in the columns of a sheet, and whether anything else is refused."""
    sheet = opened[title]
    found = {}
    for validation in sheet.data_validations.dataValidation:
        column = str(validation.sqref).split(":")[0].rstrip("0123456789")
        found[sheet[f"{column}2"].value] = (validation.formula1.strip('"'), bool(validation.showErrorMessage))
    return found


def test_there_is_a_drop_down_for_every_choice(opened: Workbook) -> None:
    parties, steps, demands = (lists(opened, title) for title in ("Parties", "Steps", "Demands"))
    assert parties["Scale"] == (",".join(Scale), True)
    assert parties["Role"] == (",".join(Role), True)
    assert steps["Mark"] == (",".join(Mark), True)
    assert steps["Reversible"] == ("yes,no", False)
    assert steps["By"] == ("Parties_ids", False)
    assert demands["Red line"] == ("yes,no", True)
    assert demands["Firmness"] == ("1,2,3,4,5", True)
    assert lists(opened, "Bridges")["Split"] == ("Steps_ids", False)
    assert lists(opened, "Facts")["Kind"] == ("fact,assumption", True)


def test_a_drop_down_refers_to_another_sheet_by_a_name(opened: Workbook) -> None:
    assert opened.defined_names["Parties_ids"].attr_text == "'Parties'!$A$3:$A$1002"
    offered = [one.formula1 for sheet in opened for one in sheet.data_validations.dataValidation]
    assert [one for one in offered if "!" in one] == []
    assert {one for one in offered if not one.startswith('"')} <= set(opened.defined_names)


def luminance(colour: str) -> float:
    """Return how light a colour is, from 0 to 1, as a black-and-white printer shows it."""
    red, green, blue = (int(colour[-6:][place : place + 2], 16) / 255 for place in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_colours_leave_letters_readable_in_print(opened: Workbook) -> None:
    fills = {
        cell.fill.fgColor.rgb for sheet in opened for row in sheet.iter_rows() for cell in row if cell.fill.fill_type
    }
    inks = {cell.font.color.rgb for sheet in opened for row in sheet.iter_rows() for cell in row if cell.value}
    assert min(map(luminance, fills)) > 0.5
    assert max(map(luminance, inks)) < 0.2


def test_gain_and_cost_have_their_sign_and_not_only_their_colour(opened: Workbook) -> None:
    assert opened["Steps"]["D3"].number_format.startswith("+0")
    rules = [rule.operator for entry in opened["Steps"].conditional_formatting for rule in entry.rules]
    assert {"greaterThan", "lessThan"} == set(rules)


def test_cells_for_names_and_rules_are_text_so_that_no_program_changes_what_is_typed(opened: Workbook) -> None:
    for title, column in (("Steps", "A"), ("Rules", "A"), ("Demands", "C"), ("Steps", "I")):
        assert opened[title].column_dimensions[column].number_format == "@"
        assert opened[title][f"{column}3"].number_format == "@"


def test_the_read_me_names_every_sheet_and_every_form_of_a_rule(opened: Workbook) -> None:
    from detente.case.names import RULE_WORDS

    text = " ".join(str(cell.value) for row in opened[READ_ME].iter_rows() for cell in row if cell.value)
    assert [form.title for form in FORMS if form.title not in text] == []
    assert [word for word in RULE_WORDS if f" {word} " not in f" {text} ".replace("(", " ")] == []


def test_a_blank_workbook_has_the_headings_and_nothing_else() -> None:
    blank = openpyxl.load_workbook(io.BytesIO(write_xlsx(Case("", {}, {}))))
    assert [cell.value for cell in blank["Steps"][2]][3] == f"{WORTH} …"
    assert [sheet.title for sheet in blank if sheet.title in TABLES and sheet.max_row > 2] == []


def test_what_is_written_keeps_within_the_limits_of_the_format() -> None:
    """Beyond these, Excel says that the file is damaged and offers to repair it."""
    with zipfile.ZipFile(io.BytesIO(workbook())) as archive:
        names = archive.namelist()
        sheets = [ET.fromstring(archive.read(name)) for name in names if name.startswith("xl/worksheets/sheet")]
        titles = [sheet.get("name") or "" for sheet in ET.fromstring(archive.read("xl/workbook.xml")).iter(f"{M}sheet")]
    assert len(set(names)) == len(names)
    assert len({title.casefold() for title in titles}) == len(titles)
    assert all(0 < len(title) <= 31 and not set(title) & set("[]:*?/\\") for title in titles)
    for sheet in sheets:
        for validation in sheet.iter(f"{M}dataValidation"):
            assert len((validation.findtext(f"{M}formula1") or "").strip('"')) <= 255
            assert len(validation.get("errorTitle") or "") <= 32
            assert len(validation.get("error") or "") <= 225
        assert all(float(row.get("ht") or 0) <= 409 for row in sheet.iter(f"{M}row"))
        assert all(float(column.get("width") or 0) <= 255 for column in sheet.iter(f"{M}col"))
        assert not list(sheet.iter(f"{M}f"))
        if sheet.find(f"{M}legacyDrawing") is not None:
            assert any(name.endswith(".vml") for name in names)
