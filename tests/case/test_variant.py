"""A case with something changed: settings, bridges, demands given up or softened, inclusions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case import Changes, Include, Softening, StepDone, apply, build, digest, to_document
from detente.case.variant import names
from detente.errors import CaseError
from tests.case import complete

GIVEN = build(complete.document(), "case.yaml")


def findings(changes: Changes) -> list[tuple[str, str, str]]:
    """Return code, change at fault and nearest name of all that is wrong with some changes."""
    with pytest.raises(CaseError) as caught:
        apply(GIVEN, changes)
    return [(finding.code, finding.file, finding.nearest) for finding in caught.value.findings]


def test_no_changes_give_the_case_itself():
    assert apply(GIVEN, Changes()) is GIVEN


def test_the_given_case_stays_as_it_was():
    before = digest(GIVEN)
    changes = Changes(
        (("max_phases", "3"),),
        ("escrow", "two-convoys"),
        ("step-by-step",),
        (Softening("wounded-first", 0),),
        ("talks",),
    )
    changed = apply(GIVEN, changes)
    assert digest(GIVEN) == before != digest(changed)
    assert changed.origin == GIVEN.origin


def test_settings_change_what_they_name_and_may_need_each_other():
    changes = Changes(
        settings=(("parties.east.scale", "ordinal"), ("parties.east.trust", "[3]"), ("steps.release.value.east", "4"))
    )
    changed = apply(GIVEN, changes)
    assert (changed.parties["east"].trust, changed.steps["release"].value["east"]) == ((3,), 4)


def test_a_bridge_is_laid_over_the_case():
    changed = apply(GIVEN, Changes(bridges=("escrow",)))
    assert (changed.steps["convoy"].reversible, changed.max_phases) == (Fraction(1, 2), 4)
    assert changed.steps["convoy"].value == GIVEN.steps["convoy"].value
    assert list(changed.bridges) == ["two-convoys"]


def with_bridge(changes: dict[str, Any]) -> Any:
    document = complete.document()
    document["bridges"] = [{"id": "new", "changes": changes}]
    return apply(build(document), Changes(bridges=("new",)))


def test_rules_and_bonuses_of_a_bridge_are_added_since_facts_do_not_go_away():
    changed = with_bridge(
        {
            "rules": ["visit after talks", "convoy requires release"],
            "bonuses": [{"when": "visit", "value": {"north": 1}}],
        }
    )
    assert [rule.text for rule in changed.rules] == [*(rule.text for rule in GIVEN.rules), "visit after talks"]
    assert len(changed.bonuses) == 2


def test_demands_of_a_bridge_are_matched_by_their_ids():
    new = {"id": "extra", "by": "north", "rule": "include talks", "firmness": 1}
    changed = with_bridge({"demands": [{"id": "step-by-step", "firmness": 1, "rule": "include visit"}, new]})
    assert list(changed.demands) == [*GIVEN.demands, "extra"]
    assert changed.demands["step-by-step"].firmness == 1
    assert [rule.text for rule in changed.demands["step-by-step"].rules] == ["include visit"]
    assert changed.demands["wounded-first"] == GIVEN.demands["wounded-first"]


def test_a_bridge_may_bring_new_parties_and_steps_and_take_keys_away():
    changed = with_bridge(
        {
            "parties": {"un": {"role": "guarantor"}, "north": {"trust": None}},
            "steps": {"guarantee": {"by": "un"}, "release": {"verified": {"takes": None}, "sources": []}},
        }
    )
    assert changed.steps["guarantee"].by == ("un",)
    assert changed.parties["north"].trust is None
    assert (changed.steps["release"].verified.days, changed.steps["release"].verified.by) == (0, ("red-cross",))
    assert changed.steps["release"].sources == ()


def test_bridges_are_used_in_the_order_in_which_they_are_named():
    changed = apply(GIVEN, Changes(bridges=("escrow", "two-convoys")))
    assert changed.steps["convoy-1"].reversible == changed.steps["convoy-2"].reversible == Fraction(1, 2)
    assert findings(Changes(bridges=("two-convoys", "escrow"))) == [("unknown-id", "bridge escrow", "")]


def test_a_demand_given_up_is_gone_and_one_softened_has_its_form():
    changed = apply(GIVEN, Changes(given_up=("step-by-step",), softened=(Softening("wounded-first", 0),)))
    assert list(changed.demands) == ["wounded-first", "no-convoy-alone"]
    assert [rule.text for rule in changed.demands["wounded-first"].in_force] == ["convoy with or after release"]


def test_what_must_be_included_joins_the_rules():
    rule = apply(GIVEN, Changes(included=(" talks ",))).rules[-1]
    assert (rule.form, rule.text) == (Include(StepDone("talks")), "include talks")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (Changes(given_up=("no-convoy-alone",)), [("red-line", "giving up no-convoy-alone", "")]),
        (
            Changes(given_up=("step-by-stpe", "step-by-step")),
            [("unknown-id", "giving up step-by-stpe", "step-by-step")],
        ),
        (
            Changes(softened=(Softening("wounded-frist", 0),)),
            [("unknown-id", "softening wounded-frist=1", "wounded-first")],
        ),
        (Changes(softened=(Softening("wounded-first", 2),)), [("unknown-form", "softening wounded-first=3", "")]),
        (Changes(softened=(Softening("wounded-first", -1),)), [("unknown-form", "softening wounded-first=0", "")]),
        (Changes(softened=(Softening("step-by-step", 0),)), [("unknown-form", "softening step-by-step=1", "")]),
        (
            Changes(given_up=("wounded-first",), softened=(Softening("wounded-first", 0),)),
            [("softened-and-given-up", "softening wounded-first=1", "")],
        ),
        (Changes(included=("talks and vist",)), [("unknown-id", "including talks and vist", "visit")]),
        (Changes(included=("talks und visit",)), [("bad-condition", "including talks und visit", "and")]),
        (Changes(bridges=("escrw",)), [("unknown-id", "bridge escrw", "escrow")]),
        (Changes(settings=(("parties.nord.trust", "1"),)), [("unknown-id", "setting parties.nord.trust=1", "north")]),
        (Changes(settings=(("parties.north.trust", "[1"),)), [("bad-yaml", "setting parties.north.trust=[1", "")]),
        (
            Changes(settings=(("parties.north.trsut", "1"),)),
            [("unknown-key", "setting parties.north.trsut=1", "trust")],
        ),
        (
            Changes(settings=(("max_phases", "3"), ("parties.north.trust", "-1"))),
            [("negative-amount", "setting parties.north.trust=-1", "")],
        ),
        (
            Changes(settings=(("steps.release.value", "{nroth: 1}"),)),
            [("unknown-id", "setting steps.release.value={nroth: 1}", "north")],
        ),
        (
            Changes(given_up=("a",), softened=(Softening("b", 0),), included=("c",)),
            [("unknown-id", "giving up a", ""), ("unknown-id", "softening b=1", ""), ("unknown-id", "including c", "")],
        ),
    ],
    ids=str,
)
def test_what_is_wrong_is_told_under_the_name_of_the_change(changes, expected):
    assert findings(changes) == expected


def test_what_a_change_breaks_elsewhere_is_told_under_its_name_too():
    assert (
        findings(Changes(settings=(("parties.south.scale", "cardinal"),)))[0][1]
        == "setting parties.south.scale=cardinal"
    )
    assert findings(Changes(settings=(("steps", "5"), ("max_phases", "4"))))[0][1] == "setting steps=5"


def test_a_change_cannot_hide_terminal_escapes_in_an_error():
    assert "\x1b" not in str(findings(Changes(given_up=("\x1b[31m",), settings=(("\x1b", "1"),), bridges=("\x1b",))))
    assert "\x1b" not in str(findings(Changes(given_up=("\x1b[31m",), included=("\x1b",))))


def test_every_change_has_its_sentence():
    changes = Changes(
        settings=(("parties.north.breach_cost", "4"),),
        bridges=("escrow", "two-convoys"),
        given_up=("step-by-step",),
        softened=(Softening("wounded-first", 1),),
        included=("talks",),
    )
    assert names(GIVEN, changes) == (
        "parties.north.breach_cost set to 4",
        "bridge used: The fuel waits abroad (escrow)",
        "bridge used: two-convoys",
        "Northern Authority: demand step-by-step given up (2 points)",
        "Southern Council: demand wounded-first softened to “convoy requires release; convoy within 1y” (1 point)",
        "the package must meet “talks”",
    )


def test_changes_that_the_case_does_not_know_are_named_as_they_are():
    assert names(GIVEN, Changes(given_up=("x",), softened=(Softening("y", 4),), bridges=("z",))) == (
        "bridge used: z",
        "demand x given up",
        "demand y softened to form 5",
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["escrow", "two-convoys"]), unique=True),
    st.booleans(),
    st.sampled_from([None, 0, 1]),
    st.lists(st.sampled_from(["talks", "not convoy", "release or visit"]), unique=True),
)
def test_every_variant_is_a_case_of_its_own(bridges, give_up, form, included):
    if bridges == ["two-convoys", "escrow"]:
        bridges.reverse()
    changes = Changes(
        bridges=tuple(bridges),
        given_up=("step-by-step",) if give_up else (),
        softened=() if form is None else (Softening("wounded-first", form),),
        included=tuple(included),
    )
    changed = apply(GIVEN, changes)
    assert build(to_document(changed), changed.origin) == changed


ODD_PATHS = """
steps steps.convoy steps.convoy.value parties demands demands[1] bridges rules bonuses
bridges.two-convoys.into bridges.two-convoys.changes bridges.two-convoys.into.convoy-1
bridges.two-convoys.into.convoy-1.value bridges.two-convoys.into.convoy-1.reversible_if
bridges.escrow.changes bridges.escrow.changes.steps
"""


@pytest.mark.parametrize("value", ["5", "[]", "null", "text", "{a: 1}", "[{id: 3}]", "{steps: {convoy: 4}}"])
@pytest.mark.parametrize("path", ODD_PATHS.split())
def test_no_setting_however_odd_ends_in_anything_but_a_case_or_words(path, value):
    for bridges in ((), ("escrow",), ("two-convoys",), ("escrow", "two-convoys")):
        try:
            apply(GIVEN, Changes(settings=((path, value),), bridges=bridges))
        except CaseError as error:
            nameless = [finding for finding in error.findings if not finding.file]
            assert not nameless


IN_THREE = (
    "bridges.three-convoys",
    "{title: Three convoys, split: convoy, into: {convoy-a: {value: {north: 1, south: -1}}, convoy-b: "
    "{value: {north: 1, south: 0}}}, changes: {rules: [convoy-b after convoy-a, 'at most 4 of (release, visit)']}}",
)


def test_a_bridge_can_be_spelt_out_by_a_setting_and_used_at_once():
    """So whoever is shown a bridge that the case does not list can try it, and write it into the case."""
    changes = Changes(settings=(IN_THREE,), bridges=("three-convoys",), included=("convoy",))
    changed = apply(GIVEN, changes)
    assert "convoy-a" in changed.steps
    assert changed.rules[-1].text == "include convoy-a and convoy-b"
    assert names(GIVEN, changes)[0] == "bridge used: Three convoys (three-convoys)"


def test_rules_that_name_a_part_are_added_once_the_parts_are_there():
    changed = apply(GIVEN, Changes(settings=(IN_THREE,), bridges=("three-convoys",)))
    assert {"convoy-b after convoy-a", "at most 4 of (release, visit)"} <= {rule.text for rule in changed.rules}
