"""The sheet Read me: how to work in the workbook, in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.workbook.forms import FORMS

Line = tuple[str, str, bool]
"""Two cells, and whether they are a title."""

_HOW = (
    ("What this is", "A case: who the parties are, what could be done, what each step is worth to whom, and who "
     "demands what. From it detente finds a roadmap: an order of steps in which nobody ever gains by walking away."),
    ("How to begin", "Change what stands here, or empty it and write your own: first the Parties, then the Steps, with "
     "a column “Worth to …” for each party, then Rules and Demands. The other sheets can stay empty."),
    ("What a heading means", "Point at it: a comment explains each column. Darker headings are of columns that every "
     "row needs. Columns of your own are allowed; they are not read."),
    ("Ids", "Parties, steps, demands, bridges and sources have short names of lower-case letters, digits and hyphens, "
     "such as fuel-convoy. Rules and lists speak of them by these names."),
    ("Worth", "A gain is a positive number, a cost a negative one, nothing an empty cell. For a party with the scale "
     "ordinal the numbers are levels of importance, 1 to 99: only their order counts. For the scale interval write "
     "[1, 3] or 1 to 3."),
    ("Several in a cell", "Ids with commas between them. Rules one on each line (Alt+Enter begins a new line)."),
    ("Then", "Save the file, and in a terminal: detente plan FILE.xlsx. What is wrong is told with sheet and cell."),
    ("Into other forms", "detente convert FILE.xlsx FILE.yaml writes a text file for editors; and back again."),
)  # fmt: skip

_RULE_FORMS = (
    ("a after b", "a comes in a later phase than b"),
    ("a with or after b", "a comes in the phase of b, or later"),
    ("a with b", "both in one phase, or neither"),
    ("a requires b", "a is done only if b is done"),
    ("a excludes b", "not both are done"),
    ("include a", "a is done"),
    ("never (a and not b)", "that does not come out"),
    ("at most 2 of (a, b, c)", "no more than two of them are done; likewise at least"),
    ("a by phase 3", "a comes in phase 3 or earlier"),
    ("x acts only with y or z", "party x has a step only in phases in which y or z has one"),
    ("a by 2026-12-31", "the phase of a ends by then; likewise a within 60d"),
    ("a not before 2026-05-01", "the phase of a begins no earlier; likewise a not before 30d"),
)


def read_me() -> Iterator[Line]:
    """Yield the lines of the sheet."""
    yield "Read me", "", True
    for first, second in _HOW:
        yield first, second, False
    yield "", "", False
    yield "The sheets", "", True
    for form in FORMS:
        yield form.title, form.about, False
    yield "", "", False
    yield "The forms of a rule", "In place of b any condition may stand: steps with and, or, not and brackets.", True
    for first, second in _RULE_FORMS:
        yield first, second, False
