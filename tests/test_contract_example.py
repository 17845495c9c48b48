"""The example of the case format, planned: keys and shapes that other programs rely on, figures by brute force."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import detente
from detente.case import Case
from tests.brute import best

EXAMPLE = Path(__file__).parent / "case" / "prisoners-for-fuel.yaml"
PARTIES = {"north", "south"}


@pytest.fixture(scope="module")
def case() -> Case:
    """One cardinal and one ordinal party, a verifier, a bonus, a softer demand, a red line, bridges, dates."""
    return detente.load(EXAMPLE)


@pytest.fixture(scope="module")
def document(case: Case) -> dict[str, Any]:
    """The plan as a program would read it."""
    read: dict[str, Any] = json.loads(json.dumps(detente.plan(case).to_dict(), allow_nan=False))
    return read


def test_the_phases_are_those_of_brute_force(case: Case, document: dict[str, Any]) -> None:
    """There is one best roadmap."""
    known = best(case)
    assert known is not None
    assert tuple(tuple(phase["steps"]) for phase in document["phases"]) in known[1]


def test_the_objectives_are_those_of_brute_force(case: Case, document: dict[str, Any]) -> None:
    """With their bounds, all proved."""
    known = best(case)
    assert known is not None
    expected = [
        {"name": n, "part": part, "value": float(v), "bound": float(v), "proved": True} for n, part, v in known[0]
    ]
    assert document["objectives"] == expected


def test_a_phase_has_the_shape_of_the_contract(document: dict[str, Any]) -> None:
    """Dates where the case says when it starts; numbers for cardinal parties, words for ordinal ones."""
    first = document["phases"][0]
    assert set(first) == {"steps", "starts", "ends", "temptation", "exposure", "share", "holds"}
    assert (first["starts"], first["ends"]) == ("2026-01-05", "2026-01-18")
    assert first["temptation"] == {"north": -3.0, "south": "none"}
    assert first["exposure"] == {"north": 1.0, "south": "none"}
    assert first["share"] == {"north": -0.5, "south": 1.5}
    assert first["holds"] == {"north": ["gains to come"], "south": ["price of its word"]}


def test_what_comes_after_is_told_for_every_principal(document: dict[str, Any]) -> None:
    """Once all is done nobody has a reason to leave either."""
    assert {"temptation", "exposure"} <= set(document["after"])
    assert all(set(figures) == PARTIES for figures in document["after"].values())


def test_the_result_as_a_whole_has_the_shape_of_the_contract(document: dict[str, Any]) -> None:
    """What each gets, and nothing changed to get there."""
    assert (document["detente"], document["case"], document["status"]) == (1, "Prisoners for fuel", "optimal")
    assert document["package"] == ["release-wounded", "fuel-convoy"]
    assert document["value"] == {"north": 2.0, "south": "acceptable"}
    assert document["share"] == {"north": 1.0, "south": 1.0}
    unchanged = ("given_up", "softened", "bridges_used", "included", "done", "alternatives")
    assert all(document[key] == [] for key in unchanged)
    assert all({"kind", "text"} <= set(warning) for warning in document["warnings"])
    assert isinstance(document["seconds"], float)
