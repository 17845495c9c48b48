"""Writing a case back into its file: only what differs changes, comments and order stay."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case import build, read_text, to_document
from detente.case.setting import set_in
from detente.case.writing import write
from detente.case.yaml_text import entry, flow, fresh_text
from detente.errors import CaseError
from tests.case import complete

FILE = """\
# Above everything

detente: 1
title: "Water for power"   # beside the title
max_phases: 5
parties:
  # Who takes part
  north: {name: North, scale: cardinal}   # beside north
  south:
    name: South       # aligned
    scale: ordinal    # aligned too
    breach_cost: [3, 2]

# What could be done
steps:
  # -- first group --
  gauges:
    by: [north]
    value: {north: -0.50, south: 1}
    takes: 14d        # a fortnight
    notes: >-
      Two lines
      of notes.
  power: {by: south, value: {north: 4, south: -2}, reversible: true}

  # -- second group --
  water:
    by: north
    value:
      north: -2   # dear
      south: 3
rules:
- water after gauges   # physics
# between the rules
- water excludes power
demands:
  # the first demand
  - id: early
    by: south
    rule: power after gauges
    firmness: 3
  # the second demand
  - {id: late, by: north, rules: [water after power], firmness: 2}   # beside late
# At the end
"""


def updated(change: Any, text: str = FILE) -> str:
    """Return the file with its document changed by a function."""
    document = to_document(read_text(text, format="yaml"))
    change(document)
    written = write(document, text)
    assert to_document(read_text(written, format="yaml")) == to_document(build(document))
    return written


def settled(path: str, value: str, text: str = FILE) -> str:
    return updated(lambda document: set_in(document, path, value), text)


def lines_that_differ(text: str, original: str = FILE) -> tuple[list[str], list[str]]:
    """Return the lines that went and those that came."""
    before, after = original.splitlines(), text.splitlines()
    return [line for line in before if line not in after], [line for line in after if line not in before]


def comments(text: str) -> list[str]:
    return [line.split("#", 1)[1].strip() for line in text.splitlines() if "#" in line]


def test_what_says_the_same_already_stays_as_it_is_to_the_last_character():
    assert updated(lambda _: None) == FILE


@pytest.mark.parametrize(
    "name",
    sorted(entry.name for entry in files("detente").joinpath("examples").iterdir() if entry.name.endswith(".yaml")),
)
def test_a_shipped_case_stays_as_it_is_to_the_last_character(name):
    text = files("detente").joinpath("examples", name).read_text(encoding="utf-8")
    assert updated(lambda _: None, text) == text


@pytest.mark.parametrize(
    ("path", "value", "went", "came"),
    [
        ("title", "Other", 'title: "Water for power"   # beside the title', "title: Other   # beside the title"),
        ("max_phases", "null", "max_phases: 5", None),
        ("starts", "2026-03-02", None, "starts: 2026-03-02"),
        (
            "parties.north.trust",
            "4",
            "  north: {name: North, scale: cardinal}   # beside north",
            "  north: {name: North, scale: cardinal, trust: 4}   # beside north",
        ),
        ("parties.south.name", "The South", "    name: South       # aligned", "    name: The South       # aligned"),
        ("parties.south.breach_cost", "[3, 2, 1]", "    breach_cost: [3, 2]", "    breach_cost: [3, 2, 1]"),
        ("parties.south.breach_cost", "null", "    breach_cost: [3, 2]", None),
        ("parties.south.trust", "1", None, "    trust: 1"),
        ("steps.gauges.takes", "15d", "    takes: 14d        # a fortnight", "    takes: 15d        # a fortnight"),
        (
            "steps.gauges.value.south",
            "2",
            "    value: {north: -0.50, south: 1}",
            "    value: {north: -0.50, south: 2}",
        ),
        ("steps.water.value.north", "-2.5", "      north: -2   # dear", "      north: -2.5   # dear"),
        ("steps.water.title", "'Water: now'", None, "    title: 'Water: now'"),
        ("steps.gauges.verified", "{by: south}", None, "    verified: {by: south}"),
        (
            "rules[1]",
            "water requires gauges",
            "- water after gauges   # physics",
            "- water requires gauges   # physics",
        ),
        ("demands.early.firmness", "4", "    firmness: 3", "    firmness: 4"),
        (
            "demands.late.rules",
            "[water after power, water within 1y]",
            "  - {id: late, by: north, rules: [water after power], firmness: 2}   # beside late",
            "  - {id: late, by: north, rules: [water after power, water within 1y], firmness: 2}   # beside late",
        ),
    ],
)
def test_one_change_changes_one_line(path, value, went, came):
    expected = [went] if went else [], [came] if came else []
    assert lines_that_differ(settled(path, value)) == expected


def test_no_comment_is_lost_where_something_is_changed_or_added():
    def change(document):
        document["steps"]["canal"] = {"by": "north", "value": {"south": 1}}
        document["steps"]["water"]["value"]["south"] = 2
        document["rules"].insert(1, "canal after gauges")
        document["demands"].append({"id": "new", "by": "south", "rule": "include canal", "firmness": 1})
        document["sources"] = {"paper": {"title": "A paper", "date": "2026-01-05"}}

    assert comments(updated(change)) == comments(FILE)


def test_comments_on_their_own_lines_survive_the_step_or_demand_beneath_them():
    def change(document):
        for name in ("gauges", "water"):
            del document["steps"][name]
        document["rules"] = []
        document["demands"] = [{"id": "early", "by": "south", "rule": "include power", "firmness": 3}]

    kept = comments(updated(change))
    for comment in (
        "Above everything",
        "What could be done",
        "-- first group --",
        "-- second group --",
        "the second demand",
    ):
        assert comment in kept


def test_a_new_step_stands_behind_the_one_it_follows_not_behind_the_next_heading():
    def change(document):
        steps = list(document["steps"].items())
        document["steps"] = dict([*steps[:2], ("canal", {"by": "north"}), *steps[2:]])

    text = updated(change)
    assert text.index("power:") < text.index("canal:") < text.index("# -- second group --")


def test_what_is_added_at_the_end_of_a_section_stands_before_the_heading_of_the_next():
    text = updated(lambda document: document["parties"].update(board={"role": "verifier"}))
    assert text.index("breach_cost") < text.index("board:") < text.index("# What could be done")


def test_steps_take_a_new_order_with_their_comments():
    text = updated(lambda document: document.update(steps=dict(reversed(document["steps"].items()))))
    assert list(read_text(text).steps) == ["water", "power", "gauges"]
    assert sorted(comments(text)) == sorted(comments(FILE))
    assert text.index("-- second group --") < text.index("water:")


def test_the_order_of_keys_in_the_file_stays_where_it_means_nothing():
    text = updated(lambda document: document.update(parties=dict(reversed(document["parties"].items())), max_phases=6))
    assert lines_that_differ(text) == (["max_phases: 5"], ["max_phases: 6"])


def test_a_long_new_step_has_a_line_for_each_key():
    title = "A title that is so long that the whole step would not fit on one line of the file, whatever else it says"
    text = updated(lambda document: document["steps"].update(canal={"title": title, "by": "north", "takes": "1y"}))
    assert f"\n  canal:\n    title: {title[:20]}" in text
    assert "\n    takes: 1y\nrules:" in text


def test_line_ends_of_other_systems_stay():
    text = FILE.replace("\n", "\r\n")
    changed = updated(lambda document: document["steps"].update(canal={"by": "north"}), text)
    assert changed.count("\n") == changed.count("\r\n") == FILE.count("\n") + 1


def test_what_an_alias_stands_for_is_written_out_when_it_changes():
    text = FILE.replace("value: {north: 4, south: -2}", "value: &worth {north: 4, south: -2}").replace(
        "    value:\n      north: -2   # dear\n      south: 3\n", "    value: *worth\n"
    )
    changed = settled("steps.water.value.north", "9", text)
    assert read_text(changed).steps["water"].value["north"] == 9
    assert read_text(changed).steps["power"].value["north"] == 4


def test_a_text_that_is_no_case_is_written_afresh():
    document = to_document(build(complete.document()))
    assert write(document, "nothing: here") == fresh_text(document)


def test_what_is_no_case_is_not_written():
    with pytest.raises(CaseError):
        write({"detente": 1}, FILE)


def test_a_fresh_file_reads_as_the_case_and_has_no_quotes_it_does_not_need():
    text = fresh_text(to_document(build(complete.document())))
    assert to_document(read_text(text, format="yaml")) == to_document(build(complete.document()))
    assert "\nstarts: 2026-01-05\n" in text
    assert "url: https://example.org/a" in text or 'url: "https://example.org/a"' in text or "url: 'https" in text


ODD_TEXTS = [
    "no",
    "1e5",
    "1:30",
    "2019-01-01",
    "a: b",
    "a, b",
    "#c",
    "a #b",
    "",
    "null",
    "~",
    ".5",
    "x\ny",
    "tab\t",
    "\x1b",
]
ODD_TEXTS += [
    "é",
    "- a",
    "*a",
    " x ",
    "true",
    "=",
    "<<",
    "0x1F",
    "1_000",
    "x" * 300,
    "it's",
    'say "no"',
    "\u2028",
    "𝄞",
    "? x",
]


@pytest.mark.parametrize("value", [*ODD_TEXTS, 0, -1, True, False, [1, "a"], {"k": ["v", None]}])
def test_every_value_is_written_on_one_line_and_read_as_itself(value):
    from detente.case.problems import Problems
    from detente.case.yaml_nodes import compose

    for text in [*(c.format(flow(value)) for c in ("[{}]", "{{k: {}}}", "k: {}", "- {}")), entry("k", value, 4)]:
        assert "\n" not in text
        problems = Problems()
        composed = compose(text, problems)
        assert composed is not None
        assert not problems
        assert next(iter(composed[0].values() if isinstance(composed[0], dict) else composed[0])) == value


PATHS = [
    ("title", ["x", '"#"', "'a: b'"]),
    ("max_phases", ["3", "null", "7"]),
    ("notes", ["null", "Some words", '"two\\nlines"']),
    ("parties.north.trust", ["1", "0", "null", "0.125"]),
    ("parties.south.breach_cost", ["1", "[5, 4]", "null"]),
    ("steps.gauges.value", ["{south: 1}", "{north: 1, south: 2}", "null"]),
    ("steps.gauges.notes", ["null", "n"]),
    ("steps.gauges.verified.by", ["south", "[north, south]", "null"]),
    ("steps.power.value.north", ["1", "null"]),
    ("steps.power.reversible", ["0.5", "null"]),
    ("steps.water.by", ["south", "[south, north]"]),
    ("steps.water.value.north", ["-1", "null"]),
    ("steps.new", ["{by: north}", "{by: south, title: New, takes: 3w, value: {south: 2}}"]),
    ("rules[1]", ["include gauges", "null"]),
    ("rules", ["null", "[include power, water after gauges, include gauges]"]),
    ("demands.early.rules", ["[include gauges, include power]"]),
    ("demands.early.softer", ["[{rule: include gauges, firmness: 1}]"]),
    ("demands.early.says", ["Early!"]),
    ("demands.late", ["null"]),
    ("demands.late.rule", ["include water"]),
    ("sources.paper", ["{title: Paper}", "{date: 2026-01-05}"]),
]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_changes_are_written_so_that_the_file_says_them(data):
    text = data.draw(st.sampled_from([FILE, FILE.replace("\n", "\r\n"), fresh_text(to_document(read_text(FILE)))]))
    document = to_document(read_text(text, format="yaml"))
    for path, values in data.draw(st.lists(st.sampled_from(PATHS), unique_by=lambda one: one[0], max_size=6)):
        changed = deepcopy(document)
        try:
            set_in(changed, path, data.draw(st.sampled_from(values)))
            build(changed)
        except Exception:
            continue
        document = changed
    if data.draw(st.booleans()):
        document["steps"] = dict(data.draw(st.permutations(list(document["steps"].items()))))
    written = write(document, text)
    found = to_document(read_text(written, format="yaml"))
    wanted = to_document(build(document))
    assert found == wanted
    assert list(found["steps"]) == list(wanted["steps"])
    if "-- first group --" in text:
        assert {"Above everything", "What could be done"} <= set(comments(written))


@pytest.mark.parametrize("mark", ["\n", "\r", "\x85", "\u2028", "\u2029"])
def test_line_ends_of_every_kind_stay_in_a_text(mark):
    case = replace(read_text(complete.TEXT), notes=f"one{mark}two", title=f"{mark}x")
    back = read_text(fresh_text(to_document(case)))
    assert (back.notes, back.title) == (case.notes, case.title)
