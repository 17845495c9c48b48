"""Documents made from a roadmap: each is opened again by a library and found to say what the roadmap says."""

from __future__ import annotations

import csv
import io
import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from detente.case import Case
from detente.errors import CaseError
from detente.report.documents import endings, write_document, writing
from detente.roadmap.result import Roadmap
from tests.report.fixture import exchange, nothing_holds, summit

docx = pytest.importorskip("docx", reason="python-docx is not installed (extra `documents`)")
icalendar = pytest.importorskip("icalendar", reason="icalendar is not installed (extra `documents`)")
pytest.importorskip("resvg_py", reason="resvg-py is not installed (extra `documents`)")

Fixture = Callable[[], tuple[Case, Roadmap]]
each_ending = pytest.mark.parametrize("ending", endings())
PRIVATE = re.compile(r"\(private\)|level \d|detection 0\.|at least 0\.")


def open_book(content: bytes):  # type: ignore[no-untyped-def]
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(content))


def all_text(ending: str, content: bytes) -> str:
    """Return everything that can be read in a document."""
    if ending == ".docx":
        document = docx.Document(io.BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)
    if ending == ".xlsx":
        return "\n".join(
            str(value) for sheet in open_book(content) for row in sheet.iter_rows(values_only=True) for value in row
        )
    return content.decode("utf-8", "replace")


@each_ending
@pytest.mark.parametrize("private", [False, True])
def test_the_same_roadmap_gives_the_same_bytes(ending: str, private: bool) -> None:
    made = [write_document(*exchange(), ending, private=private, on=date(2026, 2, 1)) for _ in range(2)]
    assert made[0] == made[1]


@each_ending
def test_a_document_says_what_is_done(ending: str) -> None:
    if ending == ".png":
        assert write_document(*exchange(), ending).startswith(b"\x89PNG")
        return
    text = re.sub(r"\r\n ", "", all_text(ending, write_document(*exchange(), ending)))
    assert "Release of wounded prisoners" in text.replace("</text>", " ").replace("\\,", ",") or ending == ".svg"


@each_ending
def test_private_figures_change_nothing_in_a_document_to_share(ending: str) -> None:
    case, roadmap = exchange()
    steps = {key: replace(step, value={"north": Fraction(-7), "south": 9}) for key, step in case.steps.items()}
    north = replace(case.parties["north"], breach_cost=Fraction(8), trust=Fraction(3))
    other = replace(case, steps=steps, parties={**case.parties, "north": north})
    assert write_document(case, roadmap, ending) == write_document(other, roadmap, ending)


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".csv"])
@pytest.mark.parametrize("fixture", [exchange, summit])
def test_private_figures_stand_only_where_they_are_asked_for(fixture: Fixture, ending: str) -> None:
    assert not PRIVATE.search(all_text(ending, write_document(*fixture(), ending)))
    assert PRIVATE.search(all_text(ending, write_document(*fixture(), ending, private=True)))


def test_the_annex_has_numbered_articles_and_clauses() -> None:
    document = docx.Document(io.BytesIO(write_document(*exchange(), ".docx")))
    articles = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert articles[0] == "How this annex is carried out"
    assert articles[1].startswith("Phase 1 (5–18 January 2026)")
    assert articles[-2:] == ["What may be taken back", "What if a phase is not completed"]
    for name, level in (("Heading 1", 0), ("Clause", 1), ("Point", 2)):
        numbered = document.styles[name].element.pPr.numPr
        assert (numbered.numId.val, numbered.ilvl.val) == (90, level)
        assert [each for each in document.paragraphs if each.style.name == name]


def test_the_annex_says_who_verifies_and_what_may_be_taken_back() -> None:
    document = docx.Document(io.BytesIO(write_document(*exchange(), ".docx")))
    text = "\n".join(each.text for each in document.paragraphs)
    assert "“Release of wounded prisoners”: by Red Cross, within 3 days of its being carried out." in text
    assert "“fuel-convoy” (phase 2; Southern Council)." in text
    assert "stays as it is: “Release of wounded prisoners”" in text
    assert "This phase begins on 5 January 2026, provided that this annex is in force by then." in text
    assert "This phase begins when each step of phase 1 has been verified." in text


def test_the_annex_is_on_numbered_pages_of_a4_in_british_english() -> None:
    document = docx.Document(io.BytesIO(write_document(*exchange(), ".docx")))
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21, 29.7)
    footer = section.footer._element.xml
    assert 'w:instr="PAGE"' in footer
    assert 'w:instr="NUMPAGES"' in footer
    assert 'w:lang w:val="en-GB"' in document.styles.element.xml


def test_the_columns_of_the_annex_fit_the_page_and_their_headings() -> None:
    table = docx.Document(io.BytesIO(write_document(*exchange(), ".docx"))).tables[0]
    assert sum(column.width.cm for column in table.columns) <= 24.01
    for column in table.columns:
        longest = max(map(len, column.cells[0].text.split()))
        assert column.width.cm >= 0.4 + 0.19 * longest
    assert table.rows[1].cells[1].text.split() == ["5", "Jan", "2026"]


def test_a_clause_stays_with_its_points() -> None:
    document = docx.Document(io.BytesIO(write_document(*exchange(), ".docx")))
    styles = [(each.style.name, each.paragraph_format.keep_with_next) for each in document.paragraphs]
    assert all(
        keep for (style, keep), (after, _) in itertools.pairwise(styles) if (style, after) == ("Clause", "Point")
    )


