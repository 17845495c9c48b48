"""The parties of a case, each with its amounts read by its scale (model.md §2)."""

from __future__ import annotations

from fractions import Fraction

from detente.case.document import PartyDocument
from detente.case.draft import Draft
from detente.case.model import Amount, Party, Role, Scale
from detente.case.problems import Path
from detente.case.values import show

AMOUNTS = ("walk_away", "breach_cost", "tolerance", "trust")
HIGHEST_LEVEL = 99


def build_parties(draft: Draft) -> dict[str, Party]:
    """Return the parties in the order of the file."""
    parties = {}
    for name, document in draft.shape.document.parties.items():
        path: Path = ("parties", name)
        draft.check_id(name, path, at_key=True)
        if draft.steps is not None and name in draft.steps:
            message = f"{show(name)} is the name of a party and of a step"
            draft.problems.add("same-id", message, ("steps", name), expected="two different names", at_key=True)
        parties[name] = _party(draft, name, document, path)
    if not parties and not draft.shape.doubtful("parties") and draft.parties is not None:
        draft.problems.add(
            "no-parties", "the case has no parties", ("parties",), expected="at least one party", at_key=True
        )
    return parties


def _party(draft: Draft, name: str, document: PartyDocument, path: Path) -> Party:
    role = document.role or (Role.PRINCIPAL if document.scale else Role.STAKEHOLDER)
    scale = document.scale
    _check_role(draft, name, document, path)
    amounts = {key: _amount(draft, document, key, path) for key in AMOUNTS}
    return Party(
        id=name,
        name=name if document.name is None else document.name,
        role=role,
        scale=scale,
        **{key: _nothing(scale) if amounts[key] is None else amounts[key] for key in AMOUNTS[:3]},  # type: ignore[arg-type]
        trust=amounts["trust"],
        trust_growth=document.trust_growth or Fraction(0),
        notes=document.notes,
        mark=document.mark.value if document.mark else "",
        sources=draft.known_sources(document.sources, (*path, "sources")),
    )


def _nothing(scale: Scale | None) -> Amount:
    return () if scale is Scale.ORDINAL else Fraction(0)


def _check_role(draft: Draft, name: str, document: PartyDocument, path: Path) -> None:
    if draft.shape.doubtful(*path, "scale") or draft.shape.doubtful(*path, "role"):
        return
    if document.role is Role.PRINCIPAL and document.scale is None:
        expected = "a scale: cardinal, interval or ordinal"
        draft.problems.add(
            "role-without-scale", f"{show(name)} is a principal without a scale", (*path, "role"), expected=expected
        )
    elif document.role not in (None, Role.PRINCIPAL) and document.scale is not None:
        message = f"{show(name)} has a scale, so it is a principal, but its role says {show(document.role.value)}"
        draft.problems.add("scale-and-role", message, (*path, "role"), expected="role: principal, or no scale")


def _amount(draft: Draft, document: PartyDocument, key: str, path: Path) -> Amount | None:
    """Return an amount as its party's scale has it, or None where it is not stated or does not fit."""
    given = getattr(document, key)
    if given is None:
        return None
    place = (*path, key)
    scale = document.scale
    if scale is None:
        if document.role is not Role.PRINCIPAL and path[-1] in draft.scales:
            message = f"{show(path[-1])} has no scale, so {key} says nothing"
            draft.problems.add(
                "amount-without-scale", message, place, expected="a scale for it, or no such key", at_key=True
            )
        return None
    if scale is Scale.ORDINAL:
        return _levels(draft, given, place)
    if isinstance(given, tuple):
        expected = f"a number, since its scale is {scale.value}"
        draft.problems.add("wrong-scale", "a list of levels is for ordinal parties", place, expected=expected)
        return None
    assert isinstance(given, Fraction)
    return given


def _levels(draft: Draft, given: Fraction | tuple[Fraction, ...], place: Path) -> Amount:
    levels: list[int] = []
    for index, level in enumerate(given if isinstance(given, tuple) else (given,)):
        where = (*place, index) if isinstance(given, tuple) else place
        if level and check_level(draft, level, where):
            levels.append(int(level))
    return tuple(sorted(levels, reverse=True))


def check_level(draft: Draft, level: Fraction, place: Path) -> bool:
    """Whether a number is an importance level (its sign aside); note it where it is none."""
    expected = f"a whole number from 1 to {HIGHEST_LEVEL} (an importance level)"
    if level.denominator != 1:
        draft.problems.add(
            "fractional-level", f"the level {float(level):g} is no whole number", place, expected=expected
        )
        return False
    if abs(level) > HIGHEST_LEVEL:
        draft.problems.add("level-out-of-range", f"the level {level} is out of range", place, expected=expected)
        return False
    return True
