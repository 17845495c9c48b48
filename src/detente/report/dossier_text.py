"""A dossier told as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.report import dossier_words as words
from detente.report.dossier import Dossier, Position, Unsourced
from detente.report.layout import wrapped
from detente.report.words import sentence

WIDEST = 100


def dossier_text(dossier: Dossier, *, width: int = 80) -> str:
    """Return a dossier as plain text, ending with a line break.

    Parameters
    ----------
    dossier
        What `detente.report.dossier.dossier` put together.
    width
        The columns there are.
    """
    width = min(width, WIDEST)
    title = f"Dossier: {dossier.title}"
    lines = [title, "=" * len(title), words.lead(dossier), words.standing(dossier), *wrapped(words.HOW_TO_READ, width)]
    for name, positions in dossier.by_party:
        lines += ["", name, "-" * len(name)]
        for position in positions:
            lines += [*_position(position, width), ""]
        lines.pop()
    lines += _headed("Demands that stand on no source", _unsourced(dossier.demands, width))
    lines += _headed("Steps that stand on no source", _unsourced(dossier.steps, width))
    lines += _headed("Sources, and what cites them", _sources(dossier, width))
    return "\n".join(lines) + "\n"


def _position(position: Position, width: int) -> Iterator[str]:
    head = f"{position.number:>3}  {words.when_said(position)}: {words.ACTS[position.act]}"
    indent = " " * 5
    yield from wrapped(head, width, indent)
    yield from wrapped(f"{indent}  {position.words}", width, indent + "  ")
    sources = "; ".join(one.text for one in position.sources) or "stands on no source"
    for part in (words.who(position), sources, words.about(position)):
        if part:
            yield from wrapped(indent + sentence(part), width, indent)


def _sources(dossier: Dossier, width: int) -> Iterator[str]:
    for cited, by in dossier.sources:
        address = f" {cited.url}" if cited.url else ""
        yield from wrapped(f"  · {cited.text}{address}: {by}", width, "    ")


def _unsourced(found: tuple[Unsourced, ...], width: int) -> Iterator[str]:
    for one in found:
        mark = f" ({one.mark})" if one.mark else ""
        yield from wrapped(f"  · {one.party}: {one.title} [{one.id}]{mark}", width, "    ")


def _headed(title: str, lines: Iterable[str]) -> list[str]:
    body = list(lines)
    return ["", title, "-" * len(title), *body] if body else []
