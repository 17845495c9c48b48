"""What ties the steps of a case together: bonuses, rules and demands (model.md §§2, 5)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from detente.case.cycles import note_cycles
from detente.case.document import DemandDocument, Filler
from detente.case.draft import Draft
from detente.case.model import Bonus, Demand, Scale, SofterForm, Step
from detente.case.problems import Path
from detente.case.rules import Rule, steps_of
from detente.case.values import show


def build_bonuses(draft: Draft, steps: Mapping[str, Step]) -> tuple[Bonus, ...]:
    """Return the bonuses; note those of other than cardinal parties, and shares between 0 and 1 of steps they name."""
    bonuses = []
    named: dict[str, None] = {}
    for path, document in draft.shape.items(("bonuses",), draft.shape.document.bonuses):
        when = draft.condition(document.when, (*path, "when"))
        value = _bonus_value(draft, document.value, (*path, "value"))
        if when is not None:
            named |= dict.fromkeys(steps_of(when))
            bonuses.append(Bonus(when, document.when.strip(), value))
    for name in named:
        if name in steps and steps[name].reversible not in (0, 1):
            message = f"{show(name)} is named in a bonus, so it can be taken back in full or not at all"
            draft.problems.add("share-in-bonus", message, ("steps", name, "reversible"), expected="true or false")
    return tuple(bonuses)


def _bonus_value(draft: Draft, given: Mapping[str, Fraction], path: Path) -> dict[str, Fraction]:
    for party in given:
        place = (*path, party)
        if (
            draft.knows_party(party, place, at_key=True)
            and draft.scales.get(party, Scale.CARDINAL) is not Scale.CARDINAL
        ):
            expected = "a party whose scale is cardinal"
            message = f"the scale of {show(party)} is not cardinal, so it cannot have a bonus"
            draft.problems.add("bonus-not-cardinal", message, place, expected=expected, at_key=True)
    return {party: value for party, value in given.items() if value}


def build_rules(draft: Draft) -> tuple[Rule, ...]:
    """Return the rules of the case; note those that make a step wait for itself."""
    placed = []
    for path, text in draft.shape.items(("rules",), draft.shape.document.rules):
        rule = draft.rule(text, path)
        if rule is not None:
            placed.append((path, rule))
    note_cycles(placed, draft.problems)
    return tuple(rule for _, rule in placed)


def build_demands(draft: Draft) -> dict[str, Demand]:
    """Return the demands in the order of the file."""
    demands: dict[str, Demand] = {}
    for path, document in draft.shape.items(("demands",), draft.shape.document.demands):
        demand = _demand(draft, document, path)
        if isinstance(document.id, Filler):
            continue
        draft.check_id(document.id, (*path, "id"))
        if document.id in demands:
            message = f"two demands have the name {show(document.id)}"
            draft.problems.add("duplicate-id", message, (*path, "id"), expected="a name of its own for each demand")
        demands.setdefault(document.id, demand)
    return demands


def _demand(draft: Draft, document: DemandDocument, path: Path) -> Demand:
    draft.knows_party(document.by, (*path, "by"))
    _check_firmness(draft, document, path)
    softer = tuple(
        SofterForm(draft.ruled(form, place), form.firmness or 0)
        for place, form in draft.shape.items((*path, "softer"), document.softer)
    )
    return Demand(
        id=document.id,
        by=document.by,
        rules=draft.ruled(document, path),
        firmness=0 if document.red_line else document.firmness or 0,
        red_line=document.red_line,
        says=document.says,
        sources=draft.known_sources(document.sources, (*path, "sources")),
        softer=softer,
        form=_form(draft, document, path),
        notes=document.notes,
        mark=document.mark.value if document.mark else "",
    )


def _check_firmness(draft: Draft, document: DemandDocument, path: Path) -> None:
    problems, shape = draft.problems, draft.shape
    if document.red_line:
        if document.softer:
            message = "a red line is never given up, so it has no softer forms"
            problems.add(
                "red-line-softer", message, (*path, "softer"), expected="no `softer`, or no `red_line`", at_key=True
            )
        return
    if document.firmness is None and not shape.doubtful(*path, "firmness") and not shape.doubtful(*path, "red_line"):
        message, expected = "the demand has no firmness", "`firmness` from 1 to 5, or `red_line: true`"
        problems.add("missing-firmness", message, path, expected=expected, at_key=True, missing="firmness")
    for place, form in shape.items((*path, "softer"), document.softer):
        if form.firmness is None:
            if not shape.doubtful(*place, "firmness"):
                message, expected = "the softer form has no firmness", "`firmness`, smaller than the demand's"
                problems.add("missing-firmness", message, place, expected=expected, missing="firmness")
        elif document.firmness is not None and form.firmness >= document.firmness:
            message = f"the softer form costs {form.firmness}, no less than the demand ({document.firmness})"
            expected = f"a firmness below {document.firmness}"
            problems.add("softer-not-cheaper", message, (*place, "firmness"), expected=expected)


def _form(draft: Draft, document: DemandDocument, path: Path) -> int | None:
    if document.form is None:
        return None
    if document.form > len(document.softer):
        message = f"the demand has no softer form {document.form}"
        expected = f"a number up to {len(document.softer)}" if document.softer else "no `form` without `softer`"
        draft.problems.add("bad-form", message, (*path, "form"), expected=expected)
        return None
    return document.form - 1
