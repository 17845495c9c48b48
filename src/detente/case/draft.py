"""A case while it is built: its document, the names in it, and the problems found so far."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import cast

from detente.case import rules
from detente.case.document import Filler, PartyDocument, RuledDocument
from detente.case.grammar import Name, Reading, RuleError, read, solid_before
from detente.case.model import Role, Scale
from detente.case.names import id_trouble
from detente.case.problems import MOST_FINDINGS, Path, Problems
from detente.case.rules import Condition, Rule, RuleForm
from detente.case.shape import Shape, known_names
from detente.case.values import show

MOST_RULES = 20_000
"""So many rules, with those of the demands, are read at most."""

MOST_NAMES = 50
"""So many unknown names of one rule are told."""


@dataclass(slots=True)
class Draft:
    """What the parts of a case are checked against.

    The sets of names are `None` where the document cannot say which names there are: then every name may be one.
    ``scales`` holds the parties whose scale is known, with `None` for those that have none.
    """

    shape: Shape
    problems: Problems
    parties: Collection[str] | None
    steps: Collection[str] | None
    sources: Collection[str] | None
    scales: dict[str, Scale | None]
    rules_read: int = 0

    @classmethod
    def of(cls, given: object, shape: Shape, problems: Problems) -> Draft:
        """Return the draft of a document that was fitted to the format."""
        scales = {
            name: party.scale
            for name, party in shape.document.parties.items()
            if not shape.doubtful("parties", name, "scale") and not _unclear(party)
        }
        parties, steps, sources = (known_names(given, section) for section in ("parties", "steps", "sources"))
        return cls(shape, problems, parties, steps, sources, scales)

    def check_id(self, name: str, path: Path, *, at_key: bool = False) -> None:
        """Note a name that is no id."""
        if trouble := id_trouble(name):
            code, message, expected = trouble
            self.problems.add(code, f"{show(name)} {message}", path, expected=expected, at_key=at_key)

    def knows_party(self, name: str, path: Path, *, at_key: bool = False) -> bool:
        """Whether a party has this name; note it where none has."""
        return self._known(name, self.parties, "party", path, at_key=at_key)

    def knows_step(self, name: str, path: Path) -> bool:
        """Whether a step has this name; note it where none has."""
        return self._known(name, self.steps, "step", path)

    def known_parties(self, names: Iterable[str], path: Path) -> tuple[str, ...]:
        """Return the names of a list, each noted where no party has it or where it stands twice."""
        return self._list(names, self.parties, "party", path)

    def known_sources(self, names: Iterable[str], path: Path) -> tuple[str, ...]:
        """Return the names of a list, each noted where no source has it or where it stands twice."""
        return self._list(names, self.sources, "source", path)

    def _list(self, names: Iterable[str], known: Collection[str] | None, kind: str, path: Path) -> tuple[str, ...]:
        found: list[str] = []
        for place, name in self.shape.items(path, list(names)):
            if name in found:
                self.problems.add("repeated-name", f"{show(name)} is listed twice", place, expected="each name once")
            elif self._known(name, known, kind, place):
                found.append(name)
        return tuple(found)

    def _known(
        self,
        name: str,
        known: Collection[str] | None,
        kind: str,
        path: Path,
        *,
        at_key: bool = False,
        offset: int | None = None,
    ) -> bool:
        if known is None or name in known or isinstance(name, Filler):
            return True
        other = ""
        if kind != "party" and self.parties and name in self.parties:
            other = f" ({show(name)} is a party)"
        elif kind != "step" and self.steps and name in self.steps:
            other = f" ({show(name)} is a step)"
        message = f"there is no {kind} {show(name)}{other}"
        expected = f"a {kind} of this case" if known else f"a {kind}, but this case has none"
        self.problems.add(
            "unknown-id", message, path, expected=expected, word=name, among=known, at_key=at_key, offset=offset
        )
        return False

    def condition(self, text: str, path: Path) -> Condition | None:
        """Return a condition, or None after noting what is wrong with it."""
        reading = self._read(text, "condition", path)
        return None if reading is None else cast("Condition", reading.form)

    def rule(self, text: str, path: Path) -> Rule | None:
        """Return a rule, or None after noting what is wrong with it."""
        self.rules_read += 1
        if self.rules_read > MOST_RULES:
            if self.rules_read == MOST_RULES + 1:
                message = "the case has too many rules"
                self.problems.add(
                    "too-many-rules", message, path, expected=f"at most {MOST_RULES:,}, with the demands'"
                )
            return None
        reading = self._read(text, "rule", path)
        if reading is None:
            return None
        form = cast("RuleForm", reading.form)
        dated = isinstance(form, rules.ByDate | rules.NotBeforeDate)
        if dated and self.shape.document.starts is None and not self.shape.doubtful("starts"):
            message = "this rule names a date, but the case does not say when it starts"
            expected = "`starts` in the case, or a duration such as 60d in the rule"
            day = solid_before(text, text.rstrip().rfind(" ") + 1)
            self.problems.add("date-without-start", message, path, expected=expected, offset=day)
        return Rule(form, text.strip())

    def _read(self, text: str, start: str, path: Path) -> Reading | None:
        """Return what a text says, or None after noting what is wrong; after very many errors it is not read."""
        if isinstance(text, Filler) or len(self.problems.found) > 4 * MOST_FINDINGS:
            return None
        try:
            reading = read(text, start=start)
        except RuleError as trouble:
            among = trouble.among + (tuple(self.steps or ()) + tuple(self.parties or ()) if trouble.wants_name else ())
            self.problems.add(
                trouble.code,
                trouble.message,
                path,
                expected=trouble.expected,
                word=trouble.word,
                among=among,
                offset=solid_before(text, trouble.offset),
            )
            return None
        unknown = [name for name in reading.names if not self._knows(name)]
        for name in unknown[:MOST_NAMES]:
            kind, known = ("party", self.parties) if name.of_party else ("step", self.steps)
            self._known(name.id, known, kind, path, offset=solid_before(text, name.offset))
        self.problems.more += len(unknown[MOST_NAMES:])
        return None if unknown else reading

    def _knows(self, name: Name) -> bool:
        known = self.parties if name.of_party else self.steps
        return known is None or name.id in known

    def ruled(self, document: RuledDocument, path: Path) -> tuple[Rule, ...]:
        """Return the rules of a mapping that states one or several."""
        if document.rule is not None and document.rules is not None:
            message = "`rule` and `rules` are both given"
            self.problems.add("rule-and-rules", message, (*path, "rules"), expected="one of the two", at_key=True)
        if document.rule is not None:
            found = [self.rule(document.rule, (*path, "rule"))]
        else:
            entries = self.shape.items((*path, "rules"), document.rules or [])
            found = [self.rule(text, place) for place, text in entries]
            if not found and not self.shape.touched((*path, "rule")) and not self.shape.touched((*path, "rules")):
                message = "no rule is given"
                expected = "`rule`, or `rules` with at least one"
                self.problems.add("missing-rule", message, path, expected=expected, at_key=True, missing="rules")
        return tuple(rule for rule in found if rule is not None)


def _unclear(party: PartyDocument) -> bool:
    """Whether role and scale contradict each other (which is noted elsewhere), so that the scale says nothing."""
    return (party.role is Role.PRINCIPAL) != (party.scale is not None) and party.role is not None
