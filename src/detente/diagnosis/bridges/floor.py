"""A smallest share that a roadmap has to reach: what is asked where one exists already, and a better one is sought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from detente.roadmap.ideals import Yardstick
from detente.roadmap.lattice import Lattice
from detente.roadmap.shares import UNITS, at_most_share


@dataclass(frozen=True, slots=True)
class Floor:
    """A share, in ten-thousandths, that everybody who has a yardstick must reach by it."""

    share: int
    yardsticks: Mapping[str, Yardstick]

    @classmethod
    def above(cls, share: Fraction, yardsticks: Mapping[str, Yardstick]) -> Floor:
        """Give the floor that is one ten-thousandth higher than a share."""
        return cls(int(share * UNITS) + 1, yardsticks)

    def ask(self, lattice: Lattice) -> None:
        """Ask it of the package of a model."""
        share = lattice.model.new_constant(self.share)
        for yardstick in self.yardsticks.values():
            at_most_share(lattice, yardstick, share)
