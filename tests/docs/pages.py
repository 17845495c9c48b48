"""The examples in the documentation: which there are, and what they do when they are run.

A fenced block of ``console`` is run line by line (``$ command``), and what follows a command is its output, in which
a line ``…`` stands for any lines and ``…`` in a line for any characters. A block of ``python`` is run; with ``>>>``
its output is held too. Comments that a reader does not see prepare them: ``<!-- file: NAME -->`` writes the next
block to a file, ``<!-- edit: NAME: OLD => NEW -->`` does to a file what the text tells the reader to do. All examples
of a page share a directory and a Python session. Commands of make are not run.
"""

from __future__ import annotations

import doctest
import functools
import re
import shlex
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from detente import api
from detente.case import Case, digest
from detente.cli.main import cli
from tests.cli.running import PLAIN, UNSET

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs" / "tutorial").glob("*.md")),
    *sorted((ROOT / "docs" / "how-to").glob("*.md")),
    *sorted((ROOT / "docs" / "explanation").glob("*.md")),
]

_EXAMPLE = re.compile(
    r"^<!-- (?P<what>file|edit): (?P<told>.*?) -->$|^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
ANY = "…"


@dataclass(frozen=True)
class Command:
    """A command of a console block, and the output that the page shows for it."""

    text: str
    shown: str


@dataclass(frozen=True)
class Example:
    """A comment or a fenced block: its place in the page, what it is (``file``, ``edit`` or a language), its text."""

    start: int
    kind: str
    body: str

    def commands(self) -> Iterator[Command]:
        """Yield the commands of a console block; a line that ends in a backslash goes on."""
        for part in re.split(r"^\$ ", self.body, flags=re.MULTILINE)[1:]:
            command, _, shown = re.sub(r" *\\\n\s*", " ", part).partition("\n")
            yield Command(command, shown)


def examples(page: str) -> Iterator[Example]:
    """Yield a page's examples in their order."""
    for found in _EXAMPLE.finditer(page):
        kind = found["what"] or found["language"]
        yield Example(found.start(), kind, found["told"] if found["what"] else found["body"])


def matches(shown: str, printed: str) -> bool:
    """Whether what a page shows is what was printed; a page that shows nothing leaves it open."""
    lines = [line.rstrip() for line in shown.rstrip("\n").split("\n")]
    pattern = "".join(r"(?:.*\n)*?" if line == ANY else re.escape(line).replace(ANY, ".*") + r"\n" for line in lines)
    text = "".join(f"{line.rstrip()}\n" for line in printed.rstrip("\n").split("\n"))
    return not shown.strip() or re.fullmatch(pattern, text) is not None


@dataclass
class Session:
    """Runs the examples of one page in a directory (the current one)."""

    names: dict[str, Any] = field(default_factory=dict)
    status: int = 0
    file: str = ""

    def run(self, example: Example) -> Iterator[tuple[Command, str]]:
        """Do what an example says; yield every command with what it printed."""
        match example.kind:
            case "file":
                self.file = example.body
                return
            case "edit":
                name, _, change = example.body.partition(": ")
                old, _, new = change.partition(" => ")
                text = Path(name).read_text(encoding="utf-8")
                assert old in text, f"{name} has no {old!r}"
                Path(name).write_text(text.replace(old, new), encoding="utf-8")
            case "console":
                for command in example.commands():
                    yield command, self.printed(command.text)
            case "python":
                self.python(example.body)
        if self.file and example.kind != "edit":
            Path(self.file).write_text(example.body, encoding="utf-8")
            self.file = ""

    def printed(self, command: str) -> str:
        """Return what a command prints, errors included."""
        words = list(shlex.shlex(command, posix=True, punctuation_chars="|<>"))
        if words == ["echo", "$", "?"] or command == "echo $?":
            return f"{self.status}\n"
        words, target = (words[:-2], words[-1]) if words[-2:-1] == [">"] else (words, None)
        first, *others = _stages(words)
        out, err = self.called(first)
        for stage in others:
            out = subprocess.run(stage, input=out, capture_output=True, text=True, check=True, timeout=20).stdout
        if target is None:
            return err + out
        Path(target).write_text(out, encoding="utf-8")
        return err

    def called(self, words: list[str]) -> tuple[str, str]:
        """Return standard output and error of ``detente``, or of a command of the shell."""
        if words[0] != "detente":
            done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=20)
            self.status = done.returncode
            return done.stdout, done.stderr
        given = None
        if "<" in words:
            place = words.index("<")
            given, words = Path(words[place + 1]).read_text(encoding="utf-8"), words[:place]
        run = CliRunner().invoke(cli, words[1:], input=given, env={**dict.fromkeys(UNSET), **PLAIN})
        self.status = run.exit_code
        assert run.exit_code < 70, run.output
        return run.stdout, run.stderr

    def python(self, source: str) -> None:
        """Run a block of Python, and hold its output where the block shows some."""
        if ">>>" not in source:
            exec(compile(source, "(page)", "exec"), self.names)
            return
        test = doctest.DocTestParser().get_doctest(source.replace(ANY, "..."), self.names, "(page)", None, 0)
        complaints: list[str] = []
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
        runner.run(test, out=complaints.append, clear_globs=False)
        self.names.update(test.globs)
        assert complaints == [], "".join(complaints)


def _stages(words: list[str]) -> list[list[str]]:
    stages: list[list[str]] = [[]]
    for word in words:
        if word == "|":
            stages.append([])
        else:
            stages[-1].append(word)
    return stages


def remembering(plan: Callable[..., Any]) -> Callable[..., Any]:
    """Return planning that remembers: many examples plan the same case."""

    @functools.wraps(plan)
    def remembered(case: Case, **asked: Any) -> Any:
        asked.pop("progress", None)
        key = (digest(case), case.title, repr(sorted(asked.items())))
        if key not in _PLANNED:
            _PLANNED[key] = plan(case, **asked)
        return _PLANNED[key]

    return remembered


_PLANNED: dict[Any, Any] = {}
PLAN = api.plan
