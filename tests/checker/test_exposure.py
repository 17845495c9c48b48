"""What the others' breaking off would cost a party: every term of ``exp_i(k)`` in model.md §4, computed by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from detente.checker import Requirement, Verdict
from tests.checker.small import Level, bonus, case, checked, done, helper, levels, numbers, ranges, standing, step

A, B = numbers("a"), numbers("b")


def exposed(one, phases, party, phase, before=""):
    return standing(one, phases, party, phase, before).exposure


def test_own_costs_of_the_phase_are_delivered_and_others_gains_withheld() -> None:
    """Step x costs a 2 and cannot be taken back, y (+5) of the same phase does not come: exp(1) = −2."""
    assert exposed(case(A, B, step("x", "a", a=-2), step("y", "b", a=5)), "x y", "a", 1) == 2


def test_own_costs_are_taken_back_as_far_as_they_can_be() -> None:
    """ρ = 3/4: of x (−2) a quarter remains."""
    assert exposed(case(A, B, step("x", "a", "0.75", a=-2)), "x", "a", 1) == Fraction(1, 2)


def test_own_gains_stay() -> None:
    """Step g (+2) of phase 1 is a's own: exp(1) = −3 + 2."""
    assert exposed(case(A, B, step("x", "a", a=-3), step("g", "a", 1, a=2)), "x g", "a", 1) == 1


@pytest.mark.parametrize(
    ("phase", "value", "expected"),
    [
        (1, 2, 3),  # of this phase and valued: the others do not do it: −3
        (2, 2, 2),  # of an earlier one: the others take half of it back: −3 + 1
        (1, -2, 4),  # a cost: it is done, a takes half of it back: −3 − 1
        (2, -2, 4),  # likewise
    ],
)
def test_joint_steps(phase, value, expected) -> None:
    """Step j is a's and b's, ρ = 1/2; x (−3) was done before."""
    one = case(A, B, step("x", "a", a=-3), step("j", "a b", "0.5", a=value), step("z", "b"))
    assert exposed(one, "j|z", "a", phase, before="x") == expected


@pytest.mark.parametrize(("reversible", "expected"), [(0, 1), ("0.25", Fraction(3, 2)), (1, 3)])
def test_others_earlier_gains_are_taken_back_as_far_as_they_can_be(reversible, expected) -> None:
    """Step x (−3) against y (+2) of an earlier phase: −3 + (1 − ρ)·2."""
    assert exposed(case(A, B, step("y", "b", reversible, a=2), step("x", "a", a=-3)), "y|x", "a", 2) == expected


def test_what_others_do_at_the_partys_cost_stands() -> None:
    """Those who break off take back and withhold what a values; y (−2, reversible) stands, earlier or of the phase."""
    one = case(A, B, step("y", "b", 1, a=-2), step("z", "b"))
    assert exposed(one, "y|z", "a", 1) == 2
    assert exposed(one, "y|z", "a", 2) == 2


def test_steps_of_reliable_parties_count_in_full() -> None:
    """The verifier's u (+2, reversible) is neither withheld nor taken back; w, in which b has a hand, is."""
    one = case(A, B, helper("v"), step("x", "a", a=-3), step("u", "v", 1, a=2), step("w", "b v", 1, a=5))
    assert exposed(one, "x u w", "a", 1) == 1
    assert exposed(one, "u w|x", "a", 2) == 1


def test_a_clause_of_the_same_phase_does_not_help_yet() -> None:
    """Step x can be taken back once the clause stands: in phase 1 with it not yet, in phase 2 fully."""
    one = case(A, B, step("clause", "b"), step("x", "a", 1, if_=done("clause"), a=-2))
    assert exposed(one, "clause x", "a", 1) == 2
    assert exposed(one, "clause x", "a", 2) == 0
    assert exposed(one, "clause|x", "a", 2) == 0


def test_the_alternative_is_what_is_lost() -> None:
    """walk_away 2 is given up when phase 1 begins: exposure 2 while nothing has come."""
    one = case(numbers("a", walk_away=2), B, step("y", "b", a=5))
    assert exposed(one, "y", "a", 1) == 2
    assert exposed(one, "y", "a", 2) == 0


