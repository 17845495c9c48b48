"""The command stability from the outside: its text, its JSON, its files, and how it refuses."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from detente import examples
from tests.cli.running import Ran, run, run_apart
from tests.graph_model.reference import NAMES, table
from tests.states import gmcr_files

MODEL = str(examples.model_path("elmira"))
CRISIS = str(examples.model_path("cuba-1962"))


def document(*arguments: str) -> Any:
    ran = run("stability", *arguments, "--json")
    assert (ran.status, ran.err) == (0, "")
    return json.loads(ran.out)


def as_gmcr(read: dict[str, Any]) -> dict[str, Any]:
    """Write a published table as a `.gmcr` model with rankings."""
    numbers = {state["yn"]: state["number"] for state in read["states"]}
    count = len(read["options"])
    feasible = {state["yn"] for state in read["states"]}
    every = ["".join("Y" if code >> k & 1 else "N" for k in range(count)) for code in range(2**count)]
    makers = []
    for dm in read["dms"]:
        tiers: dict[int, list[int]] = {}
        for yn, rank in read["rank"][dm].items():
            tiers.setdefault(rank, []).append(numbers[yn])
        owned = [k for k, option in enumerate(read["options"]) if option["dm"] == dm]
        ranking = [tiers[rank] for rank in sorted(tiers)]
        makers.append({"name": dm, "options": owned, "preferences": [], "preferenceRanking": ranking})
    return {
        "options": [{"name": o["name"], "permittedDirection": o["direction"]} for o in read["options"]],
        "decisionMakers": makers,
        "infeasibles": [[[k, sign] for k, sign in enumerate(yn)] for yn in every if yn not in feasible],
        "useManualPreferenceRanking": True,
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_json_of_a_gmcr_model_is_the_published_table(name: str, tmp_path: Path) -> None:
    wanted = table(name)
    path = tmp_path / f"{name}.gmcr"
    path.write_text(gmcr_files.text(as_gmcr(wanted)), encoding="utf-8")
    found = document(str(path))
    keys = ("dms", "options", "feasible_states", "states", "rank", "stability", "equilibria", "coalition_improvements")
    assert {key: found[key] for key in keys} == {key: wanted[key] for key in keys}
    assert [key for key in found if key in keys] == list(keys)
    for key in ("equilibria", "coalition_improvements"):
        assert list(found[key]) == list(wanted[key])


def test_concepts_and_equilibria_only_narrow_it() -> None:
    found = document(MODEL, "--concepts", "seq,nash", "--equilibria-only")
    assert list(found["equilibria"]) == ["seq", "nash"]
    assert not {"states", "rank", "stability"} & set(found)
    assert found["feasible_states"] == 12


def test_options_narrow_a_case_and_the_rest_is_not_done() -> None:
    found = document(CRISIS, "--options", "blockade,withdraw")
    assert [option["name"] for option in found["options"]] == ["blockade", "withdraw"]
    assert found["feasible_states"] == 4
    assert "2 of 4 steps" in found["assumptions"][0]


def test_the_text_says_where_why_and_who_could_jump() -> None:
    ran = run("stability", MODEL, "--from", "status-quo")
    assert (ran.status, ran.err) == (0, "")
    words = " ".join(ran.out.split())
    for said in (
        "6 under Nash, 8 under GMR, 8 under SMR, 6 under SEQ and 6 under SSEQ",
        "State 7 (NNNNY): stable under Nash, GMR, SMR, SEQ and SSEQ",
        "Local Government is held back (SMR): if it takes “Insist that the original order be applied” (state 7",
        "Ministry of the Environment and Uniroyal Chemical together could jump to state 10 (YYYNY)",
        "Uniroyal Chemical is better off if it takes “Abandon the Elmira plant” and gives up",
        "state 7 (NNNNY) in 1 move: Local Government takes",
        "State 10 (YYYNY) cannot be reached by improvements.",
    ):
        assert said in words, said
    assert max(map(len, ran.out.splitlines())) <= 80


def test_standard_input_is_read() -> None:
    given = Path(MODEL).read_text(encoding="utf-8")
    assert json.loads(run("stability", "-", "--json", given=given).out)["feasible_states"] == 12


def test_files_are_written_beside_the_text(tmp_path: Path) -> None:
    names = ("page.html", "graph.svg", "table.csv", "model.gmcr")
    options = ("--html", "--svg", "--csv", "--gmcr")
    calls = [part for pair in zip(options, names, strict=True) for part in pair]
    ran = run("stability", CRISIS, *calls, cwd=str(tmp_path))
    assert ran.status == 0
    assert ran.err == "".join(f"{name} written\n" for name in names)
    assert (tmp_path / "graph.svg").read_text("utf-8").startswith("<svg")
    again = document(str(tmp_path / "model.gmcr"))
    assert list(again["stability"]["United States"].items()) == list(document(CRISIS)["stability"]["us"].items())


def test_the_table_has_a_row_a_state_and_no_formulas(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    text = Path(CRISIS).read_text("utf-8").replace("title: Blockade Cuba", "title: '=HYPERLINK(\"x\")'")
    path.write_text(text, encoding="utf-8")
    run("stability", str(path), "--csv", str(tmp_path / "t.csv"))
    rows = list(csv.reader(StringIO((tmp_path / "t.csv").read_text("utf-8"))))
    assert len(rows) == 13
    assert rows[0][4] == '\'=HYPERLINK("x")'
    assert dict(zip(rows[0], rows[7], strict=True))["equilibrium: seq"] == "yes"


REFUSED = [
    (("--concepts", "nash,luck"), "--concepts: there is no concept “luck” [unknown-concept]", "an unknown concept"),
    (
        ("--concepts", "sim", "--wish", "7"),
        "--wish: what would make",
        "a wish under a concept that cannot be turned round",
    ),
    (("--concepts", "nahs"), "did you mean: nash", "a misspelt concept"),
    (("--from", "13"), "unknown-state", "a number beyond the last"),
    (("--from", "YNYN"), "infeasible-state", "excluded by a rule: withdraw and escalate"),
    (("--from", "blockde"), "did you mean: blockade", "a misspelt option"),
    (("--options", "blockade,withdrw"), "did you mean: withdraw", "a misspelt step"),
    (("--roadmap", "missing.json"), "no-file", "a roadmap that is not there"),
]


@pytest.mark.parametrize(("arguments", "words", "why"), REFUSED, ids=[row[-1] for row in REFUSED])
def test_a_wrong_call_is_refused_with_what_was_expected(arguments: tuple[str, ...], words: str, why: str) -> None:
    if "infeasible" in words:
        arguments = ("--from", "NNYY")
    ran = run("stability", CRISIS, *arguments)
    assert (ran.status, ran.out) == (2, ""), why
    assert words in ran.err
    assert "Traceback" not in ran.err


def test_what_is_wrong_with_all_states_is_told_with_the_name_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    text = Path(CRISIS).read_text("utf-8").replace("rules:", "rules:\n  - never blockade\n  - never (not blockade)")
    path.write_text(text, encoding="utf-8")
    ran = run("stability", str(path))
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"{path}: no state is feasible [no-feasible-state]")


def test_a_broken_tie_is_told_as_what_could_turn() -> None:
    told = run("stability", str(examples.model_path("elmira")), "--concepts", "nash", "--fragile").out
    assert "were broken, state 5 (NYNYN) could no longer be an equilibrium" in " ".join(told.split())


def test_a_broken_model_is_refused_with_line_and_column(tmp_path: Path) -> None:
    broken = gmcr_files.water()
    broken["decisionMakers"][1]["options"].append(0)
    path = tmp_path / "water.gmcr"
    path.write_text(gmcr_files.text(broken), encoding="utf-8")
    ran = run("stability", str(path))
    assert (ran.status, ran.out) == (2, "")
    assert "water.gmcr:" in ran.err
    assert "[shared-option]" in ran.err


def test_options_are_not_for_gmcr_models(tmp_path: Path) -> None:
    path = tmp_path / "water.gmcr"
    path.write_text(gmcr_files.text(gmcr_files.water()), encoding="utf-8")
    assert run("stability", str(path), "--options", "a").status == 2


def test_no_output_overwrites_its_input(tmp_path: Path) -> None:
    path = tmp_path / "water.gmcr"
    path.write_text(gmcr_files.text(gmcr_files.water()), encoding="utf-8")
    ran = run("stability", str(path), "--gmcr", str(path))
    assert (ran.status, ran.out) == (2, "")
    assert json.loads(path.read_text("utf-8")) == gmcr_files.water()


def test_nothing_is_written_where_one_file_cannot_be_made(tmp_path: Path) -> None:
    case = "detente: 1\ntitle: t\nparties: {a: {scale: cardinal}, b: {scale: cardinal}}\nsteps: {x: {by: [a, b]}}\n"
    (tmp_path / "case.yaml").write_text(case, encoding="utf-8")
    ran = run("stability", "case.yaml", "--svg", "x.svg", "--gmcr", "x.gmcr", cwd=str(tmp_path))
    assert ran.status == 2
    assert "[not-in-gmcr]" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["case.yaml"]


def test_what_a_file_says_does_not_reach_the_terminal_raw(tmp_path: Path) -> None:
    hostile = gmcr_files.water()
    hostile["decisionMakers"][0]["name"] = "Up\x1b[31m\u202estream"
    path = tmp_path / "water.gmcr"
    path.write_text(gmcr_files.text(hostile), encoding="utf-8")
    ran: Ran = run("stability", str(path), "--html", str(tmp_path / "p.html"))
    for shown in (ran.out, (tmp_path / "p.html").read_text("utf-8")):
        assert "\x1b" not in shown
        assert "\u202e" not in shown


def test_the_way_of_a_roadmap_leads_through_the_states(tmp_path: Path) -> None:
    (tmp_path / "way.yaml").write_text("phases: [[blockade], [withdraw]]\n", encoding="utf-8")
    found = document(CRISIS, "--roadmap", str(tmp_path / "way.yaml"))
    assert [(point["at"], point["yn"]) for point in found["roadmap"]] == [
        ("status quo", "NNNN"),
        ("end of phase 1", "NYNN"),
        ("end of phase 2, the package", "NYYN"),
    ]
    assert found["roadmap"][-1]["equilibrium"] == {
        "nash": False, "gmr": True, "smr": True, "seq": True, "sseq": True,
    }  # fmt: skip


def test_a_large_case_is_told_for_the_package_and_each_phases_end() -> None:
    found = document(str(examples.path("minsk")))
    assert [point["at"] for point in found["roadmap"]][-1].endswith("the package")
    assert all(set(point["equilibrium"]) == {"nash", "gmr", "smr", "seq", "sseq"} for point in found["roadmap"])
    assert any(option.get("steps") for option in found["options"])


def test_help_loads_nothing_heavy() -> None:
    ran = run_apart("stability", "--help")
    assert ran.status == 0
    assert "--equilibria-only" in ran.out


def test_a_wish_is_told_by_the_fewest_changes() -> None:
    """Mutual cooperation would be a Nash equilibrium if neither preferred to be the only one who does not cooperate."""
    dilemma = str(examples.model_path("prisoners-dilemma"))
    found = document(dilemma, "--concepts", "nash", "--wish", "YY")["wish"]
    assert found["state"] == "YY"
    changes = found["concepts"]["nash"]["changes"]
    assert [changes[dm]["no_longer_preferred"] for dm in ("one", "two")] == [["NY"], ["YN"]]
    assert found["concepts"]["nash"]["enough"]
    assert found["concepts"]["nash"]["orders"]["one"] == {"of": 24, "stable": 12, "equilibrium": 0}


def test_what_hangs_on_one_swap_is_told() -> None:
    found = document(str(examples.model_path("chicken")), "--concepts", "nash", "--fragile")["hinges"]
    turned = {(hinge["dm"], *hinge["states"]) for hinge in found if any(t["of"] == "everybody" for t in hinge["turns"])}
    assert turned == {("one", "NY", "YY"), ("one", "YN", "NN"), ("two", "YN", "YY"), ("two", "NY", "NN")}
    assert run("stability", MODEL, "--fragile", "--wish", "9").status == 0


def test_what_levels_leave_open_is_told_by_the_answers_that_settle_it(tmp_path: Path) -> None:
    case, page = str(examples.path("minsk")), tmp_path / "page.html"
    found = document(case, "--fragile")["comparisons"]
    assert (found["asked_about"], found["sanctions_examined"]) == ("all states", True)
    first = found["settling"][0]
    assert (first["dm"], first["states"]) == ("ukr", ["YNNNN", "YYYNY"])
    rest = {one["concept"]: one["becomes"] for one in first["answers"]["better"] if one["of"] == "everybody"}
    assert rest == {"gmr": "none", "smr": "none"}
    ran = run("stability", case, "--fragile", "--equilibria-only", "--html", str(page))
    told = " ".join(ran.out.split())
    assert "if state 2 (YNNNN) is better, state 24 (YYYNY) is no equilibrium under GMR and SMR" in told
    assert "is no equilibrium under GMR and SMR; if both are as good" in page.read_text(encoding="utf-8")


def test_of_a_large_case_the_roadmaps_way_is_asked_about() -> None:
    found = document(str(examples.path("hanoi")), "--fragile")
    asked = set(found["comparisons"]["asked_about"])
    assert asked == {point["yn"] for point in found["roadmap"] if point["feasible"]}
    assert {
        one["state"]
        for each in found["comparisons"]["settling"]
        for all_of in each["answers"].values()
        for one in all_of
    } <= asked


@pytest.mark.parametrize("option", ["--from", "--wish"])
def test_a_state_that_is_none_is_told_where_it_was_named(option: str) -> None:
    ran = run("stability", MODEL, option, "99")
    assert ran.status == 2
    assert ran.err.startswith(f"{option}: there is no state 99")


def test_a_time_limit_is_refused_where_nothing_has_to_be_planned() -> None:
    done = run("stability", str(examples.model_path("chicken")), "--options", "a", "--time-limit", "5")
    assert (done.status, done.out) == (2, "")
    assert "no roadmap has to be planned" in done.err


def test_two_outputs_of_one_name_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    done = run("stability", str(examples.model_path("chicken")), "--svg", out, "--csv", out)
    assert (done.status, done.out) == (2, "")
    assert "output-twice" in done.err
    assert list(tmp_path.iterdir()) == []
