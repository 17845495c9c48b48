"""**Deterred**: what staying must be worth so that cheating in secret does not pay (model.md §4)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from math import ceil

from ortools.sat.python import cp_model

from detente.case import Interval, Party, Step
from detente.roadmap.lattice import Lattice
from detente.roadmap.linear import Sum
from detente.roadmap.logic import Literal, is_true, negate
from detente.roadmap.tables import WholeRay


class Pretences:
    """What staying must be worth so that pretending a step does not pay (model.md §4, Deterred).

    With ``S`` the worth of staying less that of breaking off, price of one's word included, pretending step ``s`` is
    deterred if ``d_s·S + (1−d_s)·w_i(s) + tolerance_i ≥ 0``: a least ``S`` for each step. A phase needs the largest
    of them, which is counted in thresholds over the different needs.
    """

    def __init__(
        self,
        lattice: Lattice,
        party: Party,
        whole: WholeRay,
        unless: Literal,
        unless_step: Mapping[str, Literal] | None = None,
    ) -> None:
        self._lattice = lattice
        self._unless = unless
        self._unless_step = unless_step or {}
        self._floor = -whole.whole(whole.ray.tolerance)
        self._need: dict[str, int] = {}
        self._reached: dict[int, list[cp_model.IntVar]] = {}
        if is_true(unless):
            return
        for step in lattice.open:
            detection = checked_detection(party, lattice.case.steps[step])
            if detection is None:
                continue
            need = least_staying(detection, Fraction(whole.least.get(step, 0)), Fraction(-self._floor))
            if need is None:
                lattice.clause([*self._escapes(step), negate(lattice.in_package(step))])
            else:
                self._need[step] = need

    def ask(self, staying: cp_model.LinearExprT, k: int, *, floor_holds: bool) -> None:
        """Ask that staying is worth what the pretences of phase ``k`` need.

        Where the tolerance is asked for anyway (``floor_holds``), needs below it say nothing and one sum is enough.
        """
        needs = {step: need for step, need in self._need.items() if need > self._floor or not floor_holds}
        if not needs or k > self._lattice.horizon:
            return
        levels = sorted(set(needs.values()))
        reached = self._thresholds(needs, levels, k)
        if not floor_holds:
            for level, threshold in zip(levels, reached, strict=True):
                self._lattice.model.add(staying >= level).only_enforce_if(threshold)
            return
        total, below = Sum(self._floor), self._floor
        for level, threshold in zip(levels, reached, strict=True):
            total.add(level - below, threshold)
            below = level
        self._lattice.model.add(staying >= total.expression())

    def _thresholds(self, needs: dict[str, int], levels: list[int], k: int) -> list[cp_model.IntVar]:
        """``result[j]``: phase ``k`` has a step that needs at least the j-th level."""
        if k not in self._reached:
            lattice = self._lattice
            reached = [lattice.model.new_bool_var(f"need {level} in {k}") for level in levels]
            for lower, higher in pairwise(reached):
                lattice.model.add_implication(higher, lower)
            for step, need in needs.items():
                lattice.clause([*self._escapes(step), negate(lattice.placed(step, k)), reached[levels.index(need)]])
            self._reached[k] = reached
        return self._reached[k]

    def _escapes(self, step: str) -> tuple[Literal, Literal]:
        """Give the literals under which a step may be pretended after all."""
        return self._unless, self._unless_step.get(step, 0)


def checked_detection(party: Party, step: Step) -> Fraction | None:
    """Give the stated detection of a step that the party could pretend, `None` where Deterred does not speak of it."""
    detection = step.verified.detection
    if step.by != (party.id,) or detection is None or detection >= 1:
        return None
    return detection if may_cost(step, party) else None


def may_cost(step: Step, party: Party) -> bool:
    """Whether the step may be a cost to the party."""
    value = step.value.get(party.id, 0)
    return (value.lo if isinstance(value, Interval) else value) < 0


def least_staying(detection: Fraction, worth: Fraction, tolerance: Fraction) -> int | None:
    """Give the least whole ``S`` with ``d·S + (1−d)·w + tolerance ≥ 0``, `None` where no ``S`` will do."""
    if detection == 0:
        return None if worth + tolerance < 0 else ceil(-tolerance)
    return ceil((-(1 - detection) * worth - tolerance) / detection)
