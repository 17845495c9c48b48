"""Packages import one way only, so that each can be read, tested and replaced without those above it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import detente

SOURCE = Path(detente.__file__).parent

BASE = {"case", "errors"}
RESULTS = {*BASE, "roadmap", "checker", "states", "graph_model", "bargaining", "evidence", "skeletons", "interview"}
ABOVE = {*RESULTS, "api", "diagnosis", "robustness", "ledger"}

MAY_IMPORT = {
    "errors": set(),
    "examples": set(),
    "case": {"errors"},
    "states": BASE,
    "graph_model": {*BASE, "states"},
    "checker": BASE,
    "roadmap": BASE,
    "bargaining": BASE,
    "evidence": BASE,
    "skeletons": BASE,
    "interview": BASE,
    "api": {*BASE, "roadmap", "checker", "states", "graph_model", "evidence"},
    "diagnosis": {*RESULTS, "api"},
    "robustness": {*RESULTS, "api"},
    "ledger": {*RESULTS, "api"},
    "report": ABOVE - {"api"},
    "web": {*ABOVE, "report"},
    "cli": {*ABOVE, "report", "web", "examples"},
    "__init__": {"api", "diagnosis"},
    "__main__": {"cli"},
}
"""What each package may import of ours. The version, in the package itself, is free to all."""

CONVENIENCES = {("roadmap.result", "report"), ("diagnosis.result", "report"), ("graph_model.results", "report")}
"""Results can show themselves: their methods ask `report`, when they are called, to do it."""

MODULES = sorted(SOURCE.rglob("*.py"))


def imports(tree: ast.Module) -> Iterator[str]:
    """Yield the names of ours that a module imports, also inside functions."""
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom(module="detente"):
                yield from (f"detente.{alias.name}" for alias in node.names)
            case ast.ImportFrom(module=str(name), level=0):
                yield name
            case ast.ImportFrom():
                yield "detente.(relative)"


def packages_imported(module: Path) -> set[str]:
    """Return our packages that a module imports, its own left out."""
    named = {
        name.split(".")[1] for name in imports(ast.parse(module.read_text("utf-8"))) if name.startswith("detente.")
    }
    return named - {module.relative_to(SOURCE).parts[0].removesuffix(".py"), "__version__"}


def wrong(module: Path) -> set[str]:
    """Return what a module imports against the direction."""
    name = ".".join(module.relative_to(SOURCE).with_suffix("").parts)
    allowed = {target for who, target in CONVENIENCES if who == name}
    return packages_imported(module) - MAY_IMPORT[name.split(".")[0]] - allowed


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_only_what_lies_below_it(module: Path) -> None:
    assert wrong(module) == set()


def test_a_wrong_direction_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "SOURCE", tmp_path)
    (tmp_path / "checker").mkdir()
    module = tmp_path / "checker" / "one.py"
    module.write_text("def f():\n    from detente.roadmap.solver import Solver\n    from . import other\n", "utf-8")
    assert wrong(module) == {"roadmap", "(relative)"}


@pytest.mark.parametrize("package", ["roadmap", "diagnosis"])
def test_a_result_asks_for_its_report_only_when_it_is_shown(package: str) -> None:
    module = SOURCE / package / "result.py"
    at_once = ast.Module(
        [node for node in ast.parse(module.read_text("utf-8")).body if isinstance(node, ast.ImportFrom)], []
    )
    assert "detente.report" not in set(imports(at_once))


@pytest.mark.parametrize("name", [name for name in detente.__all__ if not name.startswith("__")])
def test_no_package_takes_the_name_of_a_function(name: str) -> None:
    """Importing a package of that name would put it in the function's place, for everybody in the same process."""
    assert name not in MAY_IMPORT
    assert not (SOURCE / name).exists()
    assert not (SOURCE / f"{name}.py").exists()
    assert callable(getattr(detente, name))
