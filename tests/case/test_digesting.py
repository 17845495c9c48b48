"""The digest: the same for two files that mean the same, another for any other meaning."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

import pytest

from detente.case import build, digest, load, read_text, to_document
from detente.case.setting import set_in
from detente.case.yaml_text import fresh_text
from tests.case import complete


def of(document: dict[str, Any]) -> str:
    return digest(build(document))


def changed(path: str, value: str) -> dict[str, Any]:
    document = to_document(build(complete.document()))
    set_in(document, path, value)
    return document


def test_a_digest_is_64_hexadecimal_digits_and_the_same_each_time():
    first = of(complete.document())
    assert re.fullmatch("[0-9a-f]{64}", first)
    assert of(complete.document()) == first


def test_comments_spacing_format_and_the_name_of_the_file_do_not_count(tmp_path):
    case = build(complete.document())
    elsewhere = tmp_path / "elsewhere.yaml"
    elsewhere.write_text("# A comment\n" + fresh_text(to_document(case)).replace("title:", "title:   "))
    assert digest(load(elsewhere)) == digest(case) == digest(read_text(complete.TEXT, "other"))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("title", "Another title"),
        ("notes", "Other notes"),
        ("parties.north.name", "The North"),
        ("parties.north.mark", "verified"),
        ("steps.release.title", "Release"),
        ("steps.release.sources", "null"),
        ("steps.release.notes", "Late"),
        ("demands.wounded-first.says", "Other words"),
        ("demands.no-convoy-alone.rule", "never (not release and convoy)"),
        ("rules[2]", "at most 3 of (talks, convoy,   release)"),
        ("steps.talks.reversible_if", "(not convoy) and release"),
        ("bonuses[1].when", "visit and release"),
        ("bridges.escrow.title", "Escrow"),
        ("sources.article.url", "https://example.org/b"),
        ("facts", "null"),
    ],
)
def test_what_is_only_read_does_not_count(path, value):
    assert of(changed(path, value)) == of(complete.document())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("starts", "2026-01-06"),
        ("max_phases", "6"),
        ("fairness", "egalitarian"),
        ("objectives", "[package, time, exposure, leap, balance, easier]"),
        ("parties.north.breach_cost", "1.0001"),
        ("parties.north.trust", "null"),
        ("parties.north.trust_growth", "0"),
        ("parties.south.breach_cost", "[3, 1]"),
        ("parties.red-cross.role", "guarantor"),
        ("steps.release.value.south", "2"),
        ("steps.release.value.east", "[-1, 2]"),
        ("steps.release.takes", "11d"),
        ("steps.release.verified.detection", "0.9"),
        ("steps.release.verified.by", "friend"),
        ("steps.release.admits", "null"),
        ("steps.convoy.reversible", "0.9"),
        ("steps.talks.reversible_if", "release"),
        ("bonuses[1].value.north", "1"),
        ("rules[1]", "release requires convoy"),
        ("demands.wounded-first.firmness", "4"),
        ("demands.wounded-first.form", "1"),
        ("demands.wounded-first.softer[1].firmness", "1"),
        ("demands.step-by-step.by", "south"),
        ("demands.no-convoy-alone.red_line", "null"),
        ("bridges.escrow.changes.max_phases", "3"),
        ("bridges.escrow.cost", "1"),
    ],
)
def test_what_a_roadmap_is_computed_from_counts(path, value):
    document = changed(path, value)
    if path.endswith("red_line"):
        set_in(document, "demands.no-convoy-alone.firmness", "5")
    assert of(document) != of(complete.document())


@pytest.mark.parametrize("key", ["parties", "sources"])
def test_the_order_of_parties_and_sources_does_not_count(key):
    document = complete.document()
    document[key] = dict(reversed(document[key].items()))
    assert of(document) == of(complete.document())


@pytest.mark.parametrize("key", ["rules", "demands", "bridges"])
def test_the_order_of_rules_demands_and_bridges_does_not_count(key):
    document = complete.document()
    document[key].reverse()
    assert of(document) == of(complete.document())


def test_the_order_of_steps_counts_since_it_decides_among_equals():
    document = complete.document()
    document["steps"] = dict(reversed(document["steps"].items()))
    assert of(document) != of(complete.document())


def test_numbers_count_by_their_value_however_they_are_written():
    document = deepcopy(complete.document())
    document["parties"]["north"]["breach_cost"] = 1.0
    document["bridges"][0]["changes"]["steps"]["convoy"]["reversible"] = 0.50
    assert of(document) == of(complete.document()) == digest(read_text(complete.TEXT))
