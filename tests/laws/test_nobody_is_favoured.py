"""Impartial by construction (model.md §7): how a case is told does not change its roadmap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from hypothesis import strategies as st

from detente.api import plan
from detente.case.model import Case, Scale
from detente.roadmap.result import Roadmap
from tests.laws.effort import efforts, hold
from tests.laws.rewriting import multiplied, renamed, stretched, with_parties
from tests.strategies import cases

factors = st.sampled_from([Fraction(2), Fraction(1, 2), Fraction(3, 4), Fraction(10)])


def best_values(roadmap: Roadmap) -> tuple:
    """Return what makes roadmaps equally good: the verdict and the objectives in order."""
    return roadmap.status, [(one.name, one.part, one.value, one.bound, one.proved) for one in roadmap.objectives]


def shape(roadmap: Roadmap) -> tuple:
    """Return all of a roadmap that names no party: verdict, objectives, phases with their days."""
    phases = [(phase.steps, phase.starts, phase.ends) for phase in roadmap.phases]
    return *best_values(roadmap), phases, dict(roadmap.required_detection)


def standings(roadmap: Roadmap, called: Callable[[str], str] = str) -> list[dict]:
    """Return how everybody stands in every phase, under the names given."""
    phases = [*roadmap.phases, roadmap.after] if roadmap.after else []
    return [
        {called(i): (phase.temptation[i], phase.exposure[i], phase.holds[i]) for i in phase.temptation}
        for phase in phases
    ]


def of_scale(case: Case, *scales: Scale) -> list[str]:
    """Return the parties that state their values in such a way."""
    return [party.id for party in case.principals if party.scale in scales]


def swapping_names_swaps_the_result(data: st.DataObject) -> None:
    case = data.draw(cases())
    order = list(case.parties)
    names = dict(zip(order, data.draw(st.permutations(order)), strict=True))
    before, after = plan(case), plan(renamed(case, names))
    assert shape(after) == shape(before)
    assert standings(after) == standings(before, names.__getitem__)
    assert after.share == {names[i]: share for i, share in before.share.items()}
    assert after.value == {names[i]: value for i, value in before.value.items()}


def the_order_of_parties_does_not_matter(data: st.DataObject) -> None:
    case = data.draw(cases())
    before, after = plan(case), plan(with_parties(case, data.draw(st.permutations(list(case.parties)))))
    assert shape(after) == shape(before)
    assert standings(after) == standings(before)


def the_order_of_rules_and_demands_does_not_matter(data: st.DataObject) -> None:
    case = data.draw(cases())
    demands = data.draw(st.permutations(list(case.demands)))
    told = replace(
        case,
        rules=tuple(data.draw(st.permutations(case.rules))),
        demands={name: case.demands[name] for name in demands},
        bonuses=tuple(data.draw(st.permutations(case.bonuses))),
    )
    assert shape(plan(told)) == shape(plan(case))


def the_order_of_steps_only_decides_among_equals(data: st.DataObject) -> None:
    case = data.draw(cases())
    steps = data.draw(st.permutations(list(case.steps)))
    told = replace(case, steps={s: case.steps[s] for s in steps})
    assert best_values(plan(told)) == best_values(plan(case))


def stretching_levels_changes_nothing(data: st.DataObject) -> None:
    case = data.draw(cases(scales=(Scale.ORDINAL, *Scale, None)))
    told = case
    for who in of_scale(case, Scale.ORDINAL):
        numbers = sorted(data.draw(st.lists(st.integers(1, 99), min_size=4, max_size=4, unique=True)))
        told = stretched(told, who, dict(zip((1, 2, 3, 5), numbers, strict=True)))
    before, after = plan(case), plan(told)
    assert shape(after) == shape(before)
    assert standings(after) == standings(before)
    assert after.share == before.share


def another_unit_changes_no_verdict(data: st.DataObject) -> None:
    case = data.draw(cases())
    told = case
    for who in of_scale(case, Scale.CARDINAL, Scale.INTERVAL):
        told = multiplied(told, who, data.draw(factors))
    before, after = plan(case), plan(told)
    assert shape(after) == shape(before)
    assert [{i: holds for i, (_, _, holds) in phase.items()} for phase in standings(after)] == [
        {i: holds for i, (_, _, holds) in phase.items()} for phase in standings(before)
    ]
    assert after.share == before.share


@efforts
def test_swapping_names_swaps_the_result(examples: int) -> None:
    """Exchanging parties' names exchanges the result."""
    hold(swapping_names_swaps_the_result, st.data(), examples=examples)


@efforts
def test_the_order_of_parties_does_not_matter(examples: int) -> None:
    """Neither in the file nor in the owners of a step."""
    hold(the_order_of_parties_does_not_matter, st.data(), examples=examples)


@efforts
def test_the_order_of_rules_and_demands_does_not_matter(examples: int) -> None:
    """Nor that of bonuses."""
    hold(the_order_of_rules_and_demands_does_not_matter, st.data(), examples=examples)


@efforts
def test_the_order_of_steps_only_decides_among_equals(examples: int) -> None:
    """Place in the file is the tie-break of section 6, and nothing else."""
    hold(the_order_of_steps_only_decides_among_equals, st.data(), examples=examples)


@efforts
def test_stretching_levels_changes_nothing(examples: int) -> None:
    """Only the order of an ordinal party's levels is known."""
    hold(stretching_levels_changes_nothing, st.data(), examples=examples)


@efforts
def test_another_unit_changes_no_verdict(examples: int) -> None:
    """Multiplying all of a party's amounts by a positive number changes neither verdict nor share."""
    hold(another_unit_changes_no_verdict, st.data(), examples=examples)
