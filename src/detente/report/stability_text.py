"""The stability of a conflict told as text, no line wider than 80 columns unless a single name is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.case.visible import visible
from detente.graph_model.results import ConflictStability
from detente.report.layout import WIDTH, item, paragraph, section
from detente.report.stability_told import StabilityTold, StateTold, TableTold, tell


def stability_text(result: ConflictStability) -> str:
    """Return the report on a conflict's stability as plain text, ending with a line break."""
    return "\n".join(visible(line) for line in _report(tell(result))) + "\n"


def _report(told: StabilityTold) -> Iterator[str]:
    heading = list(paragraph(told.title)) or [""]
    yield from heading
    yield "=" * max(map(len, heading))
    yield from paragraph(told.verdict)
    for label, value in told.facts:
        yield from item(f"{label}: {value}")
    yield ""
    if told.bundles:
        yield from section("What each option stands for")
        for title, steps in told.bundles:
            yield from item(f"{title}: {steps}")
        yield ""
    if told.path:
        yield from section("The roadmap's way through the states")
        for point in told.path:
            yield from _state(point)
        yield ""
    yield from _equilibria(told)
    if told.others:
        yield from section("What unsettles other states")
        for state in told.others:
            yield from _state(state)
        yield ""
    if told.table is not None:
        yield from section(f"Who would stay in which state ({told.table.shown})")
        yield from _table(told.table)
        yield ""
    yield from _reach(told)
    for question, sentences in told.changes:
        yield from section(question)
        for sentence in sentences:
            yield from item(sentence)
        yield ""
    if told.assumptions:
        yield from section("What was taken to be so")
        for one in told.assumptions:
            yield from item(one)
        yield ""
    yield from section("The senses of stability")
    for name, meaning in told.concepts:
        yield from item(f"{name}. {meaning}")
    yield from paragraph(
        "A statement about preferences as they are written down, not a forecast. Nash implies the others; SSEQ implies "
        "SEQ and SMR, and each of these GMR."
    )


def _equilibria(told: StabilityTold) -> Iterator[str]:
    if not told.equilibria:
        return
    yield from section("Where it could come to rest")
    for state in told.equilibria:
        yield from _state(state)
    if told.more_equilibria:
        yield from paragraph(f"And {told.more_equilibria:,} more, which --json and --csv list.", indent=2)
    yield ""


def _state(state: StateTold) -> Iterator[str]:
    yield from item(f"{state.heading}: {state.sense}")
    yield from paragraph(state.words, indent=4)
    for reason in (*state.reasons, *state.jumps):
        yield from item(reason, indent=4, bullet="-")


def _table(table: TableTold) -> Iterator[str]:
    """Yield the table; where it is too wide, names of parties are cut, and told above."""
    first = max(len(name) for name, _ in table.rows) + 2
    letters = [chr(ord("A") + place) for place in range(len(table.columns) - 1)]
    short = [*letters, table.columns[-1]]
    for letter, name in zip(letters, table.columns, strict=False):
        yield from item(f"{letter}: {name}", bullet=" ")
    widths = [max(len(head), *(len(cells[place]) for _, cells in table.rows)) + 2 for place, head in enumerate(short)]
    columns = list(range(len(short)))
    while columns:
        taken = _fitting(columns, widths, first)
        yield " " * first + "".join(f"{short[place]:<{widths[place]}}" for place in taken).rstrip()
        for name, cells in table.rows:
            yield f"{name:<{first}}" + "".join(f"{cells[place]:<{widths[place]}}" for place in taken).rstrip()
        columns = columns[len(taken) :]


def _fitting(columns: Sequence[int], widths: Sequence[int], first: int) -> list[int]:
    taken, width = [columns[0]], first + widths[columns[0]]
    for place in columns[1:]:
        width += widths[place]
        if width > WIDTH:
            break
        taken.append(place)
    return taken


def _reach(told: StabilityTold) -> Iterator[str]:
    if told.reach is None:
        return
    yield from section(told.reach.heading)
    for title, ways in (("By improvements", told.reach.improvements), ("By any moves", told.reach.moves)):
        yield from paragraph(f"{title}:" if ways else f"{title}: nothing.", indent=2)
        for way in ways:
            yield from item(way, indent=4)
    for one in told.reach.missed:
        yield from item(f"{one[:1].upper()}{one[1:]}.")
    yield ""
