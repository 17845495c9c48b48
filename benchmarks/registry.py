"""Finds the benchmarks: every module of `benchmarks.runs` is one, under its file's name."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from benchmarks.tables import Outcome, Settings


class Benchmark(Protocol):
    """What a module of `benchmarks.runs` has."""

    __doc__: str | None

    def run(self, settings: Settings) -> Outcome:
        """Measure."""


def benchmarks() -> Mapping[str, Benchmark]:
    """All benchmarks by name, in alphabetical order."""
    names = sorted(path.stem for path in Path(__file__).with_name("runs").glob("[a-z]*.py"))
    return {name: cast(Benchmark, import_module(f"benchmarks.runs.{name}")) for name in names}


def headline(benchmark: Benchmark) -> str:
    """Quote what a benchmark measures, in a line."""
    return (benchmark.__doc__ or "").strip().splitlines()[0]
