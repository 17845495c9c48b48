"""Six-Party Talks 2007-08.

The notes expect the one conflict {V1, V2}, the escrow of the protocol as the way out, and a warning about a declaration
that nobody can verify.

All of it comes out, more sharply than the notes have it: with V3 and V5 in force the two demands block the whole second
phase, oil and disablement included; and the declaration is in no roadmap until it can be verified at all
(docs/cases/six-party.md).
"""

from __future__ import annotations

from tests.examples.shipped import conflicts_are, holds, phase_of, planned, shipped

FIRST = {"bda-release", "iaea-back", "bilateral-us", "bilateral-jp", "wgs", "shutdown", "hfo-50k"}
SECOND = {"disable", "declaration", "hfo-950k", "delist"}


def test_protocol_and_delisting_are_the_one_minimal_conflict() -> None:
    conflicts_are(shipped("six-party"), "delist", [{"v1", "v2"}])


def test_with_all_demands_in_force_the_first_phase_is_all_there_is() -> None:
    package = set(planned("six-party").package)
    assert package >= FIRST
    assert not package & SECOND


def test_the_shutdown_waits_for_the_funds() -> None:
    """The precondition that nobody had written down."""
    roadmap = planned("six-party")
    assert phase_of(roadmap, "bda-release") < phase_of(roadmap, "shutdown")


def test_delisting_cannot_be_had() -> None:
    assert not holds(planned("six-party", include="delist"))


def test_giving_up_one_or_the_other_unlocks_the_second_phase() -> None:
    for demand in ("v1", "v2"):
        assert {"disable", "hfo-950k", "delist"} <= set(planned("six-party", give_up=demand).package)
    for demand in ("v3", "v4", "v5"):
        assert not holds(planned("six-party", give_up=demand, include="delist"))


def test_the_protocol_in_deposit_unlocks_it_without_anyone_giving_up() -> None:
    roadmap = planned("six-party", bridges="protocol-in-deposit", include="delist")
    assert phase_of(roadmap, "delist") == phase_of(roadmap, "verification-protocol")


def test_rods_keep_pace_with_tonnes() -> None:
    roadmap = planned("six-party", bridges="protocol-in-deposit")
    assert phase_of(roadmap, "disable") == phase_of(roadmap, "hfo-950k")


def test_a_declaration_that_cannot_be_verified_is_in_no_roadmap() -> None:
    every = "v1 v2 v3 v4 v5"
    assert not holds(planned("six-party", give_up=every, include="declaration"))
    medium = [(f"steps.{step}.verified.detection", "0.5") for step in ("declaration", "discuss-list")]
    assert holds(planned("six-party", give_up=every, include="declaration", settings=medium))


def test_the_second_text_comes_after_the_first() -> None:
    roadmap = planned("six-party", give_up="v1")
    assert max(phase_of(roadmap, step) for step in FIRST) < min(
        phase_of(roadmap, step) for step in SECOND & set(roadmap.package)
    )
