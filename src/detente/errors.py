"""Everything that `detente` raises.

DetenteError
├── CaseError        the input is wrong; carries *all* findings (exit status 2)
├── LimitReached     time ran out before anything was proved (exit status 3)
└── InternalError    a fault of ours, such as planner and checker disagreeing (exit status 70)

"There is no roadmap" is a result, not an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with an input.

    ``code`` is stable and has its paragraph in the documentation. ``line`` and ``column`` count from 1 (0: unknown).
    ``path`` is the place in the case, such as ``steps.release.by``. ``quoted`` is the line as it stands in the file,
    with characters that must not reach a terminal escaped, and ``quoted_column`` the column in it (0: the same as
    ``column``); ``sheet`` and ``cell`` are set for workbooks instead.
    """

    code: str
    message: str
    expected: str = ""
    nearest: str = ""
    path: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
    quoted: str = ""
    sheet: str = ""
    cell: str = ""
    quoted_column: int = 0

    @property
    def place(self) -> str:
        """Where it is, as people write it: ``case.yaml:12:7`` or ``case.xlsx, sheet Steps, cell C7``."""
        if self.sheet:
            return f"{self.file or '(file)'}, sheet {self.sheet}, cell {self.cell}"
        if self.line:
            return f"{self.file}:{self.line}:{self.column}"
        return self.file or "(input)"

    def __str__(self) -> str:
        text = f"{self.place}: {self.message} [{self.code}]"
        if self.expected:
            text += f"\n    expected: {self.expected}"
        if self.nearest:
            text += f"\n    did you mean: {self.nearest}"
        if self.quoted:
            text += f"\n    | {self.quoted}"
            if column := self.quoted_column or self.column:
                text += "\n    | " + " " * (column - 1) + "^"
        return text


class DetenteError(Exception):
    """The root of all errors that `detente` raises on purpose."""


class CaseError(DetenteError):
    """The input is wrong. ``findings`` has everything that was found, in the order of the input."""

    def __init__(self, findings: list[Finding] | tuple[Finding, ...]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


@contextmanager
def placed(file: str) -> Iterator[None]:
    """Name a file (or an option of the command line) in findings that name none."""
    try:
        yield
    except CaseError as error:
        raise CaseError([one if one.file else replace(one, file=file) for one in error.findings]) from None


class LimitReached(DetenteError):  # noqa: N818 (a state of the search, not a mistake)
    """Time ran out before either a roadmap was found or its absence was proved."""


class InternalError(DetenteError):
    """A fault of ours. Nothing that looks like a result may be shown after it."""
