"""The reference of the workbook is what the code makes of its tables, and the picture's script runs on today's code."""

from __future__ import annotations

from pathlib import Path

from detente.case import document
from detente.case.workbook.forms import FORMS, column_of
from detente.case.workbook.reference import reference

ROOT = Path(__file__).parents[2]

NOT_A_COLUMN = {
    "CaseDocument": {
        "facts",
        "assumptions",
        "parties",
        "steps",
        "preferences",
        "bonuses",
        "rules",
        "demands",
        "bridges",
        "sources",
    },
    "StepDocument": {"value", "verified"},
    "BonusDocument": {"value"},
    "DemandDocument": {"rule", "softer"},
    "BridgeDocument": {"into"},
}
"""Keys that have sheets or columns of another shape."""


def test_the_reference_is_up_to_date() -> None:
    assert (ROOT / "docs" / "reference" / "workbook.md").read_text("utf-8") == reference()


def test_every_key_of_the_format_has_its_column() -> None:
    missing = [
        f"{form.title}: {key}"
        for form in FORMS
        if form.model
        for key in getattr(document, form.model).model_fields
        if key not in NOT_A_COLUMN.get(form.model, set())
        and not any(column.path[:1] == (key,) or column.header.lower() == key for column in form.columns)
    ]
    assert missing == []


def test_a_heading_is_known_by_its_key() -> None:
    for form in FORMS:
        for column in form.columns:
            if len(column.path) == 1:
                assert column_of(form, str(column.path[0])) == column
