"""Words from a file that could disturb a terminal never reach it as they are, whatever command prints them as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import run

CASE = r"""
detente: 1
title: "Red\e[31m and \u202Eback"
parties:
  north: {name: "North\u202E", scale: ordinal}
  south: {name: "South\e[2J", scale: ordinal}
steps:
  open: {title: "Open\u202E\e[31m", by: north, value: {north: -1, south: 3}, reversible: true}
  pay: {title: "Pay\u2066", by: south, value: {north: 3, south: -1}, reversible: true}
demands:
  - {id: n1, by: north, rule: open with pay, firmness: 2, says: "Both\u202E at once", sources: [paper]}
sources:
  paper: {title: "A paper\u202E", publisher: "Press\e]0;"}
"""

ARTICLE = (
    "VIENNA, 3 March 2019 - \u201cWe will open\u202e the gate,\u201d President Ann Lee said on Friday.\x1b[31m\n"
    "The minister said the road must stay shut.\n"
)

PRINTING = {
    "plan": ["plan", "CASE", "--json"],
    "plan --fragile": ["plan", "CASE", "--json", "--fragile"],
    "why": ["why", "CASE", "--json"],
    "show": ["show", "CASE", "--json"],
    "stability": ["stability", "CASE", "--json"],
    "check": ["check", "CASE", "ROADMAP", "--json"],
    "read": ["read", "ARTICLE", "--json", "--published", "2019-03-03"],
    "dossier": ["dossier", "CASE", "--json"],
    "convert": ["convert", "CASE", "OUT", "--json"],
}


@pytest.mark.parametrize("name", PRINTING)
def test_json_on_a_terminal_has_no_control_and_no_bidirectional_characters(tmp_path: Path, name: str) -> None:
    files = {
        "CASE": tmp_path / "case.yaml",
        "ARTICLE": tmp_path / "article.txt",
        "ROADMAP": tmp_path / "roadmap.json",
        "OUT": tmp_path / "out.json",
    }
    files["CASE"].write_text(CASE, encoding="utf-8")
    files["ARTICLE"].write_text(ARTICLE, encoding="utf-8")
    if "ROADMAP" in PRINTING[name]:
        files["ROADMAP"].write_text(run("plan", str(files["CASE"]), "--json").out, encoding="utf-8")
    done = run(*(str(files.get(word, word)) for word in PRINTING[name]))
    assert done.status == 0, done.err
    for line in done.out.splitlines() if name == "read" else [done.out]:
        json.loads(line)
    assert not set(done.out) & set("\u202e\u2066\u2028\x1b")
    assert not set(done.err) & set("\u202e\u2066\x1b")
