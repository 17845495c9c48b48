"""``detente show``: the case as a table, with what ties it together below."""

from __future__ import annotations

from importlib.resources import files

import pytest

from detente.case import build, read_text, to_document
from detente.case.json_text import json_text
from tests.case import complete
from tests.cli.running import run

SHIPPED = sorted(
    entry.name for entry in files("detente").joinpath("examples").iterdir() if entry.name.endswith(".yaml")
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(complete.TEXT, encoding="utf-8")
    return str(path)


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_table_has_a_line_for_each_step_and_a_column_for_each_principal(file):
    out = run("show", file).out
    head = next(line for line in out.splitlines() if line.startswith("step "))
    assert head.split() == ["step", "by", "north", "south", "east", "back", "takes", "verified"]
    release = next(line for line in out.splitlines() if line.startswith("release "))
    assert release.split()[:8] == ["release", "north", "−1", "+3", "−1…2.5", "no", "10d", "+"]


@pytest.mark.parametrize(
    "said",
    [
        "Everything at once",
        "Starts on 5 January 2026; at most 5 phases; fairness nash",
        "north: Northern Authority, principal, cardinal, walk-away 0.5, breach cost 1, tolerance 0.25, trust 0 growing",
        "south: Southern Council, principal, ordinal, walk-away 1, breach cost 3 and 2, tolerance 1, trust 2 and 1",
        "red-cross: Red Cross, verifier",
        "* talks can be taken back only if release and not convoy",
        "release: Release of the wounded (verified) [article]",
        "north 1.5 when release and visit",
        "convoy requires release",
        "wounded-first (Southern Council, firmness 3) (verified) now softened convoy after release",
        "“First the wounded” [article]",
        "softer form 2, firmness 1, in force: convoy requires release; convoy within 1y",
        "no-convoy-alone (Southern Council, red line)",
        "escrow: The fuel waits abroad; cost 1.5 [article]",
        "two-convoys; convoy split into convoy-1 and convoy-2",
        "Another (verified) [article]",
        "An assumption (judgement)",
        "article: An article, A paper, 18 March 2019, https://example.org/a, statements 3, 7 (from-memory)",
    ],
)
def test_everything_of_the_case_is_said(file, said):
    assert said in words(run("show", file).out)


@pytest.mark.parametrize("width", [60, 80, 119, 120, 160, 400])
@pytest.mark.parametrize("name", SHIPPED)
def test_no_line_is_wider_than_the_terminal(name, width):
    out = run("show", str(files("detente").joinpath("examples", name)), env={"COLUMNS": str(width)}).out
    assert max(map(len, out.splitlines())) <= width
    assert "…" not in out.replace("“", "")  # nothing is cut off


@pytest.mark.parametrize("name", SHIPPED)
def test_the_ids_of_shipped_steps_are_never_broken(name):
    path = str(files("detente").joinpath("examples", name))
    out = run("show", path).out
    for step in read_text(files("detente").joinpath("examples", name).read_text(encoding="utf-8")).steps:
        assert any(line.split()[:1] == [step] for line in out.splitlines())


def test_a_wider_terminal_has_the_titles_in_the_table(file):
    out = run("show", file, env={"COLUMNS": "160"}).out
    assert "What the steps are" not in out
    assert any("release" in line and "Release of the wounded" in line for line in out.splitlines())


def test_many_parties_and_long_names_still_fit():
    document = complete.document()
    many = {f"party-number-{n}-{'x' * 60}": {"scale": "cardinal"} for n in range(12)}
    document["parties"] |= many
    document["steps"]["y" * 90] = {"by": list(many), "value": dict.fromkeys(many, -1234.5678)}
    ran = run("show", "-", given=json_text(to_document(build(document))))
    assert ran.status == 0
    assert max(map(len, ran.out.splitlines())) <= 80


def test_a_case_comes_from_standard_input_too():
    assert "Everything at once" in run("show", "-", given=complete.TEXT).out


def test_without_a_terminal_there_are_no_colours(file):
    assert "\x1b" not in run("show", file).out


def test_json_is_the_case_in_the_shape_of_its_file(file):
    shown = run("show", file, "--json").out
    assert read_text(shown, file, format="json") == read_text(complete.TEXT, file)


def test_what_is_tried_on_the_case_is_shown_and_said(file):
    arguments = ["--set", "parties.north.trust=9", "--with-bridge", "two-convoys", "--give-up", "step-by-step"]
    out = words(run("show", file, *arguments, "--soften", "wounded-first", "--include", "talks").out)
    assert "trust 9" in out
    assert "convoy-1" in out
    assert "step-by-step (" not in out
    assert "include talks" in out
    for said in (
        "parties.north.trust set to 9",
        "bridge used: two-convoys",
        "Northern Authority: demand step-by-step given up (2 points)",
    ):
        assert f"Changed: {said}" in out


def test_what_cannot_be_tried_is_status_2_under_its_name(file):
    ran = run("show", file, "--give-up", "no-convoy-alone", "--soften", "wounded-frist")
    assert (ran.status, ran.out) == (2, "")
    assert "giving up no-convoy-alone: " in ran.err
    assert "did you mean: wounded-first" in ran.err


PRIVATE = [
    ("parties.north.walk_away", "0.7"),
    ("parties.north.breach_cost", "17"),
    ("parties.north.tolerance", "0.9"),
    ("parties.north.trust", "12"),
    ("parties.north.trust_growth", "0.9"),
    ("parties.south.breach_cost", "[9, 8]"),
    ("parties.east.scale", "cardinal"),
    ("steps.release.value.north", "-7"),
    ("steps.release.value.south", "null"),
    ("steps.release.verified.detection", "0.31"),
    ("steps.talks.reversible", "0.75"),
    ("bonuses", "null"),
    ("fairness", "egalitarian"),
    ("objectives", "null"),
    ("demands.step-by-step.firmness", "5"),
    ("demands.wounded-first.softer[1].firmness", "1"),
    ("bridges", "null"),
    ("assumptions", "[They would take less]"),
    ("notes", "null"),
    ("parties.north.notes", "null"),
    ("steps.release.notes", "null"),
]


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
def test_the_public_copy_says_the_same_whatever_is_private(file, form):
    def public(*settings: str) -> str:
        ran = run("show", file, "--public", *form, *(part for one in settings for part in ("--set", one)))
        assert ran.status == 0, ran.err
        return ran.out

    private = [f"{path}={value}" for path, value in PRIVATE if path != "parties.east.scale"]
    assert public(*private, "parties.east.scale=cardinal", "steps.release.value.east=1") == public()


def test_the_public_copy_still_says_what_is_to_be_done(file):
    out = words(run("show", file, "--public").out)
    for said in (
        "Release of the wounded",
        "convoy requires release",
        "in part if*",
        "First the wounded",
        "This copy is meant to be shared",
    ):
        assert said in out


def test_texts_that_would_act_on_a_terminal_are_shown_escaped():
    document = complete.document()
    evil = "\x1b[31m\u202eevil\u2066"
    document["title"] = document["steps"]["release"]["title"] = document["demands"][0]["says"] = document["notes"] = (
        evil
    )
    document["facts"] = document["assumptions"] = [evil]
    document["parties"]["north"]["name"] = document["sources"]["article"]["title"] = document["bridges"][0]["title"] = (
        evil
    )
    given = json_text(to_document(build(document)))
    for arguments in ([], ["--public"], ["--json"], ["--public", "--json"], ["--with-bridge", "escrow"]):
        ran = run("show", "-", *arguments, given=given)
        assert ran.status == 0
        assert not {"\x1b", "\u202e", "\u2066"} & set(ran.out)
        assert "evil" in ran.out


def test_markup_in_texts_is_shown_as_it_is():
    document = complete.document()
    document["steps"]["release"]["title"] = "[bold]Not bold[/bold] :smile:"
    out = run("show", "-", given=json_text(to_document(build(document))), env={"COLUMNS": "200"}).out
    assert "[bold]Not bold[/bold] :smile:" in words(out)


def test_a_broken_workbook_is_refused_in_words(tmp_path):
    (tmp_path / "case.xlsx").write_bytes(b"PK\x03\x04")
    ran = run("show", str(tmp_path / "case.xlsx"))
    assert (ran.status, ran.out) == (2, "")
    assert "the file is no workbook, or a broken one [bad-workbook]" in ran.err
