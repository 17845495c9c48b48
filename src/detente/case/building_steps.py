"""The steps of a case: owners, values by scale, reversibility, verification (model.md §§1, 2)."""

from __future__ import annotations

from fractions import Fraction

from detente.case.building_parties import check_level
from detente.case.document import StepDocument
from detente.case.draft import Draft
from detente.case.model import Interval, Scale, Step, Value, Verification
from detente.case.problems import Path
from detente.case.values import show

MOST_STEPS = 1000


def build_steps(draft: Draft) -> dict[str, Step]:
    """Return the steps in the order of the file."""
    documents = draft.shape.document.steps
    if not documents and not draft.steps and draft.steps is not None and not draft.shape.doubtful("steps"):
        draft.problems.add("no-steps", "the case has no steps", ("steps",), expected="at least one step", at_key=True)
    if len(documents) > MOST_STEPS:
        path: Path = ("steps", list(documents)[MOST_STEPS])
        message = f"the case has {len(documents):,} steps"
        draft.problems.add("too-many-steps", message, path, expected=f"at most {MOST_STEPS:,} steps", at_key=True)
    return {name: _step(draft, name, document) for name, document in documents.items()}


def _step(draft: Draft, name: str, document: StepDocument) -> Step:
    path: Path = ("steps", name)
    draft.check_id(name, path, at_key=True)
    needs = document.reversible_if
    if needs is not None and not document.reversible and not draft.shape.doubtful(*path, "reversible"):
        message = "a condition for taking back a step that cannot be taken back"
        expected = "`reversible: true`, or a share above 0, beside it"
        draft.problems.add("condition-alone", message, (*path, "reversible_if"), expected=expected, at_key=True)
    return Step(
        id=name,
        title=name if document.title is None else document.title,
        by=_owners(draft, document, path),
        value=_values(draft, document, path),
        reversible=document.reversible,
        reversible_if=None if needs is None else draft.condition(needs, (*path, "reversible_if")),
        reversible_if_text=(needs or "").strip(),
        days=document.takes,
        verified=_verification(draft, document, path),
        admits=draft.known_parties(document.admits, (*path, "admits")),
        sources=draft.known_sources(document.sources, (*path, "sources")),
        notes=document.notes,
        mark=document.mark.value if document.mark else "",
        marks=_marks(draft, document, path),
    )


def _owners(draft: Draft, document: StepDocument, path: Path) -> tuple[str, ...]:
    place = (*path, "by")
    if not document.by and not draft.shape.touched(place):
        draft.problems.add("empty-by", "the step has no owner", place, expected="a party, or a list of parties")
    return draft.known_parties(document.by, place)


def _verification(draft: Draft, document: StepDocument, path: Path) -> Verification:
    given = document.verified
    if given is None:
        return Verification()
    return Verification(draft.known_parties(given.by, (*path, "verified", "by")), given.takes, given.detection)


def _marks(draft: Draft, document: StepDocument, path: Path) -> dict[str, str]:
    keys = [key for key in StepDocument.model_fields if key not in {"mark", "marks", "notes", "sources"}]
    for key in document.marks:
        if key not in keys:
            message = f"{show(key)} is no key of a step that can be marked"
            place = (*path, "marks", key)
            expected = f"one of {', '.join(keys)}"
            draft.problems.add("unknown-key", message, place, expected=expected, word=key, among=keys, at_key=True)
    return {key: mark.value for key, mark in document.marks.items()}


def _values(draft: Draft, document: StepDocument, path: Path) -> dict[str, Value]:
    """Return the values that are not exactly zero, each as the scale of its party has it."""
    values: dict[str, Value] = {}
    for party, given in document.value.items():
        value = _value(draft, party, given, path)
        nothing = not (value.lo or value.hi) if type(value) is Interval else not value
        if value is not None and not nothing:
            values[party] = value
    return values


def _value(draft: Draft, party: str, given: Fraction | tuple[Fraction, Fraction], path: Path) -> Value | None:
    """Return what a step is worth to a party as its scale has it, or None after noting what is wrong."""
    scale = draft.scales.get(party)
    if scale is Scale.CARDINAL and type(given) is Fraction:  # nearly all of them in a large file
        return given
    place = (*path, "value", party)
    if party not in draft.scales:
        draft.knows_party(party, place, at_key=True)
        return None
    if scale is None:
        message = f"{show(party)} has no scale, so it cannot value a step"
        expected = "a scale for this party; what a stakeholder thinks can stand under `notes`"
        draft.problems.add("value-without-scale", message, place, expected=expected, at_key=True)
        return None
    if scale is Scale.INTERVAL:
        low, high = given if isinstance(given, tuple) else (given, given)
        return Interval(low, high)
    if isinstance(given, tuple):
        expected = f"a number, since the scale of {show(party)} is {scale.value}"
        draft.problems.add("wrong-scale", "an interval is for interval parties", place, expected=expected)
        return None
    return int(given) if check_level(draft, given, place) else None
