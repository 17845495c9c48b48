"""What stands against a step that is left out: which conditions would fail if it were added, and in which phase.

Nothing is planned again here. The step is put into each phase in turn, and the checker says what would then fail; where
nothing would, the step is left out only because the package would be no better for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from detente.case.model import Objective
from detente.case.rules import After, And, Condition, Not, Or, Requires, Rule, StepDone, WithOrAfter
from detente.case.written import Changes, WrittenRoadmap
from detente.report.sentences import rule_sentence, steps_named
from detente.report.told import Told
from detente.report.words import listing, sentence

if TYPE_CHECKING:
    from detente.checker import Checked

MOST_WORK = 40_000
"""How much the checker is asked at most, counted in steps × phases × parties: a second or two. It is a count and no
clock, so that the same roadmap is told in the same words everywhere."""

BEYOND = "Not examined: the case is too large for trying every step in every phase."


class Asking:
    """Asks the checker about one step after the other, as long as the budget lasts."""

    def __init__(self, told: Told) -> None:
        self._told = told
        size = len(told.roadmap.package) + len(told.roadmap.done) + 1
        self._stages = len(told.roadmap.phases) + 1
        self._work = size * self._stages * max(1, len(told.principals))
        self._left = MOST_WORK if told.check is not None else 0

    def why_not(self, name: str) -> str:
        """Say what stands against a step: wherever it were added, or else where least stands against it."""
        told = self._told
        if self._left < self._work * self._stages:
            blocked = list(dict.fromkeys(_blocked(told, name)))
            return f"By itself it fits nowhere: {'; '.join(blocked)}." if blocked else BEYOND
        at_the_end = self._failures(name, self._stages)
        everywhere = tuple(failure for failure in at_the_end if _wherever(told, name, failure))
        if everywhere:
            return f"By itself it fits nowhere: {_reasons(told, _weighty(everywhere))}."
        return self._where_least(name, _weighty(at_the_end))

    def _where_least(self, name: str, best: list[list[Checked]]) -> str:
        where = self._stages
        for k in range(1, self._stages if best else 0):
            found = _weighty(self._failures(name, k))
            if _weight(found) < _weight(best):
                best, where = found, k
            if not found:
                break
        place = f"in phase {where}" if where < self._stages else "in a further phase at the end"
        if best:
            reasons = _reasons(self._told, best)
            return f"By itself it fits nowhere. {sentence(place)[:-1]}, where least stands against it: {reasons}."
        return f"With it added {place} the roadmap would still hold, but {_no_better(self._told)}."

    def _failures(self, name: str, k: int) -> tuple[Checked, ...]:
        from detente.checker import check

        self._left -= self._work
        told = self._told
        phases = [*told.roadmap.written.phases, ()][: max(len(told.roadmap.phases), k)]
        phases[k - 1] = (*phases[k - 1], name)
        written = WrittenRoadmap(tuple(phases), told.roadmap.done, Changes())
        unknown = dict.fromkeys((party.id for party in told.principals), None)
        return check(told.case, written, ideals=unknown, nodes=0).failures


def _no_better(told: Told) -> str:
    """Say why a step that would fit is left out; of an unproved package nobody knows."""
    package = [one for one in told.roadmap.objectives if one.name is Objective.PACKAGE]
    if all(one.proved for one in package):
        return "the package would be no better by the case's fairness"
    return "whether the package would be better with it is not settled"


def _blocked(told: Told, name: str) -> Iterator[str]:
    """Yield the rules and demands that no phase could meet, without asking the checker."""
    for rule in told.case.rules:
        if _out_of_reach(told, name, rule):
            yield _broken(told, rule.text)
    for demand in told.case.demands.values():
        if any(_out_of_reach(told, name, rule) for rule in demand.in_force):
            yield f"demand “{demand.id}” ({told.party(demand.by)}) would not be met"


def _wherever(told: Told, name: str, failure: Checked) -> bool:
    """Whether a condition fails wherever the step is put: the package's worth, or a need that is not in it."""
    from detente.checker import Requirement

    if failure.requirement is Requirement.ACCEPTABLE:
        return True
    rule = _rules(told).get(failure.rule or "")
    return rule is not None and _out_of_reach(told, name, rule)


