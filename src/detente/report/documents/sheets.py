"""A roadmap as an Excel workbook: what it is, the steps as a table, phases by parties, demands and sources."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from detente.case.workbook.inert import put
from detente.report import headline
from detente.report.assumptions import assumptions
from detente.report.demands import cite, demands
from detente.report.documents.fixed import fixed
from detente.report.documents.rows import Cell, columns, rows
from detente.report.public import LEFT_OUT
from detente.report.told import Told
from detente.report.words import sentence, span

HEAD = PatternFill("solid", fgColor="DCE6F1")
"""Light enough that black text on it survives a photocopier."""

LINE_HEIGHT, TALLEST_ROW = 15, 409
"""Points; a row can be no taller."""

LINE = Border(bottom=Side(style="thin", color="8A95A3"))
WRAP = Alignment(wrap_text=True, vertical="top", horizontal="left")


def sheets(told: Told) -> bytes:
    """Return the workbook. Every text is a text cell, so that nothing in it is ever taken for a formula."""
    book = Workbook()
    about = book.active
    assert isinstance(about, Worksheet)
    about.title = "About"
    _fill(about, ["What this is", ""], _about(told), [34, 90])
    shape = columns(told)
    _fill(book.create_sheet("Roadmap"), [one.heading for one in shape], rows(told), [one.width for one in shape])
    _fill(book.create_sheet("By party"), *_by_party(told))
    _fill(book.create_sheet("Demands"), ["Party", "Demand", "Form", "Words", "Rules", "Sources"], _demands(told),
          [24, 16, 12, 44, 44, 44])  # fmt: skip
    _fill(book.create_sheet("Assumptions"), ["Kind", "Assumption", "Mark"], _assumptions(told), [14, 90, 16])
    packed = io.BytesIO()
    book.save(packed)
    return fixed(packed.getvalue())


def _about(told: Told) -> list[tuple[Cell, ...]]:
    found = [
        ("Case", told.case.title),
        ("Result", headline.verdict(told)),
        ("When", headline.when(told)),
        *_left_out(told),
        ("How to read it", headline.NOT_A_FORECAST),
    ]
    if told.on:
        found.append(("Date of this document", told.on.isoformat()))
    if told.public:
        found.append(("A copy to share", LEFT_OUT))
    found += [(headline.warning_label(each.kind), each.text) for each in told.roadmap.warnings]
    return [row for row in found if row[1]]


def _left_out(told: Told) -> list[tuple[Cell, ...]]:
    """Name every step that is left out, a row each."""
    titles = [told.step(name) for name in told.left_out] or [headline.what_it_leaves_out(told)]
    return [("" if place else "What is left out", title) for place, title in enumerate(titles)]


def _by_party(told: Told) -> tuple[list[str], list[tuple[Cell, ...]], list[int]]:
    phases = told.roadmap.phases
    heads = ["Party"]
    for number, phase in enumerate(phases, start=1):
        days = f"\n{span(phase.starts, phase.ends, short=True)}" if headline.has_calendar(told) else ""
        heads.append(f"Phase {number}{days}")
    table: list[tuple[Cell, ...]] = [
        (told.party(party.id), *(_doings(told, party.id, told.in_order(phase.steps)) for phase in phases))
        for party in told.acting
    ]
    return heads, table, [26, *([36] * len(phases))]


def _doings(told: Told, party: str, steps: Sequence[str]) -> str:
    own = [f"• {told.step(name)}" for name in steps if party in told.known(name).by]
    checked = [f"verifies: {told.step(name)}" for name in steps if party in told.known(name).verified.by]
    return "\n".join([*own, *checked])


def _demands(told: Told) -> list[tuple[Cell, ...]]:
    return [
        (
            each.party,
            each.id,
            str(each.form),
            each.says,
            "\n".join(map(sentence, each.now or each.asked)),
            "\n".join(f"{cited.text} {cited.url}".strip() for cited in each.sources),
        )
        for each in demands(told)
    ]


def _assumptions(told: Told) -> list[tuple[Cell, ...]]:
    cited: list[tuple[Cell, ...]] = [
        ("source", f"{one.text} {one.url}".strip(), one.mark) for one in map(cite, told.case.sources.values())
    ]
    return [*((one.kind, one.text, one.mark) for one in assumptions(told)), *cited]


def _fill(sheet: Worksheet, heads: Sequence[str], table: Iterable[Sequence[Cell]], widths: Sequence[int]) -> None:
    """Write a table with a frozen heading that is repeated on every printed page."""
    for place, row in enumerate([heads, *table], start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(place, column)
            put(cell, value)
            if isinstance(value, date):
                cell.number_format = "yyyy-mm-dd"
            cell.alignment = WRAP
            if place == 1:
                cell.font, cell.fill, cell.border = Font(bold=True), HEAD, LINE
        sheet.row_dimensions[place].height = min(TALLEST_ROW, LINE_HEIGHT * _lines(row, widths))
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _lines(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """Return how many lines the fullest cell of a row needs: not every program works that out by itself."""
    return max(
        sum(-(-max(len(line), 1) // width) for line in str(value).split("\n"))
        for value, width in zip(row, widths, strict=True)
    )


WRITERS = {".xlsx": sheets}
