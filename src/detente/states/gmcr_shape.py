"""A `.gmcr` document held against what such files contain: what does not fit is noted, all of it at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from detente.case.problems import Path, Problems
from detente.case.values import show
from detente.states.gmcr_model import (
    DIRECTIONS,
    RANKINGS,
    Compound,
    GmcrDecisionMaker,
    GmcrFile,
    GmcrOption,
    Literal,
    Simple,
)

MOST_OPTIONS = 200


def understand(document: object, problems: Problems, origin: str) -> GmcrFile | None:
    """Return the model that a document describes, with all problems noted; None where there is no making one."""
    if not isinstance(document, dict):
        expected = "a mapping with the keys decisionMakers, options and infeasibles"
        problems.add("wrong-type", f"{show(document)} is no model", (), expected=expected)
        return None
    return _Shape(document, problems, origin).model()


class _Shape:
    """The document of a model, and the problems found in it so far."""

    def __init__(self, document: dict[str, Any], problems: Problems, origin: str) -> None:
        self.document = document
        self.problems = problems
        self.origin = origin
        self.number = 0
        self.listed: dict[Path, list[int]] = {}
        """Where in its list of options each valid one of a decision maker stands."""
        self.warnings: list[str] = []

    def model(self) -> GmcrFile | None:
        options = self.list(self.document, "options", (), needed=True)
        makers = self.list(self.document, "decisionMakers", (), needed=True)
        if options is None or makers is None:
            return None
        self.number = len(options)
        if not makers:
            self.problems.add(
                "gmcr-empty", "the model has no decision makers", ("decisionMakers",), expected="at least one"
            )
        if not options:
            self.problems.add("gmcr-empty", "the model has no options", ("options",), expected="at least one")
        if len(options) > MOST_OPTIONS:
            message = f"the model has {len(options):,} options"
            self.problems.add("too-many-options", message, ("options",), expected=f"at most {MOST_OPTIONS}")
            return None
        is_ranked = self.is_ranked()
        found = tuple(self.maker(one, ("decisionMakers", k), is_ranked) for k, one in enumerate(makers))
        self.names_once(found)
        owners = self.owners(found)
        return GmcrFile(
            decision_makers=found,
            options=tuple(self.option(one, k, owners[k]) for k, one in enumerate(options)),
            infeasible=self.conditions(self.document, "infeasibles", ()),
            is_ranked=is_ranked,
            coalitions=self.coalitions(len(makers)),
            warnings=tuple(dict.fromkeys(self.warnings)),
            document=self.document,
            origin=self.origin,
        )

    def is_ranked(self) -> bool:
        """Whether rankings count instead of statements; the key had another name in old versions."""
        for key in ("useManualPreferenceRanking", "useManualPreferenceVectors"):
            if key in self.document:
                value = self.document[key]
                if isinstance(value, bool) or value in (0, 1):
                    return bool(value)
                self.problems.add("wrong-type", f"{show(value)} cannot stand here", (key,), expected="true or false")
        return False

    # ------------------------------------------------------------ options and decision makers

    def option(self, given: object, place: int, owner: int) -> GmcrOption:
        path: Path = ("options", place)
        if not isinstance(given, dict):
            self.wrong(given, path, "an option: a mapping with `name` and `permittedDirection`")
            return GmcrOption("", owner, "both")
        direction = given.get("permittedDirection", "both")
        if not isinstance(direction, str) or direction not in DIRECTIONS:
            expected = "“both”, “fwd” (N to Y only) or “back” (Y to N only)"
            message = f"{show(direction)} is no direction"
            self.problems.add("bad-choice", message, (*path, "permittedDirection"), expected=expected)
            direction = "both"
        return GmcrOption(self.name(given, path), owner, DIRECTIONS[direction])

    def maker(self, given: object, path: Path, is_ranked: bool) -> GmcrDecisionMaker:
        if not isinstance(given, dict):
            self.wrong(given, path, "a decision maker: a mapping with `name`, `options` and `preferences`")
            return GmcrDecisionMaker("", ())
        name = self.name(given, path)
        misperceptions = self.conditions(given, "misperceptions", path)
        if misperceptions:
            self.warnings.append(f"what {name} misperceives is kept in the file and has no effect on the analysis")
        return GmcrDecisionMaker(
            name,
            tuple(self.own_options(given, path)),
            tuple(dict.fromkeys(self.conditions(given, "preferences", path))),
            self.ranking(given, path, is_ranked),
            tuple(simple for compound in misperceptions for simple in compound),
        )

    def name(self, given: dict[str, Any], path: Path) -> str:
        name = given.get("name")
        if isinstance(name, str) and name.strip():
            return name
        if isinstance(name, int) and not isinstance(name, bool):
            return str(name)
        if "name" in given:
            self.problems.add("bad-text", f"{show(name)} is no name", (*path, "name"), expected="a text")
        else:
            self.missing("name", path)
        return ""

    def names_once(self, makers: tuple[GmcrDecisionMaker, ...]) -> None:
        for name, times in Counter(maker.name for maker in makers if maker.name).items():
            if times > 1:
                last = max(k for k, maker in enumerate(makers) if maker.name == name)
                message = f"{times} decision makers are called {show(name)}"
                place = ("decisionMakers", last, "name")
                self.problems.add("duplicate-id", message, place, expected="a name of its own for each")

    def own_options(self, given: dict[str, Any], path: Path) -> Iterator[int]:
        for place, one in enumerate(self.list(given, "options", path, needed=True) or []):
            where = (*path, "options", place)
            if isinstance(one, dict) and isinstance(one.get("name"), str):
                one = self.by_name(one["name"])
            if self.is_option(one, where):
                self.listed.setdefault(path, []).append(place)
                yield one

    def by_name(self, name: str) -> object:
        """Return the place of an option that a file names instead of numbering it, or the name where there is none."""
        names = [one.get("name") if isinstance(one, dict) else None for one in self.document["options"]]
        return names.index(name) if names.count(name) == 1 else name

    def is_option(self, place: object, path: Path) -> bool:
        """Whether a value is the place of an option; note it where it is none."""
        if isinstance(place, int) and not isinstance(place, bool) and 0 <= place < self.number:
            return True
        expected = f"the place of an option, a whole number from 0 to {self.number - 1}"
        self.problems.add("unknown-option", f"there is no option {show(place)}", path, expected=expected)
        return False

    def owners(self, makers: tuple[GmcrDecisionMaker, ...]) -> list[int]:
        """Return the owner of each option; note options of several owners, twice in a list, or of none."""
        owners = [-1] * self.number
        for k, maker in enumerate(makers):
            for place, option in zip(self.listed.get(("decisionMakers", k), ()), maker.options, strict=True):
                path: Path = ("decisionMakers", k, "options", place)
                if owners[option] == k:
                    message = f"{self.called(option)} is listed twice"
                    self.problems.add("repeated-name", message, path, expected="each option once")
                elif owners[option] >= 0:
                    message = f"{self.called(option)} belongs to {show(makers[owners[option]].name)} already"
                    self.problems.add("shared-option", message, path, expected="one decision maker for each option")
                else:
                    owners[option] = k
        for option in [option for option, owner in enumerate(owners) if owner < 0]:
            message = f"{self.called(option)} belongs to nobody"
            expected = "its place in the `options` of a decision maker"
            self.problems.add("unowned-option", message, ("options", option), expected=expected)
        return owners

    def called(self, option: int) -> str:
        given = self.document["options"][option]
        name = given.get("name") if isinstance(given, dict) else None
        return f"the option {show(name)}" if isinstance(name, str) else f"option {option}"

    # ------------------------------------------------------------ conditions

    def conditions(self, holder: dict[str, Any], key: str, path: Path) -> tuple[Compound, ...]:
        """Return a list of conditions, each a disjunction of conjunctions; what has several forms is read in each."""
        found = []
        for place, given in enumerate(self.list(holder, key, path) or []):
            compound = self.condition(given, (*path, key, place))
            if compound is not None:
                found.append(compound)
        return tuple(dict.fromkeys(found))

    def condition(self, given: object, path: Path) -> Compound | None:
        if isinstance(given, dict):
            members = given.get("members")
            if not isinstance(members, list) or not members:
                self.wrong(members, (*path, "members"), "a list of conditions")
                return None
            simples = [self.simple(one, (*path, "members", k)) for k, one in enumerate(members)]
            return tuple(one for one in simples if one is not None) if None not in simples else None
        simple = self.simple(given, path)
        return None if simple is None else (simple,)

    def simple(self, given: object, path: Path) -> Simple | None:
        if not isinstance(given, list):
            self.wrong(given, path, "a condition: a list of pairs such as [0, “Y”]")
            return None
        literals = [self.literal(one, (*path, place)) for place, one in enumerate(given)]
        found = [literal for literal in literals if literal is not None]
        if len(found) < len(literals):
            return None
        if len({option for option, _ in found}) < len(set(found)):
            message = "an option is Y and N in one condition, which no state is"
            self.problems.add("bad-condition", message, path, expected="each option once")
            return None
        return tuple(dict.fromkeys(found))

    def literal(self, given: object, path: Path) -> Literal | None:
        if not isinstance(given, list) or len(given) != 2:
            self.wrong(given, path, "a pair such as [0, “Y”]")
            return None
        option, taken = given
        if not self.is_option(option, (*path, 0)):
            return None
        if taken not in ("Y", "N"):
            self.problems.add("bad-choice", f"{show(taken)} cannot stand here", (*path, 1), expected="“Y” or “N”")
            return None
        return option, taken == "Y"

    # ------------------------------------------------------------ rankings and coalitions

    def ranking(self, maker: dict[str, Any], path: Path, is_ranked: bool) -> tuple[tuple[int, ...], ...] | None:
        """Return a ranking of ordered numbers, best first; whether these are states is asked once states are known."""
        key = next((key for key in RANKINGS if key in maker), None)
        if key is None:
            if is_ranked:
                self.missing("preferenceRanking", path)
            return None
        found = []
        for place, given in enumerate(self.list(maker, key, path) or []):
            where = (*path, key, place)
            tier = given if isinstance(given, list) else [given]
            if all(isinstance(one, int) and not isinstance(one, bool) and one >= 1 for one in tier):
                found.append(tuple(tier))
            else:
                self.wrong(given, where, "the number of a state, from 1, or a list of tied ones")
        return tuple(tier for tier in found if tier)

    def coalitions(self, makers: int) -> tuple[tuple[int, ...], ...]:
        """Return the partition of the decision makers; one that leaves somebody out is no partition, and is said so."""
        singletons = tuple((k,) for k in range(makers))
        given = self.list(self.document, "coalitions", ())
        if given is None:
            return singletons
        found: list[tuple[int, ...]] = []
        seen: set[int] = set()
        for place, one in enumerate(given):
            members = one if isinstance(one, list) else [one]
            for member in members:
                if not isinstance(member, int) or isinstance(member, bool) or not 0 <= member < makers:
                    expected = f"the place of a decision maker, a whole number from 0 to {makers - 1}"
                    message = f"there is no decision maker {show(member)}"
                    self.problems.add("unknown-id", message, ("coalitions", place), expected=expected)
                elif member in seen:
                    message = f"decision maker {member} is in two coalitions"
                    self.problems.add("repeated-name", message, ("coalitions", place), expected="each in one")
                seen.add(member) if isinstance(member, int) else None
            found.append(tuple(members))
        if seen and seen != set(range(makers)):
            self.warnings.append("the file's coalitions leave out a decision maker, so each stands alone")
        if any(len(members) > 1 for members in found):
            self.warnings.append("the file's coalitions are kept and have no effect: every group is looked at")
        return tuple(found) if seen == set(range(makers)) else singletons

    # ------------------------------------------------------------ what all have in common

    def list(self, holder: dict[str, Any], key: str, path: Path, *, needed: bool = False) -> list[Any] | None:
        """Return a list under a key, or None where there is none (noted where it is needed, or is something else)."""
        value = holder.get(key)
        if isinstance(value, list):
            return value
        if value is not None:
            self.wrong(value, (*path, key), "a list")
        elif needed:
            self.missing(key, path)
        return None

    def missing(self, key: str, path: Path) -> None:
        self.problems.add("missing-key", f"the key {show(key)} is missing", path, expected=f"`{key}`", at_key=True)

    def wrong(self, value: object, path: Path, expected: str) -> None:
        self.problems.add("wrong-type", f"{show(value)} cannot stand here", path, expected=expected)
