"""Going through proposals one after the other: what is decided, what is still open, and how to take a decision back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from detente.case import Case
from detente.evidence.decisions import Decided, DecidedSource, Decisions, Proposed
from detente.evidence.many import Reading
from detente.evidence.parties_of_case import party_of
from detente.evidence.recognising import free_number, known_again, same_article
from detente.evidence.result import Act, Attribution, Speaker


@dataclass(frozen=True, slots=True)
class Proposal:
    """A statement that waits for a decision; ``before`` is what was decided on it earlier."""

    reading: Reading
    source: str
    statement: Attribution
    before: Decided | None = None


MENDABLE = ("speaker", "office", "party", "relayed", "day", "setting", "act", "words")
"""What of a statement can be mended."""


class Review:
    """A session of decisions on the statements of some articles, for one case.

    Attributes
    ----------
    decisions
        All that has been decided by now.
    """

    def __init__(self, case: Case, decisions: Decisions, readings: Sequence[Reading], *, again: bool = False) -> None:
        self.case = case
        self.decisions = decisions
        self.known = 0
        self._place = 0
        self._past: list[tuple[int, Decisions]] = []
        self._settled: set[int] = set()
        self._queue: list[Proposal] = []
        for reading in readings:
            self._take_up(reading, again)

    def _take_up(self, reading: Reading, again: bool) -> None:
        """Find what is new in an article, and bring the places of what is known up to date."""
        source = same_article(self.decisions, reading.article, reading.record) or self._new_source(reading)
        known = known_again(source.statements, reading.record)
        for statement in reading.attributions:
            before = known.get(statement.id)
            if before is not None:
                self.known += 1
                source = source.with_statement(before.model_copy(update={"content": statement.content}))
            if before is None or again:
                proposed = statement if before is None else _as_decided(statement, before)
                self._queue.append(Proposal(reading, source.source, proposed, before))
        self.decisions = self.decisions.with_source(source)

    def _new_source(self, reading: Reading) -> DecidedSource:
        metadata = reading.article.metadata
        return DecidedSource(
            source=self._new_id(reading.article.id, metadata.url),
            article=reading.article.id,
            title=metadata.title,
            publisher=metadata.publisher,
            url=metadata.url,
            published=metadata.published,
        )

    def _new_id(self, wanted: str, url: str) -> str:
        """Return an id for a new source: that of the case's own source of the address, or the article's name."""
        for source in self.case.sources.values():
            if url and source.url == url:
                return source.id
        taken = {one.source for one in self.decisions.sources}
        return next(name for name in (wanted, *(f"{wanted}-{n}" for n in range(2, 10**6))) if name not in taken)

    @property
    def current(self) -> Proposal | None:
        """The proposal that waits; `None` at the end."""
        return self._queue[self._place] if self._place < len(self._queue) else None

    @property
    def place(self) -> tuple[int, int]:
        """Which proposal of how many waits, counted from 1."""
        return self._place + 1, len(self._queue)

    @property
    def left(self) -> int:
        """How many proposals are still open, those left open on purpose among them."""
        return len(self._queue) - len(self._settled)

    def accept(self, about: Sequence[str] = (), *, demand: Proposed | None = None) -> Decided:
        """Accept the statement, and attach it to steps and demands. Their ids are the caller's to check."""
        return self._decide("accepted", about, demand)

    def skip(self) -> Decided:
        """Set the statement aside for good."""
        return self._decide("skipped", (), None)

    def leave(self) -> None:
        """Go on and leave the statement open: it will be asked again next time."""
        self._past.append((self._place, self.decisions))
        self._place += 1

    def undo(self) -> bool:
        """Take the last decision of this session back; tell whether there was one."""
        if not self._past:
            return False
        self._place, self.decisions = self._past.pop()
        self._settled.discard(self._place)
        return True

    def mend(self, field: str, value: str) -> None:
        """Change what the waiting proposal says.

        Raises
        ------
        ValueError
            With a sentence on what is wrong with the value.
        """
        proposal = self.current
        assert proposal is not None
        statement = mended(proposal, field, " ".join(value.split()))
        self._queue[self._place] = replace(proposal, statement=statement)

    def tell_party(self, name: str, party: str) -> None:
        """Note which party of the case a name in articles, of a party or a speaker, stands for (empty: none)."""
        self.decisions = self.decisions.with_party(name, party)

    def unknown_party(self) -> str:
        """Return the name of the waiting speaker's party, or of the speaker, where nothing tells whose it is."""
        proposal = self.current
        speaker = proposal.statement.speaker if proposal is not None else None
        if speaker is None or party_of(self.case, self.decisions, speaker.party, speaker.name) is not None:
            return ""
        return speaker.party or speaker.name

    def _decide(self, verdict: str, about: Sequence[str], demand: Proposed | None) -> Decided:
        proposal = self.current
        assert proposal is not None
        source = self.decisions.source(proposal.source)
        assert source is not None
        if proposal.before is not None:
            number = proposal.before.number
        else:
            number = free_number(proposal.statement.id, (one.number for one in source.statements))
        decided = _decided(proposal, number, verdict, about, demand)
        self._past.append((self._place, self.decisions))
        self.decisions = self.decisions.with_source(source.with_statement(decided))
        self._settled.add(self._place)
        self._place += 1
        return decided


