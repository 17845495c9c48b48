"""Concessions and the price list in words: what is given, who pays, and what it unlocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from detente.case import Case
from detente.diagnosis.result import Concession, Payment, Price
from detente.report.phases import outline
from detente.report.sentences import rule_sentences
from detente.report.told import Told, tell
from detente.report.words import count, days_between, length, listing, percent
from detente.roadmap.result import Roadmap


@dataclass(frozen=True, slots=True)
class PaymentTold:
    """Something that is paid and what it buys, in words.

    ``gives`` has a line for every demand moved; ``pays`` says who pays how many points; ``options`` are what to add to
    a command so that it applies; ``phases`` the roadmap, a line a phase.
    """

    points: int
    gives: tuple[str, ...]
    pays: str
    unlocks: str
    share: Fraction | None
    options: str
    phases: tuple[tuple[str, str], ...]
    steps_more: tuple[str, ...] = ()
    steps_fewer: tuple[str, ...] = ()

    @property
    def share_words(self) -> str:
        """The smallest share, in percent."""
        return "–" if self.share is None else percent(self.share)


def concessions_told(case: Case, told: Told, found: Iterable[Concession]) -> tuple[PaymentTold, ...]:
    """Tell the concessions, in their order."""
    return _said_once(_told(case, told, one.payment, one.roadmap, _smallest(one.roadmap)) for one in found)


def prices_told(case: Case, told: Told, found: Iterable[Price]) -> tuple[PaymentTold, ...]:
    """Tell the price list; each point says what its roadmap has more, and less, than the one before."""
    rows, before = [], None
    for one in found:
        rows.append(_told(case, told, one.payment, one.roadmap, one.smallest_share, before))
        before = one.roadmap
    return _said_once(rows)


def _said_once(rows: Iterable[PaymentTold]) -> tuple[PaymentTold, ...]:
    """Shorten what has been told in full before."""
    seen: set[str] = set()
    shortened = []
    for row in rows:
        gives = tuple(_shortened(line) if line in seen else line for line in row.gives)
        seen.update(row.gives)
        shortened.append(replace(row, gives=gives))
    return tuple(shortened)


def _shortened(line: str) -> str:
    if " softened to: " in line:
        return f"{line.split(' to: ')[0]} as above"
    return line.split(" (“")[0]


def _told(
    case: Case,
    told: Told,
    payment: Payment,
    roadmap: Roadmap,
    share: Fraction | None,
    before: Roadmap | None = None,
) -> PaymentTold:
    of_its_own = tell(case, roadmap, public=told.public)
    more = [step for step in roadmap.package if before and step not in before.package]
    fewer = [step for step in before.package if step not in roadmap.package] if before else []
    return PaymentTold(
        payment.firmness,
        gives(told, payment),
        listing(
            [f"{told.party(party)} {count(points, 'point')}" for party, points in payment.by_party.items() if points]
        ),
        unlocks(of_its_own, roadmap),
        share,
        options(payment),
        outline(of_its_own, roadmap),
        tuple(of_its_own.step(step) for step in more),
        tuple(of_its_own.step(step) for step in fewer),
    )


def gives(told: Told, payment: Payment) -> tuple[str, ...]:
    """Say what is given, a line a demand."""
    lines = [f"{told.party(_by(told, name))}: {name} given up{_said(told, name)}" for name in payment.give_up]
    # the wording of a softer form is long, and comes after what is short
    for one in payment.soften:
        form = told.written.demands[one.demand].softer[one.form] if one.demand in told.written.demands else None
        words = "; ".join(rule_sentences(told.case, form.rules) if form else one.rules)
        lines.append(f"{told.party(_by(told, one.demand))}: {one.demand} softened to: {words}")
    return tuple(lines)


def options(payment: Payment) -> str:
    """Give what to add to ``detente plan CASE`` to see the roadmap."""
    parts = [f"--give-up {name}" for name in payment.give_up]
    parts += [f"--soften {one.demand}={one.form + 1}" for one in payment.soften]
    return " ".join(parts)


def unlocks(told: Told, roadmap: Roadmap) -> str:
    """Say how large a roadmap is: steps, phases, time."""
    if not roadmap.phases:
        return f"{count(len(roadmap.package), 'step')}, all done already"
    words = f"{count(len(roadmap.package), 'step')} in {count(len(roadmap.phases), 'phase')}"
    days = days_between(told.case.starts or 0, roadmap.phases[-1].ends)
    return f"{words}, {length(days)}" if days else words


def _smallest(roadmap: Roadmap) -> Fraction | None:
    return min((share for share in roadmap.share.values() if share is not None), default=None)


def _by(told: Told, demand: str) -> str:
    known = told.written.demands.get(demand)
    return known.by if known else ""


def _said(told: Told, demand: str) -> str:
    known = told.written.demands.get(demand)
    return f" (“{known.says.rstrip('.')}”)" if known and known.says else ""