def test_the_annex_has_a_row_a_step_and_a_described_picture() -> None:
    case, roadmap = summit()
    document = docx.Document(io.BytesIO(write_document(case, roadmap, ".docx")))
    table = document.tables[0]
    assert len(table.rows) == 1 + sum(len(phase.steps) for phase in roadmap.phases)
    assert document.inline_shapes
    assert all(shape._inline.docPr.get("descr") for shape in document.inline_shapes)


def test_a_workbook_has_no_formula_even_where_a_title_begins_like_one() -> None:
    case, roadmap = exchange()
    wounded = replace(case.steps["release-wounded"], title='=HYPERLINK("http://x")')
    book = open_book(write_document(replace(case, steps={**case.steps, "release-wounded": wounded}), roadmap, ".xlsx"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(cell.value == wounded.title for cell in cells)


def test_a_workbook_has_a_row_a_step_under_a_frozen_heading() -> None:
    case, roadmap = summit()
    book = open_book(write_document(case, roadmap, ".xlsx"))
    sheet = book["Roadmap"]
    assert sheet.freeze_panes == "A2"
    if sheet["B1"].value == "Begins":
        assert sheet["B2"].is_date
    assert [row[3 if sheet["B1"].value == "Begins" else 1].value for row in sheet.iter_rows(min_row=2)] == [
        case.steps[name].title or name for phase in roadmap.phases for name in case.steps if name in phase.steps
    ]


def test_a_workbook_names_every_step_that_is_left_out() -> None:
    case, roadmap = exchange()
    more = {f"more-{number}": replace(case.steps["fuel-convoy"], id=f"more-{number}", title=f"Step {number}")
            for number in range(5)}  # fmt: skip
    book = open_book(write_document(replace(case, steps={**case.steps, **more}), roadmap, ".xlsx"))
    said = [row[1] for row in book["About"].iter_rows(values_only=True)]
    assert {f"Step {number}" for number in range(5)} <= set(said)
    assert not [one for one in said if "listed below" in str(one)]


def test_a_table_keeps_a_spreadsheet_from_computing() -> None:
    case, roadmap = exchange()
    wounded = replace(case.steps["release-wounded"], title="-2+3")
    content = write_document(replace(case, steps={**case.steps, "release-wounded": wounded}), roadmap, ".csv")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["Step"] for row in rows] == ["'-2+3", "fuel-convoy"]
    assert [row["Begins"] for row in rows] == [str(phase.starts) for phase in roadmap.phases]


def test_a_calendar_has_an_event_a_phase_and_a_step() -> None:
    case, roadmap = exchange()
    parsed = icalendar.Calendar.from_ical(write_document(case, roadmap, ".ics"))
    events = {str(event["uid"]).partition("-")[2]: event for event in parsed.walk("VEVENT")}
    assert set(events) == {
        "phase-1@detente", "phase-2@detente", "step-release-wounded@detente", "verification-release-wounded@detente",
        "step-fuel-convoy@detente",
    }  # fmt: skip
    assert events["phase-1@detente"]["dtstart"].dt == date(2026, 1, 5)
    assert events["phase-1@detente"]["dtend"].dt == date(2026, 1, 18)
    assert events["verification-release-wounded@detente"]["dtstart"].dt == date(2026, 1, 15)


def test_a_calendar_needs_a_first_day() -> None:
    case, roadmap = exchange()
    phases = tuple(replace(phase, starts=0, ends=1) for phase in roadmap.phases)
    with pytest.raises(CaseError) as refused:
        write_document(replace(case, starts=None), replace(roadmap, phases=phases), ".ics")
    assert [finding.code for finding in refused.value.findings] == ["no-dates"]


def test_the_picture_is_whole_by_itself() -> None:
    picture = write_document(*summit(), ".svg").decode()
    root = ET.fromstring(picture)
    assert root.tag.endswith("svg")
    assert "var(" not in picture
    assert not re.search(r"(?:href|src)=", picture)
    ids = re.findall(r' id="([^"]+)"', picture)
    assert len(ids) == len(set(ids))


def test_the_rendered_picture_shows_text() -> None:
    """A renderer without fonts leaves text out silently; then other titles would give the same picture."""
    case, roadmap = exchange()
    other = replace(case, title="Another title altogether")
    assert write_document(case, roadmap, ".png") != write_document(other, roadmap, ".png")


@each_ending
def test_where_there_is_no_roadmap_there_is_no_document(ending: str) -> None:
    with pytest.raises(CaseError) as refused:
        write_document(*nothing_holds(), ending)
    assert [finding.code for finding in refused.value.findings] == ["no-roadmap"]


def test_a_missing_library_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_name: str) -> None:
        raise ModuleNotFoundError("No module named 'docx'", name="docx")

    monkeypatch.setattr(writing, "import_module", missing)
    with pytest.raises(CaseError, match=r"docx is not installed[^$]*detente\[documents\]") as refused:
        write_document(*exchange(), ".docx")
    assert [finding.code for finding in refused.value.findings] == ["missing-library"]


def test_an_unknown_ending_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'\.odt' is not one of"):
        write_document(*exchange(), ".odt")
