"""The case: parties, steps, what each is worth to whom, rules and demands (model.md §§1, 2, 5).

Everything here is frozen data with exact numbers. Amounts of cardinal and interval parties are `Fraction`; the
importance levels of ordinal parties are whole numbers, and an ordinal *amount* is the list of the levels it adds
(highest first, empty for none), because levels have no unit and are never summed as money.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from detente.case.formulas import Preference
from detente.case.rules import Condition, Rule


class Role(StrEnum):
    """What a party is in the case. Only principals have preferences, and so temptations."""

    PRINCIPAL = "principal"
    VERIFIER = "verifier"
    GUARANTOR = "guarantor"
    GATEKEEPER = "gatekeeper"
    STAKEHOLDER = "stakeholder"
    MEDIATOR = "mediator"


class Scale(StrEnum):
    """How a principal's values are stated (model.md §2)."""

    CARDINAL = "cardinal"
    INTERVAL = "interval"
    ORDINAL = "ordinal"


class Fairness(StrEnum):
    """Which package counts as best (model.md §6, objective 1)."""

    EGALITARIAN = "egalitarian"
    NASH = "nash"
    UTILITARIAN = "utilitarian"
    EVERYTHING = "everything"


class Objective(StrEnum):
    """The six objectives of model.md §6, in their default order."""

    PACKAGE = "package"
    EXPOSURE = "exposure"
    LEAP = "leap"
    TIME = "time"
    EASIER = "easier"
    BALANCE = "balance"


class Mark(StrEnum):
    """How well something in the case is known: read in a source, remembered, or judged by whoever wrote the case."""

    VERIFIED = "verified"
    FROM_MEMORY = "from-memory"
    JUDGEMENT = "judgement"


Levels = tuple[int, ...]
"""Importance levels 1–99, highest first; empty: none."""

Amount = Fraction | Levels
"""An amount: a number for cardinal and interval parties, levels for ordinal ones."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A value known only to lie in ``[lo, hi]`` (``lo <= hi``)."""

    lo: Fraction
    hi: Fraction


Value = Fraction | Interval | int
"""What a step is worth to a party: `Fraction` (cardinal), `Interval` (interval), signed level as `int` (ordinal)."""


@dataclass(frozen=True, slots=True)
class Party:
    """A party of the case.

    A party with a ``scale`` is a principal; ``walk_away``, ``breach_cost`` and ``tolerance`` are zero (`Fraction` 0 or
    the empty tuple, by scale) where nothing was stated, and meaningless for the others. ``trust`` is ``None`` where
    exposure is unbounded. All are at least zero.
    """

    id: str
    name: str
    role: Role = Role.STAKEHOLDER
    scale: Scale | None = None
    walk_away: Amount = Fraction(0)
    breach_cost: Amount = Fraction(0)
    tolerance: Amount = Fraction(0)
    trust: Amount | None = None
    trust_growth: Fraction = Fraction(0)
    notes: str = ""
    mark: str = ""
    sources: tuple[str, ...] = ()

    @property
    def is_principal(self) -> bool:
        """Whether the party has preferences (model.md §1)."""
        return self.scale is not None


