"""Earn-out.

The notes expect three conflicts, {B1, F1}, {F2, B3} and {F3, B4}, escrow, acceleration and staged release as their ways
out, and a warning about integration before the second milestone.

The conflicts come out once two of the notes' prerequisites are read as what they are, demands: "code released needs
payment" is F1 and contradicts B1 alone, "holdback released needs the end of claims" is B4 and contradicts F3 alone. The
warning comes out as exposure of the founder, not as temptation of the buyer (docs/cases/earn-out.md).
"""

from __future__ import annotations

from detente import api
from detente.case import Changes, Softening, WrittenRoadmap
from tests.examples.shipped import conflicts_are, holds, phase_of, planned, shipped

ALL_OF_IT = "pay-60 and shares and code-release and integrate and ms2 and (release-holdback or release-half-2)"
CLOSING = "pay-60 and shares and code-release"
SOFTER = "b1 f1 f2 b4 f3"


def test_the_three_minimal_conflicts() -> None:
    conflicts_are(shipped("earn-out"), ALL_OF_IT, [{"b1", "f1"}, {"b3", "f2"}, {"b4", "f3"}])


def test_with_all_demands_in_force_it_stops_before_closing() -> None:
    package = set(planned("earn-out").package)
    assert "sign" in package
    assert not package & {"pay-60", "shares", "code-release"}


def test_a_closing_on_one_day_does_not_hold_without_escrow() -> None:
    """Meeting on one day settles who goes first, not that either would rather keep its half."""
    assert not holds(planned("earn-out", soften="b1 f1", include=CLOSING))
    roadmap = planned("earn-out", soften="b1 f1", bridges="closing-through-escrow", include=CLOSING)
    assert len({phase_of(roadmap, step) for step in ("pay-60", "shares", "code-release")}) == 1


def test_with_escrow_the_earn_out_runs_by_milestones() -> None:
    roadmap = planned("earn-out", soften=SOFTER, bridges="closing-through-escrow", include=CLOSING)
    order = [phase_of(roadmap, step) for step in ("sign", "pay-60", "ms1", "pay-ms1", "ms2", "pay-ms2")]
    assert order == sorted(order)
    assert "integrate" not in roadmap.package


def test_acceleration_lets_the_buyer_integrate_in_time() -> None:
    roadmap = planned(
        "earn-out", soften=SOFTER, bridges="closing-through-escrow", include="pay-60 and shares and integrate"
    )
    assert phase_of(roadmap, "integrate") == phase_of(roadmap, "pay-accelerated")


def test_the_holdback_is_released_in_stages() -> None:
    roadmap = planned("earn-out", soften=SOFTER, bridges="closing-through-escrow", include="release-half-2")
    first = roadmap.phases[phase_of(roadmap, "release-half-1") - 1]
    assert isinstance(first.ends, int)
    assert 412 <= first.ends <= 415
    assert phase_of(roadmap, "claims-end") < phase_of(roadmap, "release-half-2")


def test_integration_before_the_second_milestone_exposes_the_founder() -> None:
    """The buyer is held by code in escrow, retention and holdback; the founder would lose nearly twice as much."""
    early = _largest_exposure("integrate", "ms1", "pay-ms1", "ms2", "pay-ms2")
    late = _largest_exposure("ms1", "pay-ms1", "ms2", "pay-ms2", "integrate")
    assert (early["b"], late["b"]) == (0, 0)
    assert early["f"] > late["f"] + 2


def _largest_exposure(*tail: str) -> dict[str, float]:
    """Return the largest exposure of each party, all but F2 and B3 in their softer forms, whether or not it holds."""
    softened = tuple(Softening(demand, 0) for demand in ("b1", "f1", "b4", "f3"))
    changes = Changes(bridges=("closing-through-escrow",), given_up=("f2", "b3"), softened=softened)
    before = ("nda-dd", "break-fee", "code-deposit", "cust-consent", "reg-clear"), ("sign", "holdback", "retention")
    phases = (*before, ("pay-60", "shares", "code-release"), *((step,) for step in tail))
    standings = api.check(shipped("earn-out"), WrittenRoadmap(phases, (), changes)).standings
    return {party: max(float(s.exposure) for s in standings if s.party == party) for party in ("b", "f")}
