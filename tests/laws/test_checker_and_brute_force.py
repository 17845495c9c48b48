"""The checker against brute force: two readings of model.md that share no line must agree on every figure."""

from __future__ import annotations

from fractions import Fraction

from detente.case.model import Case
from detente.case.written import WrittenRoadmap
from detente.checker import CheckReport, Requirement, check
from tests.brute.judge import Judge
from tests.laws.effort import efforts, hold
from tests.strategies import cases_with_roadmap

ENOUGH = 1_000_000
"""Nodes for the checker's own ideals: tiny cases never need so many."""


def failures(report: CheckReport, case: Case) -> set[tuple]:
    """Say what fails as brute force does: ``(condition, party or rule, phase or step)``."""
    forms = {rule.text: rule.form for rule in case.rules_in_force()}
    said: set[tuple] = set()
    for one in report.failures:
        match one.requirement:
            case Requirement.WORTHWHILE:
                said.add(("worthwhile", "", ""))
            case Requirement.BOUNDED:
                said.add(("ordered", "max_phases", ""))
            case Requirement.ORDERED:
                said.add(("ordered", forms[one.rule], ""))
            case Requirement.DETERRED:
                said.add(("deterred", one.party, one.step))
            case Requirement.ACCEPTABLE:
                said.add(("acceptable", one.party, ""))
            case _:
                said.add((one.requirement.value, one.party, one.phase))
    return said


def the_same_conditions_fail(drawn: tuple[Case, WrittenRoadmap]) -> None:
    case, written = drawn
    assert failures(check(case, written), case) == Judge(case, written.done).failures(written.phases)


def the_same_temptations_and_exposures(drawn: tuple[Case, WrittenRoadmap]) -> None:
    case, written = drawn
    report, judge = check(case, written), Judge(case, written.done)
    assert {(s.phase, s.party): s.temptation for s in report.standings} == judge.temptations(written.phases)
    assert {(s.phase, s.party): s.exposure for s in report.standings} == judge.exposures(written.phases)


def the_same_required_detection_and_value(drawn: tuple[Case, WrittenRoadmap]) -> None:
    case, written = drawn
    report, judge = check(case, written), Judge(case, written.done)
    assert report.required_detection == judge.required_detection(written.phases)
    assert {i: (v, v) if isinstance(v, Fraction) else v for i, v in report.value.items()} == judge.values(
        written.phases
    )


def the_same_objectives(drawn: tuple[Case, WrittenRoadmap]) -> None:
    case, written = drawn
    report = check(case, written, nodes=ENOUGH)
    figures = {(one.name.value, one.part): one.value for one in report.objectives}
    expected = {(name, part): value for name, part, value in Judge(case, written.done).objectives(written.phases)}
    assert {key: figures.get(key) for key in expected} == expected


def the_amounts_that_hold_a_party_add_up_to_its_temptation(drawn: tuple[Case, WrittenRoadmap]) -> None:
    case, written = drawn
    for standing in check(case, written).standings:
        if isinstance(standing.temptation, Fraction):
            parts = standing.balance
            held = parts.gains_to_come + parts.take_back + parts.word + parts.guarantee
            assert standing.temptation == parts.spared - held


@efforts
def test_the_same_conditions_fail(examples: int) -> None:
    """Section 4, condition by condition."""
    hold(the_same_conditions_fail, cases_with_roadmap(), examples=examples)


@efforts
def test_the_same_temptations_and_exposures(examples: int) -> None:
    """Section 4, by phase and party."""
    hold(the_same_temptations_and_exposures, cases_with_roadmap(), examples=examples)


@efforts
def test_the_same_required_detection_and_value(examples: int) -> None:
    """Section 4, "Deterred", and what the package is worth."""
    hold(the_same_required_detection_and_value, cases_with_roadmap(), examples=examples)


@efforts
def test_the_same_objectives(examples: int) -> None:
    """Section 6: every part that the case's fairness and calendar ask for."""
    hold(the_same_objectives, cases_with_roadmap(), examples=examples)


@efforts
def test_the_amounts_that_hold_a_party_add_up_to_its_temptation(examples: int) -> None:
    """What is spared, less all that holds a party but tolerance, is its temptation."""
    hold(the_amounts_that_hold_a_party_add_up_to_its_temptation, cases_with_roadmap(), examples=examples)
