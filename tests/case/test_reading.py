"""Reading files: encodings, formats, what a finding says, and how all of them are told together."""

from __future__ import annotations

import codecs
import io
import os
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from detente.case import Interval, build, load, read_text
from detente.case.reading import LARGEST_FILE
from detente.errors import CaseError, Finding

from .broken import BASE, changed, demand, rule, step

WINDOWS = BASE.replace("\n", "\r\n")


def findings(text: str | bytes, format: str | None = None) -> tuple[Finding, ...]:
    with pytest.raises(CaseError) as caught:
        read_text(text, "case.yaml", format)  # type: ignore[arg-type]
    return caught.value.findings


def codes(text: str | bytes, format: str | None = None) -> list[str]:
    return [finding.code for finding in findings(text, format)]


# ------------------------------------------------------------------ how the text may be written


@pytest.mark.parametrize(
    "data",
    [
        BASE.encode(),
        codecs.BOM_UTF8 + BASE.encode(),
        BASE.encode("utf-16"),
        codecs.BOM_UTF16_BE + BASE.encode("utf-16-be"),
        WINDOWS.encode(),
        BASE.replace("\n", "\r").encode(),
        b"%YAML 1.2\n---\n" + BASE.encode() + b"...\n",
    ],
    ids=["UTF-8", "UTF-8 with mark", "UTF-16", "UTF-16 big-endian", "Windows", "old Macintosh", "with directives"],
)
def test_a_file_may_be_written_in_many_ways(data: bytes) -> None:
    assert read_text(data, "x") == read_text(BASE, "x")


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"detente: 1\ntitle: caf\xe9\n", 2, 11),
        (b"\xff\xfe\x00", 1, 1),
        (b"\xef\xbb\xbftitle: \xc3\xa9\x80", 1, 9),
        (b"\x80", 1, 1),
        (codecs.BOM_UTF32_LE + "title: x".encode("utf-32-le"), 1, 1),
        (b"title: \xed\xa0\x80", 1, 8),
    ],
    ids=["Latin-1", "half a character", "a stray byte", "a lone byte", "UTF-32", "a surrogate"],
)
def test_bytes_that_are_no_text_are_refused_where_they_begin(data: bytes, line: int, column: int) -> None:
    (finding,) = findings(data)
    assert (finding.code, finding.line, finding.column) == ("bad-encoding", line, column)


def test_a_file_beyond_ten_megabytes_is_refused() -> None:
    assert codes(b"#" * (LARGEST_FILE + 1)) == ["too-large"]
    assert codes("# " + "é" * (LARGEST_FILE // 2)) == ["too-large"]


def test_json_is_known_by_its_bracket_and_yaml_may_begin_with_one() -> None:
    flow = "{detente: 1, title: T, parties: {us: {}}, steps: {a: {by: us}}}"
    assert read_text(flow).title == "T"
    assert read_text(flow.replace("detente", '"detente"')).title == "T"


# ------------------------------------------------------------------ files


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError) as caught:
        load(tmp_path / "missing.yaml")
    assert caught.value.findings[0].code == "no-file"
    assert caught.value.findings[0].place.endswith("missing.yaml")


@pytest.mark.parametrize("name", ["", "a\x00b"], ids=["the directory itself", "a NUL in the name"])
def test_what_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CaseError) as caught:
        load(os.path.join(tmp_path, name))
    assert caught.value.findings[0].code == "cannot-read"
    assert "\x00" not in str(caught.value)


