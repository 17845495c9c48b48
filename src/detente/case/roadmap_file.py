"""Reading a roadmap: the JSON of ``plan --json``, or a file written by hand with only its phases (case-format.md).

The reader asks whether the file says something: whether its names exist in the case, whether it can be applied. Whether
the roadmap holds is for `detente.checker`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from detente.case.grammar import RuleError, read, solid_before
from detente.case.model import Case, Demand
from detente.case.problems import Path, Problems
from detente.case.rules import RuleForm
from detente.case.values import RefusedError, read_text, read_whole, show
from detente.case.written import Changes, Softening, WrittenRoadmap
from detente.errors import CaseError

READ_KEYS = frozenset({
    "phases", "given_up", "softened", "bridges_used", "included", "done", "changed", "settings",
})  # fmt: skip
"""What is read of a roadmap."""

KEYS = READ_KEYS | {
    "detente", "case", "status", "after", "package", "value", "share", "required_detection",
    "ideals", "objectives", "objectives_order", "warnings", "alternatives", "seconds", "conflicts", "concessions",
    "bridges", "price_list", "complete", "case_digest", "seed", "time_limit", "version", "exact", "trades",
    "give_up", "soften", "firmness", "firmness_if_5_counts_double", "by_party", "smallest_share",
    "smallest_share_before", "fragility", "use", "built", "goal", "parts", "reached", "missing", "proved",
}  # fmt: skip
"""The keys of ``plan --json`` and of the lists of ``why --json``: what is not read is worked out anew."""

PHASE_KEYS = frozenset(["steps", "starts", "ends", "temptation", "exposure", "share", "holds"])


def read_roadmap(
    source: str | os.PathLike[str] | IO[str] | IO[bytes] | Mapping[str, Any], case: Case
) -> WrittenRoadmap:
    """Read a roadmap that belongs to a case.

    Parameters
    ----------
    source
        A file in JSON or YAML (``-`` for standard input, or an open file), or such a document itself. Its
        ``phases`` are lists of step ids, or mappings with the key ``steps``; ``given_up``, ``softened``,
        ``bridges_used``, ``included``, ``done`` and ``changed`` say under which changes of the
        case it is meant to hold.
    case
        The case as the user wrote it.

    Raises
    ------
    CaseError
        With everything that is wrong with it.
    """
    from detente.case.problems import Nowhere
    from detente.case.reading import open_document, read_bytes

    problems = Problems()
    if isinstance(source, Mapping):
        problems.document = source
        written = _Reader(case, problems).roadmap(dict(source))
        problems.raise_if_any(Nowhere(), "(roadmap)")
    else:
        data, origin = read_bytes(source)
        opened = open_document(
            data, origin, "json" if origin.lower().endswith(".json") else None, problems, kind="roadmap"
        )
        problems.document = opened.value
        written = _Reader(case, problems).roadmap(opened.value)
        opened.raise_problems(problems)
    return written


@dataclass(slots=True)
class _Reader:
    case: Case
    problems: Problems
    seen: dict[str, None] = field(default_factory=dict)

    def roadmap(self, given: object) -> WrittenRoadmap:
        if not isinstance(given, dict):
            expected = "a mapping with the key `phases`"
            self.problems.add("wrong-type", f"{show(given)} is no roadmap", (), expected=expected)
            return WrittenRoadmap(())
        self.check_keys(given, (), KEYS, READ_KEYS)
        changes = self.changes(given)
        steps = self.steps_of_changed_case(changes)
        done = self.names(given.get("done"), ("done",), steps, "step")
        self.seen = dict.fromkeys(done)
        phases = self.phases(given, steps)
        if not phases and not done and not self.problems:
            message = "this holds no roadmap"
            self.problems.add("no-phases", message, ("phases",), expected="at least one phase with a step", at_key=True)
        return WrittenRoadmap(phases, done, changes)

    def check_keys(
        self, given: dict[Any, Any], path: Path, keys: frozenset[str], told: frozenset[str] = frozenset()
    ) -> None:
        for key in given:
            if key not in keys:
                expected = f"one of {', '.join(sorted(told or keys))}"
                message = f"{show(str(key))} is no key here"
                self.problems.add(
                    "unknown-key", message, (*path, key), expected=expected, word=str(key), among=keys, at_key=True
                )

    def list(self, given: object, path: Path) -> list[Any]:
        if given is None:
            return []
        if not isinstance(given, list | tuple):
            self.problems.add("wrong-type", f"{show(given)} cannot stand here", path, expected="a list")
            return []
        return list(given)

    def text(self, given: object, path: Path) -> str | None:
        try:
            return read_text(given)
        except RefusedError as refused:
            self.problems.refuse(refused, path)
            return None

    def names(self, given: object, path: Path, known: Mapping[str, Any], kind: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for place, entry in enumerate(self.list(given, path)):
            name = self.name(entry, (*path, place), known, kind)
            if name is not None and name in found:
                message = f"{show(name)} is listed twice"
                self.problems.add("repeated-name", message, (*path, place), expected="each name once")
            elif name is not None:
                found[name] = None
        return tuple(found)

    def name(self, given: object, path: Path, known: Mapping[str, Any], kind: str) -> str | None:
        name = self.text(given, path)
        if name is None or name in known:
            return name
        message = f"there is no {kind} {show(name)}"
        self.problems.add("unknown-id", message, path, expected=f"a {kind} of the case", word=name, among=known)
        return None

    def phases(self, given: dict[Any, Any], steps: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
        if "phases" not in given:
            self.problems.add(
                "missing-key", "the key “phases” is missing", (), expected="the phases, as lists of steps"
            )
        entries = self.list(given.get("phases"), ("phases",))
        return tuple(self.phase(entry, ("phases", place), steps) for place, entry in enumerate(entries))

    def phase(self, given: object, path: Path, steps: Mapping[str, Any]) -> tuple[str, ...]:
        if isinstance(given, dict):
            self.check_keys(given, path, PHASE_KEYS)
            path, given = (*path, "steps"), given.get("steps")
        entries = self.list(given, path)
        if not entries and not any(problem.path == path for problem in self.problems):
            self.problems.add("empty-phase", "the phase has no steps", path, expected="at least one step")
        found = []
        for place, entry in enumerate(entries):
            name = self.name(entry, (*path, place), steps, "step")
            if name is None:
                continue
            if name in self.seen:
                message = f"{show(name)} has been done before"
                self.problems.add("repeated-name", message, (*path, place), expected="each step in one phase")
            else:
                self.seen[name] = None
                found.append(name)
        return tuple(found)

    def changes(self, given: dict[Any, Any]) -> Changes:
        from detente.case.variant import added_bridges

        settings = self.settings(given)
        bridges = {**self.case.bridges, **added_bridges(Changes(settings))}
        return Changes(
            settings=settings,
            bridges=self.names(given.get("bridges_used"), ("bridges_used",), bridges, "bridge"),
            given_up=self.given_up(given),
            softened=self.softened(given),
            included=self.included(given),
        )

    def settings(self, given: dict[Any, Any]) -> tuple[tuple[str, str], ...]:
        found = []
        for section, where, what in (("changed", "set", "to"), ("settings", "path", "value")):
            for place, entry in enumerate(self.list(given.get(section), (section,))):
                at: Path = (section, place)
                if not isinstance(entry, dict) or set(entry) != {where, what}:
                    expected = f"a mapping with the keys {where} and {what}"
                    self.problems.add("wrong-type", f"{show(entry)} cannot stand here", at, expected=expected)
                    continue
                path, value = self.text(entry[where], (*at, where)), _yaml(entry[what])
                if path is not None:
                    found.append((path, value))
        return tuple(found)

    def given_up(self, given: dict[Any, Any]) -> tuple[str, ...]:
        names = self.names(given.get("given_up"), ("given_up",), self.case.demands, "demand")
        for place, entry in enumerate(self.list(given.get("given_up"), ("given_up",)) if names else ()):
            if isinstance(entry, str) and entry in self.case.demands and self.case.demands[entry].red_line:
                message = f"{show(entry)} is a red line, which is never given up"
                self.problems.add("red-line", message, ("given_up", place), expected="a demand that is no red line")
        return names

    def included(self, given: dict[Any, Any]) -> tuple[str, ...]:
        found = []
        for place, entry in enumerate(self.list(given.get("included"), ("included",))):
            text = self.text(entry, ("included", place))
            if text is None:
                continue
            try:
                read(text, start="condition")
            except RuleError as trouble:
                self.problems.refuse(trouble, ("included", place), offset=solid_before(text, trouble.offset))
            found.append(text)
        return tuple(found)

    def softened(self, given: dict[Any, Any]) -> tuple[Softening, ...]:
        found: dict[str, Softening] = {}
        for place, entry in enumerate(self.list(given.get("softened"), ("softened",))):
            path: Path = ("softened", place)
            if not isinstance(entry, dict):
                expected = "a mapping with `demand` and one of `rule`, `rules` and `form`"
                self.problems.add("wrong-type", f"{show(entry)} cannot stand here", path, expected=expected)
                continue
            self.check_keys(entry, path, frozenset({"demand", "rule", "rules", "form"}))
            name = self.name(entry.get("demand"), (*path, "demand"), self.case.demands, "demand")
            form = None if name is None else self.form(self.case.demands[name], entry, path)
            if name is not None and form is not None:
                if name in found:
                    message = f"{show(name)} is softened twice"
                    self.problems.add("repeated-name", message, (*path, "demand"), expected="each demand once")
                found[name] = Softening(name, form)
        return tuple(found.values())

    def form(self, demand: Demand, entry: dict[Any, Any], path: Path) -> int | None:
        """Return which softer form of a demand is meant (from 0): by its number (from 1), or by its rules."""
        if "form" in entry:
            if demand.softer:
                try:
                    return read_whole(entry["form"], 1, len(demand.softer)) - 1
                except RefusedError as refused:
                    self.problems.refuse(refused, (*path, "form"))
                    return None
        else:
            forms = self.rules(entry, path)
            for place, softer in enumerate(demand.softer):
                if forms is not None and forms == {rule.form for rule in softer.rules}:
                    return place
            if forms is None:
                return None
        choices = "; ".join(", ".join(rule.text for rule in softer.rules) for softer in demand.softer)
        message = f"the demand {show(demand.id)} has no such softer form"
        self.problems.add("bad-form", message, path, expected=choices or "a demand that has softer forms")
        return None

    def rules(self, entry: dict[Any, Any], path: Path) -> set[RuleForm] | None:
        """Return the rules by which a softer form is named, or None after noting what is wrong with them."""
        single = "rule" in entry
        given = [entry["rule"]] if single else self.list(entry.get("rules"), (*path, "rules"))
        found: set[RuleForm] = set()
        for place, rule in enumerate(given):
            where: Path = (*path, "rule") if single else (*path, "rules", place)
            text = self.text(rule, where)
            if text is None:
                return None
            try:
                found.add(read(text, start="rule").form)
            except RuleError as trouble:
                self.problems.refuse(trouble, where, offset=solid_before(text, trouble.offset))
                return None
        return found

    def steps_of_changed_case(self, changes: Changes) -> Mapping[str, Any]:
        """Return the steps of the case once it is changed; where it cannot be, all that a change could have made."""
        from detente.case.variant import added_bridges, apply

        if not self.problems:
            try:
                return apply(self.case, changes).steps
            except CaseError as error:
                self.note_trouble(changes, error)
        added = added_bridges(changes).values()
        parts = {part: None for bridge in self.case.bridges.values() for part in bridge.into}
        parts |= {part: None for bridge in added for part in bridge.get("into") or ()}
        return {**self.case.steps, **parts}

    def note_trouble(self, changes: Changes, error: CaseError) -> None:
        """Note why the changes cannot be made, each at the change that the finding names."""
        places: dict[str, Path] = {f"bridge {name}": ("bridges_used", i) for i, name in enumerate(changes.bridges)}
        places |= {f"giving up {name}": ("given_up", i) for i, name in enumerate(changes.given_up)}
        places |= {f"including {text}": ("included", i) for i, text in enumerate(changes.included)}
        places |= {f"setting {path}={value}": ("changed", i) for i, (path, value) in enumerate(changes.settings)}
        for finding in error.findings:
            near = (finding.nearest,) if finding.nearest else ()
            self.problems.add(
                finding.code,
                f"{finding.file}: {finding.message}",
                places.get(finding.file, ()),
                expected=finding.expected,
                word=finding.nearest,
                among=near,
            )


def _yaml(value: object) -> str:
    """Return a value as the YAML text that means it (a text is that already)."""
    from detente.case.json_text import json_text

    return value if isinstance(value, str) else json_text(value, indent=None)
