"""The JSON of a diagnosis: the contract's keys, entries that can be checked, nothing private in the shared copy."""

from __future__ import annotations

import json

import detente
from detente.case import Case, read_roadmap
from detente.diagnosis import Diagnosis

KEYS = {"status", "conflicts", "concessions", "bridges", "price_list", "complete"}


def test_it_has_the_keys_of_the_contract(of_hanoi_order: Diagnosis) -> None:
    document = of_hanoi_order.to_dict()
    assert set(document) >= KEYS
    assert document["status"] == "none"
    assert ["u1", "d1"] in document["conflicts"]
    assert set(document["complete"]) == {"conflicts", "concessions", "bridges", "price_list"}
    first = document["concessions"][0]
    assert (first["give_up"], first["soften"], first["firmness"]) == (["u1", "u3", "d2"], [], 11)
    assert first["by_party"] == {"us": 7, "dprk": 4}
    assert first["phases"]


def test_a_softened_demand_is_given_with_its_rule(of_good_friday: Diagnosis) -> None:
    soften = of_good_friday.to_dict()["concessions"][0]["soften"]
    assert [(one["demand"], one["form"]) for one in soften] == [("u1", 1), ("g1", 1)]
    assert soften[1]["rule"] == "executive requires failsafe-suspend or resign-threat"


def test_an_entry_of_a_list_is_a_roadmap_that_can_be_checked(good_friday: Case, of_good_friday: Diagnosis) -> None:
    document = json.loads(json.dumps(of_good_friday.to_dict()))
    for entry in [*document["concessions"], *document["price_list"]]:
        written = read_roadmap(entry, good_friday)
        assert detente.check(good_friday, written).holds


def test_the_shared_copy_keeps_the_keys_and_nothing_that_rests_on_what_parties_want(of_good_friday: Diagnosis) -> None:
    document = of_good_friday.to_dict(public=True)
    assert set(document) == set(of_good_friday.to_dict())
    assert document["conflicts"] == [list(one.conditions) for one in of_good_friday.conflicts]
    assert [document[key] for key in ("concessions", "bridges", "price_list", "demand_costs")] == [[], [], [], []]
    assert document["least_trust"] is document["case_digest"] is document["seconds"] is None
    assert set(document["complete"].values()) == {None}


def test_where_nobody_has_preferences_nothing_is_private(of_hanoi_order: Diagnosis) -> None:
    assert of_hanoi_order.to_dict(public=True) == of_hanoi_order.to_dict()
