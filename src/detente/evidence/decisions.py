"""What an analyst decided about statements: a file beside the case, with a version, written whole or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from detente.case.files import write_whole
from detente.errors import CaseError, Finding
from detente.evidence.result import Act, Kind

VERSION = 1
LARGEST = 10 * 1024 * 1024


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Proposed(_Entry):
    """A demand that a statement seems to make: the skeleton of its rule, and its words."""

    rule: str
    says: str


class Decided(_Entry):
    """A statement that was decided on, as it was accepted or skipped.

    ``number`` is its own for good, in its source; ``words`` and ``content`` (places in the text it was last read from)
    are how it is known again; ``about`` holds ids of steps and demands of the case; ``mended`` names what the analyst
    changed.
    """

    number: int = Field(ge=1)
    verdict: Literal["accepted", "skipped"]
    words: str
    speaker: str | None = None
    office: str | None = None
    party: str | None = None
    relayed_by: str | None = None
    said_on: date | None = None
    date_basis: str | None = None
    setting: str | None = None
    kind: Kind
    act: Act
    about: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
    demand: Proposed | None = None
    content: tuple[tuple[int, int], ...] = ()
    confidence: float = Field(ge=0, le=1)


class DecidedSource(_Entry):
    """An article with the statements decided on; ``source`` is its id in the case."""

    source: str
    article: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: date | None = None
    statements: tuple[Decided, ...] = ()

    @property
    def accepted(self) -> tuple[Decided, ...]:
        """The statements that were accepted, by number."""
        found = (one for one in self.statements if one.verdict == "accepted")
        return tuple(sorted(found, key=lambda one: one.number))

    def with_statement(self, decided: Decided) -> DecidedSource:
        """Return the source with a statement added, or put in the place of the one of its number."""
        others = [one for one in self.statements if one.number != decided.number]
        in_order = sorted([*others, decided], key=lambda one: one.number)
        return self.model_copy(update={"statements": tuple(in_order)})


class Decisions(_Entry):
    """All decisions for one case.

    ``parties`` maps names of parties in articles, and of speakers whose party is not told, to the case's parties
    (empty: none of them).
    """

    detente_record: Literal[1] = 1
    sources: tuple[DecidedSource, ...] = ()
    parties: dict[str, str] = {}

    def source(self, name: str) -> DecidedSource | None:
        """Return the source of an id of the case, if there are decisions on it."""
        return next((one for one in self.sources if one.source == name), None)

    def with_source(self, source: DecidedSource) -> Decisions:
        """Return the decisions with a source added, or put in the place of the one of its id."""
        if self.source(source.source) is None:
            return self.model_copy(update={"sources": (*self.sources, source)})
        sources = tuple(source if one.source == source.source else one for one in self.sources)
        return self.model_copy(update={"sources": sources})

    def with_party(self, name: str, party: str) -> Decisions:
        """Return the decisions with a name of a party in articles told."""
        return self.model_copy(update={"parties": {**self.parties, name: party}})

    @property
    def about(self) -> frozenset[tuple[str, str]]:
        """All pairs of a step or demand and a source with an accepted statement attached to it."""
        return frozenset((name, one.source) for one in self.sources for said in one.accepted for name in said.about)


def decisions_file(case: str) -> Path:
    """Return the file beside a case that keeps the decisions: ``hanoi.record.json`` for ``hanoi.yaml``."""
    return Path(case).with_suffix(".record.json")


def load_decisions(path: Path) -> Decisions:
    """Return the decisions of a file; none where there is no such file.

    Raises
    ------
    CaseError
        ``bad-decisions`` with everything that is wrong with it, or ``cannot-read``.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return Decisions()
    except OSError as error:
        raise CaseError([Finding("cannot-read", f"cannot be read: {error.strerror}", file=str(path))]) from error
    if len(data) > LARGEST:
        raise CaseError([Finding("too-large", "the file is larger than 10 MB", file=str(path))])
    try:
        return Decisions.model_validate_json(data)
    except ValidationError as error:
        raise CaseError([_finding(path, one["loc"], one["msg"]) for one in error.errors()]) from None


def _finding(path: Path, place: tuple[int | str, ...], message: str) -> Finding:
    expected = "a file that `detente read --into` wrote, of version 1; without it all decisions are asked for again"
    where = ".".join(map(str, place))
    return Finding("bad-decisions", f"{where}: {message}" if where else message, expected, path=where, file=str(path))


def save_decisions(path: Path, decisions: Decisions) -> None:
    """Write the decisions, whole or not at all.

    Raises
    ------
    CaseError
        ``cannot-write``.
    """
    write_whole(path, decisions.model_dump_json(indent=1, exclude_defaults=False) + "\n")
