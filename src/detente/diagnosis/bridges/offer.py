"""An offer: one general bridge that could be tried on one thing in a case, in a row of amounts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from detente.case import Case, RuleForm
from detente.diagnosis.bridges.result import Amount

Document = Mapping[str, Any]
"""A part of a case file."""


@dataclass(frozen=True, slots=True)
class Loosening:
    """What an offer lifts at its largest amount, in terms of the conditions of model.md §§4–5.

    ``word_of``: a party that nothing tempts any more; ``found_out``: a step whose pretence is always found out;
    ``taken_back``: a step that can be taken back in full; ``rule``: the place of a rule (demand, number) and the form
    that takes its place (`None`: it is gone); ``phases``: there may be more phases.
    """

    word_of: str = ""
    found_out: str = ""
    taken_back: str = ""
    rule: tuple[str, int] | None = None
    replaced_by: RuleForm | None = None
    phases: bool = False

    def __bool__(self) -> bool:
        return bool(self.word_of or self.found_out or self.taken_back or self.rule or self.phases)


@dataclass(frozen=True, slots=True)
class Offer:
    """One general bridge on one thing.

    ``most`` is the number of amounts, 1 … ``most``, each one notch more than the one before; ``rising`` says that more
    never hurts. ``title`` tells the bridge in the case's words, ``spelt(case, n)`` gives the keys of the case format
    that the n-th amount comes to (``changes``, ``split``, ``into``), ``amount(n)`` how it is told. ``loosens`` is empty
    for what is no lifting of a condition (splitting, escrow): such offers are tried by making them.
    """

    kind: str
    about: tuple[str, ...]
    title: Callable[[int], str]
    most: int
    spelt: Callable[[Case, int], Document]
    amount: Callable[[int], Amount]
    rising: bool = True
    loosens: Loosening = field(default_factory=Loosening)

    @property
    def id(self) -> str:
        """The id under which the bridge is spelt out."""
        return "-".join((self.kind, *self.about))
