"""Models in the `.gmcr` format as programs of several ages write them, made up for the tests."""

from __future__ import annotations

import json
from typing import Any


def water() -> dict[str, Any]:
    """Return a model of two with statements: every field that the newest files have, and some that nobody knows."""
    return {
        "program": "gmcr-py",
        "version": "0.4.1",
        "somebody's own": {"note": ["kept", 1.25, None]},
        "options": [
            {"name": "Open the dam", "permittedDirection": "both", "colour": "blue"},
            {"name": "Pay", "permittedDirection": "fwd"},
            {"name": "Protest", "permittedDirection": "back"},
        ],
        "decisionMakers": [
            {
                "name": "Upstream",
                "options": [0],
                "preferences": [
                    [[1, "Y"]],
                    {"compound": True, "members": [[[0, "N"], [2, "Y"]], [[0, "Y"], [2, "N"]]]},
                    [[1, "Y"]],
                ],
                "misperceptions": [],
                "payoffs": [1, 1, 2, 3],
            },
            {"name": "Downstream", "options": [1, 2], "preferences": [[[0, "Y"]], [[1, "N"]]], "misperceptions": []},
        ],
        "infeasibles": [[[1, "Y"], [2, "Y"]]],
        "useManualPreferenceRanking": False,
        "coalitions": [0, 1],
        "coalitionsFull": [{"name": "Upstream"}, {"name": "Downstream"}],
    }


def ranked(vector: str = "preferenceRanking", flag: str = "useManualPreferenceRanking") -> dict[str, Any]:
    """Return a model of two with rankings, under the names that the fields have now or had before."""
    return {
        "options": [{"name": "A", "permittedDirection": "both"}, {"name": "B", "permittedDirection": "both"}],
        "decisionMakers": [
            {"name": "One", "options": [0], "preferences": [], vector: [3, 4, 1, 2]},
            {"name": "Two", "options": [1], "preferences": [], vector: [2, [4, 1], 3]},
        ],
        "infeasibles": [],
        flag: True,
    }


def text(document: dict[str, Any]) -> str:
    """Return the text of a file, with one space a level as the format's own program writes it."""
    return json.dumps(document, indent=1)
