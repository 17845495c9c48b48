"""The conflict as data: what it accepts, what it refuses, and how states are written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import CaseError
from detente.states import ConflictModel, Direction, Mover, Option, PartialOrder, Ranking
from detente.states.memory import _left_in_group, bytes_needed, ensure_room
from detente.states.model import _copies
from detente.states.moves import flips, origins, targets

ALL = np.ones(4, np.bool_)
THREE = np.array([True, True, False, True])
ORDER = Ranking.of(np.array([1, 2, 3, 4]), ALL)
OPTIONS = [Option("x", (0,)), Option("y", (1,))]


def test_ranks_have_no_gaps_and_leave_out_what_is_infeasible() -> None:
    assert Ranking.of(np.array([7, -2, 0, 7]), THREE).rank.tolist() == [2, 1, 0, 2]
    assert Ranking.of(np.array([0.5, 0.25, -9.0, 10**9]), THREE).rank.tolist() == [2, 1, 0, 3]


@given(st.lists(st.integers(-(10**12), 10**12), min_size=4, max_size=4))
def test_ranks_keep_the_order_of_scores(scores: list[int]) -> None:
    rank = Ranking.of(np.array(scores), ALL).rank.tolist()
    assert [sorted(set(scores)).index(score) + 1 for score in scores] == rank


@pytest.mark.parametrize(
    ("scores", "what"),
    [(np.array([1, 2, 3]), "scores for"), (np.array([1.0, np.nan, 2.0, 3.0]), "not a number")],
)
def test_scores_that_rank_nothing_are_refused(scores: np.ndarray, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        Ranking.of(scores, ALL)


def test_states_are_written_by_option_and_counted_among_the_feasible() -> None:
    ranking = Ranking.of(np.array([1, 2, 0, 3]), THREE)
    model = ConflictModel.of(["a", "b"], OPTIONS, [ranking, ranking], feasible=THREE)
    assert [model.yn(code) for code in model.states().tolist()] == ["NN", "YN", "YY"]
    assert [model.code(yn) for yn in ("NN", "YN", "YY")] == [0, 1, 3]
    assert [model.number(code) for code in (0, 1, 3)] == [1, 2, 3]


@pytest.mark.parametrize("yn", ["", "N", "NNN", "YX", "yn"])
def test_what_is_no_state_is_refused(yn: str) -> None:
    with pytest.raises(ValueError, match="is no state"):
        ConflictModel.of(["a", "b"], OPTIONS, [ORDER, ORDER]).code(yn)


def test_movers_are_the_parties_and_then_those_who_own_something_jointly() -> None:
    options = [Option("x", (2,)), Option("y", (1, 0)), Option("z", (0, 1)), Option("w", (2,))]
    order = Ranking.of(np.arange(16), np.ones(16, np.bool_))
    movers = ConflictModel.of(["a", "b", "c"], options, [order] * 3).movers
    assert movers == (Mover((0,), ()), Mover((1,), ()), Mover((2,), (0, 3)), Mover((0, 1), (1, 2)))
    assert movers[2].mask == 0b1001
    assert list(flips(movers[2])) == [0b0001, 0b1000, 0b1001]


def test_one_way_options_are_switched_one_way() -> None:
    options = [Option("x", (0,), Direction.FORWARD), Option("y", (0,), Direction.BACK)]
    model = ConflictModel.of(["a"], options, [ORDER])
    (mover,) = model.movers
    assert targets(model, mover, 0b10).tolist() == [0b00, 0b01, 0b11]
    assert targets(model, mover, 0b01).tolist() == []
    assert origins(model, mover, 0b01).tolist() == [0b00, 0b10, 0b11]


@pytest.mark.parametrize(
    ("dms", "options", "orders", "feasible", "what"),
    [
        ([], [], [], None, "needs a party"),
        (["a", "a"], OPTIONS, [ORDER, ORDER], None, "stands twice"),
        (["a"], OPTIONS, [ORDER], None, "of 1 parties"),
        (["a", "b"], [Option("x", ()), Option("y", (1,))], [ORDER, ORDER], None, "one party or several"),
        (["a", "b"], [Option("x", (0, 0)), Option("y", (1,))], [ORDER, ORDER], None, "each once"),
        (["a", "b"], OPTIONS, [ORDER], None, "1 preferences for 2"),
        (["a", "b"], OPTIONS, [ORDER, ORDER], np.ones(8, np.bool_), "feasible is"),
        (["a", "b"], OPTIONS[:1], [ORDER, ORDER], None, "does not have the shape"),
        (["a", "b"], OPTIONS, [ORDER, PartialOrder.of(np.eye(3, dtype=np.bool_))], None, "does not have the shape"),
    ],
)
def test_pieces_that_do_not_belong_together_are_refused(dms, options, orders, feasible, what: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=what):
        ConflictModel.of(dms, options, orders, feasible=feasible)


@pytest.mark.parametrize(
    ("feasible", "codes"),
    [(np.zeros(4, np.bool_), ["no-feasible-state"]), (THREE, ["unranked-state", "unranked-state"])],
)
def test_states_that_no_party_can_rank_are_refused(feasible: np.ndarray, codes: list[str]) -> None:
    with pytest.raises(CaseError) as caught:
        ConflictModel.of(["a", "b"], OPTIONS, [ORDER, ORDER], feasible=feasible)
    assert [finding.code for finding in caught.value.findings] == codes


@pytest.mark.parametrize(("options", "free"), [(31, None), (1000, None), (24, 2**30), (20, 10**8)])
def test_more_states_than_memory_holds_are_refused_before_they_are_made(options: int, free: int | None) -> None:
    with pytest.raises(CaseError) as caught:
        ensure_room(options, 3, free=free)
    (finding,) = caught.value.findings
    assert finding.code == "too-many-states"
    assert f"{options} options make" in finding.message


def test_a_containers_own_limit_counts(tmp_path: Path) -> None:
    assert _left_in_group(tmp_path) is None
    (tmp_path / "memory.current").write_text("30\n", "ascii")
    for told, left in (("100", 70), ("20", 0), ("max", None)):
        (tmp_path / "memory.max").write_text(f"{told}\n", "ascii")
        assert _left_in_group(tmp_path) == left


def test_one_way_options_need_more_room_where_moves_are_sorted() -> None:
    both, one_way = [Option("x", (0,))] * 3, [Option("y", (0,), Direction.FORWARD)] * 4
    assert _copies(1, both) == 1.0
    assert _copies(1, [*both, *one_way]) == 1.5**4
    assert _copies(1, one_way) == 0.0
    assert bytes_needed(24, 1, 1.5**4) > bytes_needed(24, 1)


def test_states_that_memory_holds_are_not_refused() -> None:
    ensure_room(20, 3, free=bytes_needed(20, 3) * 2)
