"""A record told as text: who said what, when and where, and what was left out of the source."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.visible import visible
from detente.evidence.many import Reading
from detente.evidence.result import Attribution, Speaker
from detente.report.layout import wrapped
from detente.report.words import count, day

WIDEST = 100
_SHORTEST_QUOTE = 60


def record_text(reading: Reading, *, width: int = 80) -> str:
    """Return a record as plain text, ending with a line break.

    Parameters
    ----------
    reading
        An article with the record made of it.
    width
        The columns there are.
    """
    width = min(width, WIDEST)
    heading = _heading(reading)
    lines = [heading, "=" * len(heading), *_source(reading, width)]
    for statement in reading.attributions:
        lines += ["", *statement_lines(reading, statement, width)]
    if not reading.attributions:
        lines += ["", "No attributed statement was found."]
    left_out = list(_left_out(reading, width))
    return "\n".join([*lines, *(["", "Left out", "--------", *left_out] if left_out else [])]) + "\n"


def statement_lines(reading: Reading, statement: Attribution, width: int) -> list[str]:
    """Return one statement as lines: its number and speaker, its words, and what is known of them."""
    words = visible(reading.record.words(statement))
    lead = f"{statement.id:>3}  "
    indent = " " * len(lead)
    return [
        *wrapped(f"{lead}{speaker_words(statement)}", width, indent),
        *wrapped(f"{indent}  {words}", width, indent + "  "),
        *wrapped(f"{indent}{'; '.join(_known(reading, statement))}.", width, indent),
        *_proposal(statement, width, indent),
    ]


def speaker_words(statement: Attribution) -> str:
    """Say who spoke, and who relayed it."""
    who = _named(statement.speaker) if statement.speaker else "Speaker not told"
    relayed = f", relayed by {_named(statement.relayed_by)}" if statement.relayed_by else ""
    return visible(who + relayed)


def when_words(statement: Attribution) -> str:
    """Say when it was said, and on what that rests."""
    if statement.said_on is None:
        return "day not told"
    return day(statement.said_on) + (f" ({statement.date_basis})" if statement.date_basis else "")


def _named(speaker: Speaker) -> str:
    office = f", {speaker.office}" if speaker.office and speaker.office not in speaker.name else ""
    return f"{speaker.name}{office}" + (f" [{speaker.party}]" if speaker.party else "")


def _known(reading: Reading, statement: Attribution) -> Iterator[str]:
    yield visible(when_words(statement))
    if statement.setting:
        yield visible(statement.setting)
    shown = ", ".join(_quoted(reading.record.text[start:end]) for start, end in statement.act_words)
    yield visible(" ".join(f"{statement.act}{f' ({shown})' if shown else ''}".split()))
    yield f"{statement.kind} speech"
    yield f"confidence {statement.confidence:.2f}"


def _quoted(words: str) -> str:
    return words if words[:1] in "“\"‘" else f"“{words}”"


def _proposal(statement: Attribution, width: int, indent: str) -> list[str]:
    if statement.demand is None:
        return []
    return wrapped(f"{indent}could be a demand: {visible(statement.demand.rule)}", width, indent)


def _heading(reading: Reading) -> str:
    file = reading.article.file
    return visible(reading.article.metadata.title or ("Standard input" if file == "-" else file))


def _source(reading: Reading, width: int) -> list[str]:
    article = reading.article
    told = [article.metadata.publisher, article.metadata.url, "" if article.metadata.title == "" else article.file]
    published = "day of publication not known"
    if article.published is not None:
        published = f"published {day(article.published)} ({article.metadata.basis})"
    found = count(len(reading.attributions), "statement")
    encoding = f"read as {article.encoding}, by the look of its bytes" if article.guessed else ""
    parts = [*(visible(part) for part in told if part), published, encoding, found]
    return wrapped(" · ".join(part for part in parts if part), width, "")


def _left_out(reading: Reading, width: int) -> Iterator[str]:
    for one in reading.record.lines_left_out:
        start, end = one.span
        words = " ".join(visible(reading.record.text[start : min(end, start + 400)], keep="\n").split())
        room = max(width - len(one.why) - 8, _SHORTEST_QUOTE)
        yield f"  {one.why}: {words if len(words) <= room else words[: room - 1] + '…'}"
