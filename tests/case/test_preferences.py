"""Preferences by statements in a case file: read, refused, written back, kept apart from values."""

from __future__ import annotations

from typing import Any

import pytest

from detente.case import Changes, apply, build, digest, read_text, to_document
from detente.case.writing import write
from detente.errors import CaseError

FILE = """\
detente: 1
title: Water
parties: {city: {}, plant: {}, north: {scale: cardinal}}
steps:
  open: {by: city}
  pay: {by: plant, value: {north: 1}}
preferences:
  city:
    - pay          # the money first
    - -1
    - open iff pay
  plant: [open]
"""


def test_statements_are_read_with_numbers_as_the_file_writes_them() -> None:
    case = read_text(FILE)
    assert [one.text for one in case.preferences["city"]] == ["pay", "-1", "open iff pay"]
    assert [one.text for one in case.preferences["plant"]] == ["open"]
    assert build(to_document(case)).preferences == case.preferences


def test_writing_back_keeps_comments_and_changes_one_statement_only() -> None:
    document = to_document(read_text(FILE))
    document["preferences"]["city"][1] = "not open if pay"
    assert write(document, FILE) == FILE.replace("- -1\n", "- not open if pay\n")


def test_the_order_of_statements_counts_in_the_digest_and_their_wording_does_not() -> None:
    case = read_text(FILE)
    reworded = read_text(FILE.replace("- -1", "- not (open)"))
    turned = read_text(FILE.replace("    - -1\n    - open iff pay\n", "    - open iff pay\n    - -1\n"))
    assert digest(case) == digest(reworded)
    assert digest(case) != digest(turned)


BROKEN = [
    ("- pay ", "- pya ", "unknown-option", 9, 7, "a misspelt step"),
    ("- -1", "- -3", "unknown-option", 10, 8, "a number beyond the last step"),
    ("- open iff pay", "- open iff", "bad-statement", 11, 15, "a statement cut off"),
    ("plant: [open]", "plnat: [open]", "unknown-id", 12, 3, "a misspelt party"),
    ("plant: [open]", "north: [open]", "values-and-preferences", 12, 3, "values and statements both"),
    ("plant: [open]", "plant: open", "wrong-type", 12, 10, "no list"),
]


@pytest.mark.parametrize(("old", "new", "code", "line", "column", "why"), BROKEN, ids=[row[-1] for row in BROKEN])
def test_what_is_wrong_is_told_at_its_place(old: str, new: str, code: str, line: int, column: int, why: str) -> None:
    with pytest.raises(CaseError) as refused:
        read_text(FILE.replace(old, new))
    (finding,) = refused.value.findings
    assert (finding.code, finding.line, finding.column) == (code, line, column), why


def test_a_step_that_is_split_is_named_by_its_parts_and_numbers_keep_their_meaning() -> None:
    document: Any = to_document(read_text(FILE))
    document["bridges"] = [{"id": "halves", "split": "open", "into": {"a": {}, "b": {}}}]
    document["preferences"]["plant"] = ["2 and not 1"]
    case = apply(build(document), Changes(bridges=("halves",)))
    assert [one.text for one in case.preferences["plant"]] == ["pay and not (a and b)"]
    assert [one.text for one in case.preferences["city"]][1] == "not (a and b)"


def test_a_setting_that_removes_a_step_leaves_numbers_their_meaning() -> None:
    document: Any = to_document(read_text(FILE))
    document["preferences"] = {"plant": ["2"]}
    case = apply(build(document), Changes(settings=(("steps.open", "null"),)))
    assert [one.text for one in case.preferences["plant"]] == ["pay"]
