"""The published tables, verdict by verdict."""

from __future__ import annotations

import pytest

from detente.graph_model import analyse
from detente.graph_model.concept import DEFAULT
from tests.graph_model.reference import NAMES, conflict, table


@pytest.mark.parametrize("name", NAMES)
def test_every_verdict_is_that_of_the_table(name: str) -> None:
    read, model = table(name), conflict(name)
    stability = analyse(model)
    found = {
        dm: {
            state["yn"]: {
                concept: bool(stability.stable[concept][number].every[state["decimal"]]) for concept in DEFAULT
            }
            for state in read["states"]
        }
        for number, dm in enumerate(read["dms"])
    }
    assert found == read["stability"]


@pytest.mark.parametrize("name", NAMES)
def test_the_equilibria_are_those_of_the_table(name: str) -> None:
    read, model = table(name), conflict(name)
    stability = analyse(model, equilibria_only=True)
    found = {
        concept: [model.yn(int(code)) for code in model.states() if stability.equilibria[concept].every[code]]
        for concept in DEFAULT
    }
    assert found == read["equilibria"]
