"""From a finished interview to a case file with comments."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from detente.case import Case
from detente.case.building import build
from detente.case.names import new_id
from detente.case.saving import text_of
from detente.case.visible import visible
from detente.interview.answers import Answers
from detente.interview.dossier import Before, Doing, Dossier
from detente.interview.questions import dossier_of

REVERSIBLE: dict[str, bool | Decimal] = {"y": True, "p": Decimal("0.5"), "n": False}
"""What can be taken back partly, or slowly, counts by half."""

MOST_LEVELS = 99

COMMENTS = {
    "parties": (
        "Those who have to agree have a scale. `ordinal` means that only the order of importance counts: no amounts.",
        "`breach_cost: 3` would say that breaking its word costs a party as much as a matter of level 3.",
    ),
    "steps": (
        "`value`: what a step is worth to whom. The sign says gain or cost, the number how important: an order.",
        "Add where you know it: `takes: 30d`, `verified: {by: …, takes: 7d, detection: 0.9}`, `sources: […]`.",
    ),
    "rules": ("Facts that nobody can change.",),
    "demands": (
        "What a party asks for: `firmness` 1 to 5 is the price of giving it up; a `red_line` is never given up.",
        "`softer: [{rule: …, firmness: 1}]` would be a form of it that the party could live with.",
    ),
    "sources": ("Where it is said. Add `publisher`, `date` and `url`.",),
}


def case_text(answers: Answers) -> str:
    """Return a finished interview as a case file in YAML, with comments that say what else can be written there."""
    known = dossier_of(answers)
    text = text_of(case_of(answers), "yaml")
    for key, lines in COMMENTS.items():
        # answers stand in comments, where YAML cannot escape what may not stand in a text file
        comment = "".join(f"# {visible(line)}\n" for line in (*lines, *(_orders(known) if key == "steps" else ())))
        before, heading, after = text.partition(f"\n{key}:")
        text = f"{before}\n{comment}{heading[1:]}{after}" if heading else text
    return f"# Written from an interview; everything in it is for you to mend. `detente plan` plans it.\n{text}"


def case_of(answers: Answers) -> Case:
    """Return a finished interview as a case."""
    return build(_document(dossier_of(answers)), "(interview)")


def _orders(known: Dossier) -> list[str]:
    """Say for each principal in which order its matters were put, the most important first."""
    lines = []
    for party, tiers in known.tiers.items():
        order = " > ".join(" = ".join(known.steps[int(key) - 1].title for key in tier) for tier in reversed(tiers))
        if order:
            lines.append(f"{known.principals[party - 1]}, from what weighs most: {order}")
    return lines


def _document(known: Dossier) -> dict[str, Any]:
    parties = _identifiers(known.parties, ())
    steps = _identifiers([step.title for step in known.steps], parties)
    document: dict[str, Any] = {
        "detente": 1,
        "title": known.title,
        "parties": {
            **{parties[place]: {"name": name, "scale": "ordinal"} for place, name in enumerate(known.principals)},
            **{
                parties[len(known.principals) + place]: {"name": other.name, "role": other.role}
                for place, other in enumerate(known.others)
            },
        },
        "steps": {steps[place]: _step(known, step, str(place + 1), parties) for place, step in enumerate(known.steps)},
    }
    if known.starts:
        document["starts"] = known.starts.isoformat()
    return document | _orders_of(known, parties, steps)


def _step(known: Dossier, step: Doing, key: str, parties: list[str]) -> dict[str, Any]:
    owners = [parties[number - 1] for number in step.by]
    value = {parties[party - 1]: level for party in step.worth if (level := _level(known, party, key, step))}
    written: dict[str, Any] = {"title": step.title, "by": owners if len(owners) > 1 else owners[0]}
    if value:
        written["value"] = value
    if step.taken_back != "n":
        written["reversible"] = REVERSIBLE[step.taken_back]
    return written


def _level(known: Dossier, party: int, key: str, step: Doing) -> int:
    """Return a step's signed level: its tier, the least important being 1."""
    for level, tier in enumerate(known.tiers[party], start=1):
        if key in tier:
            return min(level, MOST_LEVELS) * (1 if step.worth[party] == "g" else -1)
    return 0


def _orders_of(known: Dossier, parties: list[str], steps: list[str]) -> dict[str, Any]:
    rules = [_rule(before, steps) for before in known.order if not before.who]
    demanded = [before for before in known.order if before.who]
    cited = list(dict.fromkeys(before.source for before in demanded if before.source))
    sources = dict(zip(cited, _identifiers(cited, (), "source"), strict=True))
    found: dict[str, Any] = {}
    if rules:
        found["rules"] = rules
    if demanded:
        found["demands"] = [
            _demand(before, number, parties, steps, sources) for number, before in enumerate(demanded, start=1)
        ]
    if sources:
        found["sources"] = {key: {"title": title} for title, key in sources.items()}
    return found


def _demand(
    before: Before, number: int, parties: list[str], steps: list[str], sources: dict[str, str]
) -> dict[str, Any]:
    party = parties[before.who - 1]
    written: dict[str, Any] = {"id": f"{party}-demand-{number}", "by": party, "rule": _rule(before, steps)}
    written |= {"firmness": before.firmness} if before.firmness else {"red_line": True}
    if before.words:
        written["says"] = before.words
    if before.source:
        written["sources"] = [sources[before.source]]
    return written


def _rule(before: Before, steps: list[str]) -> str:
    needs = " and ".join(steps[number - 1] for number in before.after)
    return f"{steps[before.step - 1]} {'with or after' if before.same_phase else 'after'} {needs}"


def _identifiers(names: list[str], taken: Collection[str], prefix: str = "n") -> list[str]:
    """Return an id for each name, all different."""
    found: list[str] = []
    for name in names:
        found.append(new_id(name, {*found, *taken}, prefix=prefix))
    return found
