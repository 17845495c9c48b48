"""Prioritised statements of parties that state no values: each read, its options looked up among the steps."""

from __future__ import annotations

from detente.case.document import Filler
from detente.case.draft import Draft
from detente.case.formulas import Preference
from detente.case.grammar import RuleError, solid_before
from detente.case.problems import MOST_FINDINGS, Path
from detente.case.statements import read_statement
from detente.case.values import show

MOST_STATEMENTS = 200
"""So many statements of one party are read at most."""


def build_preferences(draft: Draft) -> dict[str, tuple[Preference, ...]]:
    """Return the statements of each party that has any, the most important first."""
    given = draft.shape.document.preferences
    valued = {party for step in draft.shape.document.steps.values() for party in step.value}
    found = {}
    for party, statements in given.items():
        path: Path = ("preferences", party)
        draft.knows_party(party, path, at_key=True)
        if party in valued:
            message = f"{show(party)} has preferences by statements, and steps have values for it too"
            expected = "one of the two: statements, or values of steps"
            draft.problems.add("values-and-preferences", message, path, expected=expected, at_key=True)
        if len(statements) > MOST_STATEMENTS:
            message = f"{show(party)} has {len(statements):,} statements"
            draft.problems.add("out-of-range", message, path, expected=f"at most {MOST_STATEMENTS}", at_key=True)
        entries = draft.shape.items(path, statements[:MOST_STATEMENTS])
        read = [_preference(draft, text, place) for place, text in entries]
        if kept := tuple(preference for preference in read if preference is not None):
            found[party] = kept
    return found


def _preference(draft: Draft, text: str, path: Path) -> Preference | None:
    if isinstance(text, Filler) or len(draft.problems.found) > 4 * MOST_FINDINGS:
        return None
    steps = None if draft.steps is None else tuple(draft.steps)
    try:
        return Preference(read_statement(text, steps), text.strip())
    except RuleError as trouble:
        draft.problems.add(
            trouble.code,
            trouble.message,
            path,
            expected=trouble.expected,
            word=trouble.word,
            among=trouble.among,
            offset=solid_before(text, trouble.offset),
        )
        return None
