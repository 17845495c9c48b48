"""Demands and rules as a reader meets them: whose, in what words, from where, and in which form they are in force."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from detente.case.model import Demand, Source
from detente.case.rules import Rule
from detente.report.sentences import rule_sentences
from detente.report.told import Told
from detente.report.words import count, day


class Form(StrEnum):
    """In which form a demand is met."""

    IN_FORCE = "in force"
    SOFTENED = "softened"
    GIVEN_UP = "given up"


@dataclass(frozen=True, slots=True)
class Citation:
    """A source as it is cited: its words, and a link only where it has a web address."""

    text: str
    url: str
    mark: str


@dataclass(frozen=True, slots=True)
class Demanded:
    """One demand in words. ``asked`` is the demand as made, ``now`` what holds instead where it was softened.

    ``rules`` are the rules as the case writes them, in the form in force (as made, where the demand was given up).
    """

    id: str
    party: str
    says: str
    asked: tuple[str, ...]
    now: tuple[str, ...]
    rules: tuple[str, ...]
    form: Form
    price: str
    sources: tuple[Citation, ...]
    mark: str


def demands(told: Told) -> tuple[Demanded, ...]:
    """Tell all demands of the case as the user wrote it, in the file's order."""
    return tuple(_demanded(told, demand) for demand in told.written.demands.values())


def standing_rules(told: Told) -> tuple[str, ...]:
    """Tell the rules that hold for everybody."""
    return rule_sentences(told.case, told.written.rules)


def _demanded(told: Told, written: Demand) -> Demanded:
    planned = told.case.demands.get(written.id)
    given_up = planned is None or written.id in told.roadmap.changes.given_up
    form = Form.GIVEN_UP if given_up else Form.IN_FORCE
    now: tuple[Rule, ...] = ()
    if planned is not None and not given_up and planned.form is not None:
        form, now = Form.SOFTENED, planned.in_force
    return Demanded(
        written.id,
        told.party(written.by),
        written.says,
        _sentences(told, written.rules),
        _sentences(told, now),
        tuple(rule.text for rule in now or written.rules),
        form,
        _price(told, written, planned),
        tuple(cite(told.case.sources[name]) for name in written.sources if name in told.case.sources),
        written.mark,
    )


def _sentences(told: Told, rules: tuple[Rule, ...]) -> tuple[str, ...]:
    return rule_sentences(told.case, rules)


def _price(told: Told, written: Demand, planned: Demand | None) -> str:
    if told.public:
        return ""
    if written.red_line:
        return "red line"
    words = count(written.firmness, "point")
    if planned is not None and planned.form is not None:
        return f"{words}; this retreat {planned.softer[planned.form].firmness}"
    return words


def cite(source: Source) -> Citation:
    """Write a source as it is cited; only http(s) addresses become links."""
    parts = [source.title or source.id, source.publisher, day(source.date) if source.date else ""]
    if source.statements:
        parts.append(f"{'statement' if len(source.statements) == 1 else 'statements'} {_numbers(source.statements)}")
    url = source.url if source.url.lower().startswith(("https://", "http://")) else ""
    return Citation(", ".join(part for part in parts if part), url, source.mark)


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(str(number) for number in numbers)
