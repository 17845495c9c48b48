"""The table of steps × parties: who does it, what it is worth to whom, what can be taken back, how it is verified."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from io import StringIO
from textwrap import wrap

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.case.model import Case, Interval, Party, Step, Value
from detente.case.unparse import duration_text
from detente.report.words import decimal

WIDE = 120
"""From so many columns on, the table also has the titles of the steps and how well they are known."""

WIDEST = 200

LONGEST_WHOLE = 28
"""The ids of steps stay on one line up to this length."""


def step_table(case: Case, width: int, *, public: bool = False) -> str:
    """Return the table as plain text; no line is wider than ``width`` columns.

    Below it stands on what it hangs that a step can be taken back.
    """
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    wide = width >= WIDE
    principals = case.principals
    longest = max((len(name) for name in case.steps), default=0)
    table.add_column("step", overflow="fold", no_wrap=longest <= min(LONGEST_WHOLE, width // 3))
    if wide:
        table.add_column("what", ratio=1)
    table.add_column("by", overflow="fold")
    for party in principals:
        table.add_column(party.id, justify="right", no_wrap=len(principals) < 6)
    table.add_column("back", no_wrap=True)
    table.add_column("takes", overflow="fold")
    table.add_column("verified", overflow="fold")
    if wide:
        table.add_column("known")
    for step in case.steps.values():
        table.add_row(*(Text(cell) for cell in _row(step, principals, wide=wide, public=public)))
    lines = [line.rstrip() for line in _drawn(table, min(width, WIDEST)).splitlines()]
    return "\n".join([*lines, *_conditions(case, width), *wrap(_legend(public=public), width)])


def _legend(*, public: bool) -> str:
    words = "back: what can be taken back later; takes: the work + its verification; verified: by whom"
    return f"({words})" if public else f"({words}, and the probability that a pretence is found out)"


def _row(step: Step, principals: tuple[Party, ...], *, wide: bool, public: bool) -> Iterator[str]:
    yield step.id
    if wide:
        yield step.title
    yield ", ".join(step.by)
    for party in principals:
        yield _worth(step.value.get(party.id))
    yield _back(step, public=public)
    yield _takes(step)
    yield _verified(step)
    if wide:
        yield step.mark


def _worth(value: Value | None) -> str:
    if value is None:
        return "·"
    if isinstance(value, Interval):
        return f"{decimal(value.lo)}…{decimal(value.hi)}"
    text = decimal(Fraction(value))
    return f"+{text}" if value > 0 else text


def _back(step: Step, *, public: bool) -> str:
    share = step.reversible
    words = "no" if not share else "yes" if share == 1 else "in part" if public else decimal(share)
    return f"{words} if*" if share and step.reversible_if is not None else words


def _takes(step: Step) -> str:
    parts = [duration_text(days) for days in (step.days, step.verified.days) if days]
    return " + ".join(parts) if step.days else f"0d + {parts[0]}" if parts else ""


def _verified(step: Step) -> str:
    detection = step.verified.detection
    lets_in = f"admits {', '.join(step.admits)}" if step.admits else ""
    seen = decimal(detection) if detection is not None else ""
    return "; ".join(part for part in (" ".join(p for p in (", ".join(step.verified.by), seen) if p), lets_in) if part)


def _conditions(case: Case, width: int) -> Iterator[str]:
    """Yield below the table under which conditions steps can be taken back."""
    for step in case.steps.values():
        if step.reversible and step.reversible_if is not None:
            text = f"* {step.id} can be taken back only if {step.reversible_if_text}"
            yield from wrap(text, width, subsequent_indent="  ", break_on_hyphens=False)


def _drawn(table: Table, width: int) -> str:
    out = StringIO()
    Console(file=out, width=width, color_system=None, force_terminal=False, legacy_windows=False).print(table)
    return out.getvalue()
