"""The random dossiers: the same from the same seed, and of the shape that the protocol promises."""

from __future__ import annotations

from fractions import Fraction

import pytest

from benchmarks.generator import generate
from detente.case import build, digest, parse_rule, to_document
from detente.case.model import Case, Interval, Scale
from detente.case.rules import After, NotBeforeDays, Within, WithOrAfter, steps_of

SIZES = [(20, 2, 8), (60, 3, 10), (120, 4, 12)]
RULES = ["s016 with or after s012", "s005 after s004", "s005 with or after s004"]
STEPS = [
    ("north", {"north": Fraction(-13, 10), "south": Interval(Fraction(39, 10), Fraction(39, 10))}, Fraction(1)),
    ("south", {"south": Interval(Fraction(-9, 2), Fraction(-43, 10)), "north": Fraction(27, 10)}, Fraction(1, 2)),
]


@pytest.fixture(params=SIZES, ids=str)
def sample(request: pytest.FixtureRequest) -> Case:
    steps, principals, phases = request.param
    return generate(steps, principals, phases, seed=3, durations=True)


def prerequisites(case: Case) -> dict[str, str]:
    """Tell what each step waits for."""
    forms = [rule.form for rule in case.rules if isinstance(rule.form, After | WithOrAfter)]
    return {form.step: next(steps_of(form.needs)) for form in forms}


def test_a_seed_gives_the_same_case_and_another_seed_another() -> None:
    assert generate(30, 3, 8, seed=1) == generate(30, 3, 8, seed=1)
    assert generate(30, 3, 8, seed=1) != generate(30, 3, 8, seed=2)


def test_the_cases_are_those_that_the_published_figures_were_measured_on() -> None:
    """Python promises the same numbers from the same seed only for some methods: this would show a change."""
    case = generate(20, 2, 8, seed=1)
    steps = [(*s.by, s.value, s.reversible) for s in list(case.steps.values())[:2]]
    assert [rule.text for rule in case.rules_in_force()][::6] == RULES
    assert steps == STEPS


def test_half_of_the_steps_have_a_prerequisite(sample: Case) -> None:
    assert len(prerequisites(sample)) == len(sample.steps) // 2


def test_prerequisites_make_no_circle(sample: Case) -> None:
    waits = prerequisites(sample)
    for step in waits:
        seen = [step]
        while seen[-1] in waits:
            seen.append(waits[seen[-1]])
            assert len(seen) <= len(sample.steps)


def test_there_is_a_demand_for_every_six_steps(sample: Case) -> None:
    assert len(sample.demands) == len(sample.steps) // 6


def test_half_of_the_steps_cannot_be_taken_back(sample: Case) -> None:
    shares = [step.reversible for step in sample.steps.values()]
    assert shares.count(Fraction(0)) == len(shares) // 2
    assert set(shares) == {Fraction(0), Fraction(1, 2), Fraction(1)}


def test_the_scales_take_turns(sample: Case) -> None:
    turn = (Scale.CARDINAL, Scale.INTERVAL, Scale.ORDINAL, Scale.CARDINAL)
    assert tuple(party.scale for party in sample.principals) == turn[: len(sample.principals)]


@pytest.mark.parametrize("scale", ["cardinal", "interval", "ordinal"])
def test_one_scale_for_all_can_be_asked_for(scale: str) -> None:
    assert {party.scale for party in generate(20, 3, 8, seed=1, scales=scale).principals} == {Scale(scale)}


def test_a_step_is_worth_something_to_somebody_else(sample: Case) -> None:
    for step in sample.steps.values():
        assert set(step.value) - set(step.by) or step.is_joint


def test_without_durations_only_the_calendar_is_gone() -> None:
    timed, plain = (generate(40, 3, 8, seed=5, durations=durations) for durations in (True, False))
    assert sum(step.days + step.verified.days for step in plain.steps.values()) == 0
    assert sum(step.days + step.verified.days for step in timed.steps.values()) > 0
    assert plain.rules == tuple(r for r in timed.rules if not isinstance(r.form, Within | NotBeforeDays))
    assert plain.demands == timed.demands
    assert [step.value for step in plain.steps.values()] == [step.value for step in timed.steps.values()]


def test_every_rule_means_what_its_words_say(sample: Case) -> None:
    for rule in sample.rules_in_force():
        assert parse_rule(rule.text) == rule.form


def test_the_case_is_one_that_a_file_could_hold(sample: Case) -> None:
    assert digest(build(to_document(sample), "(generated)")) == digest(sample)


@pytest.mark.parametrize(
    ("steps", "principals", "phases", "named"), [(1, 2, 8, "steps"), (20, 1, 8, "principals"), (20, 2, 61, "phases")]
)
def test_a_number_outside_its_range_is_refused(steps: int, principals: int, phases: int, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        generate(steps, principals, phases, seed=1)
