"""A principal as the checker sees it: its yardstick, its bonuses, and what its word is worth."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from fractions import Fraction

from detente.case.model import Amount, Case, Party, Scale
from detente.case.rules import Condition, steps_of
from detente.checker.breakdown import Left
from detente.checker.choice import Chooser
from detente.checker.conditions import met
from detente.checker.course import Parts
from detente.checker.scales import yardstick
from detente.checker.yardstick import Yardstick
from detente.errors import CaseError, Finding


@dataclass(frozen=True, slots=True)
class Principal:
    """A party with preferences.

    ``word`` and ``guarantee`` are the two parts of ``breach_cost``: what breaking its word costs the party anyway, and
    what a bridge in use has added.
    """

    party: Party
    stick: Yardstick
    bonuses: tuple[tuple[Condition, Fraction], ...]
    chooser: Chooser
    word: Amount
    guarantee: Amount

    @property
    def id(self) -> str:
        """The party's id."""
        return self.party.id

    @property
    def is_ordinal(self) -> bool:
        """Whether the party states levels, so that its figures are verdicts."""
        return self.party.scale is Scale.ORDINAL

    @property
    def has_ranges(self) -> bool:
        """Whether the party states intervals."""
        return self.party.scale is Scale.INTERVAL

    @property
    def breach_cost(self) -> tuple[tuple[int, Amount], ...]:
        """The whole breach cost, as terms of a sum."""
        return ((1, self.word), (1, self.guarantee))

    def bonus(self, state: Set[str]) -> Fraction:
        """Return what the bonuses add in a state."""
        return sum((value for condition, value in self.bonuses if met(condition, state)), Fraction(0))

    def settled(self, left: Mapping[str, Left]) -> Mapping[str, Left]:
        """Return what is left once the party has made its best choice among the steps that its bonuses name.

        The others' answer looks at the value of each step alone and is fixed; of the steps that are its own to leave
        standing or not, the party picks the set that is worth most with all bonuses (model.md §4).
        """
        named = self.chooser.named
        if not named:
            return left
        free, standing = set[str](), set[str]()
        for step in named & left.keys():
            if self.stick.middle[step] > 0 and left[step].gain == 0:
                continue
            (free if left[step].free else standing).add(step)
        standing |= self.chooser.best(free, standing)
        settled = dict(left)
        for step in named & left.keys():
            taken = left[step].taken if self.stick.middle[step] > 0 and step not in standing | free else 0
            stands = self.stick.whole if step in standing else 0
            settled[step] = Left(stands, stands, taken, left[step].free)
        return settled

    def standing(self, left: Mapping[str, Left]) -> set[str]:
        """Return which of the steps that bonuses name stand, after `settled`."""
        return {step for step in self.chooser.named & left.keys() if left[step].gain}


def principals(case: Case, before_bridges: Case, whole: Parts) -> tuple[Principal, ...]:
    """Return the principals of a case in its order.

    Parameters
    ----------
    case
        The case with all changes applied.
    before_bridges
        The case without the bridges in use: what they added to a breach cost is a guarantee.
    whole
        The number of parts in which shares of steps are counted.

    Raises
    ------
    CaseError
        If a step that a bonus names can be taken back in part (model.md §4 asks for all of it or nothing).
    """
    _refuse_partial_bonus_steps(case)
    return tuple(_principal(case, before_bridges, party, whole) for party in case.principals)


def _principal(case: Case, before_bridges: Case, party: Party, whole: Parts) -> Principal:
    bonuses = tuple((bonus.when, bonus.value[party.id]) for bonus in case.bonuses if bonus.value.get(party.id))
    stick = yardstick(case, party, whole)
    earlier = before_bridges.parties.get(party.id)
    word, guarantee = _parts(party.breach_cost, earlier.breach_cost if earlier else party.breach_cost)
    return Principal(party, stick, bonuses, Chooser(stick.middle, bonuses), word, guarantee)


def _parts(now: Amount, earlier: Amount) -> tuple[Amount, Amount]:
    """Split a breach cost in what was there before a bridge (as far as it still is) and what has come on top."""
    if isinstance(now, tuple):
        new = list(now)
        kept = []
        for level in earlier if isinstance(earlier, tuple) else ():
            if level in new:
                new.remove(level)
                kept.append(level)
        return tuple(kept), tuple(new)
    assert not isinstance(earlier, tuple), "a change of the deal leaves the scale as it is"
    return min(now, earlier), max(now - earlier, Fraction(0))


def _refuse_partial_bonus_steps(case: Case) -> None:
    named = {step for bonus in case.bonuses for step in steps_of(bonus.when)}
    findings = [
        Finding(
            "bonus-partly-reversible",
            f"“{name}” is named in a bonus and can be taken back in part ({step.reversible})",
            "`reversible: true` or `reversible: false`",
            path=f"steps.{name}.reversible",
        )
        for name, step in case.steps.items()
        if name in named and step.reversible not in (0, 1)
    ]
    if findings:
        raise CaseError(findings)
