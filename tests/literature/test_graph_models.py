"""The shipped models of the literature have the equilibria that the literature gives them."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from detente import api, examples
from detente.graph_model.results import ConflictStability


@cache
def analysed(name: str) -> ConflictStability:
    return api.stability(examples.model_path(name), start="status-quo")


def equilibria(name: str) -> dict[str, set[int]]:
    """Return by concept the numbers of the equilibria."""
    found = analysed(name)
    numbers = {state["yn"]: state["number"] for state in found.to_dict()["states"]}
    return {concept: {numbers[yn] for yn in states} for concept, states in found.to_dict()["equilibria"].items()}


KNOWN = {
    # Fraser & Hipel (1984): the blockade and the withdrawal (state 7) rest under SEQ, not under Nash
    "cuba-1962": {"nash": {6}, "gmr": {1, 2, 3, 5, 6, 7, 8}, "smr": {1, 2, 3, 5, 6, 7, 8}, "seq": {5, 6, 7}},
    # Hipel et al. (1993), Kilgour et al. (2001): s5, s8 and s9 (the four states of abandoning) in every sense
    "elmira": {
        "nash": {5, 6, 7, 10, 11, 12},
        "gmr": {1, 4, 5, 6, 7, 10, 11, 12},
        "smr": {1, 4, 5, 6, 7, 10, 11, 12},
        "seq": {5, 6, 7, 10, 11, 12},
    },
    # Howard (1971): mutual cooperation is stable for those who see that the other can answer
    "prisoners-dilemma": {"nash": {1}, "gmr": {1, 4}, "smr": {1, 4}, "seq": {1, 4}},
    # Fraser & Hipel (1984): both swerving is metarational, but nobody would carry out the sanction
    "chicken": {"nash": {2, 3}, "gmr": {2, 3, 4}, "smr": {2, 3, 4}, "seq": {2, 3}},
}


@pytest.mark.parametrize("name", examples.models())
def test_a_model_has_the_known_equilibria(name: str) -> None:
    found = equilibria(name)
    assert {concept: found[concept] for concept in KNOWN[name]} == KNOWN[name]


def test_in_elmira_the_ministry_and_the_company_can_only_jump_together() -> None:
    """Kilgour et al. (2001): from s5 (here 7) to s8 (here 10), which nobody leaves and nobody could reach alone."""
    document = analysed("elmira").to_dict()
    assert document["coalition_improvements"]["NNNNY"] == [{"members": ["moe", "uniroyal"], "to": "YYYNY"}]
    assert document["coalition_improvements"]["YYYNY"] == []
    assert "YYYNY" in document["from"]["equilibria_out_of_reach"]["by_improvements"]
    assert document["from"]["equilibria_out_of_reach"]["by_moves"] == []


def test_from_the_crisis_the_outcome_is_one_improvement_away() -> None:
    """Fraser & Hipel (1984): with the blockade in place the Soviet Union withdraws."""
    found = api.stability(examples.model_path("cuba-1962"), start="blockade").to_dict()["from"]
    nearest = found["by_improvements"]["states"][0]
    assert nearest == {"yn": "NYYN", "steps": 1, "path": [{"by": ["ussr"], "to": "NYYN"}]}


@pytest.mark.parametrize("name", examples.models())
def test_a_model_names_its_sources_and_marks_what_is_assumed(name: str) -> None:
    case = api.load(examples.model_path(name))
    head = examples.model_path(name).read_text(encoding="utf-8").split("\ndetente:")[0]
    for part in ("What it is about.", "What is fact.", "What is assumption", "Neutral by intent"):
        assert part in head
    assert case.sources
    assert all(step.sources and step.mark for step in case.steps.values())


def test_nobody_is_favoured_where_the_parties_are_alike() -> None:
    for name in ("chicken", "prisoners-dilemma"):
        document: dict[str, Any] = analysed(name).to_dict()
        one, two = (document["stability"][dm] for dm in document["dms"])
        assert {yn[::-1]: verdicts for yn, verdicts in one.items()} == two
    assert json.loads(json.dumps(document)) == document
