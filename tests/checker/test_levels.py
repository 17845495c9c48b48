"""Ordinal parties: counting from the most important things down (model.md §2)."""

from __future__ import annotations

from fractions import Fraction

from detente.checker import LevelShare, Requirement, Verdict
from tests.checker.small import Level, case, checked, levels, numbers, standing, step

B = numbers("b")


def of_phase(report, requirement, phase=None):
    return [(f.level, f.amount) for f in report.failures if f.requirement is requirement and f.phase == phase]


def test_a_package_must_give_at_least_as_much_from_the_top_down() -> None:
    """Levels given against levels asked, and where it first falls short."""
    for gains, costs, failing in (
        ((3,), (2,), []),
        ((3,), (3,), []),
        ((2,), (3,), [(3, 1)]),
        ((3, 1), (2, 2), [(2, 1)]),  # above 3: 1; above 2: 1 − 2
        ((3, 3), (3, 1, 1), [(1, 1)]),  # above 3: 1; above 1: 2 − 3
        ((5, 1), (3, 1), []),
    ):
        steps = [step(f"g{n}", "b", a=Level(level)) for n, level in enumerate(gains)]
        steps += [step(f"c{n}", "a", a=Level(-level)) for n, level in enumerate(costs)]
        report = checked(case(levels("a"), B, *steps), " ".join(one.id for one in steps))
        assert of_phase(report, Requirement.ACCEPTABLE) == failing


def test_the_alternative_is_a_list_of_matters() -> None:
    """A package of two matters of level 3 is worth an alternative of 3 and 2, and not one of 4."""
    steps = step("x", "b", a=Level(3)), step("y", "b", a=Level(3))
    for alternative, failing in (((3, 2), []), ((4,), [(4, 1)]), ((2, 2, 2), [(2, 1)])):
        report = checked(case(levels("a", walk_away=alternative), B, *steps), "x y")
        assert of_phase(report, Requirement.ACCEPTABLE) == failing


def test_breaking_its_word_costs_as_much_as_a_matter_of_its_level() -> None:
    """Step x (level 2) would be spared in phase 1; y (level 3) has come for good."""
    steps = step("y", "b", a=Level(3)), step("x", "a", a=Level(-2))
    for cost, verdict in (((), Verdict.SOME), ((1,), Verdict.SOME), ((2,), Verdict.NONE), ((9,), Verdict.NONE)):
        one = case(levels("a", breach_cost=cost), B, *steps)
        assert standing(one, "y|x", "a", 2).temptation is verdict
        assert bool(of_phase(checked(one, "y|x"), Requirement.SELF_ENFORCING, 2)) == (verdict is Verdict.SOME)


def test_tolerance_helps_the_condition_and_not_the_verdict() -> None:
    """The same with a tolerance of level 2 instead: it is tempted, and it is tolerated."""
    one = case(levels("a", tolerance=(2,)), B, step("y", "b", a=Level(3)), step("x", "a", a=Level(-2)))
    assert standing(one, "y|x", "a", 2).temptation is Verdict.SOME
    assert standing(one, "y|x", "a", 2).self_enforcing
    assert of_phase(checked(one, "y|x"), Requirement.SELF_ENFORCING, 2) == []


def test_shares_of_levels_add_up() -> None:
    """Two gains of level 3, each half reversible, hold a cost of level 3 (1/2 + 1/2 − 1 = 0); one does not."""
    gains = [step(f"g{n}", "b", "0.5", a=Level(3)) for n in (1, 2)]
    cost = step("x", "a", a=Level(-3))
    found = standing(case(levels("a"), B, *gains, cost), "g1 g2|x", "a", 2)
    assert found.temptation is Verdict.NONE
    assert found.balance.take_back == (LevelShare(3, Fraction(1, 2)),) * 2
    report = checked(case(levels("a"), B, gains[0], cost), "g1|x")
    assert of_phase(report, Requirement.SELF_ENFORCING, 2) == [(3, Fraction(1, 2))] * 2  # in the phase, and before it


def test_what_holds_a_party_is_told_in_levels_highest_first() -> None:
    """In phase 2 a would be spared level 1; level 5 and 2 are still to come; its word is worth a level 4."""
    one = case(
        levels("a", breach_cost=(4,)),
        B,
        step("x", "a", a=Level(-1)),
        step("low", "b", a=Level(2)),
        step("high", "b", a=Level(5)),
    )
    balance = standing(one, "x|low high", "a", 1).balance
    assert balance.spared == (LevelShare(1, Fraction(1)),)
    assert balance.gains_to_come == (LevelShare(5, Fraction(1)), LevelShare(2, Fraction(1)))
    assert balance.word == (LevelShare(4, Fraction(1)),)
