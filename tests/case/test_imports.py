"""Importing the package is cheap, and its names are what it says."""

from __future__ import annotations

import subprocess
import sys

import detente.case

HEAVY = {"pydantic", "lark", "yaml", "ruamel", "ortools", "numpy", "rich", "jinja2"}


def test_importing_the_package_loads_no_parser() -> None:
    script = "import sys, detente.case; print(' '.join(sys.modules))"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not HEAVY & {name.split(".")[0] for name in result.stdout.split()}


def test_every_public_name_is_there_and_none_is_a_module() -> None:
    for name in detente.case.__all__:
        assert type(getattr(detente.case, name)).__name__ != "module", name
    assert sorted(detente.case.__all__, key=lambda name: (not name.isupper(), name)) == detente.case.__all__
