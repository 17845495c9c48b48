"""The rule language, read: a text becomes a rule or a condition, or an error that points into it (model.md §5)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from detente.case import rules
from detente.case.names import RULE_WORDS, nearest
from detente.case.rules import Condition, RuleForm
from detente.case.values import RefusedError, read_date, read_days, show
from detente.case.visible import visible
from detente.errors import CaseError, Finding

if TYPE_CHECKING:
    from lark import Lark, Token, Tree
    from lark.exceptions import UnexpectedInput

DEEPEST = 50
"""Brackets and ``not`` may nest so deep."""

LONGEST_RULE = 100_000

RULE_EXPECTED = (
    "a rule such as “a after b”, “a with or after b”, “a with b”, “a requires b”, “a excludes b”, “include a”, "
    "“never a”, "
    "“at most 1 of (a, b)”, “at least 1 of (a, b)”, “a by phase 2”, “a by 2026-01-05”, “a within 60d”, "
    "“a not before 60d” or “i acts only with j”"
)

_TERMINALS = {
    "ID": "a name",
    "NUMBER": "a whole number",
    "DATE": "a date such as 2026-01-05",
    "DURATION": "a duration such as 60d",
    "LPAR": "“(”",
    "RPAR": "“)”",
    "COMMA": "“,”",
    "$END": "the end",
}

_WORD = re.compile(r"[^\s(),]+|[(),]")
_DEPTH = re.compile(r"[()]|(?<![^\s(),])not(?![^\s(),])|[^\s(),]+")


class RuleError(RefusedError):
    """A rule that cannot be read.

    As `RefusedError`, with the place in its text (from 0), the word found there, the words of the language that may
    stand there instead, and whether a name may.
    """

    def __init__(
        self,
        code: str,
        message: str,
        expected: str,
        offset: int,
        word: str = "",
        among: tuple[str, ...] = (),
        *,
        wants_name: bool = False,
    ) -> None:
        super().__init__(code, message, expected, word, among)
        self.offset = offset
        self.wants_name = wants_name


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a rule's text: of a step or of a party, and where it begins (from 0)."""

    id: str
    of_party: bool
    offset: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A rule or condition with the names it uses, in the order of its text."""

    form: Any
    names: tuple[Name, ...]


def parse_rule(text: str) -> RuleForm:
    """Read one rule (model.md §5).

    Parameters
    ----------
    text
        The rule as people write it, such as ``fuel-convoy after release-wounded``. Whether its names exist is not
        asked.

    Raises
    ------
    CaseError
        With one finding, whose column points into the text.
    """
    return cast("RuleForm", _or_error(text, "rule").form)


def parse_condition(text: str) -> Condition:
    """Read one condition: steps with ``and``, ``or``, ``not`` and brackets (model.md §5).

    Raises
    ------
    CaseError
        With one finding, whose column points into the text.
    """
    return cast("Condition", _or_error(text, "condition").form)


def _or_error(text: str, start: str) -> Reading:
    from detente.case.source_text import quote

    try:
        return read(text, start=start)
    except RuleError as trouble:
        quoted, caret = quote(text.replace("\n", " "), trouble.offset)
        finding = Finding(
            trouble.code,
            visible(trouble.message),
            trouble.expected,
            nearest(trouble.word, trouble.among),
            line=1,
            column=trouble.offset + 1,
            file=f"(the {start})",
            quoted=quoted,
            quoted_column=caret,
        )
        raise CaseError([finding]) from None


def read(text: str, *, start: str) -> Reading:
    """Read a rule (``start="rule"``) or a condition (``start="condition"``) with the places of its names.

    Raises
    ------
    RuleError
        ``bad-rule``, ``bad-condition``, ``too-deep``, ``bad-number``, ``bad-date``, ``bad-duration``, ``repeated-step``
        or ``bad-count``.
    """
    from lark.exceptions import UnexpectedInput

    _refuse_depth(text, start)
    try:
        tree = _parser().parse(text, start=start)
    except UnexpectedInput as error:
        raise _trouble(text, start, error) from None
    form = _form(tree, text)
    of_party = isinstance(form, rules.ActsOnlyWith)
    names = tuple(Name(str(token), of_party, token.start_pos or 0) for token in _tokens(tree) if token.type == "ID")
    return Reading(form, names)


def solid_before(text: str, offset: int) -> int:
    """Return how many characters of a text, white space left out, stand before a place in it."""
    return len("".join(text[:offset].split()))


@cache
def _parser() -> Lark:
    from lark import Lark

    grammar = Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer="contextual", start=["rule", "condition"], maybe_placeholders=False)


def _refuse_depth(text: str, start: str) -> None:
    """Refuse too many brackets or ``not`` within each other before anything is built from them."""
    if len(text) > LONGEST_RULE:
        raise RuleError(f"bad-{start}", f"the {start} is too long", f"at most {LONGEST_RULE:,} characters", 0)
    open_, nots = [0], 0
    for match in _DEPTH.finditer(text):
        if match[0] == "(":
            open_.append(open_[-1] + 1 + nots)
            nots = 0
        elif match[0] == "not":
            nots += 1
        else:
            nots = 0
            if match[0] == ")" and len(open_) > 1:
                open_.pop()
        if open_[-1] + nots > DEEPEST:
            raise RuleError("too-deep", f"the {start} nests too deep", f"at most {DEEPEST} levels", match.start())


def _trouble(text: str, start: str, error: UnexpectedInput) -> RuleError:
    """Turn the parser's complaint into words: what stands where it stopped, and what could stand there."""
    position = error.pos_in_stream
    if position is None or getattr(getattr(error, "token", None), "type", "") == "$END":
        offset, word = len(text.rstrip()), ""
        found = f"the {start} ends too early" if text.strip() else f"the {start} is empty"
    else:
        offset, word = _word_at(text, position)
        found = f"{show(word)} cannot stand here in the {start}"
    accepted = _accepted(text[:offset], start)
    if word in RULE_WORDS and "ID" in accepted:
        found = f"{show(word)} is a word of the rule language, where a name is needed"
    keywords = tuple(name.lower() for name in accepted if name not in _TERMINALS)
    among = keywords if len(word) > 2 and word not in RULE_WORDS else ()
    expected = _expected(accepted, start) if text.strip() else _expected([], start)
    return RuleError(f"bad-{start}", found, expected, offset, word, among, wants_name="ID" in accepted)


