"""The evidence for a verdict is evidence: checked move by move against the definitions."""

from __future__ import annotations

import numpy as np
import pytest

from detente.errors import CaseError
from detente.graph_model import analyse, explain
from detente.graph_model.concept import DEFAULT
from detente.graph_model.play import Move
from detente.states import ConflictModel, Direction, Mover, Option, Ranking
from tests.brute.graph_model import Brute
from tests.graph_model.conflicts import conflicts
from tests.laws.effort import efforts, hold

CREDIBLE = {"seq", "sseq"}


def pair(mover: Mover) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Write a mover as brute force does."""
    return mover.members, mover.options


def obeys(brute: Brute, concept: str, start: int, moves: tuple[Move, ...]) -> bool:
    """Tell whether a sequence is legal: everybody may make its move, nobody twice in a row, in earnest if credible."""
    step = brute.improvements if concept in CREDIBLE else brute.moves
    last = None
    for move in moves:
        if move.mover == last or move.to not in step(pair(move.mover), start):
            return False
        start, last = move.to, move.mover
    return True


@efforts
def test_what_is_shown_unsettles_or_holds_back(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        brute = Brute.of(model)
        for concept in DEFAULT:
            for mover in model.movers:
                for code in brute.states:
                    check(brute, model, concept, mover, code)

    def check(brute: Brute, model: ConflictModel, concept: str, mover: Mover, code: int) -> None:
        found = explain(model, mover, concept, code)
        assert found.stable == brute.is_stable(concept, pair(mover), code)
        shown = [answer.improvement.to for answer in found.answers]
        if found.stable:
            assert sorted(shown) == brute.improvements(pair(mover), code)
        else:
            ends = brute.sanctions(concept, pair(mover), shown[0])
            assert len(shown) == 1
            assert shown[0] in brute.improvements(pair(mover), code)
            assert not any(brute.holds_back(concept, pair(mover), code, end) for end in ends)
        for answer in found.answers:
            assert answer.held == found.stable
            assert obeys(brute, concept, answer.improvement.to, answer.then)
            assert not set(mover.members) & {dm for move in answer.then for dm in move.mover.members}
            if answer.held:
                assert answer.then[-1].to == answer.end
                assert brute.holds_back(concept, pair(mover), code, answer.end)

    hold(law, conflicts(most=4, most_options=4), examples=examples)


@efforts
def test_what_is_shown_at_once_is_made_from_one_state(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        brute, stability = Brute.of(model), analyse(model, ["sim"])
        for dm in range(len(model.dms)):
            for code in brute.states:
                found = explain(model, model.movers[dm], "sim", code)
                assert found.stable == stability.stable["sim"][dm].every[code]
                for answer in found.answers:
                    end = answer.improvement.to
                    for move in answer.then:
                        assert move.to in brute.improvements(pair(move.mover), code)
                        end ^= move.to ^ code
                    assert end == answer.end
                    assert answer.held == (bool(answer.then) and not brute.prefers((dm,), end, code))

    hold(law, conflicts(most=4, most_options=4), examples=examples)


@efforts
@pytest.mark.parametrize("concept", ["limited-move:2", "limited-move", "non-myopic"])
def test_anticipated_play_is_legal_and_ends_where_it_says(concept: str, examples: int) -> None:
    def law(model: ConflictModel) -> None:
        brute, stability = Brute.of(model), analyse(model, [concept])
        for dm in (0, 1):
            for code in brute.states:
                found = explain(model, model.movers[dm], concept, code)
                assert found.stable == stability.stable[concept][dm].every[code]
                for answer in found.answers:
                    assert obeys(brute, concept, code, (answer.improvement, *answer.then))
                    assert answer.end == (answer.then[-1] if answer.then else answer.improvement).to
                    assert answer.held == (not brute.prefers((dm,), answer.end, code))

    hold(law, conflicts(fewest=2, most=2, most_options=4), examples=examples)


def prisoners(*, tied: bool = False) -> ConflictModel:
    """Two who each may confess; to confess alone is best, then that neither does."""
    options = [Option("first confesses", (0,)), Option("second confesses", (1,), Direction.BOTH)]
    feasible = np.ones(4, np.bool_)
    first, second = np.array([2, 1, 4, 3]), np.array([2, 4, 1, 3])
    return ConflictModel.of(["first", "second"], options, [Ranking.of(first, feasible), Ranking.of(second, feasible)])


def test_confessing_is_answered_by_confessing() -> None:
    model = prisoners()
    found = explain(model, model.movers[0], "seq", 0)
    (answer,) = found.answers
    assert (answer.improvement.to, [move.to for move in answer.then], answer.held) == (1, [3], True)


def test_a_state_that_cannot_be_is_refused() -> None:
    model = prisoners()
    narrow = ConflictModel.of(
        model.dms,
        model.options,
        [Ranking.of(np.arange(4), np.array([True, True, True, False]))] * 2,
        feasible=np.array([True, True, True, False]),
    )
    with pytest.raises(ValueError, match="not feasible"):
        explain(narrow, narrow.movers[0], "nash", 3)


@pytest.mark.parametrize(
    ("concept", "code"),
    [
        ("nsah", "unknown-concept"),
        ("nash:2", "unknown-concept"),
        ("limited-move:0", "unknown-concept"),
        ("limited-move:x", "unknown-concept"),
    ],
)
def test_a_concept_that_is_none_is_refused(concept: str, code: str) -> None:
    with pytest.raises(CaseError) as caught:
        analyse(prisoners(), [concept])
    assert [finding.code for finding in caught.value.findings] == [code]


def test_looking_ahead_is_refused_for_three() -> None:
    model = prisoners()
    three = ConflictModel.of(["a", "b", "c"], model.options, [*model.preferences, model.preferences[0]])
    with pytest.raises(CaseError) as caught:
        analyse(three, ["limited-move", "non-myopic", "nash"])
    assert [finding.code for finding in caught.value.findings] == ["concept-for-two"] * 2
