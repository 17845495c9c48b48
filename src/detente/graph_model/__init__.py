"""Where a conflict could come to rest: the concepts of stability of the Graph Model, and what follows from them.

Definitions: Fang, Hipel & Kilgour, *Interactive Decision Making* (1993); each module names its own source. The
package works on `detente.states.ConflictModel` and returns data; words and pictures are the report's. Importing it
loads no numpy; its names are looked up when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.graph_model.analysis import Stability, analyse
    from detente.graph_model.certainty import Certainty
    from detente.graph_model.coalitions import CoalitionImprovement, coalition_improvements, is_coalitionally_stable
    from detente.graph_model.comparisons import Comparisons, compare
    from detente.graph_model.concept import Concept
    from detente.graph_model.inverse import Inverse, invert
    from detente.graph_model.robustness import Robustness, perturb
    from detente.graph_model.status_quo import Reach, reach
    from detente.graph_model.witness import Witness, explain

_HOMES = {
    "Certainty": "certainty",
    "CoalitionImprovement": "coalitions",
    "Comparisons": "comparisons",
    "Concept": "concept",
    "Inverse": "inverse",
    "Reach": "status_quo",
    "Robustness": "robustness",
    "Stability": "analysis",
    "Witness": "witness",
    "analyse": "analysis",
    "coalition_improvements": "coalitions",
    "compare": "comparisons",
    "explain": "witness",
    "invert": "inverse",
    "is_coalitionally_stable": "coalitions",
    "perturb": "robustness",
    "reach": "status_quo",
}

__all__ = [
    "Certainty",
    "CoalitionImprovement",
    "Comparisons",
    "Concept",
    "Inverse",
    "Reach",
    "Robustness",
    "Stability",
    "Witness",
    "analyse",
    "coalition_improvements",
    "compare",
    "explain",
    "invert",
    "is_coalitionally_stable",
    "perturb",
    "reach",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"detente.graph_model.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'detente.graph_model' has no attribute {name!r}")
