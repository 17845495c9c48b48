"""A `.gmcr` model as a conflict: what its options are called."""

from __future__ import annotations

import json

from detente.states.from_gmcr import from_gmcr
from detente.states.gmcr_file import read_gmcr_text


def _model(first: str, second: str) -> str:
    makers = [
        {"name": "North", "options": [0], "preferences": [[[0, "Y"]]]},
        {"name": "South", "options": [1], "preferences": [[[1, "N"]]]},
    ]
    options = [{"name": name, "permittedDirection": "both"} for name in (first, second)]
    return json.dumps({"decisionMakers": makers, "options": options, "infeasibles": []})


def test_options_that_two_parties_name_alike_are_told_with_their_party() -> None:
    alike = from_gmcr(read_gmcr_text(_model("Escalate", "Escalate")))
    assert [one.title for one in alike.options_told] == ["Escalate (North)", "Escalate (South)"]
    apart = from_gmcr(read_gmcr_text(_model("Escalate", "Wait")))
    assert [one.title for one in apart.options_told] == ["Escalate", "Wait"]