def mended(proposal: Proposal, field: str, value: str) -> Attribution:
    """Return the statement of a proposal with one thing changed; an empty value takes it away."""
    statement = proposal.statement
    speaker = statement.speaker or Speaker("")
    match field:
        case "speaker":
            return replace(statement, speaker=replace(speaker, name=value) if value else None)
        case "office":
            return replace(statement, speaker=replace(speaker, office=value or None))
        case "party":
            return replace(statement, speaker=replace(speaker, party=value or None))
        case "relayed":
            return replace(statement, relayed_by=Speaker(value) if value else None)
        case "setting":
            return replace(statement, setting=value or None)
        case "act":
            return replace(statement, act=_act(value))
        case "day":
            return replace(statement, said_on=_day(value), date_basis="as given" if value else None)
        case "words":
            return replace(statement, content=(_words_in(proposal.reading.record.text, value),))
    raise ValueError(f"“{field}” is none of {', '.join(MENDABLE)}")


def _act(value: str) -> Act:
    if value not in list(Act):
        raise ValueError(f"“{value}” is none of {', '.join(Act)}")
    return Act(value)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise ValueError(f"“{value}” is no date; write it as 2019-03-19") from None


def _words_in(text: str, value: str) -> tuple[int, int]:
    """Find words in the text, whatever white space stands between them."""
    import re

    found = re.search(r"\s+".join(map(re.escape, value.split())), text) if value else None
    if found is None:
        raise ValueError("these words do not stand in the source; copy them from it")
    return found.span()


def _decided(proposal: Proposal, number: int, verdict: str, about: Sequence[str], demand: Proposed | None) -> Decided:
    statement, record = proposal.statement, proposal.reading.record
    speaker = statement.speaker
    if demand is None and statement.demand is not None:
        demand = Proposed(rule=statement.demand.rule, says=statement.demand.says)
    as_read = next(one for one in record.attributions if one.id == statement.id)
    told = {
        "number": number,
        "verdict": verdict,
        "words": record.words(statement),
        "speaker": speaker.name if speaker is not None else None,
        "office": speaker.office if speaker is not None else None,
        "party": speaker.party if speaker is not None else None,
        "relayed_by": statement.relayed_by.name if statement.relayed_by is not None else None,
        "said_on": statement.said_on,
        "date_basis": statement.date_basis,
        "setting": statement.setting,
        "kind": statement.kind,
        "act": statement.act,
        "about": tuple(dict.fromkeys((*(proposal.before.about if proposal.before else ()), *about))),
        "mended": _differences(as_read, statement),
        "demand": demand,
        "content": statement.content,
        "confidence": statement.confidence,
    }
    return Decided.model_validate(told)


def _differences(as_read: Attribution, now: Attribution) -> tuple[str, ...]:
    before, after = (one.speaker or Speaker("") for one in (as_read, now))
    changed = {
        "speaker": before.name != after.name,
        "office": before.office != after.office,
        "party": before.party != after.party,
        "relayed": as_read.relayed_by != now.relayed_by,
        "day": as_read.said_on != now.said_on,
        "setting": as_read.setting != now.setting,
        "act": as_read.act != now.act,
        "words": as_read.content != now.content,
    }
    return tuple(name for name in MENDABLE if changed[name])


def _as_decided(statement: Attribution, before: Decided) -> Attribution:
    """Return a statement as it was decided on, to be asked about again."""
    return replace(
        statement,
        speaker=Speaker(before.speaker, before.office, before.party) if before.speaker is not None else None,
        relayed_by=Speaker(before.relayed_by) if before.relayed_by is not None else None,
        said_on=before.said_on,
        date_basis=before.date_basis,
        setting=before.setting,
        act=before.act,
    )
