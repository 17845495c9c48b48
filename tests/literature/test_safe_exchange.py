"""Known answers on exchanges that nobody enforces: from an independent search, and from the planner."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from detente.api import plan
from detente.roadmap.result import Status
from tests.brute import best
from tests.literature.exchange import (
    HALF,
    Exchange,
    as_case,
    exchange_of,
    has_safe_sequence,
    mutual_exchange,
    splits,
)

HERE = Path(__file__).parent
KNOWN = yaml.safe_load((HERE / "safe_exchange.yaml").read_text(encoding="utf-8"))
BONUS = yaml.safe_load((HERE / "completion_bonus.yaml").read_text(encoding="utf-8"))


def exact(number: float) -> Fraction:
    return Fraction(str(number))


def questions() -> list[Any]:
    """List every exchange, and every set order of its chunks, with what it needs."""
    asked = []
    for known in KNOWN["exchanges"]:
        chunks = [[exact(x) for x in chunk] for chunk in known["chunks"]]
        asked.append(pytest.param(exchange_of(chunks), exact(known["needs"]), id=known["name"]))
        for one in known.get("orders", ()):
            ordered = exchange_of(chunks, [exact(cost) for cost in one["order"]])
            name = "-".join(map(str, one["order"]))
            asked.append(pytest.param(ordered, exact(one["needs"]), id=f"{known['name']}:{name}"))
    return asked


def planned(exchange: Exchange, seller: Fraction, buyer: Fraction) -> bool:
    status = plan(as_case(exchange, seller, buyer)).status
    assert status in (Status.OPTIMAL, Status.NONE)
    return status is Status.OPTIMAL


def test_payments_are_of_half_a_unit() -> None:
    """As the data file says."""
    assert exact(KNOWN["unit_of_payment"]) == HALF


@pytest.mark.parametrize(("exchange", "needs"), questions())
def test_search_over_the_lattice_needs(exchange: Exchange, needs: Fraction) -> None:
    """The defection cost that suffices, and half a unit less does not, however it is split."""
    assert any(has_safe_sequence(exchange, *split) for split in splits(needs))
    assert not any(has_safe_sequence(exchange, *split) for split in splits(needs - HALF))


@pytest.mark.parametrize(("exchange", "needs"), questions())
def test_planner_needs(exchange: Exchange, needs: Fraction) -> None:
    """The planner finds a roadmap from the known defection cost on, and proves that there is none below."""
    assert any(planned(exchange, *split) for split in splits(needs))
    assert not any(planned(exchange, *split) for split in splits(needs - HALF))


TINY = [[(1, 2)], [(2, 2)], [(HALF, 1), (1, HALF)], [(HALF, HALF), (HALF, 1)], [(1, HALF)]]


@pytest.mark.parametrize("chunks", TINY, ids=str)
def test_the_search_over_the_lattice_is_right_where_brute_force_reaches(chunks: list) -> None:
    """Both say the same for every split of every defection cost up to two units."""
    exchange = exchange_of([[Fraction(x) for x in chunk] for chunk in chunks])
    for halves in range(5):
        for split in splits(halves * HALF):
            assert has_safe_sequence(exchange, *split) == (best(as_case(exchange, *split)) is not None)


@pytest.mark.parametrize("row", BONUS["bonuses"], ids=lambda row: str(row["bonus"]))
def test_only_a_bonus_as_large_as_the_last_cost_completes_an_exchange(row: dict) -> None:
    """Brute force and planner: none without it, none with a little less."""
    case = mutual_exchange(BONUS["steps_each"], exact(BONUS["cost"]), exact(BONUS["worth"]), exact(row["bonus"]))
    assert (best(case) is not None) is row["roadmap"]
    assert plan(case).status is (Status.OPTIMAL if row["roadmap"] else Status.NONE)
