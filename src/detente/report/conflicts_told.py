"""Conflicts as a diplomat would tell them: who wants what before what, whose step it waits for, back to the start.

Nothing here is a canned story. The sentences follow the links that `detente.diagnosis.stories` has found out, one by
one; a demand is quoted in its own words, a rule of the case is told as what it is, a fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.case.model import Case, Demand
from detente.diagnosis.conditions import Condition, Kind, conditions_of
from detente.diagnosis.result import Conflict, Diagnosis, Link, LinkKind, Story
from detente.report.demands import Citation, cite
from detente.report.sentences import rule_sentences
from detente.report.told import Told
from detente.report.words import listing, sentence

OWN = {
    Kind.ACCEPTABLE: "the package has to be worth at least as much to {name} as what it has otherwise",
    Kind.SELF_ENFORCING: "at no point may {name} have a reason to walk away",
    Kind.SAFE: "at no point may {name} be exposed to more than it is willing to risk",
    Kind.DETERRED: "pretending a step of its own must not pay for {name}",
}
"""A principal's four conditions (model.md §4), as part of a story."""

NAMES = {
    Kind.ACCEPTABLE: "a package acceptable to {name}",
    Kind.SELF_ENFORCING: "no reason to walk away for {name}",
    Kind.SAFE: "no exposure beyond its trust for {name}",
    Kind.DETERRED: "no gain from only pretending for {name}",
}
"""A principal's four conditions, as names that fit a party in the plural and accuse nobody."""

RULES_ALONE = (
    "The rules of the case leave nothing by themselves: no demand, and nothing that a party wants, is needed for that."
)


@dataclass(frozen=True, slots=True)
class ConflictTold:
    """One minimal conflict in words.

    ``members`` are its conditions with whose they are, ``sentences`` the story (empty where there was no time to work
    it out), ``sources`` what the demands rest on.
    """

    number: int
    members: tuple[str, ...]
    sentences: tuple[str, ...]
    closing: str
    sources: tuple[Citation, ...]
    story: Story | None


def conflicts_told(told: Told, diagnosis: Diagnosis) -> tuple[ConflictTold, ...]:
    """Tell all conflicts, in their order."""
    stories = {story.conditions: story for story in diagnosis.stories}
    return tuple(
        _told(told, number, conflict, stories.get(conflict.conditions))
        for number, conflict in enumerate(diagnosis.conflicts, start=1)
    )


def member(case: Case, name: str) -> str:
    """Name one condition of a conflict, with whose it is: ``u1 (United States)``."""
    condition = condition_named(case, name)
    if condition is None or condition.kind is Kind.PHASES:
        return name
    if condition.kind is Kind.DEMAND:
        return f"{name} ({_party(case, case.demands[name].by)})"
    return NAMES[condition.kind].format(name=_party(case, condition.about))


def condition_named(case: Case, name: str) -> Condition | None:
    """Return the condition of a name."""
    return next((condition for condition in conditions_of(case) if condition.name == name), None)


def _told(told: Told, number: int, conflict: Conflict, story: Story | None) -> ConflictTold:
    demands = [told.case.demands[name] for name in conflict.conditions if name in told.case.demands]
    sources = dict.fromkeys(name for demand in demands for name in demand.sources if name in told.case.sources)
    return ConflictTold(
        number,
        tuple(member(told.case, name) for name in conflict.conditions),
        tuple(_sentences(told, story)) if story else (),
        _closing(conflict, story),
        tuple(cite(told.case.sources[name]) for name in sources),
        story,
    )


def _closing(conflict: Conflict, story: Story | None) -> str:
    if not conflict.conditions:
        return RULES_ALONE
    if story is not None and story.is_a_circle and not any(link.kind is LinkKind.OWN for link in story.links):
        return "So each waits for another, back to where it began, and none can come first."
    if len(conflict.conditions) == 1:
        return "With the rules of the case alone this one cannot be met; without it, something can."
    return "Together these cannot be met; without any one of them, the rest can."


