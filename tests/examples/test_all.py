"""What every shipped case owes its reader: it loads, names its sources, marks what is assumed, and takes no side."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from detente import examples
from detente.case import Changes, apply, build, digest, read_text, to_document
from tests.examples.shipped import shipped

NAMES = examples.names()

JUDGING = re.compile(
    r"\b(regime|rogue|aggressor|tyran\w*|dictator\w*|terrorists?\b(?! list)|so-called|illegitimate|puppet|evil"
    r"|extort\w*|appeas\w*|blackmail\w*|cheat\w*|liar|lies|refus\w+ to|stubborn\w*|fault|blame\w*|guilty|culprit)\b",
    re.IGNORECASE,
)
"""Words that judge a party. A few have innocent uses, which are in none of the files."""


def test_the_seven_talks_are_shipped() -> None:
    wanted = {"hanoi", "jcpoa", "six-party", "agreed-framework", "minsk", "good-friday", "earn-out"}
    assert wanted <= set(NAMES)


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match="hanoi"):
        examples.path("reykjavik")


@pytest.mark.parametrize("name", NAMES)
def test_the_file_begins_with_what_is_fact_and_what_is_assumption(name: str) -> None:
    head = examples.path(name).read_text(encoding="utf-8").split("\ndetente:")[0]
    comment = " ".join(line.lstrip("# ") for line in head.splitlines())
    for part in ("What it is about.", "What is fact.", "What is assumption", "Neutral by intent"):
        assert part in comment


@pytest.mark.parametrize("name", NAMES)
def test_facts_and_assumptions_are_kept_apart_and_marked(name: str) -> None:
    case = shipped(name)
    assert case.facts
    assert case.assumptions
    assert all(fact.mark in {"verified", "from-memory"} for fact in case.facts)
    assert all(assumption.mark == "judgement" for assumption in case.assumptions)


@pytest.mark.parametrize("name", NAMES)
def test_each_demand_has_a_source_or_says_that_it_has_none(name: str) -> None:
    for demand in shipped(name).demands.values():
        assert demand.sources or demand.mark in {"from-memory", "judgement"}, demand.id
        assert demand.sources or demand.mark != "verified", demand.id
        assert demand.says, demand.id


@pytest.mark.parametrize("name", NAMES)
def test_each_step_and_source_says_how_well_it_is_known(name: str) -> None:
    case = shipped(name)
    assert [step.id for step in case.steps.values() if not step.mark and not step.marks] == []
    assert [source.id for source in case.sources.values() if not (source.mark and source.publisher)] == []
    assert [step.id for step in case.steps.values() if step.mark == "verified" and not step.sources] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_source_is_used(name: str) -> None:
    case = shipped(name)
    entries = (*case.steps.values(), *case.demands.values(), *case.bridges.values(), *case.facts, *case.assumptions)
    used = {source for entry in entries for source in entry.sources}
    assert set(case.sources) == used


@pytest.mark.parametrize("name", NAMES)
def test_the_principals_values_are_marked_as_judgement(name: str) -> None:
    assert {party.mark for party in shipped(name).principals} == {"judgement"}


@pytest.mark.parametrize("name", NAMES)
def test_parties_stand_in_alphabetical_order_and_none_is_privileged(name: str) -> None:
    """No party comes first for what it is; ranks apart, nobody gets a breach cost, a tolerance or trust of its own."""
    case = shipped(name)
    assert list(case.parties) == sorted(case.parties)
    terms = {(p.scale, p.walk_away, p.breach_cost, p.tolerance, p.trust, p.trust_growth) for p in case.principals}
    assert len(terms) == 1


@pytest.mark.parametrize("name", NAMES)
def test_the_words_judge_nobody(name: str) -> None:
    text = examples.path(name).read_text(encoding="utf-8")
    assert [match.group() for match in JUDGING.finditer(text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_political_cases_are_ordinal_and_the_commercial_one_is_cardinal(name: str) -> None:
    case = shipped(name)
    assert {party.scale for party in case.principals} == {"cardinal" if name == "earn-out" else "ordinal"}
    assert all(party.trust_growth == 0 for party in case.principals)


@pytest.mark.parametrize("name", NAMES)
def test_no_costly_step_has_its_detection_left_unsaid(name: str) -> None:
    case = shipped(name)
    principals = {party.id for party in case.principals}
    for step in case.steps.values():
        if len(step.by) == 1 and step.by[0] in principals and step.value.get(step.by[0], 0) < 0:
            assert step.verified.detection is not None, step.id


@pytest.mark.parametrize("name", NAMES)
def test_bridges_can_be_used(name: str) -> None:
    case = shipped(name)
    for bridge in case.bridges:
        assert bridge not in apply(case, Changes(bridges=(bridge,))).bridges


@pytest.mark.parametrize("name", NAMES)
def test_written_as_a_document_and_read_again_it_is_the_same_case(name: str) -> None:
    case = shipped(name)
    assert digest(build(to_document(case), name)) == digest(case)
    assert digest(read_text(examples.path(name).read_text(encoding="utf-8"))) == digest(case)


@pytest.mark.parametrize("name", NAMES)
def test_each_case_has_its_page(name: str) -> None:
    """Half a page each: facts, assumptions, what the planner says, what differs; a variant shares its case's page."""
    pages = Path(__file__).parents[2] / "docs" / "cases"
    page = next(page for page in (pages / f"{name}.md", pages / f"{name.rpartition('-')[0]}.md") if page.exists())
    text = page.read_text(encoding="utf-8")
    for part in ("**About.**", "ssumptions.**", "**What the planner says.**", "**What differs from the notes.**"):
        assert part in text
    assert f"({page.name})" in (pages / "index.md").read_text(encoding="utf-8")
