"""The language of statements, read: a text becomes a formula, or an error that points into it.

``fuel-convoy and not release``, ``-3, 4 if 1``, ``1 iff (2 | 3)``: words or signs, brackets, and options by their names
(in double quotation marks where a name is no plain word) or by their numbers from 1. ``not`` binds closest, then
``and``, then ``or``; ``if`` and ``iff`` come last and need brackets to be nested.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from detente.case.formulas import (
    WORDS,
    Biconditional,
    Conditional,
    Conjunction,
    Disjunction,
    Formula,
    Negation,
    Option,
    Preference,
)
from detente.case.grammar import DEEPEST, LONGEST_RULE, RuleError
from detente.case.names import nearest
from detente.case.values import show
from detente.case.visible import visible
from detente.errors import CaseError, Finding

if TYPE_CHECKING:
    from lark import Lark, Token, Tree
    from lark.exceptions import UnexpectedInput

EXPECTED = "a statement such as “a and not b”, “a if b”, “a iff (b or c)” or, by numbers, “-3, 4 if 1”"

_TERMINALS = {
    "NAME": "an option",
    "QUOTED": "",
    "LPAR": "“(”",
    "RPAR": "“)”",
    "_AND": "“and”",
    "_OR": "“or”",
    "_NOT": "“not”",
    "_IF": "“if”",
    "_IFF": "“iff”",
    "_THEN": "“then”",
    "$END": "the end",
}
_PIECE = re.compile(r'"[^"]*"|\w[\w-]*|\S')


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of an option in a statement's text: the option's name, and where it stands (from 0)."""

    name: str
    offset: int


def read_statement(text: str, options: Sequence[str] | None = None) -> Formula:
    """Read a statement.

    Parameters
    ----------
    text
        The statement as people write it.
    options
        The names of all options, which numbers (from 1) point into. ``None``: which there are is not known; every name
        is taken, and a number stays as it is.

    Raises
    ------
    RuleError
        ``bad-statement`` or ``too-deep``; ``unknown-option`` for the first option that there is none of.
    """
    from lark.exceptions import UnexpectedInput

    _refuse_depth(text)
    try:
        tree = _parser().parse(text)
    except UnexpectedInput as error:
        raise _trouble(text, error) from None
    return _formula(tree, options)


def preferences(statements: Sequence[str], options: Sequence[str], *, of: str = "statement") -> tuple[Preference, ...]:
    """Read a list of statements, the most important first.

    Parameters
    ----------
    statements
        Texts as `read_statement` takes them.
    options
        The names of all options.
    of
        What to call the list in errors.

    Raises
    ------
    CaseError
        With a finding for each statement that cannot be read, whose column points into it.
    """
    from detente.case.source_text import quote

    found, findings = [], []
    for place, text in enumerate(statements, start=1):
        try:
            found.append(Preference(read_statement(text, options), text.strip()))
        except RuleError as trouble:
            quoted, caret = quote(text.replace("\n", " "), trouble.offset)
            near = nearest(trouble.word, trouble.among)
            where = visible(f"({of} {place})")
            message = visible(trouble.message)
            findings.append(
                Finding(
                    trouble.code, message, trouble.expected, near, "", where, 1, trouble.offset + 1, quoted,
                    quoted_column=caret,
                )
            )  # fmt: skip
    if findings:
        raise CaseError(findings)
    return tuple(found)


@cache
def _parser() -> Lark:
    from lark import Lark

    grammar = Path(__file__).with_name("statements.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer="contextual", start="statement", maybe_placeholders=False)


def _refuse_depth(text: str) -> None:
    """Refuse too many brackets or ``not`` within each other before anything is built from them."""
    if len(text) > LONGEST_RULE:
        raise RuleError("bad-statement", "the statement is too long", f"at most {LONGEST_RULE:,} characters", 0)
    depths, nots = [0], 0
    for match in _PIECE.finditer(text):
        piece = match[0]
        if piece in ("not", "-"):
            nots += 1
        elif piece == "(":
            depths.append(depths[-1] + nots + 1)
            nots = 0
        else:
            nots = 0
            if piece == ")" and len(depths) > 1:
                depths.pop()
        if depths[-1] + nots > DEEPEST:
            message = "brackets or “not” nest too deep"
            raise RuleError("too-deep", message, f"at most {DEEPEST} within each other", match.start())


def _trouble(text: str, error: UnexpectedInput) -> RuleError:
    """Say what is wrong at the place where reading stopped."""
    token = getattr(error, "token", None)
    ended = token is not None and token.type == "$END"
    position = len(text.rstrip()) if ended else error.pos_in_stream or 0
    match = next((m for m in _PIECE.finditer(text) if m.start() <= position < m.end()), None)
    start, word = (match.start(), match[0]) if match and not ended else (position, "")
    expected = _expected(_accepted(error))
    if not text.strip():
        return RuleError("bad-statement", "the statement is empty", EXPECTED, 0)
    if ended:
        return RuleError("bad-statement", "the statement ends too early", expected, position)
    message = f"{show(word or text[start : start + 1])} cannot stand here"
    if word in ("if", "iff"):
        expected += "; brackets around what stands before, if that is meant as a whole"
    return RuleError("bad-statement", message, expected, start, word, () if word in WORDS else WORDS)


def _accepted(error: UnexpectedInput) -> list[str]:
    parser = getattr(error, "interactive_parser", None)
    if parser is None:
        return sorted(str(name) for name in getattr(error, "allowed", None) or ())
    return sorted(str(name) for name in parser.accepts())


def _expected(accepted: list[str]) -> str:
    words = [words for name in accepted if (words := _TERMINALS.get(name, f"“{name.lower()}”"))]
    if not words:
        return EXPECTED
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _formula(tree: Tree[Token], options: Sequence[str] | None) -> Formula:
    parts = cast("list[Any]", tree.children)
    match tree.data:
        case "option" | "quoted":
            return Option(_option(parts[0], options, quoted=tree.data == "quoted"))
        case "negation":
            return Negation(_formula(parts[0], options))
        case "conjunction":
            return Conjunction(tuple(_formula(part, options) for part in parts))
        case "disjunction":
            return Disjunction(tuple(_formula(part, options) for part in parts))
        case "conditional":
            return Conditional(_formula(parts[0], options), _formula(parts[1], options))
        case "conditional_turned":
            when, then = (_formula(part, options) for part in parts)
            return Conditional(then, when)
        case "biconditional":
            return Biconditional(_formula(parts[0], options), _formula(parts[1], options))
    raise AssertionError(tree.data)


def _option(token: Token, options: Sequence[str] | None, *, quoted: bool) -> str:
    """Return the name of the option that a token names, by its name or its number."""
    name = str(token)[1:-1] if quoted else str(token)
    if options is None:
        return name
    place = token.start_pos or 0
    if quoted or not name.isdecimal():
        if name not in options:
            raise _unknown(f"there is no option {show(name)}", options, place, name)
        return name
    if len(name) > 6 or not 1 <= int(name) <= len(options):
        raise _unknown(f"there is no option {show(name)}", options, place, "")
    numbered = options[int(name) - 1]
    if name in options and numbered != name:
        message = f"{show(name)} is the name of an option and the number of another, {show(numbered)}"
        raise RuleError("unknown-option", message, "the option's name in double quotation marks", place)
    return numbered


def _unknown(message: str, options: Collection[str], place: int, word: str) -> RuleError:
    if not options:
        return RuleError("unknown-option", message, "an option, but there is none", place)
    expected = f"the name of an option, or a number from 1 to {len(options)}"
    return RuleError("unknown-option", message, expected, place, word, tuple(options))
