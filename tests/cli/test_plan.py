"""``detente plan``: what it prints where, the page it writes, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

import detente.api
from detente.case import Objective
from detente.cli.progress import progress_line
from detente.errors import InternalError
from detente.roadmap.form import from_dict
from detente.roadmap.progress import Progress
from tests.report.markup import elements

CASE = Path(__file__).parent.parent / "case" / "prisoners-for-fuel.yaml"


def run(*arguments: str | Path, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run ``detente plan`` as a user does, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "detente", "plan", *map(str, arguments)],
        input=given,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def call(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Run ``detente plan`` in this process."""
    from detente.cli.main import cli

    with pytest.raises(SystemExit) as ended:
        cli.main(["plan", *map(str, arguments)])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def test_a_roadmap_is_told_on_standard_output_and_nothing_else_is() -> None:
    done = run(CASE)
    assert done.returncode == 0
    assert done.stdout.startswith("Prisoners for fuel\n")
    assert done.stderr == "", "no progress without a terminal"
    assert "\x1b" not in done.stdout


def test_a_case_comes_from_standard_input_too() -> None:
    assert run("-", given=CASE.read_text(encoding="utf-8")).stdout == run(CASE).stdout


def test_json_is_one_document_that_reads_as_the_roadmap(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, CASE, "--json")
    assert status == 0
    document = json.loads(out)
    assert document["detente"] == 1
    assert from_dict(document).to_dict() == document


