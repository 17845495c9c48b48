"""A case with something changed: settings, bridges, demands given up or softened, a condition the package must meet.

The result is a whole case of its own. The case it came from stays as it was, and `names` says in words what differs,
so that what is found for the variant can be told in the words of the case that the user wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from detente.case.bridging import use_bridge
from detente.case.documenting import Document, to_document
from detente.case.model import Case, Demand
from detente.case.names import nearest
from detente.case.rules import Include, Rule, steps_of
from detente.case.setting import BadPathError, keys, read_value, set_in
from detente.case.splitting import split_condition
from detente.case.visible import visible
from detente.case.written import Changes, Softening
from detente.errors import CaseError, Finding

_DIGIT = re.compile(r"\d")


def apply(case: Case, changes: Changes) -> Case:
    """Return the case as it is with some changes made, in the order settings, bridges, demands, inclusions.

    A step that a bridge splits is replaced, in its place, by its parts; everything that was said of it is then said of
    them (see `detente.case.splitting`). A demand given up is left out, one softened has its ``form`` set, and what must
    be included joins the rules.

    Parameters
    ----------
    case
        The case as the user wrote it.
    changes
        What to try.

    Raises
    ------
    CaseError
        Each finding's ``file`` names the change at fault, as in ``setting parties.us.breach_cost=-4``; among the codes
        are ``red-line``, ``unknown-id``, ``unknown-path``, ``unknown-form`` and ``split-value-missing``.
    """
    if not changes:
        return case
    known = _with_settings(case, changes) if changes.settings else case
    changed = _with_bridges(known, changes) if changes.bridges else known
    findings = [*_refused(changed, changes), *_refused_inclusions(known, changed, changes)]
    if findings:
        raise CaseError(findings)
    kept = {name: demand for name, demand in changed.demands.items() if name not in changes.given_up}
    kept |= {soft.demand: replace(kept[soft.demand], form=soft.form) for soft in changes.softened}
    included = tuple(_included(known, changes, text) for text in changes.included)
    return replace(changed, demands=kept, rules=changed.rules + included)


def names(case: Case, changes: Changes) -> tuple[str, ...]:
    """Return one sentence for each change, in the words of the case that the user wrote.

    Such as ``United States: demand u1 given up (4 points)``. Changes that the case does not know are named as they are.
    """
    added = added_bridges(changes)
    return tuple(
        visible(sentence)
        for sentence in (
            *(f"{path} set to {value}" for path, value in changes.settings if _added_name(path) not in changes.bridges),
            *(_bridge_sentence(case, bridge, added) for bridge in changes.bridges),
            *(f"{_whose(case, demand)} given up{_points(case, demand)}" for demand in changes.given_up),
            *(_softened_sentence(case, softening) for softening in changes.softened),
            *(f"the package must meet “{text}”" for text in changes.included),
        )
    )


def _with_bridges(case: Case, changes: Changes) -> Case:
    """Return the case with one bridge used after the other, read anew after each."""
    changed = case
    used: list[str] = []
    for name in dict.fromkeys(changes.bridges):
        changed = _with_bridge(changed, name, used)
        used.append(name)
    return changed


def _with_settings(case: Case, changes: Changes) -> Case:
    """Return the case with all settings made; they are judged together, since one may only make sense with another."""
    document = _by_name(case)
    findings: list[Finding] = []
    for path, value in changes.settings:
        try:
            set_in(document, path, value)
        except BadPathError as bad:
            findings += _labelled([bad.finding], f"setting {path}={value}")
        except CaseError as error:
            findings += _labelled(error.findings, f"setting {path}={value}")
    if findings:
        raise CaseError(findings)
    try:
        return _built(document, case)
    except CaseError as error:
        raise CaseError([_of_setting(finding, changes) for finding in error.findings]) from None


def _with_bridge(case: Case, name: str, used: Iterable[str]) -> Case:
    """Return the case with a bridge in use; those ``used`` before may have split a step that it speaks of."""
    label = f"bridge {name}"
    document = _by_name(case)
    known = {bridge["id"]: bridge for bridge in document.get("bridges", ())}
    if name not in known:
        behind = f" behind {' and '.join(used)} (a step that it speaks of may have been split)" if used else ""
        message = visible(f"there is no bridge “{name}” to be used{behind}")
        raise CaseError(_labelled([Finding("unknown-id", message, _one_of(known), nearest(name, known))], label))
    try:
        return _built(use_bridge(document, known[name]), case)
    except CaseError as error:
        raise CaseError(_labelled(error.findings, label)) from None


def _by_name(case: Case) -> Document:
    """Return the case's document with steps named where statements number them: changes may renumber the steps."""
    document = to_document(case)
    if case.preferences:
        from detente.case.formulas import formula_text

        document["preferences"] = {
            party: [formula_text(one.formula) if _DIGIT.search(one.text) else one.text for one in said]
            for party, said in case.preferences.items()
        }
    return document


def _built(document: Document, case: Case) -> Case:
    from detente.case.building import build

    return build(document, case.origin)


def _of_setting(finding: Finding, changes: Changes) -> Finding:
    """Return a finding under the name of the setting that it speaks of."""
    return replace(finding, file=visible(_setting_of(finding, changes)))


