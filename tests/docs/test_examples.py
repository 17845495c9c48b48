"""What README, tutorial and guides show is what happens."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente import api
from tests.docs.pages import PAGES, PLAN, ROOT, Session, examples, matches, remembering


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_examples_of_a_page_do_what_it_shows(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(api, "plan", remembering(PLAN))
    (tmp_path / "src").symlink_to(ROOT / "src")
    session = Session()
    for example in examples(page.read_text(encoding="utf-8")):
        if example.kind == "console" and "$ make " in example.body:
            continue
        for command, printed in session.run(example):
            assert matches(command.shown, printed), f"$ {command.text}\n{printed}"


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\n", "a\nb\n", False),
        ("a\n…\n", "a\n", True),
        ("a\n…\nd\n", "a\nb\nc\nd\n", True),
        ("…\nb\n", "a\nb\nc\n", False),
        ("took … s\n", "took 0.3 s\n", True),
        ("", "left open\n", True),
        ("a\n", "", False),
    ],
)
def test_only_an_ellipsis_or_nothing_stands_for_anything(shown: str, printed: str, same: bool) -> None:
    assert matches(shown, printed) is same
