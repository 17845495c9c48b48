"""What the diagnosis of a case gives: frozen, exact, and complete enough to be told again (model.md §7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol

from detente.case.written import Changes, Softening
from detente.roadmap.result import Roadmap, Status

if TYPE_CHECKING:
    from detente.case import Case

LISTS = ("conflicts", "concessions", "bridges", "price_list")
"""The lists of which `Diagnosis.complete` speaks, in the order of the contract."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A minimal set of conditions that cannot hold together: take any one away and the rest can.

    ``conditions`` are their names (`detente.diagnosis.conditions`). Empty: the rules alone leave nothing.
    """

    conditions: tuple[str, ...]


class LinkKind(StrEnum):
    """What kind of thing a link of a story is."""

    BEFORE = "before"
    """The steps wait until what they wait for has been done, in an earlier phase."""
    WITH = "with"
    """The steps wait for what must be done in the same phase or earlier."""
    RULE = "rule"
    """What else is asked: of the package, of the day or the number of a phase, of who acts with whom."""
    OWN = "own"
    """A party's own condition: that it accepts, stays, is safe, or does not cheat."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a story: what is asked, by whom, and which steps wait for which.

    ``demand`` is whose rules these are, empty for rules of the case (facts) and for a condition of a party, whose name
    then stands in ``rules``. ``waits_for`` are alternatives, any of which would do, each a set of steps.
    """

    kind: LinkKind
    rules: tuple[str, ...]
    demand: str = ""
    steps: tuple[str, ...] = ()
    waits_for: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A minimal conflict told by the rules it comes from, none of which could be left out.

    ``conditions`` are the conflict's. Where ``is_a_circle``, every step of the links waits for another of them, and
    the links stand in the order in which they wait, back to the start.
    """

    conditions: tuple[str, ...]
    links: tuple[Link, ...]
    is_a_circle: bool


@dataclass(frozen=True, slots=True)
class Softened:
    """A demand retreating to one of its softer forms (from 0): the rules, as text, that take its place."""

    demand: str
    form: int
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Payment:
    """What somebody gives: demands given up and softened, in the file's order, with their points of firmness.

    ``by_party`` has every party that makes a demand, also where it pays nothing; its points sum to ``firmness``.
    """

    give_up: tuple[str, ...] = ()
    soften: tuple[Softened, ...] = ()
    firmness: int = 0
    by_party: Mapping[str, int] = field(default_factory=dict)

    @property
    def payers(self) -> tuple[str, ...]:
        """The parties that pay something."""
        return tuple(party for party, points in self.by_party.items() if points)

    @property
    def demands(self) -> tuple[str, ...]:
        """The demands that are moved."""
        return (*self.give_up, *(one.demand for one in self.soften))

    def on_top_of(self, changes: Changes) -> Changes:
        """Give the changes that the user made, with what is paid on top of them."""
        kept = tuple(one for one in changes.softened if one.demand not in self.demands)
        return Changes(
            settings=changes.settings,
            bridges=changes.bridges,
            given_up=(*changes.given_up, *self.give_up),
            softened=(*kept, *(Softening(one.demand, one.form) for one in self.soften)),
            included=changes.included,
        )


@dataclass(frozen=True, slots=True)
class Concession:
    """A minimal set of demands to soften or give up, with a roadmap that it unlocks (confirmed by the checker).

    ``doubled`` is what it costs if a firmness of 5 counts double: points are a judgement, and an order that hangs on
    that judgement should say so.
    """

    payment: Payment
    doubled: int
    roadmap: Roadmap


@dataclass(frozen=True, slots=True)
class Price:
    """One point of the price list: the points given up, the smallest share then reached, and the roadmap that does.

    ``smallest_share`` is `None` in a case without shares (no principals).
    """

    payment: Payment
    smallest_share: Fraction | None
    roadmap: Roadmap


@dataclass(frozen=True, slots=True)
class DemandCost:
    """What one demand costs everybody: the smallest share reached if it alone is given up.

    ``smallest_share`` is `None` where there is no roadmap without it either; ``gain`` is by how much it is more than
    with all demands in force, `None` also where there is no roadmap with all of them, so that nothing is to compare.
    """

    demand: str
    smallest_share: Fraction | None
    gain: Fraction | None


@dataclass(frozen=True, slots=True)
class GoalReached:
    """How near one can come to a goal: the largest part of it that some roadmap reaches.

    ``parts`` are the conditions that the goal joins by *and*, as text; ``reached`` those that the roadmap meets.
    ``proved`` says that no roadmap meets more of them.
    """

    goal: str
    parts: tuple[str, ...]
    reached: tuple[str, ...]
    roadmap: Roadmap | None
    proved: bool

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts that are not reached."""
        return tuple(part for part in self.parts if part not in self.reached)


class Told(Protocol):
    """A part of the diagnosis that can put itself in the shape of the contract."""

    def to_dict(self, *, public: bool = False) -> dict[str, Any]:
        """Return plain data for JSON; with ``public``, without what is private or would give it away."""
        ...


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why a case has no roadmap, or what the one that it has hangs on.

    ``status`` and ``roadmap`` are those of planning: with ``none`` or ``unknown`` the roadmap has no phases, and
    conflicts, concessions and bridges say why and what would help. ``stories`` tell the conflicts, in their order.
    ``price_list``, ``demand_costs`` (dearest first), ``least_trust`` and ``fragility`` are there in either case.
    ``complete`` says of each list of `LISTS` whether it is proved to be all there is. ``rests_on_values`` is false in a
    case where nobody has preferences, so that nothing is private. ``changes``, ``done``, ``case_digest``, ``seed`` and
    ``time_limit`` say what it was computed from.
    """

    case_title: str
    case_digest: str
    status: Status
    roadmap: Roadmap
    rests_on_values: bool = True
    conflicts: tuple[Conflict, ...] = ()
    stories: tuple[Story, ...] = ()
    concessions: tuple[Concession, ...] = ()
    bridges: tuple[Told, ...] = ()
    price_list: tuple[Price, ...] = ()
    demand_costs: tuple[DemandCost, ...] = ()
    least_trust: Told | None = None
    fragility: Told | None = None
    goals: tuple[GoalReached, ...] = ()
    complete: Mapping[str, bool] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)
    done: tuple[str, ...] = ()
    seconds: float = 0.0
    seed: int = 0
    time_limit: float | None = None

    @property
    def hangs_on_the_firmest(self) -> bool:
        """Whether the concessions would stand in another order if a firmness of 5 counted double (model.md §5)."""
        doubled = [concession.doubled for concession in self.concessions]
        return doubled != sorted(doubled)

    def to_dict(self, *, public: bool = False) -> dict[str, Any]:
        """Return the diagnosis as plain data, in the JSON shape of ``detente why --json``."""
        from detente.diagnosis.form import to_dict

        return to_dict(self, public=public)

    def summary(self, case: Case, *, public: bool = False) -> str:
        """Return the diagnosis as text of at most 80 columns, told in the words of the case as the user wrote it."""
        from detente.report import as_reasons

        return as_reasons(case, self, public=public)
