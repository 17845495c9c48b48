"""A case as a conflict in option form: its steps are the options, its rules say which states there are.

Rules that speak of what may stand together (``requires``, ``excludes``, ``never``, ``at most``) make states infeasible;
goals (``include``, ``at least``) do not, nor do demands, which are what a single party wants. A step that cannot be
taken back is switched one way only. Values and statements become orders of states; nothing else of the case counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from detente.case.model import Case, Party, Scale
from detente.errors import CaseError, Finding
from detente.states.choices import MOST_BUNDLES, MOST_STEPS, Choice, deciding, of_phases, of_steps
from detente.states.conflict import Conflict, OptionTold, Waypoint
from detente.states.memory import ensure_room
from detente.states.model import ConflictModel, Direction, Option
from detente.states.orders import Flags, Preference, Ranking
from detente.states.statements import by_statements
from detente.states.truth import column, is_broken, spread
from detente.states.worth import MOST_COMPARED, by_values

IN_ORDER = (
    "So many states are told apart only as far as everybody does its parts in the order of the phases, and takes the "
    "later back before the earlier."
)
IN_STRICT_ORDER = (
    "So many states are told apart only as far as everybody does its parts in the order of the phases, and takes none "
    "back that comes before one that cannot be taken back."
)

Phases = Sequence[Sequence[str]]


def needs_roadmap(case: Case, options: Sequence[str] = ()) -> bool:
    """Whether a case has too many steps to be analysed step by step, so that the phases of a roadmap are asked for."""
    return not options and len(case.steps) > MOST_STEPS


def from_case(case: Case, *, options: Sequence[str] = (), phases: Phases = ()) -> Conflict:
    """Return a case as a conflict.

    Parameters
    ----------
    case
        The case.
    options
        Ids of the steps that are options; the others are not done. Default: all steps of a case of at most
        `MOST_STEPS`; of a larger one, each party's part of each of the phases.
    phases
        The steps of each phase of a roadmap, whose way through the states is then part of the conflict. Needed where
        `needs_roadmap` says so.

    Raises
    ------
    CaseError
        ``unknown-id`` (in ``options``), ``too-many-options`` (no roadmap is given and the case is too large),
        ``too-many-states`` or ``no-feasible-state``.
    """
    space = _space(case, options, phases)
    choices, columns, feasible = space.choices, space.columns, space.feasible
    parties = _parties(case, choices)
    model = ConflictModel.of(
        [party.id for party in parties],
        [_option(choice, parties) for choice in choices],
        [_preference(case, party, choices, columns, feasible) for party in parties],
        feasible=feasible,
    )
    return Conflict(
        title=case.title,
        model=model,
        dm_titles=tuple(party.name for party in parties),
        options_told=tuple(
            OptionTold(choice.title, choice.steps, tuple(case.steps[step].title for step in choice.steps))
            for choice in choices
        ),
        status_quo=0 if feasible[0] else None,
        path=_path(choices, phases),
        assumptions=(*_assumptions(case, choices, parties), *((space.in_order,) if space.in_order else ())),
        source=case.origin,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Space:
    """The options of a model and its feasible states; ``in_order`` says in what order phases are done, if any."""

    choices: tuple[Choice, ...]
    columns: dict[str, Flags]
    feasible: Flags
    in_order: str = ""

    @classmethod
    def of(cls, case: Case, choices: tuple[Choice, ...], in_order: str = "") -> _Space:
        ensure_room(len(choices), len(_parties(case, choices)))
        columns = {step: column(place, len(choices)) for place, choice in enumerate(choices) for step in choice.steps}
        feasible = _feasible(case, columns, len(choices))
        return cls(choices, columns, feasible & _in_order(choices, in_order) if in_order else feasible, in_order)

    @property
    def is_large(self) -> bool:
        """Whether there are too many states to compare every pair of them."""
        return int(np.count_nonzero(self.feasible)) > MOST_COMPARED


def _space(case: Case, options: Sequence[str], phases: Phases) -> _Space:
    """Return the options and states of a case; of bundles, the finest that are not too many to compare."""
    if options or len(case.steps) <= MOST_STEPS:
        return _Space.of(case, of_steps(case, options or tuple(case.steps)))
    if not phases:
        message = f"the case has {len(case.steps)} steps, too many to look at one by one, and no roadmap to bundle them"
        expected = f"--options naming some, or --roadmap FILE; up to {MOST_STEPS} steps are looked at one by one"
        raise CaseError([Finding("too-many-options", message, expected, file=case.origin)])
    finest = of_phases(case, phases, parted=True)
    whole = of_phases(case, phases, parted=False)
    space = _Space.of(case, finest if len(finest) <= MOST_BUNDLES else whole)
    for choices, in_order in ((space.choices, IN_ORDER), (whole, IN_ORDER), (whole, IN_STRICT_ORDER)):
        if space.is_large:
            space = _Space.of(case, choices, in_order)
    return space


def _parties(case: Case, choices: Sequence[Choice]) -> tuple[Party, ...]:
    """Return the parties that decide on something or have preferences, in the order of the file."""
    acting = {party for choice in choices for party in choice.owners}
    known = deciding(case)
    return tuple(party for party in case.parties.values() if party.id in acting or party.id in known)


def _option(choice: Choice, parties: Sequence[Party]) -> Option:
    direction = Direction.BOTH if choice.can_be_taken_back else Direction.FORWARD
    owners = tuple(place for place, party in enumerate(parties) if party.id in choice.owners)
    return Option(choice.name, owners, direction)


def _feasible(case: Case, columns: dict[str, Flags], options: int) -> Flags:
    feasible = np.ones(1 << options, np.bool_)
    for rule in case.rules:
        broken = is_broken(rule.form, columns)
        if broken is not None and broken.any():
            feasible &= ~spread(broken, options)
    return feasible


def _in_order(choices: Sequence[Choice], in_order: str) -> Flags:
    """Return in which states everybody has done the parts of earlier phases before those of later ones.

    What can be taken back and what cannot are each in order among themselves, so that nothing that can be taken back
    is bound to what cannot; in strict order they are bound.
    """
    feasible = np.ones(1 << len(choices), np.bool_)
    last: dict[tuple[tuple[str, ...], bool], int] = {}
    for place, choice in enumerate(choices):
        kind = (choice.owners, choice.can_be_taken_back and in_order == IN_ORDER)
        if kind in last:
            skipped = column(place, len(choices)) & ~column(last[kind], len(choices))
            feasible &= ~spread(skipped, len(choices))
        last[kind] = place
    return feasible


def _preference(
    case: Case, party: Party, choices: Sequence[Choice], columns: dict[str, Flags], feasible: Flags
) -> Preference:
    if party.id in case.preferences:
        formulas = [one.formula for one in case.preferences[party.id]]
        return by_statements(formulas, columns, feasible, len(choices))
    if party.is_principal:
        return by_values(case, party, tuple(choice.steps for choice in choices), columns, feasible)
    return Ranking.of(np.zeros(feasible.shape, np.int64), feasible)


def _path(choices: Sequence[Choice], phases: Phases) -> tuple[Waypoint, ...]:
    """Return the states at which the phases end; phases that change none of the options are told with those before."""
    done: set[str] = set()
    path = [Waypoint("status quo", 0)] if phases else []
    for number, phase in enumerate(phases, start=1):
        done |= set(phase)
        code = sum(1 << place for place, choice in enumerate(choices) if done.issuperset(choice.steps))
        last = number == len(phases)
        path.append(Waypoint(f"end of phase {number}{', the package' if last else ''}", code))
    return tuple(path)


def _assumptions(case: Case, choices: Sequence[Choice], parties: Sequence[Party]) -> Iterator[str]:
    """Say in sentences what was taken to be so."""
    left_out = [step.title for step in case.steps.values() if not any(step.id in one.steps for one in choices)]
    if left_out:
        yield f"{len(left_out)} of {len(case.steps)} steps are no options here and are not done."
    levelled = [party.name for party in parties if party.scale is Scale.ORDINAL]
    if levelled:
        yield (
            f"{_all(levelled)}: only the order of importance levels is known. Of states that it does not decide, any "
            "may be the better one."
        )
    vague = [party.name for party in parties if party.scale is Scale.INTERVAL]
    if vague:
        yield f"{_all(vague)}: any value within the stated intervals is possible."
    known = deciding(case)
    silent = [party.name for party in parties if party.id not in known]
    if silent:
        yield f"{_all(silent)}: no preferences are stated, so all states are equally good there."
    yield from _about_taking_back(case, choices)
    if any(party not in known for choice in choices for step in choice.steps for party in case.steps[step].by):
        yield "Of steps that parties with and without preferences do together, those with preferences decide."


def _about_taking_back(case: Case, choices: Sequence[Choice]) -> Iterator[str]:
    steps = [case.steps[step] for choice in choices for step in choice.steps]
    in_part = [step.title for step in steps if 0 < step.reversible < 1]
    if in_part:
        yield f"Taken back as a whole, though only part of their worth can be: {_all(in_part)}."
    conditional = [step.title for step in steps if step.reversible_if is not None]
    if conditional:
        yield f"Taken back freely, though that hangs on a condition: {_all(conditional)}."
    mixed = [
        choice.title
        for choice in choices
        if not choice.can_be_taken_back and any(case.steps[step].reversible > 0 for step in choice.steps)
    ]
    if mixed:
        yield f"Cannot be taken back as a whole, though parts of them can: {_all(mixed)}."


def _all(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
