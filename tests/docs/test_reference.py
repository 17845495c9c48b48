"""The reference names all there is: codes, commands, options, keys of files and results, rule words, warnings."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from detente import check, load, plan
from detente.case import document
from detente.case.codes import CODES
from detente.case.names import RULE_WORDS
from detente.checker.report import Requirement
from detente.cli.main import cli
from detente.cli.status import ExitStatus
from detente.roadmap import warnings

REFERENCE = (Path(__file__).parents[2] / "docs" / "reference" / "index.md").read_text(encoding="utf-8")
CONTEXT = click.Context(cli)
COMMANDS = {name: cli.get_command(CONTEXT, name) for name in cli.list_commands(CONTEXT)}
OPTIONS = {
    option
    for command in COMMANDS.values()
    if command is not None
    for parameter in command.params
    if isinstance(parameter, click.Option) and not parameter.hidden
    for option in parameter.opts
}
KEYS = {
    key for kind in vars(document).values() if isinstance(kind, type) and issubclass(kind, document.Model)
    for key in kind.model_fields
}  # fmt: skip


def test_every_code_stands_with_its_sentence() -> None:
    missing = [code for code, sentence in CODES.items() if f"| `{code}` | {sentence} |" not in REFERENCE]
    assert missing == []


def test_no_code_stands_that_is_none() -> None:
    table = REFERENCE.split("## Error codes")[1]
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \|", table, re.MULTILINE)) == set(CODES)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_stands(command: str) -> None:
    assert f"| `detente {command}" in REFERENCE


@pytest.mark.parametrize("option", sorted(OPTIONS))
def test_every_option_stands(option: str) -> None:
    assert f"| `{option}" in REFERENCE


def test_every_key_of_the_case_file_stands() -> None:
    assert sorted(key for key in KEYS if f"`{key}`" not in REFERENCE) == []


def test_every_rule_word_stands() -> None:
    table = REFERENCE.split("## Rules")[1].split("## Commands")[0]
    forms = " ".join(re.findall(r"^\| `(.+?)` \|", table, re.MULTILINE))
    # the words of conditions stand in the list of words only
    assert RULE_WORDS - {"and"} - set(re.findall(r"[a-z]+", forms)) == set()
    assert sorted(word for word in RULE_WORDS if f"`{word}`" not in table) == []


@pytest.mark.parametrize("status", [int(status) for status in ExitStatus])
def test_every_exit_status_stands(status: int) -> None:
    assert f"| {status} |" in REFERENCE


def test_every_kind_of_warning_stands_and_no_other() -> None:
    made = re.findall(r'Warning\(\s*"([a-z-]+)"', Path(warnings.__file__).read_text(encoding="utf-8"))
    table = REFERENCE.split("## Warnings")[1].split("## Error codes")[0]
    assert set(re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE)) == set(made)
    assert len(made) == len(warnings._FINDERS)


@pytest.mark.parametrize("requirement", list(Requirement))
def test_every_condition_of_the_checker_stands(requirement: Requirement) -> None:
    assert f"`{requirement}`" in REFERENCE


def keys_of(document: object) -> set[str]:
    """Return the keys of a result that are the form's own (those under ids are not)."""
    by_id = {"temptation", "exposure", "share", "value", "holds", "required_detection", "ideals", "parties", "against"}
    if isinstance(document, list):
        return set().union(*map(keys_of, document))
    if not isinstance(document, dict):
        return set()
    found = set(document)
    for key, value in document.items():
        inner = value.values() if key == "parties" else [] if key in by_id else [value]
        found |= set().union(*map(keys_of, inner))
    return found


def test_every_key_of_the_results_stands() -> None:
    case = load(Path(__file__).parents[1] / "case" / "prisoners-for-fuel.yaml")
    roadmap = plan(case, alternatives=1)
    report = check(case, roadmap)
    for found, title in ((roadmap.to_dict(), "## `plan --json`"), (report.to_dict(), "## `check --json`")):
        section = REFERENCE.split(title)[1].split("\n## ")[0]
        assert sorted(key for key in keys_of(found) if not re.search(rf"\b{key}\b", section)) == []


def test_every_section_of_the_model_that_the_code_cites_is_there() -> None:
    root = Path(__file__).parents[2]
    model = (root / "docs" / "reference" / "model.md").read_text(encoding="utf-8")
    texts = [path.read_text(encoding="utf-8") for path in sorted((root / "src").rglob("*.py"))]
    cited = {number for text in texts for number in re.findall(r"model\.md §+(\d)", text)}
    assert cited == set(re.findall(r"^## §(\d) ", model, re.MULTILINE))