def _sentences(told: Told, story: Story) -> Iterator[str]:
    naming = _Naming(told, {step for link in story.links for step in link.steps})
    quoted: set[str] = set()
    for link in story.links:
        opening = ""
        if link.demand and link.demand not in quoted:
            opening = _quoted(told, told.case.demands[link.demand])
            quoted.add(link.demand)
        yield sentence(f"{opening}{_asked(naming, link, bool(opening))}")


def _quoted(told: Told, demand: Demand) -> str:
    party, words = told.party(demand.by), demand.says.rstrip(".")
    return f"{party}: “{words}” ({demand.id}). " if words else f"{party} ({demand.id}): "


def _asked(naming: _Naming, link: Link, quoted: bool) -> str:
    told = naming.told
    if link.kind is LinkKind.OWN:
        return _own(told.case, link.rules[0])
    if link.kind is LinkKind.RULE:
        lines = listing(_rules_in_words(told, link))
        if link.demand and quoted and told.case.demands[link.demand].says:
            return lines  # a sentence of its own, behind the party's words
        return f"{'' if link.demand else _whence(told, link)}{lines[:1].lower()}{lines[1:]}"
    ground = "So " if link.demand and quoted else "" if link.demand else "By the rules of the case, "
    if set(link.steps) == {step for way in link.waits_for for step in way}:
        return f"{ground}{naming.steps(link.steps)} come in one phase or not at all"
    verb = "waits for" if len(link.steps) == 1 else "wait for"
    until = "" if link.kind is LinkKind.BEFORE else ", in the same phase at the earliest"
    return f"{ground}{naming.steps(link.steps)} {verb} {naming.ways(link.waits_for)}{until}"


def _whence(told: Told, link: Link) -> str:
    """Say whether rules are the case's, or were asked for with this run."""
    asked = {f"include {text.strip()}" for text in told.roadmap.changes.included}
    return "As asked for: " if asked.issuperset(link.rules) else "By the rules of the case: "


def _own(case: Case, name: str) -> str:
    condition = condition_named(case, name)
    if condition is None or condition.kind not in OWN:
        return f"all of that has to fit into {name}"
    return OWN[condition.kind].format(name=_party(case, condition.about))


def _rules_in_words(told: Told, link: Link) -> tuple[str, ...]:
    named = {rule.text: rule for rule in told.case.rules}
    if link.demand:
        named |= {rule.text: rule for rule in told.case.demands[link.demand].in_force}
    return rule_sentences(told.case, [named[text] for text in link.rules if text in named])


class _Naming:
    """Names the steps of one story: whose a step is, is said where it is named first.

    Parameters
    ----------
    told
        The case.
    waiting
        The steps that wait for something: those of them that are waited for lead on.
    """

    def __init__(self, told: Told, waiting: set[str]) -> None:
        self.told = told
        self._waiting = waiting
        self._known: set[str] = set()

    def ways(self, waits_for: tuple[tuple[str, ...], ...]) -> str:
        """Say what is waited for; of several things needed together, those that lead on."""
        leading = [tuple(step for step in way if step in self._waiting) or way for way in waits_for]
        more = any(len(some) < len(way) for some, way in zip(leading, waits_for, strict=True))
        if all(len(way) == 1 for way in leading):
            words = self.steps(tuple(way[0] for way in leading), "or")
        else:
            words = listing([self.steps(way) for way in leading], "or")
        one_of = "one of " if len(leading) > 1 else ""
        return f"{one_of}{words}{', among other things' if more else ''}"

    def steps(self, steps: tuple[str, ...], word: str = "and") -> str:
        """Name steps, those of the same owners together."""
        groups: dict[tuple[str, ...], list[str]] = {}
        for name in steps:
            groups.setdefault(() if name in self._known else self.told.case.steps[name].by, []).append(name)
        self._known.update(steps)
        return listing([self._owned(by, names, word) for by, names in groups.items()], word)

    def _owned(self, by: tuple[str, ...], names: list[str], word: str) -> str:
        listed = listing([f"“{self.told.step(name)}”" for name in names], word)
        return f"{listed} ({listing([self.told.party(owner) for owner in by])})" if by else listed


def _party(case: Case, name: str) -> str:
    known = case.parties.get(name)
    return known.name if known and known.name else name
