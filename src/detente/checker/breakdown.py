"""What is left of a roadmap after a breakdown: by one party, or by all the others (model.md §4).

Both formulas are sums over steps of a share of ``w_i(s)⁺`` and a share of ``w_i(s)⁻``. Here are the shares; what they
amount to is for `detente.checker.yardstick`, because it depends on the party's scale.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from detente.checker.course import Course, Parts


class Left(NamedTuple):
    """What is left of a step: the share ``gain`` of ``w⁺`` and the share ``cost`` of ``w⁻``, in parts (`Course.whole`).

    ``taken`` is the share of ``w⁺`` that the others take back (``gain + taken`` is what stood before their answer).
    ``free``: whether the party itself may choose between leaving the step standing and not.
    """

    gain: Parts
    cost: Parts
    taken: Parts
    free: bool


NOTHING = Left(0, 0, 0, False)
"""What is left of a step that was never done."""


def broken_off(course: Course, party: str, phase: int, delivered: tuple[str, ...]) -> Mapping[str, Left]:
    """Return what is left when ``party`` breaks off: ``br_i(k, P)`` of model.md §4.

    ``delivered`` is ``P``: the steps of phase ``k``, or none if the party breaks off before the phase begins.
    """
    shares = course.returnable[phase - 1]
    whole, steps = course.whole, course.case.steps
    left: dict[str, Left] = {}
    for name in course.before(phase):
        step, share = steps[name], shares[name]
        if party in step.by:
            taken = share if step.is_joint else 0
            left[name] = Left(whole - taken, whole - share, taken, share > 0)
        else:
            left[name] = Left(whole - share, whole, share, False)
    for name in delivered:
        step, share = steps[name], shares[name]
        if party in step.by:
            taken = share if step.is_joint else 0
            left[name] = Left(whole - taken, 0, taken, True)
        else:
            left[name] = Left(whole - share, whole, share, False)
    return left


def abandoned(course: Course, party: str, phase: int) -> Mapping[str, Left]:
    """Return what is left when the others break off in phase ``k``: ``exp_i(k)`` of model.md §4."""
    shares = course.returnable[phase - 1]
    whole, steps = course.whole, course.case.steps
    left: dict[str, Left] = {}
    for name in course.before(phase):
        step, share = steps[name], shares[name]
        if party in step.by:
            taken = share if step.is_joint else 0
            left[name] = Left(whole - taken, whole - share, taken, share > 0)
        elif _is_reliable(course, name):
            left[name] = Left(whole, whole, 0, False)
        else:
            left[name] = Left(whole - share, whole, share, False)
    for name in course.of(phase):
        step, share = steps[name], shares[name]
        if party in step.by:
            left[name] = Left(0 if step.is_joint else whole, whole - share, 0, share > 0)
        elif _is_reliable(course, name):
            left[name] = Left(whole, whole, 0, False)
        else:
            left[name] = Left(0, whole, 0, False)
    return left


def _is_reliable(course: Course, step: str) -> bool:
    """Whether no owner of the step is a principal: nobody who could break off has a hand in it."""
    parties = course.case.parties
    return not any(parties[owner].is_principal for owner in course.case.steps[step].by)
