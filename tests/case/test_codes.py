"""Every code that a finding can have is registered with its sentence, and no code is registered in vain."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import detente
from detente.case.codes import CODES

SOURCE = Path(detente.__file__).parent
MAKERS = {"Finding", "RefusedError", "RuleError", "BadPathError", "add", "add_at", "_refusal"}


def used(tree: ast.AST) -> Iterator[str]:
    """Yield the literal codes of the calls that make findings, with both of ``f"bad-{start}"``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            firsts = [*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg == "code")]
            if name == "__init__" or name in MAKERS:
                for first in firsts:
                    if isinstance(first, ast.Constant) and isinstance(first.value, str) and "-" in first.value:
                        yield first.value


def test_every_code_in_use_is_registered() -> None:
    files = sorted(SOURCE.rglob("*.py"))
    found = {code for file in files for code in used(ast.parse(file.read_text(encoding="utf-8")))}
    assert sorted(found - set(CODES)) == []
    assert len(found) > 60


def test_every_registered_code_is_in_use() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in SOURCE.rglob("*.py") if file.name != "codes.py")
    assert [code for code in CODES if f'"{code}"' not in text and code not in {"bad-rule", "bad-condition"}] == []


def test_every_code_has_one_sentence() -> None:
    for code, sentence in CODES.items():
        assert sentence[0].isupper(), code
        assert sentence.endswith("."), code