@dataclass(frozen=True, slots=True)
class Verification:
    """How a step is verified: by whom, in how many days, and with what probability a pretence is found out.

    ``detection`` is ``None`` where it was not stated: then 1 is assumed, and said so.
    """

    by: tuple[str, ...] = ()
    days: int = 0
    detection: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who does it, what it is worth to whom, whether it can be taken back.

    ``value`` has an entry only for parties to whom the step is not worth exactly zero. ``reversible`` is the share in
    ``[0, 1]`` of its worth that an owner can take back, where ``reversible_if`` (if any) holds. ``days`` is how long
    it takes without its verification. ``mark`` says how well the step is known (``verified``, ``from-memory`` or
    ``judgement``), ``marks`` says it of single keys of the step.
    """

    id: str
    title: str
    by: tuple[str, ...]
    value: Mapping[str, Value]
    reversible: Fraction = Fraction(0)
    reversible_if: Condition | None = None
    reversible_if_text: str = ""
    days: int = 0
    verified: Verification = field(default_factory=Verification)
    admits: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: str = ""
    mark: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_joint(self) -> bool:
        """Whether the step happens only if several owners do it (model.md §1)."""
        return len(self.by) > 1


@dataclass(frozen=True, slots=True)
class Bonus:
    """What a condition on the package adds to the value of some (cardinal) parties."""

    when: Condition
    text: str
    value: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class SofterForm:
    """A retreat from a demand: the rules that replace it and the price in points of firmness."""

    rules: tuple[Rule, ...]
    firmness: int


@dataclass(frozen=True, slots=True)
class Demand:
    """One party's demand: rules that hold unless it is softened or given up (model.md §5).

    ``firmness`` is 1…5 points; a red line has none (0) and is never given up. ``form`` is ``None`` for the demand as
    made, or the index of the softer form in force; ``softer`` keeps all forms as the case lists them.
    """

    id: str
    by: str
    rules: tuple[Rule, ...]
    firmness: int = 0
    red_line: bool = False
    says: str = ""
    sources: tuple[str, ...] = ()
    softer: tuple[SofterForm, ...] = ()
    form: int | None = None
    notes: str = ""
    mark: str = ""

    @property
    def in_force(self) -> tuple[Rule, ...]:
        """The rules of the form now in force."""
        return self.rules if self.form is None else self.softer[self.form].rules


@dataclass(frozen=True, slots=True)
class Bridge:
    """A change of the deal that the case itself proposes.

    ``changes`` is the part of the case file it replaces, in the file's own shape (numbers as `int` or `Decimal`);
    ``split`` names a step that is replaced by the steps of ``into``. Either may be empty, not both.
    """

    id: str
    title: str
    changes: Mapping[str, object]
    split: str | None
    into: Mapping[str, object]
    cost: Fraction
    sources: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where something is said: an article, a text, an interview."""

    id: str
    title: str
    publisher: str = ""
    date: date | None = None
    url: str = ""
    statements: tuple[int, ...] = ()
    mark: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact or an assumption of the case in words, how well it is known, and where it is said."""

    text: str
    mark: str = ""
    sources: tuple[str, ...] = ()


DEFAULT_OBJECTIVES = tuple(Objective)


@dataclass(frozen=True, slots=True)
class Case:
    """A whole case. Mappings keep the order of the file, which decides among equals (model.md §6).

    ``preferences`` holds, for parties whose order of states is given by statements instead of values, these statements,
    the most important first (they matter to stability, not to roadmaps).
    ``digest`` is the SHA-256 of the case's meaning (see `detente.case.digest`), ``origin`` the file it was read from.
    """

    title: str
    parties: Mapping[str, Party]
    steps: Mapping[str, Step]
    bonuses: tuple[Bonus, ...] = ()
    rules: tuple[Rule, ...] = ()
    demands: Mapping[str, Demand] = field(default_factory=dict)
    bridges: Mapping[str, Bridge] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    starts: date | None = None
    max_phases: int = 8
    fairness: Fairness = Fairness.EGALITARIAN
    objectives: tuple[Objective, ...] = DEFAULT_OBJECTIVES
    notes: str = ""
    origin: str = ""
    facts: tuple[Statement, ...] = ()
    assumptions: tuple[Statement, ...] = ()
    preferences: Mapping[str, tuple[Preference, ...]] = field(default_factory=dict)

    @property
    def principals(self) -> tuple[Party, ...]:
        """The parties with preferences, in the file's order."""
        return tuple(party for party in self.parties.values() if party.is_principal)

    def rules_in_force(self) -> tuple[Rule, ...]:
        """All rules, then those of every demand in its present form: what **Ordered** asks (model.md §4)."""
        return self.rules + tuple(rule for demand in self.demands.values() for rule in demand.in_force)
