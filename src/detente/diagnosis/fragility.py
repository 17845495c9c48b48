"""Fragility: which single level or number, moved by one notch, breaks the best roadmap or changes the package.

First the same roadmap is checked again with the level or number moved, which is quick. Where it no longer holds, and
where another package may have become as good, the case is planned anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any

from detente.case import Case, Changes, Interval, Party, Scale, WrittenRoadmap
from detente.case.documenting import number
from detente.checker import check
from detente.diagnosis.inquiry import Inquiry, begin
from detente.diagnosis.moves import NOTCH, Figure, Row, rows
from detente.diagnosis.rivals import Rival, rival
from detente.errors import CaseError, InternalError, LimitReached
from detente.roadmap.ideals import Yardstick
from detente.roadmap.interrupts import interrupts_end
from detente.roadmap.planning import plan
from detente.roadmap.progress import Listener, Progress
from detente.roadmap.rays import rays
from detente.roadmap.result import Roadmap, Status
from detente.roadmap.solver import Clock, Solver
from detente.roadmap.standing import MOMENTS, Course, Standing

NEAR = 10
"""Whether a number changes the package is looked at within the tenth part of its size."""

Telling = Callable[[str, int], None]


class Effect(StrEnum):
    """What becomes of the roadmap."""

    NONE = "no roadmap"
    PACKAGE = "another package"
    ORDER = "another order"


@dataclass(frozen=True, slots=True)
class WeakPoint:
    """One thing on which the roadmap hangs.

    ``path`` is where it stands in the case file (``--set PATH=VALUE`` tries it), or the id of a demand; ``about`` the
    party and step it is about. ``now`` and ``moved`` are what stands there and what it is moved to; ``by`` is how far
    that is for a number (with one notch less nothing changes), `None` for a level, which goes to its neighbour in use,
    and for a demand, which is put back to its harder form. ``added`` and ``dropped`` are the steps by which the package
    then differs (``effect`` *another package*); the same package can be left with *another order*.
    """

    path: str
    about: tuple[str, ...]
    now: Figure | str
    moved: Figure | str
    by: Fraction | None
    effect: Effect
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def is_demand(self) -> bool:
        """Whether it is a demand that would be put back."""
        return isinstance(self.now, str)


@dataclass(frozen=True, slots=True)
class Margin:
    """The price of a walk-out: how little more breaking off would have to gain to tempt a party.

    ``figure`` is a number in the party's unit (with 0.0001 less it still stays), or the lowest level of a single
    matter that would be enough; `None` where no single matter would. ``phase`` is the first phase in which it is so
    little, counted from 1; the number after the last is once all is done.
    """

    party: str
    phase: int
    figure: Fraction | int | None


@dataclass(frozen=True, slots=True)
class Fragility:
    """All weak points of a roadmap, the worst first, and the least margin of every principal.

    ``looked_at`` counts the levels, numbers and demands that were moved; ``complete`` says whether these were all, each
    with a proved answer; ``thorough`` says that packages which are merely as good were followed up.
    """

    points: tuple[WeakPoint, ...]
    margins: tuple[Margin, ...]
    looked_at: int
    complete: bool
    thorough: bool = True

    def to_dict(self, *, public: bool = False) -> dict[str, Any]:
        """Return plain data for JSON; nothing of it is public."""
        if public:
            return {"points": [], "margins": [], "looked_at": None, "complete": None, "thorough": None}
        return {
            "points": [_point(one) for one in self.points],
            "margins": [
                {"party": one.party, "phase": one.phase, "figure": written(one.figure)} for one in self.margins
            ],
            "looked_at": self.looked_at,
            "complete": self.complete,
            "thorough": self.thorough,
        }


def _point(one: WeakPoint) -> dict[str, Any]:
    return {
        "path": one.path,
        "about": list(one.about),
        "now": written(one.now),
        "moved": written(one.moved),
        "by": None if one.by is None else float(one.by),
        "effect": str(one.effect),
        "added": list(one.added),
        "dropped": list(one.dropped),
    }


def written(figure: Figure | str | None) -> Any:
    """Give a figure as a case file has it, in the types of JSON."""
    match figure:
        case Interval(lo, hi):
            return [written(lo), written(hi)]
        case Fraction():
            plain = number(figure)
            return plain if isinstance(plain, int) else float(plain)
        case tuple():
            return figure[0] if len(figure) == 1 else list(figure)
        case _:
            return figure


def fragility_of(
    case: Case, roadmap: Roadmap, *, time_limit: float | None = 60.0, progress: Listener | None = None
) -> Fragility | None:
    """Find what a planned roadmap hangs on.

    Parameters
    ----------
    case
        The case as its author wrote it.
    roadmap
        The result of `detente.plan` for it.
    time_limit
        Seconds; ``None`` for no limit. When they end, ``complete`` of the result is false.
    progress
        Called with a `Progress` whenever a weak point is found.

    Returns
    -------
    Fragility or None
        `None` where there is no roadmap.
    """
    clock = Clock(time_limit)

    def tell(what: str, found: int) -> None:
        if progress is not None:
            progress(Progress(None, what, Fraction(found), None, False, clock.spent()))

    with interrupts_end(clock):
        inquiry = begin(case, roadmap.changes, roadmap.done, clock, roadmap.seed, clock, roadmap=roadmap)
        return fragility(inquiry, clock, tell, thorough=True)


def fragility(
    inquiry: Inquiry, clock: Clock, tell: Telling | None = None, *, thorough: bool = False
) -> Fragility | None:
    """Find what the best roadmap of a case hangs on; `None` where there is no roadmap.

    Parameters
    ----------
    inquiry
        The case, its changes, what has been done, and its best roadmap.
    clock
        When to stop; ``complete`` is false then. What breaks the roadmap is looked for first.
    tell
        Is told of progress.
    thorough
        Whether to plan anew also where another package has become just as good, since then the further objectives
        decide between the two. It takes several times as long.
    """
    if inquiry.roadmap.after is None:
        return None
    return _Fragility(inquiry, clock, tell or _silent, thorough).all()


class _Fragility:
    def __init__(self, inquiry: Inquiry, clock: Clock, tell: Telling, thorough: bool) -> None:
        self._inquiry, self._clock, self._tell, self._thorough = inquiry, clock, tell, thorough
        self._phases = tuple(phase.steps for phase in inquiry.roadmap.phases)
        self._course = Course(inquiry.changed, self._phases, inquiry.done)
        self._package = inquiry.roadmap.package
        self._points: list[WeakPoint] = []
        self._looked_at = 0
        self._complete = inquiry.roadmap.status is Status.OPTIMAL
        self._yardsticks: Mapping[str, Yardstick] | None = None
        try:
            self._yardsticks = inquiry.yardsticks()
        except LimitReached:
            self._complete = False

    def all(self) -> Fragility:
        kept: list[Row] = []
        for row in rows(self._inquiry.changed):
            if self._clock.is_over():
                self._complete = False
                break
            if not self._breaks(row):
                kept.append(row)
        self._demands()
        for row in kept:
            if self._clock.is_over():
                self._complete = False
                break
            self._changes(row)
        points = tuple(sorted(self._points, key=_severity))
        found = margins(self._course, self._inquiry.solver)
        return Fragility(points, found, self._looked_at, self._complete, self._thorough)

    def _breaks(self, row: Row) -> bool:
        """Look for the least move that way with which the same roadmap no longer holds."""
        if not row.may_break:
            return False
        self._looked_at += 1
        if self._still_holds(row.at(row.most)):
            return False
        holds, fails = 0, row.most
        while fails - holds > 1:
            middle = (holds + fails) // 2
            if self._still_holds(row.at(middle)):
                holds = middle
            else:
                fails = middle
        self._note(row, fails)
        return True

    def _changes(self, row: Row) -> None:
        """Look whether the package changes although the roadmap goes on holding."""
        self._looked_at += not row.may_break
        most = row.most if row.notch is None or row.most <= NEAR else row.most // NEAR
        if not self._is_other(row, most):
            return
        same, other = 0, most
        while other - same > 1:
            middle = (same + other) // 2
            if self._is_other(row, middle):
                other = middle
            else:
                same = middle
        self._note(row, other)

    def _demands(self) -> None:
        """Put back each demand that was softened or given up on the way to this roadmap."""
        inquiry = self._inquiry
        for place, softening in enumerate(inquiry.changes.softened):
            rest = tuple(one for number, one in enumerate(inquiry.changes.softened) if number != place)
            self._put_back(softening.demand, replace(inquiry.changes, softened=rest))
        for name in inquiry.changes.given_up:
            others = tuple(one for one in inquiry.changes.given_up if one != name)
            self._put_back(name, replace(inquiry.changes, given_up=others))
        softened = {one.demand for one in inquiry.changes.softened}
        for demand in inquiry.changed.demands.values():
            if demand.form is not None and demand.id not in softened:
                demands = {**inquiry.changed.demands, demand.id: replace(demand, form=None)}
                self._harder(demand.id, replace(inquiry.changed, demands=demands))

    def _put_back(self, name: str, changes: Changes) -> None:
        from detente.case import apply

        self._harder(name, apply(self._inquiry.case, changes))

    def _harder(self, name: str, case: Case) -> None:
        self._looked_at += 1
        if self._clock.is_over():
            self._complete = False
        elif not self._still_holds(case):
            demand = self._inquiry.case.demands[name]
            now = self._inquiry.changed.demands.get(name)
            softer = "; ".join(rule.text for rule in now.in_force) if now else ""
            harder = "; ".join(rule.text for rule in case.demands[name].in_force)
            self._add(WeakPoint(name, (demand.by,), softer, harder, None, Effect.NONE), self._planned(case))

    def _still_holds(self, case: Case) -> bool:
        try:
            return check(case, WrittenRoadmap(self._phases, self._inquiry.done), ideals={}, nodes=0).holds
        except CaseError:
            return False

    def _is_other(self, row: Row, notches: int) -> bool:
        """Whether another package is best now."""
        case, inquiry = row.at(notches), self._inquiry
        known = None if row.moves_shares else self._yardsticks
        try:
            found = rival(
                case, self._course, inquiry.done, inquiry.solver, self._clock, known=known, tied=self._thorough
            )
        except (LimitReached, CaseError):  # no time, or too large to be exact: nothing can be said
            found = Rival.UNKNOWN
        if found is Rival.TIED and self._thorough:
            return set(self._planned(case).package) != set(self._package)
        self._complete = self._complete and found is not Rival.UNKNOWN
        return found is Rival.BETTER

    def _planned(self, case: Case) -> Roadmap:
        inquiry = self._inquiry
        roadmap = plan(
            case, done=inquiry.done, time_limit=None, seed=inquiry.seed, clock=self._clock, package_only=True
        )
        if roadmap.status in (Status.UNKNOWN, Status.FEASIBLE):
            self._complete = False
        if roadmap.after is not None and not check(case, roadmap.written, ideals=roadmap.ideals, nodes=0).holds:
            raise InternalError("planner and checker disagree about the roadmap of a case with one figure moved")
        return roadmap

    def _note(self, row: Row, notches: int) -> None:
        by = None if row.notch is None else row.notch * notches
        point = WeakPoint(row.path, row.about, row.figure(0), row.figure(notches), by, Effect.NONE)
        try:
            self._add(point, self._planned(row.at(notches)))
        except CaseError:  # with this figure the sums would be too large to be exact
            self._complete = False

    def _add(self, point: WeakPoint, then: Roadmap) -> None:
        """Add a weak point with what the roadmap would be then."""
        if then.status is Status.UNKNOWN:
            return
        before, after = set(self._package), set(then.package)
        if then.after is not None:
            order = [*self._inquiry.changed.steps]
            point = replace(
                point,
                effect=Effect.ORDER if before == after else Effect.PACKAGE,
                added=tuple(step for step in order if step in after - before),
                dropped=tuple(step for step in order if step in before - after),
            )
        self._points.append(point)
        self._tell("fragile", len(self._points))


def margins(course: Course, solver: Solver) -> tuple[Margin, ...]:
    """Find the price of a walk-out for every principal of a roadmap that holds."""
    return tuple(_margin(course, party, solver) for party in course.case.principals)


def _margin(course: Course, party: Party, solver: Solver) -> Margin:
    """Find the phase in which least would tempt a party to break off, and how little that is."""
    standing = Standing(course, party, solver)
    least = Margin(party.id, 1, None)
    for k in range(1, len(course.phases) + 2):
        slack = [
            (ray.level, min(standing.staying(ray, k, moment) for moment in MOMENTS) + ray.tolerance)
            for ray in rays(course.case, party)
        ]
        if party.scale is Scale.ORDINAL:
            figure: Fraction | int | None = min((level for level, left in slack if level and left < 1), default=None)
        else:
            figure = (slack[0][1] // NOTCH + 1) * NOTCH
        if figure is not None and (least.figure is None or figure < least.figure):
            least = Margin(party.id, k, figure)
    return least


def _severity(point: WeakPoint) -> tuple[int, Fraction]:
    """Give the order in which weak points are told: the worst effect first, then the least move."""
    size = point.now if isinstance(point.now, Fraction) and point.now else Fraction(1)
    return list(Effect).index(point.effect), Fraction(0) if point.by is None else abs(point.by / size)


def _silent(_what: str, _found: int) -> None:
    return None
