"""The six objectives of model.md §6 as goals for the search, one after the other.

A goal puts its variables and constraints into the model only when its turn has come, so that the early goals are
searched in a small model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from ortools.sat.python import cp_model

from detente.case import Fairness, Objective
from detente.roadmap.bonuses import BonusParty
from detente.roadmap.burdens import burden_rows, difficulties
from detente.roadmap.calendar import Calendar, is_timed
from detente.roadmap.ideals import Yardstick
from detente.roadmap.lattice import Lattice
from detente.roadmap.linear import Sum, refuse_overflow
from detente.roadmap.measures import Measures, last_day, placed
from detente.roadmap.shares import UNITS, at_most_share, share_bounds
from detente.roadmap.standing import Course


@dataclass(frozen=True, slots=True)
class Goal:
    """Something to be made as large or as small as possible, counted in steps of ``1 / unit``.

    ``total`` says it to the solver, ``measure`` finds it out from a finished roadmap. ``limit`` is what no roadmap
    can pass, ``worst`` what none can fall behind. ``name`` is `None` for the choice among equals.
    ``factors`` are the shares whose product is the goal, where it is one.
    """

    name: Objective | None
    part: str
    maximise: bool
    total: Sum
    measure: Callable[[Course], int]
    limit: int
    worst: int
    unit: int = UNITS
    factors: tuple[cp_model.IntVar, ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """All that the goals speak of."""

    lattice: Lattice
    calendar: Calendar
    yardsticks: Mapping[str, Yardstick]
    measures: Measures
    bonus_parties: Mapping[str, BonusParty]


def goals(search: Search) -> Iterator[Goal]:
    """Yield the goals in the case's order, then the choice among equals; each is set up when it is asked for."""
    for objective in search.lattice.case.objectives:
        yield from _MAKERS[objective](search)
    yield _among_equals(search)


