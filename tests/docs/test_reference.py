"""The reference names all there is: every error code with its sentence, command, option, key and rule word."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from detente.case import document
from detente.case.codes import CODES
from detente.case.names import RULE_WORDS
from detente.cli.main import cli
from detente.cli.status import ExitStatus

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
