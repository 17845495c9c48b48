"""A case told as text: steps × parties as a table, and below it what ties the steps together.

Names are the ids of the case file, since whoever reads this is about to write rules and options with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from textwrap import wrap

from detente.case.documenting import number
from detente.case.model import Amount, Bridge, Case, Demand, Party, Source, Statement
from detente.case.rules import Rule
from detente.report.case_table import WIDE, step_table
from detente.report.public import LEFT_OUT, public_case
from detente.report.shown import shown, shown_text
from detente.report.words import count, day, decimal, listing, sentence

NARROW = 80
WIDEST_PROSE = 100


def case_text(
    case: Case, *, width: int = NARROW, public: bool = False, changed: Sequence[str] = (), bridges: tuple[str, ...] = ()
) -> str:
    """Return a case as plain text, ending with a line break.

    Parameters
    ----------
    case
        The case, with all changes made.
    width
        The columns there are; with more than 80 the table has more in it.
    public
        Leave out what is private (see `detente.report.public`).
    changed
        What was changed in the case, a sentence each.
    bridges
        Ids of the bridges in use.
    """
    told = shown(public_case(case, bridges) if public else case)
    table = step_table(told, width, public=public)
    titles = _titles(told, width) if width < WIDE else ()
    width = min(width, WIDEST_PROSE)
    sections = [
        list(_title(told, public=public, changed=changed, width=width)),
        _headed("Parties", _parties(told, width)),
        _headed("Steps", [table]),
        _headed("What the steps are", titles),
        _headed("Preferences (the most important first)", _preferences(told, width)),
        _headed("Bonuses", _bonuses(told, width)),
        _headed("Rules", (line for rule in told.rules for line in _item(rule.text, width))),
        _headed("Demands", (line for demand in told.demands.values() for line in _demand(told, demand, width))),
        _headed("Bridges", (line for bridge in told.bridges.values() for line in _bridge(bridge, width))),
        _headed("Facts", _statements(told.facts, width)),
        _headed("Assumptions", _statements(told.assumptions, width)),
        _headed("Sources", (line for source in told.sources.values() for line in _source(source, width))),
    ]
    return "\n\n".join("\n".join(section).rstrip("\n") for section in sections if section) + "\n"


def _headed(heading: str, lines: Iterable[str]) -> list[str]:
    found = list(lines)
    return [heading, "-" * len(heading), *found] if found else []


def _title(case: Case, *, public: bool, changed: Sequence[str], width: int) -> Iterator[str]:
    heading = wrap(case.title, width) or [""]
    yield from heading
    yield "=" * max(len(line) for line in heading)
    parts = [f"starts on {day(case.starts)}" if case.starts else "", f"at most {count(case.max_phases, 'phase')}"]
    if not public:
        parts += [f"fairness {case.fairness}", f"objectives {', '.join(case.objectives)}"]
    yield from wrap(sentence("; ".join(part for part in parts if part)), width)
    yield from wrap(case.notes, width)
    for one in changed:
        yield from wrap(f"Changed: {shown_text(one)}", width, subsequent_indent="  ")
    if public:
        yield from wrap(LEFT_OUT, width)


def _parties(case: Case, width: int) -> Iterator[str]:
    for party in case.parties.values():
        yield from _item(f"{party.id}: {_party(party)}{_said(party.notes)}{_sources(party.sources)}", width)


def _party(party: Party) -> str:
    parts = [party.name, party.role.value]
    if party.scale:
        parts += [party.scale.value, *_amounts(party)]
    if party.mark:
        parts.append(party.mark)
    return ", ".join(parts)


def _amounts(party: Party) -> Iterator[str]:
    named = {
        "walk-away": party.walk_away,
        "breach cost": party.breach_cost,
        "tolerance": party.tolerance,
    }
    yield from (f"{name} {_amount(amount)}" for name, amount in named.items() if amount)
    if party.trust is not None:
        growth = f" growing by {_number(party.trust_growth)}" if party.trust_growth else ""
        yield f"trust {_amount(party.trust)}{growth}"


def _amount(amount: Amount) -> str:
    if isinstance(amount, Fraction):
        return _number(amount)
    return listing([str(level) for level in amount]) if amount else "0"


def _number(amount: Fraction) -> str:
    try:
        return str(number(amount))
    except ValueError:
        return decimal(amount)


def _titles(case: Case, width: int) -> Iterator[str]:
    for step in case.steps.values():
        if step.title not in ("", step.id):
            yield from _item(f"{step.id}: {step.title}{_marked(step.mark)}{_sources(step.sources)}", width)


def _preferences(case: Case, width: int) -> Iterator[str]:
    for party, said in case.preferences.items():
        name = case.parties[party].name if party in case.parties else party
        yield from _item(f"{name}: {'; '.join(one.text for one in said)}", width)


def _bonuses(case: Case, width: int) -> Iterator[str]:
    for bonus in case.bonuses:
        worth = ", ".join(f"{party} {decimal(value)}" for party, value in bonus.value.items())
        yield from _item(f"{worth} when {bonus.text}", width)


def _demand(case: Case, demand: Demand, width: int) -> Iterator[str]:
    party = case.parties[demand.by].name if demand.by in case.parties else demand.by
    price = ", red line" if demand.red_line else f", firmness {demand.firmness}" if demand.firmness else ""
    yield from _item(f"{demand.id} ({party}{price}){_marked(demand.mark)}", width)
    yield from _indented("now softened" if demand.form is not None else "", width)
    yield from _rules("", demand.rules, width)
    if demand.says:
        yield from _indented(f"“{demand.says}”{_sources(demand.sources)}", width)
    for place, form in enumerate(demand.softer):
        price = f", firmness {form.firmness}" if form.firmness else ""
        force = ", in force" if place == demand.form else ""
        yield from _rules(f"softer form {place + 1}{price}{force}: ", form.rules, width)
    yield from _indented(demand.notes, width)


def _rules(lead: str, rules: tuple[Rule, ...], width: int) -> Iterator[str]:
    yield from _indented(lead + "; ".join(rule.text for rule in rules), width)


def _bridge(bridge: Bridge, width: int) -> Iterator[str]:
    split = f"; {bridge.split} split into {listing(list(bridge.into))}" if bridge.split else ""
    cost = f"; cost {_number(bridge.cost)}" if bridge.cost else ""
    title = "" if bridge.title == bridge.id else f": {bridge.title}"
    yield from _item(f"{bridge.id}{title}{split}{cost}{_sources(bridge.sources)}", width)


def _statements(statements: Iterable[Statement], width: int) -> Iterator[str]:
    for statement in statements:
        yield from _item(f"{statement.text}{_marked(statement.mark)}{_sources(statement.sources)}", width)


def _source(source: Source, width: int) -> Iterator[str]:
    parts = [source.title, source.publisher, day(source.date) if source.date else "", source.url]
    if source.statements:
        parts.append(f"statements {', '.join(map(str, source.statements))}")
    yield from _item(f"{source.id}: {', '.join(part for part in parts if part)}{_marked(source.mark)}", width)


def _said(notes: str) -> str:
    return f". {sentence(notes)}" if notes else ""


def _marked(mark: str) -> str:
    return f" ({mark})" if mark else ""


def _sources(sources: tuple[str, ...]) -> str:
    return f" [{', '.join(sources)}]" if sources else ""


def _item(text: str, width: int) -> list[str]:
    return wrap(text, width, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)


def _indented(text: str, width: int) -> list[str]:
    return wrap(text, width, initial_indent="    ", subsequent_indent="      ", break_on_hyphens=False)
