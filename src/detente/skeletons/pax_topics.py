"""The topics that PA-X codes: their names in its table, what they are about, and which columns detail them.

The codes are those of the PA-X codebook (Bell, Badanjak et al.); the labels are our own words for them. A topic's own
column holds how deep the agreement goes into it: 0 (not at all) to 3 (in detail); some hold 0 and 1 only.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic. ``details`` is how the names of the columns begin that detail it (empty: none)."""

    code: str
    label: str
    details: str

    def is_detailed_by(self, column: str) -> bool:
        """Whether a column details this topic."""
        further = column.removeprefix(self.details)
        return bool(self.details) and further != column and further[:1].isupper() and column not in topics()


@cache
def topics() -> dict[str, Topic]:
    """Return all topics by their codes, in the order of the codebook."""
    table = files("detente.skeletons").joinpath("pax_topics.csv").read_text(encoding="utf-8")
    return {row["code"]: Topic(**row) for row in csv.DictReader(table.splitlines())}