def _among_equals(search: Search) -> Goal:
    """Make the goal that decides among equals: ``Σ (place of s in the file) · phase(s)``."""
    lattice, total = search.lattice, Sum()
    count = len(lattice.case.steps)
    for place, step in enumerate(lattice.case.steps, start=1):
        add_phase(total, lattice, step, place)
    return Goal(None, "places", False, total, places, 0, count * (count + 1) // 2 * lattice.horizon, 1)


def places(course: Course) -> int:
    """Measure the tie-break of a finished roadmap."""
    place = {step: number for number, step in enumerate(course.case.steps, start=1)}
    return sum(place[step] * k for step, k in placed(course))


def add_phase(total: Sum, lattice: Lattice, step: str, factor: int) -> None:
    """Add ``factor · phase(s)``, 0 where the step is not in the package or was done before."""
    if step in lattice.done:
        return
    total.add(factor * (lattice.horizon + 1), lattice.in_package(step))
    for k in range(1, lattice.horizon + 1):
        total.add(-factor, lattice.by(step, k))


def package_goals(search: Search) -> Iterator[Goal]:
    """Yield the goals of the first objective, by the case's fairness."""
    fairness = search.lattice.case.fairness
    if fairness is Fairness.EVERYTHING or not search.yardsticks:
        total = Sum()
        for step in search.lattice.case.steps:
            total.add(1, search.lattice.in_package(step))
        count = len(search.lattice.case.steps)
        yield Goal(Objective.PACKAGE, "steps", True, total, lambda course: len(course.package), count, 0, 1)
        return
    measures, number = search.measures, len(search.yardsticks)
    bounds = [share_bounds(search.lattice.case, yardstick) for yardstick in search.yardsticks.values()]
    if fairness is Fairness.EGALITARIAN:
        yield Goal(
            Objective.PACKAGE,
            "smallest share",
            True,
            _smallest_share(search),
            lambda course: min(measures.shares(course.package)),
            UNITS,
            min(low for low, _ in bounds),
        )
    if fairness is Fairness.NASH:
        yield _product_goal(search)
        return
    total = Sum()
    for share in _package_shares(search):
        total.add(1, share)
    yield Goal(
        Objective.PACKAGE,
        "sum of shares",
        True,
        total,
        lambda course: sum(measures.shares(course.package)),
        number * UNITS,
        sum(low for low, _ in bounds),
    )


def _smallest_share(search: Search) -> Sum:
    lattice = search.lattice
    bounds = [share_bounds(lattice.case, yardstick) for yardstick in search.yardsticks.values()]
    smallest = lattice.model.new_int_var(
        min(low for low, _ in bounds), min(high for _, high in bounds), "smallest share"
    )
    for yardstick in search.yardsticks.values():
        at_most_share(lattice, yardstick, smallest)
    total = Sum()
    total.add(1, smallest)
    return total


def _package_shares(search: Search) -> list[cp_model.IntVar]:
    lattice = search.lattice
    shares = []
    for party, yardstick in search.yardsticks.items():
        low, high = share_bounds(lattice.case, yardstick)
        share = lattice.model.new_int_var(max(low, 0), high, f"share of {party}")
        at_most_share(lattice, yardstick, share)
        shares.append(share)
    return shares


def _product_goal(search: Search) -> Goal:
    """Make the goal of Nash fairness; it is searched by tangents (`detente.roadmap.nash`), not by a sum of its own."""
    number = len(search.yardsticks)
    refuse_overflow([number * UNITS**number])
    unit = UNITS**number
    shares = tuple(_package_shares(search))
    return Goal(
        Objective.PACKAGE, "product of shares", True, Sum(), search.measures.product, unit, 0, unit, factors=shares
    )


def _exposure(search: Search) -> Iterator[Goal]:
    lattice = search.lattice
    sums = []
    for party, yardstick in search.yardsticks.items():
        for k in range(1, lattice.horizon + 2):
            total = Sum()
            if party in search.bonus_parties:
                search.bonus_parties[party].add_left_alone(total, yardstick.whole, k)
            else:
                yardstick.whole.alone.add_to(total, lattice, k)
            loss = Sum(yardstick.walk_away - total.constant)
            for coefficient, term in zip(total.coefficients, total.terms, strict=True):
                loss.add(-coefficient, term)
            sums.append((loss, yardstick.span))
    total, worst = _largest(lattice, sums, "exposure")
    yield Goal(Objective.EXPOSURE, "largest exposure", False, total, search.measures.exposure, 0, worst)


def _leap(search: Search) -> Iterator[Goal]:
    lattice = search.lattice
    sums = []
    for yardstick in search.yardsticks.values():
        rows = burden_rows(lattice.case, yardstick)
        for k in range(1, lattice.horizon + 1):
            total = Sum()
            for step, burden in rows.items():
                if step not in lattice.done:
                    total.add(burden, lattice.by(step, k))
                    total.add(-burden, lattice.by(step, k - 1))
            sums.append((total, yardstick.span))
    total, worst = _largest(lattice, sums, "leap")
    yield Goal(Objective.LEAP, "largest burden", False, total, search.measures.leap, 0, worst)


def _largest(lattice: Lattice, sums: list[tuple[Sum, int]], name: str) -> tuple[Sum, int]:
    """Give a variable that is at least 0 and at least every ``⌊UNITS · sum / span⌋``, and its largest value."""
    highest = [
        (max(0, total.constant) + sum(max(0, c) for c in total.coefficients)) * UNITS // span for total, span in sums
    ]
    worst = max([0, *highest])
    largest = lattice.model.new_int_var(0, worst, name)
    for total, span in sums:
        if not total.terms and total.constant <= 0:
            continue
        scaled = Sum(-UNITS * total.constant + span - 1)
        for coefficient, term in zip(total.coefficients, total.terms, strict=True):
            scaled.add(-UNITS * coefficient, term)
        scaled.add(span, largest)
        lattice.model.add(scaled.expression() >= 0)
    result = Sum()
    result.add(1, largest)
    return result, worst


def _time(search: Search) -> Iterator[Goal]:
    lattice = search.lattice
    if is_timed(lattice.case):
        longest = search.calendar.latest()
        yield Goal(Objective.TIME, "days", False, search.calendar.end(lattice.horizon), last_day, 0, longest, 1)
    total = Sum()
    for used in lattice.used:
        total.add(1, used)
    yield Goal(Objective.TIME, "phases", False, total, lambda course: len(course.phases), 0, lattice.horizon, 1)


def _easier(search: Search) -> Iterator[Goal]:
    lattice = search.lattice
    difficulty = difficulties(lattice.case, search.yardsticks)
    largest = max(difficulty.values(), default=0) or UNITS
    total = Sum()
    for step in lattice.case.steps:
        add_phase(total, lattice, step, 2 * largest - difficulty[step])
    worst = sum(2 * largest - one for one in difficulty.values()) * lattice.horizon
    yield Goal(Objective.EASIER, "lateness", False, total, search.measures.easier, 0, worst)


def _balance(search: Search) -> Iterator[Goal]:
    lattice = search.lattice
    columns = []
    for party, yardstick in search.yardsticks.items():
        low, high = share_bounds(lattice.case, yardstick)
        column = []
        for k in range(1, lattice.horizon + 1):
            share = lattice.model.new_int_var(low, high, f"share of {party} at {k}")
            at_most_share(lattice, yardstick, share, k, exact=True)
            column.append(share)
        columns.append(column)
    bounds = [share_bounds(lattice.case, yardstick) for yardstick in search.yardsticks.values()]
    widest = max((high for _, high in bounds), default=0) - min((low for low, _ in bounds), default=0)
    gap = lattice.model.new_int_var(0, widest, "gap")
    for one, other in combinations(columns, 2):
        for used, mine, yours in zip(lattice.used, one, other, strict=True):
            for further, nearer in ((mine, yours), (yours, mine)):
                constraint = lattice.model.add(gap >= further - nearer)
                if lattice.done:
                    constraint.only_enforce_if(used)
    total = Sum()
    total.add(1, gap)
    yield Goal(Objective.BALANCE, "largest gap", False, total, search.measures.balance, 0, widest)


_MAKERS: Mapping[Objective, Callable[[Search], Iterator[Goal]]] = {
    Objective.PACKAGE: package_goals,
    Objective.EXPOSURE: _exposure,
    Objective.LEAP: _leap,
    Objective.TIME: _time,
    Objective.EASIER: _easier,
    Objective.BALANCE: _balance,
}
