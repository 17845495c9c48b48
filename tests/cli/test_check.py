"""``detente check``: exit statuses, text, JSON, and what of a roadmap is applied before it is checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.cli.main import cli, run

CASE = """\
detente: 1
title: Prisoners for fuel
starts: 2026-01-05
max_phases: 6
fairness: egalitarian
parties:
  north: {name: Northern Authority, scale: cardinal, walk_away: 0, breach_cost: 1, trust: 5, trust_growth: 0.5}
  south: {name: Southern Council, scale: ordinal, breach_cost: 2}
  red-cross: {name: Red Cross, role: verifier}
steps:
  release-wounded:
    title: Release of wounded prisoners
    by: north
    value: {north: -1, south: 3}
    takes: 10d
    verified: {by: red-cross, takes: 3d, detection: 0.95}
  fuel-convoy: {title: Fuel convoy, by: south, value: {north: 2, south: -1}, reversible: true, takes: 1w}
bonuses:
  - {when: release-wounded and fuel-convoy, value: {north: 1}}
rules:
  - fuel-convoy requires release-wounded
demands:
  - {id: wounded-first, by: south, rule: fuel-convoy after release-wounded, firmness: 3,
     softer: [{rule: fuel-convoy with or after release-wounded, firmness: 1}]}
  - {id: no-fuel-alone, by: north, rule: never (fuel-convoy and not release-wounded), red_line: true}
bridges:
  - {id: un-guarantee, title: The ceasefire is guaranteed, changes: {parties: {south: {breach_cost: 3}}}, cost: 2}
  - {id: two-convoys, title: Two convoys, split: fuel-convoy,
     into: {fuel-1: {value: {north: 1, south: -1}}, fuel-2: {value: {north: 1, south: 0}}}}
"""
GOOD = "phases: [[release-wounded], [fuel-convoy]]"


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Run ``detente check`` on the case above and a roadmap given as text."""

    def call(roadmap: str, *options: str) -> tuple[int, str, str]:
        (tmp_path / "case.yaml").write_text(CASE)
        (tmp_path / "roadmap.yaml").write_text(roadmap)
        status = run(cli, ["check", str(tmp_path / "case.yaml"), str(tmp_path / "roadmap.yaml"), *options])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def test_a_roadmap_that_holds(check) -> None:
    """Status 0, and the table: release in phase 1 costs 1 and is held by the 3 that are to come (2 and the bonus)."""
    status, out, err = check(GOOD)
    assert (status, err) == (0, "")
    assert "The roadmap holds" in out
    assert "  north          −3          1      −0.5  gains to come\n" in out
    assert "  south        none       none       1.5  price of its word\n" in out


def test_a_roadmap_that_does_not(check) -> None:
    """Status 1, and the failure by name."""
    status, out, err = check("phases: [[fuel-convoy], [release-wounded]]")
    assert (status, err) == (1, "")
    assert "Demand wounded-first of south" in out


def test_demands_given_up_are_applied_and_named(check) -> None:
    """What failed above holds once the demand is given up."""
    status, out, _ = check("phases: [[fuel-convoy], [release-wounded]]\ngiven_up: [wounded-first]")
    assert status == 0
    assert "demand wounded-first given up" in out


def test_softer_forms_are_applied_and_named(check) -> None:
    """The same phase will do."""
    together = "phases: [[fuel-convoy, release-wounded]]"
    softened = "\nsoftened: [{demand: wounded-first, rule: fuel-convoy with or after release-wounded}]"
    assert "Demand wounded-first" in check(together)[1]
    out = check(together + softened)[1]
    assert "Demand wounded-first" not in out
    assert "wounded-first" in out


def test_a_bridge_that_raises_a_breach_cost_is_a_guarantee(check) -> None:
    """South is then held by the guarantee, not by its word."""
    status, out, _ = check(GOOD + "\nbridges_used: [un-guarantee]")
    assert status == 0
    assert "  south        none       none       1.5  guarantee\n" in out


def test_a_bridge_that_splits_a_step_brings_its_parts(check) -> None:
    """The parts stand for the step in rules and demands."""
    status, out, _ = check("phases: [[release-wounded], [fuel-1], [fuel-2]]\nbridges_used: [two-convoys]")
    assert status == 0
    assert "Phase 3" in out


@pytest.mark.parametrize(
    ("roadmap", "code"),
    [
        (GOOD + "\ngiven_up: [no-fuel-alone]", "red-line"),
        ("phases: [[relese-wounded]]", "unknown-id"),
        (GOOD + "\nbridges_used: [no-bridge]", "unknown-id"),
        (GOOD + "\ngiven_up: [nobodys]", "unknown-id"),
        ("phases: 7", "wrong-type"),
        ("{", ""),
        ("", ""),
    ],
)
def test_bad_input_is_told_with_its_place(check, roadmap, code) -> None:
    """Status 2, nothing on stdout."""
    status, out, err = check(roadmap)
    assert (status, out) == (2, "")
    assert "roadmap.yaml" in err
    assert code in err


def test_json(check) -> None:
    """The same as data."""
    status, out, _ = check(GOOD, "--json")
    data = json.loads(out)
    assert status == 0
    assert data["holds"] is True
    assert data["phases"][0]["starts"] == "2026-01-05"
    assert data["phases"][0]["ends"] == "2026-01-18"
    assert data["phases"][0]["parties"]["north"]["temptation"] == -3.0
    assert data["phases"][0]["parties"]["south"]["holds"] == ["price of its word"]


def test_json_that_fails_has_status_1_too(check) -> None:
    """And says what fails."""
    status, out, _ = check("phases: [[fuel-convoy], [release-wounded]]", "--json")
    assert status == 1
    assert [failure["demand"] for failure in json.loads(out)["failures"]] == ["wounded-first"]


def test_public_hides_figures(check) -> None:
    """No temptation, no share, no level."""
    for form in ((), ("--json",)):
        out = check(GOOD, "--public", *form)[1]
        assert "release-wounded" in out
        assert not any(private in out for private in ("temptation", "share", "level", "−3", "-3", "gains"))


def test_only_one_of_both_can_be_standard_input(capsys) -> None:
    """A wrong call."""
    assert run(cli, ["check", "-", "-"]) == 2
    assert "standard input" in capsys.readouterr().err