def _setting_of(finding: Finding, changes: Changes) -> str:
    """Return the name of the setting that a finding speaks of, or of all where it cannot be told."""
    touching = [
        (path, value)
        for path, value in changes.settings
        if finding.path and (_within(finding.path, path) or _within(path, finding.path))
    ]
    return "setting " + ", ".join(f"{path}={value}" for path, value in touching or changes.settings)


def _within(inner: str, outer: str) -> bool:
    inner_keys, outer_keys = _keys(inner), _keys(outer)
    return inner_keys[: len(outer_keys)] == outer_keys


def _keys(path: str) -> list[str | int]:
    try:
        return keys(path)
    except BadPathError:
        return [path]


def _labelled(findings: Iterable[Finding], label: str) -> list[Finding]:
    return [replace(finding, file=visible(label)) for finding in findings]


def _refused(case: Case, changes: Changes) -> Iterator[Finding]:
    """Yield what is wrong with the demands that are to be given up or softened."""
    for name in changes.given_up:
        label = f"giving up {name}"
        demand = case.demands.get(name)
        if demand is None:
            yield _no_demand(case, name, label)
        elif demand.red_line:
            message = f"{_whose(case, name)} is a red line, which is never given up"
            yield Finding("red-line", visible(message), file=visible(label))
    for softening in changes.softened:
        yield from _refused_softening(case, changes, softening)


def _refused_softening(case: Case, changes: Changes, softening: Softening) -> Iterator[Finding]:
    name = softening.demand
    label = visible(f"softening {name}={softening.form + 1}")
    demand = case.demands.get(name)
    if demand is None:
        yield _no_demand(case, name, label)
    elif name in changes.given_up:
        yield Finding("softened-and-given-up", f"{_whose(case, name)} is given up already", file=label)
    elif not 0 <= softening.form < len(demand.softer):
        yield Finding("unknown-form", f"{_whose(case, name)} has no such softer form", _forms(demand), file=label)


def _no_demand(case: Case, name: str, label: str) -> Finding:
    message = visible(f"there is no demand “{name}”")
    return Finding("unknown-id", message, _one_of(case.demands), nearest(name, case.demands), file=visible(label))


def _forms(demand: Demand) -> str:
    many = len(demand.softer)
    return "a demand that has softer forms" if not many else "form 1" if many == 1 else f"a form from 1 to {many}"


def _refused_inclusions(case: Case, changed: Case, changes: Changes) -> Iterator[Finding]:
    for text in changes.included:
        label = visible(f"including {text}")
        try:
            rule = _included(case, changes, text)
        except CaseError as error:
            yield from _labelled(error.findings, label)
            continue
        assert isinstance(rule.form, Include)
        for step in dict.fromkeys(steps_of(rule.form.what)):
            if step not in changed.steps:
                near = nearest(step, changed.steps)
                yield Finding("unknown-id", f"there is no step “{step}”", _one_of(changed.steps), near, file=label)


def _included(case: Case, changes: Changes, text: str) -> Rule:
    """Return a condition as a rule of inclusion; a step that was split is meant with all its parts."""
    from detente.case.grammar import parse_condition

    words = text
    parse_condition(text)
    for name in changes.bridges:
        bridge = case.bridges.get(name)
        if bridge and bridge.split:
            words = split_condition(words, bridge.split, tuple(bridge.into))
    return Rule(Include(parse_condition(words)), f"include {words.strip()}")


def _whose(case: Case, name: str) -> str:
    demand = case.demands.get(name)
    if demand is None:
        return f"demand {name}"
    party = case.parties.get(demand.by)
    return f"{party.name if party else demand.by}: demand {name}"


def _points(case: Case, name: str) -> str:
    demand = case.demands.get(name)
    return f" ({_counted(demand.firmness)})" if demand and demand.firmness else ""


def _counted(points: int) -> str:
    return "1 point" if points == 1 else f"{points} points"


def _softened_sentence(case: Case, softening: Softening) -> str:
    demand = case.demands.get(softening.demand)
    if demand is None or not 0 <= softening.form < len(demand.softer):
        return f"{_whose(case, softening.demand)} softened to form {softening.form + 1}"
    form = demand.softer[softening.form]
    words = "; ".join(rule.text for rule in form.rules)
    return f"{_whose(case, softening.demand)} softened to “{words}” ({_counted(form.firmness)})"


def added_bridges(changes: Changes) -> dict[str, Mapping[str, Any]]:
    """Return the bridges that settings write into the case (``bridges.ID={…}``), by their ids, as they are spelt."""
    added: dict[str, Mapping[str, Any]] = {}
    for path, text in changes.settings:
        name = _added_name(path)
        try:
            value = read_value(text) if name is not None else None
        except CaseError:
            continue
        if name is not None and isinstance(value, Mapping):
            added[name] = value
    return added


def _added_name(path: str) -> str | None:
    """Return the id of the bridge that a path names as a whole."""
    match _keys(path):
        case ["bridges", str(name)]:
            return name
        case _:
            return None


def _bridge_sentence(case: Case, name: str, added: Mapping[str, Mapping[str, Any]]) -> str:
    bridge = case.bridges.get(name)
    title = added[name].get("title", name) if name in added else bridge.title if bridge else name
    return f"bridge used: {title} ({name})" if title not in ("", name) else f"bridge used: {name}"


def _one_of(known: Iterable[Any]) -> str:
    listed = [str(name) for name in known]
    return f"one of {', '.join(listed)}" if 0 < len(listed) <= 12 else ""
