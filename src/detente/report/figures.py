"""The figures of a roadmap as tables: parties down, phases across."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from detente.case.model import Party
from detente.report.charts import exposures, figure_words, temptations
from detente.report.positions import share_words
from detente.report.told import Told
from detente.report.words import decimal
from detente.roadmap.result import Figure


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures in words: the columns after the party's name, and a row a party."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def temptation_table(told: Told) -> Table:
    """Tabulate what leaving would gain each principal, in its own unit."""
    return _by_stage(told, temptations)


def exposure_table(told: Told) -> Table:
    """Tabulate what each principal has at risk, in its own unit."""
    return _by_stage(told, exposures)


def share_table(told: Told) -> Table:
    """Tabulate the shares received at the end of each phase; ``*`` marks those for ordering only."""
    columns = tuple(f"Phase {number}" for number in range(1, len(told.roadmap.phases) + 1))
    return Table(
        columns,
        tuple(
            (
                told.party(party.id),
                tuple(share_words(told, party.id, phase.share.get(party.id)) for phase in told.roadmap.phases),
            )
            for party in told.principals
        ),
    )


def worth_table(told: Told) -> Table | None:
    """Tabulate what the package is worth to each principal (`None` in a public copy, or where nobody has values)."""
    if not told.principals or not told.roadmap.value:
        return None
    return Table(
        ("Worth, in its own unit", "Share of its best"),
        tuple(
            (
                told.party(party.id),
                (
                    _worth(told.roadmap.value.get(party.id)),
                    share_words(told, party.id, told.roadmap.share.get(party.id)),
                ),
            )
            for party in told.principals
        ),
    )


def _worth(value: Fraction | tuple[Fraction, Fraction] | None) -> str:
    if value is None:
        return "acceptable"
    if isinstance(value, tuple):
        return f"between {decimal(value[0])} and {decimal(value[1])}"
    return decimal(value)


def _by_stage(told: Told, figures: Callable[[Told, str], list[Figure]]) -> Table:
    columns = (*(f"Phase {number}" for number in range(1, len(told.roadmap.phases) + 1)), "After")

    def row(party: Party) -> tuple[str, tuple[str, ...]]:
        return told.party(party.id), tuple(figure_words(figure) for figure in figures(told, party.id))

    return Table(columns, tuple(row(party) for party in told.principals) if told.roadmap.phases else ())
