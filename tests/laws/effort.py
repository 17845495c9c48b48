"""How many random cases a law is tried on: the same few every time, and many more in the slow run."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

efforts = pytest.mark.parametrize("examples", [40, pytest.param(120, marks=pytest.mark.slow, id="many")])

UNHURRIED = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def hold(law: Callable[..., None], *drawn: SearchStrategy, examples: int) -> None:
    """Try a law on so many random examples. The examples are the same each time, so that a failure can be repeated."""
    settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=UNHURRIED,
        print_blob=False,
        phases=[Phase.generate, Phase.shrink],
    )(given(*drawn)(law))()