def _out_of_reach(told: Told, name: str, rule: Rule) -> bool:
    """Whether a rule about the step needs what is not in the package."""
    if not isinstance(rule.form, After | WithOrAfter | Requires) or rule.form.step != name:
        return False
    return not _within_reach(rule.form.needs, {*told.roadmap.package, *told.roadmap.done})


def _within_reach(needs: Condition, package: set[str]) -> bool:
    """Whether some of the package's steps could make a condition true at some time (a ``not`` may always be true)."""
    match needs:
        case StepDone(step):
            return step in package
        case Not():
            return True
        case And(parts):
            return all(_within_reach(part, package) for part in parts)
        case Or(parts):
            return any(_within_reach(part, package) for part in parts)


def _weight(groups: list[list[Checked]]) -> tuple[int, int]:
    """Weigh what fails: first by the rules broken, since they are facts and a place that breaks one is no place."""
    return sum(found[0].rule is not None and found[0].demand is None for found in groups), len(groups)


def _reasons(told: Told, groups: list[list[Checked]]) -> str:
    return "; ".join(dict.fromkeys(_reason(told, found) for found in groups))


def _weighty(failures: tuple[Checked, ...]) -> list[list[Checked]]:
    """Put together what fails for one party in one way; leave out what follows from something weightier."""
    groups: dict[tuple[str, str, str], list[Checked]] = {}
    for failure in failures:
        rule = "" if failure.demand else failure.rule or ""
        key = (str(failure.requirement), failure.party or "", rule)
        groups.setdefault(key, []).append(failure)
    return [found for key, found in groups.items() if not _follows(key, groups)]


def _follows(key: tuple[str, str, str], all_keys: Mapping[tuple[str, str, str], object]) -> bool:
    """Whether the same party has a weightier reason: who would not accept the package has no reason to stay either."""
    from detente.checker import Requirement

    requirement, party, _ = key
    rank = [Requirement.ACCEPTABLE, Requirement.SELF_ENFORCING, Requirement.DETERRED]
    if requirement not in rank:
        return False
    return any((str(weightier), party, "") in all_keys for weightier in rank[: rank.index(Requirement(requirement))])


def _reason(told: Told, failures: list[Checked]) -> str:
    from detente.checker import Requirement

    failure = failures[0]
    party = told.party(failure.party or "")
    last = len(told.roadmap.phases)
    numbers = list(dict.fromkeys(str(one.phase) for one in failures if one.phase is not None and one.phase <= last))
    when = f" in phase{'s' if len(numbers) > 1 else ''} {listing(numbers)}" if numbers else " once all is done"
    match failure.requirement:
        case Requirement.ACCEPTABLE:
            return f"{party} would no longer accept the package"
        case Requirement.SELF_ENFORCING:
            return f"{party} would have a reason to walk away{when}"
        case Requirement.SAFE:
            return f"{party} would be exposed beyond its trust{when}"
        case Requirement.DETERRED:
            return f"{party} would not be deterred from only pretending {_some(told, failures)}"
        case Requirement.BOUNDED:
            return f"there would be more than {told.case.max_phases} phases"
        case Requirement.ORDERED if failure.demand:
            names = list(dict.fromkeys(f"“{one.demand}”" for one in failures))
            return f"{'demands' if len(names) > 1 else 'demand'} {listing(names)} ({party}) would not be met"
        case Requirement.ORDERED:
            return _broken(told, failure.rule or "")
        case _:
            return failure.text


def _some(told: Told, failures: list[Checked], most: int = 2) -> str:
    titles = [f"“{told.step(one.step or '')}”" for one in failures]
    return listing(titles if len(titles) <= most else [*titles[:most], f"{len(titles) - most} more"])


def _broken(told: Told, text: str) -> str:
    """Say which rule would be broken, or what the step waits for where that is left out too."""
    rule = _rules(told).get(text)
    if rule is None:
        return f"the rule “{text}” would be broken"
    if isinstance(rule.form, After | WithOrAfter | Requires):
        missing = [f"“{told.step(name)}”" for name in steps_named(rule)[1:] if name in told.left_out]
        if missing and isinstance(rule.form.needs, StepDone | And):
            return f"it needs {listing(missing)}, left out as well"
    return f"a rule would be broken: {rule_sentence(told.case, rule)}"


def _rules(told: Told) -> dict[str, Rule]:
    """Return the rules in force by their text, by which the checker names them."""
    return {rule.text: rule for rule in told.case.rules_in_force()}
