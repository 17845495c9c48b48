"""What a workbook looks like: its sheets, their columns, and where in the case each column belongs.

Reader, writer, comments, drop-downs and the reference page all follow these tables, so that a new key of the format
joins the workbook by one line here.
"""

from __future__ import annotations

import re
from dataclasses import replace

from detente.case.model import Fairness, Mark, Objective, Role, Scale
from detente.case.workbook.columns import Column, Form, Kind, plain

YES_NO = ("yes", "no")
WORTH = "Worth to"
"""How the heading of a party's column for values begins."""

FACTS = ("fact", "assumption")

MARK = Column("Mark", ("mark",), Kind.CHOICE, 13, choices=tuple(Mark))
NOTES = Column("Notes", ("notes",), Kind.TEXT, 40)
SOURCES = Column("Sources", ("sources",), Kind.NAMES, 18, ids_of="Sources")
TITLE = Column("Title", ("title",), Kind.TEXT, 38)

CASE = Form(
    "Case",
    "",
    "CaseDocument",
    "The case as a whole: a line each. What is left empty has its default.",
    (
        Column("Format", ("detente",), Kind.WHOLE, about="The version of this format: 1. Leave it as it is."),
        Column("Title", ("title",), Kind.TEXT, needed=True),
        Column("Starts", ("starts",), Kind.DATE),
        Column("Most phases", ("max_phases",), Kind.WHOLE),
        Column("Fairness", ("fairness",), Kind.CHOICE, choices=tuple(Fairness)),
        Column("Objectives", ("objectives",), Kind.CHOICES, choices=tuple(Objective)),
        Column("Notes", ("notes",), Kind.TEXT),
    ),
)

PARTIES = Form(
    "Parties",
    "parties",
    "PartyDocument",
    "Who takes part: a row each. A party with a scale has preferences, and can be tempted to walk away.",
    (
        Column("Id", (), Kind.ID, 16, needed=True, about="A short name: lower-case letters, digits and hyphens."),
        Column("Name", ("name",), Kind.TEXT, 30),
        Column("Role", ("role",), Kind.CHOICE, 14, choices=tuple(Role)),
        Column("Scale", ("scale",), Kind.CHOICE, 12, choices=tuple(Scale)),
        Column("Walk-away", ("walk_away",), Kind.AMOUNT, 12),
        Column("Breach cost", ("breach_cost",), Kind.AMOUNT, 12),
        Column("Tolerance", ("tolerance",), Kind.AMOUNT, 12),
        Column("Trust", ("trust",), Kind.AMOUNT, 12),
        Column("Trust growth", ("trust_growth",), Kind.NUMBER, 12),
        SOURCES,
        MARK,
        NOTES,
    ),
    keyed=True,
)

_STEP = (
    TITLE,
    Column("By", ("by",), Kind.NAMES, 18, ids_of="Parties", needed=True),
    Column("Reversible", ("reversible",), Kind.SHARE, 12, choices=YES_NO),
    Column("Reversible if", ("reversible_if",), Kind.CONDITION, 20),
    Column("Takes", ("takes",), Kind.DAYS, 9),
    Column("Verified by", ("verified", "by"), Kind.NAMES, 16, ids_of="Parties"),
    Column("Verification takes", ("verified", "takes"), Kind.DAYS, 12),
    Column("Detection", ("verified", "detection"), Kind.NUMBER, 11),
    Column("Admits", ("admits",), Kind.NAMES, 14, ids_of="Parties"),
    SOURCES,
    MARK,
    Column("Marks", ("marks",), Kind.MARKS, 18),
    NOTES,
)

STEPS = Form(
    "Steps",
    "steps",
    "StepDocument",
    "What could be done: a row a step, a column a party for what the step is worth to it (+ gain, - cost, empty: 0).",
    (Column("Id", (), Kind.ID, 22, needed=True, about="A short name: lower-case letters, digits and hyphens."), *_STEP),
    keyed=True,
    worth=3,
)

PREFERENCES = Form(
    "Preferences",
    "preferences",
    "",
    "What parties without values of steps prefer: a row a statement, of each party the most important first.",
    (
        Column("Party", (), Kind.NAME, 16, ids_of="Parties", needed=True, about="The party whose statement it is."),
        Column(
            "Statement",
            (),
            Kind.STATEMENT,
            70,
            needed=True,
            about="What it prefers, said of steps, such as: not attack, or: release if (talks and visit). "
            "Rows further up matter more. Statements count in detente stability.",
        ),
    ),
)

BONUSES = Form(
    "Bonuses",
    "bonuses",
    "BonusDocument",
    "What steps are worth together beyond their sum, to parties with a cardinal scale: a row a combination.",
    (Column("When", ("when",), Kind.CONDITION, 46, needed=True),),
    worth=1,
)

RULES = Form(
    "Rules",
    "rules",
    "",
    "What holds for everybody, such as physics and law: a row a rule. The sheet Read me lists the forms of a rule.",
    (Column("Rule", (), Kind.RULES, 70, needed=True, about="A rule, such as: a after b."),),
)

_RULES = Column(
    "Rules", ("rules",), Kind.RULES, 46, needed=True, about="What is demanded: a rule, or several, one on each line."
)

