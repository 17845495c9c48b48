"""Numbered articles and clauses in Word: one outline list that headings and paragraphs take part in by their style.

A lawyer who inserts an article or a clause has all the rest renumbered by Word, because the numbers are the list's and
not text.
"""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

ARTICLE = "Heading 1"
CLAUSE = "Clause"
POINT = "Point"

LIST = 90
"""The number of our list in the document: above those of the library's template."""

_LEVELS = (
    (ARTICLE, "decimal", "Article %1", 0, 0),
    (CLAUSE, "decimal", "%1.%2", 709, 709),
    (POINT, "lowerLetter", "(%3)", 1276, 567),
)
"""For each level: style, kind of number, its text, and where the text stands and how far the number hangs (twips)."""


def number_outline(document: Document) -> None:
    """Give a document the styles `ARTICLE`, `CLAUSE` and `POINT`, numbered as one outline."""
    for name in (CLAUSE, POINT):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        style.base_style = document.styles["Normal"]
        style.quick_style = True
        style.paragraph_format.space_after = Pt(4)
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(_outline()))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{LIST}"><w:abstractNumId w:val="{LIST}"/></w:num>'))
    for level, (name, *_) in enumerate(_LEVELS):
        properties = document.styles[name].element.get_or_add_pPr()
        properties._insert_numPr(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{LIST}"/></w:numPr>')
        )


def _outline() -> str:
    levels = []
    for level, (name, kind, text, left, hanging) in enumerate(_LEVELS):
        identifier = name.replace(" ", "")
        after = "space" if level == 0 else "tab"
        levels.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="{identifier}"/>'
            f'<w:suff w:val="{after}"/><w:lvlText w:val="{text}{". " if level == 0 else ""}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
        )
    return (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{LIST}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )


def repeat_heading(row: object) -> None:
    """Have a table's first row repeated at the head of every page."""
    properties = row._tr.get_or_add_trPr()  # type: ignore[attr-defined]
    properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def keep_whole(row: object) -> None:
    """Have no row of a table cut by a page's end."""
    properties = row._tr.get_or_add_trPr()  # type: ignore[attr-defined]
    properties.insert(0, parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))


def number_pages(paragraph: Paragraph) -> None:
    """Add “Page 2 of 7” to a paragraph, as fields that Word keeps."""
    for text, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        paragraph.add_run(text)
        paragraph._p.append(
            parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        )


def speak_british(document: Document) -> None:
    """Say which language the text is in, so that Word does not mark its spelling as wrong."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def shade(cell: object, colour: str) -> None:
    """Shade a cell of a table, lightly enough for print."""
    properties = cell._tc.get_or_add_tcPr()  # type: ignore[attr-defined]
    shading = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>')
    properties.append(shading)
    assert shading.tag == qn("w:shd")