def test_the_page_is_written_and_the_text_printed_all_the_same(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    target = tmp_path / "page.html"
    status, out, err = call(capsys, CASE, "--html", target)
    assert status == 0
    assert "Prisoners for fuel" in out
    assert str(target) in err
    assert elements(target.read_text(encoding="utf-8"))


def test_the_same_call_gives_the_same_bytes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pages = [tmp_path / "one.html", tmp_path / "two.html"]
    texts = [call(capsys, CASE, "--html", page)[1] for page in pages]
    assert texts[0] == texts[1]
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_the_page_never_takes_the_place_of_the_case(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_bytes(CASE.read_bytes())
    status, out, err = call(capsys, case, "--html", case)
    assert status == 2
    assert out == ""
    assert "overwrite" in err
    assert case.read_bytes() == CASE.read_bytes()


def test_no_roadmap_is_an_answer_with_a_status_of_its_own(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    status, out, _ = call(capsys, CASE, "--include", "fuel-convoy and not release-wounded", "--html", page)
    assert status == 1
    assert "No roadmap holds under these assumptions, and that is proved." in out
    assert "What this means" in page.read_text(encoding="utf-8")


def test_time_that_ends_before_anything_is_known_has_a_status_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.roadmap.result import Roadmap, Status

    monkeypatch.setattr(detente.api, "plan", lambda case, **_: Roadmap(case.title, "", Status.UNKNOWN))
    status, out, _ = call(capsys, CASE)
    assert status == 3
    assert "is not proved" in out


def test_where_planner_and_checker_disagree_nothing_is_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def disagree(*_: object, **__: object) -> None:
        raise InternalError("planner and checker disagree")

    monkeypatch.setattr(detente.api, "plan", disagree)
    page = tmp_path / "page.html"
    status, out, err = call(capsys, CASE, "--html", page)
    assert status >= 70
    assert out == ""
    assert "a fault of ours" in err
    assert not page.exists()


@pytest.mark.parametrize(
    ("arguments", "says", "remark"),
    [
        (("no-such-file.yaml",), "no-such-file.yaml", "a file that is not there"),
        ((CASE, "--give-up", "no-fuel-alone"), "red line", "a red line"),
        ((CASE, "--give-up", "wounded-frist"), "wounded-first", "a demand misspelt, with the nearest name"),
        ((CASE, "--soften", "wounded-first=2"), "form 1", "a softer form that is not there"),
        ((CASE, "--with-bridge", "fuel-in-escro"), "fuel-in-escrow", "a bridge misspelt"),
        ((CASE, "--set", "parties.north.breach_cost=-4"), "breach_cost", "an amount below zero"),
        ((CASE, "--include", "fuel-convoy and"), "fuel-convoy and", "half a condition"),
        ((CASE, "--done", "release-wouned"), "release-wounded", "a step misspelt"),
        ((CASE, "--alternatives", "-1"), "--alternatives", "fewer than no alternatives"),
        ((CASE, "--time-limit", "0"), "--time-limit", "no time"),
    ],
)
def test_a_wrong_call_is_explained_with_status_2(
    arguments: tuple[str | Path, ...], says: str, remark: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = call(capsys, *arguments)
    assert status == 2, remark
    assert out == ""
    assert says in err
    assert "Traceback" not in err


def changed(*options: str) -> Callable[[pytest.CaptureFixture[str]], dict[str, object]]:
    def planned(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
        status, out, err = call(capsys, CASE, "--json", *options)
        assert status == 0, err
        document: dict[str, object] = json.loads(out)
        return document

    return planned


@pytest.mark.parametrize(
    ("options", "key", "value"),
    [
        (("--give-up", "step-by-step", "--give-up", "wounded-first"), "given_up", ["step-by-step", "wounded-first"]),
        (("--soften", "wounded-first"), "softened", [{"demand": "wounded-first", "form": 1}]),
        (("--with-bridge", "un-guarantee"), "bridges_used", ["un-guarantee"]),
        (("--include", "fuel-convoy"), "included", ["fuel-convoy"]),
        (("--done", "release-wounded"), "done", ["release-wounded"]),
        (
            ("--set", "parties.south.breach_cost=3"),
            "settings",
            [{"path": "parties.south.breach_cost", "value": "3"}],
        ),
        (("--time-limit", "30"), "time_limit", 30.0),
    ],
)
def test_what_is_asked_for_is_named_in_the_result(
    options: tuple[str, ...], key: str, value: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert changed(*options)(capsys)[key] == value


def test_the_public_copy_has_no_figures_in_any_form(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    _, text, _ = call(capsys, CASE, "--public", "--html", page)
    _, out, _ = call(capsys, CASE, "--public", "--json")
    document = json.loads(out)
    assert document["value"] == {}
    assert document["phases"][0]["temptation"] == {}
    for told in (text, page.read_text(encoding="utf-8")):
        assert "meant to be shared" in told
        assert "0.95" not in told
        assert "points" not in told


def test_another_private_figure_gives_the_same_public_copy(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The same roadmap, planned from other figures: what is shared does not tell them apart."""
    other = tmp_path / CASE.name
    text = CASE.read_text(encoding="utf-8")
    assert "breach_cost: 1," in text
    assert "detection: 0.95" in text
    changed_text = text.replace("breach_cost: 1,", "breach_cost: 2,").replace("detection: 0.95", "detection: 0.9")
    other.write_text(changed_text.replace("firmness: 3", "firmness: 4"), encoding="utf-8")
    for form in ((), ("--json",)):
        assert call(capsys, CASE, "--public", *form)[1] == call(capsys, other, "--public", *form)[1]
    pages = [tmp_path / "one.html", tmp_path / "two.html"]
    for case, page in zip((CASE, other), pages, strict=True):
        call(capsys, case, "--public", "--html", page)
    assert pages[0].read_bytes() == pages[1].read_bytes()


@pytest.mark.parametrize(
    ("progress", "line"),
    [
        (
            Progress(Objective.PACKAGE, "smallest share", Fraction(1, 4), Fraction(1, 2), False, 1.25),
            "1.2 s: package, smallest share, 0.25 found, at best 0.5",
        ),
        (
            Progress(Objective.TIME, "days", Fraction(20), Fraction(20), True, 0.5),
            "0.5 s: time, days, 20 found, proved",
        ),
        (Progress(None, "", None, None, False, 2.0), "2.0 s: the choice among equals"),
    ],
)
def test_progress_says_objective_value_and_bound(progress: Progress, line: str) -> None:
    assert progress_line(progress) == line


def test_help_loads_no_solver_and_no_templates() -> None:
    code = (
        "import sys\n"
        "from detente.cli.main import cli\n"
        "try:\n    cli.main(['plan', '--help'])\n"
        "except SystemExit:\n    pass\n"
        "heavy = {'ortools', 'jinja2', 'rich', 'pydantic', 'lark', 'ruamel'} & set(sys.modules)\n"
        "print('loaded:', sorted(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.endswith("loaded: []\n"), done.stdout


def test_where_all_is_done_it_tells_how_everybody_stands() -> None:
    package = json.loads(run(CASE, "--json").stdout)["package"]
    options = [word for step in package for word in ("--done", step)]
    done = run(CASE, *options)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Nothing is left to do" in done.stdout
    assert "Once all is done" in done.stdout
