"""The dossier of a case: each party's positions in order of time, and what of the case stands on no source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from detente.case.model import Case, Demand
from detente.evidence.decisions import Decided, DecidedSource, Decisions
from detente.evidence.parties_of_case import party_of
from detente.report.demands import Citation, cite
from detente.report.shown import shown

OTHERS = "Others"


@dataclass(frozen=True, slots=True)
class Position:
    """Something a party said, or a demand that the case says is its own.

    ``number`` counts through the dossier, in order of time. ``words`` are quoted from a source (``statement`` is then
    the number in it) or, for a demand of the case, worded there. ``when_known`` says what the day is of, ``about`` has
    ids of steps and demands, and ``sources`` are empty where it stands on none.
    """

    number: int
    party: str
    when: date | None
    when_known: str
    words: str
    act: str
    speaker: str
    relayed_by: str
    setting: str
    about: tuple[str, ...]
    sources: tuple[Citation, ...]
    source_ids: tuple[str, ...]
    statement: int | None = None
    demand: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Give a plain form, with ids for sources."""
        return {
            "number": self.number,
            "party": self.party or None,
            "when": self.when and self.when.isoformat(),
            "when_known": self.when_known,
            "words": self.words,
            "act": self.act,
            "speaker": self.speaker or None,
            "relayed_by": self.relayed_by or None,
            "setting": self.setting or None,
            "about": list(self.about),
            "sources": list(self.source_ids),
            "statement": self.statement,
            "demand": self.demand or None,
        }


@dataclass(frozen=True, slots=True)
class Unsourced:
    """A step or demand that stands on no source, and how well the case says it is known."""

    id: str
    title: str
    party: str
    mark: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """All positions, by party in the case's order (those of nobody in it last), and what stands on no source."""

    title: str
    names: Mapping[str, str]
    positions: tuple[Position, ...]
    demands: tuple[Unsourced, ...]
    steps: tuple[Unsourced, ...]
    demands_in_all: int
    steps_in_all: int
    sources: tuple[tuple[Citation, str], ...]

    @property
    def by_party(self) -> tuple[tuple[str, tuple[Position, ...]], ...]:
        """The names of the parties that have positions, with them."""
        groups = ((name, tuple(one for one in self.positions if one.party == key)) for key, name in self.names.items())
        others = tuple(one for one in self.positions if not one.party)
        return (*((name, found) for name, found in groups if found), *([(OTHERS, others)] if others else []))

    def to_dict(self) -> dict[str, Any]:
        """Give the shape of ``detente dossier --json``."""
        return {
            "detente": 1,
            "case": self.title,
            "positions": [one.to_dict() for one in self.positions],
            "without_source": {
                "demands": [one.id for one in self.demands],
                "steps": [one.id for one in self.steps],
            },
        }


def dossier(case: Case, decisions: Decisions) -> Dossier:
    """Put together the dossier of a case.

    Parameters
    ----------
    case
        The case; its demands count as positions of those who make them, unless statements are attached to them that
        say the same in the source's own words.
    decisions
        What was decided about statements: those accepted are positions.
    """
    found = [*_statements(case, decisions), *_demands(case, decisions)]
    in_order = sorted(found, key=lambda one: (one.when is None, one.when or date.max))
    positions = tuple(replace(one, number=number) for number, one in enumerate(in_order, start=1))
    attached = {name for name, _ in decisions.about}
    return shown(
        Dossier(
            title=case.title,
            names={party.id: party.name for party in case.parties.values()},
            positions=positions,
            demands=tuple(
                Unsourced(one.id, one.says, case.parties[one.by].name, one.mark)
                for one in case.demands.values()
                if not one.sources and one.id not in attached
            ),
            steps=tuple(
                Unsourced(one.id, one.title, ", ".join(case.parties[by].name for by in one.by), one.mark)
                for one in case.steps.values()
                if not one.sources and one.id not in attached
            ),
            demands_in_all=len(case.demands),
            steps_in_all=len(case.steps),
            sources=tuple(_cited(case)),
        )
    )


def _statements(case: Case, decisions: Decisions) -> Iterator[Position]:
    for source in decisions.sources:
        for said in source.accepted:
            yield _statement(case, decisions, source, said)


def _statement(case: Case, decisions: Decisions, source: DecidedSource, said: Decided) -> Position:
    office = f", {said.office}" if said.office and said.office not in (said.speaker or "") else ""
    when, known = said.said_on, said.date_basis or "as the source tells"
    if when is None and source.published is not None:
        when, known = source.published, "day of publication"
    return Position(
        number=0,
        party=party_of(case, decisions, said.party, said.speaker) or "",
        when=when,
        when_known=known if when is not None else "",
        words=said.words,
        act=said.act.value,
        speaker=f"{said.speaker}{office}" if said.speaker else "",
        relayed_by=said.relayed_by or "",
        setting=said.setting or "",
        about=tuple(name for name in said.about if name in case.steps or name in case.demands),
        sources=(_cite(case, source, said.number),),
        source_ids=(source.source,),
        statement=said.number,
    )


def _cite(case: Case, source: DecidedSource, number: int) -> Citation:
    known = case.sources.get(source.source)
    if known is not None:
        return cite(replace(known, statements=(number,)))
    told = ", ".join(part for part in (source.title or source.article, source.publisher, f"statement {number}") if part)
    return Citation(told, source.url, "")


def _demands(case: Case, decisions: Decisions) -> Iterator[Position]:
    """Yield the demands that no accepted statement says in the source's own words."""
    said = {name for name, _ in decisions.about}
    for demand in case.demands.values():
        if demand.id not in said:
            yield _demand(case, demand)


def _demand(case: Case, demand: Demand) -> Position:
    sources = [case.sources[name] for name in demand.sources]
    days = [source.date for source in sources if source.date is not None]
    return Position(
        number=0,
        party=demand.by,
        when=min(days, default=None),
        when_known="date of the source" if days else "",
        words=demand.says or "; ".join(rule.text for rule in demand.rules),
        act="demand",
        speaker="",
        relayed_by="",
        setting="",
        about=(demand.id,),
        sources=tuple(cite(source) for source in sources),
        source_ids=demand.sources,
        demand=demand.id,
    )


def _cited(case: Case) -> Iterator[tuple[Citation, str]]:
    """Yield each source with the steps and demands that cite it."""
    for source in case.sources.values():
        yield cite(source), ", ".join(_citing(case, source.id)) or "nothing cites it"


def _citing(case: Case, source: str) -> Iterable[str]:
    for entries in (case.parties, case.steps, case.demands, case.bridges):
        yield from (name for name, entry in entries.items() if source in entry.sources)
    if any(source in one.sources for one in case.facts):
        yield "facts"
    if any(source in one.sources for one in case.assumptions):
        yield "assumptions"
