"""Files and folders of articles, and what plain texts say of themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import detente
from detente.errors import CaseError
from detente.evidence.article import name_of, open_article
from detente.evidence.collecting import article_files
from detente.evidence.many import open_articles
from tests.evidence.pages import PAGE


def published(text: str, name: str = "a.txt") -> date | None:
    return open_article(text.encode(), name).published


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("Published: 2031-05-20\n\nHe said no.", "a.txt", date(2031, 5, 20)),
        ("Title: Talks\nDate: 20 May 2031\n\nHe said no.", "a.txt", date(2031, 5, 20)),
        ("Posted on: May 20th, 2031\r\n\r\nHe said no.", "a.txt", date(2031, 5, 20)),
        ("He said no.", "talks-2031-05-20.txt", date(2031, 5, 20)),
        ("Published: 2031-05-21\n\nHe said no.", "talks-2031-05-20.txt", date(2031, 5, 21)),
        ("He said no.", "2031-05-20-to-2031-05-21.txt", None),
        ("He said no.\n\nDate: 20 May 2031", "a.txt", None),
        ("Date: 05/06/2031\n\nHe said no.", "a.txt", None),
        ("Date: 31 June 2031\n\nHe said no.", "a.txt", None),
    ],
)
def test_the_day_is_what_a_labelled_line_or_the_name_says(text: str, name: str, day: date | None) -> None:
    assert published(text, name) == day


def test_labelled_lines_are_no_part_of_the_article() -> None:
    found = open_article(b"Title: Talks\nSource: The Coast Post\n\nHe said no.", "a.txt")
    assert found.article_text.strip() == "He said no."
    assert (found.metadata.title, found.metadata.publisher) == ("Talks", "The Coast Post")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said on Monday no.", "on Monday"),
        ("On Feb. 28 it ended.", "Feb. 28"),
        ("It ended three weeks ago.", "three weeks ago"),
        ("It ended on 28 February 2031, or Feb. 28, 2031.", ""),
        ("He may say no.", ""),
    ],
)
def test_a_text_that_counts_from_its_publication_says_so(text: str, words: str) -> None:
    assert open_article(text.encode(), "a.txt").counts_from_publication() == words


def test_folders_are_read_through_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "c.png", ".hidden.txt", "sub/d.txt", ".git/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PAGE, "utf-8")
    found = article_files([str(tmp_path / "b.txt"), str(tmp_path)])
    assert [str(Path(file).relative_to(tmp_path)) for file in found] == ["b.txt", "a.html", "sub/d.txt"]


def test_everything_wrong_with_several_files_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.4")
    with pytest.raises(CaseError) as missing:
        article_files([str(tmp_path / "none.txt"), str(tmp_path / "empty")])
    assert [finding.code for finding in missing.value.findings] == ["no-file", "empty-folder"]
    (tmp_path / "b.txt").write_bytes(b"")
    with pytest.raises(CaseError) as wrong:
        open_articles([str(tmp_path)])
    assert [finding.code for finding in wrong.value.findings] == ["no-article", "empty-file"]


def test_records_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "talks.txt").write_text("He said no.", "utf-8")
    assert [one.id for one in open_articles([str(tmp_path)])] == ["talks", "talks-2"]


@pytest.mark.parametrize(
    ("file", "name"),
    [("a/Talks 2031.txt", "talks-2031"), ("-", "standard-input"), ("外.txt", "article"), ("a.b.html", "a-b")],
)
def test_a_record_is_called_after_its_file(file: str, name: str) -> None:
    assert name_of(file) == name


def test_a_page_is_read_with_the_way_back(tmp_path: Path) -> None:
    (tmp_path / "saved.html").write_text(PAGE, "utf-8")
    reading = detente.read(tmp_path / "saved.html")
    assert reading.record.text == reading.article.text
    first = reading.attributions[0]
    place = reading.place_in_page(first)
    assert place is not None
    assert PAGE[slice(*place)].startswith("&ldquo;We will open the harbour")
    assert all("Joe" not in reading.record.words(one) for one in reading.attributions)
    assert reading.to_dict()["page"][0] == [0, PAGE.index("Home"), 4]


def test_the_day_given_goes_before_the_page_s(tmp_path: Path) -> None:
    (tmp_path / "saved.html").write_text(PAGE, "utf-8")
    assert detente.read(tmp_path / "saved.html", published=date(2031, 5, 21)).record.published == date(2031, 5, 21)
