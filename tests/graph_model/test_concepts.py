"""The concepts: found by file, told in the documentation; importing them is cheap."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import detente.graph_model
import detente.states
from detente.graph_model.concept import DEFAULT, concepts

PAGE = (Path(__file__).parents[2] / "docs" / "explanation" / "stability.md").read_text(encoding="utf-8")


def test_every_file_is_a_concept() -> None:
    files = Path(detente.graph_model.__file__).with_name("concepts").glob("[a-z]*.py")
    assert {concept.replace("-", "_") for concept in concepts()} == {file.stem for file in files}


def test_the_common_ones_come_first_and_the_others_in_order() -> None:
    names = list(concepts())
    assert tuple(names[: len(DEFAULT)]) == DEFAULT
    assert names[len(DEFAULT) :] == sorted(names[len(DEFAULT) :])


@pytest.mark.parametrize("name", list(concepts()))
def test_every_concept_is_told_with_its_source(name: str) -> None:
    concept = concepts()[name]
    assert concept.name == name
    assert concept.title.lower() in PAGE.lower()
    assert concept.source


@pytest.mark.parametrize("package", [detente.graph_model, detente.states])
def test_every_public_name_is_there(package) -> None:  # type: ignore[no-untyped-def]
    assert all(getattr(package, name) for name in package.__all__)
    with pytest.raises(AttributeError, match="no attribute 'other'"):
        _ = package.other


def test_importing_the_packages_loads_no_numpy() -> None:
    script = "import sys, detente.graph_model, detente.states; raise SystemExit('numpy' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
