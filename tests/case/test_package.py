"""The names that the package `detente.case` offers, whatever was imported before."""

from __future__ import annotations

import subprocess
import sys
import types

import detente.case
from detente.case import _HOMES


def test_every_public_name_is_there():
    for name in detente.case.__all__:
        assert not isinstance(getattr(detente.case, name), types.ModuleType), name


def test_no_module_takes_the_place_of_a_name():
    assert not {name for name, home in _HOMES.items() if name == home}


def test_importing_the_package_loads_no_parser_and_no_models():
    script = "import sys, detente.case; print(*{n.split('.')[0] for n in sys.modules})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert not set(done.stdout.split()) & {"pydantic", "lark", "yaml", "ortools"}
