"""The best a party with bonuses can do when it breaks off or is left, found exactly (model.md §4).

Given a finished roadmap this is a small problem: which of its own bonus-named steps the party does, keeps or takes
back. Its answer tells whether a deviation was overlooked by the search, and gives the figures that are printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from detente.case import Bonus
from detente.roadmap.conditions import meets
from detente.roadmap.linear import Sum, common_scale
from detente.roadmap.logic import Literal, Logic
from detente.roadmap.solver import Solver

FEW = 6
"""Up to so many free steps all choices are looked at, which takes less than putting the question to the solver."""


@dataclass(frozen=True, slots=True)
class Response:
    """The best response: its value, and the free steps that stand afterwards."""

    value: Fraction
    standing: frozenset[str]


def best_response(
    solver: Solver,
    fixed: Mapping[str, bool],
    free: tuple[str, ...],
    worth: Mapping[str, Fraction],
    bonuses: tuple[tuple[Bonus, Fraction], ...],
) -> Response:
    """Choose which free steps stand so that worth and bonuses together are largest.

    Parameters
    ----------
    solver
        Solves what is left to choose.
    fixed
        Bonus-named steps that stand or do not stand whatever the party does.
    free
        Bonus-named steps the party chooses about.
    worth
        What a step that stands is worth; steps not in it are worth 0.
    bonuses
        The bonuses with what each adds for this party.

    Returns
    -------
    Response
        The largest value of the named steps and bonuses, and a choice that reaches it.
    """
    if len(free) <= FEW:
        return max(_responses(fixed, free, worth, bonuses), key=lambda response: response.value)
    logic = Logic()
    member: dict[str, Literal] = {step: int(stands) for step, stands in fixed.items()}
    choices = {step: logic.model.new_bool_var(step) for step in free}
    member.update(choices)
    scale = common_scale([*worth.values(), *(amount for _, amount in bonuses)])
    total = Sum()
    for step, literal in member.items():
        total.add(int(worth.get(step, Fraction(0)) * scale), literal)
    for bonus, amount in bonuses:
        total.add(int(amount * scale), logic.reify(bonus.when, member.__getitem__))
    if not total.terms:
        return Response(Fraction(total.constant) / scale, frozenset())
    logic.model.maximize(total.expression())
    # a roadmap found before an interrupt is told all the same
    answer = solver.to_the_end().solve(logic.model, None)
    if answer.values is None or not answer.proved:
        raise AssertionError("a choice without constraints always has a best answer")
    standing = frozenset(step for step, variable in choices.items() if answer.values[variable.index])
    return Response(Fraction(total.value(answer.values)) / scale, standing)


def _responses(
    fixed: Mapping[str, bool],
    free: tuple[str, ...],
    worth: Mapping[str, Fraction],
    bonuses: tuple[tuple[Bonus, Fraction], ...],
) -> Iterator[Response]:
    """Yield every choice about the free steps with its value."""
    stands = frozenset(step for step, stands in fixed.items() if stands)
    base = sum((worth.get(step, Fraction(0)) for step in stands), Fraction(0))
    for choice in product((False, True), repeat=len(free)):
        chosen = frozenset(step for step, taken in zip(free, choice, strict=True) if taken)
        value = base + sum((worth.get(step, Fraction(0)) for step in chosen), Fraction(0))
        value += sum((amount for bonus, amount in bonuses if meets(bonus.when, stands | chosen)), Fraction(0))
        yield Response(value, chosen)
