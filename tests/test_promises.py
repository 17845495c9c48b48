"""What the repository promises to those who clone, build and read it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    {ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md")}
    | set((ROOT / "docs").rglob("*.md"))
)

ADDRESS = re.compile(r"://|\s@\s|^-|\bfile:", re.MULTILINE)
OF_ONE_MACHINE = re.compile(r"(?<![\w.:/<-])/(?:home|root|Users|work|mnt|srv)/\w")
TARGET = re.compile(r"(?:`|\$ )make ([a-z]+)")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def tracked() -> list[Path]:
    """Return the files under version control; the test is skipped where that is not known."""
    try:
        done = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no checkout: which files belong to it is not known")
    return [ROOT / name for name in done.stdout.split("\0") if name]


def test_constraints_name_versions_and_no_address() -> None:
    lines = [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert [line for line in lines if ADDRESS.search(line) or not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


def test_the_licence_is_there_and_is_the_one_that_is_named() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")
    assert 'license = "Apache-2.0"' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_no_file_names_a_path_of_one_machine() -> None:
    found = []
    for path in tracked():
        try:
            text = path.read_text("utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        found.extend(f"{path.relative_to(ROOT)}: {match[0]}" for match in OF_ONE_MACHINE.finditer(text))
    assert found == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_make_has_every_target_that_a_page_names(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(TARGET.findall(page.read_text("utf-8"))) <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_a_page_links_is_there(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text("utf-8")) if not link.startswith(("http:", "https:"))]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_continuous_integration_runs_what_a_newcomer_runs() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")


@pytest.mark.slow
def test_the_wheel_is_whole(tmp_path: Path) -> None:
    """It has templates, examples, schema and grammar in it, and plans a case without the source tree."""
    if find_spec("hatchling") is None:
        pytest.skip("hatchling, which builds the wheel, is not installed (it is in the extra `dev`)")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True, timeout=120)
    wheel, unpacked = next(tmp_path.glob("*.whl")), tmp_path / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        archive.extractall(unpacked)
    data = {path for path in (ROOT / "src").rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")}
    assert {str(path.relative_to(ROOT / "src")) for path in data} <= names
    assert any(name.endswith("LICENSE") for name in names)
    script = (
        "import pathlib, detente, detente.cli.main as main; "
        f"assert pathlib.Path(detente.__file__).is_relative_to({str(unpacked)!r}); "
        "main.run(main.cli, ['new', 'case.yaml']); "
        "raise SystemExit(main.run(main.cli, ['plan', 'case.yaml', '--html', 'page.html']))"
    )
    kept = {**os.environ, "PYTHONPATH": str(unpacked)}
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=kept, capture_output=True, check=True, timeout=120)
    assert "<svg" in (tmp_path / "page.html").read_text("utf-8")
