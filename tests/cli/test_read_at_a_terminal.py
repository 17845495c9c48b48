"""``detente read`` at a terminal of its own: what is asked there, and nowhere else."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from detente.case import load
from detente.case.saving import workbook_of

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")

PATIENCE = 30


def at_a_terminal(arguments: list[str], answers: dict[str, str], cwd: Path) -> str:
    """Run ``detente`` at a terminal and give each answer once its question shows; return all that was shown."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "detente", *arguments]
    running = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=cwd, env={**os.environ, "TERM": "dumb"}
    )
    os.close(theirs)
    shown, end = "", time.monotonic() + PATIENCE
    while time.monotonic() < end and (part := _read(ours)) is not None:
        shown += part
        for question in [question for question in answers if question in shown]:
            os.write(ours, f"{answers.pop(question)}\n".encode())
    running.wait(timeout=PATIENCE)
    os.close(ours)
    return shown


def _read(terminal: int) -> str | None:
    if not select.select([terminal], [], [], 0.2)[0]:
        return ""
    try:
        return os.read(terminal, 65536).decode("utf-8", "replace") or None
    except OSError:  # the other end is closed
        return None


def test_the_day_of_publication_is_asked_for_until_it_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“We go,” Ada Lorn said on Monday.\n", "utf-8")
    shown = at_a_terminal(["read", "a.txt"], {"when was it published?": "monday", "is no date": "2031-05-20"}, tmp_path)
    assert "says “on Monday”" in shown
    assert "19 May 2031" in shown


def test_decisions_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“We go,” Ada Lorn said.\n", "utf-8")
    case = Path(__file__).parents[1] / "case" / "prisoners-for-fuel.yaml"
    (tmp_path / "case.yaml").write_text(case.read_text("utf-8"), "utf-8")
    answers = {"? help:": "a", "Whose words": "north"}
    shown = at_a_terminal(["read", "a.txt", "--into", "case.yaml"], answers, tmp_path)
    assert "1 statement accepted" in shown
    assert "statements: [1]" in (tmp_path / "case.yaml").read_text("utf-8")


def test_decisions_go_into_a_workbook_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“We go,” Ada Lorn said.\n", "utf-8")
    case = Path(__file__).parents[1] / "case" / "prisoners-for-fuel.yaml"
    (tmp_path / "case.xlsx").write_bytes(workbook_of(load(case)))
    answers = {"? help:": "a", "Whose words": "north"}
    shown = at_a_terminal(["read", "a.txt", "--into", "case.xlsx"], answers, tmp_path)
    assert "1 statement accepted" in shown
    assert [source.statements for source in load(tmp_path / "case.xlsx").sources.values()][-1] == (1,)