def test_trust_bounds_exposure_and_none_leaves_it_unbounded() -> None:
    """Exposure 2 in phase 1 and after: by how much it is more than is trusted."""
    steps = step("x", "a", a=-2), step("y", "b", 1, a=5)
    for trust, excess in ((None, []), (2, []), ("1.5", [(1, Fraction(1, 2)), (2, Fraction(1, 2))])):
        report = checked(case(numbers("a", trust=trust), B, *steps), "x y")
        failing = [(one.phase, one.amount) for one in report.failures if one.requirement is Requirement.SAFE]
        assert failing == excess


def test_trust_grows_with_what_others_have_delivered() -> None:
    """Trust 1/2 + 1/2·2 once y (+2, taken back on breaking off) is there: 3/2 against an exposure of 3 − 0.

    Only others' earlier gains count: not y's own phase, not a's own step g, not costs.
    """
    party = numbers("a", trust="0.5", trust_growth="0.5")
    one = case(party, B, step("y", "b", 1, a=2), step("c", "b", a=-1), step("g", "a", a=1), step("x", "a", a=-3))
    report = checked(one, "y|g c|x")
    # exp: phase 1: 0; 2: 1 − 1 = 0; 3: 1 − 1 − 3 = −3 against 1/2 + 1/2·2; after: the same.
    failing = [(one.phase, one.amount) for one in report.failures if one.requirement is Requirement.SAFE]
    assert failing == [(3, Fraction(3, 2)), (4, Fraction(3, 2))]


def test_intervals_are_taken_at_their_worst() -> None:
    """Step x in [−3, −1] cannot be taken back, y in [−1, 4] of before: at worst −3 and −1."""
    one = case(ranges("a"), B, step("y", "b", a=(-1, 4)), step("x", "a", a=(-3, -1)))
    assert exposed(one, "y|x", "a", 2) == 4


def test_growing_trust_and_exposure_see_the_same_value() -> None:
    """Step y in [−1, 4], irreversible, counts (1 + growth)·y⁺ + y⁻: worst −1; the trust is then what was stated."""
    one = case(ranges("a", trust=1, trust_growth=1), B, step("y", "b", a=(-1, 4)), step("x", "a", a=(-2, -1)))
    failing = [f for f in checked(one, "y|x").failures if f.requirement is Requirement.SAFE]
    assert [(f.phase, f.amount) for f in failing] == [(2, 2), (3, 2)]


def test_an_ordinal_party_is_exposed_where_any_value_would_expose_it() -> None:
    """Step x costs level 2, y of before gives level 3 for good: never exposed; the other way round it is."""
    for cost, gain, verdict in ((2, 3, Verdict.NONE), (3, 2, Verdict.SOME), (2, 2, Verdict.NONE)):
        one = case(levels("a"), B, step("y", "b", a=Level(gain)), step("x", "a", a=Level(-cost)))
        assert exposed(one, "y|x", "a", 2) is verdict


def test_ordinal_trust_is_one_more_matter_of_its_level() -> None:
    """Step x of level 3 against trust of level 3, of level 2, and of two matters of level 2."""
    steps = step("x", "a", a=Level(-3)), step("y", "b", 1, a=Level(9))
    for trust, failing in (((3,), []), ((2,), [(3, 1)]), ((2, 2), [(3, 1)]), ((5,), [])):
        report = checked(case(levels("a", trust=trust), B, *steps), "x y")
        found = [(f.level, f.amount) for f in report.failures if f.requirement is Requirement.SAFE and f.phase == 1]
        assert found == failing


def test_ordinal_trust_grows_by_a_plain_factor() -> None:
    """Half of y's level 3 is trusted on top: 1/2 of level 3 against the whole x of level 3: 1/2 is missing."""
    one = case(levels("a", trust=(), trust_growth="0.5"), B, step("y", "b", 1, a=Level(3)), step("x", "a", a=Level(-3)))
    failing = [f for f in checked(one, "y|x").failures if f.requirement is Requirement.SAFE and f.phase == 2]
    assert [(f.level, f.amount) for f in failing] == [(3, Fraction(1, 2))]


def test_with_bonuses_the_party_takes_back_what_is_best_for_it() -> None:
    """Step x (−2, reversible) carries a bonus of 3 with y: keeping both is better: −2 + 0 + 3 = 1."""
    both = bonus(done("x"), a=3)
    one = case(A, B, step("x", "a", 1, a=-2), step("z", "b", a=-3), both)
    assert exposed(one, "x z", "a", 1) == 2  # −2 + 3 − 3
    assert exposed(case(A, B, step("x", "a", 1, a=-2), step("z", "b", a=-3)), "x z", "a", 1) == 3
