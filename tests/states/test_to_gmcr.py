"""Writing a case as a .gmcr model: the same states, moves and orders are read from it, or it is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from detente import examples
from detente.case import load, read_text
from detente.errors import CaseError
from detente.states.conflict import Conflict, OptionTold
from detente.states.from_case import from_case
from detente.states.from_gmcr import from_gmcr
from detente.states.gmcr_file import read_gmcr_text
from detente.states.model import ConflictModel, Direction, Option
from detente.states.orders import Ranking
from detente.states.to_gmcr import to_gmcr


def again(conflict: Conflict) -> ConflictModel:
    return from_gmcr(read_gmcr_text(to_gmcr(conflict))).model


@pytest.mark.parametrize("name", examples.models())
def test_a_shipped_model_written_and_read_is_the_same_conflict(name: str) -> None:
    conflict = from_case(load(examples.model_path(name)))
    read = again(conflict)
    assert np.array_equal(read.feasible, conflict.model.feasible)
    assert [option.direction for option in read.options] == [option.direction for option in conflict.model.options]
    for one, other in zip(read.preferences, conflict.model.preferences, strict=True):
        assert isinstance(one, Ranking)
        assert isinstance(other, Ranking)
        assert np.array_equal(one.rank, other.rank)


@given(
    arrays.arrays(np.bool_, 16),
    arrays.arrays(np.int64, 16, elements=st.integers(0, 3)),
    st.permutations([0, 0, 1, 1]),
)
def test_any_states_and_order_survive_also_where_options_are_regrouped(
    feasible: np.ndarray, scores: np.ndarray, owners: list[int]
) -> None:
    feasible[0] = True
    options = [Option(f"o{place}", (owner,), Direction.BOTH) for place, owner in enumerate(owners)]
    ranking = Ranking.of(scores, feasible)
    model = ConflictModel.of(["a", "b"], options, [ranking, ranking], feasible=feasible)
    read = again(Conflict("t", model, ("a", "b"), tuple(OptionTold(option.name) for option in options)))
    order = sorted(range(4), key=lambda place: owners[place])
    for code in range(16):
        moved = sum(1 << new for new, old in enumerate(order) if code >> old & 1)
        assert read.feasible[moved] == feasible[code]
        assert isinstance(read.preferences[0], Ranking)
        assert read.preferences[0].rank[moved] == ranking.rank[code]


def test_what_the_format_cannot_say_is_refused_all_at_once() -> None:
    case = read_text(
        "detente: 1\ntitle: t\nparties: {a: {scale: ordinal}, b: {scale: cardinal}}\n"
        "steps: {x: {by: [a, b], value: {a: 2, b: 1}}, y: {by: b, value: {a: -1}}, z: {by: a, value: {a: -1}}}\n"
    )
    with pytest.raises(CaseError) as refused:
        to_gmcr(from_case(case))
    assert [finding.code for finding in refused.value.findings] == ["not-in-gmcr", "not-in-gmcr"]
