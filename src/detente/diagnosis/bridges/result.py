"""What the search for bridges gives: frozen, exact, and each with a roadmap that the checker has confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from detente.case import Changes, Levels
from detente.diagnosis.result import Payment
from detente.roadmap.result import Roadmap

PUBLIC_KINDS = frozenset({"own", "together", "later", "phases"})
"""Kinds that say nothing of what anything is worth to anybody; that others would help gives away whom nothing holds."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of a bridge is needed, and how much there is without it.

    ``key`` is the key of the case format that is set (``breach_cost``, ``detection``, ``reversible``, ``parts``,
    ``max_phases``, ``days``, ``phase``; empty where there is nothing to measure), ``of`` the party, step or demand
    that it is set for. ``least`` and ``now`` are in that key's unit: a number, importance levels, or (``reversible``,
    ``detection``) a share in [0, 1]; ``now`` is `None` where there is none yet. With one notch less than ``least``,
    all else as listed, there is no roadmap (``proved``), or the time did not suffice to say so.
    """

    key: str = ""
    of: str = ""
    least: Fraction | Levels | None = None
    now: Fraction | Levels | None = None
    proved: bool = True


@dataclass(frozen=True, slots=True)
class Use:
    """One bridge in use: ``kind`` is ``own`` for a bridge that the case lists, else the module of the general one.

    ``about`` are the ids of the party, steps or demand that it is about, ``spelt`` the bridge in the case format
    (empty for the case's own), ``cost`` what the case says its own bridge costs.
    """

    id: str
    kind: str
    title: str
    about: tuple[str, ...] = ()
    amount: Amount = field(default_factory=Amount)
    spelt: Mapping[str, Any] = field(default_factory=dict)
    cost: Fraction | None = None


@dataclass(frozen=True, slots=True)
class BridgeFound:
    """A minimal set of bridges that unlocks a roadmap, with that roadmap: take any one away and there is none.

    ``payment`` has the concessions that are needed beside them; it is empty wherever bridges alone do. ``changes`` are
    all changes under which the roadmap holds, the user's own among them. ``before`` and ``after`` are the smallest
    shares without and with it (`None`: no roadmap, or no shares).
    """

    uses: tuple[Use, ...]
    payment: Payment
    changes: Changes
    roadmap: Roadmap
    before: Fraction | None = None
    after: Fraction | None = None

    @property
    def is_public(self) -> bool:
        """Whether it may be told in public that this would help."""
        return all(use.kind in PUBLIC_KINDS for use in self.uses)

    def to_dict(self, *, public: bool = False) -> dict[str, Any]:
        """Return plain data: ``use`` and ``phases`` of the contract, and the roadmap as ``plan --json`` has it."""
        from detente.diagnosis.bridges.form import bridge_to_dict

        return bridge_to_dict(self, public=public)


@dataclass(frozen=True, slots=True)
class BridgesFound:
    """All that was found, fewest bridges first; ``complete`` says whether up to ``most_together`` there are no others.

    ``tried`` are the general kinds that the case leaves room for.
    """

    bridges: tuple[BridgeFound, ...]
    complete: bool
    most_together: int
    tried: tuple[str, ...] = ()
