"""Rules as sentences: every form of the rule language, in titles."""

from __future__ import annotations

import pytest

from detente.case import Case, Party, Rule, Step, parse_rule
from detente.report.sentences import rule_sentence, rule_sentences, steps_named

CASE = Case(
    "A case",
    parties={"i": Party("i", "India"), "j": Party("j", "Jordan"), "m": Party("m", "")},
    steps={key: Step(key, title, ("i",), {}) for key, title in (("a", "Alpha"), ("b", "Beta"), ("c", ""))},
)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("a after b", "“Alpha” only in a later phase than “Beta”"),
        ("a after b and (c or not a)", "“Alpha” only in a later phase than “Beta” and (“c” or not “Alpha”)"),
        ("a with or after b", "“Alpha” no earlier than “Beta”; the same phase will do"),
        ("a with b", "“Alpha” and “Beta” in the same phase, or neither"),
        ("a requires b", "“Alpha” only in a package that has “Beta”"),
        ("a excludes b", "“Alpha” and “Beta” not in the same package"),
        ("include a or b", "The package has “Alpha” or “Beta”"),
        ("never a", "There is to be no package that has “Alpha”"),
        ("at most 1 of (a, b)", "At most 1 of “Alpha” and “Beta”"),
        ("at least 2 of (a, b, c)", "At least 2 of “Alpha”, “Beta” and “c”"),
        ("a by phase 3", "“Alpha” in phase 3 or earlier"),
        ("i acts only with j or m", "India acts only in a phase in which Jordan or m acts too"),
        ("a by 2026-03-01", "“Alpha” done by 1 March 2026"),
        ("a within 60d", "“Alpha” done within 2 months of the start"),
        ("a not before 2026-03-01", "“Alpha” not before 1 March 2026"),
        ("a not before 2w", "“Alpha” no earlier than 2 weeks after the start"),
    ],
)
def test_every_form_of_a_rule_reads_as_a_sentence(rule: str, sentence: str) -> None:
    assert rule_sentence(CASE, Rule(parse_rule(rule), rule)) == sentence


def test_what_is_asked_of_several_steps_alike_is_said_once() -> None:
    rules = [Rule(parse_rule(text), text) for text in ("a after c", "b after c", "a with b", "a by phase 2")]
    assert rule_sentences(CASE, rules) == (
        "“Alpha” and “Beta” only in a later phase than “c”",
        "“Alpha” and “Beta” in the same phase, or neither",
        "“Alpha” in phase 2 or earlier",
    )


@pytest.mark.parametrize(
    ("rule", "steps"),
    [("a after b and c", "abc"), ("at most 1 of (b, c)", "bc"), ("i acts only with j", ""), ("c within 3d", "c")],
)
def test_the_steps_a_rule_names(rule: str, steps: str) -> None:
    assert steps_named(Rule(parse_rule(rule), rule)) == tuple(steps)
