"""Files made to harm, or taken for workbooks by mistake: a clear error or a sane result, in bounded time and memory."""

# ruff: noqa: E501 (tables: a row a line)

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from detente.case import load, to_document
from detente.case.workbook import package, xml_parts
from detente.case.workbook.xlsx import read_xlsx
from detente.errors import CaseError

from .making import (
    NAMESPACE,
    RELATION,
    complete,
    edited,
    findings,
    part,
    raw_sheet,
    read,
    sheet_part,
    with_part,
    workbook,
)


def archive(parts: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return made.getvalue()


def code(data: bytes) -> str:
    (finding,) = findings(data)
    return finding.code


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
ODS = archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"})
CONTENT = {"[Content_Types].xml": "<Types/>"}

MISTAKES = [
    ("a name only", b"", "bad-workbook"),
    ("a text", b"detente: 1\n", "bad-workbook"),
    ("a web page", b"<html><table><tr><td>Steps</table>", "bad-workbook"),
    ("an old workbook", OLE, "unsupported-format"),
    ("a workbook with a password", OLE + "EncryptedPackage".encode("utf-16-le"), "unsupported-format"),
    ("an OpenDocument spreadsheet", ODS, "unsupported-format"),
    ("a binary workbook", archive({**CONTENT, "xl/workbook.bin": b"x"}), "unsupported-format"),
    ("a Word document", archive({**CONTENT, "word/document.xml": "<x/>"}), "unsupported-format"),
    ("another archive", archive({"photo.jpg": b"x"}), "bad-workbook"),
    ("an empty archive", archive({}), "bad-workbook"),
    ("half a workbook", workbook()[:9000], "bad-workbook"),
    ("a workbook with a hole", workbook()[:3000] + bytes(3000) + workbook()[6000:], "bad-workbook"),
    ("no sheet of a case", with_part("xl/workbook.xml", part("xl/workbook.xml").replace('name="', 'name="My ')), "empty-file"),
    ("a method nobody knows", workbook().replace(b"\x08\x00\x00\x00!\x00", b"\x63\x00\x00\x00!\x00"), "bad-workbook"),
    ("XML that ends too early", with_part("xl/workbook.xml", "<workbook"), "bad-workbook"),
    ("a cell nowhere", with_part(sheet_part("Steps"), raw_sheet('<row r="1"><c r="A0"><v>1</v></c></row>')), "bad-workbook"),
    ("a column beyond all", with_part(sheet_part("Steps"), raw_sheet('<row><c r="XFE1"><v>1</v></c></row>')), "bad-workbook"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "wanted"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES])
def test_what_is_no_workbook_is_refused_in_words(tmp_path: Path, data: bytes, wanted: str) -> None:
    file = tmp_path / "case.xlsx"
    file.write_bytes(data)
    with pytest.raises(CaseError) as caught:
        load(file)
    assert [(one.code, one.file) for one in caught.value.findings] == [(wanted, str(file))]
    assert caught.value.findings[0].expected


@pytest.mark.parametrize("name", ["case.xls", "case.ods", "case.xlsb"])
def test_other_spreadsheets_are_known_by_their_names_too(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(ODS if name == "case.ods" else OLE)
    with pytest.raises(CaseError) as caught:
        load(tmp_path / name)
    assert caught.value.findings[0].code == "unsupported-format"


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("start", [BOMB, OUTSIDE], ids=["entities of entities", "an entity from outside"])
@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"])
def test_entities_are_refused_wherever_they_are(start: str, name: str) -> None:
    assert code(with_part(name, start + f'<x xmlns="{NAMESPACE}">&a;</x>')) == "bad-workbook"


def test_an_archive_that_unpacks_to_very_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_UNPACKED", 2_000_000)
    assert code(with_part(sheet_part("Steps"), b" " * 5_000_000)) == "too-large"


def test_an_archive_that_lies_about_its_size_is_refused() -> None:
    data = with_part(sheet_part("Steps"), raw_sheet("<row/>" * 10_000))
    with zipfile.ZipFile(io.BytesIO(data)) as given:
        size = given.getinfo(sheet_part("Steps")).file_size
    lying = data.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != data
    assert code(lying) == "bad-workbook"


def test_very_many_parts_are_refused() -> None:
    assert code(archive({f"xl/p{number}": b"" for number in range(package.MOST_PARTS + 1)})) == "too-large"


def test_very_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.case.workbook.xlsx.MOST_ELEMENTS", 1000)
    assert code(with_part(sheet_part("Steps"), raw_sheet("<row><c/></row>" * 1000))) == "too-large"
    monkeypatch.undo()
    monkeypatch.setattr("detente.case.workbook.xlsx.MOST_CELLS", 1000)
    assert code(with_part(sheet_part("Steps"), raw_sheet("<row><c><v>1</v></c></row>" * 1001))) == "too-large"


def test_very_many_formats_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_parts, "MOST_FORMATS", 100)
    styles = f'<styleSheet xmlns="{NAMESPACE}"><cellXfs>{"<xf/>" * 101}</cellXfs></styleSheet>'
    (finding,) = findings(with_part("xl/styles.xml", styles))
    assert finding.code == "too-large"


def test_a_sheet_that_claims_to_be_huge_is_read_by_what_is_in_it() -> None:
    name = sheet_part("Steps")
    huge = part(name).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    huge = huge.replace("</sheetData>", '<row r="1048576"><c r="XFD1048576"/></row></sheetData>')
    assert to_document(read(with_part(name, huge))) == to_document(complete())


@pytest.mark.slow
def test_a_million_empty_rows_are_read_past() -> None:
    name = sheet_part("Steps")
    rows = "".join(f'<row r="{number}" ht="15" customHeight="1"/>' for number in range(100, 1_000_100))
    data = with_part(name, part(name).replace("</sheetData>", rows + "</sheetData>"))
    assert to_document(read(data)) == to_document(complete())


def test_macros_links_and_pictures_are_not_looked_at() -> None:
    data = with_part("xl/vbaProject.bin", b"\x00" * 100)
    data = with_part("xl/externalLinks/externalLink1.xml", "<not xml", data)
    data = with_part("xl/media/image1.png", b"no picture", data)
    relations = part("xl/_rels/workbook.xml.rels").replace(
        "</Relationships>",
        f'<Relationship Id="rX" Type="{RELATION}/externalLink" Target="externalLinks/externalLink1.xml"/>'
        f'<Relationship Id="rY" Type="{RELATION}/worksheet" Target="https://example.org/x" TargetMode="External"/>'
        "</Relationships>",
    )
    assert to_document(read(with_part("xl/_rels/workbook.xml.rels", relations, data))) == to_document(complete())


def test_a_sheet_cannot_lead_out_of_the_archive() -> None:
    relations = part("xl/_rels/workbook.xml.rels").replace("worksheets/sheet4.xml", "../../../../etc/passwd")
    assert "missing-key" in {one.code for one in findings(with_part("xl/_rels/workbook.xml.rels", relations))}


def test_texts_of_several_formats_are_joined_and_readings_left_out() -> None:
    shared = (
        f'<sst xmlns="{NAMESPACE}"><si><r><rPr><b/></rPr><t>wound</t></r><r><t xml:space="preserve">ed </t></r>'
        "<rPh><t>READING</t></rPh></si><si><t>b_x000D_</t></si></sst>"
    )
    sheet = raw_sheet(
        '<row r="2"><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>9</v></c><c t="inlineStr"><is><t>in</t>'
        '<rPh><t>x</t></rPh><r><t>line</t></r></is></c><c r="H2" t="str"><f>1</f><v>text</v></c><c t="b"><v>1</v></c></row>'
    )
    data = archive(
        {
            "xl/workbook.xml": f'<workbook xmlns="{NAMESPACE}" xmlns:r="{RELATION}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="a" Type="{RELATION}/worksheet" '
            f'Target="/xl/s.xml"/><Relationship Id="b" Type="{RELATION}/sharedStrings" Target="t.xml"/></Relationships>',
            "xl/t.xml": shared,
            "xl/s.xml": sheet,
        }
    )
    (read_sheet,) = read_xlsx(data, "x").sheets
    assert read_sheet.rows == {2: {1: "wounded ", 2: "b\r", 4: "inline", 8: "text", 9: True}}


@pytest.mark.parametrize(
    ("format", "is_date"),
    [("General", False), ("0.00", False), ("dd/mm/yyyy", True), ("[$-409]d. mmm yy", True), ('0 "days"', False),
     ("[Red]0.0", False), ("h:mm", True), ("0;[Red]-0", False), (r"0\d", False), ("@", False)],
)  # fmt: skip
def test_a_format_shows_a_date(format: str, is_date: bool) -> None:
    assert xml_parts.is_date_format(format) is is_date


def test_what_is_written_cannot_begin_a_formula() -> None:
    texts = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)"]
    data = edited({})
    from dataclasses import replace

    from detente.case.workbook.xlsx_writing import write_xlsx

    for text in texts:
        data = write_xlsx(replace(complete(), title=text, notes=text))
        assert "<f>" not in part(sheet_part("Case"), data)
        assert read(data).title == text


def test_reading_a_case_in_yaml_or_a_workbook_loads_no_openpyxl(tmp_path: Path) -> None:
    (tmp_path / "case.xlsx").write_bytes(workbook())
    script = (
        "import sys; from detente.cli.main import cli, run; run(cli, ['show', 'case.xlsx']); run(cli, ['convert', '--help']);"
        "sys.exit(int('openpyxl' in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, check=True, timeout=60)
