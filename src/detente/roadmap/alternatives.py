"""Further roadmaps of a really different shape, each as good as it can be, with what it trades.

Two roadmaps have a really different shape where their packages differ in at least a fifth of the steps of the first
one's (and in one at least), or where another party goes first: where, for some pair of principals, the order in which
they first carry out a step that may cost them something is another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from detente.case import Case
from detente.roadmap.lattice import Lattice
from detente.roadmap.linear import Sum
from detente.roadmap.logic import Literal, negate
from detente.roadmap.pretences import may_cost
from detente.roadmap.progress import Listener
from detente.roadmap.result import Alternative, Roadmap
from detente.roadmap.search import Lexicographic
from detente.roadmap.setting import Setting, set_up
from detente.roadmap.shares import UNITS
from detente.roadmap.solver import Clock
from detente.roadmap.standing import Course
from detente.roadmap.telling import tell

A_FIFTH = 5


def alternatives_to(
    setting: Setting, first: Course, blank: Roadmap, number: int, clock: Clock, listener: Listener
) -> tuple[Alternative, ...]:
    """Find up to ``number`` roadmaps, each really different from the first and from one another.

    Parameters
    ----------
    setting, first
        The case, and its best roadmap.
    blank
        What all of them are computed from.
    number
        How many to look for; fewer are given where no more hold, or time runs out.
    clock, listener
        Until when, and who is told.

    Returns
    -------
    tuple of Alternative
        In the order found: the best of what is left first.
    """
    known = [first]
    found: list[Alternative] = []
    while len(found) < number and not clock.is_over():
        search = set_up(setting)
        for course in known:
            _differ(search.lattice, course)
        answer = Lexicographic(search, setting.solver, clock, listener).run()
        if answer.course is None:
            break
        known.append(answer.course)
        roadmap = replace(tell(blank, setting, answer), seconds=clock.spent())
        found.append(Alternative(roadmap, _trades(setting, first, answer.course)))
    return tuple(found)


def really_differ(one: Course, other: Course) -> bool:
    """Whether two roadmaps of the same case have a really different shape, seen from the first."""
    return len(one.package ^ other.package) >= _enough(one) or goes_first(one) != goes_first(other)


def goes_first(course: Course) -> tuple[int, ...]:
    """Give for each pair of principals who bears a cost first: −1 the former, 1 the latter, 0 neither of them."""
    never = len(course.phases) + 1
    begins = {
        party.id: next(
            (
                k
                for k, phase in enumerate(course.phases, start=1)
                if any(party.id in course.case.steps[s].by and may_cost(course.case.steps[s], party) for s in phase)
            ),
            never,
        )
        for party in course.case.principals
    }
    pairs = combinations(course.case.principals, 2)
    return tuple((begins[a.id] > begins[b.id]) - (begins[a.id] < begins[b.id]) for a, b in pairs)


def _enough(course: Course) -> int:
    return max(1, -(-len(course.package) // A_FIFTH))


def _differ(lattice: Lattice, course: Course) -> None:
    """Ask that the roadmap differs really from one that is known."""
    other_package = lattice.model.new_bool_var("another package")
    moved = Sum()
    for step in lattice.open:
        inside = lattice.in_package(step)
        moved.add(1, negate(inside) if step in course.package else inside)
    lattice.model.add(moved.expression() >= _enough(course)).only_enforce_if(other_package)
    lattice.clause([other_package, *_other_orders(lattice, course)])


def _other_orders(lattice: Lattice, course: Course) -> list[Literal]:
    """Give literals, each of which means that some pair of principals begins in another order."""
    begun = {party.id: _begun(lattice, party.id) for party in lattice.case.principals}
    pairs = combinations(lattice.case.principals, 2)
    others: list[Literal] = []
    for (a, b), order in zip(pairs, goes_first(course), strict=True):
        ahead = [lattice.both(x, negate(y)) for x, y in zip(begun[a.id], begun[b.id], strict=True)]
        behind = [lattice.both(negate(x), y) for x, y in zip(begun[a.id], begun[b.id], strict=True)]
        former, latter = _any(lattice, ahead), _any(lattice, behind)
        if order == 0:
            others += [former, latter]
        elif order < 0:
            others.append(negate(former))
        else:
            others.append(negate(latter))
    return others


def _begun(lattice: Lattice, party: str) -> list[Literal]:
    """``result[k − 1]``: by the end of phase ``k`` the party has done a step that may cost it something."""
    who = lattice.case.parties[party]
    steps = [s for s in lattice.open if party in lattice.case.steps[s].by and may_cost(lattice.case.steps[s], who)]
    return [_any(lattice, [lattice.by(s, k) for s in steps]) for k in range(1, lattice.horizon + 1)]


def _any(lattice: Lattice, literals: Sequence[Literal]) -> Literal:
    return negate(lattice.all_of([negate(one) for one in literals]))


def _trades(setting: Setting, first: Course, other: Course) -> tuple[str, ...]:
    """Tell in words what an alternative trades for what."""
    case, told = setting.case, []
    gained, lost = other.package - first.package, first.package - other.package
    if gained:
        told.append(f"It also has {_named(case, gained)}.")
    if lost:
        told.append(f"It does without {_named(case, lost)}.")
    told += _order(first, other)
    told += _shares(setting, first, other)
    if len(first.phases) != len(other.phases):
        told.append(f"It takes {len(other.phases)} phases instead of {len(first.phases)}.")
    return tuple(told)


def _order(first: Course, other: Course) -> list[str]:
    told = []
    pairs = combinations(first.case.principals, 2)
    words = {-1: "{a} bears a cost before {b}", 0: "{a} and {b} begin together", 1: "{b} bears a cost before {a}"}
    for (a, b), old, new in zip(pairs, goes_first(first), goes_first(other), strict=True):
        if old != new:
            now, then = words[new].format(a=a.name, b=b.name), words[old].format(a=a.name, b=b.name)
            told.append(f"{now}; in the first roadmap {then}.")
    return told


def _shares(setting: Setting, first: Course, other: Course) -> list[str]:
    told = []
    for party in setting.yardsticks:
        old, new = setting.measures.share(party, first.package), setting.measures.share(party, other.package)
        if old != new:
            name = setting.case.parties[party].name
            told.append(
                f"{name}'s share (for ordering only) {'rises' if new > old else 'falls'} "
                f"from {_shown(old)} to {_shown(new)}."
            )
    return told


def _shown(share: int) -> str:
    return str(Decimal(share) / UNITS)


def _named(case: Case, steps: frozenset[str]) -> str:
    titles = [f"“{step.title}”" for step in case.steps.values() if step.id in steps]
    return titles[0] if len(titles) == 1 else ", ".join(titles[:-1]) + " and " + titles[-1]
