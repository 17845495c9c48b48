"""A roadmap without its case at hand: ids instead of titles, and no more than the result itself knows.

This is what ``Roadmap.summary()`` and a notebook show. `detente.report.as_text` and `detente.report.as_page` tell the
whole story, with the case.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.report.charts import figure_words
from detente.report.figures import Table
from detente.report.layout import grid, item, paragraph, section
from detente.report.positions import share_words_of
from detente.report.shown import shown
from detente.report.words import count, days_between, length, listing, sentence, span
from detente.roadmap.result import After, Figure, Phase, Roadmap, Status

NOT_FOUND = {
    Status.NONE: "No roadmap holds, and that is proved.",
    Status.UNKNOWN: "No roadmap was found in the time given; that there is none is not proved.",
}


def brief_text(roadmap: Roadmap) -> str:
    """Return a roadmap as plain text of at most 80 columns, ending with a line break."""
    return "\n".join(_lines(shown(roadmap))) + "\n"


def brief_html(roadmap: Roadmap) -> str:
    """Return a roadmap as a piece of HTML for a notebook: no script, nothing from elsewhere."""
    from detente.report.page import environment

    roadmap = shown(roadmap)
    return (
        environment()
        .get_template("brief.html.j2")
        .render(
            title=roadmap.case_title,
            verdict=_verdict(roadmap),
            phases=[(_heading(number, phase), phase.steps) for number, phase in enumerate(roadmap.phases, start=1)],
            tables=_tables(roadmap),
            warnings=roadmap.warnings,
        )
    )


def _lines(roadmap: Roadmap) -> Iterator[str]:
    yield from section(roadmap.case_title)
    yield from paragraph(_verdict(roadmap))
    for number, phase in enumerate(roadmap.phases, start=1):
        yield ""
        yield from paragraph(_heading(number, phase))
        yield from paragraph(", ".join(phase.steps), indent=2)
    for title, table in _tables(roadmap):
        yield ""
        yield title
        yield from grid(table)
    for warning in roadmap.warnings:
        yield ""
        yield from item(sentence(warning.text), indent=0, bullet="!")


def _verdict(roadmap: Roadmap) -> str:
    if roadmap.status in NOT_FOUND:
        return NOT_FOUND[roadmap.status]
    if not roadmap.phases:
        return "It holds as it is: nothing is left to do."
    days = days_between(roadmap.phases[0].starts, roadmap.phases[-1].ends)
    over = f" over {length(days)}" if days else ""
    size = f"{count(len(roadmap.package), 'step')} in {count(len(roadmap.phases), 'phase')}"
    text = f"A roadmap of {size}{over} holds{_proof(roadmap)}."
    changes = roadmap.changes
    for words, ids in (("Given up", changes.given_up), ("Softened", tuple(one.demand for one in changes.softened))):
        text += f" {words}: {listing(ids)}." if ids else ""
    return text


def _proof(roadmap: Roadmap) -> str:
    if not roadmap.objectives:  # a public copy: how good it is would say something about values
        return ""
    return "; proved best" if roadmap.status is Status.OPTIMAL else "; not proved best in every objective"


def _heading(number: int, phase: Phase) -> str:
    days = days_between(phase.starts, phase.ends)
    return f"Phase {number}" + (f", {span(phase.starts, phase.ends)} ({length(days)})" if days else "")


def _tables(roadmap: Roadmap) -> list[tuple[str, Table]]:
    """Tabulate temptation, exposure and share; none where nobody has preferences, or in a public copy."""
    parties = list(roadmap.phases[0].temptation) if roadmap.phases else []
    if not parties:
        return []
    numbers = tuple(f"Phase {number}" for number in range(1, len(roadmap.phases) + 1))
    stages: list[Phase | After] = [*roadmap.phases, *([roadmap.after] if roadmap.after else [])]
    columns = (*numbers, "After")[: len(stages)]

    def rows(of: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        figures: dict[str, list[Figure]] = {party: [getattr(stage, of)[party] for stage in stages] for party in parties}
        return tuple((party, tuple(map(figure_words, found))) for party, found in figures.items())

    ordinal = {party for party, value in roadmap.value.items() if value is None}
    shares = tuple(
        (party, tuple(share_words_of(phase.share.get(party), party in ordinal) for phase in roadmap.phases))
        for party in parties
    )
    note = " (* for ordering only)" if ordinal & set(parties) else ""
    return [
        ("Gain from leaving", Table(columns, rows("temptation"))),
        ("At risk if the others leave", Table(columns, rows("exposure"))),
        (f"Share received so far{note}", Table(numbers, shares)),
    ]
