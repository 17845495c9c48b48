"""How long the solver itself works, without what is built for it and read from it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch


@contextmanager
def solver_times() -> Iterator[list[float]]:
    """Collect the wall-clock seconds of every call of CP-SAT while the block runs."""
    from ortools.sat.python import cp_model

    spent: list[float] = []
    solve = cp_model.CpSolver.solve

    def timed(solver: cp_model.CpSolver, *given: Any) -> Any:
        began = time.perf_counter()
        try:
            return solve(solver, *given)
        finally:
            spent.append(time.perf_counter() - began)

    with patch.object(cp_model.CpSolver, "solve", timed):
        yield spent
