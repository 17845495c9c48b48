"""The interview: what is asked, what an answer leads to, and the case that comes out."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.case import digest, read_text
from detente.interview import (
    Answers,
    NotUnderstoodError,
    case_of,
    case_text,
    next_question,
    questions_asked,
    understood,
)
from detente.interview.ranking import tiers

TALK = (
    "Water for power", "Upland", "Lowland", "", "River Commission", "v", "",
    "Release water", "1", "n", "c", "g",
    "Deliver electricity", "Lowland", "partly", "g", "c",
    "Open the gauges", "1, 2", "y", "n", "c",
    "",
    "1",  # Upland: electricity weighs more than the water
    "1", "2", "2",  # Lowland: electricity more than water; the gauges less than either
)  # fmt: skip
"""A talk up to the questions of order."""


def talk(*said: str) -> Answers:
    """Answer one question after the other."""
    answers = Answers()
    for text in said:
        question = next_question(answers)
        assert question is not None
        answers = understood(answers, question, text)
    return answers


def asked(answers: Answers) -> str:
    """Return the text of the next question."""
    question = next_question(answers)
    return question.text if question else ""


def test_a_finished_talk_is_a_case_with_levels_in_the_order_found() -> None:
    case = case_of(talk(*TALK, "", ""))
    assert {key: dict(step.value) for key, step in case.steps.items()} == {
        "release-water": {"upland": -1, "lowland": 2},
        "deliver-electricity": {"upland": 2, "lowland": -3},
        "open-the-gauges": {"lowland": -1},
    }
    assert case.steps["open-the-gauges"].by == ("upland", "lowland")
    assert [float(step.reversible) for step in case.steps.values()] == [0, 0.5, 1]
    assert case.parties["river-commission"].role == "verifier"


def test_the_text_has_comments_and_reads_as_the_same_case() -> None:
    answers = talk(*TALK, "1 after 2", "2", "No water, no power: #1", "Communiqué", "r", "", "2027-03-01")
    text = case_text(answers)
    assert "# Upland, from what weighs most: Deliver electricity > Release water" in text
    assert digest(read_text(text, format="yaml")) == digest(case_of(answers))
    demand = next(iter(case_of(answers).demands.values()))
    assert (demand.by, demand.red_line, demand.says) == ("lowland", True, "No water, no power: #1")
    assert [source.title for source in case_of(answers).sources.values()] == ["Communiqué"]


def test_facts_become_rules_and_demands_have_their_firmness() -> None:
    answers = talk(*TALK, "1 with or after 3 and 2", "0", "2 after 1", "Upland", "", "", "4", "", "")
    case = case_of(answers)
    assert [rule.text for rule in case.rules] == ["release-water with or after open-the-gauges and deliver-electricity"]
    assert [(demand.by, demand.firmness) for demand in case.demands.values()] == [("upland", 4)]


@pytest.mark.parametrize(
    ("before", "said", "says"),
    [
        ((), "", "a few words"),
        ((), "x" * 301, "300 characters"),
        (("T", "A"), "a", "on the list already"),
        (("T", "A"), "", "a few words"),
        (TALK[:5], "judge", "Please answer v"),
        (TALK[:8], "3, 9", "“9” is none of 1 to 3"),
        (TALK[:8], "Uplnd", "Did you mean “Upland”?"),
        (TALK[:8], "", "name one of"),
        (TALK[:10], "perhaps", "g (gain)"),
        (TALK, "first the water", "3 after 1"),
        (TALK, "1 after 1", "wait for itself"),
        (TALK, "1 and 2 after 3", "one step before"),
        ((*TALK, "1 after 2", "1", "", ""), "6", "r for a red line"),
        ((*TALK, "1 after 2", "0", "2 after 1"), "0", "wait for itself"),
        ((*TALK, ""), "tomorrow", "2027-03-01"),
    ],
)
def test_an_answer_that_does_not_fit_is_told_what_would(before: tuple[str, ...], said: str, says: str) -> None:
    answers = talk(*before)
    question = next_question(answers)
    assert question is not None
    with pytest.raises(NotUnderstoodError) as refused:
        understood(answers, question, said)
    assert says in str(refused.value)


def test_steps_that_may_come_together_are_no_circle() -> None:
    answers = talk(*TALK, "1 with or after 2", "0", "2 with or after 1", "0", "", "")
    assert len(case_of(answers).rules) == 2


def test_changing_an_answer_asks_only_what_it_changes() -> None:
    answers = talk(*TALK, "", "")
    changed = answers.with_answer("step.3.for.1", "gain")
    assert asked(changed) == "What weighs more for Upland, “Open the gauges” or “Deliver electricity”?"
    assert next_question(changed.with_answer("step.3.for.1", "neither")) is None


def test_a_finished_talk_has_nothing_more_to_ask() -> None:
    answers = talk(*TALK, "", "")
    assert next_question(answers) is None
    assert [text for _, text in questions_asked(answers)][:3] == ["Water for power", "Upland", "Lowland"]
    with pytest.raises(ValueError, match="not come to its end"):
        case_of(talk("T"))


@given(st.lists(st.integers(0, 5), max_size=24))
def test_an_order_is_found_by_few_comparisons_and_is_the_true_one(weights: list[int]) -> None:
    compared: list[tuple[str, str]] = []

    def compare(first: str, second: str) -> str:
        compared.append((first, second))
        left, right = weights[int(first)], weights[int(second)]
        return "=" if left == right else "1" if left > right else "2"

    found = tiers([str(place) for place in range(len(weights))], compare)
    assert [{weights[int(thing)] for thing in tier} for tier in found] == [{one} for one in sorted(set(weights))]
    assert len(set(compared)) == len(compared)
    most = sum(number.bit_length() for number in range(len(weights)))
    assert len(compared) <= most <= max(1, len(list(combinations(weights, 2)))) + len(weights)
    assert all(len(low) and len(high) for low, high in pairwise(found))
