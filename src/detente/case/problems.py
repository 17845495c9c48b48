"""What is wrong with a case, collected while it is read and told all at once, in the order of the file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

from detente.case.names import nearest
from detente.case.values import RefusedError
from detente.case.visible import visible
from detente.errors import CaseError, Finding

Path = tuple[str | int, ...]
"""A place in a document: keys of mappings and places (from 0) in lists."""

MOST_FINDINGS = 500
"""So many are told at most."""

MOST_KEPT = 5000
"""So many are kept while a file is read; the rest are only counted, since a file may hold millions."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong at a place of the document.

    ``at_key`` points at the key instead of its value; ``offset`` points into a text: so many of its
    characters, white space left out, stand before the place;
    ``word`` is the name to look up among the known names ``among``. ``index`` is the place in the source, where
    it is known better than by the path. ``missing`` is the key that the mapping at the path should have.
    """

    code: str
    message: str
    path: Path
    expected: str = ""
    word: str = ""
    among: Collection[str] = ()
    at_key: bool = False
    offset: int | None = None
    index: int | None = None
    missing: str = ""


class Places(Protocol):
    """Where things of a document stand in its source."""

    def finish(self, problem: Problem, finding: Finding) -> tuple[int, Finding]:
        """Return the place of a problem as a number to sort by, and its finding with line, column and quoted line."""
        ...


@dataclass(slots=True)
class Problems:
    """All problems found so far."""

    document: object = None
    found: list[Problem] = field(default_factory=list)
    more: int = 0

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.found)

    def __bool__(self) -> bool:
        return bool(self.found)

    def add(
        self,
        code: str,
        message: str,
        path: Path,
        *,
        expected: str = "",
        word: str = "",
        among: Collection[str] = (),
        at_key: bool = False,
        offset: int | None = None,
        missing: str = "",
    ) -> None:
        """Note a problem."""
        self._keep(Problem(code, message, path, expected, word, among, at_key, offset, missing=missing))

    def add_at(
        self, code: str, message: str, index: int, *, expected: str = "", word: str = "", among: Collection[str] = ()
    ) -> None:
        """Note a problem at a place of the source (from 0)."""
        self._keep(Problem(code, message, (), expected, word, among, index=index))

    def _keep(self, problem: Problem) -> None:
        if len(self.found) < MOST_KEPT:
            self.found.append(problem)
        else:
            self.more += 1

    def refuse(self, refused: RefusedError, path: Path, *, at_key: bool = False, offset: int | None = None) -> None:
        """Note a value that was refused."""
        self.add(
            refused.code,
            refused.message,
            path,
            expected=refused.expected,
            word=refused.word,
            among=refused.among,
            at_key=at_key,
            offset=offset,
        )

    def findings(self, places: Places, file: str) -> tuple[Finding, ...]:
        """Return the findings in the order of the source, each once; at most `MOST_FINDINGS`, and a last word."""
        placed: dict[tuple[int, str, str], tuple[Problem, Finding]] = {}
        for problem in self.found:
            bare = Finding(problem.code, visible(problem.message), visible(problem.expected), file=visible(file))
            order, finding = places.finish(problem, bare)
            placed.setdefault((order, problem.code, problem.message), (problem, finding))
        ordered = [placed[key] for key in sorted(placed, key=lambda key: key[0])]
        findings = [self._named(problem, finding) for problem, finding in ordered[:MOST_FINDINGS]]
        left = len(ordered) - len(findings) + self.more
        if left:
            message, expected = f"{left:,} more errors follow, which are not listed", "the first ones mended first"
            findings.append(Finding("too-many-errors", message, expected, file=visible(file)))
        return tuple(findings)

    def _named(self, problem: Problem, finding: Finding) -> Finding:
        near = nearest(problem.word, problem.among)
        return replace(finding, path=path_text(problem.path, self.document), nearest=near)

    def raise_if_any(self, places: Places, file: str) -> None:
        """Raise all problems, if there are any.

        Raises
        ------
        CaseError
            With every finding.
        """
        if self.found:
            raise CaseError(self.findings(places, file))


def path_text(path: Path, document: object) -> str:
    """Return a place as people write it: ``steps.release.by``, ``demands.wounded-first.rule``, ``rules[2]``, from 1."""
    text = ""
    for part in path:
        document = _inside(document, part)
        if isinstance(part, str):
            text += f".{part}" if text else part
        elif isinstance(document, dict) and isinstance(document.get("id"), str):
            text += f".{document['id']}"
        else:
            text += f"[{part + 1}]"
    return visible(text if len(text) <= 200 else text[:199] + "…")


def _inside(document: object, part: str | int) -> object:
    if isinstance(document, dict):
        return document.get(part)
    if isinstance(document, list | tuple) and isinstance(part, int) and part < len(document):
        inside: object = document[part]
        return inside
    return None


class Nowhere:
    """The places of a document that came from no file: known only by their path."""

    def finish(self, problem: Problem, finding: Finding) -> tuple[int, Finding]:
        """Return the finding as it is; findings stay in the order in which they were made."""
        self.count = getattr(self, "count", 0) + 1
        return self.count, finding
