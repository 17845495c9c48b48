"""Good Friday, July to December 1999.

The notes expect no roadmap with Executive and decommissioning in July, two conflicts, {U1, S1} and {G1, U2}, and in
November the Mitchell sequence: words for words, the jump together, weapons last.

All of it comes out, with two remarks (docs/cases/good-friday.md): the Mitchell sequence needs the softer forms of U1
*and* of G1, since softening U1 alone leaves the clash over the failsafe; and the step of May 2000 (dumps open) unlocks
the Executive as well, as the notes say, but then without the start of decommissioning.
"""

from __future__ import annotations

from tests.examples.shipped import conflicts_are, holds, phase_of, phases, planned, shipped

DISPUTE = "executive and decom-start"


def test_july_1999_has_no_roadmap_with_guns_and_government() -> None:
    assert not holds(planned("good-friday", include=DISPUTE))


def test_july_1999_has_no_roadmap_at_all() -> None:
    """With the demands of July in force nothing is worth while that would hold: the nominations collapsed."""
    assert not holds(planned("good-friday"))


def test_the_two_minimal_conflicts() -> None:
    conflicts_are(shipped("good-friday"), DISPUTE, [{"u1", "s1"}, {"g1", "u2"}])


def test_softening_the_link_alone_leaves_the_failsafe() -> None:
    assert not holds(planned("good-friday", soften="u1", include=DISPUTE))
    assert not holds(planned("good-friday", soften="g1", include=DISPUTE))


def test_with_the_softer_forms_it_is_the_mitchell_sequence() -> None:
    roadmap = planned("good-friday", soften="u1 g1")
    words, jump, last = phases(roadmap)
    assert words >= {"sf-statement", "uup-statement", "uuc-vote"}
    assert jump >= {"executive", "devolve", "ira-interlocutor"}
    assert "decom-start" in last


def test_the_jump_is_one_phase_also_when_the_dispute_is_asked_for() -> None:
    roadmap = planned("good-friday", soften="u1 g1", include=DISPUTE)
    together = {phase_of(roadmap, step) for step in ("executive", "devolve", "ira-interlocutor")}
    assert len(together) == 1
    assert together < {phase_of(roadmap, "decom-start"), *together}


def test_simultaneity_and_a_date_of_ones_own_unlock_it_without_anyone_giving_up() -> None:
    roadmap = planned("good-friday", bridges="collective-act own-date", include=DISPUTE)
    assert phase_of(roadmap, "executive") == phase_of(roadmap, "decom-start")


def test_open_dumps_unlock_government_too() -> None:
    package = planned("good-friday", soften="u1=2 g1").package
    assert {"executive", "dump-inspect"} <= set(package)
    assert "decom-start" not in package


def test_the_executive_can_be_suspended_which_is_what_holds_it() -> None:
    """February 2000: power is handed over reversibly, and weapons are put beyond use irreversibly, last."""
    case = shipped("good-friday")
    assert (case.steps["executive"].reversible, case.steps["decom-start"].reversible) == (1, 0)
    roadmap = planned("good-friday", soften="u1 g1")
    assert roadmap.after is not None
    assert [hold.value for hold in roadmap.after.holds["sf"]] == ["what the others could take back"]


def test_the_whole_arsenal_waits_for_a_first_act_that_nobody_can_doubt() -> None:
    """Verified in private (0.5), the first act could be pretended; in public, the rest can follow. October 2003."""
    assert not holds(planned("good-friday", soften="u1 g1", include="decom-full"))
    public = [("steps.decom-start.verified.detection", "1")]
    assert holds(planned("good-friday", soften="u1 g1", include="decom-full", settings=public))
