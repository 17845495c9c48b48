"""The options of a case: its steps one by one, or each party's part of each phase of a roadmap as one.

Who takes an option is who takes its steps. Parties without preferences carry out their steps reliably (model.md §1): of
a step that they do together with parties that have preferences, only these decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.case.model import Case, Step
from detente.case.names import nearest
from detente.case.values import show
from detente.case.visible import visible
from detente.errors import CaseError, Finding

MOST_STEPS = 12
"""Up to so many steps are analysed one by one; a larger case by the bundles of a roadmap, unless steps are named."""

MOST_BUNDLES = 20
"""Bundles are parted into what can be taken back and what cannot if there are no more options than these then."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of the model in the terms of a case: name and title, the steps it stands for, the parties that decide.

    ``phase`` is the phase of the roadmap it belongs to (from 1), 0 for a step on its own.
    """

    name: str
    title: str
    steps: tuple[str, ...]
    owners: tuple[str, ...]
    can_be_taken_back: bool
    phase: int = 0


def deciding(case: Case) -> tuple[str, ...]:
    """Return the parties that have preferences, by values or by statements, in the order of the file."""
    return tuple(party.id for party in case.parties.values() if party.is_principal or party.id in case.preferences)


def owners(case: Case, step: Step) -> tuple[str, ...]:
    """Return who decides on a step: those of its owners that have preferences, or all where none has."""
    known = deciding(case)
    return tuple(party for party in step.by if party in known) or step.by


def of_steps(case: Case, steps: Sequence[str]) -> tuple[Choice, ...]:
    """Return steps as options, one each, in the order of the file.

    Raises
    ------
    CaseError
        ``unknown-id`` for names that no step has, with the nearest.
    """
    if findings := [_unknown(case, name) for name in steps if name not in case.steps]:
        raise CaseError(findings)
    return tuple(
        Choice(step.id, step.title, (step.id,), owners(case, step), step.reversible > 0)
        for step in case.steps.values()
        if step.id in steps
    )


def of_phases(case: Case, phases: Sequence[Sequence[str]], *, parted: bool = True) -> tuple[Choice, ...]:
    """Return what each party, or group of parties, does in each phase as one option.

    ``parted``: what of it can be taken back and what cannot are options of their own. Else a bundle of both kinds
    cannot be taken back.
    """
    return tuple(_bundles(case, phases, parted=parted))


def _bundles(case: Case, phases: Sequence[Sequence[str]], *, parted: bool) -> Iterator[Choice]:
    for number, phase in enumerate(phases, start=1):
        groups: dict[tuple[tuple[str, ...], bool], list[Step]] = {}
        for step in case.steps.values():
            if step.id in phase:
                groups.setdefault((owners(case, step), parted and step.reversible > 0), []).append(step)
        whole = [who for who, _ in groups]
        for (who, back), steps in groups.items():
            yield _bundle(case, number, who, steps, whole.count(who) > 1 and back)


def _bundle(case: Case, number: int, who: tuple[str, ...], steps: Sequence[Step], marked: bool) -> Choice:
    names = " and ".join(case.parties[party].name for party in who)
    kind = ", what can be taken back" if marked else ""
    return Choice(
        name=f"{'+'.join(who)}-phase-{number}{'-reversible' if marked else ''}",
        title=f"{names}, phase {number}{kind}",
        steps=tuple(step.id for step in steps),
        owners=who,
        can_be_taken_back=all(step.reversible > 0 for step in steps),
        phase=number,
    )


def _unknown(case: Case, name: str) -> Finding:
    message = visible(f"there is no step {show(name)}")
    expected = "steps of the case, such as " + ", ".join(list(case.steps)[:4])
    return Finding("unknown-id", message, expected, nearest(name, case.steps), file="--options")
