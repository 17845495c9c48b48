"""The general bridges, one module each, found by file.

A module has a docstring whose first line says what it is, and ``offers(case, done)``, which yields an `Offer` for
everything in the case on which it could be tried.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from importlib import import_module
from pkgutil import iter_modules

from detente.case import Case
from detente.diagnosis.bridges.offer import Offer

KINDS = tuple(sorted(module.name for module in iter_modules(__path__)))
"""The names of all general bridges."""


def offers_of(case: Case, done: Collection[str]) -> Iterator[Offer]:
    """Yield every general bridge that could be tried on a case with all changes applied, kind by kind."""
    for kind in KINDS:
        yield from import_module(f"{__name__}.{kind}").offers(case, done)
