"""The verdicts of an analysis as a table of comma-separated values, a row a state, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from detente.case.workbook.inert import guarded
from detente.graph_model.certainty import Certainty
from detente.graph_model.results import ConflictStability
from detente.states.orders import Ranking


def stability_csv(result: ConflictStability) -> str:
    """Return the verdicts as CSV with a heading: states, their options, ranks, verdicts by party and for everybody.

    Where only equilibria were computed, only these have rows. A cell that a spreadsheet would take for a formula begins
    with an apostrophe.
    """
    file = StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    for row in _rows(result):
        writer.writerow([guarded(cell) for cell in row])
    return file.getvalue()


def _rows(result: ConflictStability) -> Iterator[list[str]]:
    conflict, model = result.conflict, result.conflict.model
    movers = ["+".join(model.dms[member] for member in mover.members) for mover in model.movers]
    concepts = list(result.stability.equilibria)
    by_party = [(place, name) for place in range(len(movers)) for name in result.stability.stable]
    ranked = [(dm, order) for dm, order in zip(model.dms, model.preferences, strict=True) if isinstance(order, Ranking)]
    yield [
        "number", "state", "decimal",
        *(told.title for told in conflict.options_told),
        *(f"{dm}: rank" for dm, _ in ranked),
        *(f"{movers[place]}: {name}" for place, name in by_party),
        *(f"equilibrium: {name}" for name in concepts),
    ]  # fmt: skip
    numbers = {code: number for number, code in enumerate(model.states().tolist(), start=1)}
    for code in result.codes if result.stability.stable else result.equilibria:
        yn = model.yn(code)
        stable = [result.stability.stable[name] for _, name in by_party]
        yield [
            str(numbers[code]), yn, str(code),
            *yn,
            *(str(order.rank[code]) for _, order in ranked),
            *(_said(found[place].at(code)) if place < len(found) else ""
              for found, (place, _) in zip(stable, by_party, strict=True)),
            *(_said(found.at(code)) for found in result.stability.equilibria.values()),
        ]  # fmt: skip


def _said(verdict: Certainty) -> str:
    return {Certainty.EVERY: "yes", Certainty.NONE: "no"}.get(verdict, verdict.value)
