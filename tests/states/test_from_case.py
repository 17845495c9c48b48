"""A case as a conflict: which states there are, who moves what and which way, and how each party orders them."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case import Case, Interval, Party, Scale, load, read_text
from detente.case.rules import And, AtMost, Condition, Excludes, Never, Not, Or, Requires, StepDone
from detente.errors import CaseError
from detente.examples import path
from detente.states.choices import MOST_STEPS, of_phases
from detente.states.from_case import from_case, needs_roadmap
from detente.states.model import ConflictModel
from detente.states.orders import PartialOrder, Preference, Ranking
from tests import strategies

CASE = """\
detente: 1
title: t
parties:
  north: {scale: cardinal}
  south: {scale: ordinal}
  guard: {role: verifier}
  town: {}
steps:
  a: {by: north, value: {north: -1, south: 3}}
  b: {by: south, value: {north: 2.5, south: -1}, reversible: true}
  both: {by: [north, south], value: {north: 1, south: 1}}
  watch: {by: guard, reversible: 0.5}
  shared: {by: [north, guard], value: {south: -2}, reversible: true, reversible_if: a}
preferences:
  town: [a, -2]
bonuses:
  - {when: a and b, value: {north: 0.5}}
rules:
RULES
"""


def model(rules: str = "  - include a", **named: object) -> ConflictModel:
    return from_case(read_text(CASE.replace("RULES", rules)), **named).model  # type: ignore[arg-type]


def feasible(rules: str) -> set[str]:
    found = model(rules, options=("a", "b", "both"))
    return {found.yn(int(code)) for code in found.states()}


EVERY = {"".join(letters) for letters in product("NY", repeat=3)}


@pytest.mark.parametrize(
    ("rule", "infeasible"),
    [
        ("a requires b", {"YNN", "YNY"}),
        ("a requires b or not both", {"YNY"}),
        ("a requires shared", {yn for yn in EVERY if yn[0] == "Y"}),  # a step that is no option is never done
        ("a excludes b", {"YYN", "YYY"}),
        ("never (a and not b)", {"YNN", "YNY"}),
        ("at most 1 of (a, b, both)", {yn for yn in EVERY if yn.count("Y") > 1}),
        ("include a", set()),
        ("at least 2 of (a, b, both)", set()),
        ("a after b", set()),
        ("a with b", set()),
        ("a by phase 2", set()),
        ("north acts only with south", set()),
    ],
)
def test_rules_about_what_may_stand_together_make_states_infeasible_and_goals_do_not(
    rule: str, infeasible: set[str]
) -> None:
    assert feasible(f"  - {rule}") == EVERY - infeasible


def test_demands_rule_no_state_out() -> None:
    text = CASE.replace("RULES", "  - include a")
    demands = "demands:\n  - {id: d, by: north, rule: never a, red_line: true}\n"
    assert len(from_case(read_text(text + demands)).model.states()) == 32


def test_steps_that_cannot_be_taken_back_are_one_way() -> None:
    assert [option.direction.value for option in model().options] == ["forward", "both", "forward", "both", "both"]


def test_joint_steps_belong_to_all_that_decide_and_helpers_go_along() -> None:
    found = model()
    assert found.dms == ("north", "south", "guard", "town")
    assert [option.owners for option in found.options] == [(0,), (1,), (0, 1), (2,), (0,)]


def test_numbers_with_bonuses_become_a_ranking() -> None:
    found = model(options=("a", "b"))
    north = found.preferences[0]
    assert isinstance(north, Ranking)
    # NN 0, YN -1, NY 2.5, YY -1 + 2.5 + 0.5
    assert north.rank.tolist() == [3, 4, 1, 2]


def test_levels_become_a_partial_order() -> None:
    found = model(options=("a", "b", "shared"))
    south = found.preferences[1]
    assert isinstance(south, PartialOrder)
    assert PartialOrder.of(south.at_least, south.better).better.any()
    yes, no = found.code("YYY"), found.code("NNN")  # a gain of level 3 outweighs no costs of 2 and 1 for sure
    assert not south.at_least[yes, no]
    assert not south.at_least[no, yes]
    assert south.better[found.code("YYN"), no]


def test_levels_that_leave_nothing_open_become_a_ranking() -> None:
    south = model(options=("a", "b")).preferences[1]
    assert isinstance(south, Ranking)
    assert south.rank.tolist() == [3, 1, 4, 2]


def test_statements_and_silence() -> None:
    found = model(options=("a", "b", "watch"))
    guard, town = found.preferences[2:]
    assert isinstance(guard, Ranking)
    assert isinstance(town, Ranking)
    assert set(guard.rank) == {1}
    assert [int(town.rank[found.code(yn)]) for yn in ("YNN", "YYN", "NNN", "NYN")] == [1, 2, 3, 4]


def test_what_was_taken_to_be_so_is_said() -> None:
    said = " ".join(from_case(read_text(CASE.replace("RULES", "  - include a"))).assumptions)
    for words in ("south: only the order of importance levels", "guard: no preferences", "watch", "shared", "decide"):
        assert words in said


def test_unknown_options_are_refused_with_the_nearest_name() -> None:
    with pytest.raises(CaseError) as refused:
        model(options=("a", "wach", "nothing-like-it"))
    assert [(finding.code, finding.nearest) for finding in refused.value.findings] == [
        ("unknown-id", "watch"),
        ("unknown-id", ""),
    ]


def test_rules_that_leave_no_state_are_refused() -> None:
    with pytest.raises(CaseError) as refused:
        model("  - never (a or not a)")
    assert refused.value.findings[0].code == "no-feasible-state"


def test_too_many_steps_need_a_roadmap_or_names() -> None:
    case = load(path("hanoi"))
    assert len(case.steps) > MOST_STEPS
    assert needs_roadmap(case)
    assert not needs_roadmap(case, ("test-halt",))
    with pytest.raises(CaseError) as refused:
        from_case(case)
    assert refused.value.findings[0].code == "too-many-options"


def test_a_roadmap_bundles_steps_by_phase_party_and_whether_they_can_be_taken_back() -> None:
    case = load(path("hanoi"))
    phases = (("test-halt", "remains", "iaea-return", "liaison"), ("ybn-shutdown",))
    found = {choice.name: (choice.steps, choice.can_be_taken_back) for choice in of_phases(case, phases)}
    assert found["dprk-phase-1"] == (("remains",), False)
    assert found["dprk-phase-1-reversible"] == (("test-halt", "iaea-return"), True)
    assert found["dprk+us-phase-1" if "dprk+us-phase-1" in found else "us+dprk-phase-1"] == (("liaison",), True)
    assert found["dprk-phase-2"] == (("ybn-shutdown",), True)
    conflict = from_case(case, phases=phases)
    assert [waypoint.code for waypoint in conflict.path] == [0, 0b0111, 0b1111]


def test_the_way_of_a_roadmap_leads_through_the_named_options_too() -> None:
    case = read_text(CASE.replace("RULES", "  - include a"))
    conflict = from_case(case, options=("a", "both"), phases=(("b",), ("a",), ("both",)))
    assert [waypoint.code for waypoint in conflict.path] == [0, 0, 1, 3]
    assert conflict.path[-1].title.endswith("the package")


# ------------------------------------------------------------ against the definitions


def holds(condition: Condition, done: set[str]) -> bool:
    match condition:
        case StepDone(step):
            return step in done
        case Not(part):
            return not holds(part, done)
        case And(parts):
            return all(holds(part, done) for part in parts)
        case Or(parts):
            return any(holds(part, done) for part in parts)


def allowed(case: Case, done: set[str]) -> bool:
    for rule in case.rules:
        match rule.form:
            case Requires(step, needs) if step in done and not holds(needs, done):
                return False
            case Excludes(step, other) if {step, other} <= done:
                return False
            case Never(what) if holds(what, done):
                return False
            case AtMost(number, of) if sum(holds(one, done) for one in of) > number:
                return False
    return True


def difference(case: Case, party: Party, one: set[str], other: set[str]) -> list[Fraction]:
    """Return how much better one state is than another, for each corner of what its values may be."""
    if party.scale is Scale.CARDINAL:
        worth = [
            sum((case.steps[step].value.get(party.id, Fraction(0)) for step in done), Fraction(0))  # type: ignore[misc]
            + sum((one.value.get(party.id, Fraction(0)) for one in case.bonuses if holds(one.when, done)), Fraction(0))
            for done in (one, other)
        ]
        return [worth[0] - worth[1]]
    signs = {step: (step in one) - (step in other) for step in case.steps}
    if party.scale is Scale.INTERVAL:
        given = {step: case.steps[step].value.get(party.id, Fraction(0)) for step in case.steps}
        ends = {s: (v.lo, v.hi) if isinstance(v, Interval) else (v, v) for s, v in given.items()}
        low = sum((min(signs[s] * end for end in ends[s]) for s in signs), Fraction(0))  # type: ignore[operator]
        high = sum((max(signs[s] * end for end in ends[s]) for s in signs), Fraction(0))  # type: ignore[operator]
        return [low, high]
    level = {step: int(case.steps[step].value.get(party.id, 0)) for step in case.steps}  # type: ignore[arg-type]
    return [
        Fraction(sum(signs[s] * ((level[s] > 0) - (level[s] < 0)) for s in signs if abs(level[s]) >= least))
        for least in sorted({abs(value) for value in level.values() if value})
    ]


def relations(preference: Preference, found: ConflictModel) -> tuple[np.ndarray, np.ndarray]:
    if isinstance(preference, Ranking):
        preference = PartialOrder.of_ranking(preference, found.feasible)
    return preference.at_least, preference.better


@given(strategies.cases(), st.data())
@settings(max_examples=40, deadline=None)
def test_states_and_orders_are_those_of_the_definitions(case: Case, data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(list(case.steps)), min_size=1, max_size=4, unique=True))
    options = [step for step in case.steps if step in names]
    done = [{step for place, step in enumerate(options) if code >> place & 1} for code in range(2 ** len(options))]
    fits = [code for code, steps in enumerate(done) if allowed(case, steps)]
    if not fits:
        with pytest.raises(CaseError):
            from_case(case, options=options)
        return
    found = from_case(case, options=options).model
    assert found.states().tolist() == fits
    for party, preference in zip((case.parties[dm] for dm in found.dms), found.preferences, strict=True):
        if not party.is_principal:
            continue
        at_least, better = relations(preference, found)
        for i, one in enumerate(fits):
            for j, other in enumerate(fits):
                worst = difference(case, party, done[one], done[other]) or [Fraction(0)]
                strict = min(worst) > 0 if party.scale is not Scale.ORDINAL else min(worst) >= 0 < max(worst)
                assert at_least[i, j] == (min(worst) >= 0)
                assert better[i, j] == strict
