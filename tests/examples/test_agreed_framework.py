"""Agreed Framework 1994 and its variant of October 2002.

The notes expect A1 to A5 to be consistent, in nine phases from the letter to the end of dismantling, the conflict
{H1, H2} in 2002, and the spent rods as the hinge.

The order comes out exactly, but not by itself: the demands are consistent and the agreement is not self-enforcing
(docs/cases/agreed-framework.md). The notes say both, in different places: "feasible" of the demands, "how it broke" of
the rest. What it would have taken is a result: a price on breaking off of two matters of level 3; one carries just what
was carried out in fact.
"""

from __future__ import annotations

from detente.roadmap.result import Roadmap
from tests.examples.shipped import conflicts_are, holds, order_only, phase_of, phases, planned, shipped

DONE_BY_2002 = ("lwr-assurance", "freeze", "hfo-first", "canning", "lwr-contract")

EXPECTED = [
    {"lwr-assurance"},
    {"freeze", "hfo-first"},
    {"canning", "lwr-contract"},
    {"lwr-build"},
    {"iaea-full"},
    {"key-components", "rods-out"},
    {"lwr1-done"},
    {"dismantle-start"},
    {"dismantle-end", "lwr2-done"},
]


def test_the_demands_of_1994_are_consistent() -> None:
    conflicts_are(shipped("agreed-framework"), "dismantle-end and lwr2-done", [])


def test_as_pure_order_every_step_has_its_place() -> None:
    case = shipped("agreed-framework")
    assert set(planned(order_only(case)).package) == set(case.steps)


def test_by_itself_only_the_liaison_offices_hold() -> None:
    """What is frozen can be unfrozen, what is delivered cannot be taken back: hardest steps last on both sides."""
    assert planned("agreed-framework").package == ("liaison",)
    assert not holds(planned("agreed-framework", include="freeze"))


def test_with_a_price_on_breaking_off_the_phases_are_those_expected() -> None:
    roadmap = planned("agreed-framework", bridges="price-on-breaking")
    for steps, expected in zip(phases(roadmap), EXPECTED, strict=True):
        assert steps >= expected


def test_one_matter_of_level_3_carries_what_was_in_fact_carried_out() -> None:
    price = [(f"parties.{party}.breach_cost", "3") for party in ("dprk", "us")]
    package = set(planned("agreed-framework", settings=price).package)
    assert package == {"lwr-assurance", "freeze", "hfo-first", "hfo-500k", "liaison", "canning"}


def test_the_price_is_needed_on_the_side_whose_steps_can_be_undone() -> None:
    assert holds(planned("agreed-framework", include="freeze", settings=[("parties.dprk.breach_cost", "3")]))
    assert not holds(planned("agreed-framework", include="freeze", settings=[("parties.us.breach_cost", "3")]))


def test_a_reversible_freeze_is_exchanged_for_oil_that_cannot_be_taken_back() -> None:
    """Easy first on both sides, but not alike: the sharper side of what the notes praise."""
    case = shipped("agreed-framework")
    assert (case.steps["freeze"].reversible, case.steps["hfo-first"].reversible) == (1, 0)
    roadmap = planned("agreed-framework", bridges="price-on-breaking")
    assert phase_of(roadmap, "freeze") == phase_of(roadmap, "hfo-first")


def test_in_2002_pact_and_enrichment_are_the_conflict() -> None:
    conflicts_are(shipped("agreed-framework-2002"), "enrich-end and pact", [{"h1", "h2"}])


def test_from_october_2002_nothing_held_whoever_gave_in() -> None:
    """With what had been done by then even staying was not self-enforcing, whichever demand was given up."""
    for given_up in ("", "h1", "h2", "h1 h2"):
        assert not holds(planned("agreed-framework-2002", done=DONE_BY_2002, give_up=given_up))


def test_only_with_a_price_on_breaking_off_and_three_demands_given_up_could_enrichment_have_been_ended() -> None:
    """Each side's condition of 2002, and the oil that would be delivered before anything that could hold it."""
    for given_up in ("h1 h2", "h1 a5", "h2 a5"):
        assert not holds(_ended(given_up))
    assert holds(_ended("h1 h2 a5"))


def _ended(given_up: str) -> Roadmap:
    price = "price-on-breaking"
    return planned("agreed-framework-2002", done=DONE_BY_2002, bridges=price, give_up=given_up, include="enrich-end")


def test_both_files_share_steps_ranks_and_demands() -> None:
    first, second = shipped("agreed-framework"), shipped("agreed-framework-2002")
    assert all(second.steps[step.id] == step for step in first.steps.values())
    assert all(second.demands[demand.id] == demand for demand in first.demands.values())
