"""``plan --fragile``: what the roadmap hangs on, in text, JSON and page, and not in a public copy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.case import load, read_roadmap
from detente.checker import check
from tests.cli.running import run
from tests.report.markup import elements

CASE = """\
detente: 1
title: Exchange
max_phases: 2
parties: {north: {scale: cardinal}, south: {scale: cardinal, breach_cost: 2}}
steps:
  grain: {title: Grain, by: north, value: {north: -1, south: 3}}
  ore: {title: Ore, by: south, value: {north: 4, south: -1.5}}
rules: [include grain and ore]
"""


@pytest.fixture
def case(tmp_path: Path) -> str:
    file = tmp_path / "exchange.yaml"
    file.write_text(CASE, encoding="utf-8")
    return str(file)


def test_the_text_says_what_is_moved_and_by_how_much(case: str) -> None:
    text = run("plan", case, "--fragile").out
    assert "What it hangs on" in text
    assert "south, price of breaking its word: 2 → 1.4999 (by 0.5001)" in text
    assert "south: 0.5001 more for breaking off would tempt it, first in phase 1." in text


def test_the_json_has_it_and_is_still_a_roadmap(case: str) -> None:
    document = json.loads(run("plan", case, "--fragile", "--json").out)
    paths = [point["path"] for point in document["fragility"]["points"]]
    assert "parties.south.breach_cost" in paths
    assert check(load(case), read_roadmap(document, load(case))).holds


def test_the_page_has_it_in_a_section_of_its_own(case: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    run("plan", case, "--fragile", "--html", str(page))
    assert '<section id="fragility">' in page.read_text(encoding="utf-8")


def test_a_public_copy_says_nothing_of_it(case: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    text = run("plan", case, "--fragile", "--public", "--html", str(page)).out
    assert "hangs on" not in text
    assert "hangs on" not in page.read_text(encoding="utf-8")
    document = json.loads(run("plan", case, "--fragile", "--public", "--json").out)
    assert document["fragility"]["points"] == []


def test_what_is_said_can_be_tried(case: str) -> None:
    assert run("plan", case, "--set", "parties.south.breach_cost=1.4999").status == 1
    assert run("plan", case, "--set", "parties.south.breach_cost=1.5").status == 0


def test_the_page_draws_what_the_roadmap_hangs_on(case: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = run("plan", case, "--fragile", "--html", str(page))
    assert done.status == 0
    pictures = [each for each in elements(page.read_text("utf-8")) if each.tag == "svg"]
    (drawn,) = [each for each in pictures if "fragility" in (each.attributes.get("class") or "").split()]
    text = " ".join(page.read_text("utf-8").split("What the roadmap hangs on", 1)[1].split())
    assert "no roadmap left" in text
    assert "Source: the case “Exchange" in text
    assert drawn.attributes["role"] == "img"
