"""Each general bridge on a case small enough to work out by hand; the known bridges of the shipped cases."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

import detente
from detente.case import Case, Changes, build, read_roadmap, to_document
from detente.case.json_text import json_text
from detente.checker import check
from detente.diagnosis import Diagnosis
from detente.diagnosis.bridges import BridgeFound, BridgesFound, find_bridges
from detente.diagnosis.bridges.kinds import KINDS, offers_of
from detente.diagnosis.bridges.kinds.splitting import tranches
from detente.diagnosis.conflicts import conflicts
from detente.diagnosis.inquiry import Inquiry, begin
from detente.diagnosis.questions import Questions
from detente.diagnosis.result import Conflict
from detente.roadmap.solver import Clock


def exchange(**changes: Any) -> Case:
    """Return two deliveries for each other, neither of which can be taken back: whoever delivers last gains by not."""
    document: dict[str, Any] = {
        "detente": 1,
        "title": "Exchange",
        "max_phases": 3,
        "parties": {"north": {"scale": "cardinal"}, "south": {"scale": "cardinal"}},
        "steps": {
            "grain": {"by": "north", "value": {"north": -1, "south": 3}},
            "ore": {"by": "south", "value": {"north": 4, "south": -2}},
        },
        "rules": ["include grain and ore"],
    }
    return build(document | changes)


def ask(case: Case, **limits: Any) -> BridgesFound:
    one = inquiry(case)
    return find_bridges(one, one.clock, **limits)


def inquiry(case: Case, changes: Changes = Changes()) -> Inquiry:  # noqa: B008 (frozen)
    clock = Clock(None)
    return begin(case, changes, (), clock, 0, clock)


def told(found: BridgesFound) -> set[tuple[tuple[str, Any], ...]]:
    """Return the sets of bridges, each by id with its least amount."""
    return {tuple((use.id, use.amount.least) for use in one.uses) for one in found.bridges}


def test_the_kinds_are_found_by_file() -> None:
    assert KINDS == ("escrow", "guarantee", "later", "phases", "snapback", "splitting", "together", "verification")


def test_an_exchange_is_unlocked_by_a_guarantee_by_hostages_or_by_escrow() -> None:
    """Whoever is held delivers last: north saves 1 by not delivering, south 2. One in escrow, the other may follow.

    Hostages must be given on both sides: 7/10 of the grain (of 3) outweigh the 2 that south would save by not answering
    it, and 2/10 of the ore (of 4) the 7/10 that north would save by taking its hostage back in the end.
    """
    assert told(ask(exchange(), most_together=2, most=50)) == {
        (("guarantee-north", Fraction(1)),),
        (("guarantee-south", Fraction(2)),),
        (("escrow-grain", None),),
        (("escrow-ore", None),),
        (("snapback-grain", Fraction(7, 10)), ("snapback-ore", Fraction(1, 5))),
    }


def test_what_a_demand_asks_first_decides_who_must_be_held() -> None:
    """South's word is worth 2, so that it may deliver last; where it is asked to be first, north must be held.

    By a price of 1, or by ore that can be taken back: 3/10 of 4 outweigh the 1 that north would save, 2/10 do not.
    """
    parties = {"north": {"scale": "cardinal"}, "south": {"scale": "cardinal", "breach_cost": 2}}
    assert detente.plan(exchange(parties=parties)).phases
    strict = exchange(parties=parties, demands=[_demand("grain after ore", "north")])
    assert told(ask(strict, most_together=1)) >= {
        (("guarantee-north", Fraction(1)),),
        (("snapback-ore", Fraction(3, 10)),),
    }


def _demand(rule: str, by: str, **keys: Any) -> dict[str, Any]:
    return {"id": "first", "by": by, "rule": rule, "firmness": 3} | keys


def test_two_orders_are_reconciled_at_one_moment() -> None:
    demands = [_demand("grain after ore", "north"), _demand("ore after grain", "south", id="last")]
    found = told(
        ask(exchange(demands=demands, fairness="everything", parties={"north": {}, "south": {}}, steps=_plain()))
    )
    assert found == {(("together-first", None), ("together-last", None))}


def _plain() -> dict[str, Any]:
    return {"grain": {"by": "north"}, "ore": {"by": "south", "takes": "10d"}}


@pytest.mark.parametrize(
    ("rule", "least"),
    [("grain within 3d", 7), ("grain by phase 1", 2)],
)
def test_a_deadline_is_moved_by_the_least_that_helps(rule: str, least: int) -> None:
    demands = [_demand(rule, "south")]
    plain = {"parties": {"north": {}, "south": {}}, "steps": _plain(), "fairness": "everything"}
    case = exchange(demands=demands, **plain, rules=["include grain and ore", "grain after ore"])
    assert told(ask(case)) == {(("later-first", Fraction(least)),)}


def test_a_red_line_is_never_moved() -> None:
    plain = {"parties": {"north": {}, "south": {}}, "steps": _plain(), "fairness": "everything"}
    line = {"id": "first", "by": "south", "rule": "grain within 3d", "red_line": True}
    case = exchange(demands=[line], **plain, rules=["include grain and ore", "grain after ore"])
    found = ask(case)
    assert (found.bridges, found.complete) == ((), True)


def test_a_further_phase() -> None:
    plain = {"parties": {"north": {}, "south": {}}, "steps": _plain(), "fairness": "everything"}
    case = exchange(max_phases=1, **plain, rules=["include grain and ore", "grain after ore"])
    assert told(ask(case)) == {(("phases", Fraction(2)),)}


def test_verification_up_to_the_required_detection() -> None:
    """Pretending saves 1 and, found out, costs the ore (4) and its word (1): worth it below d = 1/5."""
    steps = {
        "grain": {"by": "north", "value": {"north": -1, "south": 3}, "verified": {"detection": Decimal("0.1")}},
        "ore": {"by": "south", "value": {"north": 4, "south": -2}},
    }
    parties = {"north": {"scale": "cardinal", "breach_cost": 1}, "south": {"scale": "cardinal", "breach_cost": 2}}
    case = exchange(steps=steps, parties=parties, rules=["include grain and ore", "ore after grain"])
    found = ask(case)
    assert (("verification-grain", Fraction(1, 5)),) in told(found)
    single = next(one for one in found.bridges if one.uses[0].id == "verification-grain")
    assert single.roadmap.required_detection["grain"] == Fraction(1, 5)


@pytest.mark.parametrize("cost", [2, 3])
def test_as_few_tranches_as_a_word_can_hold(cost: int) -> None:
    """Each word is worth 1, so that the tranche delivered last may save 1 and no more."""
    steps = {
        "grain": {"by": "north", "value": {"north": -cost, "south": 9}},
        "ore": {"by": "south", "value": {"north": 9, "south": -cost}},
    }
    parties = {name: {"scale": "cardinal", "breach_cost": 1} for name in ("north", "south")}
    found = told(ask(exchange(steps=steps, parties=parties), most_together=1))
    parts = {one for one in found if one[0][0].startswith("splitting")}
    assert parts == {(("splitting-grain", Fraction(cost)),), (("splitting-ore", Fraction(cost)),)}


@pytest.mark.parametrize(("value", "many"), [(-1, 3), (Fraction("2.5"), 4), (Fraction("0.0001"), 3)])
def test_tranches_come_to_the_whole_in_four_decimals(value: Any, many: int) -> None:
    parts = tranches(Fraction(value), many)
    assert sum(parts) == value
    assert all((part * 10_000).denominator == 1 for part in parts)


def test_half_a_level_is_no_level() -> None:
    parties = {"north": {"scale": "ordinal"}, "south": {"scale": "cardinal"}}
    case = exchange(parties=parties)
    assert not any(offer.kind == "splitting" for offer in offers_of(case, ()))


def test_facts_are_not_bridged() -> None:
    """Rules are facts: only demands are met at one moment, or later."""
    case = exchange(rules=["grain after ore", "ore within 1d"])
    assert not any(offer.kind in ("together", "later") for offer in offers_of(case, ()))


def test_knowing_the_conflicts_changes_nothing_but_the_effort() -> None:
    case = exchange(demands=[_demand("grain after ore", "north")])
    one = inquiry(case)
    questions = Questions(one.changed, one.done, one.solver, one.clock)
    known = [Conflict(conflict) for conflict in conflicts(questions, one.solver, one.clock.left)]
    by_conflicts = find_bridges(one, one.clock, conflicts=known, most_together=2)
    assert told(by_conflicts) == told(find_bridges(one, one.clock, most_together=2))


def test_bridges_save_points_where_they_do_not_do_by_themselves() -> None:
    """A red line keeps the grain late; what is left of the demand must give, and less with a phase more."""
    plain = {"parties": {"north": {}, "south": {}}, "steps": _plain(), "fairness": "everything"}
    demands = [
        _demand("never grain", "north", firmness=2),
        _demand("grain by phase 1", "south", id="soon", firmness=3),
    ]
    case = exchange(demands=demands, **plain, rules=["include grain and ore", "grain after ore"])
    found = ask(case)
    assert [(one.payment.give_up, [use.id for use in one.uses]) for one in found.bridges] == [
        (("first",), ["later-soon"])
    ]


@pytest.fixture(scope="module")
def unlocked() -> tuple[Case, BridgesFound]:
    case = exchange()
    return case, ask(case, most_together=2, most=50)


def test_an_entry_by_itself_is_a_roadmap_that_the_checker_reads(unlocked: tuple[Case, BridgesFound]) -> None:
    case, found = unlocked
    for one in found.bridges:
        entry = json.loads(json.dumps(one.to_dict()))
        assert check(case, read_roadmap(entry, case)).holds


def test_the_options_of_a_bridge_give_its_roadmap(unlocked: tuple[Case, BridgesFound]) -> None:
    case, found = unlocked
    for one in found.bridges[:3]:
        assert detente.plan(case, changes=one.changes).phases == one.roadmap.phases


def test_a_bridge_can_be_kept_in_the_case_file(unlocked: tuple[Case, BridgesFound]) -> None:
    """What is spelt out is a bridge of the case format as it stands."""
    case, found = unlocked
    for one in found.bridges[:3]:
        document = to_document(case)
        document["bridges"] = [{"id": use.id, **use.spelt} for use in one.uses]
        kept = build(json.loads(json_text(document), parse_float=Decimal))
        used = Changes(bridges=tuple(use.id for use in one.uses))
        assert detente.plan(kept, changes=used).package == one.roadmap.package


def test_what_a_guarantee_adds_holds_as_a_guarantee(unlocked: tuple[Case, BridgesFound]) -> None:
    _, found = unlocked
    by_guarantee = next(one for one in found.bridges if {use.kind for use in one.uses} == {"guarantee"})
    held = {hold.value for phase in by_guarantee.roadmap.phases for holds in phase.holds.values() for hold in holds}
    assert "guarantee" in held
    assert "price of its word" not in held


def test_shares_before_and_after_are_measured_alike(unlocked: tuple[Case, BridgesFound]) -> None:
    """In escrow or not, the same deliveries are worth the same to both: all that they could have at best."""
    _, found = unlocked
    assert {one.after for one in found.bridges} == {Fraction(1)}


def test_no_time_means_that_nothing_is_said_to_be_complete() -> None:
    one = inquiry(exchange())
    found = find_bridges(one, Clock(1e-9))
    assert (found.bridges, found.complete) == ((), False)


# ------------------------------------------------------------------ shipped cases


def bridges(diagnosis: Diagnosis) -> list[BridgeFound]:
    return [one for one in diagnosis.bridges if isinstance(one, BridgeFound)]


def test_good_friday_is_bridged_by_simultaneity(of_good_friday: Diagnosis) -> None:
    """July 1999: weapons and government at one moment, and in place of the failsafe each side's own date."""
    used = [[use.id for use in one.uses] for one in bridges(of_good_friday)]
    assert used == [["collective-act", "own-date"], ["own-date", "together-s1"]]
    assert of_good_friday.complete["bridges"]
    for one in bridges(of_good_friday):
        together = [phase.steps for phase in one.roadmap.phases if "executive" in phase.steps]
        assert "decom-start" in together[0]
        assert not one.payment.firmness


def test_nobody_gives_up_a_demand_for_it(of_good_friday: Diagnosis) -> None:
    for one in bridges(of_good_friday):
        assert (one.roadmap.changes.given_up, one.roadmap.changes.softened) == ((), ())
