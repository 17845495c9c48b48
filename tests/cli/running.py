"""The command line run from the outside: in this process, or as a user's shell does in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir
from dataclasses import dataclass

from click.testing import CliRunner

from detente.cli.main import cli

PLAIN = {"COLUMNS": "80", "LINES": "24", "TERM": "xterm", "PYTHONIOENCODING": "utf-8"}
UNSET = ("NO_COLOR", "DETENTE_DEBUG", "_DETENTE_COMPLETE")


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    status: int
    out: str
    err: str


def run(*arguments: str, given: str = "", env: Mapping[str, str] | None = None, cwd: str = ".") -> Ran:
    """Run ``detente`` in this process."""
    with chdir(cwd):
        settings = {**dict.fromkeys(UNSET), **PLAIN, **(env or {})}
        done = CliRunner().invoke(cli, list(arguments), input=given, env=settings)
    return Ran(done.exit_code, done.stdout, done.stderr)


def run_apart(*arguments: str, given: str = "", env: Mapping[str, str] | None = None, cwd: str | None = None) -> Ran:
    """Run ``detente`` in a process of its own."""
    kept = {key: value for key, value in os.environ.items() if key not in UNSET}
    done = subprocess.run(
        [sys.executable, "-m", "detente", *arguments],
        input=given.encode("utf-8", "surrogateescape"),
        capture_output=True,
        env={**kept, **PLAIN, **(env or {})},
        cwd=cwd,
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8"))
