"""What a report is made from: a roadmap together with its case, safe to show, and public where that is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from detente.case.model import Case, Party, Scale, Step
from detente.report.public import public_case, public_roadmap
from detente.report.sentences import party_name, title
from detente.report.shown import shown
from detente.roadmap.result import Roadmap

if TYPE_CHECKING:
    from detente.checker import CheckReport


@dataclass(frozen=True, eq=False)
class Told:
    """A roadmap and its case, ready to be told. One is itself and no other, so that what is worked out can be kept.

    ``case`` is the case as planned, with the roadmap's changes applied; ``written`` is the case as the user wrote it.
    ``check`` has the checker's findings (`None`: not checked, or a public copy). ``on`` is the date that the report
    bears, if any: it is never taken from a clock.
    """

    case: Case
    written: Case
    roadmap: Roadmap
    check: CheckReport | None = None
    public: bool = False
    on: date | None = None

    def step(self, name: str) -> str:
        """Return a step's title."""
        return title(self.case if name in self.case.steps else self.written, name)

    def party(self, name: str) -> str:
        """Return a party's name."""
        return party_name(self.case, name)

    def known(self, name: str) -> Step:
        """Return a step of the roadmap."""
        return self.case.steps[name]

    @property
    def holds(self) -> bool:
        """Whether there is a roadmap to tell."""
        return self.roadmap.exists

    @property
    def principals(self) -> tuple[Party, ...]:
        """The parties with preferences (none in a public copy)."""
        return self.case.principals

    @property
    def acting(self) -> tuple[Party, ...]:
        """The parties that do or verify something in the roadmap, in the file's order."""
        named: set[str] = set()
        for phase in self.roadmap.phases:
            for name in phase.steps:
                named.update(self.known(name).by, self.known(name).verified.by)
        return tuple(party for party in self.case.parties.values() if party.id in named)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The steps of the case that are not in the package, in the file's order."""
        package = {*self.roadmap.package, *self.roadmap.done}
        return tuple(name for name in self.case.steps if name not in package)

    def in_order(self, steps: tuple[str, ...]) -> tuple[str, ...]:
        """Return steps in the file's order, whatever order they were found in."""
        wanted = set(steps)
        return tuple(name for name in self.case.steps if name in wanted)

    def is_for_ordering_only(self, party: str) -> bool:
        """Whether a party's shares rest on weights that were made up from ranks (model.md §6)."""
        known = self.case.parties.get(party)
        return known is not None and known.scale is Scale.ORDINAL


def tell(
    case: Case, roadmap: Roadmap, check: CheckReport | None = None, *, public: bool = False, on: date | None = None
) -> Told:
    """Put together what a report is made from.

    Parameters
    ----------
    case
        The case as the user wrote it.
    roadmap
        What planning it gave, with the changes under which it holds.
    check
        The checker's report on the roadmap, for amounts and concrete deviations; made here where it is not given.
    public
        Leave out everything private before anything is told (see `detente.report.public`).
    on
        The date that the report bears.
    """
    from detente.case import apply

    planned = apply(case, roadmap.changes) if roadmap.changes else case
    if public:
        bridges = roadmap.changes.bridges
        return Told(
            shown(public_case(planned, bridges)), shown(public_case(case, bridges)), shown(public_roadmap(roadmap)),
            public=True, on=on,
        )  # fmt: skip
    if check is None and roadmap.exists:
        from detente.checker import check as judge

        check = judge(case, roadmap.written, nodes=0)
    return Told(shown(planned), shown(case), shown(roadmap), check, on=on)
