"""What groups could improve together, and whether that is held back."""

from __future__ import annotations

import json
from itertools import combinations

import pytest

from detente.examples import model_path
from detente.graph_model import coalition_improvements
from detente.graph_model.certainty import Certainty
from detente.graph_model.coalitions import coalition_stability, is_coalitionally_stable
from detente.graph_model.concept import DEFAULT, concepts
from detente.states import ConflictModel
from tests.brute.graph_model import Brute
from tests.cli.running import run
from tests.graph_model.conflicts import conflicts
from tests.graph_model.reference import NAMES, conflict, table
from tests.laws.effort import efforts, hold


@pytest.mark.parametrize("name", NAMES)
def test_coalition_improvements_are_those_of_the_table(name: str) -> None:
    read, model = table(name), conflict(name)
    found = {
        yn: [
            {"members": [model.dms[dm] for dm in each.members], "to": model.yn(each.to)}
            for each in coalition_improvements(model, model.code(yn))
        ]
        for yn in read["coalition_improvements"]
    }
    assert found == read["coalition_improvements"]


@efforts
def test_coalition_improvements_are_those_of_the_definition(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        brute = Brute.of(model)
        for code in brute.states:
            found = [(each.members, each.to) for each in coalition_improvements(model, code)]
            assert found == list(brute.coalition_improvements(code))

    hold(law, conflicts(most=4, most_options=4), examples=examples)


@efforts
def test_a_coalition_of_one_is_as_stable_as_the_party(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        brute = Brute.of(model)
        for name in DEFAULT:
            how = concepts()[name].sanctioning
            assert how is not None
            for dm in range(len(model.dms)):
                for code in brute.states:
                    assert is_coalitionally_stable(model, (dm,), how, code) == brute.is_stable(
                        name, brute.movers[dm], code
                    )

    hold(law, conflicts(most=3, most_options=4), examples=examples)


@efforts
def test_coalitional_stability_is_that_of_its_definition(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        brute = Brute.of(model)
        for name in DEFAULT:
            how = concepts()[name].sanctioning
            assert how is not None
            for members in combinations(range(len(model.dms)), 2):
                for code in brute.states:
                    wanted = stable_for(brute, name, members, code)
                    assert is_coalitionally_stable(model, members, how, code) == wanted, (name, members, code)

    hold(law, conflicts(fewest=2, most=4, most_options=4), examples=examples)


@efforts
def test_an_equilibrium_is_held_against_all_groups_as_its_definition_says(examples: int) -> None:
    def law(model: ConflictModel) -> None:
        brute = Brute.of(model)
        hows = {name: how for name in DEFAULT if (how := concepts()[name].sanctioning) is not None}
        for code in brute.states:
            found = coalition_stability(model, code, hows)
            improving = {members for members, _ in brute.coalition_improvements(code)}
            for name, verdicts in found.items():
                assert set(verdicts) == improving
                for members, verdict in verdicts.items():
                    assert (verdict is Certainty.EVERY) == stable_for(brute, name, members, code)
                    assert verdict in (Certainty.EVERY, Certainty.NONE), "one order fits, so nothing is left open"

    hold(law, conflicts(fewest=2, most=3, most_options=4), examples=examples)


def test_the_prisoners_rest_in_mutual_defection_against_each_other_alone_but_not_together() -> None:
    done = run("stability", str(model_path("prisoners-dilemma")), "--json")
    found = json.loads(done.out)
    (defection,) = found["equilibria"]["nash"]
    (group,) = found["coalition_stability"][defection]
    assert found["coalition_stability"][defection][group]["nash"] is False
    assert found["coalitions_not_examined"] is None
    text = run("stability", str(model_path("prisoners-dilemma"))).out
    assert "together, it is not stable in any of these senses" in " ".join(text.split())


def stable_for(brute: Brute, concept: str, members: tuple[int, ...], code: int) -> bool:
    """Judge a coalition literally."""
    inside = [mover for mover in brute.movers if set(mover[0]) <= set(members)]
    outside = [mover for mover in brute.movers if not set(mover[0]) & set(members)]
    step = brute.moves if concept in ("gmr", "smr") else brute.improvements

    def holds_back(end: int) -> bool:
        replies = brute.reached(inside, end, brute.moves) if concept in ("smr", "sseq") else set()
        return not any(brute.prefers(members, there, code) for there in {end, *replies})

    return all(
        concept != "nash" and any(holds_back(end) for end in brute.reached(outside, there, step))
        for there in brute.reached(inside, code, brute.moves)
        if brute.prefers(members, there, code)
    )
