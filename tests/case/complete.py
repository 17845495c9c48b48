"""A case in which every key of the file format stands, with another value than its default."""

from __future__ import annotations

from typing import Any

import yaml

TEXT = """\
detente: 1
title: Everything at once
starts: 2026-01-05
max_phases: 5
fairness: nash
objectives: [time, package, exposure, leap, balance, easier]
notes: All of it
facts:
  - A fact
  - {text: Another, mark: verified, sources: [article]}
assumptions: [{text: An assumption, mark: judgement}]
parties:
  north: {name: Northern Authority, scale: cardinal, walk_away: 0.5, breach_cost: 1, tolerance: 0.25, trust: 0, trust_growth: 0.5, sources: [article], mark: judgement, notes: First}
  south: {name: Southern Council, scale: ordinal, walk_away: 1, breach_cost: [3, 2], tolerance: 1, trust: [2, 1]}
  east: {scale: interval, trust: 7}
  red-cross: {name: Red Cross, role: verifier}
  friend: {}
steps:
  release: {title: Release of the wounded, by: north, value: {north: -1, south: 3, east: [-1, 2.5]}, takes: 10d, verified: {by: red-cross, takes: 3d, detection: 0.95}, admits: [red-cross], sources: [article], mark: verified, marks: {value: judgement}, notes: Soon}
  convoy: {by: south, value: {north: 2, south: -1}, reversible: true, takes: 1w}
  talks: {by: [north, south], value: {north: 0.5}, reversible: 0.5, reversible_if: release and not convoy, verified: {by: [red-cross, friend], detection: 0}}
  visit: {by: north, value: {south: 1}, reversible: 1}
preferences:
  friend: [talks and not visit, -2, release if (3 or visit)]
bonuses:
  - {when: release and visit, value: {north: 1.5}}
rules:
  - convoy requires release
  - at most 3 of (release, convoy, talks)
demands:
  - {id: wounded-first, by: south, rule: convoy after release, firmness: 3, says: First the wounded, sources: [article], softer: [{rule: convoy with or after release, firmness: 2}, {rules: [convoy requires release, convoy within 1y], firmness: 1}], form: 2, mark: verified, notes: Said twice}
  - {id: step-by-step, by: north, rules: [convoy with or after release, talks by phase 4], firmness: 2}
  - {id: no-convoy-alone, by: south, rule: never (convoy and not release), red_line: true}
bridges:
  - {id: escrow, title: The fuel waits abroad, changes: {steps: {convoy: {reversible: 0.5}}, max_phases: 4}, cost: 1.5, sources: [article], notes: Maybe}
  - {id: two-convoys, split: convoy, into: {convoy-1: {value: {north: 1, south: -1}}, convoy-2: {value: {north: 1, south: 0}, takes: 1d}}}
sources:
  article: {title: An article, publisher: A paper, date: 2019-03-18, url: "https://example.org/a", statements: [3, 7], mark: from-memory, notes: Page 2}
"""  # noqa: E501 (as people write it)


def document() -> dict[str, Any]:
    """Return the case as a fresh plain document."""
    loaded: dict[str, Any] = yaml.safe_load(TEXT)
    return loaded
