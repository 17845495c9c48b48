"""No character that acts instead of showing gets through."""

from __future__ import annotations

import unicodedata

import pytest

from detente.case.visible import visible

ALL = [chr(code) for code in range(0x110000)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("a\u202eb", r"a\u202eb"),
        ("a\tb\n", r"a\tb\n"),
        ("\x9b", r"\x9b"),
        ("\ud800", r"\ud800"),
        ("\U000e0041", r"\U000e0041"),
        ("Détente – “fine” 東京 سلام", "Détente – “fine” 東京 سلام"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_acting_characters_are_escaped_and_all_others_stay(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_line_ends_may_be_kept() -> None:
    assert visible("a\nb\tc", keep="\n") == "a\nb\\tc"


def test_every_control_surrogate_and_separator_of_lines_is_escaped() -> None:
    assert not [c for c in ALL if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} and visible(c) == c]


def test_every_bidirectional_control_is_escaped() -> None:
    kinds = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    marks = {"\u061c", "\u200e", "\u200f"}
    assert not [c for c in ALL if (unicodedata.bidirectional(c) in kinds or c in marks) and visible(c) == c]


def test_nothing_that_shows_is_escaped() -> None:
    assert not [c for c in ALL if c.isprintable() and visible(c) != c]
