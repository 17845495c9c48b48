"""The reference of the workbook, made from the tables that read and write it.

It is shipped as ``docs/reference/workbook.md``. After a change of the sheets, bring it up to date with
``python -m detente.case.workbook.reference > docs/reference/workbook.md``; a test says when that was forgotten.
"""

# ruff: noqa: E501 (the lines of a page)

from __future__ import annotations

from collections.abc import Iterator

from detente.case.workbook import package, xlsx, xml_parts
from detente.case.workbook.columns import Column, Form, Kind, forms_help
from detente.case.workbook.forms import CASE, DEMANDS, FORMS, SOFTER_AT, WORTH, description, softer_columns

_HEAD = f"""\
# The workbook

Every command takes a workbook (`.xlsx`) in place of a case file. `detente new case.xlsx` writes one with an example,
`detente new case.xlsx --blank` an empty one, `detente convert case.yaml case.xlsx` one from a case.
[The guide](../how-to/workbook.md) shows how to work in it. A folder of CSV files, one a sheet (`Parties.csv`,
`Steps.csv`, …), is read in the same way.

## What is read

- **Sheets** by their names, in any order; of the sheets below, Case, Parties and Steps are needed. Other sheets are not read.
- **Headings** in whatever row they stand, above it titles, merged or not. Capitals, blanks and hyphens do not matter, and the
  key of the case file (`walk_away`) will do. Columns may stand in any order. A column with another heading is not read, which
  `show` and `convert` say; one whose heading is nearly a known one is an error.
- **Rows** that are empty, hidden or filtered: empty ones are passed over, hidden ones count.
- **Numbers** also as text, with `−` for `-`, with blanks between thousands, with `%`. A decimal comma in a text is refused,
  because it could be a list; a number typed into a spreadsheet of any language is no text. A dash alone is nothing.
- **Dates** as dates, or as texts such as `2026-01-05`; no other text, because days and months could be exchanged.
- **Formulas** by the value that the spreadsheet program saved beside them. They are never worked out. Macros, links to other
  files, pictures and connections are not looked at.
- **Texts** are texts, whatever they begin with. In a CSV file those that begin with `=`, `+`, `-` or `@` have an apostrophe
  before them. CSV files are in UTF-8 or UTF-16, with commas, semicolons or tabs; where semicolons are, a comma between digits
  is a decimal point.

Errors name sheet and cell and have the [codes](index.md#error-codes) of every notation. Limits: 10 MB,
{package.MOST_UNPACKED // 1_000_000} MB unpacked, {xml_parts.MOST_ELEMENTS:,} rows and cells, {xlsx.MOST_CELLS:,} of them filled.

What a workbook or a CSV folder has no place for: comments of a YAML file (`convert --onto` keeps them), and empty texts. `convert`
reads again what it has written and says what is not the same.
"""


def reference() -> str:
    """Return the page."""
    return "\n".join([_HEAD, *(line for form in FORMS for line in _sheet(form))])


def _sheet(form: Form) -> Iterator[str]:
    yield f"## {form.title}"
    yield ""
    yield form.about
    yield ""
    yield f"| {'line' if form is CASE else 'column'} | key | what it is | written as |"
    yield "| --- | --- | --- | --- |"
    for place, column in enumerate(form.columns):
        if form.worth == place and form.worth:
            yield _worth(form)
        if form is DEMANDS and place == SOFTER_AT:
            yield from (_line(form, softer) for softer in softer_columns(1))
        yield _line(form, column)
    if form.worth == len(form.columns):
        yield _worth(form)
    yield ""


def _line(form: Form, column: Column) -> str:
    needed = " (needed)" if column.needed else ""
    written = ", ".join(column.choices) if column.choices and column.kind is Kind.CHOICE else forms_help(column.kind)
    ids = f"; ids of {column.ids_of}" if column.ids_of else ""
    return f"| **{column.header}**{needed} | {_key(column)} | {description(form, column)} | {written}{ids} |"


def _key(column: Column) -> str:
    path = ".".join(f"[{key + 1}]" if isinstance(key, int) else key for key in column.path).replace(".[", "[")
    return f"`{path}`" if path else ""


def _worth(form: Form) -> str:
    what = "What the combination adds for this party" if form.worth == 1 else "What the step is worth to this party"
    about = f"{what}: its id or name stands in the heading."
    return f"| **{WORTH} …**, a column a party | `value` | {about} | {forms_help(Kind.WORTH)} |"


if __name__ == "__main__":
    print(reference(), end="")
