"""The least amounts of a set of bridges: whole notches, each one notch less of which no longer unlocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from detente.diagnosis.bridges.trial import BridgeSet, Trials
from detente.diagnosis.feasibility import Outcome, Verdict
from detente.roadmap.standing import Course

Amounts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Least:
    """The amounts, one for each offer of the set, whether each is proved to be least, and a roadmap that holds then."""

    amounts: Amounts
    proved: tuple[bool, ...]
    course: Course


def least_amounts(trials: Trials, bridges: BridgeSet, found: Course, start: Amounts | None = None) -> Least:
    """Lower the amounts of a set, one after the other, as far as a roadmap still holds.

    Parameters
    ----------
    trials
        Makes the set.
    bridges
        The set.
    found
        A roadmap that holds at the amounts to start from.
    start
        These amounts (default: the largest).

    Returns
    -------
    Least
        No amount can be lowered by a notch with the others as they are, as far as ``proved`` says so.
    """
    amounts, before, course = start or bridges.at_most, None, found
    proved = [True] * len(amounts)
    while amounts != before:  # where more may hurt, an amount may go down once the others have
        before = amounts
        for place, offer in enumerate(bridges.offers):
            lower = _lower if offer.rising else _scan
            amount, proved[place], course = lower(_Row(trials, bridges, amounts, place), course)
            amounts = (*amounts[:place], amount, *amounts[place + 1 :])
    return Least(amounts, tuple(proved), course)


@dataclass(frozen=True, slots=True)
class _Row:
    """One amount of a set, the others fixed."""

    trials: Trials
    bridges: BridgeSet
    amounts: Amounts
    place: int

    def _at(self, notches: int) -> Amounts:
        return (*self.amounts[: self.place], notches, *self.amounts[self.place + 1 :])

    @property
    def most(self) -> int:
        """The amount at which the row is known to hold."""
        return self.amounts[self.place]

    def verdict(self, notches: int) -> Verdict:
        """Whether a roadmap holds at another amount."""
        return self.trials.verdict(self.bridges, self._at(notches))

    def keeps(self, course: Course, notches: int) -> bool:
        """Whether one roadmap holds at another amount."""
        return self.trials.still_holds(course, self.bridges, self._at(notches))


def _lower(row: _Row, course: Course) -> tuple[int, bool, Course]:
    """Lower an amount of which more never hurts.

    Each roadmap that is found says at once how little it needs itself; if with one notch less there is none at all,
    that is the least. Between such steps the rest is halved, so that many roadmaps of little difference do not matter.
    """
    return lowered(row.verdict, row.keeps, row.most, course)


def lowered(
    verdict: Callable[[int], Verdict], keeps: Callable[[Course, int], bool], most: int, course: Course, fails: int = 0
) -> tuple[int, bool, Course]:
    """Find the least amount at which a roadmap holds, where more never hurts.

    Parameters
    ----------
    verdict
        Whether there is a roadmap at an amount.
    keeps
        Whether one roadmap holds at an amount.
    most, course
        An amount, and a roadmap that holds at it.
    fails
        An amount, below ``most``, at which there is none.

    Returns
    -------
    tuple
        The amount, whether it is proved that one notch less leaves none, and a roadmap that holds at it.
    """
    holds_at = _needed(keeps, course, fails, most)
    probe = holds_at - 1
    while holds_at - fails > 1:
        answer = verdict(probe)
        if answer.outcome is Outcome.UNKNOWN:
            return holds_at, False, course
        if answer.outcome is Outcome.NONE:
            fails = probe
        elif answer.course is not None:
            course = answer.course
            holds_at = _needed(keeps, course, fails, probe)
            # a step down by one may be one of very many: halve next, and look at the edge again after that
            probe = (fails + holds_at) // 2
            continue
        probe = holds_at - 1
    return holds_at, True, course


def _needed(keeps: Callable[[Course, int], bool], course: Course, fails: int, holds_at: int) -> int:
    """Give the least amount at which one roadmap holds, by halving."""
    while holds_at - fails > 1:
        middle = (fails + holds_at) // 2
        if keeps(course, middle):
            holds_at = middle
        else:
            fails = middle
    return holds_at


def _scan(row: _Row, course: Course) -> tuple[int, bool, Course]:
    """Find the least amount where more may hurt: one after the other, from the lowest up."""
    proved = True
    for notches in range(1, row.most):
        answer = row.verdict(notches)
        if answer.outcome is Outcome.HOLDS and answer.course is not None:
            return notches, proved, answer.course
        proved = proved and answer.outcome is Outcome.NONE
    return row.most, proved, course
