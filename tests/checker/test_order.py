"""Rules and demands: every form of model.md §5, held and broken, and where."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from detente.case.model import Case, Demand, SofterForm
from detente.case.rules import (
    ActsOnlyWith,
    After,
    And,
    AtLeast,
    AtMost,
    ByDate,
    ByPhase,
    Excludes,
    Include,
    Never,
    Not,
    NotBeforeDate,
    NotBeforeDays,
    Or,
    Requires,
    Rule,
    RuleForm,
    With,
    Within,
    WithOrAfter,
)
from detente.checker import Requirement, check
from detente.errors import CaseError
from tests.checker.small import case, checked, done, numbers, roadmap, step

X, Y, Z = map(done, "xyz")
START = date(2026, 1, 5)


def some_case(*forms: RuleForm, **rest: object) -> Case:
    """Make a case of steps x (a, 3 days), y (b, 4 days), z (a and b, none); nobody values any of them."""
    steps = step("x", "a", days=3), step("y", "b", days=4), step("z", "a b")
    return case(numbers("a"), numbers("b"), numbers("c"), *steps, *(Rule(f, "rule") for f in forms), **rest)


def day(number: int) -> date:
    """Return a day counted from the start."""
    return START + timedelta(number)


TABLE = [
    # form, roadmap, already done, phases of the breaches (None: in the package), by how much
    (After("x", Y), "y|x", "", []),
    (After("x", Y), "x y", "", [(1, None)]),
    (After("x", Y), "x|y", "", [(1, None)]),
    (After("x", Y), "x", "", [(1, None)]),
    (After("x", Y), "y", "", []),
    (After("x", Y), "x", "y", []),
    (After("x", Y), "y", "x", []),  # what is done waits for nothing any more
    (After("x", Or((Y, Z))), "z|x", "", []),
    (After("x", And((Y, Z))), "z|x|y", "", [(2, None)]),
    (After("x", Not(Y)), "x|y", "", []),
    (After("x", Not(Y)), "y|x", "", [(2, None)]),
    (WithOrAfter("x", Y), "x y", "", []),
    (WithOrAfter("x", Y), "y|x", "", []),
    (WithOrAfter("x", Y), "x|y", "", [(1, None)]),
    (WithOrAfter("x", Y), "y", "x", []),
    (WithOrAfter("x", Not(Y)), "x y", "", [(1, None)]),
    (With("x", "y"), "x y", "", []),
    (With("x", "y"), "z", "", []),
    (With("x", "y"), "x|z|y", "", [(1, 2)]),
    (With("x", "y"), "z|x", "", [(2, None)]),
    (With("x", "y"), "z|y", "", [(2, None)]),
    (With("x", "y"), "z", "x y", []),
    (With("x", "y"), "y", "x", [(None, 1)]),
    (With("x", "y"), "z", "x", [(None, None)]),
    (Requires("x", Y), "x|y", "", []),
    (Requires("x", Y), "y", "", []),
    (Requires("x", Y), "x", "y", []),
    (Requires("x", Y), "x|z", "", [(None, None)]),
    (Excludes("x", "y"), "x|z", "", []),
    (Excludes("x", "y"), "x|y", "", [(None, None)]),
    (Excludes("x", "y"), "x", "y", [(None, None)]),
    (Include(X), "x", "", []),
    (Include(X), "z", "x", []),
    (Include(X), "y", "", [(None, None)]),
    (Never(And((X, Y))), "x", "", []),
    (Never(And((X, Y))), "x|y", "", [(None, None)]),
    (AtMost(1, (X, Y, Z)), "x", "", []),
    (AtMost(1, (X, Y, Z)), "x|y", "z", [(None, 2)]),
    (AtLeast(2, (X, Y, Z)), "x|y", "", []),
    (AtLeast(2, (X, Y, Z)), "x", "", [(None, 1)]),
    (AtLeast(2, (Or((X, Y)), Z)), "x|y", "", [(None, 1)]),
    (ByPhase("x", 2), "y|x", "", []),
    (ByPhase("x", 1), "y|z|x", "", [(3, 2)]),
    (ByPhase("x", 1), "y", "x", []),
    (ByPhase("x", 1), "y", "", []),
    (ActsOnlyWith("a", ("b",)), "x y|z", "", []),
    (ActsOnlyWith("a", ("b",)), "y|x", "", [(2, None)]),
    (ActsOnlyWith("a", ("b", "c")), "x|z", "", [(1, None)]),
    (ActsOnlyWith("c", ("b",)), "x", "", []),
    (ActsOnlyWith("a", ("b",)), "y", "x", []),
    (Within("x", 7), "y|x", "", []),
    (Within("x", 6), "y|x", "", [(2, 1)]),
    (Within("x", 6), "y", "", []),
    (Within("x", 0), "y", "x", []),
    (NotBeforeDays("x", 9), "x", "", []),  # the phase waits
    (NotBeforeDays("x", 9), "y", "x", []),
]


@pytest.mark.parametrize(("form", "phases", "before", "expected"), TABLE)
def test_a_rule_holds_or_says_where_it_is_broken(form, phases, before, expected) -> None:
    """One row a form and a way to keep or break it."""
    failing = [f for f in checked(some_case(form), phases, before).failures if f.requirement is Requirement.ORDERED]
    assert [(f.phase, f.amount) for f in failing] == expected
    assert all(f.rule == "rule" and "rule" in f.text for f in failing)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (ByDate("x", day(7)), []),
        (ByDate("x", day(5)), [(2, 2)]),
        (NotBeforeDate("x", day(4)), []),
        (NotBeforeDate("x", day(9)), []),
    ],
)
def test_dates_are_counted_from_the_start(form, expected) -> None:
    """Step y takes days 0 to 4, x days 4 to 7."""
    report = checked(some_case(form, starts=START), "y|x")
    assert [(f.phase, f.amount) for f in report.failures if f.requirement is Requirement.ORDERED] == expected


def test_a_date_in_a_case_without_start_is_an_error() -> None:
    """Nothing to count from."""
    for form in (ByDate("x", START), NotBeforeDate("x", START)):
        with pytest.raises(CaseError, match="does not say when it starts"):
            checked(some_case(form), "x")


def test_phases_last_as_long_as_their_longest_step_with_its_verification_and_wait() -> None:
    """Step x waits for day 9: y 0 to 4, x 9 to 12, z at once; in dates where the case has a start."""
    form = NotBeforeDays("x", 9)
    spans = [(phase.starts, phase.ends) for phase in checked(some_case(form), "y|x|z").phases]
    assert spans == [(0, 4), (9, 12), (12, 12)]
    spans = [(phase.starts, phase.ends) for phase in checked(some_case(form, starts=START), "y|x|z").phases]
    assert spans == [(day(0), day(4)), (day(9), day(12)), (day(12), day(12))]


def test_a_bound_on_one_step_delays_its_phase_for_all() -> None:
    """With y in the same phase: 9 to 13, longest step 4; “within” then fails for y."""
    report = checked(some_case(NotBeforeDays("x", 9), Within("y", 12)), "x y")
    assert [(phase.starts, phase.ends) for phase in report.phases] == [(9, 13)]
    assert [f.amount for f in report.failures if f.requirement is Requirement.ORDERED] == [1]


def test_the_calendar_ends_with_the_year_9999() -> None:
    """An error, not a crash."""
    with pytest.raises(CaseError, match="beyond the year 9999"):
        checked(some_case(NotBeforeDays("x", 4_000_000), starts=START), "x")


def test_a_demand_is_named_with_its_party_and_the_rule_in_force() -> None:
    """As made, softened, and with several rules."""
    made = (Rule(After("x", Y), "x after y"), Rule(Include(Z), "include z"))
    softer = SofterForm((Rule(WithOrAfter("x", Y), "x with or after y"),), 1)

    def failing(form: int | None) -> list[tuple]:
        demand = Demand("first", "b", made, 3, softer=(softer,), form=form)
        report = checked(some_case(demands={"first": demand}), "x y")
        return [(f.demand, f.party, f.rule) for f in report.failures if f.requirement is Requirement.ORDERED]

    assert failing(None) == [("first", "b", "x after y"), ("first", "b", "include z")]
    assert failing(0) == []


SHAPES = [
    # phases, already done, what fails: requirement, phase, step
    ((("x",), ("y",)), (), []),
    ((("x",), ()), (), [(Requirement.FILLED, 2, None)]),
    ((("x",), ("y", "x")), (), [(Requirement.ONCE, 2, "x")]),
    ((("x", "x"),), (), [(Requirement.ONCE, 1, "x")]),
    ((("x",), ("y",)), ("y",), [(Requirement.ONCE, 2, "y")]),
    ((("x", "xx"),), (), [(Requirement.KNOWN, 1, "xx")]),
    ((("x",),), ("w",), [(Requirement.KNOWN, None, "w")]),
    ((("x",), ("y",), ("z",)), (), [(Requirement.BOUNDED, None, None)]),
    ((), (), [(Requirement.WORTHWHILE, None, None)]),
    ((), ("x",), []),
]


@pytest.mark.parametrize(("phases", "before", "expected"), SHAPES)
def test_the_shape_of_a_roadmap(phases, before, expected) -> None:
    """Disjoint non-empty phases of known steps, at most two of them here, and a package that is not empty."""
    report = check(some_case(max_phases=2), roadmap("").__class__(phases, before))
    assert [(f.requirement, f.phase, f.step) for f in report.failures] == expected
    assert report.holds == (not expected)


def test_an_unknown_step_is_told_the_nearest() -> None:
    """A misspelt name."""
    one = case(numbers("a"), step("release-wounded", "a"))
    (failure,) = [f for f in checked(one, "relaese-wounded").failures if f.requirement is Requirement.KNOWN]
    assert "“release-wounded”" in failure.text