def _accepted(before: str, start: str) -> list[str]:
    """Return the kinds of words that may follow the readable beginning of a text."""
    from lark.exceptions import UnexpectedInput

    parser = _parser().parse_interactive(before, start=start)
    try:
        parser.exhaust_lexer()
    except UnexpectedInput:
        return []
    return sorted(str(name) for name in parser.accepts())  # type: ignore[no-untyped-call]


def _word_at(text: str, position: int) -> tuple[int, str]:
    for match in _WORD.finditer(text):
        if match.start() <= position < match.end():
            return match.start(), match[0]
    return position, text[position : position + 1]


def _expected(accepted: list[str], start: str) -> str:
    if not accepted or (start == "rule" and {"INCLUDE", "NEVER"} <= set(accepted)):
        return RULE_EXPECTED if start == "rule" else "a condition such as “a and (b or not c)”"
    words = [_TERMINALS.get(name) or f"“{name.lower()}”" for name in accepted]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _tokens(tree: Tree[Token]) -> Iterable[Token]:
    """Yield the tokens of a tree from left to right."""
    waiting: list[Any] = [tree]
    while waiting:
        top = waiting.pop()
        if hasattr(top, "children"):
            waiting.extend(reversed(top.children))
        else:
            yield top


def _form(tree: Tree[Token], text: str) -> RuleForm | Condition:
    kind, parts = tree.data, cast("list[Any]", tree.children)
    match kind:
        case "step" | "negated" | "all_of" | "any_of":
            return _condition(tree)
        case "after":
            return rules.After(str(parts[0]), _condition(parts[1]))
        case "with_or_after":
            return rules.WithOrAfter(str(parts[0]), _condition(parts[1]))
        case "requires":
            return rules.Requires(str(parts[0]), _condition(parts[1]))
        case "with_":
            return rules.With(str(parts[0]), str(parts[1]))
        case "excludes":
            return rules.Excludes(str(parts[0]), str(parts[1]))
        case "include":
            return rules.Include(_condition(parts[0]))
        case "never":
            return rules.Never(_condition(parts[0]))
        case "at_most" | "at_least":
            return _count(kind, parts[0], parts[1].children)
        case "acts_only_with":
            return rules.ActsOnlyWith(str(parts[0]), tuple(map(str, parts[1:])))
    return _timed(kind, str(parts[0]), parts[1])


def _timed(kind: str, step: str, token: Token) -> RuleForm:
    try:
        match kind:
            case "by_phase":
                return rules.ByPhase(step, _whole(token, 1))
            case "by_date":
                return rules.ByDate(step, read_date(str(token)))
            case "within":
                return rules.Within(step, read_days(str(token)))
            case "not_before_date":
                return rules.NotBeforeDate(step, read_date(str(token)))
            case "not_before_days":
                return rules.NotBeforeDays(step, read_days(str(token)))
    except RuleError:
        raise
    except RefusedError as refused:
        raise RuleError(refused.code, refused.message, refused.expected, token.start_pos or 0) from None
    raise AssertionError(kind)


def _count(kind: str, token: Token, parts: list[Tree[Token]]) -> RuleForm:
    number = _whole(token, 0)
    items = tuple(map(_condition, parts))
    seen: set[Condition] = set()
    for item, part in zip(items, parts, strict=True):
        if isinstance(item, rules.StepDone) and item in seen:
            first = next(iter(_tokens(part)))
            message = f"{show(str(first))} is listed twice"
            raise RuleError("repeated-step", message, "each step once", first.start_pos or 0)
        seen.add(item)
    if kind == "at_most":
        return rules.AtMost(number, items)
    if number > len(items):
        message = f"at least {number} of {len(items)} can never hold"
        raise RuleError("bad-count", message, f"a number up to {len(items)}", token.start_pos or 0)
    return rules.AtLeast(number, items)


def _whole(token: Token, least: int) -> int:
    if len(token) > 6 or int(token) < least:
        message = f"{show(str(token))} is out of range"
        raise RuleError("out-of-range", message, f"a whole number, at least {least}", token.start_pos or 0)
    return int(token)


def _condition(tree: Tree[Token]) -> Condition:
    parts = cast("list[Any]", tree.children)
    match tree.data:
        case "step":
            return rules.StepDone(str(parts[0]))
        case "negated":
            return rules.Not(_condition(parts[0]))
        case "all_of":
            return rules.And(tuple(_condition(part) for part in parts))
        case "any_of":
            return rules.Or(tuple(_condition(part) for part in parts))
    raise AssertionError(tree.data)
