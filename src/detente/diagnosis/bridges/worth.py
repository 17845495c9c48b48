"""What a package is worth by yardsticks that were made for another variant of the case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from detente.case import Case
from detente.roadmap.conditions import meets
from detente.roadmap.ideals import Yardstick
from detente.roadmap.rays import ZERO, representative
from detente.roadmap.shares import UNITS


def smallest_share(case: Case, package: Iterable[str], yardsticks: Mapping[str, Yardstick]) -> Fraction | None:
    """Give the smallest share, in ten-thousandths rounded down (model.md §6); `None` where nobody has one.

    Parameters
    ----------
    case
        The variant of the case that the package belongs to.
    package
        Its steps.
    yardsticks
        What the shares are measured against.
    """
    done = frozenset(package)
    shares = [_share(case, done, one) for one in yardsticks.values()]
    return min(shares, default=None)


def _share(case: Case, done: frozenset[str], yardstick: Yardstick) -> Fraction:
    ray = representative(case, case.parties[yardstick.party])
    worth = sum((ray.lo.get(step, ZERO) for step in done), ZERO)
    for bonus in case.bonuses:
        if meets(bonus.when, done):
            worth += bonus.value.get(yardstick.party, ZERO)
    scale = yardstick.whole.scale
    gained = worth - yardstick.walk_away / scale
    return Fraction(gained * UNITS // (yardstick.span / scale), UNITS)
