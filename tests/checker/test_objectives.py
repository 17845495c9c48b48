"""Shares and the figures of the six objectives (model.md §6), computed by hand."""

from __future__ import annotations

from fractions import Fraction

from detente.case.model import Case
from detente.checker import IdealSource, check
from tests.checker.small import Level, case, checked, helper, levels, numbers, ranges, roadmap, step

TENTH = Fraction(1, 10_000)


def exchange(**amounts: int) -> Case:
    """Make an exchange: a gives x (−1, 4 for b), b gives y (−2, 3 for a).

    ideal_a = 3 − 1 = 2 and ideal_b = 4 − 2 = 2: neither accepts to give without getting.
    """
    return case(
        numbers("a", **amounts), numbers("b"), step("x", "a", a=-1, b=4, days=3), step("y", "b", a=3, b=-2, days=4)
    )


def figures(report) -> dict[str, Fraction]:
    return {one.part: one.value for one in report.objectives}


def test_all_figures_of_a_plain_exchange() -> None:
    """Step x in phase 1, y in phase 2. Difficulties: x 1/2, y 2/2 = D."""
    report = checked(exchange(), "x|y")
    assert report.share == {"a": 1, "b": 1}
    assert [report.standing(party, phase).share for phase in (1, 2) for party in "ab"] == [Fraction(-1, 2), 2, 1, 1]
    assert figures(report) == {
        "smallest share": 1,
        "sum of shares": 2,
        "product of shares": 1,
        "steps": 2,
        "largest exposure": Fraction(1, 2),  # a has given x for nothing; b after y has x for good
        "largest burden": 1,  # y
        "days": 7,
        "phases": 2,
        "lateness": Fraction(3, 2) * 1 + 1 * 2,  # (2·1 − 1/2)·1 + (2·1 − 1)·2
        "largest gap": Fraction(5, 2),  # after phase 1: 2 against −1/2
    }


def test_shares_are_rounded_down_each_for_itself() -> None:
    """Step x gives a 1 of an ideal of 3, y gives 1 as well: floor(10000/3) = 3333, floor(20000/3) = 6666."""
    one = case(numbers("a"), step("x", "a", a=1), step("y", "a", a=1), step("z", "a", a=1))
    report = checked(one, "x|y")
    assert [report.standing("a", k).share for k in (1, 2)] == [3333 * TENTH, 6666 * TENTH]
    one = case(numbers("a"), step("x", "a", a=-1), step("z", "a", a=3))
    assert checked(one, "x").share == {"a": -3334 * TENTH}


def test_burdens_are_summed_over_a_phase_and_then_rounded() -> None:
    """Twice 1/3 of the ideal in one phase: 6666, not 2·3333; a joint step burdens each of its owners."""
    one = case(numbers("a"), numbers("b"), step("x", "a", a=-1), step("y", "a b", a=-1), step("z", "a", a=3))
    found = figures(checked(one, "x y|z"))
    assert found["largest burden"] == 6666 * TENTH
    # lateness: difficulty of x and y 3333 each, of z 0, D = 3333: 3333 + 3333 + 2·6666
    assert found["lateness"] == 19998 * TENTH


def test_the_alternative_is_deducted() -> None:
    """walk_away 1: share = (v − 1)/(2 − 1), so −1 of phase 1 is worth −2."""
    report = checked(exchange(walk_away=1), "x|y")
    assert report.standing("a", 1).share == -2
    assert report.share["a"] == 1


def test_intervals_count_with_their_middle_and_levels_with_centroids() -> None:
    """a: x in [−2, 0], y in [2, 4]: middles −1 and 3. b: levels 1 and 3 of two: 1/4 and 3/4."""
    one = case(ranges("a"), levels("b"), step("x", "a", a=(-2, 0), b=Level(3)), step("y", "b", a=(2, 4), b=Level(-1)))
    report = checked(one, "x|y")
    assert {party: ideal.value for party, ideal in report.ideals.items()} == {"a": 2, "b": Fraction(1, 2)}
    assert report.standing("b", 1).share == Fraction(3, 2)
    assert report.value == {"a": (0, 4), "b": None}


def test_levels_of_the_alternative_take_part_in_the_ranking() -> None:
    """Levels 3 (a step), 2 (walk_away), 1 (a step): centroids 11/18, 5/18, 2/18; ideal 13/18."""
    one = case(levels("a", walk_away=(2,)), step("x", "a", a=Level(3)), step("y", "a", a=Level(1)))
    report = checked(one, "x")
    assert report.ideals["a"].value == Fraction(13, 18)
    assert report.share["a"] == Fraction(7500, 10_000)  # (11 − 5)/(13 − 5)


def test_what_is_done_counts_in_shares_and_not_in_later_figures() -> None:
    """Step x was done by today: only y burdens, lateness (2 − 1)·1."""
    found = figures(checked(exchange(), "y", "x"))
    assert (found["steps"], found["phases"], found["lateness"], found["largest gap"]) == (2, 1, 1, 0)


def test_without_principals_there_are_only_steps_phases_and_days() -> None:
    """A pure problem of order: D = 1, so every step counts (2·1 − 0)·phase."""
    found = figures(checked(case(helper("v"), step("x", "v"), step("y", "v")), "x|y"))
    assert found["steps"] == 2
    assert found["lateness"] == 2 * 1 + 2 * 2
    assert "smallest share" not in found


def hard(size: int = 30) -> Case:
    """Make a case whose ideals take more than a few nodes."""
    steps = [step(f"s{n}", "b" if n % 2 else "a", a=(n * 7) % 11 - 5, b=(n * 5) % 13 - 6) for n in range(size)]
    return case(numbers("a"), numbers("b"), *steps)


def test_a_given_ideal_is_taken_where_the_own_search_does_not_end() -> None:
    """And an unknown one leaves shares and scaled figures out; no verdict changes."""
    one, plan = hard(), roadmap("s1 s2|s3")
    unknown = check(one, plan, nodes=3)
    given = check(one, plan, nodes=3, ideals={"a": Fraction(1000), "b": None})
    assert {ideal.source for ideal in unknown.ideals.values()} == {IdealSource.UNKNOWN}
    assert {ideal.source for ideal in given.ideals.values()} == {IdealSource.GIVEN}
    assert unknown.share == {"a": None, "b": None}
    assert given.share["a"] is not None
    assert set(figures(unknown)) == {"steps", "days", "phases"}
    assert given.failures == unknown.failures


def test_a_given_ideal_does_not_replace_the_own() -> None:
    """Where the search ends, it decides."""
    report = check(exchange(), roadmap("x|y"), ideals={"a": Fraction(77), "b": None})
    assert {party: (ideal.value, ideal.source) for party, ideal in report.ideals.items()} == {
        "a": (2, IdealSource.OWN),
        "b": (2, IdealSource.OWN),
    }


def test_a_given_ideal_that_a_better_set_refutes_is_not_taken() -> None:
    """The search did not end, but it has found more than is claimed."""
    report = check(hard(), roadmap("s1"), nodes=100, ideals={"a": Fraction(1), "b": Fraction(1)})
    assert all(ideal.source is not IdealSource.GIVEN for ideal in report.ideals.values())
