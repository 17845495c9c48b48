"""Statements over options as plain data: what a party prefers to hold, whatever else happens.

A statement is a formula of propositional logic whose atoms say that an option is taken. Only its shape is here; what it
means for an order of states is in `detente.states`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

WORDS = ("and", "or", "not", "if", "iff", "then")
"""Words of the language of statements, which name no option unless they are quoted."""

_PLAIN = re.compile(rf"(?!(?:{'|'.join(WORDS)})\Z)\w[\w-]*")


@dataclass(frozen=True, slots=True)
class Option:
    """The statement that one option is taken. ``name`` is the option's, or its number (from 1) as text."""

    name: str


@dataclass(frozen=True, slots=True)
class Negation:
    """``not part``."""

    part: Formula


@dataclass(frozen=True, slots=True)
class Conjunction:
    """All parts hold (two or more)."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Disjunction:
    """At least one part holds (two or more parts)."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Conditional:
    """``then if when``: violated only where ``when`` holds and ``then`` does not."""

    then: Formula
    when: Formula


@dataclass(frozen=True, slots=True)
class Biconditional:
    """``left iff right``: both hold or neither does."""

    left: Formula
    right: Formula


Formula = Option | Negation | Conjunction | Disjunction | Conditional | Biconditional


@dataclass(frozen=True, slots=True)
class Preference:
    """One statement of a party's list: its formula, with options by name, and the words in which it was written."""

    formula: Formula
    text: str


def options_of(formula: Formula) -> Iterator[str]:
    """Yield the names of the options that a formula speaks of, from left to right, as often as it names them."""
    match formula:
        case Option(name):
            yield name
        case Negation(part):
            yield from options_of(part)
        case Conjunction(parts) | Disjunction(parts):
            for part in parts:
                yield from options_of(part)
        case Conditional(first, second) | Biconditional(first, second):
            yield from options_of(first)
            yield from options_of(second)


def formula_text(formula: Formula) -> str:
    """Return a formula in words, with as few brackets as keep its shape; names that are no plain word are quoted."""
    match formula:
        case Option(name):
            return _name(name)
        case Negation(part):
            return f"not {_inside(part, _ATOMS)}"
        case Conjunction(parts):
            return " and ".join(_inside(part, (*_ATOMS, Negation)) for part in parts)
        case Disjunction(parts):
            return " or ".join(_inside(part, (*_ATOMS, Negation, Conjunction)) for part in parts)
        case Conditional(then, when):
            return f"{_inside(then, _BELOW_IF)} if {_inside(when, _BELOW_IF)}"
        case Biconditional(left, right):
            return f"{_inside(left, _BELOW_IF)} iff {_inside(right, _BELOW_IF)}"


_ATOMS: tuple[type, ...] = (Option,)
_BELOW_IF: tuple[type, ...] = (Option, Negation, Conjunction, Disjunction)


def _inside(part: Formula, bare: tuple[type, ...]) -> str:
    text = formula_text(part)
    return text if isinstance(part, bare) else f"({text})"


def is_plain(name: str) -> bool:
    """Whether a name can stand in a statement without quotation marks."""
    return _PLAIN.fullmatch(name) is not None and name.isascii() and not name.isdigit()


def _name(name: str) -> str:
    return name if is_plain(name) else f'"{name}"'
