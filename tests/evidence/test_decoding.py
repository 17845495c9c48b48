"""Bytes become text, or a refusal that says what they are."""

from __future__ import annotations

import pytest

from detente.errors import CaseError
from detente.evidence.decoding import LARGEST, decode_article

ENGLISH = "“We will not go first,” the minister said. It’s a café."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "windows-1252"),
        ("Мы готовы к переговорам, заявил министр в понедельник.", "windows-1251"),
        ("외무성 대변인은 월요일 담화를 발표하였다. 제재 해제가 먼저라고 말했다.", "euc-kr"),
        ("外交部发言人周一表示，各方应采取分阶段、同步走的办法解决问题。", "gb18030"),
        ("قال الوزير يوم الاثنين إن المحادثات ستستمر", "utf-8"),
    ],
)
def test_text_in_a_usual_encoding_is_read(text: str, encoding: str) -> None:
    assert decode_article(text.encode(encoding), "a").text == text


def test_a_guess_is_told() -> None:
    assert decode_article(ENGLISH.encode("windows-1252"), "a").guessed
    assert not decode_article(ENGLISH.encode("utf-8"), "a").guessed


def test_what_a_page_declares_is_believed() -> None:
    page = "<html><head><meta charset='iso-8859-2'></head><body>Minister powiedział: Żądamy.</body></html>"
    found = decode_article(page.encode("iso-8859-2"), "a")
    assert (found.text, found.guessed) == (page, False)


def test_the_encoding_can_be_given() -> None:
    assert decode_article("Żądamy".encode("iso-8859-2"), "a", "iso-8859-2").text == "Żądamy"


@pytest.mark.parametrize(
    ("data", "encoding", "code", "says"),
    [
        (b"", None, "empty-file", "nothing"),
        (b" \r\n\t", None, "empty-file", "nothing"),
        (b"\0\0\0", None, "empty-file", "nothing"),
        (b"\xef\xbb\xbf", None, "empty-file", "no text"),
        (b"%PDF-1.7\n%\xe2\xe3", None, "no-article", "a PDF"),
        (b"PK\x03\x04abc", None, "no-article", "Word"),
        (b"{\\rtf1 hello}", None, "no-article", "rich text"),
        (b"\x89PNG\r\n", None, "no-article", "picture"),
        (b"\xff\xd8\xff\xe0", None, "no-article", "picture"),
        (b"He said\0 it.", None, "no-article", "nul bytes"),
        ("He said\0 it.".encode("utf-16"), None, "no-article", "nul bytes"),
        (b"a" * (LARGEST + 1), None, "too-large", "10 MB"),
        (b"hello", "klingon", "bad-encoding", "no encoding"),
        (b"caf\xe9", "utf-8", "bad-encoding", "no text in utf-8"),
    ],
)
def test_what_is_no_article_is_refused(data: bytes, encoding: str | None, code: str, says: str) -> None:
    with pytest.raises(CaseError) as refused:
        decode_article(data, "file.txt", encoding)
    (finding,) = refused.value.findings
    assert (finding.code, finding.file) == (code, "file.txt")
    assert says in finding.message
