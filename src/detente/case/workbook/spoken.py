"""Findings in the words of a workbook: what a case file calls keys are headings, lines and sheets there."""

from __future__ import annotations

import re
from dataclasses import replace

from detente.case.problems import Problem
from detente.case.workbook.columns import Column, Form, Kind, forms_help
from detente.case.workbook.forms import CASE, FORMS, PARTIES, column_of
from detente.errors import Finding

FORM_OF_SECTION = {form.section: form for form in FORMS if form.section}

_PHRASES = (
    ("true, false or", "yes, no or"),
    ("true or false", "yes or no"),
    ("`reversible: true`, or a share above 0, beside it", "yes, or a share above 0, under Reversible"),
    ("`firmness` from 1 to 5, or `red_line: true`", "1 to 5 under Firmness, or yes under Red line"),
    ("`firmness`, smaller than the demand's", "a number below the demand's, under the Firmness of that form"),
    ("no `softer`, or no `red_line`", "no softer forms, or nothing under Red line"),
    ("no `form` without `softer`", "nothing under Form in force, since there are no softer forms"),
    ("`rule`, or `rules` with at least one", "one rule, or several, one on each line"),
    ("`changes`, or `split` with `into`", "a line under Changes; or a step under Split, and parts on Bridge parts"),
    ("`split` without `into`", "a step is split, but the sheet Bridge parts has no parts of it"),
    ("`into` without `split`", "there are parts of this bridge, but it does not say which step it splits"),
    ("`split` and `into` together", "a step under Split on the sheet Bridges, and its parts on the sheet Bridge parts"),
    ("role: principal, or no scale", "principal under Role, or nothing under Scale"),
    ("a scale for it, or no such key", "something under Scale in its row, or nothing here"),
    ("a scale for this party;", "something under Scale in the row of this party;"),
    ("can stand under `notes`", "can stand under Notes"),
    ("`starts` in the case, or", "a date in the line Starts of the sheet Case, or"),
    ("this cannot be read as YAML", "what stands after = cannot be read"),
)
"""What the case file's findings say, and what is said of a workbook instead."""

_LEFT_OUT = re.compile(r"so ([a-z_]+) says nothing")


def wanted(column: Column) -> str:
    """Return what can be written into the cells of a column."""
    if column.kind is Kind.CHOICE:
        return f"{', '.join(column.choices[:-1])} or {column.choices[-1]}"
    if not column.ids_of:
        return forms_help(column.kind)
    several = ", or several with commas between" if column.kind is Kind.NAMES else ""
    return f"an id of the sheet {column.ids_of}{several}"


def spoken(finding: Finding, problem: Problem, form: Form | None, *, has_column: bool) -> Finding:
    """Return a finding in the words of a workbook.

    Parameters
    ----------
    finding
        As it would be told of a case file.
    problem
        What it tells.
    form
        The sheet of the cell, if the finding has one.
    has_column
        Whether the sheet has the column, or the line, of what is missing.
    """
    if problem.code == "missing-key" and form is not None and (column := column_of(form, problem.missing)) is not None:
        message, expected = (nothing_under if has_column else no_column)(form, column)
        return replace(finding, message=message, expected=expected)
    message, expected = finding.message, finding.expected
    for written, said in _PHRASES:
        message, expected = message.replace(written, said), expected.replace(written, said)
    if problem.code == "unsupported-version":
        expected = "1"
    return replace(finding, message=_LEFT_OUT.sub(_with_heading, message), expected=expected)


def no_column(form: Form, column: Column) -> tuple[str, str]:
    """Return what to say where a sheet lacks a column, or a line, that it needs; and what is expected."""
    kind = "line" if form is CASE else "column"
    return f"this sheet has no {kind} {column.header}", f"a {kind} {column.header}: {wanted(column)}"


def nothing_under(form: Form, column: Column) -> tuple[str, str]:
    """Return what to say where a cell that is needed is empty, and what is expected."""
    if form is CASE:
        return f"there is nothing beside {column.header}", wanted(column)
    return f"there is nothing under {column.header} in this row", f"{wanted(column)}; or nothing in the whole row"


def _with_heading(match: re.Match[str]) -> str:
    column = column_of(PARTIES, match[1])
    return f"so {column.header if column else match[1]} says nothing"