@pytest.mark.parametrize(("name", "data"), [("a.xlsx", b"x"), ("a.yaml", b"PK\x03\x04"), ("a", b"PK\x03\x04")])
def test_a_workbook_is_known_by_its_name_or_its_beginning(tmp_path: Path, name: str, data: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(CaseError) as caught:
        load(file)
    assert [finding.code for finding in caught.value.findings] == ["bad-workbook"]


def test_an_open_file_and_standard_input_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(BASE.encode())

    monkeypatch.setattr("sys.stdin", Input())
    assert load("-").origin == "(standard input)"
    assert load(io.StringIO(BASE)).title == "Base"
    assert load(io.BytesIO(BASE.encode())).title == "Base"


def test_the_suffix_decides_between_json_and_yaml(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(BASE, encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        load(file)
    assert caught.value.findings[0].code == "bad-json"


# ------------------------------------------------------------------ what a finding says


def test_all_errors_of_a_file_are_told_at_once_in_its_order() -> None:
    text = (
        changed("title: Base", "titel: Base").replace("scale: interval", "scale: intervall")
        + "  more: {by: uss, value: {us: .inf, nobody: 1, them: 1.5}, takes: soon}\n"
        + "rules: [give aftr take, tkae after give]\nmax_phases: 99\n"
        + "demands:\n  - {id: it, by: su, rule: include giv}\n"
    )
    found = findings(text)
    assert [finding.code for finding in found] == [
        "missing-key", "unknown-key", "bad-choice", "unknown-id", "bad-number", "unknown-id", "fractional-level",
        "bad-duration", "bad-rule", "unknown-id", "out-of-range", "missing-firmness", "unknown-id", "unknown-id",
    ]  # fmt: skip
    assert [(one.line, one.column) for one in found] == sorted((one.line, one.column) for one in found)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        (changed("title: Base", "titel: Base"), "title"),
        (changed("scale: interval", "scale: intervall"), "interval"),
        (step("by: uss"), "us"),
        (step("by: Them"), "them"),
        (rule("giev after take"), "give"),
        (rule("Give after take"), "give"),
        (rule("give aftr take"), "after"),
        (rule("give requires tkae"), "take"),
        (step("by: us, value: {thme: 1}"), "them"),
        (demand("rule: include give, firmness: 1, softr: []"), "softer"),
    ],
)
def test_the_nearest_known_name_is_offered(text: str, near: str) -> None:
    assert near in [finding.nearest for finding in findings(text)]


def test_a_name_that_is_near_to_nothing_gets_no_offer() -> None:
    assert findings(step("by: zebra"))[0].nearest == ""


def test_the_line_is_quoted_with_a_caret_below_the_place() -> None:
    lines = str(findings(step("by: uss"))[0]).splitlines()
    assert lines[0] == "case.yaml:11:14: there is no party “uss” [unknown-id]"
    assert lines[-2:] == ["    |   more: {by: uss}", "    |              ^"]


@pytest.mark.parametrize(
    ("character", "shown"),
    [("\u202e", r"\u202e"), ("\u2066", r"\u2066"), ("\u200f", r"\u200f"), ("\ufeff", r"\ufeff"), ("\x85", r"\x85")],
)
def test_marks_in_a_line_are_quoted_escaped_and_the_caret_stays_true(character: str, shown: str) -> None:
    (finding,) = findings(step(f"title: a{character}b, by: uss"))
    assert shown in finding.quoted
    assert character not in str(finding)
    assert finding.quoted[finding.quoted_column - 1 :].startswith("uss}")


@pytest.mark.parametrize("escape", [r"\e[2J", r"\u202e", r"\x9b", r"\0", r"\u2028", r"\u200f"])
def test_escapes_that_yaml_can_write_stay_in_the_text_and_out_of_messages(escape: str) -> None:
    title = read_text(changed("title: Base", f'title: "a{escape}b"')).title
    assert len(title) >= 3
    (finding,) = findings(step(f'by: "a{escape}b"'))
    assert finding.code == "unknown-id"
    assert all(character == "\n" or character.isprintable() for character in str(finding))


def test_a_very_long_line_is_quoted_around_the_place() -> None:
    text = step(f"title: {'x' * 5000}, by: uss, notes: {'y' * 5000}")
    (finding,) = findings(text)
    assert len(finding.quoted) < 200
    assert finding.quoted[finding.quoted_column - 1 :].startswith("uss")
    assert finding.column == 5000 + 23


def test_the_path_says_where_in_the_case() -> None:
    text = step("by: us, value: {them: 1.5}") + "rules: [give after take, x y]\n"
    text += "demands:\n  - {id: it, by: su, rule: include give, firmness: 1}\n"
    assert [finding.path for finding in findings(text)] == ["steps.more.value.them", "rules[2]", "demands.it.by"]


def test_very_many_errors_are_cut_off_with_a_word() -> None:
    text = BASE + "rules:\n" + "  - nonsense\n" * 5000
    found = findings(text)
    assert len(found) == 501
    assert found[-1].code == "too-many-errors"


def test_a_wrong_section_does_not_make_all_names_unknown() -> None:
    assert codes(BASE.replace("parties:", "partys:")) == ["missing-key", "unknown-key"]
    assert codes(changed("scale: ordinal", "scale: ordnal")) == ["bad-choice"]
    assert codes(re.sub(r"(?s)steps:.*", "steps: later\nrules: [a after b]\n", BASE)) == ["wrong-type"]


# ------------------------------------------------------------------ what YAML would guess


def test_no_and_off_are_texts_and_fine_ids() -> None:
    case = read_text("detente: 1\ntitle: no\nparties: {no: {name: off}}\nsteps: {on: {by: no}}\n")
    assert case.title == "no"
    assert case.parties["no"].name == "off"
    assert case.steps["on"].by == ("no",)


def test_ids_may_be_digits_and_dates() -> None:
    text = "detente: 1\ntitle: 1984\nparties: {1717: {}}\n"
    text += "steps: {2026-01-05: {by: 1717}, 007: {by: [1717]}, 10d: {by: 1717}}\n"
    case = read_text(text + "rules: [10d after 2026-01-05 and 007, 10d within 10d]\n")
    assert case.title == "1984"
    assert [*case.steps] == ["2026-01-05", "007", "10d"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-1", Fraction(-1)),
        ("+3", Fraction(3)),
        ("0.1", Fraction(1, 10)),
        (".5", Fraction(1, 2)),
        ("2.", Fraction(2)),
        ("1e3", Fraction(1000)),
        ("1.5E-3", Fraction(15, 10000)),
        ("1.10000000000000000000", Fraction(11, 10)),
        ("-0.0001", Fraction(-1, 10000)),
        ("1000000", Fraction(1000000)),
        ("0.3", Fraction(3, 10)),
    ],
)
def test_numbers_are_exact(text: str, value: Fraction) -> None:
    assert read_text(step(f"by: us, value: {{us: {text}}}")).steps["more"].value == {"us": value}


