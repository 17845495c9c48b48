"""A roadmap as a Word document: the annex of an agreement, with numbered articles, a table and a picture.

Headings, clauses and points are Word's own numbered styles (`detente.report.documents.numbering`), so the text can be
edited on without the numbers falling out of step.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Cm, Emu, Pt
from docx.table import Table, _Column

from detente import __version__
from detente.report import headline
from detente.report.assumptions import assumptions
from detente.report.demands import cite, demands
from detente.report.documents.clauses import articles
from detente.report.documents.fixed import fixed
from detente.report.documents.numbering import (
    ARTICLE,
    CLAUSE,
    POINT,
    keep_whole,
    number_outline,
    number_pages,
    repeat_heading,
    shade,
    speak_british,
)
from detente.report.documents.rows import Column, columns, rows
from detente.report.provenance import picture_source
from detente.report.timeline import in_words
from detente.report.told import Told
from detente.report.words import day, listing, sentence, short_day

FACE = "Calibri"
ACROSS = Cm(24)
TALLEST = Cm(14.5)
"""What a picture may take of a page that lies across."""

MARGINS, LETTER, LONGEST = Cm(0.45), Cm(0.2), 14
"""What a cell needs at its sides, and for a bold letter; so many letters are kept together at most."""

NARROW = 14
"""Columns of so many characters, such as dates, get what they need; the others share the rest."""

HEAD = "DCE6F1"

ACROSS_THE_PAGE = ("Phase", "Begins", "Ends", "Step", "Who", "Takes (days)", "Verified by", "Taking back")
"""The columns that fit across a page."""


def annex(told: Told) -> bytes:
    """Return the document."""
    document = docx.Document()
    _prepare(document, told)
    _opening(document, told)
    for article in articles(told):
        document.add_paragraph(article.heading, ARTICLE)
        for clause in article.clauses:
            added = document.add_paragraph(clause.text, CLAUSE)
            added.paragraph_format.keep_with_next = bool(clause.points)
            for point in clause.points:
                document.add_paragraph(point, POINT)
    _overview(document, told)
    _background(document, told)
    packed = io.BytesIO()
    document.save(packed)
    return fixed(packed.getvalue())


def _prepare(document: Document, told: Told) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FACE, Pt(10.5)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = (
        told.case.title,
        "",
        f"Drafted with detente {__version__}",
    )
    properties.subject = "Roadmap"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    number_outline(document)
    speak_british(document)
    foot = section.footer.paragraphs[0]
    foot.text = f"{told.case.title}. Draft; a proposal, not a forecast. "
    number_pages(foot)
    foot.style = document.styles["Footer"]


def _opening(document: Document, told: Told) -> None:
    document.add_paragraph(told.case.title, "Title")
    document.add_paragraph("Annex on phased and synchronised implementation (draft)", "Subtitle")
    if told.on:
        document.add_paragraph(day(told.on))
    document.add_paragraph(f"{headline.verdict(told)} {sentence(headline.when(told)) if headline.when(told) else ''}")
    parties = [told.party(party.id) for party in told.acting]
    document.add_paragraph(sentence(f"Those who carry it out or verify it: {listing(parties)}"))
    for warning in told.roadmap.warnings:
        paragraph = document.add_paragraph(style="Intense Quote")
        paragraph.add_run(f"{headline.warning_label(warning.kind)}: {warning.text}")


def _overview(document: Document, told: Told) -> None:
    """Add a page across: the roadmap as a table, and as a picture."""
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_heading("The roadmap at a glance", 2)
    _chosen(document, told, ACROSS_THE_PAGE)
    if not told.public:
        document.add_heading("What it is worth to whom (private)", 2)
        _chosen(document, told, ("Phase", "Step", *(one.heading for one in columns(told) if one.private)))
    document.add_page_break()  # type: ignore[no-untyped-call]
    _picture(document, told)


def _chosen(document: Document, told: Told, headings: Sequence[str]) -> None:
    """Add a table of some of the columns that a roadmap has."""
    shape = columns(told)
    chosen = [place for place, one in enumerate(shape) if one.heading in headings]
    _table(document, [shape[place] for place in chosen], [[row[place] for place in chosen] for row in rows(told)])


def _table(document: Document, heads: Sequence[Column], table: Sequence[Sequence[object]]) -> None:
    made = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, head in zip(made.rows[0].cells, heads, strict=True):
        cell.text = head.heading
        cell.paragraphs[0].runs[0].font.bold = True
        shade(cell, HEAD)
    repeat_heading(made.rows[0])
    for row in table:
        for cell, value in zip(made.add_row().cells, row, strict=True):
            cell.text = short_day(value).replace(" ", "\u00a0") if isinstance(value, date) else str(value)
    for line in made.rows:
        keep_whole(line)
    _set_widths(made, [head.width for head in heads])
    for cell in made._cells:
        for run in cell.paragraphs[0].runs:
            run.font.size = Pt(9)


def _set_widths(table: Table, widths: Sequence[int]) -> None:
    """Share the page's width among the columns. Word reads it from the cells, LibreOffice from the columns."""
    table.autofit = False
    least = [_least(column) for column in table.columns]
    rest = max(0, ACROSS - sum(least))
    shares = [width if width > NARROW else 0 for width in widths]
    for column, share, needed in zip(table.columns, shares, least, strict=True):
        column.width = Emu(needed + rest * share // max(1, sum(shares)))
        for cell in column.cells:
            cell.width = column.width


def _least(column: _Column) -> int:
    """Return the width below which a column's heading, or a date in it, would break within a word."""
    words = column.cells[0].text.split() + [cell.text for cell in column.cells if "\u00a0" in cell.text]
    longest = min(LONGEST, max(map(len, words)))
    return int(MARGINS + LETTER * longest)


def _picture(document: Document, told: Told) -> None:
    from detente.report.documents.picture import png_bands

    words = in_words(told, 1, told.roadmap.phases)
    for band in png_bands(told):
        shape = document.add_picture(io.BytesIO(band), width=ACROSS)
        if shape.height > TALLEST:
            shape.width, shape.height = Emu(shape.width * TALLEST // shape.height), TALLEST
        shape._inline.docPr.set("descr", words)
        shape._inline.docPr.set("title", f"Who does what, phase by phase: {told.case.title}")
    document.add_paragraph(picture_source(told), "Caption")


def _background(document: Document, told: Told) -> None:
    """Add what the annex rests on: demands with their words and sources, and every assumption, marked as such."""
    document.add_section().orientation = WD_ORIENT.PORTRAIT
    section = document.sections[-1]
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_heading("What it rests on (not part of the annex)", 2)
    document.add_paragraph(headline.NOT_A_FORECAST)
    if told.written.demands:
        document.add_heading("Demands", 3)
    for each in demands(told):
        said = f" “{each.says}”" if each.says else ""
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{each.party}, {each.id} ({each.form}):").bold = True
        cited = f" [{'; '.join(f'{one.text} {one.url}'.strip() for one in each.sources)}]" if each.sources else ""
        paragraph.add_run(f"{said} {' '.join(map(sentence, each.now or each.asked))}{cited}")
    document.add_heading("Assumptions", 3)
    for one in assumptions(told):
        document.add_paragraph(f"{one.text}{f' ({one.mark})' if one.mark else ''}", "List Bullet")
    if told.case.sources:
        document.add_heading("Sources", 3)
    for source in map(cite, told.case.sources.values()):
        document.add_paragraph(f"{source.text} {source.url}".strip(), "List Bullet")


WRITERS = {".docx": annex}
