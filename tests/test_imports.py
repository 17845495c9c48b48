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
ABOVE = {*RESULTS, "confirming", "api", "diagnosis", "robustness", "ledger"}

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
    "confirming": {*BASE, "roadmap", "checker"},
    "api": {*BASE, "roadmap", "checker", "confirming", "states", "graph_model", "evidence"},
    "diagnosis": {*RESULTS, "confirming"},
    "robustness": {*RESULTS, "api"},
    "ledger": {*RESULTS, "api"},
    "report": ABOVE - {"api", "confirming"},
    "web": {*ABOVE, "report"},
    "cli": {*ABOVE, "report", "web", "examples"},
    "__init__": {"api", "diagnosis"},
    "__main__": {"cli"},
}
"""What each package may import of ours. The version, in the package itself, is free to all."""

CONVENIENCES = {("roadmap.result", "report"), ("diagnosis.result", "report"), ("graph_model.results", "report")}
"""Results can show themselves: their methods ask `report`, when they are called, to do it."""

SHOWN_BY = {
    ("roadmap.result", "roadmap.form"),
    ("roadmap.result", "roadmap.public"),
    ("diagnosis.result", "diagnosis.form"),
    ("diagnosis.bridges.result", "diagnosis.bridges.form"),
    ("checker.report", "checker.form"),
    ("checker.report", "checker.words"),
}
"""Likewise within a package: ``to_dict()`` and ``summary()`` of a result ask the module that writes it, which reads the
result. Everything else that two modules need of each other belongs into a third."""

NAMED_FOR_TYPES = {
    ("graph_model.result_data", "graph_model.results"),
}
"""Imports for annotations alone that would close a circle: what writes a result names its type, and is asked by it."""

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


def edges(modules: dict[str, ast.Module]) -> dict[str, set[str]]:
    """Return for each of our modules which others it imports, also inside functions and for annotations alone."""
    return {
        name: {found for found in _modules_imported(tree, modules) if found != name} for name, tree in modules.items()
    }


def _modules_imported(tree: ast.Module, modules: dict[str, ast.Module]) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from (short for alias in node.names if (short := _short(alias.name)) in modules)
            case ast.ImportFrom(module=str(whence)):
                for alias in node.names:
                    inner = _short(f"{whence}.{alias.name}")
                    yield from (found for found in [inner if inner in modules else _short(whence)] if found in modules)


def _short(name: str) -> str:
    return name.removeprefix("detente.")


def circles(graph: dict[str, set[str]]) -> list[tuple[str, ...]]:
    """Return the largest sets of modules in which each imports each, by whatever way."""
    reach = {name: _reached(graph, name) for name in graph}
    together = {name: {other for other in reach[name] if name in reach[other]} for name in graph}
    return sorted({tuple(sorted(found)) for found in together.values() if found})


def _reached(graph: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = graph[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def our_modules() -> dict[str, ast.Module]:
    """Return all modules by dotted name; of a package's own file what only announces its names is left out."""
    found = {}
    for path in MODULES:
        name = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        tree = ast.parse(path.read_text("utf-8"))
        found[name.removesuffix(".__init__")] = _without_announcements(tree) if path.stem == "__init__" else tree
    return found


def _without_announcements(tree: ast.Module) -> ast.Module:
    """Leave out the imports that tell a type checker what a package looks up when it is asked for."""
    told = [node for node in tree.body if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")]
    return ast.Module(told, [])


def test_no_modules_need_each_other() -> None:
    excepted = {*CONVENIENCES, *SHOWN_BY, *NAMED_FOR_TYPES}
    graph = {
        name: {other for other in others if not {(name, other), (name, other.split(".")[0])} & excepted}
        for name, others in edges(our_modules()).items()
    }
    assert circles(graph) == []


@pytest.mark.parametrize(("module", "other"), sorted({*SHOWN_BY, *NAMED_FOR_TYPES}))
def test_an_exception_is_one_that_is_needed(module: str, other: str) -> None:
    graph = edges(our_modules())
    assert other in graph[module]
    assert module in _reached(graph, other)


def test_a_circle_would_be_seen_with_all_its_members() -> None:
    texts = {
        "one": "from detente import two\n",
        "two": "def f():\n    from detente.pack.three import name\n",
        "pack.three": "if TYPE_CHECKING:\n    import detente.one\n",
        "four": "from detente import one\n",
    }
    graph = edges({name: ast.parse(text) for name, text in texts.items()})
    assert circles(graph) == [("one", "pack.three", "two")]


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
