"""What a result was measured on and with: a figure without it is worth nothing."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.tables import Settings

PACKAGES = ("detente", "ortools", "numpy", "pygambit")


def protocol(settings: Settings, names: Sequence[str]) -> dict[str, str]:
    """Describe a run: date, machine, versions, seeds, limits."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "benchmarks": ", ".join(names),
        "machine": f"{_processor()}, {os.cpu_count()} cores, {_memory()}",
        "system": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "versions": ", ".join(f"{package} {_version(package)}" for package in PACKAGES),
        "seeds": f"1 to {settings.seeds}",
        "time limit": f"{settings.time_limit:g} s a plan",
        "length": "quick" if settings.quick else "full",
        "load": f"{_load()} when the run began (others' work on the same machine slows the figures)",
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory() -> str:
    if sys.platform == "win32" or "SC_PHYS_PAGES" not in os.sysconf_names:
        return "memory unknown"
    return f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GB"


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
