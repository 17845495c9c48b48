"""From a document to a case: every name looked up, every amount held against its party's scale (case-format.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from detente.case.building_bridges import build_bridges
from detente.case.building_parties import build_parties
from detente.case.building_preferences import build_preferences
from detente.case.building_rules import build_bonuses, build_demands, build_rules
from detente.case.building_steps import build_steps
from detente.case.document import CaseDocument, SourceDocument, StatementDocument
from detente.case.draft import Draft
from detente.case.model import DEFAULT_OBJECTIVES, Case, Objective, Source, Statement
from detente.case.problems import Nowhere, Path, Problems
from detente.case.shape import fit


def build(document: Mapping[str, Any], origin: str = "(document)") -> Case:
    """Build a case from the plain shape of its file: mappings, lists, texts, booleans and numbers.

    Parameters
    ----------
    document
        The case in the shape of case-format.md. Numbers may be `int`, `Decimal`, `Fraction` or `float` (read as it is
        shown: 0.1 is exactly a tenth).
    origin
        What to call it in errors.

    Raises
    ------
    CaseError
        With everything that is wrong with it.
    """
    problems = Problems(document)
    case = assemble(document, problems, origin)
    problems.raise_if_any(Nowhere(), origin)
    assert case is not None
    return case


def assemble(given: object, problems: Problems, origin: str) -> Case | None:
    """Return the case that a document describes, with all problems noted; None where there is no making one."""
    problems.document = given
    shape = fit(given, problems)
    if shape is None:
        return None
    draft = Draft.of(given, shape, problems)
    document = shape.document
    parties = build_parties(draft)
    steps = build_steps(draft)
    bonuses = build_bonuses(draft, steps)
    rules = build_rules(draft)
    demands = build_demands(draft)
    preferences = build_preferences(draft)
    bridges = build_bridges(draft, given)
    return Case(
        title=document.title,
        parties=parties,
        steps=steps,
        bonuses=bonuses,
        rules=rules,
        demands=demands,
        bridges=bridges,
        sources=_sources(draft),
        starts=document.starts,
        max_phases=document.max_phases,
        fairness=document.fairness,
        objectives=_objectives(draft, document),
        notes=document.notes,
        origin=origin,
        facts=_statements(draft, document.facts, ("facts",)),
        assumptions=_statements(draft, document.assumptions, ("assumptions",)),
        preferences=preferences,
    )


def _objectives(draft: Draft, document: CaseDocument) -> tuple[Objective, ...]:
    given = document.objectives
    if given is None:
        return DEFAULT_OBJECTIVES
    if sorted(given) != sorted(Objective) and not draft.shape.touched(("objectives",)):
        missing = [objective.value for objective in Objective if objective not in given]
        message = f"the order of objectives leaves out {', '.join(missing)}" if missing else "an objective stands twice"
        expected = f"each of {', '.join(Objective)} once"
        draft.problems.add("bad-objectives", message, ("objectives",), expected=expected)
    return tuple(given)


def _statements(draft: Draft, given: list[StatementDocument], path: Path) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            statement.text,
            statement.mark.value if statement.mark else "",
            draft.known_sources(statement.sources, (*place, "sources")),
        )
        for place, statement in draft.shape.items(path, given)
    )


def _sources(draft: Draft) -> dict[str, Source]:
    return dict(_named_sources(draft, draft.shape.document.sources.items()))


def _named_sources(draft: Draft, given: Iterable[tuple[str, SourceDocument]]) -> Iterable[tuple[str, Source]]:
    for name, source in given:
        draft.check_id(name, ("sources", name), at_key=True)
        yield (
            name,
            Source(
                id=name,
                title=name if source.title is None else source.title,
                publisher=source.publisher,
                date=source.date,
                url=source.url or "",
                statements=tuple(source.statements),
                mark=source.mark.value if source.mark else "",
                notes=source.notes,
            ),
        )
