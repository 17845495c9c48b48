"""Saved pages: their text, the way back, what is the article, and what they say of themselves."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import CaseError
from detente.evidence.article import Article, open_article
from detente.evidence.page_metadata import page_metadata
from detente.evidence.page_text import PageText, page_text
from tests.evidence.pages import PAGE


def opened(page: str, file: str = "saved.html") -> Article:
    return open_article(page.encode(), file)


def leads_back(page: str, found: PageText) -> None:
    """Hold every character of the text to the place in the page that it is from."""
    for place, character in enumerate(found.text):
        start, end = found.place(place, place + 1)
        written = unescape(page[start:end])
        is_reference = page[start] == "&" and character in written
        is_space = character.isspace() and not written.strip()
        assert written == character or is_reference or is_space, (place, character, written)


def test_every_character_leads_back_to_the_page() -> None:
    leads_back(PAGE, page_text(PAGE))


TAGS = ("<p>", "</p>", "<div class='a'>", "</div>", "<br>", "<!-- x -->", "<script>", "</script>", '<a href="x>y">')
BROKEN = ("<!--", "-->", "<b", ">", "<", "=", "'", '"', "&", "&lt")
TEXTS = ("&amp;", "&nbsp;", "&#8220;", "&fjlig;", "a", " b ", "\n", "“c”", "\u202e")
PARTS = st.sampled_from((*TAGS, *BROKEN, *TEXTS))


@given(st.lists(PARTS, max_size=40).map("".join))
def test_whatever_a_page_holds_its_text_leads_back(page: str) -> None:
    found = page_text(page)
    leads_back(page, found)
    assert all(found.text[block.start : block.end].strip() for block in found.blocks)


def test_the_text_is_all_that_a_reader_sees() -> None:
    found = opened(PAGE)
    assert "foo" not in found.text
    assert "color:red" not in found.text
    assert "Home\n\nWorld" in found.text
    assert "Ada Lorn of Westmark said on Monday & smiled." in found.text
    assert "only if\nthe blockade" in found.text


def test_what_is_not_the_article_is_left_out_and_stays_in_the_text() -> None:
    found = opened(PAGE)
    left_out = {found.text[slice(*one.span)]: one.why for one in found.left_out}
    assert left_out["Harbour talks resume"] == "headline"
    assert {why for words, why in left_out.items() if "never sign" in words} == {"outside the article"}
    kept = found.article_text
    assert len(kept) == len(found.text)
    for words in ("Home", "never sign", "newsletter", "Please enter", "Joe", "©"):
        assert words in found.text
        assert words not in kept
    for words in ("We will open", "Not a day before", "come closer than ever"):
        assert words in kept


MENU = "<ul>" + "".join(f"<li><a href='/{n}'>Section {n} of the site</a></li>" for n in range(30)) + "</ul>"
RELATED = "<div class='related'>" + "<h3><a href='/a'>“I will never sign,” says Lorn</a></h3>" * 8 + "</div>"
COMMENTS = "<div class='comments'>" + "<p>Reader Joe said he does not believe a word of it, ever.</p>" * 20 + "</div>"
STORY = (
    "“We will open the harbour once the mines are gone,” Foreign Minister Ada Lorn said on Monday.",
    "Per Hald replied that his government would clear the mines only if the blockade was lifted.",
    "“Not a day before,” he said.",
    "Talks are to continue in the neutral town of Mirren next week, a spokesperson for the mediators said, adding that "
    "both sides had come closer.",
)


@pytest.mark.parametrize(
    "story",
    [
        "<article>" + "".join(f"<p>{one}</p>" for one in STORY) + "</article>",
        "<div class='td-post-content'>" + "".join(f"<p>{one}" for one in STORY) + "</div>",
        "<div class='content'>" + "<br><br>".join(STORY) + "</div>",
        "<div><div>" + "".join(f"<div><span>{one}</span></div>" for one in STORY) + "</div></div>",
        "<table><tr><td><font>" + "".join(f"<p>{one}</p>" for one in STORY) + "</font></td></tr></table>",
        "<main>" + "".join(f"<p><b>MS. LORN:</b> {one}</p>" for one in STORY) + "</main>",
    ],
)
def test_the_article_is_found_however_the_page_is_built(story: str) -> None:
    kept = opened(f"<html><body>{MENU}{story}{RELATED}{COMMENTS}<div>© 2031</div></body></html>").article_text
    assert [one for one in STORY if one not in kept] == []
    assert [word for word in ("Section", "never sign", "Joe") if word in kept] == []


def test_a_page_without_an_article_is_read_whole() -> None:
    assert opened("<html><body><p>No, he said.</p></body></html>").article_text.strip() == "No, he said."


def test_a_page_says_what_it_is_and_when_it_was_published() -> None:
    said = opened(PAGE).metadata
    assert (said.title, said.publisher) == ("Harbour talks resume", "The Coast Post")
    assert said.url == "https://example.org/harbour"
    assert (said.published, said.basis) == (date(2031, 5, 20), "the page's JSON-LD")


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2031-05-20T08:00:00Z">', date(2031, 5, 20)),
        ('<META NAME=DC.date.issued CONTENT="2031-05-20">', date(2031, 5, 20)),
        ("<meta itemprop='datePublished' content='20310520'>", date(2031, 5, 20)),
        ('<time itemprop="datePublished" datetime="2031-05-20">today</time>', date(2031, 5, 20)),
        ('<time datetime="2031-05-20 10:00">x</time><time datetime="2031-05-20">x</time>', date(2031, 5, 20)),
        ('<time datetime="2031-05-20">x</time><time datetime="2031-05-21">x</time>', None),
        ('<meta property="article:modified_time" content="2031-05-20">', None),
        ('<meta name="date" content="20 May">', None),
        ('<meta name="date" content="2031-13-20">', None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": [</script>', None),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", None),
        ('<script type="application/ld+json">[{"@type": ["Thing", 3]}, 4, null]</script>', None),
    ],
)
def test_only_a_declared_day_counts(head: str, day: date | None) -> None:
    assert page_metadata(f"<html><head>{head}</head><body>On 3 May 2031 he said no.</body></html>").published == day


def test_no_address_but_http_is_taken() -> None:
    assert page_metadata('<link rel="canonical" href="javascript:alert(1)">').url == ""


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "He said no.",
        "<div><p>He said no." * 20_000,
        "<p>He said no.</p>" + "<!--" * 100_000,
        "<p>He said no.</p>" + "<a b=\"'" * 100_000,
        "<p>He said no." + "<a " * 100_000,
        "<p>He said no." + "<![CDATA[" * 100_000,
        "<p>He said no." + "<script>" * 100_000,
        "<p>He said no." + "</p" * 100_000,
        "He said no." + "<" * 100_000,
        "<p>He said no.\u202e\u2066" + "&" * 100_000,
    ],
)
def test_a_hostile_page_is_read_sanely(page: str) -> None:
    """Each would take hours where a part is scanned again and again."""
    assert "He said no." in opened(page).article_text


@pytest.mark.parametrize("page", ["<html></html>", "<div>" * 1000, "<html><script>He said no.</script></html>"])
def test_a_page_that_shows_no_text_is_refused(page: str) -> None:
    with pytest.raises(CaseError, match="empty-file"):
        opened(page)