@pytest.mark.parametrize("text", ["0", "-0", "0.0", "0e999999999", "-0.00000000"])
def test_a_value_of_zero_is_dropped(text: str) -> None:
    assert read_text(step(f"by: us, value: {{us: {text}, them: {text}, range: {text}}}")).steps["more"].value == {}


def test_a_number_of_an_interval_party_is_known_exactly() -> None:
    value = read_text(step("by: us, value: {range: 2}")).steps["more"].value
    assert value == {"range": Interval(Fraction(2), Fraction(2))}


def test_a_document_from_python_may_hold_floats_read_as_they_are_shown() -> None:
    document = {
        "detente": 1,
        "title": "T",
        "parties": {"us": {"scale": "cardinal"}},
        "steps": {"a": {"by": ("us",), "value": {"us": 0.1}}, "b": {"by": "us", "value": {"us": Decimal("0.2")}}},
    }
    assert [step.value["us"] for step in build(document).steps.values()] == [Fraction(1, 10), Fraction(1, 5)]


def test_a_document_from_python_is_refused_with_its_paths() -> None:
    with pytest.raises(CaseError) as caught:
        build({"detente": 1, "title": "T", "parties": {"us": {}}, "steps": {"a": {"by": "us", "takes": 3}}}, "here")
    assert [(one.code, one.path, one.file) for one in caught.value.findings] == [
        ("bad-duration", "steps.a.takes", "here")
    ]


# ------------------------------------------------------------------ what is allowed


def test_an_anchor_may_be_used_again() -> None:
    text = step("&s by: us").replace("{&s by: us}", "&s {by: us, value: {us: 1}}") + "  again: *s\n"
    case = read_text(text)
    assert case.steps["again"].value == case.steps["more"].value


def test_errors_of_what_an_alias_repeats_are_told_once() -> None:
    assert codes(step("by: us").replace("{by: us}", "&s {by: uss}") + "  again: *s\n") == ["unknown-id"]


def test_exploding_aliases_are_refused_at_once() -> None:
    lines = ["notes:", "  - &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"  - &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]
    (finding,) = findings(BASE + "\n".join(lines) + "\n")
    assert finding.code == "too-many-aliases"


def test_empty_sections_are_as_good_as_none() -> None:
    text = BASE + "rules:\ndemands:\nbonuses:\nbridges:\nsources:\nfacts:\nassumptions:\nnotes:\n"
    assert read_text(text, "x") == read_text(BASE, "x")


def test_notes_may_be_anything() -> None:
    case = read_text(step("by: us, notes: {values: {watch: 2}}") + "notes: [a, b]\n")
    assert case.steps["more"].notes == '{"values": {"watch": 2}}'
    assert case.notes == '["a", "b"]'


def test_a_party_without_role_or_scale_is_a_stakeholder() -> None:
    assert read_text(changed("watch: {role: verifier}", "watch:  {}")).parties["watch"].role == "stakeholder"


def test_levels_are_a_number_or_a_list_and_zero_is_none() -> None:
    text = changed("scale: ordinal", "scale: ordinal, walk_away: 0, breach_cost: [2, 0, 9], tolerance: [], trust: 0")
    party = read_text(text).parties["them"]
    assert (party.walk_away, party.breach_cost, party.tolerance, party.trust) == ((), (9, 2), (), ())


def test_waiting_for_each_other_by_with_or_after_alone_is_no_cycle() -> None:
    case = read_text(BASE + "rules: [give with or after take, take with or after give]\n")
    assert len(case.rules) == 2


@pytest.mark.parametrize(
    "rules",
    ["[give after take or not take, take after give]", "[give after not take, take after give]"],
    ids=["one way out", "a prohibition"],
)
def test_waiting_for_what_is_not_needed_is_no_cycle(rules: str) -> None:
    assert len(read_text(f"{BASE}rules: {rules}\n").rules) == 2


def test_a_cycle_in_a_demand_is_the_demands_own_matter() -> None:
    assert read_text(demand("rules: [give after take, take after give], firmness: 1")).demands["it"].firmness == 1


def test_marks_say_how_well_things_are_known() -> None:
    case = read_text(
        step("by: us, mark: verified, marks: {value: judgement, takes: from memory}, sources: [s]")
        + "sources: {s: {mark: from-memory}}\n"
        + "facts: [plain, {text: said, mark: verified, sources: s}]\nassumptions: [so]\n"
    )
    assert case.steps["more"].mark == "verified"
    assert case.steps["more"].marks == {"value": "judgement", "takes": "from-memory"}
    assert [(fact.text, fact.mark, fact.sources) for fact in case.facts] == [
        ("plain", "", ()),
        ("said", "verified", ("s",)),
    ]
    assert case.assumptions[0].text == "so"


def test_a_red_line_needs_no_firmness_and_one_given_is_left_aside() -> None:
    assert read_text(demand("rule: include give, red_line: true, firmness: 5")).demands["it"].firmness == 0
