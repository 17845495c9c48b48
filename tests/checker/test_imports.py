"""The checker stands on the case alone, so that it cannot inherit a planner's mistake."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import detente.checker

MODULES = sorted(Path(detente.checker.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_the_checker_imports_case_and_errors_and_nothing_else_of_ours(module: Path) -> None:
    """Also inside functions."""
    tree = ast.walk(ast.parse(module.read_text(encoding="utf-8")))
    imported = {node.module or "" for node in tree if isinstance(node, ast.ImportFrom)}
    ours = {name for name in imported if name.startswith("detente")}
    assert all(name.startswith(("detente.case", "detente.errors", "detente.checker")) for name in ours)
