"""Everything the result rests on that nobody has proved: the model's assumptions, the case's, and the analyst's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from detente.case.model import Party, Scale, Statement
from detente.report.demands import Citation, cite
from detente.report.told import Told
from detente.report.words import decimal, listing
from detente.report.worth import amount_words

MODEL = (
    "Within a phase nobody sees whether the others deliver before the phase ends; at its end all of it is verified.",
    "A step that nobody is named to verify is taken to be plain for all to see once it is done.",
    "If a party breaks off, the others take back what they can of what it values, even where that costs them.",
    "Parties without preferences of their own, such as verifiers and gatekeepers, carry out their steps.",
    "Several parties leaving together, and taking back an earlier step in secret, are not covered.",
)
"""What every roadmap rests on (model.md §§1, 3, 4)."""

MARKS = {"judgement": "a judgement", "from-memory": "from memory", "verified": "verified in a source"}


@dataclass(frozen=True, slots=True)
class Assumption:
    """One assumption: what kind it is, what is assumed, how well it is known, and where it is said."""

    kind: str
    text: str
    mark: str = ""
    sources: tuple[Citation, ...] = ()


def assumptions(told: Told) -> tuple[Assumption, ...]:
    """List every assumption; a public copy has the model's, which are the same for every case."""
    found = [Assumption("model", text) for text in MODEL]
    if _has_months(told):
        found.append(Assumption("model", "A month counts 30 days, a year 365."))
    if not told.public:
        found += [_stated(told, "case", statement) for statement in told.case.assumptions]
        found += [Assumption("party", text) for party in told.principals for text in _of_party(told, party)]
        found += [Assumption("detection", text) for text in _assumed_detection(told)]
        found += [Assumption("mark", text) for text in _marks(told)]
    return tuple(found)


def facts(told: Told) -> tuple[Assumption, ...]:
    """List the facts that the case states, each with its mark and sources."""
    return tuple(_stated(told, "fact", statement) for statement in told.case.facts)


def _stated(told: Told, kind: str, statement: Statement) -> Assumption:
    sources = tuple(cite(told.case.sources[name]) for name in statement.sources if name in told.case.sources)
    return Assumption(kind, statement.text, statement.mark, sources)


def _has_months(told: Told) -> bool:
    return any(days >= 30 for step in told.case.steps.values() for days in (step.days, step.verified.days))


def _of_party(told: Told, party: Party) -> Iterable[str]:
    name = told.party(party.id)
    yield f"{name}: {_scale_words(party)}"
    if party.trust is None:
        yield f"{name}: no bound is stated on what it is willing to risk; its exposure is only kept small."
    else:
        growth = f", growing by {decimal(party.trust_growth)} of what it has received" if party.trust_growth else ""
        yield f"{name}: willing to risk {amount_words(party.trust)}{growth}."
    for amount, words in (
        (party.walk_away, "its best alternative is worth {}"),
        (party.breach_cost, "breaking its word would cost it {}"),
        (party.tolerance, "it would not act on a gain of up to {}"),
    ):
        if amount:
            much = f"a matter of {amount_words(amount)}" if isinstance(amount, tuple) else amount_words(amount)
            yield f"{name}: {words.format(much)}."


def _scale_words(party: Party) -> str:
    match party.scale:
        case Scale.ORDINAL:
            return "only the order of its levels is used; the roadmap holds for every value that fits it."
        case Scale.INTERVAL:
            return "its values are known as intervals; the roadmap holds for every value in them."
        case _:
            return "its values are taken as stated."


def _assumed_detection(told: Told) -> Iterable[str]:
    names = [
        f"“{told.step(name)}”"
        for name in told.in_order(tuple(told.roadmap.required_detection))
        if told.known(name).verified.detection is None
    ]
    if names:
        yield f"That a pretence would be found out is not stated and assumed to be certain for {listing(names)}."


def _marks(told: Told) -> Iterable[str]:
    """Say of parties, steps and demands how well they are known, where it is less than verified."""
    case = told.case
    kinds: tuple[tuple[str, list[tuple[str, str]], Callable[[str], str]], ...] = (
        ("parties", [(party.id, party.mark) for party in case.parties.values()], told.party),
        ("steps", [(step.id, step.mark) for step in case.steps.values()], told.step),
        ("demands", [(demand.id, demand.mark) for demand in case.demands.values()], str),
    )
    for kind, marked, name in kinds:
        for mark in ("from-memory", "judgement"):
            names = [f"“{name(key)}”" for key, own in marked if own == mark]
            if names:
                yield f"What is said of the {kind} {_some(names)} is {MARKS[mark]}."
    single: dict[tuple[str, str], list[str]] = {}
    for step in case.steps.values():
        for key, mark in step.marks.items():
            if mark != "verified":
                single.setdefault((key, mark), []).append(f"“{told.step(step.id)}”")
    for (key, mark), names in single.items():
        yield f"The {key} of {_some(names)} is {MARKS.get(mark, mark)}."


def _some(names: list[str], most: int = 3) -> str:
    return listing(names) if len(names) <= most else f"{', '.join(names[:most])} and {len(names) - most} more"
