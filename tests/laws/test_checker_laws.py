"""Laws that the checker's verdicts keep, whatever the case (model.md §§2, 4, 7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.case.model import Amount, Case, Demand, Interval, Party, Scale, Step, Value
from detente.case.rules import ActsOnlyWith, Include, Rule, StepDone
from detente.case.written import WrittenRoadmap
from detente.checker import CheckReport, check
from tests.strategies import cases_with_roadmap

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

Failing = set[tuple]


def failing(report: CheckReport, name: Callable[[str | None], str | None] = lambda party: party) -> Failing:
    """Say what fails and where; amounts aside, because they are in a party's own unit."""
    return {(one.requirement, one.phase, name(one.party), one.step, one.demand, one.way) for one in report.failures}


def changed(case: Case, number: Callable[[str, Fraction], Fraction], level: Callable[[str, int], int]) -> Case:
    """Pass every number and every level of each party through a function."""

    def amount(party: Party, given_: Amount | None) -> Amount | None:
        if given_ is None:
            return None
        if isinstance(given_, tuple):
            return tuple(level(party.id, one) for one in given_)
        return number(party.id, given_)

    def value(party: str, given_: Value) -> Value:
        if isinstance(given_, Interval):
            return Interval(number(party, given_.lo), number(party, given_.hi))
        if case.parties[party].scale is Scale.ORDINAL:
            return level(party, int(given_)) if given_ > 0 else -level(party, -int(given_))
        return number(party, Fraction(given_))

    def party(one: Party) -> Party:
        names = ("walk_away", "breach_cost", "tolerance", "trust")
        return replace(one, **{name: amount(one, getattr(one, name)) for name in names})

    def step(one: Step) -> Step:
        return replace(one, value={name: value(name, given_) for name, given_ in one.value.items()})

    return replace(
        case,
        parties={name: party(one) for name, one in case.parties.items()},
        steps={name: step(one) for name, one in case.steps.items()},
        bonuses=tuple(replace(b, value={p: number(p, v) for p, v in b.value.items()}) for b in case.bonuses),
    )


@quick
@given(
    cases_with_roadmap(),
    st.sampled_from([Fraction(1, 3), Fraction(7, 2), Fraction(1000)]),
    st.sampled_from(["p1", "p2"]),
)
def test_multiplying_all_amounts_of_a_party_changes_no_verdict(
    drawn: tuple[Case, WrittenRoadmap], factor: Fraction, scaled: str
) -> None:
    """A party's unit is its own."""
    case, written = drawn
    other = changed(case, lambda party, number: number * factor if party == scaled else number, lambda _, level: level)
    before, after = check(case, written), check(other, written)
    assert failing(after) == failing(before)
    assert [one.holds for one in after.standings] == [one.holds for one in before.standings]
    assert after.required_detection == before.required_detection
    assert after.share == before.share


@quick
@given(cases_with_roadmap(scales=[Scale.ORDINAL, Scale.CARDINAL]))
def test_stretching_levels_in_their_order_changes_nothing(drawn: tuple[Case, WrittenRoadmap]) -> None:
    """Levels are an order and nothing else."""
    case, written = drawn
    other = changed(case, lambda _, number: number, lambda _, level: {1: 2, 2: 3, 3: 40, 5: 99}[level])
    before, after = check(case, written), check(other, written)
    assert failing(after) == failing(before)
    assert [(one.holds, one.temptation) for one in after.standings] == [
        (one.holds, one.temptation) for one in before.standings
    ]
    assert (after.share, after.objectives) == (before.share, before.objectives)


def renamed(case: Case, name: Callable[[str], str]) -> Case:
    """Rename the parties everywhere, in the same order."""

    def rule(one: Rule) -> Rule:
        if isinstance(one.form, ActsOnlyWith):
            form = ActsOnlyWith(name(one.form.party), tuple(map(name, one.form.partners)))
            return Rule(form, one.text)
        return one

    def demand(one: Demand) -> Demand:
        softer = tuple(replace(form, rules=tuple(map(rule, form.rules))) for form in one.softer)
        return replace(one, by=name(one.by), rules=tuple(map(rule, one.rules)), softer=softer)

    return replace(
        case,
        parties={name(party): replace(one, id=name(party)) for party, one in case.parties.items()},
        steps={
            key: replace(one, by=tuple(map(name, one.by)), value={name(p): v for p, v in one.value.items()})
            for key, one in case.steps.items()
        },
        bonuses=tuple(replace(one, value={name(p): v for p, v in one.value.items()}) for one in case.bonuses),
        rules=tuple(map(rule, case.rules)),
        demands={key: demand(one) for key, one in case.demands.items()},
    )


@quick
@given(cases_with_roadmap())
def test_exchanging_two_names_exchanges_the_result(drawn: tuple[Case, WrittenRoadmap]) -> None:
    """Impartial by construction (model.md §7)."""
    case, written = drawn
    swap = {"p1": "p2", "p2": "p1"}
    before = check(case, written)
    after = check(renamed(case, lambda party: swap.get(party, party)), written)
    assert failing(after) == failing(before, lambda party: swap.get(party or "", party))
    for one in before.standings:
        other = after.standing(swap.get(one.party, one.party), one.phase)
        assert replace(other, party=one.party) == one


@quick
@given(cases_with_roadmap(), st.randoms(use_true_random=False))
def test_the_order_of_parties_does_not_matter(drawn: tuple[Case, WrittenRoadmap], random) -> None:
    """Only the order in which they are told."""
    case, written = drawn
    names = list(case.parties)
    random.shuffle(names)
    before = check(case, written)
    after = check(replace(case, parties={name: case.parties[name] for name in names}), written)
    assert failing(after) == failing(before)
    assert sorted(after.standings, key=repr) == sorted(before.standings, key=repr)
    assert (after.share, after.objectives) == (before.share, before.objectives)


@quick
@given(cases_with_roadmap(), st.sampled_from(["s1", "s2", "s3"]))
def test_one_more_demand_never_mends_a_roadmap(drawn: tuple[Case, WrittenRoadmap], step: str) -> None:
    """It can only add a failure."""
    case, written = drawn
    more = Demand("more", "p1", (Rule(Include(StepDone(step)), f"include {step}"),), 1)
    after = check(replace(case, demands={**case.demands, "more": more}), written)
    assert failing(after) >= failing(check(case, written))


@quick
@given(cases_with_roadmap(), st.sampled_from(["p1", "p2"]), st.integers(1, 5))
def test_a_higher_breach_cost_never_breaks_a_roadmap(drawn: tuple[Case, WrittenRoadmap], name: str, by: int) -> None:
    """It can only take failures away."""
    case, written = drawn
    party = case.parties[name]
    cost = party.breach_cost
    higher = (*cost, by) if isinstance(cost, tuple) else cost + by
    after = check(replace(case, parties={**case.parties, name: replace(party, breach_cost=higher)}), written)
    assert failing(after) <= failing(check(case, written))
