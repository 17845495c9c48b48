"""Bonuses: the best deviation is the maximum over what the party itself leaves standing (model.md §4)."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case.rules import And, Condition, Not, Or, StepDone
from detente.checker.choice import Chooser
from detente.checker.conditions import met
from detente.errors import CaseError
from tests.checker.small import bonus, case, checked, done, exact, numbers, standing, step

A, B = numbers("a"), numbers("b")
X_AND_Y = And((done("x"), done("y")))


def test_a_completion_bonus_is_lost_by_breaking_off() -> None:
    """Step x (−1) is withheld, y (+2) stays: br = 2; v(T) = 2 − 1 + 3 once z is done: −2; without the bonus 1."""
    steps = step("x", "a", a=-1), step("y", "b", a=2), step("z", "b")
    completed = bonus(And((done("x"), done("z"))), a=3)
    assert standing(case(A, B, *steps), "x y|z", "a", 1).temptation == 1
    assert standing(case(A, B, *steps, completed), "x y|z", "a", 1).temptation == -2


def test_a_party_does_a_cost_for_the_bonus_it_brings() -> None:
    """Step y came before; doing x (−1) of the phase brings 3 at once: br = 2 − 1 + 3, and z (−1) is withheld."""
    one = case(A, B, step("y", "b", a=2), step("x", "a", a=-1), step("z", "a", a=-1), bonus(X_AND_Y, a=3))
    found = standing(one, "y|x z", "a", 2)
    assert found.temptation == 4 - 3
    assert found.deviation.withholds == ("z",)


def test_a_party_keeps_an_earlier_cost_for_its_bonus_and_gives_up_a_gain_against_one() -> None:
    """Step x (−1, reversible) carries +3 and stays; g (+1, reversible) stands against a malus of 2 and goes."""
    one = case(
        A,
        B,
        step("x", "a", 1, a=-1),
        step("g", "a", 1, a=1),
        step("z", "b", a=5),
        bonus(done("x"), a=3),
        bonus(done("g"), a=-2),
    )
    found = standing(one, "x g|z", "a", 2)
    assert found.deviation.takes_back == ("g",)
    # v(T) = −1 + 1 + 5 + 3 − 2 = 6; breaking off before phase 2 leaves −1 + 3 = 2, in it z stays: 7.
    assert found.temptation == 7 - 6
    assert (found.balance.spared, found.balance.gains_to_come) == (2, 1)  # the malus of 2, the gain of 1


def test_the_others_answer_looks_at_the_value_of_each_step_alone() -> None:
    """Step w is worth nothing by itself and carries a bonus of 4: the others leave it (model.md §4 warns of this)."""
    one = case(A, B, step("w", "b", 1), step("x", "a", a=-1), bonus(done("w"), a=4))
    assert standing(one, "w|x", "a", 2).temptation == 1


def test_what_the_others_take_back_takes_its_bonus_along() -> None:
    """Step y (+2, reversible) and the bonus of 3 on it go: br = 0, v(T) = 4; the balance says 5 could be taken back."""
    one = case(A, B, step("y", "b", 1, a=2), step("x", "a", a=-1), bonus(done("y"), a=3))
    found = standing(one, "y|x", "a", 2)
    assert found.temptation == -4
    assert found.balance.take_back == 5


def test_a_bonus_on_what_is_not_done() -> None:
    """A bonus of 2 as long as x is not done is there at once for who withholds it: br = 2, v(T) = −1 + 5."""
    one = case(A, B, step("x", "a", a=-1), step("y", "b", a=5), bonus(Not(done("x")), a=2))
    assert standing(one, "x|y", "a", 1).temptation == 2 - 4


def test_a_bonus_counts_in_the_package_and_its_value() -> None:
    """−1 + 3."""
    report = checked(case(A, B, step("x", "a", a=-1), bonus(done("x"), a=3)), "x")
    assert report.value["a"] == 2


def test_steps_of_bonuses_cannot_be_taken_back_in_part() -> None:
    """A clear error."""
    one = case(A, B, step("x", "a", "0.5", a=-1), bonus(done("x"), a=3))
    with pytest.raises(CaseError, match="bonus-partly-reversible"):
        checked(one, "x")


names = [f"s{n}" for n in range(6)]
single = st.sampled_from(names).map(StepDone)


def compound(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return several.map(And) | several.map(Or) | parts.map(Not)


worth = st.integers(-6, 6).map(lambda n: Fraction(n, 2))
rewards = st.lists(st.tuples(st.recursive(single, compound, max_leaves=5), worth), max_size=6)


@settings(max_examples=300, deadline=None)
@given(
    st.fixed_dictionaries(dict.fromkeys(names, worth)),
    rewards,
    st.lists(st.sampled_from(["free", "set", "out"]), min_size=6, max_size=6),
)
def test_the_best_choice_is_the_best_of_all(values, bonuses, fates) -> None:
    """Against trying every subset."""
    chooser = Chooser(values, bonuses)
    fate = dict(zip(names, fates, strict=True))
    free = {name for name in chooser.named if fate[name] == "free"}
    standing_ = {name for name in chooser.named if fate[name] == "set"}

    def total(chosen) -> Fraction:
        state = standing_ | set(chosen)
        return sum(values[s] for s in chosen) + sum(value for when, value in bonuses if met(when, state))

    chosen = chooser.best(free, standing_)
    everything = [some for size in range(len(free) + 1) for some in combinations(sorted(free), size)]
    assert chosen <= free
    assert total(chosen) == max(map(total, everything))


def test_many_steps_in_many_bonuses_are_quick() -> None:
    """Twenty-six steps of one party in a ring, neighbours with bonuses of both signs, and one bonus on all of them."""
    ring = [f"x{n:02}" for n in range(26)]
    members = [step(name, "a", n % 2, a=-(n % 5)) for n, name in enumerate(ring)]
    bonuses = [
        bonus(And((done(name), done(ring[(n + 1) % 26]))), a=exact((n % 4) * 2 - 3)) for n, name in enumerate(ring)
    ]
    whole = bonus(And(tuple(map(done, ring))), a=30)
    began = process_time()
    checked(case(A, B, *members, *bonuses, whole), " ".join(ring[:13]) + "|" + " ".join(ring[13:]))
    assert process_time() - began < 5