DEMANDS = Form(
    "Demands",
    "demands",
    "DemandDocument",
    "What single parties demand: a row each. The firmness is the price of giving it up; a red line is never given up.",
    (
        Column("Id", ("id",), Kind.ID, 20, needed=True, about="A short name: lower-case letters, digits and hyphens."),
        Column("By", ("by",), Kind.NAME, 14, ids_of="Parties", needed=True),
        _RULES,
        Column("Firmness", ("firmness",), Kind.WHOLE, 10, choices=("1", "2", "3", "4", "5")),
        Column("Red line", ("red_line",), Kind.YES_NO, 10, choices=YES_NO),
        Column("Says", ("says",), Kind.TEXT, 40),
        SOURCES,
        Column("Form in force", ("form",), Kind.WHOLE, 9),
        MARK,
        NOTES,
    ),
)

SOFTER_AT = 7
"""The place among the columns of Demands where those of the softer forms begin."""

BRIDGES = Form(
    "Bridges",
    "bridges",
    "BridgeDocument",
    "Changes of the deal that could help: a row each. A step that is split has its parts on the sheet Bridge parts.",
    (
        Column("Id", ("id",), Kind.ID, 20, needed=True, about="A short name: lower-case letters, digits and hyphens."),
        TITLE,
        Column(
            "Changes",
            ("changes",),
            Kind.SETTINGS,
            50,
            about="What it changes: a path into the case, = and the new value, one on each line, "
            "such as parties.south.breach_cost = 3 or steps.fuel-convoy.reversible = true.",
        ),
        Column("Split", ("split",), Kind.NAME, 20, ids_of="Steps"),
        Column("Cost", ("cost",), Kind.NUMBER, 8),
        SOURCES,
        NOTES,
    ),
)

PARTS = Form(
    "Bridge parts",
    "",
    "StepDocument",
    "The parts of each step that a bridge splits: a row a part. What is left empty is as in the step that is split.",
    (
        Column("Bridge", (), Kind.NAME, 20, ids_of="Bridges", needed=True, about="The bridge that it belongs to."),
        Column("Id", (), Kind.ID, 22, needed=True, about="The part's own short name: no step has it yet."),
        *(replace(column, needed=False) for column in _STEP),
        Column("Other", (), Kind.SETTINGS, 24, about="Anything else: a key, = and its value, one on each line."),
    ),
    worth=4,
)

FACTS_AND_ASSUMPTIONS = Form(
    "Facts",
    "",
    "StatementDocument",
    "What is held to be known and what is assumed: a row a statement. Reports list them.",
    (
        Column("Kind", (), Kind.CHOICE, 14, choices=FACTS, needed=True, about="fact: known; assumption: assumed."),
        Column("Text", ("text",), Kind.TEXT, 90, needed=True),
        MARK,
        SOURCES,
    ),
)

SOURCES_FORM = Form(
    "Sources",
    "sources",
    "SourceDocument",
    "Where things are said: a row a source.",
    (
        Column("Id", (), Kind.ID, 18, needed=True, about="A short name: lower-case letters, digits and hyphens."),
        TITLE,
        Column("Publisher", ("publisher",), Kind.TEXT, 24),
        Column("Date", ("date",), Kind.DATE, 12),
        Column("Address", ("url",), Kind.TEXT, 40),
        Column("Statements", ("statements",), Kind.NUMBERS, 12),
        MARK,
        NOTES,
    ),
    keyed=True,
)

FORMS = (
    CASE, PARTIES, STEPS, PREFERENCES, BONUSES, RULES, DEMANDS, BRIDGES, PARTS, FACTS_AND_ASSUMPTIONS, SOURCES_FORM
)  # fmt: skip
"""All sheets that are read, in the order in which they are written."""

READ_ME = "Read me"

_SOFTER = re.compile(r"softer (?:form )?([1-9][0-9]?)")
_SOFTER_FIRMNESS = re.compile(r"(?:its )?firmness (?:of softer form )?([1-9][0-9]?)")
_CITED = re.compile(r" \(model\.md §[^)]*\)")


def softer_columns(number: int) -> tuple[Column, Column]:
    """Return the two columns of a demand's softer form, counted from 1."""
    path = ("softer", number - 1)
    return (
        replace(
            _RULES,
            header=f"Softer form {number}",
            path=(*path, "rules"),
            needed=False,
            width=34,
            about="A softer form of the demand that would do instead: a rule, or several, one on each line.",
        ),
        Column(
            f"Firmness {number}",
            (*path, "firmness"),
            Kind.WHOLE,
            11,
            choices=("1", "2", "3", "4"),
            about="The price of retreating to that softer form: less than the demand's firmness.",
        ),
    )


def column_of(form: Form, heading: str) -> Column | None:
    """Return the column that a heading names, if it names one."""
    words = plain(heading)
    for column in form.columns:
        if words in column.known_as:
            return column
    if form is DEMANDS:
        for pattern, place in ((_SOFTER, 0), (_SOFTER_FIRMNESS, 1)):
            if match := pattern.fullmatch(words):
                return softer_columns(int(match[1]))[place]
    if form is SOURCES_FORM and words == "web address":
        return column_of(form, "Address")
    return column_of(form, "Rules") if form is DEMANDS and words == "rule" else None


def form_of(title: str) -> Form | None:
    """Return the form of a sheet by its title."""
    words = plain(title)
    if words in {"facts and assumptions", "assumptions"}:
        return FACTS_AND_ASSUMPTIONS
    return next((form for form in FORMS if plain(form.title) == words), None)


def description(form: Form, column: Column) -> str:
    """Return what a column means: its own words, or those of the format."""
    if column.about:
        return column.about
    from detente.case import document

    model = getattr(document, form.model)
    for key in column.path[:-1]:
        model = document.VerificationDocument if key == "verified" else model
    return _CITED.sub("", model.model_fields[column.path[-1]].description or "")
