"""What steps cost those who do them, scaled for the objectives (model.md §6)."""

from __future__ import annotations

from collections.abc import Mapping

from detente.case import Case
from detente.roadmap.ideals import Yardstick
from detente.roadmap.shares import UNITS


def burden_rows(case: Case, yardstick: Yardstick) -> dict[str, int]:
    """Give ``−w_i(s)⁻`` of every own step that costs the party something, in the yardstick's whole numbers."""
    worth = yardstick.whole.least
    return {
        step.id: -worth[step.id]
        for step in case.steps.values()
        if yardstick.party in step.by and worth.get(step.id, 0) < 0
    }


def difficulties(case: Case, yardsticks: Mapping[str, Yardstick]) -> dict[str, int]:
    """Give every step's difficulty in ten-thousandths: the sum of its owners' scaled burdens, each rounded down."""
    total = dict.fromkeys(case.steps, 0)
    for yardstick in yardsticks.values():
        for step, burden in burden_rows(case, yardstick).items():
            total[step] += burden * UNITS // yardstick.span
    return total
